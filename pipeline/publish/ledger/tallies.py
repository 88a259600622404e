"""分单位, 分类别 and 分校区: tables of tallies, each figure a formula over the ledger sheet."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell

from pipeline.findings import Severity
from pipeline.form import vocabulary as words
from pipeline.meaning.definitions import name_of
from pipeline.meaning.figures import Tally, UnitFigures
from pipeline.meaning.lights import TO_CORRECT
from pipeline.meaning.outcome import Outcome
from pipeline.meaning.stages import MISSING
from pipeline.publish.ledger.cells import Formula, Marked
from pipeline.publish.ledger.listing import Field, Listing, Row
from pipeline.publish.ledger.looks import BAD, CENTER, COUNT, DOUBT
from pipeline.publish.ledger.ranges import HEADER_ROW, Ranges
from pipeline.publish.ledger.tallying import NOT_KNOWN, RATES, TALLY_KEYS, counted, plain, rate, tally_fields
from pipeline.publish.ledger.titles import as_of_words, heading_of, titled

BY_UNIT, BY_CATEGORY, BY_CAMPUS = "分单位", "分类别", "分校区"
LABEL: Final = 1
"""The column, counted from 0, that names the line and by which the ledger's rows are chosen."""

FIRST_FIGURE: Final = {BY_UNIT: 3, BY_CATEGORY: 3, BY_CAMPUS: 2}
"""Sheet -> column, counted from 0, of its first figure, 发现问题数."""

LIVE_LIMIT: Final = 20_000_000
"""Past so many comparisons, rows times lines, formulas would keep Excel busy for minutes: the figures stand alone."""

_UNIT_COUNTS: Final = ("risks", "cases", "measures")
_OBJECTIVE: Final = ("share", "late_days", "times_returned", "outside_leads")
_NUMBER: Final = Field("序号", 5, CENTER)
_FIRST_ROW: Final = HEADER_ROW + 1


def unit_listing(outcome: Outcome, ledger: Ranges) -> Listing:
    """Return 分单位: one line a unit that was asked, also those that have not answered."""
    figures, units = outcome.figures, outcome.figures.units
    words_of = (*(name_of(key) for key in _UNIT_COUNTS), Severity.ERROR.words, Severity.WARNING.words)
    counts = (*(Field(word, 8, COUNT) for word in words_of), *(Field(name_of(key), 8, CENTER) for key in _OBJECTIVE))
    tails = [tuple(getattr(unit, key) for key in (*_UNIT_COUNTS, "errors", "warnings", *_OBJECTIVE)) for unit in units]
    whole = (
        figures.risks, NOT_KNOWN if figures.cases is None else figures.cases, figures.measures,
        sum(unit.errors for unit in units), sum(unit.warnings for unit in units),
        None, None, sum(unit.times_returned for unit in units), sum(unit.outside_leads for unit in units),
    )  # fmt: skip
    table = _Table(
        BY_UNIT, "unit", [(n, unit.name, _stage(unit)) for n, unit in enumerate(units, 1)], [unit.tally for unit in units],
        tails, whole,
    )  # fmt: skip
    fields = (_NUMBER, Field(heading_of(outcome, "unit"), 20), Field("报送状态", 10, CENTER), *tally_fields(), *counts)
    told = sum(unit.errors + unit.warnings for unit in units)
    more = "　认不出单位的文件，其校验提示不在各单位之列。" if told != figures.errors + figures.warnings else ""
    return _listing(outcome, table, fields, ledger, more)


def category_listing(outcome: Outcome, ledger: Ranges) -> Listing:
    """Return 分类别: one line a category of the checklist, also those without problems."""
    tallies = outcome.figures.by_category
    heads = [(n, category, _leads(outcome, category)) for n, category in enumerate(tallies, 1)]
    who = Field(heading_of(outcome, "unit"), 20)
    fields = (_NUMBER, Field(heading_of(outcome, "category"), 32), who, *tally_fields())
    return _listing(outcome, _Table(BY_CATEGORY, "category", heads, list(tallies.values())), fields, ledger)


