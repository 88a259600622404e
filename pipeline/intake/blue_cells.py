"""The blue cells of a ledger, read back before anything is rebuilt, however the office has rearranged it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from pipeline.form.folding import fold, fold_heading
from pipeline.intake.book import RawBook, RawSheet, UnreadableError, shown_text
from pipeline.intake.office import (
    MARK,
    OWN,
    RECEIVED,
    UNREAD,
    WAIVER,
    WORD,
    BlueColumns,
    Cell,
    LedgerWords,
    closing_unsaid,
)

MOMENT_HINT: Final = "按 年-月-日 或 年-月-日 时:分 填写，如 2023-11-07 16:20"
_MOMENT = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[T\s]*(\d{1,2})[:：](\d{2})(?::(\d{2}))?)?$")
_SEARCHED_ROWS: Final = 12
_UNNAMED: Final = "（无列名）"
"""Heading of a column of the office's own to which it gave none."""


def read_words(book: RawBook, blue: BlueColumns) -> LedgerWords:
    """Return what stands in the blue columns of a ledger.

    Raises:
        UnreadableError: If the sheet of problems is gone, or the heading of the numbers.
    """
    problems = _tables(book, blue.problems[0], (blue.problems[1],))
    files, no_files = _tables_if_any(book, blue.files[0], (blue.files[1],))
    waivers, no_waivers = _tables_if_any(book, blue.waivers[0], blue.waivers[1])
    cells: dict[Cell, str] = {}
    for place, text in (*_marks(problems, blue), *_words(files, blue), *_waivers(waivers, blue), *_own(problems, blue)):
        if text or place not in cells:  # a line that was copied says what either says
            cells[place] = text
    own = dict.fromkeys(heading for table in problems for _, heading in table.own(blue))
    lost = (
        *_lost(problems, blue.problems[0], tuple(blue.problems[2])),
        *no_files,
        *_lost(files, blue.files[0], blue.files[2:]),
        *no_waivers,
        *_lost(waivers, blue.waivers[0], (blue.waivers[2],)),
    )
    return LedgerWords(cells, tuple(own), lost)


def ledger_rows(book: RawBook, blue: BlueColumns) -> Iterator[Mapping[str, str]]:
    """Go through the lines of the sheet of problems as folded heading -> text.

    Raises:
        UnreadableError: If the sheet is gone, or the heading of the numbers.
    """
    for table in _tables(book, blue.problems[0], (blue.problems[1],)):
        yield from table.lines()


@dataclass(frozen=True)
class _Table:
    """A list of the ledger: its headings, each once, and its rows as texts."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def lines(self) -> Iterator[dict[str, str]]:
        """Go through the rows as folded heading -> text."""
        folded = [fold_heading(heading) for heading in self.headings]
        return (dict(zip(folded, row, strict=False)) for row in self.rows)

    def has(self, heading: str) -> bool:
        """Tell whether there is a column of that heading."""
        return fold_heading(heading) in map(fold_heading, self.headings)

    def own(self, blue: BlueColumns) -> list[tuple[int, str]]:
        """Return place and heading of the columns that are not the program's."""
        known = {fold_heading(heading) for heading in blue.ledger}
        return [(at, text) for at, text in enumerate(self.headings) if text and fold_heading(text) not in known]


def _tables(book: RawBook, title: str, needed: Sequence[str]) -> list[_Table]:
    """Return the list of that title and its continuations."""
    sheets = [sheet for sheet in book.sheets if sheet.name == title or sheet.name.startswith(f"{title}(")]
    if not sheets:
        raise UnreadableError("F01", f"没有“{title}”这张表")
    return [_table(sheet, needed) for sheet in sheets]


def _tables_if_any(book: RawBook, title: str, needed: Sequence[str]) -> tuple[list[_Table], tuple[str, ...]]:
    """Return the list of that title and its continuations, or what of it is not there."""
    try:
        return _tables(book, title, needed), ()
    except UnreadableError:
        here = any(sheet.name == title for sheet in book.sheets)
        return [], (f"“{title}”表的“{'”“'.join(needed)}”列" if here else f"“{title}”表",)


def _table(sheet: RawSheet, needed: Sequence[str]) -> _Table:
    wanted = {fold_heading(heading) for heading in needed}
    for at, row in enumerate(sheet.rows[:_SEARCHED_ROWS]):
        if wanted <= {fold_heading(shown_text(cell)) for cell in row}:
            rows = tuple(tuple(shown_text(cell) for cell in line) for line in sheet.rows[at + 1 :])
            return _Table(_each_once([shown_text(cell) for cell in row], rows), rows)
    raise UnreadableError("F01", f"“{sheet.name}”里没有“{'”“'.join(needed)}”这样的列")


def _each_once(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """Return the headings with a number at what stands there twice, and a name for what has none but content."""
    width = max(map(len, (headings, *rows)))
    seen: dict[str, int] = {}
    named = []
    for at in range(width):
        text = headings[at] if at < len(headings) else ""
        if not text and any(at < len(row) and row[at] for row in rows):
            text = _UNNAMED
        seen[fold_heading(text)] = seen.get(fold_heading(text), 0) + 1
        named.append(f"{text}({seen[fold_heading(text)]})" if text and seen[fold_heading(text)] > 1 else text)
    return tuple(named)


def _lost(tables: Sequence[_Table], title: str, headings: Sequence[str]) -> Iterator[str]:
    for heading in headings:
        if tables and not all(table.has(heading) for table in tables):
            yield f"“{title}”表的“{heading}”列"


def _number(text: str) -> str:
    """Return a number as it was given out, however it was typed again."""
    return fold(text).upper()


def _marks(tables: Sequence[_Table], blue: BlueColumns) -> Iterator[tuple[Cell, str]]:
    _, number, columns = blue.problems
    for table in tables:
        here = {fold_heading(heading): key for heading, key in columns.items() if table.has(heading)}
        for line in table.lines():
            of = _number(line.get(fold_heading(number), ""))
            unsaid = closing_unsaid(line.get(fold_heading(blue.status), ""))
            for heading, key in here.items() if of else ():
                text = line.get(heading, "")
                yield (MARK, of, key), "" if key == "closing" and text == unsaid else text


def _own(tables: Sequence[_Table], blue: BlueColumns) -> Iterator[tuple[Cell, str]]:
    for table in tables:
        columns = table.own(blue)
        for line, row in zip(table.lines(), table.rows, strict=True):
            of = _number(line.get(fold_heading(blue.problems[1]), ""))
            for at, heading in columns if of else ():
                yield (OWN, of, heading), row[at] if at < len(row) else ""


def _words(tables: Sequence[_Table], blue: BlueColumns) -> Iterator[tuple[Cell, str]]:
    _, path, word, received = blue.files
    for table in tables:
        for line in table.lines():
            of = line.get(fold_heading(path), "")
            if of and table.has(word):
                yield (WORD, of), line.get(fold_heading(word), "")
            if of and table.has(received):
                written = line.get(fold_heading(received), "")
                moment = _moment(written)
                yield (RECEIVED, of), moment
                yield (UNREAD, of), "" if moment else written


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


def _waivers(tables: Sequence[_Table], blue: BlueColumns) -> Iterator[tuple[Cell, str]]:
    _, place, reason = blue.waivers
    for table in tables:
        for line in table.lines() if table.has(reason) else ():
            of = tuple(line.get(fold_heading(heading), "") for heading in place)
            if of[0]:
                yield (WAIVER, *of), line.get(fold_heading(reason), "")
