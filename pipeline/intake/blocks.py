"""A sheet that holds several tables, taken apart: each part is the sheet with everything else blank.

So every cell keeps its address, and whatever reads a sheet reads a part.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from pipeline.form.schema import Form, Layout
from pipeline.intake.book import RawSheet, cells_filled, shown_text

_HEADINGS: Final = 3
"""Headings, word for word, that make a heading row of a further table, at least."""
_LABELS: Final = 4
"""Labels below each other that make 基本情况, at least."""
_CAPTION: Final = 8
"""Characters of a single cell above a heading row from which it is a title or a note, and no number of a blank row."""
_EXAMPLE: Final = "示例"

Places = tuple[tuple[str, int], ...]
"""(heading, column from 0) of a heading row, in columns' order."""


@dataclass(frozen=True)
class _Head:
    """A heading row: number from 0, key of the sheet it heads, where its headings stand."""

    row: int
    key: str
    places: Places


def blocks_of(form: Form, sheet: RawSheet) -> list[RawSheet]:
    """Return the parts of a sheet, the sheet itself where it holds one table.

    A heading row that repeats the one before, as printed on every page, begins no new part.
    """
    heads = list(_heads(form, sheet))
    begins = [head for number, head in enumerate(heads) if number and not _repeats(head, heads[:number])]
    if heads and _labels(form, sheet, heads[0].row):
        begins.insert(0, heads[0])
    starts = [_start(sheet, head.row) for head in begins]
    edges = [0, *starts, len(sheet.rows)]
    parts = [_part(sheet, top, bottom) for top, bottom in pairwise(edges)] if starts else [sheet]
    return [half for part in parts for half in _halves(part, heads)]


def _heads(form: Form, sheet: RawSheet) -> Iterator[_Head]:
    known = _spellings(form)
    every = frozenset[str]().union(*known.values())
    for number, row in enumerate(sheet.rows):
        if cells_filled(row) < _HEADINGS:
            continue
        texts = [(cell.rstrip("*◐ \n"), place) for place, cell in enumerate(row) if isinstance(cell, str) and cell]
        if sum(text in every for text, _ in texts) < _HEADINGS:  # most rows hold data and need no closer look
            continue
        found = {key: tuple(one for one in texts if one[0] in words) for key, words in known.items()}
        key = max(found, key=lambda one: len(found[one]))
        if len(found[key]) >= _HEADINGS and 2 * len(found[key]) > len(texts):
            yield _Head(number, key, found[key])


def _spellings(form: Form) -> dict[str, frozenset[str]]:
    return {
        sheet.key: frozenset(column.heading for column in sheet.columns)
        for sheet in form.sheets
        if sheet.layout is Layout.ROWS
    }


def _repeats(head: _Head, before: Sequence[_Head]) -> bool:
    return head.key == before[-1].key and head.places == before[-1].places


def _labels(form: Form, sheet: RawSheet, end: int) -> bool:
    """Tell whether the labels of 基本情况 stand above a heading row."""
    wanted = {column.heading for one in form.sheets if one.layout is Layout.PAIRS for column in one.columns}
    column = [row[0] for row in sheet.rows[:end] if row and isinstance(row[0], str)]
    return end > _LABELS and sum(text.rstrip("*◐ ") in wanted for text in column) >= _LABELS


def _start(sheet: RawSheet, head: int) -> int:
    """Return the first row of a table: its titles, notes and example stand above its headings."""
    first = row = head
    while row and (_belongs(sheet.rows[row - 1]) or not any(map(shown_text, sheet.rows[row - 1]))):
        row -= 1
        first = row if _belongs(sheet.rows[row]) else first
    return first


def _belongs(row: Sequence[object]) -> bool:
    texts = [text for text in map(shown_text, row) if text]
    return bool(texts) and (texts[0] == _EXAMPLE or (len(texts) == 1 and len(texts[0]) >= _CAPTION))


def _part(sheet: RawSheet, top: int, bottom: int) -> RawSheet:
    rows = [row if top <= number < bottom else [] for number, row in enumerate(sheet.rows[:bottom])]
    floating = tuple(one for one in sheet.floating if top <= one[0] < bottom)
    return replace(sheet, rows=rows, floating=floating, boxes=sheet.boxes if top == 0 else ())


def _halves(part: RawSheet, heads: Sequence[_Head]) -> Iterator[RawSheet]:
    """Go through a part, and the same table once more at its right where its headings come twice."""
    head = next((one for one in heads if one.row < len(part.rows) and part.rows[one.row]), None)
    words = [word for word, _ in head.places] if head else []
    second = [place for number, (word, place) in enumerate(head.places if head else ()) if word in words[:number]]
    if len(second) < _HEADINGS:
        yield part
        return
    yield _cut(part, lambda row: row[: second[0]])
    yield _cut(part, lambda row: [*[""] * second[0], *row[second[0] :]])


def _cut(part: RawSheet, cut: Callable[[list[object]], list[object]]) -> RawSheet:
    return replace(part, rows=[cut(row) for row in part.rows], boxes=())
