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
from pipeline.intake.issued import read_issued
from pipeline.intake.locate import locate
from pipeline.intake.opening import Opened, open_arrival
from pipeline.intake.pairs import read_pairs
from pipeline.intake.past import Past
from pipeline.intake.reader import read_book
from pipeline.intake.records import read_records
from pipeline.intake.submission import Remark, Submission
from pipeline.intake.tabulate import tabulate
from pipeline.meaning.conform import conform, written
from pipeline.meaning.continuity import number_problems
from pipeline.meaning.judge import judge
from pipeline.meaning.ledger import shown
from pipeline.meaning.outcome import Outcome
from pipeline.meaning.sources import Source
from pipeline.meaning.told import findings_of
from pipeline.publish.content import Content
from pipeline.publish.layout import OWN_SHEETS, Page
from pipeline.publish.prefill import make_booklet
from pipeline.publish.unit_workbook import render_unit_workbook
from tests.campaigns import logistics_campaign
from tests.clean_return import OTHER, UNIT, clean_content, other_content

AS_OF = date(2023, 11, 7)
FILE = f"{UNIT}自查表.xlsx"
UNSIGNED = "F18"
WHOLE_ROW = "全行"
"""Heading of a change to all of a row: everything but its number is emptied, the content stands in the first cell."""


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
        path: The file it came in.
        tables: Sheet key -> the records of all copies as they are shown.
    """

    findings: tuple[Finding, ...]
    path: str
    tables: Mapping[str, pd.DataFrame]

    def shown(self, title: str, row: int, heading: str) -> str:
        """Return what stands for one cell in the outputs; `row` counts records from 1."""
        page, key = pages()[title], key_of(title, heading)
        table = self.tables[page.sheet.key]
        mine = table["file"].eq(self.path) & (page.pairs or table["row"].eq(page.row(row - 1, key)))
        return written(table.at[mine.idxmax(), key])


@cache
def campaign() -> Campaign:
    """Return the campaign all returns of these tests belong to."""
    return logistics_campaign()


@cache
def clean_workbook() -> bytes:
    """Return the clean return as a file."""
    return filled(clean_content(campaign(), campaign().unit(UNIT)))


def filled(content: Content) -> bytes:
    """Return the workbook of 后勤集团 filled with a content."""
    return render_unit_workbook(campaign(), campaign().unit(UNIT), content)


def return_of_other_unit(problem: str) -> bytes:
    """Return a return of 总务处 with this one problem, as a file."""
    return render_unit_workbook(campaign(), campaign().unit(OTHER), other_content(campaign(), problem))


@cache
def clean() -> "Original":
    """Return the clean return as the reader gives it."""
    return Original(read_book(clean_workbook()))


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


def opened(path: str, data: bytes, of: Campaign | None = None, received: str = "") -> Opened:
    """Return one file opened as a run opens it."""
    arrival = Arrival(path, data, hashlib.sha256(data).hexdigest(), len(data), 0, received=received)
    return open_arrival((of or campaign()).form, OWN_SHEETS, arrival)


def judged(
    *files: Opened, past: Past | None = None, as_of: date = AS_OF, of: Campaign | None = None, unsigned: bool = False
) -> Outcome:
    """Return the outcome of a run over these files, without worker processes.

    Scans of the signature are a matter of their own: that none has come is left out unless `unsigned` asks for it.
    """
    outcome = judge(of or campaign(), files, past or Past(), as_of).outcome
    return outcome if unsigned else signed(outcome)


def signed(outcome: Outcome) -> Outcome:
    """Return an outcome without what is said of scans that have not come."""
    return replace(outcome, findings=tuple(finding for finding in outcome.findings if finding.code != UNSIGNED))


class Original:
    """A workbook as the reader gives it, of which copies with other cells are made."""

    def __init__(self, book: RawBook) -> None:
        self.book = book
        self.submission = tabulate(campaign().form, book, OWN_SHEETS)
        self._located = locate(campaign().form, book, OWN_SHEETS, read_issued(campaign().form, book)).found

    def spoilt(self, changes: Sequence[Change]) -> Submission:
        """Return what it submits once these cells are changed: the sheets touched are read anew."""
        tables = dict(self.submission.tables)
        remarks: list[Remark] = []
        for key in dict.fromkeys(pages()[change.sheet].sheet.key for change in changes):
            sheet = _copied(self._located[key].sheet)
            for change in changes:
                if pages()[change.sheet].sheet.key == key:
                    _put(sheet, change)
            read = read_pairs if pages()[sheet.name].pairs else read_records
            tables[key], said = read(campaign().form[key], replace(self._located[key], sheet=sheet))
            remarks += said
        return replace(self.submission, tables=tables, remarks=tuple(remarks))


def _copied(sheet: RawSheet) -> RawSheet:
    return replace(sheet, rows=[list(row) for row in sheet.rows])


def _put(sheet: RawSheet, change: Change) -> None:
    page = pages()[change.sheet]
    keys = page.own_keys if change.heading == WHOLE_ROW else (key_of(change.sheet, change.heading),)
    for key, content in zip(keys, (change.content, *[""] * len(keys)), strict=False):
        sheet.rows[page.row(change.row - 1, key) - 1][page.column(key)] = content


def told(submissions: Sequence[Submission], as_of: date = AS_OF) -> list[Told]:
    """Return what is said of each submission, all of them of 后勤集团 and judged in one go."""
    unit = campaign().unit(UNIT)
    sources = tuple(
        Source(unit, f"{number:03d}.xlsx", submission, AS_OF.isoformat())
        for number, submission in enumerate(submissions)
    )
    conformed = conform(campaign().form, sources)
    findings = findings_of(campaign(), conformed, (), number_problems(campaign(), conformed, {}).numbers, as_of)
    tables = {key: shown(frame, sources) for key, frame in conformed.frames.items()}
    mine: dict[str, list[Finding]] = {source.path: [] for source in sources}
    for finding in findings:
        mine[finding.file].append(finding)
    return [Told(tuple(mine[source.path]), source.path, tables) for source in sources]
