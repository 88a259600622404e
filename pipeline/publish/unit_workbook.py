"""One unit's workbook: the blank template, or its own return with what is to be corrected."""

import io
from datetime import datetime
from typing import Final

from xlsxwriter import Workbook

from pipeline.campaign.model import Campaign, Unit
from pipeline.form.identity import LISTS_SHEET, META_SHEET
from pipeline.publish.cleaning import clean_text
from pipeline.publish.content import Content
from pipeline.publish.first_counts import first_counts
from pipeline.publish.growing import GrowingWorksheet
from pipeline.publish.guide import write_guide
from pipeline.publish.identity_sheet import write_identity
from pipeline.publish.layout import GUIDE_SHEET, REMARKS_SHEET, Booklet
from pipeline.publish.lists import name_lists, write_lists
from pipeline.publish.pairs_sheet import write_pairs_sheet
from pipeline.publish.paper import Paper
from pipeline.publish.prefill import make_booklet
from pipeline.publish.records_sheet import write_records_sheet
from pipeline.publish.remarks_sheet import write_remarks
from pipeline.publish.styles import SONG, Styles

_OPTIONS: Final = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_column_width": 72,
    "default_row_height": 18,
}
"""Pixels of the default column and row are those of 宋体 11, which every Chinese office has."""

_CREATED: Final = datetime(2000, 1, 1)  # noqa: DTZ001  # a fixed moment, so that the same content gives the same bytes
_TAB_COLOURS: Final = {GUIDE_SHEET: "#7F7F7F", REMARKS_SHEET: "#C00000"}
_ANSWER_TAB: Final = "#1F3864"


def render_unit_workbook(
    campaign: Campaign, unit: Unit, content: Content | None = None, round_number: int = 1
) -> bytes:
    """Return the unit's workbook as .xlsx; the same arguments give the same bytes.

    Without content it is the blank template. With content it is the unit's own return: its values,
    columns and comments, the findings listed on a first sheet and marked at their cells; or, where
    nothing is to be corrected, the workbook of a later round: what was reported stands fixed.
    """
    booklet = make_booklet(campaign, unit, content, round_number)
    buffer = io.BytesIO()
    # A new dict each time: the library writes into the one it is given.
    font = {"font_name": SONG, "font_size": 11}
    with Workbook(buffer, {**_OPTIONS, "default_format_properties": font}) as workbook:
        _describe(workbook, booklet)
        _write(workbook, booklet)
    return buffer.getvalue()


def _describe(workbook: Workbook, booklet: Booklet) -> None:
    settings = booklet.campaign.settings
    texts = {
        "title": booklet.title,
        "subject": booklet.unit.name,
        "author": settings.office,
        "company": settings.school,
    }
    workbook.set_properties({**{key: clean_text(text) for key, text in texts.items()}, "created": _CREATED})


def _write(workbook: Workbook, booklet: Booklet) -> None:
    """Write the sheets in page order; the remarks of a return come first."""
    styles, names = Styles(workbook), name_lists(booklet)
    titles = [
        *([REMARKS_SHEET] if booklet.is_return else []),
        GUIDE_SHEET,
        *(page.sheet.title for page in booklet.pages),
    ]
    papers = {
        title: Paper(workbook.add_worksheet(title, worksheet_class=GrowingWorksheet), styles)
        for title in (*titles, META_SHEET, LISTS_SHEET)
    }
    for title in titles:
        papers[title].worksheet.set_tab_color(_TAB_COLOURS.get(title, _ANSWER_TAB))
    if booklet.is_return:
        write_remarks(papers[REMARKS_SHEET], booklet)
    counts = {page.sheet.key: first_counts(page) for page in booklet.pages}
    write_guide(papers[GUIDE_SHEET], booklet, names, counts)
    for page in booklet.pages:
        write = write_pairs_sheet if page.pairs else write_records_sheet
        write(papers[page.sheet.title], booklet, page, names, counts[page.sheet.key])
    write_identity(workbook, papers[META_SHEET], booklet)
    write_lists(workbook, papers[LISTS_SHEET], names)
