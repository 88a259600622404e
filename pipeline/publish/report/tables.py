"""The tables and the chart: rows of tallies, headed by the names 口径 gives the figures."""

import re
from collections.abc import Iterable, Sequence
from typing import Final

from pipeline.meaning.columns import ledger_columns
from pipeline.meaning.definitions import DEFINITIONS, name_of
from pipeline.meaning.figures import Tally, UnitFigures
from pipeline.meaning.outcome import Outcome
from pipeline.publish.report import phrases as say
from pipeline.publish.report.blocks import Bars, Table
from pipeline.publish.report.categories import categories_of, collects
from pipeline.publish.report.prose import amount_digits, day_words, flat

_STANDING: Final = ("problems", "done", "under_way", "not_started", "stage_done", "unclear", "rate")
_FURTHER: Final = ("problems", "at_once", "long_term", "overdue", "closed", "major", "amount")
_BAR_PARTS: Final = ("done", "stage_done", "under_way", "not_started", "unclear")
_FIRST_WEIGHT: Final = 2.0
_AMOUNT_WEIGHT: Final = 1.3
_LONG_HEADING: Final = re.compile(r"^(.{2,}?)(问题数|完成率|待修正|未完成|完成|（.+）)$")
_NO_FIGURE: Final = Tally().rate

Row = tuple[str, Tally | str]
"""What a row is about, and its figures, or the word that stands in all cells instead."""


def standing_by_category(outcome: Outcome) -> Table:
    """Return the table of how far each category has come, totals last."""
    return _table(
        say.TABLE_CATEGORIES, _heading(outcome, "category"), _category_rows(outcome), _standing_keys(outcome), outcome
    )


def further_by_category(outcome: Outcome) -> Table:
    """Return the annex table of what the first one leaves out."""
    return _table("", _heading(outcome, "category"), _category_rows(outcome), _FURTHER, outcome)


def standing_by_unit(outcome: Outcome) -> Table:
    """Return the annex table by unit; who is missing or late is shown only where the setting 报告点名 says so."""
    naming, missing = outcome.campaign.settings.name_units, outcome.figures.missing
    rows = [
        (_unit_words(unit, naming), _unit_cells(unit))
        for unit in outcome.figures.units
        if unit.heard or (naming and unit.required)
    ]
    extra = say.ANNEX_NOTE_MISSING.format(missing=missing) if missing and not naming else ""
    return _table("", _heading(outcome, "unit"), rows, _standing_keys(outcome), outcome, extra)


def objective_by_unit(outcome: Outcome) -> Table:
    """Return the annex table of what the plan holds units to, for the office's own report: facts, no judgement."""
    keys = ("late_days", "times_returned", "overdue", "problems", "share", "outside_leads")
    rows = [(unit.name, *(_objective(unit, key) for key in keys)) for unit in outcome.figures.units]
    headings = (_heading(outcome, "unit"), *(_two_lines(name_of(key)) for key in keys))
    return Table("", headings, rows, (_FIRST_WEIGHT, *(1.0 for _ in keys)), note=say.OBJECTIVE_NOTE)


def _objective(unit: UnitFigures, key: str) -> str:
    return str(getattr(unit.tally, key) if hasattr(unit.tally, key) else getattr(unit, key))


def chart_by_category(outcome: Outcome) -> Bars:
    """Return the chart of how far each category has come; categories and parts without problems are left out."""
    shown = [category for category in categories_of(outcome) if category.tally.problems]
    series = [(name_of(key), [_count(category.tally, key) for category in shown]) for key in _BAR_PARTS]
    return Bars(
        say.CHART_CATEGORIES, [flat(category.name) for category in shown], [part for part in series if any(part[1])]
    )


def _category_rows(outcome: Outcome) -> list[Row]:
    return [
        (flat(category.name), say.NOT_REPORTED_CELL if category.unknown else category.tally)
        for category in categories_of(outcome)
        if not category.collected
    ]


def _unit_words(unit: UnitFigures, naming: bool) -> str:
    marks = [say.STAGE_NIL] if unit.nil else []
    marks += [say.STAGE_LATE] if unit.late and naming else []
    return unit.name + (say.NAMES.format(names="、".join(marks)) if marks else "")


def _unit_cells(unit: UnitFigures) -> Tally | str:
    if not unit.heard:
        return say.NOT_REPORTED_CELL
    return _NO_FIGURE if collects(unit) else unit.tally


def _standing_keys(outcome: Outcome) -> tuple[str, ...]:
    """Return the figures of a table of standings: those waiting for correction only where there are some."""
    return tuple(key for key in _STANDING if key != "unclear" or outcome.figures.total.unclear)


def _table(
    caption: str, first: str, rows: Iterable[Row], keys: Sequence[str], outcome: Outcome, extra: str = ""
) -> Table:
    total: Row = (say.SUM, outcome.figures.total)
    return Table(
        caption,
        (first, *(_two_lines(_column_name(outcome, key)) for key in keys)),
        [(name, *_cells(figures, keys)) for name, figures in (*rows, total)],
        (_FIRST_WEIGHT, *(_AMOUNT_WEIGHT if key == "amount" else 1.0 for key in keys)),
        note=_note(outcome) + extra if "rate" in keys else extra,
    )


def _column_name(outcome: Outcome, key: str) -> str:
    """Return the name 口径 gives a figure; an amount is headed as in the ledger, with its unit."""
    return _heading(outcome, key) if key == "amount" else name_of(key)


def _two_lines(heading: str) -> str:
    """Return a heading too long for a narrow column, broken where its meaning allows."""
    return _LONG_HEADING.sub(r"\1\n\2", heading)


def _heading(outcome: Outcome, key: str) -> str:
    return next(column.heading for column in ledger_columns(outcome.campaign.form) if column.key == key)


def _cells(figures: Tally | str, keys: Sequence[str]) -> list[str]:
    if isinstance(figures, str):
        return [figures for _ in keys]
    return [_cell(figures, key) for key in keys]


def _cell(tally: Tally, key: str) -> str:
    if key == "rate":
        return tally.rate
    return amount_digits(tally.amount) if key == "amount" else str(_count(tally, key))


def _count(tally: Tally, key: str) -> int:
    return int(getattr(tally, key))


def _note(outcome: Outcome) -> str:
    name = name_of("rate")
    meaning = (
        next(definition.meaning for definition in DEFINITIONS if definition.key == "rate").partition("。")[0] + "。"
    )
    stages = say.TABLE_NOTE_STAGES.format(name=name) if outcome.campaign.settings.long_term_counts else ""
    return say.TABLE_NOTE.format(name=name, meaning=meaning, as_of=day_words(outcome.as_of)) + stages
