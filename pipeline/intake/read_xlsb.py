"""Reads .xlsb: values by the fast reader, rows and errors counted by a walk over the records."""

import math
import struct
from collections.abc import Iterator, Mapping, Sequence

from pipeline.intake import biff12
from pipeline.intake.assembly import assembled
from pipeline.intake.biff12 import records, shortened, text_at
from pipeline.intake.book import RawBook, Spoilt, UnreadableError
from pipeline.intake.cells import Surroundings, percent, too_long
from pipeline.intake.limits import Limits, Terms
from pipeline.intake.package import Package
from pipeline.intake.scan import custom_properties, note_beside, oddities, opened_package, saved
from pipeline.intake.serials import Calendar
from pipeline.intake.sheet_scan import Place, Scanned, SheetScan
from pipeline.intake.styles import Styles, styles_of

_NUMBERS = frozenset((biff12.RK, biff12.REAL, biff12.FORMULA_REAL))
_ERRORS = frozenset((biff12.ERROR, biff12.FORMULA_ERROR))
_TEXTS = frozenset((biff12.INLINE, biff12.FORMULA_STRING))
_BOOLS = frozenset((biff12.BOOL, biff12.FORMULA_BOOL))


def read_xlsb(data: bytes, terms: Terms) -> RawBook:
    """Return the workbook as found; raises UnreadableError where it gives no data."""
    seen = _scanned(data, terms.limits)

    def values(sheet: SheetScan) -> Mapping[Place, object]:
        with opened_package(data, terms.limits) as package:
            walk = _Walk(SheetScan(sheet.name, sheet.visible), _surroundings(package, terms.limits))
            walk.walk(package.read(sheet.part))
            return walk.values

    return assembled(data, seen, terms.limits, values)


def _scanned(data: bytes, limits: Limits) -> Scanned:
    with opened_package(data, limits) as package:
        workbook, around = package.main_part("xl/workbook.bin"), _surroundings(package, limits)
        sheets = tuple(_sheets(package, workbook))
        for sheet in sheets:
            _Walk(sheet, around).walk(package.read(sheet.part))
            note_beside(package, sheet)
        charts = len(package.related(workbook, "/chartsheet"))
        return Scanned(sheets, custom_properties(package), saved(package), oddities(package), charts)


def _sheets(package: Package, workbook: str) -> Iterator[SheetScan]:
    parts = package.related(workbook, "/worksheet")
    for kind, body in records(package.read(workbook)):
        if kind == biff12.SHEET:
            relation = text_at(body, 8)
            part = parts.get(relation, "")
            if part in package:
                yield SheetScan(text_at(body, 12 + 2 * len(relation)), body[:4] == bytes(4), part)


def _surroundings(package: Package, limits: Limits) -> Surroundings:
    workbook = package.main_part("xl/workbook.bin")
    strings, styled = package.first(workbook, "/sharedStrings"), package.first(workbook, "/styles")
    texts = _strings(package.read(strings), limits) if strings else ()
    blank = frozenset(number for number, text in enumerate(texts) if not text.strip())
    styles = _styles(package.read(styled)) if styled else Styles()
    since = any(kind == biff12.WORKBOOK and body[:1] and body[0] & 1 for kind, body in records(package.read(workbook)))
    return Surroundings(blank, len(texts), styles, limits, Calendar(since), texts)


def _strings(content: bytes, limits: Limits) -> Sequence[str]:
    texts = [text_at(body, 1) for kind, body in records(content) if kind == biff12.SHARED_ITEM]
    if any(len(text) > limits.text for text in texts):
        raise UnreadableError("F01", f"里面有超过{limits.text}字的单元格")
    return texts


def _styles(content: bytes) -> Styles:
    codes, formats, inside = {}, [], False
    for kind, body in records(content):
        inside = kind == biff12.CELL_FORMATS_BEGIN or (inside and kind != biff12.CELL_FORMATS_END)
        if kind == biff12.FORMAT:
            codes[_short(body, 0)] = text_at(body, 2)
        elif kind == biff12.CELL_FORMAT and inside:
            formats.append(_short(body, 2))
    return styles_of(formats, codes)


def _short(body: bytes, at: int) -> int:
    return int.from_bytes(body[at : at + 2], "little")


def _whole(body: bytes, at: int) -> int:
    return int(struct.unpack_from("<I", body, at)[0])


class _Walk:
    """Fills a `SheetScan` from the records of a sheet, and takes the values."""

    def __init__(self, sheet: SheetScan, around: Surroundings) -> None:
        self._sheet, self._around = sheet, around
        self._row = -1
        self._before: Place = (-1, -1)
        self.values: dict[Place, object] = {}

    def walk(self, content: bytes) -> None:
        try:
            for kind, body in records(content):
                self._take(kind, body)
        except struct.error as error:
            raise UnreadableError("F01", "文件不完整或已损坏") from error

    def _take(self, kind: int, body: bytes) -> None:
        if kind in biff12.CELLS:
            self._cell(kind, body)
        elif kind == biff12.ROW:
            self._row = _whole(body, 0)
            if len(body) > 11 and body[11] & biff12.HIDDEN_ROW:
                self._sheet.hidden_rows.add(self._row)
        elif kind == biff12.COLUMN and _short(body, 16) & 1:
            self._sheet.hide_columns(_whole(body, 0), _whole(body, 4))
        elif kind == biff12.MERGE:
            top, bottom, left, right = struct.unpack_from("<4I", body, 0)
            self._sheet.merges.append((top, left, max(top, bottom), max(left, right)))
        elif kind == biff12.FILTER_COLUMN:
            self._sheet.filtered = True

    def _cell(self, kind: int, body: bytes) -> None:
        sheet, place = self._sheet, (self._row, _whole(body, 0))
        sheet.reach(place, self._around.limits)
        sheet.disordered |= place <= self._before
        self._before = place
        if place in self.values:
            raise UnreadableError("F01", f"工作表“{sheet.name}”里有写了两次的单元格")
        content = self._content(kind, body, place)
        self.values[place] = content
        if not isinstance(content, str) or content.strip():
            sheet.filled.add(place[0])

    def _content(self, kind: int, body: bytes, place: Place) -> object:
        if kind in _NUMBERS:
            return self._number(kind, body, place)
        if kind in _ERRORS:
            self._sheet.spoilt[place] = Spoilt("V20", biff12.ERRORS.get(body[8] if len(body) > 8 else -1, "#ERR!"))
            return self._sheet.spoilt[place]
        if kind in _BOOLS:
            return body[8:9] == b"\x01"
        if kind == biff12.STRING:
            return self._shared(_whole(body, 8))
        text = text_at(body, 8 if kind in _TEXTS else 9)
        if len(text) > self._around.limits.text:
            raise too_long(self._sheet.name, self._around.limits)
        return text

    def _shared(self, number: int) -> str:
        if number >= self._around.strings_count:
            raise UnreadableError("F01", f"工作表“{self._sheet.name}”里有文字找不到了的单元格")
        return self._around.strings[number]

    def _number(self, kind: int, body: bytes, place: Place) -> object:
        number = shortened(body, 8) if kind == biff12.RK else float(struct.unpack_from("<d", body, 8)[0])
        if not math.isfinite(number):
            self._sheet.spoilt[place] = Spoilt("V20", str(number))
        style = str(int.from_bytes(body[4:7], "little"))
        if style in self._around.styles.percents:
            self._sheet.shown[place] = percent(number)
        elif style in self._around.styles.dates:
            self._sheet.shown[place] = self._around.calendar.day(number)
        return self._sheet.shown.get(place, number)
