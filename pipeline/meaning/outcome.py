"""The outcome of a run: everything the publishers are given, and nothing they have to work out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

import pandas as pd

from pipeline.campaign.model import Campaign
from pipeline.findings import Finding
from pipeline.intake.disposition import Disposition
from pipeline.meaning.figures import Figures


@dataclass(frozen=True)
class FileEntry:
    """One inbox file in 收件清单.

    Attributes:
        path: Path below the inbox, `/` between folders, `!` into containers.
        unit: Canonical name, "" where it is not known.
        received: ISO day or moment.
        rows: Sheet title -> data rows.
        evidence: By what the unit was known, in Chinese.
        office_word: The office's 处理指定, "" where there is none.
        office_received: The office's 更正收件时间 as written, "" where there is none.
        seen: ISO day of the first run that saw a file of this content.
    """

    path: str
    sha256: str
    size: int
    unit: str
    round: int
    disposition: Disposition
    reason: str
    received: str
    rows: Mapping[str, int]
    errors: int
    warnings: int
    evidence: str = ""
    office_word: str = ""
    office_received: str = ""
    seen: str = ""


@dataclass(frozen=True)
class Normalisation:
    """One value written differently from what was found (原值 → 新值)."""

    file: str
    sheet: str
    cell: str
    field: str
    before: str
    after: str


@dataclass(frozen=True)
class PendingRow:
    """One row of a quarantined file, or one nothing asks for: listed in 待核实, counted nowhere."""

    file: str
    sheet: str
    row: int
    reason: str
    text: str


@dataclass(frozen=True)
class Change:
    """One line of the sheet 变更: what is different from the run before."""

    kind: str
    problem: str
    unit: str
    field: str
    before: str
    after: str


@dataclass(frozen=True)
class Outcome:
    """What a run found out.

    Attributes:
        ledger: One line a problem, in ledger order, indexed 0..n-1; columns are the keys of
            `columns.ledger_columns` plus `point_code`, `regulation_title`, `unit_code`, `sheet`, `round`
            and `problem_digest`; dates are `datetime.date` or None, amounts Decimal or None,
            text "" where empty; where no value could be made of a cell its original text stands.
            Columns the office added are under their `columns.own_key`.
        risks, cases, measures: One line a record; `unit`, `file`, `sheet`, `row` and the keys of the sheet.
        findings: Errors first, then by unit, file, sheet and row.
        normalised: In file order.
        pending: Without the content of cases.
        pending_cases: Those of them that tell of cases, with it: for 廉政台账 and nothing else.
        waivers: (finding code, file, sheet, cell) -> reason, from the blue column 豁免理由.
        waived_on: The same -> day of the run that first read it, ISO.
        own_headings: Headings of the columns the office added to the ledger, in page order.
    """

    campaign: Campaign
    as_of: date
    figures: Figures
    ledger: pd.DataFrame
    risks: pd.DataFrame
    cases: pd.DataFrame
    measures: pd.DataFrame
    files: tuple[FileEntry, ...]
    findings: tuple[Finding, ...]
    normalised: tuple[Normalisation, ...]
    pending: tuple[PendingRow, ...]
    changes: tuple[Change, ...]
    waivers: Mapping[tuple[str, str, str, str], str]
    own_headings: tuple[str, ...] = ()
    waived_on: Mapping[tuple[str, str, str, str], str] = field(default_factory=dict)
    pending_cases: tuple[PendingRow, ...] = ()
