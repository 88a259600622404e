"""Writes a sheet of records: headings with hints, guarded rows, colours that follow the rules."""

from typing import Final

from xlsxwriter.utility import xl_rowcol_to_cell

from pipeline.form.folding import found_text
from pipeline.form.kinds import Identifiers
from pipeline.form.rules import BlankUnless
from pipeline.form.schema import By, Column
from pipeline.publish.content import RowContent
from pipeline.publish.guards import number_format, validation
from pipeline.publish.layout import EXAMPLE_MARK, EXAMPLE_ROW, FIRST_ROW, HEADER_ROW, Booklet, Page, lines_in
from pipeline.publish.lists import ListNames
from pipeline.publish.marks import Marks
from pipeline.publish.paper import Paper
from pipeline.publish.self_check import (
    Counts,
    conditional_blanks,
    contradictions,
    required,
    row_is_asked,
    strays,
)
from pipeline.publish.sheet_head import set_up_print, write_head
from pipeline.publish.styles import RED

_EXTRA_WIDTH: Final = 20
_WIDEST: Final = 250
_NARROWING: Final = 0.7
_SHORT: Final = 14


def write_records_sheet(paper: Paper, booklet: Booklet, page: Page, lists: ListNames, counts: Counts[int]) -> None:
    """Write one sheet of records, ready to be filled, sorted, filtered and printed."""
    _set_columns(paper, page)
    write_head(paper, booklet, page, counts)
    _write_examples(paper, page, examples(page, booklet.unit.code))
    _write_headings(paper, page, booklet.campaign.settings.office)
    _write_records(paper, booklet, page)
    _guard(paper, page, lists)
    _colour(paper, page, lists)
    _finish(paper, page, movable=not booklet.content.issued)


def examples(page: Page, code: str) -> dict[str, str]:
    """Return one example a column; together they are a row that keeps all the rules."""
    shown = {column.key: column.example for column in page.sheet.columns}
    for rule in page.rules:
        if isinstance(rule, BlankUnless):
            shown[rule.when.key] = rule.when.values[0]
    for column in page.sheet.columns:
        if isinstance(column.kind, Identifiers):
            shown[column.key] = f"{code}-001"
    shown[page.sheet.columns[0].key] = EXAMPLE_MARK
    return shown


def width_of(page: Page, column: Column) -> float:
    """Return the width of a column: prose is set narrower on a sheet too wide to be read on paper."""
    if page.width <= _WIDEST:
        return column.width
    return max(min(column.width, _SHORT), column.width * _NARROWING)


def _set_columns(paper: Paper, page: Page) -> None:
    """Set widths, and leave everything below the preprinted rows open: locked cells stop sorting and deleting rows."""
    sheet = paper.worksheet
    for place, column in enumerate(page.sheet.columns):
        sheet.set_column(
            place, place, width_of(page, column), paper.styles.look("spare", num_format=number_format(column.kind))
        )
    first = len(page.sheet.columns)
    beyond = first + len(page.extras)
    if page.extras:
        sheet.set_column(first, beyond - 1, _EXTRA_WIDTH, paper.styles.look("spare"))
    sheet.open_beyond(beyond, paper.styles.look("open"))


def _write_examples(paper: Paper, page: Page, shown: dict[str, str]) -> None:
    lines = [lines_in(shown[column.key], width_of(page, column) * 1.1) for column in page.sheet.columns]
    paper.worksheet.set_row(EXAMPLE_ROW - 1, 12.5 * max(lines) + 4)
    for place, column in enumerate(page.sheet.columns):
        paper.put(EXAMPLE_ROW, place, shown[column.key], "example" if place else "example mark")


def _write_headings(paper: Paper, page: Page, author: str) -> None:
    lines = [lines_in(page.heading(column), width_of(page, column) * 0.85) for column in page.sheet.columns]
    paper.worksheet.set_row(HEADER_ROW - 1, max(32, 15 * max(lines) + 4))
    for place, column in enumerate(page.sheet.columns):
        paper.put(HEADER_ROW, place, page.heading(column), page.need(column).name)
        paper.comment(HEADER_ROW, place, page.demand(column), author)
    for place, heading in enumerate(page.extras, start=len(page.sheet.columns)):
        paper.put(HEADER_ROW, place, heading, "own column")


