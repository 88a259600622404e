"""A workbook as it came in: sheets, cells and oddities, without opinion."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.form.folding import found_text


@dataclass(frozen=True)
class Spoilt:
    """A cell whose content cannot be believed: an error value, or a formula without a result.

    Attributes:
        code: Finding code, V20 or V21.
        text: What the cell shows, `#REF!`; "" for a formula without a result.
    """

    code: str
    text: str


def shown_text(content: object) -> str:
    """Return what a cell shows, trimmed; a formula without a result shows that it is one."""
    if isinstance(content, str):
        return content.strip()
    if isinstance(content, Spoilt):
        return content.text or "（公式）"
    return found_text(content).strip()


def cells_filled(row: Sequence[object]) -> int:
    """Return how many cells of a row hold something, be it blanks."""
    return len(row) - row.count("")


@dataclass(frozen=True)
class RawSheet:
    """One sheet.

    Attributes:
        name: As found.
        visible: False for hidden and very hidden sheets.
        rows: Every row from the first, each a list of contents: str, float, int, bool, date, datetime, Spoilt or "".
        counted: Rows that hold something, counted by `scan` without the reader.
        hidden_rows: Numbers of hidden or filtered rows, from 1.
        merges: Merged ranges as (first row, first column, last row, last column), from 0.
        comments: (row, column) from 0 -> text of the comment.
        hidden_columns: Columns out of sight, from 0.
        filtered: Whether a filter is on.
        boxes: Texts of text boxes and shapes that lie over the cells.
        floating: Pictures that lie over the cells: (row, first column, last column), from 0.
        far: A1 address of a cell so far from all others that the sheet was read cell by cell, "" where none is.
    """

    name: str
    visible: bool
    rows: list[list[object]]
    counted: int
    hidden_rows: frozenset[int] = frozenset()
    merges: tuple[tuple[int, int, int, int], ...] = ()
    comments: Mapping[tuple[int, int], str] = field(default_factory=dict)
    hidden_columns: frozenset[int] = frozenset()
    filtered: bool = False
    boxes: tuple[str, ...] = ()
    floating: tuple[tuple[int, int, int], ...] = ()
    far: str = ""

    def filled(self) -> Iterator[tuple[int, list[object]]]:
        """Go through the rows that hold something, with their numbers from 1; styled empty rows cost next to nothing."""
        for number, row in enumerate(self.rows, start=1):
            if cells_filled(row) and any(shown_text(cell) for cell in row):
                yield number, row


@dataclass(frozen=True)
class RawBook:
    """One workbook.

    Attributes:
        sheets: In workbook order.
        properties: Custom document properties.
        saved: Moment the program says it saved the file, ISO text, "" where it does not.
        oddities: What is in it that is never run or followed: 宏, 外部链接 …
        charts: How many sheets are nothing but a chart.
        lock: What is to be said of the password it was opened with, "" where nothing is.
    """

    sheets: tuple[RawSheet, ...]
    properties: Mapping[str, str] = field(default_factory=dict)
    saved: str = ""
    oddities: tuple[str, ...] = ()
    charts: int = 0
    lock: str = ""


class UnreadableError(Exception):
    """A file of the inbox gives no data; the batch goes on.

    Attributes:
        code: Finding code, F01, F02, F03 or F07.
        what: What is wrong, in Chinese, for the sentence.
    """

    def __init__(self, code: str, what: str) -> None:
        self.code = code
        self.what = what
        super().__init__(what)
