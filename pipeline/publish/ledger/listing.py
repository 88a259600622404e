"""One list on its sheet: title, note, headings, rows, all set up for the screen and for paper."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from xlsxwriter.utility import xl_range
from xlsxwriter.worksheet import Worksheet

from pipeline.publish.cleaning import clean_text
from pipeline.publish.ledger.book import Book
from pipeline.publish.ledger.cells import Marked, put
from pipeline.publish.ledger.heights import height_of
from pipeline.publish.ledger.looks import HEADER, NOTE, OFFICE_HEADER, OFFICE_PALE, TEXT, TITLE, TOTAL_FILL, Ink, Look
from pipeline.publish.ledger.ranges import HEADER_ROW, Page, pages
from pipeline.publish.ledger.rows import RowStream

A3, A4 = 8, 9
LEAST_HEIGHT: Final = 20.25
OFFICE_TAB: Final = "#5B9BD5"


@dataclass(frozen=True)
class Field:
    """One column of a list.

    Attributes:
        office: Whether it is the office's own (blue).
        choices: Words of a dropdown.
        strict: Whether nothing but the words may be typed.
        hint: Shown while the cell is selected.
    """

    heading: str
    width: float
    look: Look = TEXT
    office: bool = False
    choices: tuple[str, ...] = ()
    strict: bool = True
    hint: str = ""


Row = Sequence[object]
"""The values of a row in page order; a `Marked` one looks otherwise than its column."""


@dataclass(frozen=True)
class Listing:
    """What stands on the sheet.

    Attributes:
        empty: The sentence that stands in the note's place where there are no rows.
        total: A last row, outside filter and table.
        held: How many columns stay in view.
        table: Name of the Excel table, "" for a mere filter.
        header: Words at the head of every printed page.
    """

    name: str
    title: str
    note: str
    empty: str
    fields: tuple[Field, ...]
    count: int
    rows: Iterable[Row]
    total: Row = ()
    held: int = 0
    paper: int = A4
    table: str = ""
    header: str = ""


def write_listing(book: Book, listing: Listing) -> tuple[Page, ...]:
    """Write a list, continued on further sheets where one is too short; return the sheets."""
    sheets = pages(listing.name, listing.count, book.sheet_rows)
    rows = iter(listing.rows)
    for page in sheets:
        sheet = book.workbook.add_worksheet(page.name)
        _set_up(sheet, listing, page)
        _write_head(book, sheet, listing, page)
        _write_rows(book, sheet, listing, page, islice(rows, page.count))
        _guard(book, sheet, listing, page)
        if listing.total and page is sheets[-1]:
            _write_total(book, sheet, listing, page)
    return sheets


def _set_up(sheet: Worksheet, listing: Listing, page: Page) -> None:
    for col, field in enumerate(listing.fields):
        sheet.set_column(col, col, field.width)
    sheet.freeze_panes(HEADER_ROW + 1, listing.held)
    set_paper(sheet, listing.paper, header=listing.header)
    sheet.repeat_rows(0, HEADER_ROW)
    sheet.print_area(0, 0, page.last_row + bool(listing.total), len(listing.fields) - 1)
    sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
    if any(field.office for field in listing.fields):
        sheet.set_tab_color(OFFICE_TAB)


def set_paper(sheet: Worksheet, paper: int, *, landscape: bool = True, header: str = "") -> None:
    """Set a sheet up for paper: one page wide, narrow margins, page numbers at the foot."""
    sheet.set_paper(paper)
    if landscape:
        sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.center_horizontally()
    if header:
        sheet.set_header('&R&"黑体,Regular"&9' + clean_text(header).replace("&", "&&")[:200])
    sheet.set_footer('&C&"宋体,Regular"&9第 &P 页　共 &N 页')


def _write_head(book: Book, sheet: Worksheet, listing: Listing, page: Page) -> None:
    sheet.set_row(0, 28)
    put(sheet, 0, 0, listing.title, book.styles.ink(TITLE))
    sheet.set_row(1, 18)
    put(sheet, 1, 0, listing.note if listing.count else listing.empty, book.styles.ink(NOTE))
    headings = [clean_text(field.heading) for field in listing.fields]
    sheet.set_row(HEADER_ROW, height_of([field.width for field in listing.fields], headings, LEAST_HEIGHT))
    _write_headings(book, sheet, listing)
    # Two headings alike are no table to Excel: the office may have named a column of its own like one of ours.
    if listing.table and page.count and len({heading.lower() for heading in headings}) == len(headings):
        _make_table(sheet, listing, page, headings)
        _write_headings(book, sheet, listing)
    else:
        sheet.autofilter(HEADER_ROW, 0, page.last_row, len(headings) - 1)


def _make_table(sheet: Worksheet, listing: Listing, page: Page, headings: Sequence[str]) -> None:
    """Make the list an Excel table.

    The writer refuses a table while it streams, for fear of the header cells it would write
    itself; they are in this row, still held, and are written again after this. It also keeps a
    note on every cell of a table, so it is told of one row, and the full range is set after.
    """
    name = listing.table if page.first == 0 else f"{listing.table}_{page.first}"
    options = {"name": name, "columns": [{"header": heading} for heading in headings], "style": None}
    sheet.constant_memory = False
    sheet.add_table(HEADER_ROW, 0, HEADER_ROW + 1, len(headings) - 1, options)
    sheet.constant_memory = True
    whole = xl_range(HEADER_ROW, 0, page.last_row, len(headings) - 1)
    sheet.tables[-1] |= {"range": whole, "autofilter": whole}


def _write_headings(book: Book, sheet: Worksheet, listing: Listing) -> None:
    for col, field in enumerate(listing.fields):
        put(sheet, HEADER_ROW, col, field.heading, book.styles.ink(OFFICE_HEADER if field.office else HEADER))


def _write_rows(book: Book, sheet: Worksheet, listing: Listing, page: Page, rows: Iterator[Row]) -> None:
    if not page.count:
        return
    inks = [book.styles.ink(_ground(field)) for field in listing.fields]
    widths = [field.width for field in listing.fields]
    stream = RowStream(sheet, book.styles, inks)
    # The writer lets go of a row when a later one begins: this ends the head, so that rows may follow it.
    put(sheet, page.last_row, 0, None, inks[0])
    for line, values in enumerate(rows, HEADER_ROW + 1):
        height = height_of(widths, values, LEAST_HEIGHT)
        if line < page.last_row:
            stream.write(line, height, values)
            continue
        sheet.set_row(line, height)
        for col, value in enumerate(values):
            _put_marked(book, sheet, (line, col), value, inks[col])


def _ground(field: Field) -> Look:
    return field.look.filled(OFFICE_PALE) if field.office else field.look


def _put_marked(book: Book, sheet: Worksheet, place: tuple[int, int], value: object, ink: Ink) -> None:
    if isinstance(value, Marked):
        put(sheet, *place, value.value, book.styles.ink(value.look))
    else:
        put(sheet, *place, value, ink)


def _write_total(book: Book, sheet: Worksheet, listing: Listing, page: Page) -> None:
    sheet.set_row(page.last_row + 1, LEAST_HEIGHT)
    for col, (field, value) in enumerate(zip(listing.fields, listing.total, strict=True)):
        put(sheet, page.last_row + 1, col, value, book.styles.ink(field.look.filled(TOTAL_FILL)))


def _guard(book: Book, sheet: Worksheet, listing: Listing, page: Page) -> None:
    for col, field in enumerate(listing.fields):
        if not (field.choices or field.hint):
            continue
        rule: dict[str, object] = {"validate": "any"}
        if field.choices:
            rule = {"validate": "list", "source": book.list_of(field.choices), "show_error": field.strict}
            rule |= {"error_title": "请从下拉中选择", "error_message": f"“{field.heading}”请从下拉中选择。"}
        rule |= {"input_title": field.heading[:32], "input_message": field.hint}
        sheet.data_validation(HEADER_ROW + 1, col, page.last_row, col, rule)
