"""How a column of the form looks in a list: days as days, amounts as numbers, short words centred."""

from typing import Final

from pipeline.form.amounts import Amount, Count
from pipeline.form.days import Day
from pipeline.form.reading import Kind
from pipeline.publish.ledger.looks import AMOUNT, CENTER, DAY, TEXT, WHOLE, Look

PROSE_FROM: Final = 16
"""The width in characters from which a column holds sentences."""


def look_of(kind: Kind | None, width: float) -> Look:
    """Return the look of a column that holds such values; None is a column of our own."""
    if isinstance(kind, Day):
        return DAY
    if isinstance(kind, Amount):
        return AMOUNT
    if isinstance(kind, Count):
        return WHOLE
    return TEXT if width >= PROSE_FROM else CENTER
