"""What one file submits: its tables, flat, with addresses, and without opinion on values."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Remark:
    """Something to tell about the shape of a file: a finding not yet addressed to a unit.

    Attributes:
        code: Finding code.
        sheet: Sheet name as found.
        cell: A1 address or "".
        heading: Heading of the column or "".
        found: Text found or "".
        facts: What fills the sentence.
    """

    code: str
    sheet: str = ""
    cell: str = ""
    heading: str = ""
    found: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Record:
    """One row of a sheet (or the whole of 基本情况).

    Attributes:
        row: Row number in the file, from 1; for 基本情况 the first row.
        cells: Column key -> content as found; blank cells are left out.
        extras: Heading of a column of the unit's own -> text.
        notes: Column key -> (code of what the reader did, text that stood there): W09 ditto, W10 merged,
            V18 ditto refused.
        comments: Column key -> the unit's comment.
    """

    row: int
    cells: Mapping[str, object]
    extras: Mapping[str, str] = field(default_factory=dict)
    notes: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    comments: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Table:
    """One sheet of the form, as found.

    Attributes:
        key: Key of the sheet in the form.
        name: Name of the sheet in the file.
        letters: Column key -> column letter; for 基本情况 key -> whole address.
        records: The rows that hold data.
        nil_rows: Row -> cells of the rows that only say 无.
        set_aside: (row, text) of examples, totals, signatures: read, listed, not data.
        blank_numbered: Rows that hold nothing but a preprinted number.
        last_number: Highest preprinted number seen, 0 where there is none.
        header: Row of the headings, 0 for 基本情况.
    """

    key: str
    name: str
    letters: Mapping[str, str]
    records: tuple[Record, ...]
    nil_rows: Mapping[int, Mapping[str, object]] = field(default_factory=dict)
    set_aside: tuple[tuple[int, str], ...] = ()
    blank_numbered: int = 0
    last_number: int = 0
    header: int = 0

    def address(self, row: int, key: str) -> str:
        """Return the A1 address of a cell, "" where the column is missing."""
        letter = self.letters.get(key, "")
        return letter if not letter or letter[-1].isdigit() else f"{letter}{row}"


@dataclass(frozen=True)
class Submission:
    """One readable workbook.

    Attributes:
        tables: Sheet key -> table.
        remarks: What is odd about its shape.
        meta: Identity of `_meta` and the custom properties, by the keys of `form.identity`.
        unit_cell: Text of 填报单位, "" where there is none.
        saved: Moment the program says it was saved, "" where it does not say.
        oddities: Macros, external links: never run, never followed.
        counts: (sheet name, rows the reader gave, rows counted independently).
        unsorted: Rows nothing asks for: on visible sheets that are none of ours, or a unit's own lines in
            基本情况: (sheet, row, text).
        asked: Sheet key -> keys of the columns the workbook asked for when it was issued; empty where it does
            not say.
        further: Second tables of a kind that is in `tables` already, a copied sheet or a second list.
    """

    tables: Mapping[str, Table]
    remarks: tuple[Remark, ...] = ()
    meta: Mapping[str, str] = field(default_factory=dict)
    unit_cell: str = ""
    saved: str = ""
    oddities: tuple[str, ...] = ()
    counts: tuple[tuple[str, int, int], ...] = ()
    unsorted: tuple[tuple[str, int, str], ...] = ()
    asked: Mapping[str, frozenset[str]] = field(default_factory=dict)
    further: tuple[Table, ...] = ()

    @property
    def words(self) -> int:
        """Return how many characters it tells, of its rows and of those nothing asks for."""
        tables = (*self.tables.values(), *self.further)
        rows = (
            content
            for table in tables
            for one in table.records
            for content in (*one.cells.values(), *one.extras.values())
        )
        aside = (text for table in tables for _, text in table.set_aside)
        return sum(
            len(text) for text in (*rows, *aside, *(text for *_, text in self.unsorted)) if isinstance(text, str)
        )

    @property
    def data_rows(self) -> int:
        """Return how many rows hold data on the sheets that list records."""
        return sum(len(table.records) for table in self.tables.values())
