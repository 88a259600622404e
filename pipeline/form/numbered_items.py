"""Several things in one text, told by how they are numbered: 1. 2., （一）（二）, 首先 其次 (domain.md 1.6, R18)."""

import re
from collections.abc import Iterable
from typing import Final

_NUMBERS: Final[tuple[re.Pattern[str], ...]] = (
    re.compile(r"(?<![\d.])(\d{1,2})[.．、](?![\d.])"),
    re.compile(r"(?:^|[\s；;。])(\d{1,2})[.．、](?=\d{1,2}[号楼栋层#＃])"),
    re.compile(r"(?:^|[\s；;。])(\d{1,2})[.．、](?=\d{3,}[\u4e00-\u9fff])"),
    re.compile(r"[（(](\d{1,2})[)）]"),
    re.compile(r"(?<![\d（(])(\d{1,2})[)）]"),
    re.compile(r"([①-⑳])"),
    re.compile(r"([⑴-⒇])"),
    re.compile(r"([⒈-⒛])"),
    re.compile(r"[（(]([一二三四五六七八九十])[)）]"),
    re.compile(r"(?<![一-鿿])([一二三四五六七八九十])[、．.：:]"),
    re.compile(r"(?:^|[\s；;。，,：:])([一二三四五六七八九])(?:是|来)"),
    re.compile(r"(?:^|[\s；;。，,：:])第([一二三四五六七八九])(?:[，,、：:]|是)"),
    re.compile(r"(?:^|[\s；;。，,：:])其([一二三四五])[，,、：:是]"),
    re.compile(r"(?:问题|事项|情形|情况)(\d{1,2}|[一二三四五六七八九])(?=[：:、，,.是\s])"),
    re.compile(r"(?:^|[\s；;。，,：:])([首其再最])(?:先|次|后)(?:是|[，,、：:])?"),
    re.compile(r"(?:^|[\s；;。，,：:])([首然最])(?:先|后)(?:是|[，,、：:])?"),
    re.compile(r"(?<![\d:：])(\d{1,2})[:：](?!\d)"),
    re.compile(
        r"(?:^|[\s；;。，,])(\d{1,2})\s+(?=[\u4e00-\u9fff])(?!号|楼|层|栋|台|月|日|年|点|时|个|名|人|次|元|处|间)"
    ),
    re.compile(r"(?:^|[\n；;。])\s*(\d{1,2})(?:[-—–]+|\s*[#＃])(?=[\u4e00-\u9fff])(?!楼|号|栋)"),
    re.compile(r"(?:[【\[〔]|no\.?|#)(\d{1,2})(?:[】\]〕]|(?=[:：、\s]))", re.IGNORECASE),
    re.compile(
        r"(?:^|[\s；;。，,：:])第(\d{1,2}|[一二三四五六七八九])(?:[个项点条件类种方]面?)?(?:问题|事项|情况)?(?:[，,、：:]|是|为)"
    ),
    re.compile(r"(?:^|[\s；;。，,：:])([一二三四五])(?:则|者)"),
    re.compile(r"(?<![a-zA-Z0-9\u4e00-\u9fff座区栋])[（(]?([a-fA-F])[.．、)）:：](?![a-zA-Z0-9])"),
    re.compile(r"(?:^|[\s；;。，,])([ⅠⅡⅢⅣⅤⅰⅱⅲⅳⅴ])[.．、]?"),
    re.compile(r"(?:^|[\s；;。，,])([壹贰叁肆伍])[、．.]"),
    re.compile(r"(?:^|[\s；;。，,])([甲乙丙丁戊])[、．.：:]"),
    re.compile(r"([❶-❿])"),
    re.compile(r"([㈠-㈩])"),
)
_BULLETS: Final = re.compile(r"(?:^|[\s；;。，,])\s*[-–—•·●○◆◇■□★☆▲△►▶✓√※*＊](?=\s*[\u4e00-\u9fff])")
"""Marks that stand before things in a list without numbers."""
_SIDES: Final = re.compile(r"一方面.+?另一?方面|(?:^|[；;。，,])一(?:是|来).+?[；;。，,](?:另外|还有|再者|同时)")
_IN_WORDS: Final = ("首其再最", "首然最")
_SERIES: Final = ("一二三四五六七八九十", "ⅠⅡⅢⅣⅤ", "ⅰⅱⅲⅳⅴ", "壹贰叁肆伍", "甲乙丙丁戊", "abcdef", "ABCDEF")
_CIRCLED: Final = (0x2776, 0x3220, 0x2488, 0x2474, 0x2460)
"""First characters of the series ❶, ㈠, ⒈, ⑴ and ①."""


def items_in(text: str) -> int:
    """Return how many items a text lists: those counted 1, 2, 3 … in one way of numbering, or behind bullets; 0 for none."""
    bullets = len(_BULLETS.findall(text))
    sides = 2 if _SIDES.search(text) else 0
    return max(bullets, sides, *(_in_sequence(pattern.findall(text)) for pattern in _NUMBERS))


def _in_sequence(numbers: Iterable[str]) -> int:
    """Return how far numbers count on from one, others between them passed over."""
    reached = 0
    for number in map(_ordinal, numbers):
        reached += number == reached + 1
    return reached


def _ordinal(number: str) -> int:
    if number.isdecimal():
        return int(number)
    for series in (*_IN_WORDS, *_SERIES):
        if number in series:
            return series.index(number) + 1
    first = max(first for first in _CIRCLED if ord(number) >= first)
    return ord(number) - first + 1
