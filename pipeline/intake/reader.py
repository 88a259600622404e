"""Reads an .xlsx: values by calamine (MIT), everything it hides by the scan."""

import io

import python_calamine as calamine

from pipeline.intake.book import RawBook, RawSheet, UnreadableError
from pipeline.intake.cells import SheetScan
from pipeline.intake.scan import scan

PICTURE_WORDS = "（单元格图片1张）"


def read_book(data: bytes) -> RawBook:
    """Return the workbook as found.

    Raises:
        UnreadableError: If it gives no data: damaged, refused by the gate, or without a sheet.
    """
    seen = scan(data)
    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets = tuple(_sheet(book, one) for one in seen.sheets)
    except BaseException as error:  # a panic of the native reader is no Exception (threats.md 2.2)
        if isinstance(error, KeyboardInterrupt | SystemExit | UnreadableError):
            raise
        raise UnreadableError("F01", "表格内容读不出来") from error
    if not any(sheet.counted for sheet in sheets):
        raise UnreadableError("F07", "没有内容")
    return RawBook(sheets, seen.properties, seen.saved, seen.oddities)


def _sheet(book: calamine.CalamineWorkbook, seen: SheetScan) -> RawSheet:
    sheet = book.get_sheet_by_name(seen.name)
    rows: list[list[object]] = [list(row) for row in sheet.to_python(skip_empty_area=False)]
    for place, spoilt in seen.spoilt.items():
        _put(rows, place, spoilt)
    for place in seen.pictures:
        _put(rows, place, PICTURE_WORDS)
    merges = tuple((a, b, c, d) for (a, b), (c, d) in sheet.merged_cell_ranges or ())
    return RawSheet(
        seen.name,
        seen.visible,
        rows,
        len(seen.filled),
        frozenset(row + 1 for row in seen.hidden_rows),
        merges,
        seen.comments,
    )


def _put(rows: list[list[object]], place: tuple[int, int], content: object) -> None:
    row, column = place
    while len(rows) <= row:
        rows.append([])
    rows[row] += [""] * (column + 1 - len(rows[row]))
    rows[row][column] = content
