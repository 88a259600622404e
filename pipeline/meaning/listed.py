"""What became of every file, and the rows that count nowhere: 收件清单 and 待核实."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.campaign.model import Campaign
from pipeline.findings import Finding, Severity
from pipeline.form.privacy import HIDDEN, masked
from pipeline.form.schema import Layout
from pipeline.intake.book import shown_text
from pipeline.intake.disposition import Disposition
from pipeline.intake.sorting import Sorted
from pipeline.intake.submission import Submission, Table
from pipeline.meaning.outcome import FileEntry, PendingRow
from pipeline.meaning.sources import Source

_OF_CASES = re.compile("案件|立案|办案|违纪|违法|处分|查处|留置")
"""Words for which a sheet nobody knows is taken to tell of cases: its content stays out of the ledger."""


def pending_rows(campaign: Campaign, placed: Sequence[Sorted]) -> tuple[tuple[PendingRow, ...], tuple[PendingRow, ...]]:
    """Return the rows of files a person has to decide on, and those of used files that nothing asks for.

    The first are all of them, without the content of cases; the second those of cases, with it.
    """
    rows = list(_pending(campaign, placed))
    every = tuple(replace(row, text=HIDDEN) if secret else row for row, secret in rows)
    return every, tuple(row for row, secret in rows if secret)


def _pending(campaign: Campaign, placed: Sequence[Sorted]) -> Iterator[tuple[PendingRow, bool]]:
    """Go through (row with its content, whether it tells of a case)."""
    titles = {sheet.title for sheet in campaign.form.sheets}
    for one in placed:
        submission = one.opened.submission
        if submission is None or one.disposition not in (Disposition.QUARANTINED, Disposition.USED):
            continue
        telling = {name for name, _, text in submission.unsorted if _OF_CASES.search(f"{name}{text}")}
        for name, row, text in submission.unsorted:
            asked = name in {table.name for table in submission.tables.values()}
            headless = f"“{name}”里没有找到表头行" if name in titles else f"工作表“{name}”不是本次模板的表"
            twice = name in {table.name for table in submission.further}
            why = f"“{name}”没有问到的一行" if asked else f"“{name}”里编号与另一处相同的一行" if twice else headless
            yield PendingRow(one.opened.path, name, row, why, masked(text)), name in telling
        if one.disposition is Disposition.QUARANTINED:
            yield from _pending_tables(campaign, one)


def _pending_tables(campaign: Campaign, one: Sorted) -> Iterator[tuple[PendingRow, bool]]:
    for table in _tables(one.opened.submission):
        sheet = campaign.form[table.key]
        for record in table.records:
            parts = [f"{sheet[name].heading}：{shown_text(content)}" for name, content in record.cells.items()]
            parts += [f"{heading}：{text}" for heading, text in record.extras.items()]
            text = masked("；".join(parts))
            yield PendingRow(one.opened.path, table.name, record.row, one.reason, text), sheet.confidential
        for row, text in table.set_aside if sheet.layout is Layout.ROWS else ():
            yield PendingRow(one.opened.path, table.name, row, one.reason, masked(text)), sheet.confidential


def _tables(submission: Submission | None) -> tuple[Table, ...]:
    return (*submission.tables.values(), *submission.further) if submission else ()


def file_entries(
    campaign: Campaign, placed: Sequence[Sorted], sources: Sequence[Source], findings: Sequence[Finding]
) -> tuple[FileEntry, ...]:
    """Return 收件清单: one line a file; `findings` are those that count."""
    counted: dict[str, list[Table]] = {}
    for source in sources:
        counted.setdefault(source.path, []).extend(source.submission.tables.values())
    graves: dict[str, Counter[Severity]] = {one.opened.path: Counter() for one in placed}
    for finding in findings:
        if finding.file in graves:
            graves[finding.file][finding.severity] += 1
    return tuple(_entry(campaign, one, counted.get(one.opened.path), graves[one.opened.path]) for one in placed)


def _entry(campaign: Campaign, one: Sorted, counted: Sequence[Table] | None, mine: Counter[Severity]) -> FileEntry:
    """Return one line of 收件清单; of a file that is used, the rows that count, else all it holds."""
    rows: dict[str, int] = {}
    for table in _tables(one.opened.submission) if counted is None else counted:
        if campaign.form[table.key].preprinted:
            title = campaign.form[table.key].title
            rows[title] = rows.get(title, 0) + len(table.records)
    return FileEntry(
        path=one.opened.path,
        sha256=one.opened.sha256,
        size=one.opened.size,
        unit=one.identity.unit,
        round=one.identity.round,
        disposition=one.disposition,
        reason=one.reason,
        received=one.received,
        rows=rows,
        errors=mine[Severity.ERROR],
        warnings=mine[Severity.WARNING],
        evidence=one.identity.evidence,
        office_word=one.office_word,
        office_received=one.office_received,
        seen=one.seen,
    )
