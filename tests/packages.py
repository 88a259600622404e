"""Archives, letters and files that are not what they are called, made byte by byte."""

import struct
import zipfile
import zlib
from collections.abc import Mapping
from io import BytesIO

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def zipped(parts: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a zip of the parts, names in UTF-8 as Python writes them."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content, method)
    return stream.getvalue()


def zipped_raw(names: Mapping[bytes, bytes], flags: int = 0) -> bytes:
    """Return a zip whose names are these bytes, unflagged, as Chinese Windows writes them; contents are stored.

    `flags` are the general purpose bits: 1 says that the contents are encrypted.
    """
    parts, directory, offset = [], [], 0
    for name, content in names.items():
        head = struct.pack(
            "<HHHHHLLLHH", 20, flags, 0, 0, 0x21, zlib.crc32(content), len(content), len(content), len(name), 0
        )
        parts.append(b"PK\x03\x04" + head + name + content)
        directory.append(
            b"PK\x01\x02" + struct.pack("<H", 20) + head + struct.pack("<HHHLL", 0, 0, 0, 0, offset) + name
        )
        offset += len(parts[-1])
    listing = b"".join(directory)
    end = struct.pack("<HHHHLLH", 0, 0, len(parts), len(parts), len(listing), offset, 0)
    return b"".join(parts) + listing + b"PK\x05\x06" + end


def ole(*streams: str) -> bytes:
    """Return the head of an OLE file whose directory names these streams."""
    entries = b"".join(name.encode("utf-16-le").ljust(64, b"\0") + bytes(64) for name in ("Root Entry", *streams))
    return OLE + bytes(504) + entries


def changed_parts(package: bytes, parts: Mapping[str, bytes | None]) -> bytes:
    """Return an office file with parts replaced, added, or (None) left out."""
    with zipfile.ZipFile(BytesIO(package)) as archive:
        kept = {entry.filename: archive.read(entry) for entry in archive.infolist()}
    kept |= {name: content for name, content in parts.items() if content is not None}
    return zipped({name: content for name, content in kept.items() if parts.get(name, content) is not None})


def part(package: bytes, name: str) -> bytes:
    """Return one part of an office file."""
    with zipfile.ZipFile(BytesIO(package)) as archive:
        return archive.read(name)
