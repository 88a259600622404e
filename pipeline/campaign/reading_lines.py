"""The sheets 责任清单 and 自查要点: who inspects what, and which points."""

import re
from collections.abc import Iterable, Mapping, Sequence

from pipeline.campaign.book_table import Entry
from pipeline.campaign.codes import point_code
from pipeline.campaign.model import Line, Point
from pipeline.campaign.plan_names import units_in_cell
from pipeline.campaign.point_lines import head_of
from pipeline.campaign.reading_units import Register, parts_of
from pipeline.campaign.sheets import LINES, POINTS, UNITS
from pipeline.form.folding import fold

_POINT_CODE = re.compile(r"[A-Z0-9]{1,20}")


def read_lines(entries: Iterable[Entry], register: Register) -> tuple[Line, ...]:
    """Return the checklist in order, unit names canonical.

    Raises:
        CampaignError: If a line has no category or unit, or names a unit nobody knows.
    """
    lines: list[Line] = []
    for row in entries:
        if not row.text("category"):
            raise row.wrong("category", "这一行没有写整治类别", "请填写整治类别，或删去这一行。")
        leads, supports = _units(row, register)
        lines.append(Line(len(lines) + 1, row.text("category"), row.text("content"), leads, supports))
    return tuple(lines)


def _units(row: Entry, register: Register) -> tuple[tuple[str, ...], tuple[str, ...]]:
    if not row.text("leads"):
        raise row.wrong("leads", "这一行没有写责任单位", f"请填写“{UNITS.title}”表中的单位名称。")
    leads, supports = _named(row, "leads", register)
    also, more = _named(row, "supports", register) if row.text("supports") else ((), ())
    helping = (name for name in (*supports, *also, *more) if name not in leads)
    return leads, tuple(dict.fromkeys(helping))


def _named(row: Entry, key: str, register: Register) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return leads and supports of a cell: names as they stand, else with 牵头 and 配合 taken off."""
    text = row.text(key)
    plain = (text,) if register.find(text) else parts_of(text)
    if all(register.find(name) for name in plain):
        return _known(row, key, plain, register), ()
    named = units_in_cell(text)
    return _known(row, key, (*named.leads, *named.collective), register), _known(row, key, named.supports, register)


def _known(row: Entry, key: str, names: Sequence[str], register: Register) -> tuple[str, ...]:
    found: list[str] = []
    for name in names:
        unit = register.find(name)
        if unit is None:
            which = "" if name == row.text(key) else f"其中“{name}”"
            raise row.wrong(
                key,
                f"{which}{UNITS.title}表里没有这个单位",
                f"请改为{UNITS.title}表中的名称，或在{UNITS.title}表补上这个单位。",
            )
        found.append(unit)
    return tuple(dict.fromkeys(found))


def read_points(entries: Iterable[Entry], lines: Sequence[Line], codes: Mapping[str, str]) -> tuple[Point, ...]:
    """Return the points as written; a blank code is derived from the unit that leads the category.

    Raises:
        CampaignError: If a category is none of the checklist, a text is missing, or a code stands twice.
    """
    rows = tuple(entries)
    seen: dict[str, Entry] = {}
    for row in rows:
        if row.text("code"):
            code = _code(row)
            if code in seen:
                raise row.wrong(
                    "code",
                    f"这个编号前面已经用过（{seen[code].cell('code')}）",
                    "每个要点的编号不能相同，请改一个，或留空由系统自动编。",
                )
            seen[code] = row
    taken = set(seen)
    points: list[Point] = []
    for row in rows:
        point = _point(row, lines, codes, taken)
        taken.add(point.code)
        points.append(point)
    return tuple(points)


def _point(row: Entry, lines: Sequence[Line], codes: Mapping[str, str], taken: set[str]) -> Point:
    line = next((line for line in lines if fold(line.category) == row.folded("category")), None)
    if line is None:
        raise row.wrong(
            "category",
            f"“{LINES.title}”表里没有这个{POINTS['category'].heading}",
            f"请改成与“{LINES.title}”表一致的写法。",
        )
    if not row.text("text"):
        raise row.wrong("text", f"这一行没有写{POINTS['text'].heading}", "请填写要点，或删去这一行。")
    code = _code(row) if row.text("code") else point_code(head_of(line, codes), taken)
    return Point(code, line.category, row.text("text"))


def _code(row: Entry) -> str:
    code = row.folded("code").upper()
    if not _POINT_CODE.fullmatch(code):
        raise row.wrong("code", "编号只能用字母和数字", "请改正，如 HQJT1；也可以留空，由系统自动编。")
    return code
