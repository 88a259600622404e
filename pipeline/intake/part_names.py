"""Whether the names of files say that they are parts of one return, or only that they belong side by side."""

import re
from collections.abc import Sequence
from typing import Final

_NUMBER: Final = "[一二三四五六七八九十1-9１-９]"
_WORDS: Final = re.compile(
    rf"(?:[(（]?(?:第?{_NUMBER}(?:部分|册|卷|篇)|(?:部分|册|卷|篇|之){_NUMBER}|[上中下](?:部分|册|卷|篇)?|{_NUMBER}\s*(?:[／∕]|of)\s*{_NUMBER}"
    rf"|part\s*{_NUMBER})[)）]?)$",
    re.IGNORECASE,
)
"""How a name says that the file is one part: 上, 第一部分, 之二, （1／2）."""
_CONTINUED: Final = re.compile(rf"[(（]?续(?:表|报)?{_NUMBER}?[)）]?$")
"""How a name says that the file goes on where another ends."""
_PLACE: Final = re.compile(
    rf"(?:[(（]|(?<![A-Za-z0-9版稿改终]))(?:第?(?:{_NUMBER}|[A-FＡ-Ｆ甲乙丙丁戊])组?|组(?:{_NUMBER}|[A-FＡ-Ｆ甲乙丙丁戊]))[)）]?$",
    re.IGNORECASE,
)
"""How a name says that there is another beside it; whole returns, and those of two groups, are called so too."""
_OF_SO_MANY: Final = re.compile(r"([(（][1-9])/([1-9][)）])")
_BETWEEN: Final = re.compile(r"[\s_\-—·.]+$")


def said_to_be_parts(paths: Sequence[str]) -> bool:
    """Tell whether the names say that the files are parts of one return: 上 and 下, or one that goes on with 续."""
    stems = [stem_of(path) for path in paths]
    if _differ_in(stems, _WORDS):
        return True
    first = [stem for stem in stems if not _CONTINUED.search(stem)]
    return (
        len(first) == 1 and len(set(stems)) == len(stems) and _bare(stems, _CONTINUED) == {_BETWEEN.sub("", first[0])}
    )


def side_by_side(paths: Sequence[str]) -> bool:
    """Tell whether the names only differ in a last 一 and 二, A and B, 组一 and 组二: that says nothing of parts."""
    stems = [stem_of(path) for path in paths]
    return _differ_in(stems, _PLACE) and _bare(stems, _PLACE) != {""}


def own_name(path: str) -> str:
    """Return a file's own name, without the folders and containers it is in."""
    return re.split("[/!]", path)[-1]


def stem_of(path: str) -> str:
    """Return a file's own name without its suffix."""
    name = own_name(_OF_SO_MANY.sub(r"\1／\2", path))
    return name.rpartition(".")[0] or name


def _differ_in(stems: Sequence[str], mark: re.Pattern[str]) -> bool:
    marks = {match[0] for match in map(mark.search, stems) if match}
    return len(marks) == len(stems) > 1 and len(_bare(stems, mark)) == 1


def _bare(stems: Sequence[str], mark: re.Pattern[str]) -> set[str]:
    return {_BETWEEN.sub("", mark.sub("", stem)) for stem in stems}
