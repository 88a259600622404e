"""Rules that hold a return against the campaign: its points and categories, campuses, numbers, units (domain.md 5).

Of the shape `views.SheetRule` describes. `CAMPAIGN_RULES` is the list.
"""

import re
from collections.abc import Iterator
from typing import Final

from rapidfuzz import fuzz

from pipeline.form import vocabulary as words
from pipeline.form.folding import fold
from pipeline.form.schema import INSPECTING
from pipeline.intake.names import NameBook
from pipeline.meaning.sources import Fault
from pipeline.meaning.views import Return, SheetRule

_BEGINS: Final = 3
"""Characters before a campus with which a text may begin: 位于嘉鱼校区的, 1.嘉鱼食堂."""
_SAME_POINT: Final = 75
"""Likeness, of 100, from which a point written in other words is the point that was printed."""


def foreign_points(one: Return) -> Iterator[Fault]:
    """V22: a problem refers to a point of its own unit."""
    mine = {point.code for point in one.campaign.points_of(one.source.unit)} | {words.OTHER_POINT}
    for index in one.index["problems"]:
        code = one.value("problems", index, "point")
        if isinstance(code, str) and code not in mine:
            yield one.frame("problems").fault("V22", index, "point")


def foreign_category(one: Return) -> Iterator[Fault]:
    """X26: a problem's category is the one its point belongs to."""
    for index in one.index["problems"]:
        category, point = (one.value("problems", index, key) for key in ("category", "point"))
        asked = one.campaign.category_of_point(str(point))
        if asked and isinstance(category, str) and category != asked:
            yield one.frame("problems").fault("X26", index, "category", point=str(point), other=asked)


def missing_points(one: Return) -> Iterator[Fault]:
    """X07: every point of the unit is in its 核对表."""
    if "points" not in one.source.submission.tables or one.source.unit.role not in INSPECTING:
        return
    answered = {one.value("points", index, "point") for index in (*one.index["points"], *one.beside["points"])}
    for point in one.campaign.points_of(one.source.unit):
        if point.code not in answered:
            asked = f"{point.code} {point.text}"
            yield Fault("X07", "points", one.number, 0, "", {"point": asked, "what": asked})


def foreign_campus(one: Return) -> Iterator[Fault]:
    """V25: a problem lies on a campus of its unit."""
    mine = one.source.unit.campuses or one.campaign.campuses
    allowed = {*mine, words.BOTH_CAMPUSES} if len(mine) > 1 else set(mine)
    for index in one.index["problems"]:
        campus = one.value("problems", index, "campus")
        if isinstance(campus, str) and campus not in allowed:
            yield one.frame("problems").fault("V25", index, "campus", campuses="、".join(mine))


def another_campus(one: Return) -> Iterator[Fault]:
    """X29: a problem whose text begins with one campus, and names no other, does not lie on another; 已调到嘉鱼 is no place."""
    for index in one.index["problems"]:
        campus, text = one.value("problems", index, "campus"), one.frame("problems").found["problem"][index]
        named = [name for name in one.campaign.campuses if name in text]
        begins = len(named) == 1 and text.index(named[0]) <= _BEGINS
        if campus in one.campaign.campuses and begins and campus not in named:
            yield one.frame("problems").fault("X29", index, "campus", campus=named[0])


def foreign_numbers(one: Return) -> Iterator[Fault]:
    """V23, V24: a problem's number is of its unit, and stands once."""
    first: dict[str, int] = {}
    frame = one.frame("problems")
    for index in one.index["problems"]:
        number = one.value("problems", index, "id")
        if not isinstance(number, str):
            continue
        if number.rpartition("-")[0] != one.source.unit.code:
            yield frame.fault("V23", index, "id", code=one.source.unit.code)
        elif number in first:
            yield frame.fault("V24", index, "id", other=str(first[number]))
        else:
            first[number] = frame.lines[index]


def reworded_points(one: Return) -> Iterator[Fault]:
    """X15: what a point asks is not another thing than was printed."""
    printed = {point.code: point.text for point in one.campaign.points_of(one.source.unit)}
    for index in one.index["points"]:
        asked = printed.get(str(one.value("points", index, "point")), "")
        found = one.frame("points").found["text"][index]
        if asked and found and fuzz.partial_ratio(fold(asked), fold(found)) < _SAME_POINT:
            yield one.frame("points").fault("X15", index, "text", other=asked)


def unknown_source_unit(one: Return) -> Iterator[Fault]:
    """X27: 来源单位 is a unit of the campaign, by its name or an alias; an ambiguous name is none (domain.md 4.3 no. 32)."""
    names = NameBook(one.campaign)
    for key in ("risks", "cases", "measures"):
        frame = one.frame(key)
        if "source_unit" not in frame.found:
            continue
        for index in one.index[key]:
            text = frame.found["source_unit"][index]
            if text and not _named(names, text):
                yield frame.fault("X27", index, "source_unit", example=one.campaign.answering[0].name)


def _named(names: NameBook, text: str) -> bool:
    """Tell whether every name in a text is a unit's, the office's own among them."""
    return all(names.known(part) for part in re.split(r"[、，,;；/\n]+", text) if part.strip())


CAMPAIGN_RULES: tuple[SheetRule, ...] = (
    foreign_points, foreign_category, missing_points, foreign_campus, another_campus, foreign_numbers, reworded_points, unknown_source_unit,
)  # fmt: skip
"""In the order findings are raised."""
