"""Archives of WinRAR (RAR5) made block by block; contents are stored, since nobody but RARLAB may pack them."""

import struct
import zlib
from collections.abc import Mapping
from typing import Final

SIGNATURE: Final = b"Rar!\x1a\x07\x01\x00"
_MAIN, _FILE, _END = 1, 2, 5
_HAS_EXTRA, _HAS_DATA, _GOES_ON = 0x01, 0x02, 0x10
_FOLDER, _HAS_CRC = 0x01, 0x04


def rar(files: Mapping[str, bytes | None], locked: bool = False, torn: bool = False, goes_on: bool = False) -> bytes:
    """Return a .rar; None is a folder.

    `locked` says that a password was set, `torn` that the contents are not what their checks say, `goes_on`
    that the last file continues in another volume.
    """
    parts = [SIGNATURE, _block(_MAIN, 0, _number(int(goes_on)))]
    for at, (name, content) in enumerate(files.items(), start=1):
        parts.append(_file(name, content, locked, torn, goes_on and at == len(files)))
    return b"".join((*parts, _block(_END, 0, _number(int(goes_on)))))


def _file(name: str, content: bytes | None, locked: bool, torn: bool, goes_on: bool) -> bytes:
    data, raw = content or b"", name.encode()
    check = zlib.crc32(data) ^ torn
    fields = _number(_FOLDER if content is None else _HAS_CRC) + _number(len(data)) + _number(0x20)
    fields += (b"" if content is None else struct.pack("<L", check)) + _number(0) + _number(0)
    fields += _number(len(raw)) + raw
    secret = _number(1) + _number(0) + _number(0) + b"\x0f" + bytes(32)
    extra = _number(len(secret)) + secret if locked and content is not None else b""
    flags = (_HAS_EXTRA if extra else 0) | (_HAS_DATA if data else 0) | (_GOES_ON if goes_on else 0)
    sizes = (_number(len(extra)) if extra else b"") + (_number(len(data)) if data else b"")
    return _block(_FILE, flags, sizes + fields + extra) + data


def _block(kind: int, flags: int, body: bytes) -> bytes:
    whole = _number(kind) + _number(flags) + body
    sized = _number(len(whole)) + whole
    return struct.pack("<L", zlib.crc32(sized)) + sized


def _number(value: int) -> bytes:
    """Return a number in as many bytes of seven bits as it needs."""
    parts = bytearray()
    while value > 0x7F:
        parts.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes((*parts, value))
