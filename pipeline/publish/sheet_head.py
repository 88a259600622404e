"""The head every sheet of answers carries: title, whose and until when, self-check, what to do."""

from typing import Final

from pipeline.publish.layout import CHECK_ROW, INFO_ROW, LEAD_ROW, TITLE_ROW, Booklet, Page
from pipeline.publish.paper import Paper
from pipeline.publish.self_check import CHECK_FIRST_ROW, SHEET_PASSED, Counts, sheet_sentence, sheet_words

_HEIGHTS: Final = {TITLE_ROW: 28, INFO_ROW: 18, CHECK_ROW: 20, LEAD_ROW: 18}
_MARGINS: Final = {"left": 0.4, "right": 0.4, "top": 0.5, "bottom": 0.6}
_FOOTER: Final = '&L&"宋体"&9&A&C&"宋体"&9第 &P 页，共 &N 页'
_A4: Final = 9


def write_head(paper: Paper, booklet: Booklet, page: Page, counts: Counts[int]) -> None:
    """Write the four lines at the top of a sheet, its own self-check among them."""
    for row, height in _HEIGHTS.items():
        paper.worksheet.set_row(row - 1, height)
    paper.put(TITLE_ROW, 0, f"{booklet.title}　{page.sheet.title}", "title")
    paper.put(INFO_ROW, 0, info_line(booklet), "info")
    line = CHECK_FIRST_ROW + booklet.pages.index(page)
    paper.formula(CHECK_ROW, 0, sheet_words(line, page.pairs), sheet_sentence(counts, page.pairs), "check")
    passed = f'LEFT($A${CHECK_ROW},{len(SHEET_PASSED)})="{SHEET_PASSED}"'
    paper.colour((CHECK_ROW, 0, CHECK_ROW, 0), passed, "passed")
    paper.put(LEAD_ROW, 0, page.sheet.lead, "lead")


def info_line(booklet: Booklet) -> str:
    """Say whose workbook it is, until when it is due, and to whom it goes."""
    return f"填报单位：{booklet.unit.name}　　报送截止：{booklet.deadline}　　报送：{booklet.recipient}"


def set_up_print(paper: Paper, landscape: bool, pages_high: int = 0) -> None:
    """Print on A4, one page wide, with page numbers; `pages_high` 0 lets it run on."""
    sheet = paper.worksheet
    if landscape:
        sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, pages_high)
    sheet.set_margins(**_MARGINS)
    sheet.center_horizontally()
    sheet.set_footer(_FOOTER)
