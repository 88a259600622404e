"""Every number and list the ledger and the report print, computed once.

These are the shapes; `summary.summarise` fills them. A publisher never counts.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal


@dataclass(frozen=True)
class Tally:
    """The counts of a set of problems (domain.md 2.2).

    `problems = done + under_way + not_started + stage_done + unclear`; `unclear` are rows whose
    status could not be read and wait for correction.
    """

    problems: int = 0
    done: int = 0
    under_way: int = 0
    not_started: int = 0
    stage_done: int = 0
    unclear: int = 0
    overdue: int = 0
    done_late: int = 0
    long_term: int = 0
    at_once: int = 0
    at_once_done: int = 0
    closed: int = 0
    to_correct: int = 0
    major: int = 0
    amount: Decimal = Decimal(0)
    recovered: Decimal = Decimal(0)

    long_term_counts: bool = False

    @property
    def rate(self) -> str:
        """Return the completion rate with one decimal, `—` where nothing was found."""
        return percent(self.done + (self.stage_done if self.long_term_counts else 0), self.problems)

    @property
    def unfinished(self) -> int:
        """Return the problems neither done nor brought to a stage: under way, not started or unclear."""
        return self.problems - self.done - self.stage_done

    @property
    def closing_rate(self) -> str:
        """Return 销号率, closed of done, `—` where nothing is done."""
        return percent(self.closed, self.done)


def percent(part: int, whole: int) -> str:
    """Return a share with one decimal, rounded half up, `—` where there is nothing to share."""
    return f"{(Decimal(part) * 100 / whole).quantize(Decimal('0.1'), 'ROUND_HALF_UP')}%" if whole else "—"


@dataclass(frozen=True)
class UnitFigures:
    """One unit in the roll call (报送情况, 分单位) and in the report.

    Attributes:
        state: `missing`, `ok`, `returned-with-errors` or `quarantined`.
        stage: 未交 / 待修正 / 已收 / 零报告 / 待人工确认 (the word on the page).
        received: Day or moment of the first return, None while missing.
        late: Whether the first return came after the deadline.
        signed: Whether a signed scan has come.
        duties, accountability, ways, period, head: From 基本情况, "" where not given.
        times_returned: Files that went back and were followed by others.
        files: The files of its newest return that count, the newest last; none while missing.
        late_days: Days from the deadline to the first return; while nothing has come, to the day of the run.
        share: The unit's share of all problems, as `percent` gives it.
        outside_leads: Leads of the sheet 外部线索.
    """

    name: str
    code: str
    role: str
    required: bool
    categories: tuple[str, ...]
    state: str
    stage: str
    nil: bool
    late: bool
    signed: bool
    received: str
    files: tuple[str, ...]
    errors: int
    warnings: int
    tally: Tally
    risks: int = 0
    cases: int = 0
    measures: int = 0
    points: int = 0
    duties: str = ""
    accountability: str = ""
    ways: str = ""
    period: str = ""
    head: str = ""
    contact: str = ""
    email: str = ""
    times_returned: int = 0
    late_days: int = 0
    share: str = "—"
    outside_leads: int = 0

    @property
    def file(self) -> str:
        """Return the newest file that counts, "" while missing."""
        return self.files[-1] if self.files else ""

    @property
    def heard(self) -> bool:
        """Tell whether the unit's figures are in the totals: it has answered with a file that could be used."""
        return self.state not in ("missing", "quarantined")


@dataclass(frozen=True)
class Regulation:
    """One regulation named in 建章立制: title, 新建/修订 or "", and the unit."""

    title: str
    kind: str
    unit: str


@dataclass(frozen=True)
class Figures:
    """Everything the report says.

    Attributes:
        as_of: The day overdue is measured against.
        units: In checklist order, required and optional ones, the office left out.
        total: The tally over all problems.
        by_category, by_campus, by_source, by_plan_type: Tallies in page order; categories without problems are there with zeros.
        by_light: Light -> count, in the order of `vocabulary.LIGHTS`.
        required, returned, on_time, late, missing, nil: Numbers of required units; `returned = on_time + late`, `missing = required - returned`.
        optional_returned: Units that answered without having to.
        sanctions: How -> number of times, from the problems.
        accountable: Persons times held to account.
        cases: Number of cases, None while the collecting unit has not answered.
        case_people, cases_by_sanction: Likewise numbers only.
        doubtful_amounts: Problems whose amounts look like yuan or do not fit each other (R21).
        cases_from_units: Number of cases in the returns of the other units, for comparison with `cases`.
        risks_by_level: Level -> count.
        files: Disposition -> number of inbox files.
        pending_rows: Rows in 待核实, in no other figure.
    """

    as_of: date
    generated: datetime | None
    units: tuple[UnitFigures, ...]
    total: Tally
    by_category: Mapping[str, Tally]
    by_campus: Mapping[str, Tally]
    by_source: Mapping[str, int]
    by_plan_type: Mapping[str, int]
    by_light: Mapping[str, int]
    required: int
    returned: int
    on_time: int
    late: int
    missing: int
    nil: int
    optional_returned: int
    regulations: tuple[Regulation, ...]
    accountable: int
    sanctions: Mapping[str, int]
    cases: int | None
    case_people: int
    cases_by_sanction: Mapping[str, int]
    risks: int
    risks_by_level: Mapping[str, int]
    measures: int
    recommended: int
    reported: int
    files: Mapping[str, int]
    pending_rows: int
    errors: int
    warnings: int
    unsigned: int
    cases_from_units: int = 0
    doubtful_amounts: int = 0

    @property
    def missing_units(self) -> tuple[UnitFigures, ...]:
        """Return the required units that have not answered."""
        return tuple(unit for unit in self.units if unit.required and unit.state == "missing")

    @property
    def unheard_units(self) -> tuple[UnitFigures, ...]:
        """Return the required units whose figures are in no total, missing or quarantined: `missing` in number."""
        return tuple(unit for unit in self.units if unit.required and not unit.heard)

    @property
    def late_units(self) -> tuple[UnitFigures, ...]:
        """Return the required units that answered after the deadline."""
        return tuple(unit for unit in self.units if unit.required and unit.heard and unit.late)

    @property
    def faulty_units(self) -> tuple[UnitFigures, ...]:
        """Return the units whose return is in use and has errors to be mended."""
        return tuple(unit for unit in self.units if unit.state == "returned-with-errors")

    @property
    def unsigned_nil(self) -> int:
        """Return how many nil reports of required units have come without a signed scan."""
        return sum(unit.nil and not unit.signed for unit in self.units if unit.required)

    def regulations_of(self, kind: str) -> int:
        """Return how many regulations are of a kind: 新建, 修订, or "" where the unit did not say."""
        return sum(regulation.kind == kind for regulation in self.regulations)
