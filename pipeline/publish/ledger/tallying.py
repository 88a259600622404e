"""The counts of problems as formulas over the ledger sheet, each with the figure it must give."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from pipeline.form import vocabulary as words
from pipeline.meaning.definitions import name_of
from pipeline.meaning.figures import Tally
from pipeline.meaning.lights import TO_CORRECT
from pipeline.publish.ledger.cells import Formula
from pipeline.publish.ledger.listing import Field
from pipeline.publish.ledger.looks import AMOUNT, COUNT, PERCENT
from pipeline.publish.ledger.ranges import Criterion, Ranges, is_, is_not

_A_ROW: Final = ("number", is_(">0"))

CRITERIA: Final[Mapping[str, tuple[Criterion, ...]]] = {
    "problems": (_A_ROW,),
    "done": (("status", is_(words.DONE)),),
    "under_way": (("status", is_(words.UNDER_WAY)),),
    "not_started": (("status", is_(words.NOT_STARTED)),),
    "stage_done": (("status", is_(words.STAGE_DONE)),),
    "unclear": (_A_ROW, *(("status", is_not(word)) for word in words.STATUSES)),
    "overdue": (("light", is_(words.RED)),),
    "done_late": (("overdue_days", is_(">0")), ("status", is_(words.DONE))),
    "closed": (("closing", is_(words.CLOSED)),),
    "to_correct": (("state", is_(TO_CORRECT)),),
    "major": (("major", is_(words.YES)),),
}
"""Figure of a tally -> what the ledger's row must be to count in it."""

SUMS: Final = ("amount", "recovered")
RATES: Final = ("rate", "closing_rate")
NOT_KNOWN: Final = "待核实"
"""What stands for a figure nobody has reported yet."""

STATUS_FIGURES: Final = ("done", "under_way", "not_started", "stage_done", "unclear")
"""The parts `problems` is the sum of."""

TALLY_KEYS: Final = ("problems", *STATUS_FIGURES, "rate", "overdue", "done_late", "closed", "closing_rate", "to_correct", "major", *SUMS)  # fmt: skip
"""The columns of a table of tallies, in page order."""

_LOOKS: Final = {"rate": PERCENT, "closing_rate": PERCENT, "amount": AMOUNT, "recovered": AMOUNT}


def titled_figure(key: str) -> str:
    """Return the word on the page of a figure, with its unit where it is an amount."""
    return name_of(key) + ("（万元）" if key in SUMS else "")


def tally_fields() -> tuple[Field, ...]:
    """Return the columns of a table of tallies."""
    return tuple(Field(titled_figure(key), 9.5 if key in SUMS else 8, _LOOKS.get(key, COUNT)) for key in TALLY_KEYS)


def counted(ledger: Ranges, tally: Tally, key: str, *where: Criterion) -> Formula:
    """Return one figure as a formula over those rows of the ledger that also fulfil `where`."""
    expression = ledger.total(key, *where) if key in SUMS else ledger.count(*CRITERIA[key], *where)
    return Formula(expression, plain(tally, key))


def plain(tally: Tally, key: str) -> float | str:
    """Return one figure as a cell holds it: a number, or the dash of a rate that is none."""
    value: int | Decimal | str = getattr(tally, key)
    if isinstance(value, str):
        return float(Decimal(value.rstrip("%")) / 100) if value.endswith("%") else value
    return value if isinstance(value, int) else float(value)


def rate(tally: Tally, key: str, cell_of: Mapping[str, str]) -> Formula:
    """Return 整改完成率 or 销号率 as a formula over the cells that hold the counts, to one decimal of a per cent."""
    if key == "closing_rate":
        whole, part = cell_of["done"], cell_of["closed"]
    else:
        whole, part = cell_of["problems"], cell_of["done"]
        part = f"({part}+{cell_of['stage_done']})" if tally.long_term_counts else part
    return Formula(f'IF({whole}=0,"—",ROUND({part}/{whole},3))', plain(tally, key))
