"""Writes 基本情况: one question a row, its answer beside it, and room for a signature below; one A4 page."""

from typing import Final

from pipeline.form import vocabulary as words
from pipeline.form.folding import found_text
from pipeline.form.kinds import Text
from pipeline.form.schema import By, Column
from pipeline.publish.guards import number_format, validation
from pipeline.publish.layout import (
    ANSWER,
    EXPLANATION,
    ITEM,
    PAIRS_FIRST_ROW,
    PAIRS_HEADER_ROW,
    PAIRS_HEADINGS,
    Booklet,
    Need,
    Page,
    lines_in,
)
from pipeline.publish.lists import ListNames
from pipeline.publish.marks import Marks
from pipeline.publish.paper import Paper
from pipeline.publish.self_check import Counts, required, strays
from pipeline.publish.sheet_head import set_up_print, write_head

_WIDTHS: Final = {ITEM: 23, ANSWER: 48, EXPLANATION: 42}
_PHRASE: Final = 20
_LOW: Final = 26
_TALL: Final = 74
_SIGNATURE: Final = (
    "单位负责人（手写签名）：　　　　　　　　　　单位（盖章）：　　　　　　　　　　日期：　　　　年　　月　　日"
)
_PROMISE: Final = "本单位对本表所填内容的真实性、完整性负责。"


def write_pairs_sheet(paper: Paper, booklet: Booklet, page: Page, lists: ListNames, counts: Counts[int]) -> None:
    """Write the sheet of questions, ready to be filled, printed and signed."""
    for place, width in _WIDTHS.items():
        paper.worksheet.set_column(place, place, width)
    write_head(paper, booklet, page, counts)
    paper.worksheet.set_row(PAIRS_HEADER_ROW - 1, 22)
    for place, heading in enumerate(PAIRS_HEADINGS):
        paper.put(PAIRS_HEADER_ROW, place, heading, Need.OPTIONAL.name)
    for column in page.sheet.columns:
        _write_question(paper, booklet, page, column)
        _guard(paper, page, column, lists)
    _colour(paper, page, lists)
    _write_signature(paper, booklet, _write_extras(paper, page))
    paper.worksheet.freeze_panes(PAIRS_HEADER_ROW, 0)
    paper.worksheet.hide_gridlines(2)
    set_up_print(paper, landscape=False, pages_high=1)
    paper.lock()


def _write_question(paper: Paper, booklet: Booklet, page: Page, column: Column) -> None:
    row, record = page.row(0, column.key), page.records[0]
    marks, here = Marks(booklet), (page.sheet.key, 0, column.key)
    locked = column.by is By.PREPRINTED
    more = {"num_format": number_format(column.kind), "align": "left", "indent": 1, **marks.fill(here)}
    paper.put(row, ITEM, page.heading(column), "label", align="left", indent=1)
    paper.put(row, ANSWER, record.cells.get(column.key), "locked" if locked else "data", **more)
    paper.put(row, EXPLANATION, _explanation(page, column), "hint")
    comment = marks.comment(here, record.comments.get(column.key, ""))
    if comment:
        paper.comment(row, ANSWER, comment, booklet.campaign.settings.office)
    lines = lines_in(_explanation(page, column), _WIDTHS[EXPLANATION])
    answer = found_text(record.cells.get(column.key))
    paper.height(row, max(lines, lines_in(answer, _WIDTHS[ANSWER] - 3)), _TALL if _is_prose(column) else _LOW)


def _explanation(page: Page, column: Column) -> str:
    """Say what to write; where the hint has no example with one, which stands above the headings on the other sheets."""
    demand = page.demand(column)
    shown = isinstance(column.kind, Text) and column.by is By.UNIT and column.required
    return f"{demand}\n例：{column.example}" if shown else demand


def _is_prose(column: Column) -> bool:
    """Tell whether a longer text is asked for."""
    return isinstance(column.kind, Text) and column.by is By.UNIT and len(column.example) > _PHRASE


def _guard(paper: Paper, page: Page, column: Column, lists: ListNames) -> None:
    row, place = page.row(0, column.key) - 1, page.column(column.key)
    if column.by is By.UNIT and paper.worksheet.data_validation(
        row, place, row, place, validation(page, column, page.address(0, column.key), lists)
    ):
        raise ValueError(f"no validation for {column.heading}")


def _colour(paper: Paper, page: Page, lists: ListNames) -> None:
    cells = page.cells(PAIRS_FIRST_ROW)
    blanks = [(column.key, f"LEN({cells[column.key]})=0") for column in required(page)]
    for look, found in (("fault", strays(page, cells, lists)), ("missing", iter(blanks))):
        for key, formula in found:
            row = page.row(0, key)
            paper.colour((row, ANSWER, row, ANSWER), formula, look)


def _write_extras(paper: Paper, page: Page) -> int:
    """Write the unit's own lines below the questions; return the row after them."""
    row = PAIRS_FIRST_ROW + len(page.sheet.columns)
    for heading in page.extras:
        paper.put(row, ITEM, heading, "own column", align="left", indent=1)
        paper.put(row, ANSWER, page.records[0].extras[heading], "data", align="left", indent=1)
        paper.put(row, EXPLANATION, "", "hint")
        row += 1
    return row


def _write_signature(paper: Paper, booklet: Booklet, row: int) -> None:
    """Leave room for the declaration and a signature by hand."""
    wide = (ITEM, EXPLANATION)
    basics = booklet.page("basics")
    statements = [_PROMISE]
    if basics is not None and "nil" in basics.own_keys:
        statements.insert(0, f"{basics.sheet['nil'].heading}（选“{words.YES}”的单位适用）：{_declaration(booklet)}")
    for statement in statements:
        paper.worksheet.set_row(row - 1, 20 * lines_in(statement, sum(_WIDTHS.values())) + 6)
        paper.span(row, wide, statement, "paragraph")
        row += 1
    paper.worksheet.set_row(row - 1, 48)
    paper.span(row, wide, _SIGNATURE, "paragraph")


def _declaration(booklet: Booklet) -> str:
    """Return the declaration of a unit that found nothing (domain.md 3.3)."""
    campuses = booklet.unit.campuses or booklet.campaign.campuses
    places = "、".join(campuses) + ("" if campuses[-1].endswith("校区") else "校区")
    if len(campuses) == 2:
        places = "、".join(campuses) + words.BOTH_CAMPUSES
    return f"本单位已对照责任清单及全部自查要点，对{places}（本单位涉及范围）进行自查，未发现问题，对本声明真实性、完整性负责。"
