"""问题及整改台账, the sheet all others count over, and 上报事项 drawn from it."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Final

import pandas as pd

from pipeline.form import vocabulary as words
from pipeline.meaning.columns import LEDGER_SHEET, LedgerColumn, Owner
from pipeline.meaning.lights import TO_CORRECT
from pipeline.meaning.outcome import Outcome
from pipeline.publish.ledger.asked import PROSE_FROM, look_of
from pipeline.publish.ledger.cells import Marked
from pipeline.publish.ledger.listing import A3, Field, Listing, Row
from pipeline.publish.ledger.looks import AMOUNT, BAD, CENTER, DAY, LIGHT_FILLS, WHOLE, Look
from pipeline.publish.ledger.ranges import Ranges, pages
from pipeline.publish.ledger.titles import as_of_words, columns_of, moment_words, nothing_found, titled

MAJOR_SHEET: Final = "上报事项"
RECORD_OK: Final = "正常"
_MAJOR_KEYS: Final = ("id", "unit", "campus", "category", "problem", "cause", "measure", "person", "due", "status", "progress", "reported_to", "overdue_days", "light")  # fmt: skip
_LOOKS: Final[Mapping[str, Look]] = {"reviewed_on": DAY, "number": WHOLE, "overdue_days": WHOLE, "row": WHOLE}
_HINTS: Final = {
    "closing": "校办填写：核实佐证材料后选择，下次运行时读回。",
    "reviewed_on": "校办填写，如 2023-11-08。",
}
_ISO_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")
_LIGHT_LOOKS: Final = {light: CENTER.filled(fill) for light, fill in LIGHT_FILLS.items()}
_BAD_WORD, _BAD_NUMBER = CENTER.filled(BAD), WHOLE.filled(BAD)
_BLOCK: Final = 10_000
_LEAST_WIDTHS: Final = {DAY: 10.6, AMOUNT: 8.6}
_LEAST_BY_KEY: Final = {"id": 9.6, "reported_to": 10.6, "received": 10.6, "closing": 9.0}
_FOUR_CHARACTERS: Final = 7.4


def ledger_ranges(outcome: Outcome, sheet_rows: int) -> Ranges:
    """Return where the ledger's rows will stand."""
    return Ranges(pages(LEDGER_SHEET, len(outcome.ledger), sheet_rows), list(columns_of(outcome)))


def problem_listing(outcome: Outcome) -> Listing:
    """Return 问题及整改台账: every problem once, every column."""
    columns = columns_of(outcome)
    fields = tuple(_field(outcome, column) for column in columns.values())
    note = f"{as_of_words(outcome)}　蓝色列由{outcome.campaign.settings.office or Owner.OFFICE.value}填写，重新运行时保留；其余各列由程序生成。"
    return Listing(
        LEDGER_SHEET, titled(outcome, LEDGER_SHEET), note, nothing_found(outcome), fields,
        len(outcome.ledger), _rows(outcome.ledger, list(columns)), held=3, paper=A3, table="problems",
    )  # fmt: skip


def major_listing(outcome: Outcome) -> Listing:
    """Return 上报事项: the problems that are major or hard, for the school's leaders."""
    columns = columns_of(outcome)
    fields = (Field(columns["number"].heading, 6, CENTER), *(_field(outcome, columns[key]) for key in _MAJOR_KEYS))
    chosen = outcome.ledger[outcome.ledger["major"] == words.YES]
    rows = ((n, *row) for n, row in enumerate(_rows(chosen, list(_MAJOR_KEYS)), 1))
    return Listing(
        MAJOR_SHEET, titled(outcome, "重大疑难问题上报事项"), f"{as_of_words(outcome)}　列“是否重大疑难”为“是”的问题，请主管校领导研究。",
        f"{as_of_words(outcome)}，没有需要上报主管校领导研究的重大疑难问题。", fields, len(chosen), rows, held=3,
    )  # fmt: skip


def _field(outcome: Outcome, column: LedgerColumn) -> Field:
    kinds = {asked.key: asked.kind for asked in outcome.campaign.form["problems"].columns}
    look = _LOOKS.get(column.key) or look_of(kinds.get(column.key), column.width)
    office = column.owner is Owner.OFFICE
    hint = _HINTS.get(column.key, "校办填写，下次运行时读回。") if office else ""
    return Field(column.heading, _width(column, look), look, office, column.choices, hint=hint)


def _width(column: LedgerColumn, look: Look) -> float:
    """Return a width at which all columns fit an A3 page one page wide and still print in 6 points.

    Prose is narrowed, to grow downwards; what would print as #### is not.
    """
    narrowed = column.width * 0.4 + 1.5 if column.width >= PROSE_FROM else column.width * 0.5
    least = _LEAST_BY_KEY.get(column.key) or _LEAST_WIDTHS.get(look, _FOUR_CHARACTERS if column.width >= 11 else 4.8)
    return round(max(narrowed, least), 1)


def _rows(ledger: pd.DataFrame, keys: list[str]) -> Iterator[Row]:
    """Go through the rows as they are shown, a block at a time: a million at once would stand in memory twice."""
    changed = [(n, _SHOWN[key]) for n, key in enumerate(keys) if key in _SHOWN]
    for start in range(0, len(ledger), _BLOCK):
        block = ledger.iloc[start : start + _BLOCK]
        for values in zip(*(block[key].tolist() for key in keys), strict=True):
            row = list(values)
            for n, show in changed:
                row[n] = show(row[n])
            yield row


def _light(value: object) -> object:
    return Marked(value, _LIGHT_LOOKS.get(str(value), CENTER))


def _state(value: object) -> object:
    return Marked(value, _BAD_WORD) if value == TO_CORRECT else RECORD_OK


def _overdue(value: object) -> object:
    return Marked(value, _BAD_NUMBER) if isinstance(value, int) and value > 0 else value


def _day(value: object) -> object:
    """Return a day the office wrote as a day, anything else as it stands."""
    return date.fromisoformat(value) if isinstance(value, str) and _ISO_DAY.fullmatch(value) else value


_SHOWN: Final[Mapping[str, Callable[[object], object]]] = {
    "light": _light,
    "state": _state,
    "overdue_days": _overdue,
    "reviewed_on": _day,
    "received": lambda value: moment_words(str(value)),
}
