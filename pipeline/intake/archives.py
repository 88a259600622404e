"""Archives: .zip by the standard library, .7z by py7zr, .rar by UnRAR; every member in memory.

py7zr (LGPL) and unrar2-cffi (Apache, with RARLAB's UnRAR) come as wheels for Windows, Linux and macOS and
need no other program; rarfile and the bindings of libarchive need one that an office's Windows does not have.
Both are the optional extra `archives`: without it these functions raise ImportError.
"""

import io
import lzma
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from pipeline.intake.inbox import system_file, too_large
from pipeline.intake.members import TOO_BIG, Budget, LockedError, Member, RefusedError
from pipeline.intake.zip_directory import entries_of

EXTRA: Final = "pipeline[archives]"

_BROKEN = (
    zipfile.BadZipFile, OSError, EOFError, ValueError, RuntimeError, NotImplementedError, zlib.error, lzma.LZMAError,
)  # fmt: skip
_ENCRYPTED_BIT: Final = 0x1
_UTF8_BIT: Final = 0x800
_RAR_SPLIT, _RAR_ENCRYPTED, _RAR_FOLDER = 0x03, 0x04, 0x20

_DAMAGED: Final = "在压缩包里已损坏"
_TIGHT: Final = "压缩倍数大得不正常，没有打开"
_SPLIT: Final = "是分卷压缩包的一部分，没有打开，请合成一个压缩包"


