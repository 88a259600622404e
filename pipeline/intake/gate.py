"""The gate: an archive is counted before anything in it is believed (threats.md 0 and 5)."""

import zipfile
from typing import Final

from pipeline.intake.book import UnreadableError

MEMBERS: Final = 1_000
PART_BYTES: Final = 192 * 2**20
TOTAL_BYTES: Final = 256 * 2**20
RATIO: Final = 250
RATIO_FROM: Final = 2**20
"""Limits that no file of 4,386 real ones exceeds and every bomb does (threats.md 0.6)."""

_BLOCK = 2**20
_ENTITY = b"<!ENTITY"


def pass_gate(archive: zipfile.ZipFile) -> None:
    """Let an archive pass whose parts are few, named once, and of believable size.

    Raises:
        UnreadableError: If it does not pass.
    """
    members = archive.infolist()
    names = [member.filename.replace("\\", "/").casefold() for member in members]
    if len(members) > MEMBERS or len(set(names)) != len(names):
        raise UnreadableError("F01", "文件内部的部件过多或重名")
    total = 0
    for member in members:
        size = _inflated(archive, member)
        total += size
        if total > TOTAL_BYTES or (size > RATIO_FROM and size > RATIO * max(member.compress_size, 1)):
            raise UnreadableError("F01", "文件解开后大得不正常")


def _inflated(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> int:
    """Return the true size of a part, never the one the archive claims; no part may declare entities."""
    size, before = 0, b""
    with archive.open(member) as part:
        while block := part.read(_BLOCK):
            size += len(block)
            if _ENTITY in before + block[: len(_ENTITY)] or _ENTITY in block:
                raise UnreadableError("F01", "文件内部的 XML 含有不允许的声明")
            before = block[-len(_ENTITY) :]
            if size > PART_BYTES:
                raise UnreadableError("F01", "文件解开后大得不正常")
    return size
