"""A letter of Outlook (.msg): the same as of an .eml, read from the properties it is stored as (MS-OXMSG).

The file is opened by olefile (BSD), the optional extra `outlook`: without it `open_outlook` raises ImportError.
The properties are read here: python-oxmsg knows no letters within letters and no names of Chinese Windows,
extract-msg may not be used with a program of any other licence.
"""

import io
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from pipeline.intake.letters import IN_THE_TEXT, heading_of
from pipeline.intake.members import Budget, Letter, Member
from pipeline.intake.received import in_china

EXTRA: Final = "pipeline[outlook]"

_PROPERTIES: Final = "__properties_version1.0"
_ROOT, _EMBEDDED, _PART = 32, 24, 8
"""Bytes before the properties of a letter, of a letter in a letter, and of an attachment."""
_ENTRY: Final = 16
_LEVELS: Final = 20

_CODE_PAGE: Final = 0x3FFD
_CODE_PAGES: Final = {936: "gb18030", 54936: "gb18030", 950: "big5", 65001: "utf-8", 1200: "utf-16-le"}
_SUBMITTED, _DELIVERED = 0x0039, 0x0E06
_HEADERS: Final = "007D"
_SENDERS: Final = ("5D01", "5D02", "0C1F", "0065")
_NAMES: Final = ("3707", "3704", "3001")
_METHOD, _HIDDEN, _FLAGS = 0x3705, 0x7FFE, 0x3714
_SHOWN_IN_TEXT: Final = 0x4
_MIME, _DISPOSITION = "370E", "3716"
_PICTURES: Final = (".png", ".gif", ".jpg", ".jpeg", ".bmp")
_CONTENT: Final = "__substg1.0_3701"
_FROM_1601: Final = datetime(1601, 1, 1, tzinfo=UTC)

_BY_REFERENCE: Final = frozenset((2, 3, 4, 7))
_ELSEWHERE: Final = "只是一个链接，文件不在邮件里"
_OBJECT: Final = "是邮件正文里嵌入的对象，没有打开"
_DEEP: Final = "邮件里的邮件套得太深，没有打开"

Path = tuple[str, ...]


@dataclass(frozen=True)
class _Storage:
    """A letter or an attachment: a folder of the file with its properties."""

    file: Any
    path: Path
    head: int

    def numbers(self) -> dict[int, int]:
        """Return property -> what its eight bytes hold."""
        stored = self.stream(_PROPERTIES)[self.head :]
        entries = (stored[at : at + _ENTRY] for at in range(0, len(stored) - _ENTRY + 1, _ENTRY))
        return {struct.unpack_from("<H", one, 2)[0]: struct.unpack_from("<Q", one, 8)[0] for one in entries}

    def stream(self, name: str) -> bytes:
        """Return the bytes of a stream, empty where there is none."""
        path = [*self.path, name]
        return bytes(self.file.openstream(path).read()) if self.file.get_type(path) == 2 else b""

    def text(self, key: str, code_page: int) -> str:
        """Return a text property; the older kind is written in the letter's own code page."""
        wide = self.stream(f"__substg1.0_{key}001F")
        if wide:
            return wide.decode("utf-16-le", "replace").rstrip("\0")
        narrow = self.stream(f"__substg1.0_{key}001E")
        for encoding in (_CODE_PAGES.get(code_page, f"cp{code_page}"), "gb18030"):
            try:
                return narrow.decode(encoding).rstrip("\0")
            except (UnicodeDecodeError, LookupError):
                continue
        return narrow.decode("gb18030", "replace").rstrip("\0")

    def folders(self, prefix: str) -> list[str]:
        """Return the folders directly within whose names begin so, in order."""
        depth = len(self.path)
        found = (one for one in self.file.listdir(streams=False, storages=True) if len(one) == depth + 1)
        return sorted(one[-1] for one in found if tuple(one[:-1]) == self.path and one[-1].startswith(prefix))


def open_outlook(data: bytes, budget: Budget) -> Letter:
    """Return a letter with all its attachments, those of letters within it included.

    Raises:
        ImportError: If the extra is not installed.
        RefusedError: If the attachments are more than the budget has left.
        Exception: Whatever olefile stumbles over in a damaged file.
    """
    import olefile

    with olefile.OleFileIO(io.BytesIO(data)) as file:
        letter = _Storage(file, (), _ROOT)
        received, sender = _heading(letter)
        return Letter(received, sender, tuple(_attachments(letter, budget, _LEVELS)))


def _heading(letter: _Storage) -> tuple[str, str]:
    numbers = letter.numbers()
    page = numbers.get(_CODE_PAGE, 0)
    received, sender = heading_of(letter.text(_HEADERS, page).encode("utf-8", "surrogateescape"))
    moments = (_moment(numbers[key]) for key in (_SUBMITTED, _DELIVERED) if key in numbers)
    written = (letter.text(key, page).strip().lower() for key in _SENDERS)
    return (
        received or next(filter(None, moments), ""),
        sender or next((one for one in written if "@" in one), ""),
    )


def _moment(ticks: int) -> str:
    try:
        return in_china(_FROM_1601 + timedelta(microseconds=ticks // 10)) if ticks else ""
    except OverflowError:
        return ""


def _attachments(letter: _Storage, budget: Budget, levels: int) -> Iterator[Member]:
    page = letter.numbers().get(_CODE_PAGE, 0)
    for number, folder in enumerate(letter.folders("__attach_version1.0_"), start=1):
        part = _Storage(letter.file, (*letter.path, folder), _PART)
        name = next(filter(None, (part.text(key, page).strip() for key in _NAMES)), f"附件{number}")
        inner = part.folders(f"{_CONTENT}000D")
        if inner and letter.file.exists([*part.path, inner[0], _PROPERTIES]):
            if levels:
                yield from _attachments(_Storage(letter.file, (*part.path, inner[0]), _EMBEDDED), budget, levels - 1)
            else:
                yield Member(name, trouble=_DEEP)
        else:
            yield _attached(part, name, page, bool(inner))


def _attached(part: _Storage, name: str, page: int, is_object: bool) -> Member:
    numbers = part.numbers()
    data = part.stream(f"{_CONTENT}0102")
    if is_object:
        return Member(name, trouble=_OBJECT)
    if not data and numbers.get(_METHOD, 0) in _BY_REFERENCE:
        return Member(name, trouble=_ELSEWHERE)
    shown = (
        numbers.get(_HIDDEN, 0) & 1
        or numbers.get(_FLAGS, 0) & _SHOWN_IN_TEXT
        or part.text(_DISPOSITION, page).lower().startswith("inline")
    )
    picture = part.text(_MIME, page).lower().startswith("image/") or name.lower().endswith(_PICTURES)
    return Member(name, data, IN_THE_TEXT if shown and picture else "")
