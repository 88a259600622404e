"""Messes of domain.md 4.3 done to rows, cells and 基本情况; a new one is a function with `@mess`."""

from datetime import datetime, timedelta

from openpyxl.cell.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.form.schema import By
from tests.mess import mess
from tests.papers import ASIDE, Paper, put, swap

# Rows


@mess
def blank_rows_between(paper: Paper) -> None:
    """26: blank rows in between."""
    sheet, page = paper.some()
    page.insert_rows(paper.chance.randint(paper.header(sheet) + 1, paper.bottom(sheet)), paper.chance.randint(1, 30))


@mess
def rows_beyond_the_printed(paper: Paper) -> None:
    """30: more rows than were printed."""
    sheet, _ = paper.some()
    bottom = paper.bottom(sheet)
    for row in range(bottom, bottom + paper.chance.randint(1, 25)):
        paper.write_row(sheet, row)


@mess
def row_far_below(paper: Paper) -> None:
    """26: one more row after a thousand blank ones."""
    sheet, _ = paper.some()
    paper.write_row(sheet, paper.bottom(sheet) + 1000)


@mess
def styled_empty_rows(paper: Paper) -> None:
    """26: rows that hold nothing but colour."""
    sheet, page = paper.some()
    bottom = paper.bottom(sheet)
    for row in range(bottom, bottom + 200):
        page.cell(row, 1).fill = PatternFill("solid", fgColor="FFFF00")


@mess
def example_left(paper: Paper) -> None:
    """25: an example among the data, marked as one."""
    sheet, page = paper.some()
    row = paper.bottom(sheet)
    paper.write_row(sheet, row, ASIDE)
    put(page.cell(row, 1), paper.chance.choice(("示例", "（示例）", "例：")))


@mess
def totals_and_signatures(paper: Paper) -> None:
    """24: a total, a signature and a note below the data."""
    sheet, page = paper.some()
    for label in ("合计", "负责人签字：", "填表说明：", "注：", "审核人"):
        row = paper.bottom(sheet)
        put(page.cell(row, 1), label)
        put(page.cell(row, 3), paper.mark(ASIDE))


@mess
def placeholders(paper: Paper) -> None:
    """59: rows that only say 无, /, —."""
    sheet, page = paper.some()
    row = paper.bottom(sheet)
    for column in sheet.columns:
        if column.by is By.UNIT and paper.column(sheet, column.key) and paper.chance.random() < 0.5:
            put(page.cell(row, paper.column(sheet, column.key)), paper.chance.choice(("无", "/", "—", "N/A", "暂无")))


@mess
def rows_in_another_order(paper: Paper) -> None:
    """71: two rows have changed places."""
    sheet, page = paper.some()
    rows = paper.marked_rows(sheet)
    if len(rows) > 1:
        swap(page, *paper.chance.sample(rows, 2))


@mess
def row_twice(paper: Paper) -> None:
    """71: a row copied, number and all."""
    sheet, page = paper.some()
    rows = paper.marked_rows(sheet)
    bottom = paper.bottom(sheet)
    for cell in list(page[paper.chance.choice(rows)]) if rows else ():
        put(page.cell(bottom, cell.column or 1), cell.value)


# Cells


@mess
def merged_down(paper: Paper) -> None:
    """22: cells merged over rows; what stood in all but the first is gone."""
    sheet, page = paper.some()
    rows = paper.marked_rows(sheet)
    if len(rows) > 1:
        place = paper.chance.randint(1, page.max_column)
        _merge(page, rows[0], place, rows[-1], place)


@mess
def merged_across(paper: Paper) -> None:
    """22: cells of one row merged."""
    sheet, page = paper.some()
    rows = paper.marked_rows(sheet)
    if rows:
        place = paper.chance.randint(1, page.max_column)
        _merge(page, rows[0], place, rows[0], place + 2)


def _merge(page: Worksheet, top: int, left: int, bottom: int, right: int) -> None:
    """Merge a range as a program does: what stood in all cells but the first is gone, comments too."""
    for row in page.iter_rows(top, bottom, left, right):
        for cell in row:
            if isinstance(cell, Cell) and cell.coordinate != page.cell(top, left).coordinate:
                cell.comment = None
    page.merge_cells(start_row=top, end_row=bottom, start_column=left, end_column=right)


