"""A sheet laid out freely: cells are placed in any order and written row by row, as streaming asks."""

from dataclasses import dataclass, field

from xlsxwriter.worksheet import Worksheet

from pipeline.publish.ledger.book import Book
from pipeline.publish.ledger.cells import Marked, put


@dataclass
class Canvas:
    """Cells by place, spans over columns of one row, and row heights."""

    cells: dict[tuple[int, int], Marked] = field(default_factory=dict)
    spans: dict[tuple[int, int], int] = field(default_factory=dict)
    heights: dict[int, float] = field(default_factory=dict)

    def place(self, row: int, col: int, cell: Marked, span: int = 1) -> None:
        """Put a cell, over so many columns."""
        self.cells[row, col] = cell
        if span > 1:
            self.spans[row, col] = span
        for beside in range(1, span):
            self.cells[row, col + beside] = Marked(None, cell.look)

    def write(self, book: Book, sheet: Worksheet) -> None:
        """Write everything, top down."""
        for (row, col), cell in sorted(self.cells.items(), key=lambda placed: placed[0]):
            if row in self.heights:
                sheet.set_row(row, self.heights[row])
            if (row, col) in self.spans:
                # The writer would put the blanks of a merge itself, and a blank cell first: the value follows below.
                sheet.merge_range(row, col, row, col + self.spans[row, col] - 1, "", book.styles.ink(cell.look).plain)
            put(sheet, row, col, cell.value, book.styles.ink(cell.look))
