"""Old workbooks (.xls, BIFF8) made record by record, in the container they come in."""

import hashlib
import struct
from collections.abc import Iterator, Mapping, Sequence
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


def xls(
    sheets: Sequence[XlsSheet],
    since_1904: bool = False,
    locked: bool = False,
    extra: Sequence[str] = (),
    password: str = "",
) -> bytes:
    """Return an .xls of these sheets.

    `locked` says that there is a password, without locking anything; `password` is one it is locked with;
    `extra` are more streams by name.
    """
    bodies = [_sheet(sheet) for sheet in sheets]
    head = _record(0x809, struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 0))
    if locked or password:
        head += _record(0x2F, struct.pack("<HHH", 1, 1, 1) + bytes(48))
    head += _record(0x42, struct.pack("<H", 1200)) + _record(0x22, struct.pack("<H", since_1904))
    head += _record(0x31, struct.pack("<HHHHHBBBB", 200, 0, 0x7FFF, 400, 0, 0, 0, 0, 0) + _text("宋体", "<B")) * 5
    head += _record(0x41E, struct.pack("<H", 164) + _text('yyyy"年"m"月"d"日"', "<H"))
    head += b"".join(_record(0xE0, struct.pack("<HHH", 0, code, 1) + bytes(14)) for code in FORMATS.values())
    offset = len(head) + sum(len(_bound(sheet, 0)) for sheet in sheets) + 4
    bounds = b""
    for sheet, body in zip(sheets, bodies, strict=True):
        bounds += _bound(sheet, offset)
        offset += len(body)
    stream = head + bounds + _record(0x0A) + b"".join(bodies)
    if password:  # what fills the stream up must read as empty records of four bytes
        stream = _locked(stream, password)
        stream += _record(0, bytes(-len(stream) % 4))
    return compound({"Workbook": stream, **dict.fromkeys(extra, b"x")})


_NEVER_LOCKED = frozenset((0x809, 0x2F))
_PLAIN_HEAD = {0x85: 4}
"""Bytes of a record that stay as they are: where a sheet begins must be known."""
_BLOCK = 1024


def _locked(plain: bytes, password: str) -> bytes:
    """Return the stream under a password, as RC4 of Office 97 does it ([MS-OFFCRYPTO] 2.3.6)."""
    salt, verifier = bytes(range(16)), bytes(range(16, 32))
    key = hashlib.md5((hashlib.md5(password.encode("utf-16-le")).digest()[:5] + salt) * 16).digest()[:5]  # noqa: S324
    proof = bytes(a ^ b for a, b in zip(verifier + hashlib.md5(verifier).digest(), _stream(key, 32), strict=True))  # noqa: S324
    stream, secret, at = bytearray(plain), bytes(_stream(key, len(plain))), 0
    while at < len(plain):
        kind, length = struct.unpack_from("<HH", plain, at)
        first, at = at + 4, at + 4 + length
        if kind == 0x2F:
            stream[first + 6 : at] = salt + proof
        elif kind not in _NEVER_LOCKED:
            for place in range(first + _PLAIN_HEAD.get(kind, 0), at):
                stream[place] ^= secret[place]
    return bytes(stream)


def _stream(key: bytes, length: int) -> Iterator[int]:
    """Go through the bytes RC4 adds: a new key every block, counted over everything, locked or not."""
    for block in range(-(-length // _BLOCK)):
        state, second = list(range(256)), 0
        used = hashlib.md5(key + struct.pack("<I", block)).digest()  # noqa: S324  (what the format asks for)
        for first in range(256):
            second = (second + state[first] + used[first % 16]) % 256
            state[first], state[second] = state[second], state[first]
        first = second = 0
        for _ in range(min(_BLOCK, length - block * _BLOCK)):
            first = (first + 1) % 256
            second = (second + state[first]) % 256
            state[first], state[second] = state[second], state[first]
            yield state[(state[first] + state[second]) % 256]


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
