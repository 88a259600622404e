"""How a return reaches the inbox: renamed, zipped, mailed, saved as something else, twice, spoilt."""

import csv
import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime
from random import Random
from typing import Final

from openpyxl import load_workbook

from pipeline.intake.read_text import SHEET
from tests.papers import marks_of
from tests.xls_files import XlsSheet, xls

Rows = dict[tuple[str, int], set[str]]
"""(sheet, row) -> marks that stand there."""


@dataclass(frozen=True)
class Delivered:
    """One file of the inbox that holds one workbook.

    Attributes:
        files: Name -> bytes, as they lie in the inbox.
        paths: Where the workbook is, as the run calls it: more than one where it came twice.
        rows: What stands in it.
        hidden: Names of its hidden sheets.
    """

    files: dict[str, bytes]
    paths: tuple[str, ...]
    rows: Rows
    hidden: frozenset[str] = frozenset()


Way = Callable[[str, bytes, Random], Delivered]
"""Puts a workbook into the inbox; the name has no suffix."""

WAYS: Final[dict[str, Way]] = {}
"""Name -> way, in the order they were written."""


def way(do: Way) -> Way:
    """Put a way on the list."""
    WAYS[do.__name__] = do
    return do


def told(files: dict[str, bytes], paths: tuple[str, ...], data: bytes) -> Delivered:
    """Return the files with the rows of their workbook that bear marks."""
    book = load_workbook(io.BytesIO(data))
    rows = {(page.title, row): marks for page in book.worksheets for row, marks in marks_of(page)}
    return Delivered(
        files, paths, rows, frozenset(page.title for page in book.worksheets if page.sheet_state != "visible")
    )


@way
def as_it_is(name: str, data: bytes, _: Random) -> Delivered:
    """Put it there as an .xlsx."""
    return told({f"{name}.xlsx": data}, (f"{name}.xlsx",), data)


@way
def with_another_suffix(name: str, data: bytes, chance: Random) -> Delivered:
    """5: name it .xls, .et, .doc or nothing."""
    path = f"{name}{chance.choice(('.xls', '.et', '.doc', '', '.XLSX', '.txt'))}"
    return told({path: data}, (path,), data)


@way
def zipped(name: str, data: bytes, chance: Random) -> Delivered:
    """9: in an archive, its name in GBK or UTF-8, beside a file of the system."""
    inner = f"{chance.choice(('', '材料/', '../'))}{name}.xlsx"
    return told({f"{name}.zip": archive(inner, data, gbk=chance.random() < 0.5)}, (f"{name}.zip!{inner}",), data)


class _GbkName(zipfile.ZipInfo):
    """A member whose name is written as Chinese Windows does: in GBK, and nothing says so."""

    def _encodeFilenameFlags(self) -> tuple[bytes, int]:  # noqa: N802  # the name zipfile asks for
        return self.filename.encode("gb18030"), self.flag_bits


def archive(inner: str, data: bytes, *, gbk: bool) -> bytes:
    """Return an archive with a workbook."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as target:
        target.writestr(_GbkName(inner) if gbk else inner, data)
        target.writestr("__MACOSX/._x", b"x")
    return stream.getvalue()


@way
def mailed(name: str, data: bytes, _: Random) -> Delivered:
    """Attached to a letter."""
    letter = mail({f"{name}.xlsx": data}, "2023-11-06T16:20:00+08:00")
    return told({f"{name}.eml": letter}, (f"{name}.eml!{name}.xlsx",), data)


@way
def zipped_and_mailed(name: str, data: bytes, chance: Random) -> Delivered:
    """In an archive attached to a letter."""
    letter = mail(
        {f"{name}.zip": archive(f"{name}.xlsx", data, gbk=chance.random() < 0.5)}, "2023-11-06T16:20:00+08:00"
    )
    return told({f"{name}.eml": letter}, (f"{name}.eml!{name}.zip!{name}.xlsx",), data)


def mail(attached: dict[str, bytes], moment: str) -> bytes:
    """Return a letter without words, from nobody we know."""
    letter = EmailMessage()
    letter["Subject"], letter["From"], letter["To"] = "报送", "nobody@example.invalid", "xb@example.edu.cn"
    letter["Date"] = format_datetime(datetime.fromisoformat(moment))
    letter.set_content("请查收。")
    for name, data in attached.items():
        letter.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    letter.set_boundary("=====part=====")
    return letter.as_bytes()


@way
def copied(name: str, data: bytes, _: Random) -> Delivered:
    """2: the same file twice, under two names."""
    names = (f"{name}.xlsx", f"{name} - 副本.xlsx")
    return told(dict.fromkeys(names, data), names, data)


@way
def as_text(name: str, data: bytes, chance: Random) -> Delivered:
    """4: one sheet saved as .csv."""
    book = load_workbook(io.BytesIO(data))
    page = chance.choice([page for page in book.worksheets if page.sheet_state == "visible"])
    stream = io.StringIO()
    csv.writer(stream).writerows(page.iter_rows(values_only=True))
    encoding = chance.choice(("utf-8", "utf-8-sig", "utf-16", "gb18030"))
    path = f"{name}.csv"
    rows = {(SHEET, row): marks for row, marks in marks_of(page)}
    return Delivered({path: stream.getvalue().encode(encoding)}, (path,), rows)


@way
def as_old_workbook(name: str, data: bytes, _: Random) -> Delivered:
    """4: saved as .xls."""
    book = load_workbook(io.BytesIO(data))
    sheets = [
        XlsSheet(
            page.title,
            {
                (cell.row - 1, cell.column - 1): cell.value[:1000] if isinstance(cell.value, str) else float(cell.value)
                for line in page.iter_rows()
                for cell in line
                if isinstance(cell.value, str | int | float) and cell.column <= 256 and cell.value != ""
            },
            state={"visible": 0, "hidden": 1, "veryHidden": 2}[page.sheet_state],
        )
        for page in book.worksheets
    ]
    path = f"{name}.xls"
    return told({path: xls(sheets)}, (path,), data)


@way
def cut_off(name: str, data: bytes, chance: Random) -> Delivered:
    """11: only part of the file arrived."""
    path = f"{name}.xlsx"
    return Delivered({path: data[: chance.randint(0, len(data) - 1)]}, (path,), {})
