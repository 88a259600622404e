"""The campaign workbook 责任清单.xlsx, written: what the office edits to run the campaign."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from pipeline.campaign.campaign_rows import Row, doubt_rows, page_rows
from pipeline.campaign.model import Campaign
from pipeline.campaign.plan_facts import Doubt
from pipeline.campaign.settings import Settings, page_lines
from pipeline.campaign.sheets import DOUBTS, EXTRA, GUIDE, GUIDE_TITLE, SETTINGS, Page, PageColumn
from pipeline.form import vocabulary as words

_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_CREATED = datetime(2023, 1, 1, tzinfo=UTC).replace(tzinfo=None)
_CELL_LIMIT = 32767
_INLINE_LIMIT = 255
_DROPDOWN_ROWS = 500
_HEADER_ROW = 1
_GUIDE_WIDTH = 112
_INK, _GREY, _LINE = "#1F3864", "#7F7F7F", "#BFBFBF"
_FONT = {"font_name": "宋体", "font_size": 11, "valign": "vcenter"}
_BOX = {**_FONT, "border": 1, "border_color": _LINE, "text_wrap": True, "num_format": "@"}


@dataclass(frozen=True)
class _Looks:
    """The few looks of this workbook."""

    title: Format
    lead: Format
    head: Format
    needed_head: Format
    cell: Format
    centred: Format
    quiet: Format
    prose: Format


def render_campaign(campaign: Campaign, doubts: Sequence[Doubt] = ()) -> bytes:
    """Return the campaign workbook; the same campaign always gives the same bytes.

    Args:
        campaign: What it says.
        doubts: What the plan left open; where there is any, a sheet lists it.
    """
    buffer = BytesIO()
    book = Workbook(buffer, _OPTIONS)
    book.set_properties({"title": _title(campaign), "created": _CREATED})
    looks = _looks(book)
    _write_guide(book.add_worksheet(GUIDE_TITLE), campaign, looks)
    pages = page_rows(campaign)
    if doubts:
        pages = ((DOUBTS, doubt_rows(doubts)), *pages)
    for page, rows in pages:
        sheet = book.add_worksheet(page.title)
        _write_page(sheet, page, rows, looks)
        _offer(sheet, page, campaign)
    book.close()
    return buffer.getvalue()


def empty_campaign() -> Campaign:
    """Return a campaign in which nothing is filled in yet but the defaults of its settings."""
    return Campaign(Settings())


def _title(campaign: Campaign) -> str:
    return _fit(f"{campaign.settings.school}{campaign.settings.topic}责任清单")


def _looks(book: Workbook) -> _Looks:
    head = {**_BOX, "font_name": "黑体", "align": "center"}
    return _Looks(
        title=book.add_format({**_FONT, "font_name": "黑体", "font_size": 16, "font_color": _INK}),
        lead=book.add_format({**_FONT, "font_size": 10, "font_color": _GREY}),
        head=book.add_format({**head, "bg_color": "#DCE4EE"}),
        needed_head=book.add_format({**head, "bg_color": _INK, "font_color": "#FFFFFF"}),
        cell=book.add_format(_BOX),
        centred=book.add_format({**_BOX, "align": "center"}),
        quiet=book.add_format({**_BOX, "font_size": 10, "font_color": _GREY}),
        prose=book.add_format({**_FONT, "text_wrap": True}),
    )


def _write_guide(sheet: Worksheet, campaign: Campaign, looks: _Looks) -> None:
    sheet.set_column(0, 0, _GUIDE_WIDTH)
    sheet.set_row(0, 32)
    _put(sheet, 0, 0, _title(campaign), looks.title)
    for row, line in enumerate(GUIDE, start=1):
        sheet.set_row(row, 18.0 * _lines_of(line, _GUIDE_WIDTH) + 4)
        _put(sheet, row, 0, line, looks.prose)
    _set_up_print(sheet)


def _write_page(sheet: Worksheet, page: Page, rows: Sequence[Row], looks: _Looks) -> None:
    sheet.set_row(0, 20)
    _put(sheet, 0, 0, page.lead, looks.lead)
    sheet.set_row(_HEADER_ROW, 26)
    for row, cells in enumerate(rows, start=_HEADER_ROW + 1):
        sheet.set_row(row, _height(page, cells))
    for at, column in enumerate(page.columns):
        sheet.set_column(at, at, column.width)
        _put(sheet, _HEADER_ROW, at, column.heading, looks.needed_head if column.needed else looks.head)
        sheet.write_comment(_HEADER_ROW, at, column.note, {"x_scale": 1.6, "y_scale": 0.7, "font_size": 9})
        look = _look_of(page, column, looks)
        for row, cells in enumerate((*rows, *({} for _ in range(page.spare))), start=_HEADER_ROW + 1):
            _put(sheet, row, at, cells.get(column.key, ""), look)
    last = _HEADER_ROW + max(len(rows) + page.spare, 1)
    sheet.autofilter(_HEADER_ROW, 0, last, len(page.columns) - 1)
    sheet.freeze_panes(_HEADER_ROW + 1, 0)
    sheet.repeat_rows(_HEADER_ROW)
    _set_up_print(sheet)


def _height(page: Page, cells: Row) -> float:
    """Return the height a row needs: programs other than Excel do not find it out by themselves."""
    lines = (_lines_of(cells.get(column.key, ""), column.width) for column in page.columns)
    return 15.0 * max(lines) + 5


def _lines_of(text: str, width: int) -> int:
    """Return how many lines a text takes; a Chinese character is as wide as two others."""
    room = max(width - 2, 2)
    return sum(max(1, -(-sum(1 + (character > "\u2e80") for character in line) // room)) for line in text.split("\n"))


def _look_of(page: Page, column: PageColumn, looks: _Looks) -> Format:
    if page is SETTINGS and column.key == "help":
        return looks.quiet
    return looks.centred if column.width <= 13 else looks.cell


def _set_up_print(sheet: Worksheet) -> None:
    sheet.set_paper(9)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
    sheet.set_footer("&C第 &P 页，共 &N 页")


def _offer(sheet: Worksheet, page: Page, campaign: Campaign) -> None:
    """Put dropdowns where a word of a list is expected; the reader decides all the same."""
    first = _HEADER_ROW + 1
    titles = {"sheet": tuple(asked.title for asked in campaign.form.sheets)} if page is EXTRA else {}
    for at, column in enumerate(page.columns):
        _dropdown(sheet, (first, at, first + _DROPDOWN_ROWS, at), titles.get(column.key, column.choices))
    if page is SETTINGS:
        at = next(at for at, column in enumerate(page.columns) if column.key == "value")
        for row, entry in enumerate(page_lines(), start=first):
            if isinstance(entry, str):
                continue
            choices = words.YES_NO if isinstance(entry.default, bool) else entry.metadata["choices"]
            _dropdown(sheet, (row, at, row, at), choices)


def _dropdown(sheet: Worksheet, area: tuple[int, int, int, int], choices: tuple[str, ...]) -> None:
    if choices and len(",".join(choices)) <= _INLINE_LIMIT:
        rule = {
            "validate": "list",
            "source": list(choices),
            "error_type": "warning",
            "error_title": "请核对",
            "error_message": "请从下拉中选一项。",
        }
        refused = sheet.data_validation(*area, rule)
        if refused:
            raise ValueError(f"dropdown at {area} was refused: {refused}")


def _put(sheet: Worksheet, row: int, column: int, text: str, look: Format) -> None:
    refused = sheet.write_string(row, column, _fit(text), look) if text else sheet.write_blank(row, column, None, look)
    if refused:
        raise ValueError(f"cell {row}, {column} was refused: {refused}")


def _fit(text: str) -> str:
    """Return the text as a cell can hold it; XlsxWriter escapes control characters itself."""
    return text.encode("utf-8", "replace").decode("utf-8")[:_CELL_LIMIT]
