"""What the office wrote in the blue columns of the last ledger: read back before anything is rebuilt."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from pipeline.form.folding import fold_heading, found_text
from pipeline.intake.book import RawBook, RawSheet, UnreadableError
from pipeline.intake.reader import read_book
from pipeline.intake.sorting import OfficeWord

MOMENT_HINT = "按 年-月-日 或 年-月-日 时:分 填写，如 2023-11-07 16:20"
_MOMENT = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[T\s]*(\d{1,2})[:：](\d{2})(?::(\d{2}))?)?$")
_SEARCHED_ROWS = 12


@dataclass(frozen=True)
class BlueColumns:
    """Where the office's words stand in the ledger workbook.

    Attributes:
        problems: (sheet title, heading of the number, heading -> key of the office's columns).
        files: (sheet title, heading of the path, of 处理指定, of 更正收件时间).
        waivers: (sheet title, headings of code, file, sheet and cell, heading of 豁免理由).
    """

    problems: tuple[str, str, Mapping[str, str]]
    files: tuple[str, str, str, str]
    waivers: tuple[str, tuple[str, str, str, str], str]


@dataclass(frozen=True)
class OfficeNotes:
    """Everything the office wrote.

    Attributes:
        marks: Problem number -> office column key -> text.
        words: Path of an inbox file -> what to do with it.
        waivers: (finding code, file, sheet, cell) -> reason.
        trouble: Why the last ledger could not be read, "" where it could or there is none.
        file: Name of that ledger.
    """

    marks: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    words: Mapping[str, OfficeWord] = field(default_factory=dict)
    waivers: Mapping[tuple[str, str, str, str], str] = field(default_factory=dict)
    trouble: str = ""
    file: str = ""


def read_office_notes(ledger: Path, blue: BlueColumns) -> OfficeNotes:
    """Return what stands in the blue columns; nothing where there is no ledger yet."""
    if not ledger.exists():
        return OfficeNotes()
    try:
        book = read_book(ledger.read_bytes())
    except (OSError, UnreadableError) as error:
        return OfficeNotes(trouble=f"上次的台账“{ledger.name}”读不出来（{error}），其中填写的销号等内容这次没有带上。")
    return OfficeNotes(_marks(book, blue), _words(book, blue), _waivers(book, blue), file=ledger.name)


def _rows(book: RawBook, title: str, needed: Sequence[str]) -> Iterator[Mapping[str, str]]:
    """Go through the records of every sheet of that title (or its continuations) as folded heading -> text."""
    for sheet in book.sheets:
        if sheet.name == title or sheet.name.startswith(f"{title}("):
            yield from _records(sheet, [fold_heading(heading) for heading in needed])


def _records(sheet: RawSheet, needed: Sequence[str]) -> Iterator[Mapping[str, str]]:
    headings: list[str] = []
    for number, row in enumerate(sheet.rows):
        texts = [found_text(cell).strip() for cell in row]
        if headings:
            yield dict(zip(headings, texts, strict=False))
        elif number < _SEARCHED_ROWS and set(needed) <= {fold_heading(text) for text in texts}:
            headings = [fold_heading(text) for text in texts]


def _marks(book: RawBook, blue: BlueColumns) -> dict[str, dict[str, str]]:
    title, number, columns = blue.problems
    marks = {}
    for record in _rows(book, title, (number,)):
        said = {key: record.get(fold_heading(heading), "") for heading, key in columns.items()}
        if record[fold_heading(number)] and any(said.values()):
            marks[record[fold_heading(number)]] = {key: text for key, text in said.items() if text}
    return marks


def _words(book: RawBook, blue: BlueColumns) -> dict[str, OfficeWord]:
    title, path, word, received = blue.files
    words = {}
    for record in _rows(book, title, (path,)):
        corrected = record.get(fold_heading(received), "")
        moment = _moment(corrected)
        said = OfficeWord(record.get(fold_heading(word), ""), moment, "" if moment else corrected)
        if said != OfficeWord():
            words[record[fold_heading(path)]] = said
    return words


def _moment(text: str) -> str:
    """Return 2023-11-07 or 2023-11-07T16:00:00 from what was typed, "" where it is no moment."""
    match = _MOMENT.match(text.strip())
    if match is None:
        return ""
    try:
        moment = datetime(*(int(part or 0) for part in match.groups()))  # noqa: DTZ001  (the office's own clock)
    except ValueError:
        return ""
    return moment.isoformat() if match[4] else moment.date().isoformat()


def _waivers(book: RawBook, blue: BlueColumns) -> dict[tuple[str, str, str, str], str]:
    title, place, reason = blue.waivers
    waivers = {}
    for record in _rows(book, title, (*place, reason)):
        if record.get(fold_heading(reason)):
            code, file, sheet, cell = (record.get(fold_heading(heading), "") for heading in place)
            waivers[code, file, sheet, cell] = record[fold_heading(reason)]
    return waivers
