"""The ladder for headings: exact, folded, known by another name, did-you-mean (domain.md 4.3 no. 19)."""

import re
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType

from pipeline.form.folding import fold_heading
from pipeline.form.nearness import nearest
from pipeline.form.schema import Column

_REMARK = re.compile(r"\([^()]*\)")
_NAMED = re.compile("(?<=..)(?:姓名|名单|描述|详情)$")
_OTHER = re.compile("[计预拟非未副前原次下上其]")
"""In what stands before a heading: it is about something else than the heading is (计划完成日期)."""
_TELLING = 3
"""Characters of a heading that tell which it is, with a qualifier before it; one more of its other names."""


@dataclass
class Match:
    """Which place holds which column.

    Attributes:
        places: Column key -> place in the list of headings.
        near: Key -> heading taken although it is another name of the column, or only near.
        twice: (key, heading taken, place and heading left over).
        extra: Place -> heading that is no column of ours.
        former: How many of those were columns of the form the workbook was made with.
    """

    places: dict[str, int] = field(default_factory=dict)
    near: dict[str, str] = field(default_factory=dict)
    twice: list[tuple[str, str, int]] = field(default_factory=list)
    extra: dict[int, str] = field(default_factory=dict)
    former: int = 0

    @property
    def known(self) -> int:
        """Return how many headings stand for columns, today's or former ones."""
        return len(self.places) + self.former


def match_headings(
    columns: Sequence[Column],
    found: Sequence[str],
    aliases: Mapping[str, str],
    issued: Mapping[str, str] = MappingProxyType({}),
) -> Match:
    """Return which of the found headings are which columns.

    The rungs go from sure to doubtful, each over all headings, so that an exact heading is never
    taken by another's alias. A heading that two columns claim stays with the surer one.
    `issued` is folded heading -> column key of the form the workbook was made with: it is the surest of
    all, and a heading of a column that no longer exists is never taken for another column of then.
    """
    match = Match()
    folded = [fold_heading(heading) for heading in found]
    printed = {_folded(column.heading): column.key for column in columns}
    own = {_folded(column.ledger_heading): column.key for column in columns} | printed
    by_alias = {_folded(alias): own[_folded(name)] for alias, name in aliases.items() if _folded(name) in own}
    aka = {_folded(name): column.key for column in reversed(columns) for name in column.aka}
    current = {column.key for column in columns}
    theirs = {heading: key for heading, key in issued.items() if key in current}
    former = set(issued) - set(theirs)
    fresh = {heading: key for heading, key in own.items() if key not in theirs.values()}
    for known, barred in ((theirs, set()), (fresh, set()), (own, former), (by_alias, former), (aka, former)):
        for place, heading in enumerate(folded):
            if heading in known and heading not in barred and place not in match.places.values():
                _take(match, known[heading], place, found)
    for key, place in match.places.items():
        if folded[place] not in (*printed, *by_alias, *theirs):
            match.near[key] = found[place].strip()
    telling = {
        name: key for name, key in (aka | own).items() if len(name) >= (_TELLING if name in own else _TELLING + 1)
    }
    _take_near(match, ["" if heading in former else heading for heading in folded], found, own, telling)
    taken = {*match.places.values(), *(place for _, _, place in match.twice)}
    match.extra = {
        place: found[place].strip() for place, heading in enumerate(folded) if heading and place not in taken
    }
    match.former = sum(folded[place] in former for place in match.extra)
    return match


@lru_cache(maxsize=4096)
def _folded(name: str) -> str:
    """Fold one of the form's own names, once: they come again with every row that may be the header."""
    return fold_heading(name)


def _take(match: Match, key: str, place: int, found: Sequence[str]) -> None:
    if key not in match.places:
        match.places[key] = place
    elif all(place != other for _, _, other in match.twice):
        match.twice.append((key, found[match.places[key]].strip(), place))


def _qualified(heading: str, known: Mapping[str, str]) -> str | None:
    """Return the one heading that is written with a qualifier before it, or a remark behind: 具体整改措施, 整改措施（简述）."""
    bare = _NAMED.sub("", _REMARK.sub("", heading))
    held = [one for one in known if bare.endswith(one)]
    longest = max(held, key=len, default="")
    before = bare.removesuffix(longest) if longest else ""
    return longest if longest and len(before) <= _TELLING + 1 and not _OTHER.search(before) else None


def _take_near(
    match: Match, folded: Sequence[str], found: Sequence[str], own: Mapping[str, str], telling: Mapping[str, str]
) -> None:
    open_headings = {heading: key for heading, key in own.items() if key not in match.places}
    taken = set(match.places.values()) | {place for _, _, place in match.twice}
    for place, heading in enumerate(folded):
        if place in taken or not heading:
            continue
        near, qualified = nearest(heading, open_headings), _qualified(heading, telling)
        key = open_headings[near] if near else telling[qualified] if qualified else ""
        if key and key not in match.places:
            match.places[key] = place
            match.near[key] = found[place].strip()


def joined_lines(upper: Sequence[str], lower: Sequence[str], known: Container[str]) -> list[str]:
    """Return the headings of two lines as one: 整改 over 类型 and 措施; [] where the lower line heads nothing of ours.

    `known` are our headings, folded. What stands over several columns stands in the first of them.
    """
    width, over, joined = max(len(upper), len(lower)), "", list[str]()
    for place in range(width):
        top, bottom = (line[place] if place < len(line) else "" for line in (upper, lower))
        over = top or over
        ways = (over + bottom, over[:2] + bottom, bottom) if bottom else (top,)
        joined.append(next((way for way in ways if fold_heading(way) in known), bottom or top))
    whole = [text for text in lower if text]
    return joined if any(fold_heading(text) in known and text not in whole for text in joined) and whole else []