def _write_records(paper: Paper, booklet: Booklet, page: Page) -> None:
    marks, office = Marks(booklet), booklet.campaign.settings.office
    usual = {
        column.key: {"num_format": number_format(column.kind), **_alignment(column)} for column in page.sheet.columns
    }
    for index, record in enumerate(page.records):
        row = FIRST_ROW + index
        for place, column in enumerate(page.sheet.columns):
            here = (page.sheet.key, index, column.key)
            look = _look(booklet, record, column)
            urgent = {"bg_color": RED} if record.urgent and column.by is By.PREPRINTED else {}
            paper.put(
                row, place, record.cells.get(column.key), look, **usual[column.key], **{**urgent, **marks.fill(here)}
            )
            comment = marks.comment(here, record.comments.get(column.key, ""))
            if comment:
                paper.comment(row, place, comment, office)
        for place, heading in enumerate(page.extras, start=len(page.sheet.columns)):
            paper.put(row, place, record.extras.get(heading, ""), "data")
        paper.height(row, _lines(page, record))


def _look(booklet: Booklet, record: RowContent, column: Column) -> str:
    """Return the look of a record's cell: in later rounds what was settled before stands fixed."""
    if column.by is not By.PREPRINTED:
        return "locked" if booklet.content.settles(record, column) else "data"
    return "locked" if found_text(record.cells.get("id")) in booklet.content.issued else "printed"


def _lines(page: Page, record: RowContent) -> int:
    own = [lines_in(found_text(record.cells.get(column.key)), width_of(page, column)) for column in page.sheet.columns]
    return max(*own, *(lines_in(text, _EXTRA_WIDTH) for text in record.extras.values()), 1)


def _alignment(column: Column) -> dict[str, object]:
    """Centre what is short, so that prose alone stands at the left."""
    choices = column.kind.guard().choices
    if column.by is By.PREPRINTED and choices:
        return {"align": "center"}
    short = choices and max(len(word) for word in choices) <= 8
    return {"align": "center"} if short or number_format(column.kind) != "General" else {}


def _guard(paper: Paper, page: Page, lists: ListNames) -> None:
    for place, column in enumerate(page.sheet.columns):
        options = validation(page, column, xl_rowcol_to_cell(FIRST_ROW - 1, place), lists)
        code = paper.worksheet.data_validation(FIRST_ROW - 1, place, page.last_row - 1, place, options)
        if code:
            raise ValueError(f"no validation for {column.heading}")


def _colour(paper: Paper, page: Page, lists: ListNames) -> None:
    """Colour blank required cells and contradictions, and frame the rows written below the preprinted ones."""
    cells, asked = page.cells(FIRST_ROW), row_is_asked(page, FIRST_ROW)
    faults = [*contradictions(page, cells), *strays(page, cells, lists)]
    blanks = [(column.key, f"AND(LEN({cells[column.key]})=0,{asked})") for column in required(page)]
    for look, found in (("fault", faults), ("missing", [*blanks, *conditional_blanks(page, cells)])):
        for key, formula in found:
            place = page.place(key)
            paper.colour((FIRST_ROW, place, page.last_row, place), formula, look)
    first_spare = FIRST_ROW + len(page.records)
    area = (first_spare, 0, page.last_row, len(page.sheet.columns) + len(page.extras) - 1)
    paper.colour(area, row_is_asked(page, first_spare), "framed")


def _finish(paper: Paper, page: Page, movable: bool) -> None:
    sheet, last = paper.worksheet, len(page.sheet.columns) + len(page.extras) - 1
    sheet.freeze_panes(HEADER_ROW, page.heads)
    sheet.autofilter(HEADER_ROW - 1, 0, page.last_row - 1, last)
    sheet.repeat_rows(HEADER_ROW - 1)
    set_up_print(paper, landscape=True)
    corner = xl_rowcol_to_cell(page.last_row - 1, last)
    sheet.ignore_errors(
        {"number_stored_as_text": f"A{FIRST_ROW}:{corner}", "two_digit_text_year": f"A{FIRST_ROW}:{corner}"}
    )
    paper.lock(movable)
