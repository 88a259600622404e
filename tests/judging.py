"""Judges returns inside the test's own process: whole files as a run does, or many spoilt copies at once."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

import pandas as pd

from pipeline.campaign.model import Campaign
from pipeline.findings import Finding
from pipeline.intake.book import RawBook, RawSheet
from pipeline.intake.inbox import Arrival
from pipeline.intake.opening import Opened, open_arrival
from pipeline.intake.past import Past
from pipeline.intake.reader import read_book
from pipeline.intake.submission import Submission
from pipeline.intake.tabulate import tabulate
from pipeline.meaning.conform import conform, written
from pipeline.meaning.judge import findings_of, judge
from pipeline.meaning.ledger import shown
from pipeline.meaning.numbering import number_problems
from pipeline.meaning.outcome import Outcome
from pipeline.meaning.sources import Source
from pipeline.publish.layout import OWN_SHEETS, Page
from pipeline.publish.prefill import make_booklet
from pipeline.publish.unit_workbook import render_unit_workbook
from tests.campaigns import logistics_campaign
from tests.clean_return import UNIT, clean_content

AS_OF = date(2023, 11, 7)
FILE = f"{UNIT}自查表.xlsx"


@dataclass(frozen=True)
class Change:
    """One cell of the clean return that holds something else: sheet title, record from 1, heading, content."""

    sheet: str
    row: int
    heading: str
    content: object


@dataclass(frozen=True)
class Told:
    """What is said of one spoilt copy.

    Attributes:
        findings: Every finding about it.
        tables: Sheet key -> its records as they are shown.
    """

    findings: tuple[Finding, ...]
    tables: Mapping[str, pd.DataFrame]

    def shown(self, title: str, row: int, heading: str) -> str:
        """Return what stands for one cell in the outputs; `row` counts records from 1."""
        page, table = pages()[title], self.tables[pages()[title].sheet.key]
        mine = table if page.pairs else table[table["row"].eq(page.row(row - 1, ""))]
        return written(mine[key_of(title, heading)].iloc[0])


@cache
def campaign() -> Campaign:
    """Return the campaign all returns of these tests belong to."""
    return logistics_campaign()


@cache
def clean_workbook() -> bytes:
    """Return the clean return as a file."""
    unit = campaign().unit(UNIT)
    return render_unit_workbook(campaign(), unit, clean_content(campaign(), unit))


@cache
def clean_book() -> RawBook:
    """Return the clean return as the reader gives it."""
    return read_book(clean_workbook())


@cache
def pages() -> Mapping[str, Page]:
    """Return the sheets of the clean return by title: where everything stands."""
    unit = campaign().unit(UNIT)
    booklet = make_booklet(campaign(), unit, clean_content(campaign(), unit), 1)
    return {page.sheet.title: page for page in booklet.pages}


def key_of(title: str, heading: str) -> str:
    """Return the key of a column by its heading; raise KeyError where the sheet has none."""
    return {column.heading: column.key for column in pages()[title].sheet.columns}[heading]


def cell_of(title: str, row: int, heading: str) -> str:
    """Return the A1 address of a cell, of the row's first where no heading is given; 基本情况 has one record only."""
    page = pages()[title]
    return page.address(row - 1, key_of(title, heading) if heading else page.sheet.columns[0].key)


def opened(path: str, data: bytes, received: str = "") -> Opened:
    """Return one file opened as a run opens it."""
    arrival = Arrival(path, data, hashlib.sha256(data).hexdigest(), len(data), 0, received=received)
    return open_arrival(campaign().form, OWN_SHEETS, arrival)


def judged(*files: Opened, past: Past | None = None, as_of: date = AS_OF, of: Campaign | None = None) -> Outcome:
    """Return the outcome of a run over these files, without worker processes."""
    return judge(of or campaign(), files, past or Past(), as_of).outcome


def spoilt(changes: Sequence[Change], book: RawBook | None = None) -> Submission:
    """Return what the clean return (or another book) submits once these cells are changed."""
    before = book or clean_book()
    touched = {change.sheet for change in changes}
    sheets = {sheet.name: _copied(sheet) for sheet in before.sheets if sheet.name in touched}
    for change in changes:
        _put(sheets[change.sheet], change)
    after = tabulate(campaign().form, replace(before, sheets=tuple(sheets.values())), OWN_SHEETS)
    whole = _whole(before)
    return replace(
        whole,
        tables={**whole.tables, **after.tables},
        remarks=after.remarks,
        unit_cell=after.unit_cell or whole.unit_cell,
    )


_WHOLE: dict[int, tuple[RawBook, Submission]] = {}


def _whole(book: RawBook) -> Submission:
    """Return what an unchanged book submits; sheets that are not touched need not be read again for every copy."""
    if id(book) not in _WHOLE:
        _WHOLE[id(book)] = (book, tabulate(campaign().form, book, OWN_SHEETS))
    return _WHOLE[id(book)][1]


def _copied(sheet: RawSheet) -> RawSheet:
    return replace(sheet, rows=[list(row) for row in sheet.rows])


def _put(sheet: RawSheet, change: Change) -> None:
    page, key = pages()[change.sheet], key_of(change.sheet, change.heading)
    row, column = page.row(change.row - 1, key) - 1, page.column(key)
    sheet.rows[row][column] = change.content


def told(submissions: Sequence[Submission], as_of: date = AS_OF) -> list[Told]:
    """Return what is said of each submission, all of them of 后勤集团 and judged in one go."""
    unit = campaign().unit(UNIT)
    sources = tuple(
        Source(unit, f"{number:03d}.xlsx", submission, AS_OF.isoformat())
        for number, submission in enumerate(submissions)
    )
    conformed = conform(campaign().form, sources)
    findings = findings_of(campaign(), conformed, (), number_problems(campaign(), conformed), as_of)
    tables = {key: shown(frame, sources) for key, frame in conformed.frames.items()}
    return [
        Told(
            tuple(finding for finding in findings if finding.file == source.path),
            {key: table[table["file"].eq(source.path)] for key, table in tables.items()},
        )
        for source in sources
    ]
