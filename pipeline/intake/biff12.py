"""Records of an .xlsb: each a kind, a length and so many bytes; walked without believing a count in them."""

import struct
from collections.abc import Iterator
from typing import Final

from pipeline.intake.book import UnreadableError

ROW, BLANK = 0, 1
RK, ERROR, BOOL, REAL, INLINE, STRING = 2, 3, 4, 5, 6, 7
FORMULA_STRING, FORMULA_REAL, FORMULA_BOOL, FORMULA_ERROR, RICH = 8, 9, 10, 11, 62
CELLS: Final = frozenset((*range(2, 12), RICH))
"""Kinds of records that are cells with a content."""
SHARED_ITEM, COLUMN, WORKBOOK, SHEET, FILTER_COLUMN, MERGE = 19, 60, 153, 156, 163, 176
FORMAT, CELL_FORMAT, CELL_FORMATS_BEGIN, CELL_FORMATS_END = 44, 47, 617, 618

HIDDEN_ROW: Final = 0x10
"""Bit of the row's flags in its twelfth byte."""
ERRORS: Final = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A",
    0x2B: "#GETTING_DATA",
}  # fmt: skip


def records(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Go through the records of a part.

    Raises:
        UnreadableError: If it ends within a record.
    """
    at, size = 0, len(content)
    while at < size:
        kind, at = _number(content, at, 2)
        length, at = _number(content, at, 4)
        if at + length > size:
            raise UnreadableError("F01", "文件不完整或已损坏")
        yield kind, content[at : at + length]
        at += length


def _number(content: bytes, at: int, most: int) -> tuple[int, int]:
    """Return a number of one to `most` bytes, and where it ends; the high bit says that another byte follows."""
    number = 0
    for place in range(most):
        if at >= len(content):
            raise UnreadableError("F01", "文件不完整或已损坏")
        byte = content[at]
        at += 1
        number |= (byte & 0x7F) << (7 * place)
        if not byte & 0x80:
            break
    return number, at


def text_at(body: bytes, at: int) -> str:
    """Return the text whose length stands at a place; raise struct.error or UnreadableError where it is cut."""
    length = struct.unpack_from("<I", body, at)[0]
    if at + 4 + 2 * length > len(body):
        raise UnreadableError("F01", "文件不完整或已损坏")
    return body[at + 4 : at + 4 + 2 * length].decode("utf-16-le", "replace")


def shortened(body: bytes, at: int) -> float:
    """Return a number in four bytes (RK): two flags and thirty bits of an integer or of a float."""
    packed = struct.unpack_from("<I", body, at)[0]
    if packed & 2:
        number = float(struct.unpack("<i", struct.pack("<I", packed & 0xFFFFFFFC))[0] >> 2)
    else:
        number = float(struct.unpack("<d", struct.pack("<Q", (packed & 0xFFFFFFFC) << 32))[0])
    return number / 100 if packed & 1 else number
