"""One sheet put together: values of the fast reader where they agree with the walk, else of the walk itself."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Final

from xlsxwriter.utility import xl_rowcol_to_cell

from pipeline.intake.book import RawBook, RawSheet, UnreadableError
from pipeline.intake.limits import Limits
from pipeline.intake.native import Native, Rows
from pipeline.intake.sheet_scan import Place, Scanned, SheetScan

PICTURE_WORDS: Final = "（单元格图片1张）"

Values = Callable[[SheetScan], Mapping[Place, object]]
"""Gives the values of a sheet from the walk, for sheets the fast reader cannot take; raises UnreadableError."""


def assembled(data: bytes, seen: Scanned, limits: Limits, values: Values) -> RawBook:
    """Return the workbook as found.

    Raises:
        UnreadableError: If it holds nothing, or a sheet can be read by neither way.
    """
    native = Native(data)
    sheets = [_sheet(native, sheet, limits, values) for sheet in seen.sheets]
    return filled_book(sheets, seen)


def filled_book(sheets: Iterable[RawSheet], seen: Scanned) -> RawBook:
    """Return a workbook of these sheets; raise UnreadableError where there is none, or all are empty."""
    kept = tuple(sheets)
    if not kept:
        raise UnreadableError("F01", "里面没有工作表")
    if not any(sheet.counted for sheet in kept):
        raise UnreadableError("F07", "没有内容")
    return RawBook(kept, seen.properties, seen.saved, seen.oddities, seen.charts)


def _sheet(native: Native, seen: SheetScan, limits: Limits, values: Values) -> RawSheet:
    boxed = seen.boxed(limits)
    rows = native.rows(seen.name) if boxed and not seen.disordered else None
    sheet = _overlaid(seen, rows) if rows is not None else None
    if sheet is None or _read(sheet) != sheet.counted:
        sheet = _overlaid(seen, laid_out(seen, values(seen), limits))
    return sheet if boxed else _with_far(sheet, seen)


def _read(sheet: RawSheet) -> int:
    return sum(1 for _ in sheet.filled())


def laid_out(seen: SheetScan, values: Mapping[Place, object], limits: Limits) -> Rows:
    """Return rows from single cells, each row only as long as it must be.

    Raises:
        UnreadableError: If even so they would take more room than a sheet may.
    """
    widths: dict[int, int] = {}
    for row, column in values:
        widths[row] = max(widths.get(row, 0), column + 1)
    if sum(widths.values()) > limits.cells:
        raise UnreadableError("F01", f"工作表“{seen.name}”有内容的单元格散得太远")
    rows: Rows = [[""] * widths.get(row, 0) for row in range(max(widths, default=-1) + 1)]
    for (row, column), content in values.items():
        rows[row][column] = content
    return rows


def _overlaid(seen: SheetScan, rows: Rows) -> RawSheet:
    """Return the sheet with what the values do not tell: spoilt cells, shares as shown, pictures."""
    for place, spoilt in seen.spoilt.items():
        _put(rows, place, spoilt)
    for place, content in seen.shown.items():
        _put(rows, place, content)
    for place in seen.pictures:
        _put(rows, place, PICTURE_WORDS)
    return RawSheet(
        seen.name,
        seen.visible,
        rows,
        len(seen.filled),
        frozenset(row + 1 for row in seen.hidden_rows),
        seen.believable_merges(),
        seen.comments,
        frozenset(seen.hidden_columns),
        seen.filtered,
        tuple(seen.boxes),
        tuple(seen.floating),
    )


def _put(rows: Rows, place: Place, content: object) -> None:
    row, column = place
    while len(rows) <= row:
        rows.append([])
    rows[row] += [""] * (column + 1 - len(rows[row]))
    rows[row][column] = content


def _with_far(sheet: RawSheet, seen: SheetScan) -> RawSheet:
    return replace(sheet, far=xl_rowcol_to_cell(*seen.far))
