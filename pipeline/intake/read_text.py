"""Reads .csv and .txt tables: separated by comma, semicolon or tab, with or without quotes."""

import csv
import io
from collections.abc import Iterator
from typing import Final

from pipeline.intake.book import RawBook, RawSheet, UnreadableError
from pipeline.intake.decoding import decoded
from pipeline.intake.formats import Format
from pipeline.intake.limits import COLUMNS, Limits, Terms

SHEET: Final = "文本"
"""What the one sheet of a text file is called."""

_SEPARATORS: Final = (",", "\t", ";")
_LOOKED_AT: Final = 50
_QUOTE: Final = '"'


def read_text(data: bytes, terms: Terms) -> RawBook:
    """Return the text as a workbook of one sheet.

    Raises:
        UnreadableError: F03 if it is no table; F01 with the line where its encoding changes, a quote is never
            closed, or a cell is longer than any person writes.
    """
    text = decoded(data).replace("\r\n", "\n").replace("\r", "\n")
    separator, text = _separator(text)
    _check_plain(text, separator, terms.limits)
    rows: list[list[object]] = [list(row) for row in _rows(text, separator, terms.limits)]
    return RawBook((RawSheet(SHEET, True, rows, _counted(text, separator)),))


def _separator(text: str) -> tuple[str, str]:
    """Return the sign between cells, and the text without the line that may name it."""
    first, _, rest = text.partition("\n")
    if first.lower().startswith("sep=") and len(first.strip()) == 5:
        return first[4], rest
    lines = [line for line in text.splitlines()[:_LOOKED_AT] if line.strip()]
    best = max(_SEPARATORS, key=lambda sign: (sum(sign in line for line in lines), text.count(sign)))
    if sum(best in line for line in lines) < 2:
        raise UnreadableError("F03", Format.TEXT.value)
    return best, text


def _check_plain(text: str, separator: str, limits: Limits) -> None:
    """Refuse a text of too many cells where counting its signs is enough to know: where nothing is quoted."""
    if _QUOTE not in text and text.count(separator) + text.count("\n") > limits.cells:
        raise UnreadableError("F01", f"单元格超过{limits.cells // 10_000}万个")


def _rows(text: str, separator: str, limits: Limits) -> Iterator[list[str]]:
    reader = csv.reader(io.StringIO(text), delimiter=separator, strict=True)
    cells, line = 0, 1
    try:
        for row in reader:
            cells += len(row)
            if len(row) > COLUMNS or cells > limits.cells or any(len(cell) > limits.text for cell in row):
                raise UnreadableError("F01", f"第{line}行起的内容过长")
            yield row
            line = reader.line_num + 1
    except csv.Error as error:
        raise UnreadableError("F01", f"第{line}行的引号没有成对，或者内容过长") from error


def _counted(text: str, separator: str) -> int:
    """Return how many lines hold something, counted without the reader: a line goes on while a quote is open."""
    count, held, is_open = 0, False, False
    for line in text.split("\n"):
        is_open ^= line.count(_QUOTE) % 2 == 1
        held |= bool(line.replace(separator, "").replace(_QUOTE, "").strip())
        if not is_open:
            count += held
            held = False
    return count + held
