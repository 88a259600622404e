"""Reading a written ledger back, for its tests."""

from dataclasses import replace
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.meaning.definitions import DEFINITIONS, name_of
from pipeline.meaning.outcome import Outcome
from pipeline.publish.ledger_book import write_ledger

HEADER = 3
"""Row of the headings in every list."""


def written(outcome: Outcome, folder: Path, *, cached: bool = True, sheet_rows: int = 1_048_576) -> Workbook:
    """Write the ledger and read it back: cached values, or the formulas."""
    path = folder / "台账.xlsx"
    write_ledger(outcome, path, sheet_rows)
    return load_workbook(path, data_only=cached)


def headings(sheet: Worksheet) -> list[str]:
    """Return the headings of a list."""
    return [str(cell.value) for cell in sheet[HEADER]]


def lines(sheet: Worksheet) -> list[dict[str, object]]:
    """Return the rows of a list by heading."""
    names = headings(sheet)
    return [dict(zip(names, row, strict=True)) for row in sheet.iter_rows(min_row=HEADER + 1, values_only=True)]


def cards(sheet: Worksheet) -> dict[str, object]:
    """Return word -> figure of the cards of 总览: the figure stands below its word."""
    names = {definition.name for definition in DEFINITIONS} | {
        f"{name_of(key)}（万元）" for key in ("amount", "recovered")
    }
    cells = [cell for row in sheet.iter_rows(min_row=1, max_row=20) for cell in row if cell.value in names]
    return {str(cell.value): sheet.cell(cell.row + 1, cell.column).value for cell in cells}


def with_cell(outcome: Outcome, key: str, value: str, line: int = 0) -> Outcome:
    """Return the outcome with another content in one cell of the ledger."""
    ledger = outcome.ledger.copy()
    ledger.at[line, key] = value
    return replace(outcome, ledger=ledger)