def zip_members(data: bytes, budget: Budget) -> Iterator[Member]:
    """Go through the files of a .zip; raise RefusedError and whatever `zipfile` raises of one that is damaged."""
    budget.expect(entries_of(data) // 2)  # folders are entries too, and are no files
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for member in archive.infolist():
            if not member.is_dir():
                yield _from_zip(archive, member, budget)


def _from_zip(archive: zipfile.ZipFile, member: zipfile.ZipInfo, budget: Budget) -> Member:
    name, locked = _name(member), bool(member.flag_bits & _ENCRYPTED_BIT)
    if locked or system_file(name):
        budget.take()
        return Member(name, locked=locked)
    try:
        with archive.open(member) as part:
            data = part.read(budget.room)
    except _BROKEN:
        budget.take()
        return Member(name, trouble=_DAMAGED)
    return _taken(name, data, (member.file_size, member.compress_size), budget)


def _taken(name: str, data: bytes, said: tuple[int, int], budget: Budget) -> Member:
    """Return a member whose bytes were read as far as they may go; `said` are its size and its packed size."""
    budget.take(len(data))
    if len(data) > budget.limits.file:
        return Member(name, trouble=too_large(budget.limits), size=said[0])
    if budget.limits.inflated_too_far(len(data), said[1]):
        return Member(name, trouble=_TIGHT, size=said[0])
    return Member(name, data)


def _name(member: zipfile.ZipInfo) -> str:
    """Return a member's name; without the UTF-8 flag it is GBK as Chinese Windows writes it."""
    if member.flag_bits & _UTF8_BIT:
        return member.filename
    raw = member.filename.encode("cp437", "replace")
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return member.filename


class _Collector:
    """Takes what py7zr unpacks, as far as it may go; all files of a .7z may be one stream that is unpacked whole."""

    def __init__(self, most: int) -> None:
        self.parts: list[_Part] = []
        self._most = most

    def create(self, name: str) -> "_Part":
        """Return where a file's bytes go."""
        self.parts.append(_Part(name, self))
        return self.parts[-1]

    def count(self, size: int) -> None:
        """Count bytes; raise RefusedError past the limit."""
        self._most -= size
        if self._most < 0:
            raise RefusedError(TOO_BIG)


class _Part:
    """One file being unpacked, with the methods py7zr asks for."""

    def __init__(self, name: str, owner: _Collector) -> None:
        self.name, self._owner = name, owner
        self._buffer = io.BytesIO()

    def write(self, data: bytes) -> int:
        """Take bytes."""
        self._owner.count(len(data))
        return self._buffer.write(data)

    def read(self, size: int | None = None) -> bytes:
        """Return what was taken."""
        return self._buffer.read(size)

    def seek(self, offset: int, whence: int = 0) -> int:
        """Go to a place."""
        return self._buffer.seek(offset, whence)

    def flush(self) -> None:
        """Do nothing: everything is in memory."""

    def close(self) -> None:
        """Do nothing: the bytes are asked for afterwards."""

    def size(self) -> int:
        """Return how much was taken."""
        return len(self._buffer.getbuffer())

    def data(self) -> bytes:
        """Return everything."""
        return self._buffer.getvalue()


def seven_members(data: bytes, budget: Budget) -> Iterator[Member]:
    """Go through the files of a .7z; raise ImportError, RefusedError, LockedError and what py7zr raises."""
    import py7zr

    try:
        archive = py7zr.SevenZipFile(io.BytesIO(data))
    except py7zr.exceptions.PasswordRequired as error:
        raise LockedError from error
    with archive:
        files = {str(number): one for number, one in enumerate(archive.list()) if not one.is_directory}
        budget.expect(len(files))
        if archive.needs_password():
            for one in files.values():
                budget.take()
                yield Member(one.filename, locked=True)
            return
        whole = sum(one.uncompressed for one in files.values())
        if whole > budget.size or budget.limits.inflated_too_far(whole, len(data)):
            raise RefusedError(TOO_BIG)
        yield from _unpacked(archive, files, budget)


def _unpacked(archive: Any, files: Mapping[str, Any], budget: Budget) -> Iterator[Member]:
    """Go through the files, by number: one whose name py7zr would not write to a disk must not cost the others."""
    import py7zr

    for position, entry in enumerate(archive.files.files_list):
        entry["filename"] = str(position)
    collector = _Collector(budget.size)
    try:
        archive.extractall(factory=collector)
    except (py7zr.exceptions.ArchiveError, *_BROKEN):
        complete = collector.parts[:-1]
    else:
        complete = collector.parts
    got = {part.name.rpartition("/")[2]: part.data() for part in complete}
    for number, one in files.items():
        data = b"" if not one.uncompressed else got.get(number)
        if data is None:
            budget.take()
            yield Member(one.filename, trouble=_DAMAGED)
        else:
            yield _taken(one.filename, data[: budget.room], (len(data), len(data)), budget)


def rar_members(data: bytes, budget: Budget) -> Iterator[Member]:
    """Go through the files of a .rar; raise ImportError, RefusedError, LockedError and what UnRAR's binding raises."""
    from unrar.cffi import unrarlib

    with TemporaryDirectory() as folder:  # UnRAR reads from a path only; nothing is unpacked there
        path = Path(folder) / "a.rar"
        path.write_bytes(data)
        try:
            archive = unrarlib.RarArchive.open_for_processing(path)
        except unrarlib.BadRarPassword as error:
            raise LockedError from error
        with archive:
            for header in archive.iterate_headers():
                if header.Flags & _RAR_FOLDER == _RAR_FOLDER:
                    header.skip()
                    continue
                member = _from_rar(header, budget)
                yield member
                if member.trouble == _SPLIT:
                    return


def _from_rar(header: Any, budget: Budget) -> Member:
    from unrar.cffi import unrarlib

    name, whole, packed = str(header.FileNameW), header.UnpSize, header.PackSize
    if header.Flags & _RAR_SPLIT:
        budget.take()
        return Member(name, trouble=_SPLIT)
    if header.Flags & _RAR_ENCRYPTED or system_file(name):
        budget.take()
        header.skip()
        return Member(name, locked=bool(header.Flags & _RAR_ENCRYPTED))
    chunks, room = [], budget.room

    def take(chunk: bytes) -> None:
        nonlocal room
        chunks.append(chunk[:room])  # the rest is unpacked and let go: the binding cannot be stopped midway
        room -= len(chunks[-1])

    try:
        header.test(take)
    except unrarlib.BadRarFile:
        budget.take()
        return Member(name, trouble=_DAMAGED)
    return _taken(name, b"".join(chunks), (whole, packed), budget)
