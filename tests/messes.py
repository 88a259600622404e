"""The messes of domain.md 4.3, one small function each: what people do to a return before they send it.

Each does one thing to a `Paper`, whatever was done before, and may do nothing where there is nothing to do it to.
A new mess is a function with `@mess`; the property of test_conservation.py then holds it to the rule.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from openpyxl.cell.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.form.identity import OWN_HIDDEN_SHEETS
from pipeline.form.schema import By
from tests.judging import campaign
from tests.papers import ANCHORS, ASIDE, Paper, put

Mess = Callable[[Paper], None]
"""Does one thing to a return."""

MESSES: Final[dict[str, Mess]] = {}
"""Name -> mess, in the order they were written."""


def mess(do: Mess) -> Mess:
    """Put a mess on the list."""
    MESSES[do.__name__] = do
    return do


# Sheets


@mess
def sheet_renamed(paper: Paper) -> None:
    """17: another name for a sheet."""
    sheet, page = paper.some()
    page.title = paper.chance.choice((f"{sheet.title}(2)", f"Sheet{paper.chance.randint(1, 99)}", f" {sheet.title}"))


@mess
def sheet_copied(paper: Paper) -> None:
    """17: a second copy of a sheet, with all its rows."""
    _, page = paper.some()
    paper.book.copy_worksheet(page)


@mess
def sheet_deleted(paper: Paper) -> None:
    """18: a sheet is gone, with all its rows."""
    sheet, page = paper.some()
    if len(paper.pages) > 2:
        del paper.pages[sheet.key]
        paper.book.remove(page)


@mess
def sheets_in_another_order(paper: Paper) -> None:
    """20: the sheets were moved."""
    paper.chance.shuffle(paper.book._sheets)  # type: ignore[attr-defined]  # there is no other way in openpyxl
    paper.book.active = 0


@mess
def sheet_hidden(paper: Paper) -> None:
    """27: one of our sheets is hidden."""
    paper.some()[1].sheet_state = paper.chance.choice(("hidden", "veryHidden"))


@mess
def sheet_of_its_own(paper: Paper) -> None:
    """17: a visible sheet nobody asked for, with rows."""
    page = paper.book.create_sheet(paper.chance.choice(("补充材料", "其他问题", "立案情况")))
    for _ in range(paper.chance.randint(1, 4)):
        page.append([paper.mark(), paper.chance.randint(1, 9)])


@mess
def hidden_sheet_of_its_own(paper: Paper) -> None:
    """27: a hidden sheet nobody asked for, with rows."""
    page = paper.book.create_sheet("旧数据")
    page.sheet_state = "hidden"
    page.append([paper.mark(), "去年的"])


@mess
def marks_lost(paper: Paper) -> None:
    """15: copied into a new workbook: our hidden sheets are gone."""
    for page in [page for page in paper.book.worksheets if page.title in OWN_HIDDEN_SHEETS]:
        paper.book.remove(page)


# Rows around the header


@mess
def rows_above_the_header(paper: Paper) -> None:
    """21: lines inserted above the header."""
    sheet, page = paper.some()
    header = paper.header(sheet)
    page.insert_rows(header, paper.chance.randint(1, 5))
    put(page.cell(header, 1), "请各科室认真填写")


@mess
def groups_above_the_header(paper: Paper) -> None:
    """21: a second line of headings above ours."""
    sheet, page = paper.some()
    header = paper.header(sheet)
    page.insert_rows(header)
    for place, text in ((2, "基本情况"), (5, "整改"), (9, "结果")):
        put(page.cell(header, place), text)


@mess
def header_sorted_into_the_data(paper: Paper) -> None:
    """71: sorted together with its header, so that rows stand above it."""
    sheet, page = paper.some()
    header = paper.header(sheet)
    count = paper.chance.randint(1, 3)
    if header + count <= page.max_row and header + count < 24:
        _swap(page, header, header + count)


def _swap(page: Worksheet, one: int, other: int) -> None:
    for place in range(1, page.max_column + 1):
        first, second = page.cell(one, place), page.cell(other, place)
        held = first.value
        put(first, second.value)
        put(second, held)


@mess
def header_repeated(paper: Paper) -> None:
    """24: the headings once more, below, as on a printed second page."""
    sheet, page = paper.some()
    row = paper.bottom(sheet)
    for cell in list(page[paper.header(sheet)]):
        put(page.cell(row, cell.column), cell.value)


@mess
def header_wiped(paper: Paper) -> None:
    """19: no headings at all any more."""
    sheet, page = paper.some()
    for cell in page[paper.header(sheet)]:
        put(cell, None)


# Columns


@mess
def column_of_its_own(paper: Paper) -> None:
    """20: a column of the unit's own, which also holds something where a row holds nothing else."""
    sheet, page = paper.some()
    header, place = paper.header(sheet), paper.chance.randint(1, page.max_column + 1)
    page.insert_cols(place)
    put(page.cell(header, place), paper.chance.choice(("科室", "楼栋", "经办电话")))
    for row in (*paper.marked_rows(sheet)[:3], paper.bottom(sheet)):
        put(page.cell(row, place), paper.mark())


@mess
def column_without_a_heading(paper: Paper) -> None:
    """20: a column with no heading."""
    sheet, page = paper.some()
    place = paper.chance.randint(1, page.max_column + 1)
    page.insert_cols(place)
    for row in paper.marked_rows(sheet)[:3]:
        put(page.cell(row, place), paper.mark())


@mess
def words_far_to_the_right(paper: Paper) -> None:
    """20: something beside the table, in a row of data and below it."""
    sheet, page = paper.some()
    for row in (*paper.marked_rows(sheet)[:1], paper.bottom(sheet)):
        put(page.cell(row, 40), paper.mark())


@mess
def columns_in_another_order(paper: Paper) -> None:
    """20: columns moved, with their headings."""
    sheet, page = paper.some()
    order = list(range(1, page.max_column + 1))
    paper.chance.shuffle(order)
    for row in range(paper.header(sheet), page.max_row + 1):
        contents = [page.cell(row, place).value for place in order]
        for place, content in enumerate(contents, start=1):
            put(page.cell(row, place), content)


@mess
def column_deleted(paper: Paper) -> None:
    """19: a column is gone."""
    page = paper.some()[1]
    page.delete_cols(paper.chance.randint(1, page.max_column))


@mess
def column_copied(paper: Paper) -> None:
    """19: a column twice, under the same heading."""
    sheet, page = paper.some()
    source, place = paper.chance.randint(1, page.max_column), page.max_column + 1
    for row in range(paper.header(sheet), page.max_row + 1):
        put(page.cell(row, place), page.cell(row, source).value)


@mess
def heading_changed(paper: Paper) -> None:
    """19: another heading, a near one, somebody else's, or none."""
    sheet, page = paper.some()
    cells = [cell for cell in page[paper.header(sheet)] if cell.value]
    if cells:
        cell = paper.chance.choice(cells)
        other = paper.chance.choice(cells).value
        put(cell, paper.chance.choice((f"{cell.value}情况", str(cell.value)[:-1], "内容", None, other)))


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
        _swap(page, *paper.chance.sample(rows, 2))


@mess
def row_twice(paper: Paper) -> None:
    """71: a row copied, number and all."""
    sheet, page = paper.some()
    rows = paper.marked_rows(sheet)
    bottom = paper.bottom(sheet)
    for cell in list(page[paper.chance.choice(rows)]) if rows else ():
        put(page.cell(bottom, cell.column), cell.value)


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


