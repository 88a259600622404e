"""The hidden sheet _meta and the document properties: whose workbook it is, and which column is which."""

from typing import Final

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_col_to_name

from pipeline.form import identity
from pipeline.publish.cleaning import clean_text
from pipeline.publish.layout import Booklet, Page
from pipeline.publish.paper import Paper
from pipeline.publish.prefill import HISTORY

_PROPERTY_LIMIT: Final = 250


def write_identity(workbook: Workbook, paper: Paper, booklet: Booklet) -> None:
    """Write the identity twice: properties survive another program's hidden sheets, and the other way round."""
    entries = _entries(booklet)
    row = 1
    for row, (key, text) in enumerate(entries.items(), start=1):
        paper.put(row, 0, key, "info")
        paper.put(row, 1, text, "info")
        workbook.set_custom_property(key, clean_text(text)[:_PROPERTY_LIMIT], "text")
    later = _later(booklet)
    for below, (key, text) in enumerate(later.items(), start=row + 1):
        paper.put(below, 0, key, "info")
        paper.put(below, 1, text, "info")
    row += len(later) + 2
    for line in (identity.COLUMN_KEYS_HEAD, *(entry for page in booklet.pages for entry in _columns(page))):
        for place, text in enumerate(line):
            paper.put(row, place, text, "info")
        row += 1
    paper.worksheet.hide()
    paper.lock()


def _entries(booklet: Booklet) -> dict[str, str]:
    return {
        identity.CAMPAIGN: booklet.campaign.settings.campaign,
        identity.UNIT_CODE: booklet.unit.code,
        identity.UNIT_NAME: booklet.unit.name,
        identity.ROUND: str(booklet.round_number),
        identity.FINGERPRINT: booklet.campaign.form.fingerprint(),
    }


def _later(booklet: Booklet) -> dict[str, str]:
    """Return what a workbook of a later round says of the problems it lists; too long for a property."""
    if not booklet.follows_up:
        return {}
    listed = {identity.ISSUED: "、".join(booklet.content.issued), identity.NEXT: str(booklet.content.next_number or "")}
    return listed if booklet.is_return else {**listed, identity.PRINTED: _printed_mark(booklet)}


def _printed_mark(booklet: Booklet) -> str:
    """Return the mark of all that is read back; a row with nothing but its number is no record."""
    return identity.printed_mark(
        (page.sheet.key, {key: content for key, content in record.cells.items() if key in _read_back(page)})
        for page in booklet.pages
        for record in page.records
        if set(record.cells) - {page.sheet.columns[0].key}
    )


def _read_back(page: Page) -> set[str]:
    return {column.key for column in page.sheet.columns if column.key != HISTORY}


def _columns(page: Page) -> list[tuple[str, ...]]:
    """Return title, place, key and heading, and the key of the sheet: the place is a column letter, for 基本情况 the cell itself."""
    return [
        (
            page.sheet.title,
            page.address(0, column.key) if page.pairs else xl_col_to_name(page.place(column.key)),
            column.key,
            column.heading,
            page.sheet.key,
        )
        for column in page.sheet.columns
    ]
