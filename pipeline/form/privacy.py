"""What leaves the office hidden or masked: cases, personal numbers (domain.md 2.4 and 4.3 no. 69)."""

import re
from typing import Final

from pipeline.form.surnames import family_name

HIDDEN: Final = "（内容不显示）"
"""What stands for the content of a case wherever a finding would repeat it (domain.md 2.4)."""

_ID_CARD = re.compile(
    r"(?<![0-9A-Za-z])([1-9]\d{5})(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?:(?![0-9A-Za-z])|(?=1[3-9]\d{9}(?!\d)))"
)
"""An identity number; a mobile number may follow it without a blank."""
_LONG = re.compile(r"\d{11}")
"""What both have: most texts have no such number."""
_MOBILE = re.compile(r"(?<!\d)(1[3-9]\d)\d{4}(\d{4})(?!\d)")

_INFORMER = re.compile(
    r"((?:举报|检举|控告|投诉|反映|信访|爆料|上访)(?:者|人|学生|同学|教师|老师|职工|家长)(?:的?(?:姓名|名字))?(?:为|是|叫|系|[：:（(“\"])?\s*)"
    r"([\u4e00-\u9fff]{2,3}?)(?=同学|老师|女士|先生|[，,。.；;、：:（()）”\"\s\d]|$)"
)
"""Who reported something, by name; what follows 举报人 without being one begins with no family name."""
_NO_GIVEN_NAME = re.compile("[电信访校关未是为认向于从和与同的等也已均要求在中时后]")


def names_informer(text: str) -> bool:
    """Tell whether a text gives the name of a person who reported something (domain.md 4.3 no. 69)."""
    return any(_is_informer(found) for found in _INFORMER.finditer(text))


def _is_informer(found: re.Match[str]) -> bool:
    family = family_name(found[2])
    given = found[2][len(family) :]
    return bool(family and given) and "某" not in given and not _NO_GIVEN_NAME.search(given)


def _unnamed(found: re.Match[str]) -> str:
    return f"{found[1]}{family_name(found[2])}某" if _is_informer(found) else found[0]


def has_id_card(text: str) -> bool:
    """Tell whether a text holds a citizen's identity number."""
    return _ID_CARD.search(text) is not None


def masked(text: str) -> str:
    """Return the text with identity and mobile numbers shortened, and who reported something as 张某.

    They are shortened to 420106************ and 138****0000.
    """
    if _LONG.search(text):
        text = _MOBILE.sub(r"\1****\2", _ID_CARD.sub(r"\1************", text))
    return _INFORMER.sub(_unnamed, text)
