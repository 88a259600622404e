"""The one way text gets into a unit's workbook: as text, whatever it begins with."""

import math
from typing import Final

from pipeline.form.folding import found_text
from pipeline.publish.cleaning import cell_text
from pipeline.publish.growing import GrowingWorksheet
from pipeline.publish.styles import SONG, Styles
from pipeline.publish.text_cells import LIKE_FORMULAS, write_text

_EXACT: Final = 10**15
"""From here on a spreadsheet rounds whole numbers; they are written as text."""

_FORMULA_LIMIT: Final = 8192
_LINE: Final = 14.5
_TALLEST: Final = 400
_COMMENT_WIDTH: Final = 250
_COMMENT_LIMIT: Final = 2000
_LOCKS: Final = dict.fromkeys(
    ("objects", "format_cells", "format_columns", "format_rows", "insert_rows", "delete_rows", "sort", "autofilter"),
    True,
)


_MOVES: Final = ("insert_rows", "delete_rows", "sort")


class Paper:
    """One worksheet being written; rows count from 1 as on the page, columns from 0."""

    def __init__(self, worksheet: GrowingWorksheet, styles: Styles) -> None:
        self.worksheet = worksheet
        self.styles = styles

    def put(self, row: int, column: int, value: object, look: str, **more: object) -> None:
        """Write a value: numbers stay numbers, everything else is text, nothing is a formula or link.

        Raises:
            ValueError: If the cell is outside the sheet.
        """
        sheet = self.worksheet
        if value is None or value == "":
            code = sheet.write_blank(row - 1, column, None, self.styles.look(look, **more))
        elif isinstance(value, bool):
            code = sheet.write_boolean(row - 1, column, value, self.styles.look(look, **more))
        elif _is_number(value):
            code = sheet.write_number(row - 1, column, value, self.styles.look(look, **more))
        else:
            text = cell_text(found_text(value))
            quote = {"quote_prefix": True} if text.startswith(LIKE_FORMULAS) else {}
            code = write_text(sheet, (row - 1, column), text, self.styles.look(look, **more, **quote))
        if code:
            raise ValueError(f"row {row}, column {column} is outside the sheet")

    def span(self, row: int, columns: tuple[int, int], value: object, look: str, **more: object) -> None:
        """Write a value into cells merged along a row."""
        first, last = columns
        self.worksheet.merge_range(row - 1, first, row - 1, last, "", self.styles.look(look, **more))
        self.put(row, first, value, look, **more)

    def height(self, row: int, lines: int, least: float = 20) -> None:
        """Open a row at the height its lines need; it grows with what is typed."""
        self.worksheet.set_growing_row(row - 1, min(_TALLEST, max(least, _LINE * lines + 5)))

    def formula(self, row: int, column: int, formula: str, value: int | str, look: str) -> None:
        """Write a formula of ours, with the result it has before anybody recalculates.

        Raises:
            ValueError: If it is longer than Excel takes.
        """
        if len(formula) > _FORMULA_LIMIT:
            raise ValueError(f"a formula of {len(formula)} characters")
        self.worksheet.write_formula(row - 1, column, formula, self.styles.look(look), value)

    def comment(self, row: int, column: int, text: str, author: str) -> None:
        """Attach a comment as large as its text."""
        cut = cell_text(text)[:_COMMENT_LIMIT]
        lines = sum(1 + len(line) // 18 for line in cut.split("\n"))
        size = {"width": _COMMENT_WIDTH, "height": 16 * min(lines, 20) + 12, "font_name": SONG, "font_size": 9}
        if self.worksheet.write_comment(row - 1, column, cut, {"author": author, **size}):
            raise ValueError(f"row {row}, column {column} is outside the sheet")

    def colour(self, area: tuple[int, int, int, int], formula: str, look: str) -> None:
        """Show a look in an area (first row, first column, last row, last column) where a formula holds."""
        first_row, first_column, last_row, last_column = area
        options = {"type": "formula", "criteria": f"={formula}", "format": self.styles.look(look)}
        if self.worksheet.conditional_format(first_row - 1, first_column, last_row - 1, last_column, options):
            raise ValueError(f"no conditional format made of {formula}")

    def lock(self, movable: bool = True) -> None:
        """Protect the sheet lightly: no password; sorting, filtering, sizes and rows stay free.

        Where records are not `movable`, rows cannot be sorted, inserted or deleted: a program refuses the
        first and the last over locked cells, and locks the cells of a row inserted among them.
        """
        self.worksheet.protect("", _LOCKS if movable else {**_LOCKS, **dict.fromkeys(_MOVES, False)})


def _is_number(value: object) -> bool:
    if isinstance(value, float):
        return math.isfinite(value)
    return isinstance(value, int) and abs(value) < _EXACT
