"""How the problems spread over statuses and lights: two small tables of 总览, side by side."""

from typing import NamedTuple

from pipeline.form import vocabulary as words
from pipeline.meaning.columns import LEDGER_SHEET
from pipeline.meaning.definitions import light_meaning, name_of
from pipeline.meaning.outcome import Outcome
from pipeline.publish.ledger.canvas import Canvas
from pipeline.publish.ledger.cells import Formula, Marked
from pipeline.publish.ledger.looks import CENTER, HEADER, LIGHT_FILLS, SECTION, SMALL, TEXT, WHOLE
from pipeline.publish.ledger.ranges import Ranges, is_
from pipeline.publish.ledger.tallying import STATUS_FIGURES, counted
from pipeline.publish.ledger.titles import heading_of

STATUS_COL, LIGHT_COL, HALF = 0, 6, 6


class Spread(NamedTuple):
    """Where the two tables stand: their first line, and the row after both."""

    first_row: int
    next_row: int


def place_spread(canvas: Canvas, row: int, outcome: Outcome, ledger: Ranges) -> Spread:
    """Place both tables; the labels stand in the first column of each half, the numbers in the last."""
    canvas.heights |= {row: 22, row + 1: 18}
    canvas.place(row, 0, Marked(f"按{heading_of(outcome, 'status')}、按{heading_of(outcome, 'light')}", SECTION))
    _place_statuses(canvas, row + 1, outcome, ledger)
    _place_lights(canvas, row + 1, outcome, ledger)
    return Spread(row + 2, row + 2 + max(len(STATUS_FIGURES), len(words.LIGHTS)))


def _place_statuses(canvas: Canvas, row: int, outcome: Outcome, ledger: Ranges) -> None:
    canvas.place(row, STATUS_COL, Marked(heading_of(outcome, "status"), HEADER), HALF - 1)
    canvas.place(row, STATUS_COL + HALF - 1, Marked("数量", HEADER))
    for line, key in enumerate(STATUS_FIGURES, row + 1):
        canvas.place(line, STATUS_COL, Marked(name_of(key), TEXT), HALF - 1)
        canvas.place(line, STATUS_COL + HALF - 1, Marked(counted(ledger, outcome.figures.total, key), WHOLE))


def _place_lights(canvas: Canvas, row: int, outcome: Outcome, ledger: Ranges) -> None:
    canvas.place(row, LIGHT_COL, Marked(heading_of(outcome, "light"), HEADER))
    canvas.place(row, LIGHT_COL + 1, Marked(f"含义（见“{LEDGER_SHEET}”）", HEADER), HALF - 2)
    canvas.place(row, LIGHT_COL + HALF - 1, Marked("数量", HEADER))
    for line, (light, count) in enumerate(outcome.figures.by_light.items(), row + 1):
        canvas.heights[line] = 24
        canvas.place(line, LIGHT_COL, Marked(light, CENTER.filled(LIGHT_FILLS.get(light, ""))))
        canvas.place(line, LIGHT_COL + 1, Marked(light_meaning(light, outcome.campaign.settings), SMALL), HALF - 2)
        canvas.place(line, LIGHT_COL + HALF - 1, Marked(Formula(ledger.count(("light", is_(light))), count), WHOLE))
