"""The campaign: who is asked about what, as the campaign workbook says."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from pipeline.campaign.settings import Settings
from pipeline.form.schema import Form, Role, Sheet
from pipeline.form.tables import ExtraColumn, Facts, build_form


@dataclass(frozen=True)
class Line:
    """One line of the responsibility checklist.

    Attributes:
        number: Place in the checklist, from 1.
        category: 整治类别.
        content: 自查自纠主要内容, as the plan has it.
        leads: Names of the units that answer for it (责任单位, 牵头).
        supports: Names of the units that help (配合).
    """

    number: int
    category: str
    content: str
    leads: tuple[str, ...]
    supports: tuple[str, ...] = ()


@dataclass(frozen=True)
class Point:
    """One inspection point: its code (HQJT1), its category and what is looked at."""

    code: str
    category: str
    text: str


@dataclass(frozen=True)
class Unit:
    """One responsible unit, as the sheet 责任单位 has it.

    Attributes:
        name: The name that stands in every output.
        code: Capital letters and digits, the head of its problem numbers.
        aliases: Other names it is known by; only these are believed.
        campuses: The campuses it has to look at.
        role: What it does in the campaign.
        required: Whether its silence counts as 未报.
        contact: Person to ask.
        email: Addresses it writes from, separated by 、.
        head: Head of the unit.
        leader: The school leader in charge.
    """

    name: str
    code: str
    aliases: tuple[str, ...] = ()
    campuses: tuple[str, ...] = ()
    role: Role = Role.INSPECTS
    required: bool = True
    contact: str = ""
    email: str = ""
    head: str = ""
    leader: str = ""


@dataclass(frozen=True)
class OutsideLead:
    """One lead from outside the units, as the sheet 外部线索 has it: a complaint, an audit's remark.

    Attributes:
        unit: Name of the unit it concerns.
        content: What it says; stays in the campaign workbook.
        source: Where it comes from, "" where not said.
        day: Its day, ISO, "" where not said.
        file, cell: Where it stands, "" for one that was not read.
    """

    unit: str
    content: str
    source: str = ""
    day: str = ""
    file: str = ""
    cell: str = ""


@dataclass(frozen=True)
class Campaign:
    """The whole campaign workbook.

    Attributes:
        settings: Sheet 设置.
        lines: Sheet 责任清单, in order.
        points: Sheet 自查要点, in order.
        units: Sheet 责任单位, in checklist order.
        extra: Sheet 填报字段.
        unit_aliases: Alias -> unit name, from 责任单位 and 别名.
        headings: Folded heading -> heading of ours, from 别名.
        spellings: Heading -> spelling -> choice, from 别名.
        outside_leads: Sheet 外部线索.
    """

    settings: Settings
    lines: tuple[Line, ...] = ()
    points: tuple[Point, ...] = ()
    units: tuple[Unit, ...] = ()
    extra: tuple[ExtraColumn, ...] = ()
    unit_aliases: Mapping[str, str] = field(default_factory=dict)
    headings: Mapping[str, str] = field(default_factory=dict)
    spellings: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    outside_leads: tuple[OutsideLead, ...] = ()

    @cached_property
    def campuses(self) -> tuple[str, ...]:
        """Return the names of the campuses, the main one first."""
        return tuple(part.strip() for part in self.settings.campuses.replace("，", "、").split("、") if part.strip())

    @cached_property
    def categories(self) -> tuple[str, ...]:
        """Return the categories in checklist order, each once."""
        return tuple(dict.fromkeys(line.category for line in self.lines))

    @cached_property
    def form(self) -> Form:
        """Return the form of this campaign, for all units at once."""
        points = {point.code: point.text for point in self.points}
        month = self.settings.deadline.month if self.settings.deadline else 0
        return build_form(
            Facts(
                self.settings.year,
                self.campuses,
                self.categories,
                points,
                self.extra,
                self.spellings,
                self.headings,
                month,
            )
        )

    @cached_property
    def answering(self) -> tuple[Unit, ...]:
        """Return the units that get a workbook: all but the office."""
        return tuple(unit for unit in self.units if unit.role is not Role.OFFICE)

    def unit(self, name: str) -> Unit:
        """Return the unit of that canonical name; raise KeyError where there is none."""
        return self._by_name[name]

    def categories_of(self, unit: Unit) -> tuple[str, ...]:
        """Return the categories a unit answers for; a campus unit answers for all."""
        if unit.role is Role.CAMPUS:
            return self.categories
        return tuple(dict.fromkeys(line.category for line in self._lines_of.get(unit.name, ())))

    def points_of(self, unit: Unit) -> tuple[Point, ...]:
        """Return the points a unit inspects, in order; for a campus unit, those of all inspecting lines."""
        if unit not in self._points_of:
            lines = self._lines_of.get(unit.name, ())
            if unit.role is Role.CAMPUS:
                lines = [line for line in self.lines if not self._collected(line)]
            points = (point for point, owners in self._owners if any(line in owners for line in lines))
            self._points_of[unit] = tuple(points)
        return self._points_of[unit]

    def category_of_point(self, code: str) -> str | None:
        """Return the category of a point's code, None for 其他 and for unknown codes."""
        return self._categories_of_points.get(code)

    @cached_property
    def _categories_of_points(self) -> Mapping[str, str]:
        return {point.code: point.category for point in reversed(self.points)}

    def sheets_of(self, unit: Unit, round_number: int = 1) -> tuple[Sheet, ...]:
        """Return the sheets as this unit is asked them; later rounds ask only for what may have changed."""
        several = len(self.categories_of(unit)) > 1
        campuses = unit.campuses or self.campuses
        asked = (sheet.asked(unit.role, campuses, several) for sheet in self.form.sheets if unit.role in sheet.roles)
        return tuple(asked) if round_number < 2 else tuple(sheet.later() for sheet in asked if sheet.again)

    @cached_property
    def _by_name(self) -> Mapping[str, Unit]:
        return {unit.name: unit for unit in reversed(self.units)}

    @cached_property
    def _lines_of(self) -> Mapping[str, Sequence[Line]]:
        """Return name of a unit -> the lines it answers for or helps with, in order."""
        lines: dict[str, list[Line]] = {}
        for line in self.lines:
            for name in dict.fromkeys(line.leads + line.supports):
                lines.setdefault(name, []).append(line)
        return lines

    @cached_property
    def _points_of(self) -> dict[Unit, tuple[Point, ...]]:
        """Return what `points_of` has found so far: it is asked for every row."""
        return {}

    @cached_property
    def _owners(self) -> Sequence[tuple[Point, Sequence[Line]]]:
        """Return points with their lines; lines of one category are told apart by the leading unit's code."""
        of_category: dict[str, list[Line]] = {}
        for line in self.lines:
            of_category.setdefault(line.category, []).append(line)
        alike = [(point, of_category.get(point.category, [])) for point in self.points]
        return [(point, [line for line in lines if self._numbered(point, line)] or lines) for point, lines in alike]

    def _numbered(self, point: Point, line: Line) -> bool:
        codes = [self._by_name[name].code for name in line.leads[:1] if name in self._by_name]
        return any(re.fullmatch(rf"{re.escape(code)}\d+", point.code) for code in codes)

    def _collected(self, line: Line) -> bool:
        roles = {self._by_name[name].role for name in line.leads if name in self._by_name}
        return roles == {Role.COLLECTS}
