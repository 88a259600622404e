"""What the office wrote in the blue columns of the ledger, and how what several ledgers say becomes one."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pipeline.form import vocabulary as words
from pipeline.intake.sorting import OfficeWord


@dataclass(frozen=True)
class BlueColumns:
    """Where the office's words stand in the ledger workbook.

    Attributes:
        problems: (sheet title, heading of the number, heading -> key of the office's columns).
        status: Heading of 整改状态 on that sheet, from which 销号状态 follows while the office says nothing.
        files: (sheet title, heading of the path, of 处理指定, of 更正收件时间).
        waivers: (sheet title, headings of code, file, sheet and cell, heading of 豁免理由).
        ledger: Heading -> key of all columns of the sheet of problems; what is none of them is the office's own.
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
        own: Problem number -> heading of a column the office added -> text.
        own_headings: The headings of those columns, in page order.
    """

    marks: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    words: Mapping[str, OfficeWord] = field(default_factory=dict)
    waivers: Mapping[tuple[str, str, str, str], str] = field(default_factory=dict)
    file: str = ""
    own: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    own_headings: tuple[str, ...] = ()


MARK, WORD, RECEIVED, UNREAD, WAIVER, OWN = "mark", "word", "received", "unread", "waiver", "own"

Cell = tuple[str, ...]
"""A blue cell: one of the kinds above, then what its line is known by, then its column where there are several."""


@dataclass(frozen=True)
class LedgerWords:
    """What one ledger says.

    Attributes:
        cells: Every blue cell of every line -> its text, "" where nothing is written.
        own_headings: Headings of the columns the office added, in page order.
        lost: Blue columns and sheets that are not there, as a sentence names them.
    """

    cells: Mapping[Cell, str]
    own_headings: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()


@dataclass(frozen=True)
class Heard:
    """What all ledgers say.

    Attributes:
        notes: What the office wrote.
        rivals: Cells for which two ledgers say something new and different; the later one holds.
    """

    notes: OfficeNotes
    rivals: tuple[Cell, ...] = ()


def heard(before: OfficeNotes, new: Sequence[LedgerWords], old: Sequence[LedgerWords] = ()) -> Heard:
    """Return what the office wrote until the last run, with everything that was changed since.

    Only a cell that reads otherwise than the last run left it says anything, so that a ledger nobody
    has touched takes nothing back. What no ledger shows any more is kept.

    Args:
        before: What the last run knew.
        new: Ledgers that may have been changed since, those saved later last.
        old: Ledgers the last run has read as they are.
    """
    cells = cells_of(before)
    changed: dict[Cell, str] = {}
    rivals: list[Cell] = []
    for ledger in new:
        said = {place: text for place, text in ledger.cells.items() if text != cells.get(place, "")}
        rivals += [place for place, text in said.items() if changed.get(place, text) != text]
        changed |= said
    headings = _headings(before.own_headings, new, old)
    return Heard(_notes({**cells, **changed}, headings, before.file), tuple(dict.fromkeys(rivals)))


def says_more(ledger: LedgerWords, before: OfficeNotes) -> bool:
    """Tell whether a ledger reads otherwise than the last run left it."""
    cells = cells_of(before)
    changed = any(text != cells.get(place, "") for place, text in ledger.cells.items())
    return changed or bool(ledger.lost) or ledger.own_headings != before.own_headings


def _headings(before: Iterable[str], new: Sequence[LedgerWords], old: Sequence[LedgerWords]) -> tuple[str, ...]:
    """Return the headings of the office's own columns; what has gone from every ledger was taken out by it."""
    shown = dict.fromkeys(heading for ledger in (*reversed(new), *old) for heading in ledger.own_headings)
    return tuple(shown) if new else tuple(before)


def cells_of(notes: OfficeNotes) -> dict[Cell, str]:
    """Return what the office wrote cell by cell."""
    cells: dict[Cell, str] = {}
    for number, said in notes.marks.items():
        cells |= {(MARK, number, key): text for key, text in said.items()}
    for path, word in notes.words.items():
        cells |= {(WORD, path): word.word, (RECEIVED, path): word.received, (UNREAD, path): word.unread}
    cells |= {(WAIVER, *place): reason for place, reason in notes.waivers.items()}
    for number, own in notes.own.items():
        cells |= {(OWN, number, heading): text for heading, text in own.items()}
    return cells


def _notes(cells: Mapping[Cell, str], headings: tuple[str, ...], file: str) -> OfficeNotes:
    marks: dict[str, dict[str, str]] = {}
    own: dict[str, dict[str, str]] = {}
    said: dict[str, OfficeWord] = {}
    waivers: dict[tuple[str, str, str, str], str] = {}
    for (kind, *place), text in cells.items():
        if not text:
            continue
        if kind == MARK:
            marks.setdefault(place[0], {})[place[1]] = text
        elif kind == WAIVER:
            waivers[place[0], place[1], place[2], place[3]] = text
        elif kind != OWN:
            said[place[0]] = replace(said.get(place[0], OfficeWord()), **{kind: text})
        elif place[1] in headings:
            own.setdefault(place[0], {})[place[1]] = text
    return OfficeNotes(marks, said, waivers, file, own, headings)


def closing_unsaid(status: str) -> str:
    """Return 销号状态 while the office has not written one: what is done waits for its review (domain.md 1.3)."""
    return words.AWAITING_REVIEW if status == words.DONE else words.NOT_APPLIED