def campus_listing(outcome: Outcome, ledger: Ranges) -> Listing:
    """Return 分校区: one line a campus, and one of its own for what concerns several."""
    tallies = outcome.figures.by_campus
    table = _Table(BY_CAMPUS, "campus", list(enumerate(tallies, 1)), list(tallies.values()))
    several = (
        f"　同时涉及几个校区的问题单列“{words.BOTH_CAMPUSES}”，只计一次。" if words.BOTH_CAMPUSES in tallies else ""
    )
    fields = (_NUMBER, Field(heading_of(outcome, "campus"), 14), *tally_fields())
    return _listing(outcome, table, fields, ledger, several)


@dataclass(frozen=True)
class _Table:
    """The lines of a table of tallies.

    Attributes:
        key: Ledger column whose value the label of a line is.
        heads: The first cells of each line, its label the second.
        tails: Numbers after the tally; `tail_total` are those of the last line.
    """

    sheet: str
    key: str
    heads: Sequence[tuple[object, ...]]
    tallies: Sequence[Tally]
    tails: Sequence[Row] = ()
    tail_total: Row = ()

    def rows(self, ledger: Ranges) -> Iterator[Row]:
        """Go through the lines, figures as formulas where Excel can bear it."""
        live = ledger.rows * len(self.heads) <= LIVE_LIMIT
        for n, (head, tally) in enumerate(zip(self.heads, self.tallies, strict=True)):
            figures = (self._figure(ledger, n, tally, key) if live else plain(tally, key) for key in TALLY_KEYS)
            yield (*head, *figures, *(self.tails[n] if self.tails else ()))

    def total(self, whole: Tally) -> Row:
        """Return the last line: sums over the lines above, rates of the whole."""
        if not self.heads:
            return ()
        row = _FIRST_ROW + len(self.heads)
        figures = (rate(whole, key, self._cells(row)) if key in RATES else self._sum(key) for key in TALLY_KEYS)
        return (None, "合计", *[None] * (FIRST_FIGURE[self.sheet] - 2), *figures, *self.tail_total)

    def _figure(self, ledger: Ranges, n: int, tally: Tally, key: str) -> Formula:
        row = _FIRST_ROW + n
        if key in RATES:
            return rate(tally, key, self._cells(row))
        if self.heads[n][LABEL] != TO_CORRECT:
            return counted(ledger, tally, key, (self.key, xl_rowcol_to_cell(row, LABEL, col_abs=True)))
        # What is in no list: all the ledger has, less the lines above.
        above = f"-SUM({self._column(key)}{_FIRST_ROW + 1}:{self._column(key)}{row})" if n else ""
        return Formula(counted(ledger, tally, key).expression + above, plain(tally, key))

    def _sum(self, key: str) -> Formula:
        column, last = self._column(key), _FIRST_ROW + len(self.heads)
        cached = sum(getattr(tally, key) for tally in self.tallies)
        return Formula(f"SUM({column}{_FIRST_ROW + 1}:{column}{last})", float(cached))

    def _column(self, key: str) -> str:
        return str(xl_col_to_name(FIRST_FIGURE[self.sheet] + TALLY_KEYS.index(key)))

    def _cells(self, row: int) -> dict[str, str]:
        return {key: f"{self._column(key)}{row + 1}" for key in TALLY_KEYS}


def _listing(outcome: Outcome, table: _Table, fields: tuple[Field, ...], ledger: Ranges, more: str = "") -> Listing:
    return Listing(
        table.sheet, titled(outcome, f"{table.sheet}情况"), as_of_words(outcome) + more, "没有可以统计的内容。", fields,
        len(table.heads), table.rows(ledger), table.total(outcome.figures.total), held=2,
    )  # fmt: skip


def _leads(outcome: Outcome, category: str) -> str:
    names = (name for line in outcome.campaign.lines if line.category == category for name in line.leads)
    return "、".join(dict.fromkeys(names))


def _stage(unit: UnitFigures) -> object:
    if unit.heard or not unit.required:
        return unit.stage
    return Marked(unit.stage, CENTER.filled(BAD if unit.state == MISSING else DOUBT))
