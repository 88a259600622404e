"""Reads .xls and the older .et (BIFF5-8): values by the fast reader, counted and checked by xlrd (BSD)."""

import io
import math
import struct
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Final

import xlrd
from xlrd.biffh import XLRDError
from xlrd.book import Book
from xlrd.compdoc import CompDoc
from xlrd.sheet import Cell, Sheet

from pipeline.intake.assembly import assembled
from pipeline.intake.book import RawBook, Spoilt, UnreadableError
from pipeline.intake.cells import percent, too_long
from pipeline.intake.limits import Limits, Terms
from pipeline.intake.serials import Calendar
from pipeline.intake.sheet_scan import Place, Scanned, SheetScan
from pipeline.intake.styles import Styles, styles_of

_MACROS: Final = "_VBA_PROJECT_CUR".encode("utf-16-le")
_SUMMARY: Final = "\x05SummaryInformation"
_LAST_SAVED: Final = 13
_FROM_1601: Final = datetime(1601, 1, 1, tzinfo=UTC)


def read_xls(data: bytes, terms: Terms) -> RawBook:
    """Return the workbook as found.

    Raises:
        UnreadableError: If it gives no data; F02 where a password keeps it shut.
    """
    book = _opened(data)
    sheets = tuple(_scanned(book, sheet, terms.limits) for sheet in book.sheets())
    oddities = ("宏",) if _MACROS in data else ()
    seen = Scanned(sheets, saved=_saved(data), oddities=oddities)
    calendar = Calendar(bool(book.datemode))

    def values(sheet: SheetScan) -> Mapping[Place, object]:
        return _values(book.sheet_by_name(sheet.name), calendar)

    return assembled(data, seen, terms.limits, values)


def _opened(data: bytes) -> Book:
    quiet = io.StringIO()
    try:
        return xlrd.open_workbook(logfile=quiet, file_contents=data, formatting_info=True, ragged_rows=True)
    except XLRDError as error:
        if "encrypted" in str(error):
            raise UnreadableError("F02", "") from error
        raise UnreadableError("F01", "文件不完整或已损坏") from error
    except MemoryError:
        raise
    except Exception as error:  # xlrd trips over a damaged file in a hundred ways (threats.md 2.3)
        raise UnreadableError("F01", "文件不完整或已损坏") from error


def _scanned(book: Book, sheet: Sheet, limits: Limits) -> SheetScan:
    seen = SheetScan(sheet.name, sheet.visibility == 0)
    styles = _styles(book)
    for row in range(sheet.nrows):
        for column, cell in enumerate(sheet.row(row)):
            if cell.ctype not in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK):
                _note(seen, (row, column), cell, styles, limits)
    seen.hidden_rows = {row for row, facts in sheet.rowinfo_map.items() if facts.hidden or facts.height == 0}
    for column, facts in sheet.colinfo_map.items():
        if facts.hidden:
            seen.hide_columns(column, column)
    seen.merges = [(top, left, bottom - 1, right - 1) for top, bottom, left, right in sheet.merged_cells]
    seen.comments = {place: note.text.strip() for place, note in sheet.cell_note_map.items() if note.text.strip()}
    return seen


def _styles(book: Book) -> Styles:
    codes = {key: str(one.format_str) for key, one in book.format_map.items()}
    return styles_of((one.format_key for one in book.xf_list), codes)


def _note(seen: SheetScan, place: Place, cell: Cell, styles: Styles, limits: Limits) -> None:
    seen.reach(place, limits)
    if isinstance(cell.value, str):
        if len(cell.value) > limits.text:
            raise too_long(seen.name, limits)
        if not cell.value.strip():
            return
    elif cell.ctype == xlrd.XL_CELL_ERROR:
        seen.spoilt[place] = Spoilt("V20", xlrd.error_text_from_code.get(int(cell.value), "#ERR!"))
    elif not math.isfinite(cell.value):
        seen.spoilt[place] = Spoilt("V20", str(cell.value))
    elif cell.ctype == xlrd.XL_CELL_NUMBER and str(cell.xf_index) in styles.percents:
        seen.shown[place] = percent(cell.value)
    seen.filled.add(place[0])


def _values(sheet: Sheet, calendar: Calendar) -> dict[Place, object]:
    return {
        (row, column): _content(cell, calendar)
        for row in range(sheet.nrows)
        for column, cell in enumerate(sheet.row(row))
        if cell.ctype not in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK)
    }


def _content(cell: Cell, calendar: Calendar) -> object:
    if cell.ctype == xlrd.XL_CELL_DATE and isinstance(cell.value, float):
        return calendar.day(cell.value)
    return bool(cell.value) if cell.ctype == xlrd.XL_CELL_BOOLEAN else cell.value


def _saved(data: bytes) -> str:
    """Return when the program says it saved the file, ISO text, "" where it does not say."""
    try:
        summary = CompDoc(data, logfile=io.StringIO()).get_named_stream(_SUMMARY)
        return _last_saved(summary) if summary else ""
    except Exception:  # a damaged property costs the property, not the file
        return ""


def _last_saved(summary: bytes) -> str:
    """Return property 13 of the first section of a property set: 100 nanoseconds since 1601."""
    section = struct.unpack_from("<I", summary, 44)[0]
    count = struct.unpack_from("<I", summary, section + 4)[0]
    for number in range(min(count, 100)):
        key, offset = struct.unpack_from("<II", summary, section + 8 + 8 * number)
        if key == _LAST_SAVED:
            ticks = struct.unpack_from("<Q", summary, section + offset + 4)[0]
            return (_FROM_1601 + timedelta(microseconds=ticks // 10)).isoformat() if ticks else ""
    return ""
