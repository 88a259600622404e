"""The gate: an archive is counted before anything in it is believed (threats.md 0 and 5)."""

import zipfile
from typing import Final

from pipeline.intake.book import UnreadableError
from pipeline.intake.limits import Limits

TOO_MANY_PARTS: Final = "文件内部的部件过多或重名"

_BLOCK = 2**20
_ENTITY = b"<!ENTITY"
_HEAD: Final = 30
"""Bytes of the fixed head before the name of a member."""


def pass_gate(archive: zipfile.ZipFile, limits: Limits) -> None:
    """Let an archive pass whose parts are few, named once, apart from one another, and of believable size.

    Raises:
        UnreadableError: If it does not pass.
    """
    members = archive.infolist()
    names = [member.filename.replace("\\", "/").casefold() for member in members]
    if len(members) > limits.parts or len(set(names)) != len(names):
        raise UnreadableError("F01", TOO_MANY_PARTS)
    if _overlapping(members):
        raise UnreadableError("F01", "文件内部的部件互相重叠")
    total = 0
    for member in members:
        size = _inflated(archive, member, limits)
        total += size
        if total > limits.unfolded or limits.inflated_too_far(size, member.compress_size):
            raise UnreadableError("F01", "文件解开后大得不正常")


def _overlapping(members: list[zipfile.ZipInfo]) -> bool:
    """Tell whether two members share bytes, which only a bomb does."""
    ends = 0
    for member in sorted(members, key=lambda one: one.header_offset):
        if member.header_offset < ends:
            return True
        ends = member.header_offset + _HEAD + member.compress_size
    return False


def _inflated(archive: zipfile.ZipFile, member: zipfile.ZipInfo, limits: Limits) -> int:
    """Return the true size of a part, never the one the archive claims; no part may declare entities."""
    size, before = 0, b""
    with archive.open(member) as part:
        while block := part.read(_BLOCK):
            size += len(block)
            if _ENTITY in before + block[: len(_ENTITY)] or _ENTITY in block:
                raise UnreadableError("F01", "文件内部的 XML 含有不允许的声明")
            before = block[-len(_ENTITY) :]
            if size > limits.part:
                raise UnreadableError("F01", "文件解开后大得不正常")
    return size
