"""勾稽: what must add up, added up again by Excel itself, with 正确 or 不符."""

from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from xlsxwriter.utility import xl_rowcol_to_cell

from pipeline.form import vocabulary as words
from pipeline.meaning.definitions import name_of
from pipeline.meaning.outcome import Outcome
from pipeline.publish.ledger.canvas import Canvas
from pipeline.publish.ledger.cells import Formula, Marked
from pipeline.publish.ledger.looks import CENTER, LIGHT_FILLS, SECTION, TEXT, WHOLE
from pipeline.publish.ledger.ranges import HEADER_ROW
from pipeline.publish.ledger.tallies import BY_CAMPUS, BY_CATEGORY, BY_UNIT, FIRST_FIGURE
from pipeline.publish.ledger.tallying import STATUS_FIGURES

AGREES: Final = "正确"
DIFFERS: Final = "不符"


class _Check(NamedTuple):
    """A sum and the figure it must give: in words, as Excel adds it, as we have it."""

    sentence: str
    expression: str
    added: int
    key: str
    whole: int


def place_agreement(canvas: Canvas, row: int, outcome: Outcome, cells: Mapping[str, str]) -> int:
    """Place one line a check; return the next free row."""
    canvas.place(row, 0, Marked("勾稽", SECTION))
    canvas.heights[row] = 22
    for check in _checks(outcome, cells):
        row += 1
        right = check.added == check.whole
        verdict = Formula(
            f'IF({check.expression}={cells[check.key]},"{AGREES}","{DIFFERS}")', AGREES if right else DIFFERS
        )
        canvas.heights[row] = 18
        canvas.place(row, 0, Marked(check.sentence, TEXT), 8)
        canvas.place(row, 8, Marked(Formula(check.expression, check.added), WHOLE), 2)
        canvas.place(row, 10, Marked(verdict, CENTER if right else CENTER.filled(LIGHT_FILLS[words.RED])), 2)
    return row + 1


def _checks(outcome: Outcome, cells: Mapping[str, str]) -> Iterator[_Check]:
    figures, total = outcome.figures, outcome.figures.total
    yield _Check(
        f"{'＋'.join(name_of(key) for key in STATUS_FIGURES)}＝{name_of('problems')}",
        "+".join(cells[key] for key in STATUS_FIGURES),
        sum(getattr(total, key) for key in STATUS_FIGURES), "problems", total.problems,
    )  # fmt: skip
    for name, tallies in (
        (BY_UNIT, [unit.tally for unit in figures.units]),
        (BY_CATEGORY, list(figures.by_category.values())),
        (BY_CAMPUS, list(figures.by_campus.values())),
    ):
        added = f"'{name}'!{xl_rowcol_to_cell(HEADER_ROW + 1 + len(tallies), FIRST_FIGURE[name])}" if tallies else "0"
        yield _Check(
            f"“{name}”合计＝{name_of('problems')}", added, sum(t.problems for t in tallies), "problems", total.problems
        )
    parts = ("on_time", "late", "missing")
    yield _Check(
        f"{'＋'.join(name_of(key) for key in parts)}＝{name_of('required')}", "+".join(cells[key] for key in parts),
        sum(getattr(figures, key) for key in parts), "required", figures.required,
    )  # fmt: skip
