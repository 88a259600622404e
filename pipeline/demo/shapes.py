"""What people do to the shape of a workbook: merge, rename, insert, hide, copy into a new one."""

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.campaign.model import Campaign, Unit
from pipeline.demo.fakes import saved_bytes
from pipeline.form.folding import fold_heading, found_text
from pipeline.form.identity import OWN_HIDDEN_SHEETS

_SEARCHED_ROWS = 25


@dataclass(frozen=True)
class Opened:
    """A rendered workbook of one unit, opened to be changed by hand."""

    book: Workbook
    campaign: Campaign
    unit: Unit

    def page(self, sheet: str) -> Worksheet:
        """Return the worksheet of a sheet's key."""
        return self.book[self.campaign.form[sheet].title]

    def heading(self, sheet: str, column: str) -> Cell:
        """Return the cell in which a column's heading stands.

        Raises:
            ValueError: If it stands nowhere.
        """
        wanted = fold_heading(self.campaign.form[sheet][column].heading)
        for row in self.page(sheet).iter_rows(max_row=_SEARCHED_ROWS):
            for cell in row:
                if isinstance(cell, Cell) and fold_heading(found_text(cell.value)) == wanted:
                    return cell
        raise ValueError(f"{sheet} shows no heading {wanted}")

    def row(self, sheet: str, record: int) -> int:
        """Return the row of a record, counted from 0, by its preprinted number."""
        numbered = "id" if sheet == "problems" else "number"
        wanted = f"{self.unit.code}-{record + 1:03d}" if numbered == "id" else str(record + 1)
        heading = self.heading(sheet, numbered)
        page = self.page(sheet)
        for row in range(heading.row + 1, page.max_row + 1):
            if found_text(page.cell(row, heading.column).value) == wanted:
                return row
        raise ValueError(f"{sheet} has no row {wanted}")

    def put(self, sheet: str, record: int, column: str, value: object) -> None:
        """Write into a cell of a record."""
        page = self.page(sheet)
        page.cell(self.row(sheet, record), self.heading(sheet, column).column).value = value  # type: ignore[assignment]  # text and numbers only


Change = Callable[[Opened], None]
"""One thing somebody does to a workbook."""


def changed(campaign: Campaign, unit: Unit, package: bytes, changes: tuple[Change, ...]) -> bytes:
    """Return a unit's workbook after the changes, in order."""
    opened = Opened(load_workbook(BytesIO(package)), campaign, unit)
    for change in changes:
        change(opened)
    return saved_bytes(opened.book.save)


def merged(sheet: str, column: str, first: int, last: int) -> Change:
    """Merge a column's cells over some records; only the first keeps its content."""

    def change(opened: Opened) -> None:
        at = opened.heading(sheet, column).column
        rows = opened.row(sheet, first), opened.row(sheet, last)
        opened.page(sheet).merge_cells(start_row=rows[0], end_row=rows[1], start_column=at, end_column=at)

    return change


def renamed_sheet(sheet: str, name: str) -> Change:
    """Give a sheet another name."""

    def change(opened: Opened) -> None:
        opened.page(sheet).title = name

    return change


def renamed_heading(sheet: str, column: str, heading: str) -> Change:
    """Write another heading over a column."""

    def change(opened: Opened) -> None:
        opened.heading(sheet, column).value = heading

    return change


def inserted_column(sheet: str, before: str, heading: str, values: tuple[str, ...]) -> Change:
    """Insert a column of the unit's own, with a value for each of the first records."""

    def change(opened: Opened) -> None:
        cell, page = opened.heading(sheet, before), opened.page(sheet)
        rows = [opened.row(sheet, record) for record in range(len(values))]
        at, top = cell.column, cell.row
        page.insert_cols(at)
        page.cell(top, at).value = heading
        for row, value in zip(rows, values, strict=True):
            page.cell(row, at).value = value

    return change


def pasted_example(sheet: str, record: int) -> Change:
    """Paste the template's example over an empty record."""

    def change(opened: Opened) -> None:
        for column in opened.campaign.form[sheet].columns:
            if column.example and column.key not in ("id", "number", "category", "source_unit"):
                opened.put(sheet, record, column.key, column.example)

    return change


def total_row(sheet: str, record: int, label: str, column: str, text: str) -> Change:
    """Write a total over the number of an empty record."""

    def change(opened: Opened) -> None:
        row = opened.row(sheet, record)
        opened.put(sheet, record, column, text)
        opened.page(sheet).cell(row, opened.heading(sheet, "id").column).value = label

    return change


def formula(sheet: str, record: int, column: str, text: str) -> Change:
    """Write a formula; the file holds no result of it."""
    return lambda opened: opened.put(sheet, record, column, text)


def hidden_row(sheet: str, record: int) -> Change:
    """Hide a record, as a forgotten filter does."""

    def change(opened: Opened) -> None:
        opened.page(sheet).row_dimensions[opened.row(sheet, record)].hidden = True

    return change


def unit_cell(name: str) -> Change:
    """Write another name over the preprinted one beside 填报单位."""

    def change(opened: Opened) -> None:
        label = opened.heading("basics", "unit")
        opened.page("basics").cell(label.row, label.column + 1).value = name

    return change


def copied_to_new_book(package: bytes) -> bytes:
    """Return a new workbook that holds the texts of the visible sheets and nothing of our marks."""
    source, copy = load_workbook(BytesIO(package)), Workbook()
    copy.remove(copy.worksheets[0])
    for page in source.worksheets:
        if page.title not in OWN_HIDDEN_SHEETS and page.sheet_state == "visible":
            _copy_page(page, copy.create_sheet(page.title))
    return saved_bytes(copy.save)


def _copy_page(page: Worksheet, target: Worksheet) -> None:
    for row in page.iter_rows():
        for cell in row:
            if cell.value is not None and cell.data_type != "f":
                target.cell(cell.row, cell.column).value = cell.value
    for letter, dimension in page.column_dimensions.items():
        target.column_dimensions[letter].width = dimension.width
