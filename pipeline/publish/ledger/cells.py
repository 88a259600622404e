"""One cell, written so that text stays text: never a formula, a link or markup."""

from datetime import date, datetime
from decimal import Decimal
from typing import Final, NamedTuple

from xlsxwriter.worksheet import Worksheet

from pipeline.errors import ConservationError
from pipeline.publish.cleaning import cell_text
from pipeline.publish.ledger.looks import Ink, Look
from pipeline.publish.text_cells import LIKE_FORMULAS, write_text

FIRST_DAY: Final = date(1900, 3, 1)
"""The first day spreadsheets agree upon: before it Excel counts a 29 February 1900."""


class Formula(NamedTuple):
    """A formula of ours, without its =, and the figure it must give."""

    expression: str
    cached: float | str


class Marked(NamedTuple):
    """A value that looks otherwise than its column."""

    value: object
    look: Look


def put(sheet: Worksheet, row: int, col: int, value: object, ink: Ink) -> None:
    """Write one value at a place counted from 0; blank for None and for NaN.

    Raises:
        ConservationError: If the writer refused the cell.
    """
    if isinstance(value, str):
        refused = _put_text(sheet, (row, col), cell_text(value), ink)
    elif value is None or value != value:
        refused = sheet.write_blank(row, col, None, ink.plain)
    elif isinstance(value, Formula):
        refused = sheet.write_formula(row, col, f"={value.expression}", ink.plain, value.cached)
    elif isinstance(value, int | float | Decimal):
        refused = sheet.write_number(row, col, float(value), ink.plain)
    elif isinstance(value, date) and _day(value) >= FIRST_DAY:
        refused = sheet.write_datetime(row, col, value, ink.plain)
    else:
        refused = _put_text(sheet, (row, col), cell_text(str(value)), ink)
    if refused:
        raise ConservationError(
            f"工作表“{sheet.get_name()}”第{row + 1}行第{col + 1}列没有写进去。",
            "原有文件没有改动，请把这句话告诉技术人员。",
        )


def _put_text(sheet: Worksheet, place: tuple[int, int], text: str, ink: Ink) -> int:
    if not text:
        return int(sheet.write_blank(*place, None, ink.plain))
    cell_format = ink.quoted if text.startswith(LIKE_FORMULAS) else ink.unread
    return write_text(sheet, place, text, cell_format)


def _day(moment: date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment
