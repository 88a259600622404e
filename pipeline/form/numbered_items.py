"""Several things in one text, told by how they are numbered: 1. 2., （一）（二）, 首先 其次 (domain.md 1.6, R18)."""

import re
from collections.abc import Iterable
from typing import Final

_NUMBERS: Final[tuple[re.Pattern[str], ...]] = (
    re.compile(r"(?<![\d.])(\d{1,2})[.．、](?![\d.])"),
    re.compile(r"[（(](\d{1,2})[)）]"),
    re.compile(r"(?<![\d（(])(\d{1,2})[)）]"),
    re.compile(r"([①-⑳])"),
    re.compile(r"([⑴-⒇])"),
    re.compile(r"([⒈-⒛])"),
    re.compile(r"[（(]([一二三四五六七八九十])[)）]"),
    re.compile(r"(?<![一-鿿])([一二三四五六七八九十])[、．.]"),
    re.compile(r"(?:^|[\s；;。，,：:])([一二三四五六七八九])(?:是|来)"),
    re.compile(r"(?:^|[\s；;。，,：:])第([一二三四五六七八九])(?:[，,、：:]|是)"),
    re.compile(r"(?:^|[\s；;。，,：:])其([一二三四五])[，,、：:是]"),
    re.compile(r"(?:问题|事项|情形|情况)(\d{1,2}|[一二三四五六七八九])(?=[：:、，,.是])"),
    re.compile(r"(?:^|[\s；;。，,：:])([首其再最])(?:先|次|后)(?:是|[，,、：:])?"),
)
_IN_WORDS: Final = "首其再最"
_COUNTED: Final = "一二三四五六七八九十"


def items_in(text: str) -> int:
    """Return how many numbered items a text lists: those counted 1, 2, 3 … in one way of numbering; 0 for none."""
    return max(_in_sequence(pattern.findall(text)) for pattern in _NUMBERS)


def _in_sequence(numbers: Iterable[str]) -> int:
    """Return how far numbers count on from one, others between them passed over."""
    reached = 0
    for number in map(_ordinal, numbers):
        reached += number == reached + 1
    return reached


def _ordinal(number: str) -> int:
    if number.isdecimal():
        return int(number)
    if number in _IN_WORDS:
        return _IN_WORDS.index(number) + 1
    if number in _COUNTED:
        return _COUNTED.index(number) + 1
    return next(ord(number) - first + 1 for first in (0x2488, 0x2474, 0x2460) if ord(number) >= first)
