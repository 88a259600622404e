"""What an independent walk sees in a sheet before any reader: rows filled, and everything the fast reader hides."""

from dataclasses import dataclass, field
from typing import Final

from pipeline.intake.book import Spoilt, UnreadableError
from pipeline.intake.limits import COLUMNS, ROWS, Limits

Place = tuple[int, int]
"""Row and column, from 0."""

MERGED_CELLS: Final = 1_000_000
"""Cells under all merges of a sheet past which merges are no layout any more, and are not followed."""


@dataclass
class SheetScan:
    """One sheet; rows and columns from 0.

    Attributes:
        name, visible: As in the workbook.
        part: Where it lies in the package, "" where that is no part of its own.
        filled: Rows that hold something.
        cells: How many cells hold something.
        spoilt: Error cells and formulas without a result.
        shown: Cells whose number says something else than they show: 80%, or a day the fast reader takes for a number.
        pictures: Cells that are pictures.
        floating: Pictures that lie over cells: (row, first column, last column).
        boxes: Texts of text boxes and shapes.
        hidden_rows, hidden_columns: What is out of sight.
        filtered: Whether a filter is on.
        merges: (first row, first column, last row, last column).
        comments: Place -> text.
        last: Last row and last column of the box around all cells, and `far` the place that stretched it last.
        disordered: Whether cells stand out of order or twice, which readers take differently.
    """

    name: str
    visible: bool
    part: str = ""
    filled: set[int] = field(default_factory=set)
    cells: int = 0
    spoilt: dict[Place, Spoilt] = field(default_factory=dict)
    shown: dict[Place, object] = field(default_factory=dict)
    pictures: set[Place] = field(default_factory=set)
    floating: list[tuple[int, int, int]] = field(default_factory=list)
    boxes: list[str] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    filtered: bool = False
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    comments: dict[Place, str] = field(default_factory=dict)
    last: Place = (0, 0)
    far: Place = (0, 0)
    disordered: bool = False

    def hide_columns(self, first: int, last: int) -> None:
        """Note columns out of sight; to the right of every form nothing is noted."""
        self.hidden_columns.update(range(first, min(last, first + 1_000, COLUMNS) + 1))

    def reach(self, place: Place, limits: Limits, count: int = 1) -> None:
        """Stretch the box to a cell, the last of so many.

        Raises:
            UnreadableError: If no sheet has such a cell, or more cells come than a sheet may hold.
        """
        row, column = place
        if not (0 <= row < ROWS and 0 <= column < COLUMNS):
            raise UnreadableError("F01", f"工作表“{self.name}”里有位置不合法的单元格")
        self.cells += count
        if self.cells > limits.cells:
            raise UnreadableError("F01", f"工作表“{self.name}”的单元格超过{limits.cells // 10_000}万个")
        if row > self.last[0] or column > self.last[1]:
            self.last, self.far = (max(self.last[0], row), max(self.last[1], column)), place

    def believable_merges(self) -> tuple[tuple[int, int, int, int], ...]:
        """Return the merges, none where they cover more than any page does."""
        covered = sum((bottom - top + 1) * (right - left + 1) for top, left, bottom, right in self.merges)
        return tuple(self.merges) if covered <= MERGED_CELLS else ()

    def boxed(self, limits: Limits) -> bool:
        """Tell whether the box around all cells is of a size a reader may ask memory for."""
        return (self.last[0] + 1) * (self.last[1] + 1) <= limits.cells


@dataclass(frozen=True)
class Scanned:
    """What the walk saw in the whole file: sheets in order, custom properties, when saved, oddities, chart sheets."""

    sheets: tuple[SheetScan, ...]
    properties: dict[str, str] = field(default_factory=dict)
    saved: str = ""
    oddities: tuple[str, ...] = ()
    charts: int = 0
