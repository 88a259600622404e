"""What the office wrote in the blue columns of the last ledger: read back before anything is rebuilt."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from pipeline.form import vocabulary as words
from pipeline.form.folding import fold_heading
from pipeline.intake.book import RawBook, RawSheet, UnreadableError, shown_text
from pipeline.intake.sorting import OfficeWord

MOMENT_HINT = "按 年-月-日 或 年-月-日 时:分 填写，如 2023-11-07 16:20"
_MOMENT = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[T\s]*(\d{1,2})[:：](\d{2})(?::(\d{2}))?)?$")
_SEARCHED_ROWS = 12


@dataclass(frozen=True)
class BlueColumns:
    """Where the office's words stand in the ledger workbook.

    Attributes:
        problems: (sheet title, heading of the number, heading -> key of the office's columns).
        status: Heading of 整改状态 on that sheet, from which 销号状态 follows while the office says nothing.
        files: (sheet title, heading of the path, of 处理指定, of 更正收件时间).
        waivers: (sheet title, headings of code, file, sheet and cell, heading of 豁免理由).
        ledger: Heading -> key of all columns of the sheet of problems.
    """

    problems: tuple[str, str, Mapping[str, str]]
    status: str
    files: tuple[str, str, str, str]
    waivers: tuple[str, tuple[str, str, str, str], str]
    ledger: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class OfficeNotes:
    """Everything the office wrote.

    Attributes:
        marks: Problem number -> office column key -> text.
        words: Path of an inbox file -> what to do with it.
        waivers: (finding code, file, sheet, cell) -> reason.
        file: Name of the ledger.
    """

    marks: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    words: Mapping[str, OfficeWord] = field(default_factory=dict)
    waivers: Mapping[tuple[str, str, str, str], str] = field(default_factory=dict)
    file: str = ""


def read_office_notes(book: RawBook, name: str, blue: BlueColumns) -> OfficeNotes:
    """Return what stands in the blue columns of a ledger of that file name.

    Raises:
        UnreadableError: If a sheet with blue columns is gone, or the heading by which its lines are known.
    """
    return OfficeNotes(_marks(book, blue), _words(book, blue), _waivers(book, blue), file=name)


def ledger_rows(book: RawBook, blue: BlueColumns) -> Iterator[Mapping[str, str]]:
    """Go through the lines of the sheet of problems as folded heading -> text.

    Raises:
        UnreadableError: If the sheet is gone, or the heading of the numbers.
    """
    return _rows(book, blue.problems[0], (blue.problems[1],))


def merged(earlier: OfficeNotes, later: OfficeNotes) -> OfficeNotes:
    """Return what stands in two ledgers of one campaign; where both say something, the later one."""
    marks = {number: {**earlier.marks.get(number, {}), **said} for number, said in later.marks.items()}
    return OfficeNotes(
        {**earlier.marks, **marks},
        {**earlier.words, **later.words},
        {**earlier.waivers, **later.waivers},
        later.file or earlier.file,
    )


def _rows(book: RawBook, title: str, needed: Sequence[str]) -> Iterator[Mapping[str, str]]:
    """Go through the records of every sheet of that title (or its continuations) as folded heading -> text."""
    sheets = [sheet for sheet in book.sheets if sheet.name == title or sheet.name.startswith(f"{title}(")]
    if not sheets:
        raise UnreadableError("F01", f"没有“{title}”这张表")
    for sheet in sheets:
        yield from _records(sheet, [fold_heading(heading) for heading in needed])


def _records(sheet: RawSheet, needed: Sequence[str]) -> Iterator[Mapping[str, str]]:
    headings: list[str] = []
    for number, row in enumerate(sheet.rows):
        texts = [shown_text(cell) for cell in row]
        if headings:
            yield dict(zip(headings, texts, strict=False))
        elif number < _SEARCHED_ROWS and set(needed) <= {fold_heading(text) for text in texts}:
            headings = [fold_heading(text) for text in texts]
    if not headings:
        raise UnreadableError("F01", f"“{sheet.name}”里没有“{'”“'.join(needed)}”这样的列")


def _marks(book: RawBook, blue: BlueColumns) -> dict[str, dict[str, str]]:
    title, number, columns = blue.problems
    marks = {}
    for record in _rows(book, title, (number,)):
        said = {key: record.get(fold_heading(heading), "") for heading, key in columns.items()}
        if said.get("closing") == closing_unsaid(record.get(fold_heading(blue.status), "")):
            said["closing"] = ""
        if record[fold_heading(number)] and any(said.values()):
            marks[record[fold_heading(number)]] = {key: text for key, text in said.items() if text}
    return marks


def closing_unsaid(status: str) -> str:
    """Return 销号状态 while the office has not written one: what is done waits for its review (domain.md 1.3)."""
    return words.AWAITING_REVIEW if status == words.DONE else words.NOT_APPLIED


def _words(book: RawBook, blue: BlueColumns) -> dict[str, OfficeWord]:
    title, path, word, received = blue.files
    said_of = {}
    for record in _rows(book, title, (path,)):
        corrected = record.get(fold_heading(received), "")
        moment = _moment(corrected)
        said = OfficeWord(record.get(fold_heading(word), ""), moment, "" if moment else corrected)
        if said != OfficeWord():
            said_of[record[fold_heading(path)]] = said
    return said_of


def _moment(text: str) -> str:
    """Return 2023-11-07 or 2023-11-07T16:00:00 from what was typed, "" where it is no moment."""
    match = _MOMENT.match(text.strip())
    if match is None:
        return ""
    try:
        year, month, day, hour, minute, second = (int(part or 0) for part in match.groups())
        moment = datetime(year, month, day, hour, minute, second)  # noqa: DTZ001  (the office's own clock)
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
