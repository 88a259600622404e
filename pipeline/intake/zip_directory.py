"""The directory of a zip, looked at before anything is built from it: a million entries cost a gigabyte."""

import io
import struct
import zipfile
from typing import Final

NAMED: Final = 20_000
"""Entries past which nobody looks for a name: no office file has so many."""

_END: Final = b"PK\x05\x06"
_ENTRY: Final = b"PK\x01\x02"
_COMMENT: Final = 2**16
_END_SIZE: Final = 22
_SIZE_AT: Final = 12
_ELSEWHERE: Final = 2**32 - 1
"""What a zip64 says where its size stands elsewhere."""


def entries_of(data: bytes) -> int:
    """Return how many entries the directory has at most, by their signatures; 0 where there is none."""
    end = data.rfind(_END, max(0, len(data) - _COMMENT - _END_SIZE))
    if end < 0 or end + _END_SIZE > len(data):
        return 0
    (size,) = struct.unpack_from("<L", data, end + _SIZE_AT)
    start = 0 if size == _ELSEWHERE else max(0, end - size)
    return data.count(_ENTRY, start, end)


def names_of(data: bytes) -> frozenset[str] | None:
    """Return the names in a zip, `/` between folders; None where it is damaged or has more than anybody looks through."""
    if entries_of(data) > NAMED:
        return None
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return frozenset(name.replace("\\", "/").lstrip("/") for name in archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        return None
