"""Every form of workbook by its reader: one table, format -> reader."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from pipeline.intake.book import RawBook, UnreadableError
from pipeline.intake.formats import Format, format_of
from pipeline.intake.limits import USUAL, Terms
from pipeline.intake.passwords import unlocked
from pipeline.intake.read_html import read_html
from pipeline.intake.read_ods import read_flat_ods, read_ods
from pipeline.intake.read_text import read_text
from pipeline.intake.read_xls import read_xls
from pipeline.intake.read_xlsb import read_xlsb
from pipeline.intake.read_xlsx import read_xlsx
from pipeline.intake.read_xml import read_xml

READERS: Final[Mapping[Format, Callable[[bytes, Terms], RawBook]]] = {
    Format.XLSX: read_xlsx,
    Format.XLS: read_xls,
    Format.XLSB: read_xlsb,
    Format.ODS: read_ods,
    Format.FLAT_ODS: read_flat_ods,
    Format.XML: read_xml,
    Format.HTML: read_html,
    Format.TEXT: read_text,
}


def read_book(data: bytes, kind: Format = Format.XLSX, terms: Terms = USUAL) -> RawBook:
    """Return the workbook as found; one under a password is opened with that of the terms.

    Raises:
        UnreadableError: If it gives no data: damaged, locked, refused by a limit, or without content; F03 where
            the format has no reader.
    """
    if kind is Format.PROTECTED:
        return _unlocked(data, terms)
    try:
        return _read(data, kind, terms)
    except UnreadableError as error:
        if error.code == "F02" and kind is Format.XLS:
            return _unlocked(data, terms)
        raise


def _read(data: bytes, kind: Format, terms: Terms) -> RawBook:
    if kind is Format.EMPTY:
        raise UnreadableError("F07", "")
    if kind not in READERS:
        raise UnreadableError("F03", kind.value)
    try:
        return READERS[kind](data, terms)
    except (UnreadableError, MemoryError):
        raise
    except Exception as error:  # what a stranger's file makes a reader stumble over is the file's fault
        raise UnreadableError("F01", "表格内容读不出来") from error


def _unlocked(data: bytes, terms: Terms) -> RawBook:
    opened, lock = unlocked(data, terms.password)
    kind = format_of(opened)
    if kind is Format.PROTECTED:
        raise UnreadableError("F02", "")
    return replace(_read(opened, kind, terms), lock=lock)
