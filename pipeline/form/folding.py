"""How two spellings are compared: keys are folded, prose is never rewritten.

NFKC turns ： into : and ① into 1, so it is applied to keys, dates, numbers and choices
only (domain.md 4.2); the text a unit wrote goes on unchanged.
"""

import re
import unicodedata
from decimal import Decimal
from functools import lru_cache
from math import isfinite

_INVISIBLE = dict.fromkeys(
    (0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0x00AD, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
)
_RADICALS = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)}
"""Radicals that look like words and are none: ⼀ for 一 (domain.md 4.3 no. 65)."""
_UNSEEN = _INVISIBLE | _RADICALS
_SPACE = re.compile(r"\s+")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_PROSE_MARKS = re.compile(r"[\s，。、；：,.;:！!？?（）()“”\"'《》\-—]+")
_HEADING_MARKS = re.compile(r"[*＊★●◐○:：]|\((?:必填|选填|条件必填)\)")

_REMEMBERED = 16_384
"""Keys kept: the same headings, choices and answers come again with every row and every check of it."""


def visible(text: str) -> str:
    """Return the text without zero-width and direction marks, radicals as words, and `_x000D_` escapes undone."""
    undone = _ESCAPED.sub(lambda m: "" if int(m[1], 16) < 32 else chr(int(m[1], 16)), text)
    return undone.translate(_UNSEEN)


@lru_cache(maxsize=_REMEMBERED)
def fold(text: str) -> str:
    """Return the comparison key of a short text: NFKC, no blanks, lower case."""
    return _SPACE.sub("", unicodedata.normalize("NFKC", visible(text))).lower()


def fold_prose(text: str) -> str:
    """Return the comparison key of prose: folded, and without punctuation."""
    return _PROSE_MARKS.sub("", fold(text))


@lru_cache(maxsize=_REMEMBERED)
def fold_heading(text: str) -> str:
    """Return the comparison key of a heading: folded, and without required marks."""
    return _HEADING_MARKS.sub("", fold(text))


def found_text(found: object) -> str:
    """Return a cell's content as the person saw it: 3.0 is 3, a date is 2023-11-03, None is empty."""
    if isinstance(found, str):
        return str(found)
    if found is None:
        return ""
    if isinstance(found, float) and found.is_integer() and abs(found) < 1e15:
        return str(int(found))
    if isinstance(found, float) and isfinite(found):
        return f"{Decimal(str(found)):f}"
    if hasattr(found, "isoformat"):
        return str(found.isoformat()).removesuffix("T00:00:00")
    return str(found)
