"""Mail addresses as the campaign workbook has them."""

import re
import unicodedata
from typing import Final

from pipeline.campaign.reading_units import parts_of

_ADDRESS: Final = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_LONGEST: Final = 254


def addresses_in(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the addresses of a cell, and what stands there and is none; full-width letters are read as plain ones.

    What is no plain address is never used, so that no cell can add a header or a recipient.
    """
    parts = parts_of(unicodedata.normalize("NFKC", text))
    good = tuple(part for part in parts if len(part) <= _LONGEST and _ADDRESS.fullmatch(part))
    return good, tuple(part for part in parts if part not in good)
