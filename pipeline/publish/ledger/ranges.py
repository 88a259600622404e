"""Where the rows of a sheet stand, and formulas that count over them, all continuation sheets included."""

from collections.abc import Sequence
from dataclasses import dataclass

from xlsxwriter.utility import xl_col_to_name

HEADER_ROW = 2
"""Row of the headings in every list, counted from 0: title, note, headings, rows."""

Criterion = tuple[str, str]
"""A column's key, and an Excel expression for what its cell must be."""


@dataclass(frozen=True)
class Page:
    """One sheet of a list: its name and how many rows of the list it holds, from `first` on."""

    name: str
    first: int
    count: int

    @property
    def last_row(self) -> int:
        """Return the last row of the data counted from 0; an empty list has one empty row."""
        return HEADER_ROW + max(self.count, 1)


def pages(name: str, count: int, sheet_rows: int) -> tuple[Page, ...]:
    """Return the sheets a list of that many rows needs: `名`, `名(2)` …, the last row of each kept for a total."""
    room = sheet_rows - HEADER_ROW - 2
    starts = range(0, max(count, 1), room)
    return tuple(
        Page(name if n == 1 else f"{name}({n})", start, min(room, count - start)) for n, start in enumerate(starts, 1)
    )


@dataclass(frozen=True)
class Ranges:
    """The columns of a list as ranges; `keys` in page order."""

    pages: tuple[Page, ...]
    keys: Sequence[str]

    @property
    def rows(self) -> int:
        """Return how many rows the list has."""
        return sum(page.count for page in self.pages)

    def count(self, *criteria: Criterion) -> str:
        """Return a formula, without =, that counts the rows fulfilling all criteria."""
        return "+".join(f"COUNTIFS({self._pairs(page, criteria)})" for page in self.pages)

    def total(self, key: str, *criteria: Criterion) -> str:
        """Return a formula, without =, that adds up a column over the rows fulfilling all criteria."""
        if not criteria:
            return "+".join(f"SUM({self._range(page, key)})" for page in self.pages)
        return "+".join(f"SUMIFS({self._range(page, key)},{self._pairs(page, criteria)})" for page in self.pages)

    def _pairs(self, page: Page, criteria: Sequence[Criterion]) -> str:
        return ",".join(f"{self._range(page, key)},{expression}" for key, expression in criteria)

    def _range(self, page: Page, key: str) -> str:
        column = xl_col_to_name(self.keys.index(key))
        return f"'{page.name}'!${column}${HEADER_ROW + 2}:${column}${page.last_row + 1}"


def is_(word: str) -> str:
    """Return the expression: equal to this word."""
    return '"{}"'.format(word.replace('"', '""'))


def is_not(word: str) -> str:
    """Return the expression: anything, or nothing, but this word."""
    return is_(f"<>{word}")