@mess
def ditto(paper: Paper) -> None:
    """23: 同上 in a column."""
    sheet, page = paper.some()
    place = paper.chance.randint(1, page.max_column)
    for row in paper.marked_rows(sheet)[1:]:
        put(page.cell(row, place), paper.chance.choice(("同上", "〃", "-″-")))


@mess
def numbers_touched(paper: Paper) -> None:
    """71: numbers deleted, doubled, of another unit, or no numbers."""
    sheet, page = paper.some()
    for row in paper.marked_rows(sheet):
        put(page.cell(row, 1), paper.chance.choice((None, "HQJT-001", "ZWC-002", "一", "1、", "HQJT-999", 3)))


@mess
def numbers_emptied(paper: Paper) -> None:
    """71: the whole column of numbers is empty."""
    sheet, page = paper.some()
    for row in range(paper.header(sheet) + 1, page.max_row + 1):
        put(page.cell(row, 1), None)


@mess
def hidden_rows(paper: Paper) -> None:
    """27: rows hidden."""
    sheet, page = paper.some()
    for row in paper.marked_rows(sheet)[::2]:
        page.row_dimensions[row].hidden = True


@mess
def hidden_columns(paper: Paper) -> None:
    """27: columns hidden."""
    page = paper.some()[1]
    page.column_dimensions[get_column_letter(paper.chance.randint(1, page.max_column))].hidden = True


@mess
def filtered(paper: Paper) -> None:
    """27: a filter that shows one row only."""
    sheet, page = paper.some()
    header = paper.header(sheet)
    page.auto_filter.ref = f"A{header}:{get_column_letter(page.max_column)}{page.max_row}"
    page.auto_filter.add_filter_column(0, ["1"])
    for row in paper.marked_rows(sheet)[1:]:
        page.row_dimensions[row].hidden = True


@mess
def comments(paper: Paper) -> None:
    """29: something said in a comment."""
    sheet, page = paper.some()
    for row in paper.marked_rows(sheet)[:2]:
        cell = page.cell(row, paper.chance.randint(1, page.max_column))
        if isinstance(cell, Cell):
            cell.comment = Comment("详见另页", "张某")


@mess
def formulas_and_errors(paper: Paper) -> None:
    """66: formulas whose result is not in the file, and errors."""
    sheet, page = paper.some()
    for row in paper.marked_rows(sheet):
        cell = page.cell(row, paper.chance.randint(1, page.max_column))
        if isinstance(cell, Cell) and not isinstance(cell.value, str):
            cell.value = paper.chance.choice(("=1+1", "=SUM(A1:A9)", "#REF!", "#DIV/0!"))


@mess
def days_as_days(paper: Paper) -> None:
    """42: days as days of the program, or as its numbers."""
    sheet, page = paper.some()
    place = paper.chance.randint(1, page.max_column)
    for row in paper.marked_rows(sheet):
        day = datetime(2023, 11, 3) + timedelta(days=paper.chance.randint(-400, 400))  # noqa: DTZ001  # Excel knows no zones
        if not isinstance(page.cell(row, place).value, str):
            put(page.cell(row, place), paper.chance.choice((day, 45233, 45233.75, 2023.1, True)))


# 基本情况


@mess
def lines_below_the_basics(paper: Paper) -> None:
    """24: lines of the unit's own below 基本情况."""
    page = paper.pages.get("basics")
    if page:
        row = page.max_row + 1
        put(page.cell(row, 1), "补充说明")
        put(page.cell(row, 2), paper.mark())


@mess
def words_beside_the_basics(paper: Paper) -> None:
    """20: something written beside an answer of 基本情况."""
    page = paper.pages.get("basics")
    if page:
        put(page.cell(paper.chance.randint(7, 14), paper.chance.randint(4, 6)), paper.mark())


@mess
def unit_overwritten(paper: Paper) -> None:
    """13, 33: another unit, or no known one, beside 填报单位."""
    page = paper.pages.get("basics")
    if page:
        put(page.cell(6, 2), paper.chance.choice(("总务处", "后勤处", None, "武昌首义学院　后勤集团")))
