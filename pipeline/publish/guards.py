"""What a cell of the template holds its typist to: the guard of its kind, in the words of its hint."""

from typing import Final

from pipeline.form.amounts import Amount, Count
from pipeline.form.days import Day
from pipeline.form.kinds import Identifier, Identifiers, Text
from pipeline.form.periods import Period
from pipeline.form.reading import Guard, Kind
from pipeline.form.schema import By, Column
from pipeline.publish.layout import PRINTED, Page
from pipeline.publish.lists import ListNames

_TITLE_LIMIT: Final = 32
_MESSAGE_LIMIT: Final = 255
_KEEP: Final = "如仍要保留所填内容，请选“是”。"
_WHOLE, _DECIMAL, _TEXT, _GENERAL = "0", "0.00##", "@", "General"


def validation(page: Page, column: Column, cell: str, lists: ListNames) -> dict[str, object]:
    """Return XlsxWriter's options for the cells of a column; `cell` is the first of them, without `$`."""
    guard = column.kind.guard()
    printed = column.by is By.PREPRINTED and guard.test in ("none", "list")
    stops = guard.stops and not printed
    wrong = PRINTED if printed else f"{column.hint}。"
    return {
        **(_PRINTED_RULE if printed else _rule(guard, cell, lists)),
        "input_title": _cut(column.heading, _TITLE_LIMIT),
        "input_message": _cut(page.demand(column), _MESSAGE_LIMIT),
        "error_title": _cut(column.heading, _TITLE_LIMIT),
        "error_message": _cut(wrong if stops else f"{wrong}{_KEEP}", _MESSAGE_LIMIT),
        "error_type": "stop" if stops else "warning",
    }


_PRINTED_RULE: Final[dict[str, object]] = {"validate": "custom", "value": "=FALSE"}
"""Always wrong: whoever types over a preprinted text is asked whether that is meant."""


def _rule(guard: Guard, cell: str, lists: ListNames) -> dict[str, object]:
    if guard.test == "list":
        return {"validate": "list", "source": f"={lists[guard.choices]}"}
    if guard.test == "shape":
        return {"validate": "custom", "value": f"={guard.formula.format(cell=cell)}"}
    if guard.test == "none":
        return {"validate": "any"}
    if guard.most is None:
        return {"validate": guard.test, "criteria": ">=", "value": guard.least}
    return {"validate": guard.test, "criteria": "between", "minimum": guard.least or 0, "maximum": guard.most}


def number_format(kind: Kind) -> str:
    """Return the number format of a kind; days, numbers of ours and telephone numbers are kept as typed."""
    if isinstance(kind, Count):
        return _WHOLE
    if isinstance(kind, Amount):
        return _DECIMAL
    digits_only = isinstance(kind, Text) and not any("\u3400" <= character <= "\u9fff" for character in kind.sample)
    return _TEXT if digits_only or isinstance(kind, Day | Period | Identifier | Identifiers) else _GENERAL


def _cut(text: str, limit: int) -> str:
    """Return as much of a text as its UTF-16 limit lets stand."""
    return text.encode("utf-16-le")[: 2 * limit].decode("utf-16-le", "ignore")
