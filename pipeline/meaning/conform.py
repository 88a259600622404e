"""Text becomes value here and nowhere else: one pass, one frame a sheet over all files.

Each distinct content of a column is read once, however many files hold it; a frame per file
would cost ten times as much (performance.md).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

import pandas as pd

from pipeline.form.choices import Choice, Choices
from pipeline.form.days import Day
from pipeline.form.identity import own_comment
from pipeline.form.kinds import Identifiers, Text
from pipeline.form.nothing import says_nothing, says_same, says_unknown
from pipeline.form.people import People
from pipeline.form.periods import Period
from pipeline.form.privacy import HIDDEN, masked
from pipeline.form.reading import LONGEST_VALUE, OVERLONG, Kind, Note, Reading, rejected
from pipeline.form.rules import Rows
from pipeline.form.schema import Column, Form, Sheet
from pipeline.intake.assembly import PICTURE_WORDS
from pipeline.intake.book import Spoilt, shown_text
from pipeline.intake.submission import Record
from pipeline.meaning.outcome import Normalisation
from pipeline.meaning.settle import settle_cases, settle_codes, settle_problems
from pipeline.meaning.sources import Fault, Source

NOTHING_IS_BLANK = (Text, People, Day, Period, Identifiers)
"""Kinds for which 无 is no content; the others read it themselves."""


@dataclass(frozen=True)
class SheetFrame:
    """The records of one sheet over all sources.

    Attributes:
        sheet: The sheet, with all its columns.
        rows: Values and found texts; index 0..n-1 in file and row order; a column per key.
        sources: Same order; number of the source.
        lines: Same order; row in the file, from 1.
        told: Same index; the set of (key, note code) raised while reading.
        extras: Same order; what stands in columns of the unit's own, `heading：text；…`.
    """

    sheet: Sheet
    rows: Rows
    sources: tuple[int, ...]
    lines: tuple[int, ...]
    told: dict[int, set[tuple[str, str]]]
    extras: tuple[str, ...] = ()

    def __len__(self) -> int:
        """Return how many records there are."""
        return len(self.lines)

    def was_told(self, index: int, key: str) -> bool:
        """Tell whether reading a cell has raised something already."""
        return any(told == key for told, _ in self.told.get(index, ()))

    @cached_property
    def values(self) -> dict[str, list[object]]:
        """Return the values as plain lists: a rule that looks at single cells need not go through pandas for each.

        Of a text only the first `OVERLONG` characters: what a rule costs grows with the square of them.
        """
        return {str(key): [_judged(value) for value in column] for key, column in self.rows.values.items()}

    @cached_property
    def whole(self) -> dict[str, list[str]]:
        """Return the texts found as plain lists, in full: by them a problem is known again."""
        return {str(key): list(column) for key, column in self.rows.found.items()}

    @cached_property
    def found(self) -> dict[str, list[str]]:
        """Return the same as far as they are judged."""
        return {key: [text[:OVERLONG] for text in column] for key, column in self.whole.items()}

    def fault(self, code: str, index: int, key: str, /, **facts: str) -> Fault:
        """Return a fault at one cell."""
        return Fault(code, self.sheet.key, self.sources[index], self.lines[index], key, facts)


@dataclass(frozen=True)
class Conformed:
    """All sheets of all sources as values, and what was told while reading.

    Attributes:
        frames: Sheet key -> frame; every sheet of the form is there, empty or not.
        faults: What the readings told: errors and warnings, in sheet, column and row order.
        normalised: Every value that is written differently from what was found.
    """

    sources: tuple[Source, ...]
    frames: dict[str, SheetFrame]
    faults: list[Fault]
    normalised: list[Normalisation]


def _judged(value: object) -> object:
    return value[:OVERLONG] if isinstance(value, str) else value


def conform(form: Form, sources: tuple[Source, ...]) -> Conformed:
    """Return the values of everything the sources submit."""
    conformed = Conformed(sources, {}, [], [])
    for sheet in form.sheets:
        conformed.frames[sheet.key] = _conform_sheet(sheet, conformed)
    return conformed


def _conform_sheet(sheet: Sheet, to: Conformed) -> SheetFrame:
    records = [
        (number, record)
        for number, source in enumerate(to.sources)
        if sheet.key in source.submission.tables
        for record in source.submission.tables[sheet.key].records
    ]
    numbers, lines = tuple(number for number, _ in records), tuple(record.row for _, record in records)
    frame = SheetFrame(sheet, Rows(pd.DataFrame(), pd.DataFrame()), numbers, lines, {})
    readings = {column.key: _readings(column, [record for _, record in records]) for column in sheet.columns}
    settle_codes(sheet, readings, [to.sources[number].unit.code for number in numbers])
    if sheet.key == "cases":
        settle_cases(readings, [shown_text(record.cells.get("penalty", "")) for _, record in records])
    if sheet.key == "problems":
        days = dict(filled_on(to))
        settle_problems(readings, [days.get(number) for number in numbers])
    values = {key: [reading.value for reading in column] for key, column in readings.items()}
    found = {column.key: _told(column, records, readings[column.key], frame, to) for column in sheet.columns}
    rows = range(len(records))
    filled = Rows(pd.DataFrame(values, rows, dtype=object), pd.DataFrame(found, rows, dtype=object))
    extras = tuple("；".join(f"{heading}：{text}" for heading, text in record.extras.items()) for _, record in records)
    return SheetFrame(sheet, filled, numbers, lines, frame.told, extras)


def _readings(column: Column, records: Sequence[Record]) -> list[Reading]:
    """Return the reading of a column's cell in every row; a distinct content is read once."""
    known: dict[tuple[type, str], Reading] = {}
    readings = []
    for record in records:
        content = record.cells.get(column.key, "")
        distinct = (type(content), shown_text(content))
        if distinct not in known:
            known[distinct] = _read(column, content)
        readings.append(Reading() if _is_refused(column, record) else known[distinct])
    return readings


