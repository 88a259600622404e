"""What a workbook of ours says of itself, read without opening it as a workbook."""

import io
import re
import zipfile
import zlib
from collections.abc import Mapping
from typing import Final

from pipeline.campaign.model import Campaign
from pipeline.form.identity import FINGERPRINT, IDENTITY_KEYS, ROUND

_PROPERTIES: Final = "docProps/custom.xml"
_TEXT: Final = r'name="{name}"[^>]*>\s*<vt:lpwstr>([^<]*)<'
_MOST: Final = 2**20


def round_of(package: bytes) -> int:
    """Return the round a workbook belongs to, 1 where it does not say."""
    said = _stamps(package).get(ROUND, "")
    return int(said) if said.isascii() and said.isdigit() else 1


def is_current(campaign: Campaign, package: bytes) -> bool:
    """Tell whether a workbook asks what the campaign asks now."""
    return _stamps(package).get(FINGERPRINT) == campaign.form.fingerprint()


def _stamps(package: bytes) -> Mapping[str, str]:
    try:
        with zipfile.ZipFile(io.BytesIO(package)) as archive, archive.open(_PROPERTIES) as part:
            properties = part.read(_MOST).decode("utf-8", "replace")
    except (zipfile.BadZipFile, zlib.error, KeyError, OSError, EOFError, ValueError, RuntimeError):
        return {}
    found = {key: re.search(_TEXT.format(name=key), properties) for key in IDENTITY_KEYS}
    return {key: match[1] for key, match in found.items() if match}
