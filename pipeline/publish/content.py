"""What the renderer is given to fill a workbook with: a blank template is no content at all."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from pipeline.findings import Finding
from pipeline.form.folding import found_text
from pipeline.form.schema import Column


@dataclass(frozen=True)
class RowContent:
    """One record as the unit wrote it.

    Attributes:
        cells: Column key -> text as found (a str, or a number that stays a number).
        extras: Heading of a column of the unit's own -> text.
        comments: Column key -> the unit's own comment on the cell.
        source_row: Row in the unit's file, to find the row of a finding again.
        urgent: Whether what is printed stands out: the problem was sent back or opened again.
    """

    cells: Mapping[str, object]
    extras: Mapping[str, str] = field(default_factory=dict)
    comments: Mapping[str, str] = field(default_factory=dict)
    source_row: int = 0
    urgent: bool = False


@dataclass(frozen=True)
class Content:
    """A unit's own values and what was found in them.

    Attributes:
        rows: Sheet key -> records; 基本情况 is one record, its `source_row` 0.
        findings: All findings of the unit's return, errors first.
        source_cells: (sheet name as found, A1 there) -> (sheet key, index of the record, column key),
            so that a finding's address in the return is found again in the new workbook.
        reply_by: Words that say until when, "" where nobody said.
        to_correct: Whether it is a return that goes back, not a workbook for the next round.
        issued: Numbers of the problems that were reported before: what is settled of them stands fixed.
        next_number: The first number of a problem that is not taken yet, 0 where the form's own begin at 1.
    """

    rows: Mapping[str, tuple[RowContent, ...]] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    source_cells: Mapping[tuple[str, str], tuple[str, int, str]] = field(default_factory=dict)
    reply_by: str = ""
    to_correct: bool = True
    issued: tuple[str, ...] = ()
    next_number: int = 0

    def settles(self, record: RowContent, column: Column) -> bool:
        """Tell whether a cell stands fixed: settled in an earlier round, and with something that can be read."""
        text = found_text(record.cells.get(column.key))
        known = column.settled and found_text(record.cells.get("id")) in self.issued
        return known and bool(text) and column.kind.read(text).value is not None
