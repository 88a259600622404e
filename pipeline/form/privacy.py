"""What leaves the office hidden or masked: cases, personal numbers (domain.md 2.4 and 4.3 no. 69)."""

import re
from typing import Final

HIDDEN: Final = "（内容不显示）"
"""What stands for the content of a case wherever a finding would repeat it (domain.md 2.4)."""

_ID_CARD = re.compile(
    r"(?<![0-9A-Za-z])([1-9]\d{5})(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?:(?![0-9A-Za-z])|(?=1[3-9]\d{9}(?!\d)))"
)
"""An identity number; a mobile number may follow it without a blank."""
_MOBILE = re.compile(r"(?<!\d)(1[3-9]\d)\d{4}(\d{4})(?!\d)")


def has_id_card(text: str) -> bool:
    """Tell whether a text holds a citizen's identity number."""
    return _ID_CARD.search(text) is not None


def masked(text: str) -> str:
    """Return the text with identity and mobile numbers shortened: 420106************, 138****0000."""
    return _MOBILE.sub(r"\1****\2", _ID_CARD.sub(r"\1************", text))
