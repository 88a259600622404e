"""The gate of a web page: what makes the parser of the standard library run for hours is found by counting.

A comment, a script or a style that is never closed makes it, and every search for the end, begin again at each
opening; a browser takes it to go on to the end of the page, so it is left out here.
"""

import re
from typing import Final

from pipeline.intake.book import UnreadableError
from pipeline.intake.limits import Limits

_PAIRS: Final = (
    ("<!--", "-->"), ("<script", "</script"), ("<style", "</style"), ("<xml", "</xml"), ("<comment", "</comment"),
    ("<x:name>", "</x:name>"), ("<![", ">"), ("<?", ">"),
)  # fmt: skip
_LONGEST_TAG: Final = 2**20
"""Characters of one tag; a picture may stand in it, a bomb of attributes needs more."""
_LONG_TAG: Final = re.compile(f"<[^<>]{{{_LONGEST_TAG}}}")


def believable_page(text: str, limits: Limits) -> str:
    """Return the page without what was begun and never closed.

    Raises:
        UnreadableError: F01 if it has more tags than a person's tables, or one that is too long.
    """
    for opening, closing in _PAIRS:
        text = _without_unclosed(text, opening, closing)
    if text.count("<") > limits.tags:
        raise UnreadableError("F01", f"网页里的标记超过{limits.tags // 10_000}万个")
    if _LONG_TAG.search(text):
        raise UnreadableError("F01", "网页里有长得不正常的标记")
    return text


def _without_unclosed(text: str, opening: str, closing: str) -> str:
    lower = text.lower() if opening.isascii() and any(sign.isalpha() for sign in opening) else text
    if len(lower) != len(text):  # a sign whose small letter is two signs: places would shift
        lower = text
    last = lower.rfind(closing)
    at = lower.find(opening, last + len(closing) if last >= 0 else 0)
    return text if at < 0 else text[:at]
