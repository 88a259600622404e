"""Workbooks of later rounds, opened, answered and sent back by hand; the ledger's problems by their numbers."""

from collections.abc import Mapping
from io import BytesIO
from typing import Any, Final

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.form.folding import fold_heading
from pipeline.meaning.columns import LEDGER_SHEET
from pipeline.publish.layout import FIRST_ROW, HEADER_ROW, PAIRS_FIRST_ROW
from pipeline.workspace import Workspace
from tests.inboxes import CATERING, campaign
from tests.offices import ledger_rows, write_blue

PROBLEMS: Final = campaign().form["problems"]
BASICS: Final = campaign().form["basics"]


def mark(place: Workspace, number: str, **said: str | None) -> None:
    """Write into the blue columns of a problem."""
    write_blue(place.ledger, LEDGER_SHEET, {PROBLEMS["id"].ledger_heading: number}, said)


def form_of(place: Workspace, round_number: int = 2) -> Workbook:
    """Return the workbook of 后勤集团 as openpyxl reads it."""
    (path,) = place.templates_of(round_number).glob(f"{CATERING}*.xlsx")
    return load_workbook(path)


def headings(sheet: Worksheet) -> dict[str, int]:
    """Return key -> column of the list of problems."""
    keys = {fold_heading(column.heading): column.key for column in PROBLEMS.columns}
    found = {fold_heading(str(cell.value)): cell.column for cell in sheet[HEADER_ROW] if cell.value}
    return {keys.get(heading, heading): column for heading, column in found.items()}


def rows(sheet: Worksheet) -> dict[str, int]:
    """Return number -> row of the list of problems."""
    return {
        str(sheet.cell(row, 1).value): row for row in range(FIRST_ROW, sheet.max_row + 1) if sheet.cell(row, 1).value
    }


def answered(book: Workbook, changes: Mapping[str, Mapping[str, object]], filled_on: str = "2023-11-20") -> bytes:
    """Return a workbook of a later round as a unit sends it: 基本情况 filled in, and these cells of problems changed."""
    basics, listed = book[BASICS.title], book[PROBLEMS.title]
    said = {"head": "李某某", "filler": "张某", "phone": "027-00000000", "filled_on": filled_on}
    for row in range(PAIRS_FIRST_ROW, basics.max_row + 1):
        label = fold_heading(str(basics.cell(row, 1).value or ""))
        for key, text in said.items():
            if label == fold_heading(BASICS[key].heading):
                basics.cell(row, 2).value = text
    place, columns = rows(listed), headings(listed)
    for number, cells in changes.items():
        for key, content in cells.items():
            listed.cell(place[number], columns[key]).value = content  # type: ignore[assignment]  # text and numbers
    data = BytesIO()
    book.save(data)
    return data.getvalue()


def by_number(place: Workspace) -> dict[str, dict[str, Any]]:
    """Return number -> row of the ledger."""
    return {row[PROBLEMS["id"].ledger_heading]: row for row in ledger_rows(place)}
