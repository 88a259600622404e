"""Workbooks written as Markdown tables inside a test, made into real .xlsx files."""

from collections.abc import Callable
from io import BytesIO

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.form.identity import OWN_HIDDEN_SHEETS
from pipeline.intake.book import Spoilt
from tests.cases import content_of
from tests.judging import clean

Edit = Callable[[Workbook], None]
"""Does to a workbook what no table can say: merges, hides, comments."""


def workbook(markdown: str, edit: Edit | None = None, without: tuple[str, ...] = ()) -> bytes:
    """Return the clean return as .xlsx, with the sheets of the tables in place of those of the same name.

    The first cell of a table's first line names the sheet, the lines are its rows from row 1, the cells after
    the first its columns from A; an empty table cell is an empty cell, content is as in `tests.cases`. Sheets
    `without` are left out; a sheet of another name is added at the end.
    """
    book = Workbook()
    book.remove(book.worksheets[0])
    written = _tables(markdown)
    for sheet in clean().book.sheets:
        if sheet.name in without:
            continue
        page = book.create_sheet(sheet.name)
        page.sheet_state = "hidden" if sheet.name in OWN_HIDDEN_SHEETS else "visible"
        _fill(page, written.pop(sheet.name, sheet.rows))
    for name, rows in written.items():
        _fill(book.create_sheet(name), rows)
    if edit:
        edit(book)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def _tables(markdown: str) -> dict[str, list[list[object]]]:
    tables: dict[str, list[list[object]]] = {}
    name = ""
    for line in markdown.strip().splitlines():
        first, *cells = (cell.strip(" ") for cell in line.strip().strip("|").split("|"))
        name = first or name
        tables.setdefault(name, []).append([content_of(cell) for cell in cells])
    return tables


def _fill(page: Worksheet, rows: list[list[object]]) -> None:
    for row, cells in enumerate(rows, start=1):
        for column, content in enumerate(cells, start=1):
            if isinstance(content, Spoilt):
                page.cell(row, column, content.text or "=1+1")
            elif content != "":
                page.cell(row, column).value = content  # type: ignore[assignment]  # text, number, date or truth
