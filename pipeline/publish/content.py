"""What the renderer is given to fill a workbook with: a blank template is no content at all."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from pipeline.findings import Finding


@dataclass(frozen=True)
class RowContent:
    """One record as the unit wrote it.

    Attributes:
        cells: Column key -> text as found (a str, or a number that stays a number).
        extras: Heading of a column of the unit's own -> text.
        comments: Column key -> the unit's own comment on the cell.
        source_row: Row in the unit's file, to find the row of a finding again.
    """

    cells: Mapping[str, object]
    extras: Mapping[str, str] = field(default_factory=dict)
    comments: Mapping[str, str] = field(default_factory=dict)
    source_row: int = 0


@dataclass(frozen=True)
class Content:
    """A unit's own values and what was found in them.

    Attributes:
        rows: Sheet key -> records; 基本情况 is one record, its `source_row` 0.
        findings: All findings of the unit's return, errors first.
        source_cells: (sheet name as found, A1 there) -> (sheet key, index of the record, column key),
            so that a finding's address in the return is found again in the new workbook.
        reply_by: Words that say until when, "" where nobody said.
    """

    rows: Mapping[str, tuple[RowContent, ...]] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    source_cells: Mapping[tuple[str, str], tuple[str, int, str]] = field(default_factory=dict)
    reply_by: str = ""