def _told(
    column: Column, records: Sequence[tuple[int, Record]], readings: Sequence[Reading], frame: SheetFrame, to: Conformed
) -> list[str]:
    """Tell what the readings of a column say; return the texts found, "" where a cell holds nothing."""
    found = []
    for index, ((_, record), reading) in enumerate(zip(records, readings, strict=True)):
        content = record.cells.get(column.key, "")
        text = shown_text(content)
        if not (text or reading.notes or column.key in record.notes or column.key in record.comments):
            found.append("")  # most cells: nothing to tell of
            continue
        blank = reading.value is None and not reading.notes and says_nothing(text)
        found.append("" if blank else text)
        if not _is_refused(column, record):
            _tell(column, index, reading, (content if isinstance(content, str) else text, text), frame, to)
        _tell_record(column, index, record, frame, to)
    return found


def _read(column: Column, content: object) -> Reading:
    if isinstance(content, Spoilt):
        return Reading(None, (Note(content.code),))
    text = shown_text(content)
    if not text:
        return Reading()
    if says_nothing(text) and isinstance(column.kind, NOTHING_IS_BLANK):
        return Reading(None, (Note("V19"),)) if column.required else Reading()
    if column.required and isinstance(column.kind, Text) and (says_unknown(text) or says_same(text)):
        return Reading(None, (Note("V18" if says_same(text) else "V19"),))
    if not column.required and isinstance(column.kind, Choice | Choices) and _means_none(column.kind, text):
        return Reading()
    if text == PICTURE_WORDS and not column.pictures:
        return Reading(None, (Note("V27"),))
    return _as(column.kind, content, text)


def _as(kind: Kind, content: object, text: str) -> Reading:
    """Read a content that says something; what is far too long for a value is not even tried: V29."""
    if isinstance(kind, Text):
        return kind.read(content)
    if len(text) > LONGEST_VALUE:
        return rejected("V29", length=str(len(text)))
    return kind.read(text if isinstance(content, str) else content)


def _means_none(kind: Choice | Choices, text: str) -> bool:
    """Tell whether 无 stands where nothing need be chosen, and is none of the words."""
    return says_nothing(text) and kind.read(text).value is None


def _is_refused(column: Column, record: Record) -> bool:
    """Tell whether the cell says 同上 where the text itself is asked for: there is nothing to read."""
    return column.key in record.notes and record.notes[column.key][0] == "V18"


def _tell(
    column: Column, index: int, reading: Reading, found: tuple[str, str], frame: SheetFrame, to: Conformed
) -> None:
    """Keep the notes of a reading, and log the value where the cell held other signs, be it a blank at its ends.

    `found` is the text as it stands in the cell, and the same trimmed.
    """
    whole, text = found
    for note in reading.notes:
        frame.told.setdefault(index, set()).add((column.key, note.code))
        to.faults.append(frame.fault(note.code, index, column.key, **dict(note.facts)))
    after = written(reading.value)
    known = reading.value is not None or not reading.notes
    alike = whole == text and (after == text or _same(reading.value, text, column))
    if text and known and not alike:
        _log(column, index, whole, after, frame, to)


def _tell_record(column: Column, index: int, record: Record, frame: SheetFrame, to: Conformed) -> None:
    if column.key in record.notes:
        code, before = record.notes[column.key]
        to.faults.append(frame.fault(code, index, column.key, found=before))
        if code != "V18":
            _log(column, index, before, shown_text(record.cells[column.key]), frame, to)
    if own_comment(record.comments.get(column.key, "")):
        to.faults.append(frame.fault("S13", index, column.key))


def _log(column: Column, index: int, before: str, after: str, frame: SheetFrame, to: Conformed) -> None:
    """Keep what was found and what is written instead; a case's content and personal numbers stay out of the log."""
    source = to.sources[frame.sources[index]]
    table = source.submission.tables[frame.sheet.key]
    before, after = (HIDDEN, HIDDEN) if frame.sheet.confidential else (masked(before), masked(after))
    cell = table.address(frame.lines[index], column.key)
    to.normalised.append(Normalisation(source.path, table.name, cell, column.heading, before, after))


def written(value: object) -> str:
    """Return a value as it is written in every output: a day as 2023-11-03, an amount without trailing zeros."""
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def _same(value: object, text: str, column: Column) -> bool:
    if isinstance(value, int | Decimal):
        try:
            return Decimal(text) == value
        except ArithmeticError:
            return False
    return text in getattr(column.kind, "choices", ()) and value is not None


def filled_on(conformed: Conformed) -> Iterator[tuple[int, date]]:
    """Go through (number of the source, 填报日期) where it is known and of a believable year."""
    basics = conformed.frames["basics"]
    for index, value in enumerate(basics.rows.values["filled_on"]):
        if isinstance(value, date) and ("filled_on", "W07") not in basics.told.get(index, ()):
            yield basics.sources[index], value
