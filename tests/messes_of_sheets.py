"""Messes of domain.md 4.3 done to sheets, headings and columns; a new one is a function with `@mess`."""

from pipeline.form.identity import OWN_HIDDEN_SHEETS
from tests.mess import mess
from tests.papers import Paper, put, swap

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
        swap(page, header, header + count)


@mess
def header_repeated(paper: Paper) -> None:
    """24: the headings once more, below, as on a printed second page."""
    sheet, page = paper.some()
    row = paper.bottom(sheet)
    for cell in list(page[paper.header(sheet)]):
        put(page.cell(row, cell.column or 1), cell.value)


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
