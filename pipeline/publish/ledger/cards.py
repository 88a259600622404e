"""The key figures of 总览 as cards: a word above, the figure below."""

from collections.abc import Mapping
from typing import Final, NamedTuple

from xlsxwriter.utility import xl_rowcol_to_cell

from pipeline.form import vocabulary as words
from pipeline.meaning.outcome import Outcome
from pipeline.publish.ledger.canvas import Canvas
from pipeline.publish.ledger.cells import Formula, Marked
from pipeline.publish.ledger.looks import CARD_FIGURE, CARD_LABEL, LIGHT_FILLS, SECTION
from pipeline.publish.ledger.ranges import Ranges
from pipeline.publish.ledger.reporting import roll_call_figures
from pipeline.publish.ledger.tallying import NOT_KNOWN, RATES, TALLY_KEYS, counted, rate, titled_figure

CARDS_A_ROW: Final = 6
SECTIONS: Final = (
    ("报送情况", ("required", "returned", "on_time", "late", "missing", "nil")),
    ("发现问题及整改", ("problems", "done", "rate", "under_way", "not_started", "stage_done", "unclear", "overdue", "done_late", "closed", "closing_rate", "to_correct")),
    ("其他", ("major", "reported", "amount", "recovered", "accountable", "regulations", "risks", "cases", "measures", "recommended", "unsigned", "pending_rows")),
)  # fmt: skip
_ALARMING: Final = frozenset(("missing", "overdue", "to_correct", "pending_rows"))
_NUMBERS: Final = {"rate": "0.0%", "closing_rate": "0.0%", "amount": "#,##0.00##", "recovered": "#,##0.00##"}
_PLAIN: Final = ("reported", "risks", "measures", "recommended", "unsigned", "pending_rows")


class Sources(NamedTuple):
    """Where the rows stand that the formulas count."""

    ledger: Ranges
    roll_call: Ranges


def place_cards(canvas: Canvas, row: int, outcome: Outcome, sources: Sources) -> tuple[Mapping[str, str], int]:
    """Place the cards; return the cell of each figure, and the next free row."""
    places: dict[str, tuple[int, int]] = {}
    for title, keys in SECTIONS:
        canvas.heights[row] = 22
        canvas.place(row, 0, Marked(title, SECTION))
        places |= {key: (row + 2 + n // CARDS_A_ROW * 2, n % CARDS_A_ROW * 2) for n, key in enumerate(keys)}
        row += 1 + 2 * -(-len(keys) // CARDS_A_ROW)
    cells = {key: xl_rowcol_to_cell(*place) for key, place in places.items()}
    figures = _figures(outcome, sources, cells)
    for key, place in places.items():
        _card(canvas, place, key, figures[key])
    return cells, row


def _figures(outcome: Outcome, sources: Sources, cells: Mapping[str, str]) -> Mapping[str, object]:
    """Return what stands in each card: a formula, a number, or the words that say why there is none."""
    figures, total = outcome.figures, outcome.figures.total
    return {
        **roll_call_figures(outcome, sources.roll_call),
        **{key: rate(total, key, cells) if key in RATES else counted(sources.ledger, total, key) for key in TALLY_KEYS},
        **{key: getattr(figures, key) for key in _PLAIN},
        "accountable": Formula(sources.ledger.total("accountable"), figures.accountable),
        "regulations": len(figures.regulations),
        "cases": NOT_KNOWN if figures.cases is None else figures.cases,
    }


def _card(canvas: Canvas, place: tuple[int, int], key: str, value: object) -> None:
    row, col = place
    look = CARD_FIGURE.numbered(_NUMBERS.get(key, "#,##0"))
    shown = value.cached if isinstance(value, Formula) else value
    if key in _ALARMING and shown:
        look = look.filled(LIGHT_FILLS[words.RED])
    canvas.heights |= {row - 1: 16, row: 26}
    canvas.place(row - 1, col, Marked(titled_figure(key), CARD_LABEL), 2)
    canvas.place(row, col, Marked(value, look), 2)
