"""Writes 修改意见, the first sheet of a return: every finding, with a link to its cell."""

from collections.abc import Iterable, Sequence
from typing import Final

from pipeline.findings import Finding, Severity
from pipeline.form.schema import Sheet
from pipeline.publish.layout import REMARKS_SHEET, Booklet, lines_in, quoted, title_of
from pipeline.publish.marks import Marks
from pipeline.publish.paper import Paper
from pipeline.publish.sheet_head import set_up_print
from pipeline.publish.styles import RED, YELLOW

_COLUMNS: Final = {"序号": 6, "性质": 12, "工作表": 16, "单元格": 9, "列": 16, "原值": 24, "问题": 40, "请这样改": 48}
_SEQUENCE, _GRAVITY, _SHEET, _CELL, _FIELD, _FOUND, _MESSAGE, _REMEDY = range(8)
_FILLS: Final = {Severity.ERROR: {"bg_color": RED}, Severity.WARNING: {"bg_color": YELLOW}, Severity.INFO: {}}
_HIDDEN: Final = "（案件内容不在此列出）"
_HEAD_ROW: Final = 5
REMARKS_FIRST_ROW: Final = _HEAD_ROW + 1
_FOUND_LIMIT: Final = 200
_LINE: Final = 15
_INDENT: Final = 3


def write_remarks(paper: Paper, booklet: Booklet) -> None:
    """Write the list of findings of a return, what must be changed first."""
    sheet = paper.worksheet
    for place, width in enumerate(_COLUMNS.values()):
        sheet.set_column(place, place, width)
    _write_letter(paper, booklet)
    sheet.set_row(_HEAD_ROW - 1, 24)
    for place, heading in enumerate(_COLUMNS):
        paper.put(_HEAD_ROW, place, heading, "label")
    marks = Marks(booklet)
    for number, finding in enumerate(booklet.content.findings, start=1):
        _write_finding(paper, booklet, marks, number, finding)
    last = _HEAD_ROW + max(1, len(booklet.content.findings))
    sheet.autofilter(_HEAD_ROW - 1, 0, last - 1, len(_COLUMNS) - 1)
    sheet.freeze_panes(_HEAD_ROW, 0)
    sheet.repeat_rows(_HEAD_ROW - 1)
    sheet.hide_gridlines(2)
    set_up_print(paper, landscape=True)


def letter(booklet: Booklet) -> tuple[str, str]:
    """Return what is asked, and until when and to whom it is sent."""
    counted = [finding.severity for finding in booklet.content.findings]
    errors, warnings = counted.count(Severity.ERROR), counted.count(Severity.WARNING)
    asked = f"{booklet.unit.name}：贵单位报来的{title_of(booklet.campaign)}已收到，谢谢。经核对，有{errors}处{Severity.ERROR.words}、{warnings}处{Severity.WARNING.words}，列在下面，并已在各表标出颜色和批注。"
    until = f"请于{booklet.content.reply_by}" if booklet.content.reply_by else "请尽快"
    return (
        asked,
        f"请点“单元格”一列跳到原处直接修改，其他内容不必重填；改好存为 .xlsx，{until}发给{booklet.recipient}。有疑问请与其联系。",
    )


def listed_places(rows: Iterable[Sequence[object]]) -> list[tuple[str, str]]:
    """Return sheet and cell of every finding listed, given the rows from `REMARKS_FIRST_ROW` on as values."""
    listed = [(*row, *[None] * len(_COLUMNS)) for row in rows]
    return [(str(row[_SHEET] or ""), str(row[_CELL] or "")) for row in listed if row[_SEQUENCE]]


def _write_letter(paper: Paper, booklet: Booklet) -> None:
    wide, width = (0, len(_COLUMNS) - 1), sum(_COLUMNS.values())
    paper.worksheet.set_row(0, 32)
    paper.span(1, wide, REMARKS_SHEET, "page title")
    for row, text in enumerate(letter(booklet), start=2):
        paper.worksheet.set_row(row - 1, 16 * lines_in(text, width) + 4)
        paper.span(row, wide, text, "paragraph")
    paper.worksheet.set_row(3, 6)


def _write_finding(paper: Paper, booklet: Booklet, marks: Marks, number: int, finding: Finding) -> None:
    row, place = _HEAD_ROW + number, marks.place_of(finding)
    page = booklet.page(place[0]) if place else None
    title = page.sheet.title if page else finding.sheet
    found = _HIDDEN if _confidential(booklet, title) else finding.found[:_FOUND_LIMIT]
    paper.put(row, _SEQUENCE, number, "number")
    paper.put(row, _GRAVITY, finding.severity.words, "number", **_FILLS[finding.severity])
    paper.put(row, _SHEET, title, "centred")
    if page and place:
        _put_link(paper, row, page.sheet, page.address(place[1], place[2]))
    else:
        paper.put(row, _CELL, "", "number")
    texts = {_FIELD: finding.field, _FOUND: found, _MESSAGE: finding.message, _REMEDY: finding.remedy}
    for column, text in texts.items():
        paper.put(row, column, text, "centred" if column == _FIELD else "box")
    widths = tuple(_COLUMNS.values())
    lines = max(lines_in(text, widths[column] - _INDENT) for column, text in texts.items())
    paper.worksheet.set_row(row - 1, max(22, min(400, _LINE * lines + 6)))


def _put_link(paper: Paper, row: int, sheet: Sheet, address: str) -> None:
    look = paper.styles.look("link")
    if paper.worksheet.write_url(row - 1, _CELL, f"internal:{quoted(sheet.title)}!{address}", look, address):
        raise ValueError(f"no link to {address}")


def _confidential(booklet: Booklet, title: str) -> bool:
    return any(sheet.confidential and sheet.title == title for sheet in booklet.campaign.form.sheets)
