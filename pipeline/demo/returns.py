"""The returns of the example campaign: what each unit wrote, bound to the campaign it answers.

The texts stand in `content/*.toml`, one file a unit, written with the keys of the form. They name
points and categories by a word of theirs, since codes are the campaign's; conclusions, numbers of
problems and totals are worked out here, so that a return agrees with itself.
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from pipeline.campaign.model import Campaign, Point, Unit
from pipeline.form import vocabulary as words
from pipeline.form.schema import INSPECTING
from pipeline.form.tables import conclusion_key
from pipeline.publish.content import Content, RowContent

Cells = Mapping[str, object]
"""One record as a unit wrote it: column key -> text or number."""

RECORDS = ("risks", "cases", "measures")
"""Keys of the sheets whose records stand in a unit's file as they are."""

_NIL_COLUMN = {"risks": "post", "cases": "post", "measures": "name"}
_NIL = "无"


@dataclass(frozen=True)
class Written:
    """What one unit wrote, before it is bound to a campaign.

    Attributes:
        unit: Name of the unit.
        basics: 基本情况, without what is counted.
        points: For some or all points: `category` and `about`, words of the category and the point, and `basis`.
        problems: The problems; `point` is a word of the point, `category` one of the category.
        records: Sheet key -> records, for the sheets of `RECORDS`.
    """

    unit: str
    basics: Cells
    points: tuple[Cells, ...]
    problems: tuple[Cells, ...]
    records: Mapping[str, tuple[Cells, ...]]


@cache
def written_returns() -> Mapping[str, Written]:
    """Return every unit's return by the unit's name, in order of the file names."""
    folder = resources.files("pipeline.demo").joinpath("content")
    files = sorted((file for file in folder.iterdir() if file.name.endswith(".toml")), key=lambda file: file.name)
    returns = [_parsed(tomllib.loads(file.read_text("utf-8"))) for file in files]
    return {written.unit: written for written in returns}


def content_of(campaign: Campaign, unit: Unit) -> Content:
    """Return what the unit wrote, ready to be rendered; it holds no mistake.

    Raises:
        KeyError: If the example has no return of that unit.
        ValueError: If the campaign lacks a point or category the return speaks of.
    """
    return bind(campaign, unit, written_returns()[unit.name])


def bind(campaign: Campaign, unit: Unit, written: Written) -> Content:
    """Return a written return as the content of a unit's workbook.

    Raises:
        ValueError: If the campaign lacks a point or category the return speaks of.
    """
    problems = tuple(_problem(campaign, unit, number, cells) for number, cells in enumerate(written.problems, start=1))
    rows: dict[str, tuple[Cells, ...]] = {"basics": (_basics(unit, written, len(problems)),)}
    if unit.role in INSPECTING:
        rows["points"] = tuple(_point(campaign, unit, written, point, problems) for point in campaign.points_of(unit))
        rows["problems"] = problems
    for key in RECORDS:
        rows[key] = _numbered(written.records.get(key) or ({_NIL_COLUMN[key]: _NIL},))
    return Content({key: tuple(RowContent(cells) for cells in records) for key, records in rows.items()})


def _parsed(document: Mapping[str, object]) -> Written:
    basics = document["basics"]
    if not isinstance(basics, dict):
        raise TypeError(f"the return of {document['unit']} has no table of basics")
    records = {key: _tables(document, key) for key in RECORDS}
    return Written(str(document["unit"]), basics, _tables(document, "points"), _tables(document, "problems"), records)


def _tables(document: Mapping[str, object], key: str) -> tuple[Cells, ...]:
    tables = document.get(key, [])
    return tuple(table for table in tables if isinstance(table, dict)) if isinstance(tables, list) else ()


def _basics(unit: Unit, written: Written, problems: int) -> Cells:
    cells = {"unit": unit.name, **written.basics}
    if unit.role in INSPECTING:
        cells |= {"nil": words.NO if problems else words.YES, "total": problems}
    return cells


def _numbered(records: Iterable[Cells]) -> tuple[Cells, ...]:
    return tuple({"number": number, **cells} for number, cells in enumerate(records, start=1))


def _problem(campaign: Campaign, unit: Unit, number: int, cells: Cells) -> Cells:
    category = next((name for name in campaign.categories_of(unit) if str(cells.get("category", "")) in name), "")
    point = _named(campaign.points_of(unit), category, str(cells["point"]))
    bound = {"id": f"{unit.code}-{number:03d}", **cells, "point": _shown(campaign, point), "category": category}
    if len(campaign.categories_of(unit)) == 1:
        del bound["category"]
    return bound


def _shown(campaign: Campaign, point: Point) -> str:
    """Return the point as the dropdown of 自查要点 shows it."""
    choices = campaign.form["problems"]["point"].kind.guard().choices
    return next(choice for choice in choices if choice.startswith(f"{point.code} "))


def _named(points: Iterable[Point], category: str, word: str) -> Point:
    for point in points:
        if category in point.category and word in point.text:
            return point
    raise ValueError(f"no point of {category!r} says {word!r}")


def _point(campaign: Campaign, unit: Unit, written: Written, point: Point, problems: Iterable[Cells]) -> Cells:
    shown = _shown(campaign, point)
    mine = [problem for problem in problems if problem["point"] == shown]
    concerned = {str(problem["campus"]) for problem in mine}
    cells: dict[str, object] = {"point": point.code, "text": point.text, "basis": _basis(written, point)}
    for number, campus in enumerate(campaign.campuses):
        if campus in (unit.campuses or campaign.campuses):
            found = concerned & {campus, words.BOTH_CAMPUSES}
            cells[conclusion_key(number)] = words.SOMETHING_FOUND if found else words.NOTHING_FOUND
    if mine:
        cells["ids"] = "、".join(str(problem["id"]) for problem in mine)
    return cells


def _basis(written: Written, point: Point) -> str:
    """Return what was looked at for a point: the entry that names most of it, else its category's."""
    fitting = [
        entry
        for entry in written.points
        if str(entry.get("category", "")) in point.category and str(entry.get("about", "")) in point.text
    ]
    if not fitting:
        raise ValueError(f"{written.unit} says nothing of {point.code} {point.text!r}")
    return str(max(fitting, key=lambda entry: len(str(entry.get("about", ""))))["basis"])
