"""Letters and archives: every member an entry of its own, read in memory, never written by its name."""

import hashlib
import io
import lzma
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from pipeline.intake.formats import Format, format_of
from pipeline.intake.inbox import FILE_LIMIT, Arrival, system_file
from pipeline.intake.letters import Attached, open_letter

DEPTH: Final = 2
"""How deep a container may stand in another: a letter with an archive, an archive in an archive."""
MEMBERS: Final = 2_000
TOTAL: Final = 256 * 2**20
"""How much one file of the inbox may unfold to, with everything that is in its containers."""

_BROKEN = (
    zipfile.BadZipFile, OSError, EOFError, ValueError, RuntimeError, NotImplementedError, zlib.error, lzma.LZMAError,
)  # fmt: skip
_ENCRYPTED_BIT: Final = 0x1
_UTF8_BIT: Final = 0x800


class _RefusedError(Exception):
    """A container that is not opened; the message says why, in Chinese."""


@dataclass
class _Budget:
    """What one file of the inbox may still unfold to."""

    members: int
    size: int

    def take(self, size: int) -> None:
        """Count a member; raise _RefusedError where it is one too many."""
        self.members -= 1
        self.size -= size
        if self.members < 0:
            raise _RefusedError(f"里面的文件超过{MEMBERS}个，没有打开")
        if self.size < 0:
            raise _RefusedError("解开后大得不正常，没有打开")


def expand(arrivals: Sequence[Arrival]) -> list[Arrival]:
    """Return the arrivals, each container followed by its members, `letter.eml!自查表.xlsx`; no two paths are alike."""
    return _told_apart([one for arrival in arrivals for one in _expanded(arrival, DEPTH, _Budget(MEMBERS, TOTAL))])


def _expanded(arrival: Arrival, depth: int, budget: _Budget) -> Iterator[Arrival]:
    kind = format_of(arrival.data) if arrival.data and not arrival.trouble and not arrival.ignored else None
    if kind not in (Format.ZIP, Format.MAIL):
        yield arrival
        return
    shut = replace(arrival, data=b"", container=True)
    if not depth:
        yield replace(shut, trouble="压缩包或邮件套得太深，没有打开")
        return
    try:
        opened, members = _letter(arrival, budget) if kind is Format.MAIL else (arrival, _archive(arrival, budget))
    except _RefusedError as refusal:
        yield replace(shut, trouble=str(refusal))
    except Exception:  # the standard library's mail parser raises whatever it stumbles over
        yield replace(shut, trouble="压缩包或邮件已损坏")
    else:
        yield replace(opened, data=b"", container=True, held=len(members))
        for member in _told_apart(members):
            yield from _expanded(member, depth - 1, budget)


def _archive(arrival: Arrival, budget: _Budget) -> list[Arrival]:
    with zipfile.ZipFile(io.BytesIO(arrival.data)) as archive:
        return [_unpacked(arrival, archive, member, budget) for member in archive.infolist() if not member.is_dir()]


def _unpacked(container: Arrival, archive: zipfile.ZipFile, member: zipfile.ZipInfo, budget: _Budget) -> Arrival:
    entry = _member(container, _name(member), b"")
    if entry.ignored:
        budget.take(0)
        return entry
    if member.flag_bits & _ENCRYPTED_BIT:
        budget.take(0)
        return replace(entry, locked=True)
    try:
        with archive.open(member) as part:
            data = part.read(min(FILE_LIMIT, budget.size) + 1)
    except _BROKEN:
        budget.take(0)
        return replace(entry, trouble="在压缩包里已损坏")
    budget.take(len(data))
    if len(data) > FILE_LIMIT:
        return replace(entry, size=member.file_size, trouble=f"文件超过{FILE_LIMIT // 2**20} MB，没有打开")
    return _member(container, _name(member), data)


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


def _letter(arrival: Arrival, budget: _Budget) -> tuple[Arrival, list[Arrival]]:
    """Return the letter with its date and sender, and its attachments; a letter within a letter came with the outer."""
    letter = open_letter(arrival.data)
    dated = replace(arrival, received=arrival.received or letter.received, sender=arrival.sender or letter.sender)
    return dated, [_attached(dated, one, budget) for one in letter.attached]


def _attached(letter: Arrival, attached: Attached, budget: _Budget) -> Arrival:
    budget.take(len(attached.data))
    entry = _member(letter, attached.name, attached.data)
    return replace(entry, data=b"", ignored=attached.ignored) if attached.ignored else entry


def _member(container: Arrival, name: str, data: bytes) -> Arrival:
    inside = name.replace("\\", "/").lstrip("/")
    return Arrival(
        path=f"{container.path}!{inside}",
        data=data,
        sha256=hashlib.sha256(data).hexdigest() if data else "",
        size=len(data),
        modified=container.modified,
        ignored=system_file(inside),
        received=container.received,
        sender=container.sender,
    )


def _told_apart(arrivals: Sequence[Arrival]) -> list[Arrival]:
    """Return the arrivals with a number added to a path that has come before: two attachments may be named alike."""
    taken: set[str] = set()
    result = []
    for arrival in arrivals:
        path, number = arrival.path, 1
        while path in taken:
            number += 1
            path = _numbered(arrival.path, number)
        taken.add(path)
        result.append(arrival if path == arrival.path else replace(arrival, path=path))
    return result


def _numbered(path: str, number: int) -> str:
    name = re.split(r"[/!]", path)[-1]
    stem, dot, suffix = name.rpartition(".")
    return f"{path.removesuffix(name)}{stem}({number}){dot}{suffix}" if stem else f"{path}({number})"
