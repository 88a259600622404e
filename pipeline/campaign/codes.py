"""Short codes: a unit's from the initials of its shortest name, a point's from its unit's code."""

import re
import unicodedata
from collections.abc import Collection, Iterable

from pypinyin import Style, lazy_pinyin

LONGEST_CODE = 12
"""Characters of a unit's code, as its problem numbers allow."""


def initials(name: str) -> str:
    """Return the capital initials of a Chinese name: ZWC for 总务处; letters and digits stay."""
    letters = lazy_pinyin(unicodedata.normalize("NFKC", name), style=Style.FIRST_LETTER)
    return re.sub(r"[^A-Z0-9]", "", "".join(letters).upper())[:LONGEST_CODE]


def unit_code(names: Iterable[str], taken: Collection[str]) -> str:
    """Return a code from the shortest of a unit's names that no other unit has: ZWC, or ZWC2 where ZWC is taken."""
    stem = initials(min(names, key=lambda name: (len(name), name))) or "DW"
    number, code = 1, stem
    while code in taken:
        number += 1
        code = f"{stem[: LONGEST_CODE - len(str(number))]}{number}"
    return code


def point_code(head: str, taken: Collection[str]) -> str:
    """Return the next point code of a unit: HQJT2 after HQJT1."""
    number = 1
    while f"{head}{number}" in taken:
        number += 1
    return f"{head}{number}"
