"""The middle of the straight line: opened files -> the outcome. Pure; the day and the past are given."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import pandas as pd

from pipeline.campaign.model import Campaign
from pipeline.findings import Finding, Severity
from pipeline.form.privacy import HIDDEN, masked
from pipeline.form.schema import Layout
from pipeline.intake.book import shown_text
from pipeline.intake.disposition import Disposition
from pipeline.intake.memory import Memory
from pipeline.intake.office import OfficeNotes
from pipeline.intake.opening import Opened
from pipeline.intake.past import Past
from pipeline.intake.rounds import late_since
from pipeline.intake.sorting import Sorted
from pipeline.intake.submission import Table
from pipeline.intake.versions import sort_files
from pipeline.meaning.blue import of_nobody, too_early, unreadable
from pipeline.meaning.carried import missing_problems, remembered
from pipeline.meaning.changes import changes
from pipeline.meaning.check import check
from pipeline.meaning.columns import ledger_columns
from pipeline.meaning.conform import Conformed, filled_on
from pipeline.meaning.continuity import Numbered, closed_numbers, over_time_faults
from pipeline.meaning.ledger import merge, shown
from pipeline.meaning.objective import contradicted
from pipeline.meaning.outcome import FileEntry, Outcome, PendingRow
from pipeline.meaning.replay import earlier_problems
from pipeline.meaning.roll import nil_units, signed_units
from pipeline.meaning.row_rules import Context
from pipeline.meaning.sent_back import sent_back, times_returned
from pipeline.meaning.sources import Fault, Source, Speaker
from pipeline.meaning.structure import disappeared, file_finding, shape_findings, unsigned_nil
from pipeline.meaning.succession import Settled, gone_problems, newest, settle_rounds
from pipeline.meaning.summary import Gathered, summarise

_OF_CASES = re.compile("案件|立案|办案|违纪|违法|处分|查处|留置")
"""Words for which a sheet nobody knows is taken to tell of cases: its content stays out of the ledger."""


@dataclass(frozen=True)
class Judged:
    """The outcome, the sources it was drawn from for the return workbooks, and what the next run is to know."""

    outcome: Outcome
    sources: tuple[Source, ...]
    memory: Memory


def judge(campaign: Campaign, files: Sequence[Opened], past: Past, as_of: date) -> Judged:
    """Return what a run finds out.

    Raises:
        ConservationError: If a row that came in is not in the ledger exactly once.
    """
    placed = sort_files(campaign, files, past.notes.words, past.received, as_of)
    known = past.memory.problems
    used, replaced = (_sources(campaign, placed, kind) for kind in (Disposition.USED, Disposition.SUPERSEDED))
    numbers = {**past.memory.withdrawn, **known}
    settled = settle_rounds(campaign, used, numbers, earlier_problems(campaign, used, replaced, numbers, as_of))
    sources, conformed = settled.sources, settled.conformed
    numbered = _with_missing(settled, past, placed)
    before = {**settled.earlier, **known}
    over_time = (*numbered.faults, *over_time_faults(campaign, conformed, numbered.numbers, before, past.notes.marks))
    findings = findings_of(campaign, conformed, placed, numbered.numbers, as_of, over_time)
    gone = [before[number] for number in sorted(numbered.gone) if number in before]
    findings += disappeared(campaign, newest(sources).values(), gone)
    ledger = merge(campaign, conformed, numbered, _counting(findings, past.notes), as_of, past.notes)
    findings += _of_the_office(campaign, past, ledger, sources)
    told = changes(known, ledger, numbered.gone, ledger_columns(campaign.form))
    findings = _sorted(campaign, findings)
    pending = _pending(campaign, placed)
    frames = {key: shown(conformed.frames[key], sources) for key in ("risks", "cases", "measures")}
    counting = _counting(findings, past.notes)
    went_back = {**past.memory.sent_back, **sent_back(placed, counting)}
    gathered = Gathered(
        campaign, as_of, ledger, **frames, sources=sources, files=placed, findings=counting,
        pending_rows=len(pending), times_returned=times_returned(went_back, placed),
    )  # fmt: skip
    outcome = Outcome(
        campaign=campaign,
        as_of=as_of,
        figures=summarise(gathered),
        ledger=ledger,
        **frames,
        files=_entries(campaign, placed, sources, counting),
        findings=tuple(findings),
        normalised=tuple(conformed.normalised),
        pending=pending,
        changes=told,
        waivers=past.notes.waivers,
        own_headings=past.notes.own_headings,
    )
    as_known = replace(past, memory=replace(past.memory, problems=before))
    memory = remembered(as_known, ledger, placed, numbered, as_of)
    return Judged(outcome, sources, replace(memory, sent_back=went_back))


def _of_the_office(
    campaign: Campaign, past: Past, ledger: pd.DataFrame, sources: Sequence[Source]
) -> Iterator[Finding]:
    """Go through what the office is told: of its own words, and of what others say against a nil report."""
    known = {*ledger["id"], *past.memory.problems, *past.memory.withdrawn}
    yield from unreadable(campaign, past.notes)
    yield from of_nobody(campaign, past.notes, known)
    yield from too_early(campaign, past.notes, ledger)
    yield from contradicted(campaign, nil_units(campaign, sources))


def _with_missing(settled: Settled, past: Past, placed: Sequence[Sorted]) -> Numbered:
    """Return the numbers with the problems only earlier runs know, and those that should have been reported."""
    missing = missing_problems({**settled.earlier, **past.memory.problems}, settled.numbered.numbers, placed)
    closed = closed_numbers(past.notes.marks)
    return replace(settled.numbered, missing=missing, gone=gone_problems(settled, missing, closed))


def _sources(campaign: Campaign, placed: Sequence[Sorted], kind: Disposition) -> tuple[Source, ...]:
    """Return the files that are used, or replaced, in checklist order, so that no order of files changes the ledger."""
    order = {unit.name: place for place, unit in enumerate(campaign.units)}
    used = [one for one in placed if one.disposition is kind and one.turn]
    used.sort(key=lambda one: (order[one.identity.unit], one.identity.round, one.turn, one.part, one.opened.path))
    return tuple(
        Source(
            campaign.unit(one.identity.unit),
            one.opened.path,
            one.opened.submission,
            one.received,
            one.identity.round,
            one.identity.evidence,
            remarks=one.identity.remarks,
            turn=one.turn,
            part=one.part,
        )
        for one in used
        if one.opened.submission is not None
    )


def findings_of(
    campaign: Campaign, conformed: Conformed, placed: Sequence[Sorted], numbers: Mapping[int, str], as_of: date,
    over_time: Sequence[Fault] = (),
) -> list[Finding]:  # fmt: skip
    """Return what is to be said of the returns and files of this run, whatever earlier runs said.

    `numbers` is index label in the problems frame -> number, as `number_problems` gives it;
    `over_time` are the faults found by comparing with earlier runs.
    """
    attached = {one.identity.unit for one in placed if one.disposition is Disposition.ATTACHMENT}
    with_attachments = frozenset(n for n, source in enumerate(conformed.sources) if source.unit.name in attached)
    context = Context(as_of, campaign.settings, dict(filled_on(conformed)), with_attachments)
    speaker = Speaker(campaign.form, conformed.sources)
    problems = conformed.frames["problems"]
    by_row = {(problems.sources[index], problems.lines[index]): number for index, number in numbers.items()}
    findings = [
        speaker.finding(fault, by_row.get((fault.source, fault.row), "") if fault.sheet == "problems" else "")
        for fault in (*check(campaign, conformed, context), *over_time)
    ]
    late = late_since(campaign, placed)
    together: dict[tuple[str, int], list[Source]] = {}
    for source in conformed.sources:
        together.setdefault((source.unit.name, source.round), []).append(source)
    for source in conformed.sources:
        others = [one for one in together[source.unit.name, source.round] if one.place != source.place]
        since = late.get(source.unit.name, "") if source.round == 1 else ""
        findings += shape_findings(campaign, source, since, others)
    findings += unsigned_nil(campaign, conformed.sources, signed_units(placed))
    return findings + [file_finding(campaign.form, one) for one in placed if one.code]


def _sorted(campaign: Campaign, findings: Sequence[Finding]) -> list[Finding]:
    order = {unit.name: place for place, unit in enumerate(campaign.units)}
    sheets = {sheet.title: place for place, sheet in enumerate(campaign.form.sheets)}
    grave = {severity: place for place, severity in enumerate(Severity)}
    return sorted(
        findings,
        key=lambda f: (
            grave[f.severity],
            order.get(f.unit, len(order)),
            f.file,
            sheets.get(f.sheet, -1),
            *_reading_order(f.cell),
            f.code,
        ),
    )


def _reading_order(cell: str) -> tuple[int, int, str]:
    letters, row = cell.rstrip("0123456789"), cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return int(row or 0), len(letters), letters


def _counting(findings: Sequence[Finding], notes: OfficeNotes) -> list[Finding]:
    """Return the findings that count: those the office has not waived."""
    return [
        finding
        for finding in findings
        if (finding.code, finding.file, finding.sheet, finding.cell) not in notes.waivers
    ]


def _pending(campaign: Campaign, placed: Sequence[Sorted]) -> tuple[PendingRow, ...]:
    rows = []
    for one in placed:
        submission = one.opened.submission
        if submission is None or one.disposition not in (Disposition.QUARANTINED, Disposition.USED):
            continue
        telling = {name for name, _, text in submission.unsorted if _OF_CASES.search(f"{name}{text}")}
        for name, row, text in submission.unsorted:
            shown = HIDDEN if name in telling else masked(text)
            asked = name in {table.name for table in submission.tables.values()}
            why = f"“{name}”没有问到的一行" if asked else f"工作表“{name}”不是本次模板的表"
            rows.append(PendingRow(one.opened.path, name, row, why, shown))
        if one.disposition is Disposition.QUARANTINED:
            rows += _pending_tables(campaign, one)
    return tuple(rows)


def _pending_tables(campaign: Campaign, one: Sorted) -> list[PendingRow]:
    rows = []
    for key, table in one.opened.submission.tables.items() if one.opened.submission else ():
        sheet = campaign.form[key]
        for record in table.records:
            parts = [f"{sheet[name].heading}：{shown_text(content)}" for name, content in record.cells.items()]
            parts += [f"{heading}：{text}" for heading, text in record.extras.items()]
            text = HIDDEN if sheet.confidential else masked("；".join(parts))
            rows.append(PendingRow(one.opened.path, table.name, record.row, one.reason, text))
        for row, text in table.set_aside if sheet.layout is Layout.ROWS else ():
            shown = HIDDEN if sheet.confidential else masked(text)
            rows.append(PendingRow(one.opened.path, table.name, row, one.reason, shown))
    return rows


def _entries(
    campaign: Campaign, placed: Sequence[Sorted], sources: Sequence[Source], findings: Sequence[Finding]
) -> tuple[FileEntry, ...]:
    counted = {source.path: source.submission.tables for source in sources}
    return tuple(_entry(campaign, one, counted.get(one.opened.path), findings) for one in placed)


def _entry(
    campaign: Campaign, one: Sorted, counted: Mapping[str, Table] | None, findings: Sequence[Finding]
) -> FileEntry:
    """Return one line of 收件清单; of a file that is used, the rows that count, else all it holds."""
    mine = Counter(finding.severity for finding in findings if finding.file == one.opened.path)
    whole = one.opened.submission.tables if one.opened.submission else {}
    tables = whole if counted is None else counted
    rows = {
        campaign.form[key].title: len(table.records) for key, table in tables.items() if campaign.form[key].preprinted
    }
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
