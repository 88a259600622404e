"""Old workbooks (.xls, BIFF8) made record by record, in the container they come in."""

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

ERROR_CODES = {"#DIV/0!": 7, "#REF!": 23, "#N/A": 42}
_SECTOR = 512
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


@dataclass(frozen=True)
class XlsSheet:
    """One sheet: (row, column) -> content; (content, format) where a number has a format of `FORMATS`."""

    name: str
    cells: Mapping[tuple[int, int], object]
    hidden_rows: Sequence[int] = ()
    hidden_columns: Sequence[int] = ()
    merges: Sequence[tuple[int, int, int, int]] = field(default=())
    state: int = 0


FORMATS = {"General": 0, "0%": 9, "yyyy-m-d": 14, "custom": 164}


def xls(sheets: Sequence[XlsSheet], since_1904: bool = False, locked: bool = False, extra: Sequence[str] = ()) -> bytes:
    """Return an .xls of these sheets; `locked` says that a password is set, `extra` are more streams by name."""
    bodies = [_sheet(sheet) for sheet in sheets]
    head = _record(0x809, struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 0))
    if locked:
        head += _record(0x2F, struct.pack("<HHHHH", 1, 1, 1, 0, 0) + bytes(48))
    head += _record(0x42, struct.pack("<H", 1200)) + _record(0x22, struct.pack("<H", since_1904))
    head += _record(0x31, struct.pack("<HHHHHBBBB", 200, 0, 0x7FFF, 400, 0, 0, 0, 0, 0) + _text("宋体", "<B")) * 5
    head += _record(0x41E, struct.pack("<H", 164) + _text('yyyy"年"m"月"d"日"', "<H"))
    head += b"".join(_record(0xE0, struct.pack("<HHH", 0, code, 1) + bytes(14)) for code in FORMATS.values())
    offset = len(head) + sum(len(_bound(sheet, 0)) for sheet in sheets) + 4
    bounds = b""
    for sheet, body in zip(sheets, bodies, strict=True):
        bounds += _bound(sheet, offset)
        offset += len(body)
    return compound({"Workbook": head + bounds + _record(0x0A) + b"".join(bodies), **dict.fromkeys(extra, b"x")})


def _bound(sheet: XlsSheet, offset: int) -> bytes:
    return _record(0x85, struct.pack("<IBB", offset, sheet.state, 0) + _text(sheet.name, "<B"))


def _sheet(sheet: XlsSheet) -> bytes:
    rows = sorted({row for row, _ in sheet.cells} | set(sheet.hidden_rows))
    body = _record(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0, 0, 0, 0))
    body += b"".join(_record(0x7D, struct.pack("<HHHHHH", one, one, 2048, 0, 1, 0)) for one in sheet.hidden_columns)
    for row in rows:
        flags = 0x20 if row in sheet.hidden_rows else 0
        body += _record(0x208, struct.pack("<HHHHHHHH", row, 0, 256, 255, 0, 0, flags, 15))
    body += b"".join(_cell(place, content) for place, content in sorted(sheet.cells.items()))
    if sheet.merges:
        ranges = b"".join(struct.pack("<HHHH", top, bottom, left, right) for top, left, bottom, right in sheet.merges)
        body += _record(0xE5, struct.pack("<H", len(sheet.merges)) + ranges)
    return body + _record(0x23E, struct.pack("<HHHI", 0x6B6, 0, 0, 0) + bytes(8)) + _record(0x0A)


def _cell(place: tuple[int, int], content: object) -> bytes:
    content, style = content if isinstance(content, tuple) else (content, "General")
    at = struct.pack("<HHH", *place, list(FORMATS).index(style))
    if isinstance(content, str) and content in ERROR_CODES:
        return _record(0x205, at + struct.pack("<BB", ERROR_CODES[content], 1))
    if isinstance(content, str):
        return _record(0x204, at + _text(content, "<H"))
    if isinstance(content, bool):
        return _record(0x205, at + struct.pack("<BB", content, 0))
    return _record(0x203, at + struct.pack("<d", content))


def _text(text: str, length: str) -> bytes:
    return struct.pack(length, len(text)) + b"\x01" + text.encode("utf-16-le")


def _record(kind: int, body: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def compound(streams: Mapping[str, bytes]) -> bytes:
    """Return a compound file (OLE) of the streams, each long enough to stand in sectors of its own."""
    padded = {name: content.ljust(4096, b"\0") for name, content in streams.items()}
    starts: dict[str, int] = {}
    sectors, fat = b"", list[int]()
    for name, content in padded.items():
        content += bytes(-len(content) % _SECTOR)
        starts[name] = len(fat)
        count = len(content) // _SECTOR
        fat += [*range(len(fat) + 1, len(fat) + count), _END]
        sectors += content
    entries = _entry("Root Entry", 5, _END, 0, 1)
    for number, (name, content) in enumerate(padded.items(), start=1):
        entries += _entry(name, 2, starts[name], len(content), _FREE, number + 1 if number < len(padded) else _FREE)
    entries += bytes(-len(entries) % _SECTOR)
    directory = len(fat)
    fat += [*range(directory + 1, directory + len(entries) // _SECTOR), _END]
    tables = -(-(len(fat) + 1) // 127)
    first = len(fat)
    fat += [_FAT] * tables
    fat += [_FREE] * (tables * 128 - len(fat))
    difat = [*range(first, first + tables), *[_FREE] * (109 - tables)]
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    head += struct.pack("<IIIIIIIII", 0, tables, directory, 0, 4096, _END, 0, _END, 0) + struct.pack("<109I", *difat)
    return head + sectors + entries + struct.pack(f"<{len(fat)}I", *fat)


def _entry(name: str, kind: int, start: int, size: int, child: int, right: int = _FREE) -> bytes:
    wide = f"{name}\0".encode("utf-16-le")
    links = struct.pack("<III", _FREE, right, child)
    return (
        wide.ljust(64, b"\0")
        + struct.pack("<HBB", len(wide), kind, 1)
        + links
        + bytes(36)
        + struct.pack("<IQ", start, size)
    )
