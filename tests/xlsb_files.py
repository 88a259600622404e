"""Binary workbooks (.xlsb) made record by record; no free program writes them."""

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tests.packages import zipped

ERROR_CODES = {"#REF!": 23, "#N/A": 42}
FORMATS = {"General": 0, "0%": 9, "yyyy-m-d": 14}
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
_ONE = '<Relationship Id="{}" Type="{}/{}" Target="{}"/>'


@dataclass(frozen=True)
class XlsbSheet:
    """One sheet: rows of (row number from 0, {column: content}), in the order they are written."""

    name: str
    rows: Sequence[tuple[int, Mapping[int, object]]]
    hidden_rows: Sequence[int] = ()
    hidden_columns: Sequence[int] = ()
    merges: Sequence[tuple[int, int, int, int]] = ()
    state: int = 0


def xlsb(sheets: Sequence[XlsbSheet], since_1904: bool = False, strings: Sequence[str] = ()) -> bytes:
    """Return an .xlsb of these sheets; `strings` are shared, a content `("s", 0)` refers to one."""
    numbered = list(enumerate(sheets, start=1))
    relations = [
        _ONE.format(f"rId{number}", _REL, "worksheet", f"worksheets/sheet{number}.bin") for number, _ in numbered
    ]
    relations += [_ONE.format(f"r{kind}", _REL, kind, f"{kind}.bin") for kind in ("sharedStrings", "styles")]
    bundle = b"".join(
        record(156, struct.pack("<II", sheet.state, number) + wide(f"rId{number}") + wide(sheet.name))
        for number, sheet in numbered
    )
    workbook = (
        record(131) + record(153, struct.pack("<II", since_1904, 0) + wide("")) + record(143) + bundle + record(144)
    )
    styles = record(278) + record(617, struct.pack("<I", len(FORMATS)))
    styles += b"".join(record(47, struct.pack("<HH", 0, code) + bytes(12)) for code in FORMATS.values())
    shared = record(159, struct.pack("<II", len(strings), len(strings)))
    shared += b"".join(record(19, b"\0" + wide(text)) for text in strings) + record(160)
    parts = {
        "[Content_Types].xml": b"<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>",
        "_rels/.rels": _RELS.format(_ONE.format("r1", _REL, "officeDocument", "xl/workbook.bin")).encode(),
        "xl/workbook.bin": workbook + record(132),
        "xl/_rels/workbook.bin.rels": _RELS.format("".join(relations)).encode(),
        "xl/styles.bin": styles + record(618) + record(279),
        "xl/sharedStrings.bin": shared,
    }
    return zipped(parts | {f"xl/worksheets/sheet{number}.bin": _sheet(sheet) for number, sheet in numbered})


def _sheet(sheet: XlsbSheet) -> bytes:
    last = max((row for row, _ in sheet.rows), default=0)
    body = record(129) + record(148, struct.pack("<IIII", 0, last, 0, 20))
    for column in sheet.hidden_columns:
        body += record(60, struct.pack("<IIIIH", column, column, 2048, 0, 1))
    body += record(145)
    for row, cells in sheet.rows:
        hidden = 0x10 if row in sheet.hidden_rows else 0
        body += record(0, struct.pack("<IIHBBB", row, 0, 300, 0, hidden, 0) + struct.pack("<III", 1, 0, 20))
        body += b"".join(_cell(column, content) for column, content in cells.items())
    body += record(146)
    for top, left, bottom, right in sheet.merges:
        body += record(176, struct.pack("<IIII", top, bottom, left, right))
    return body + record(130)


def _cell(column: int, content: object) -> bytes:
    style = "General"
    if isinstance(content, tuple) and content[0] == "s":
        return record(7, struct.pack("<III", column, 0, content[1]))
    if isinstance(content, tuple):
        content, style = content
    at = struct.pack("<II", column, list(FORMATS).index(style))
    if isinstance(content, str) and content in ERROR_CODES:
        return record(3, at + bytes((ERROR_CODES[content],)))
    if isinstance(content, bool):
        return record(4, at + bytes((content,)))
    if isinstance(content, int):
        return record(2, at + struct.pack("<I", (content << 2 | 2) & 0xFFFFFFFF))
    return (
        record(5, at + struct.pack("<d", content)) if isinstance(content, float) else record(6, at + wide(str(content)))
    )


def wide(text: str) -> bytes:
    """Return a text with its length before it."""
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def record(kind: int, body: bytes = b"") -> bytes:
    """Return one record."""
    return _number(kind) + _number(len(body)) + body


def _number(number: int) -> bytes:
    packed = bytearray()
    while number > 0x7F:
        packed.append(number & 0x7F | 0x80)
        number >>= 7
    return bytes((*packed, number))
