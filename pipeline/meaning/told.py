"""Everything a run has to say: of the returns, of the files, of the office's own words; in the order of the page."""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from datetime import date

import pandas as pd

from pipeline.campaign.model import Campaign
from pipeline.findings import Finding, Severity
from pipeline.intake.past import Past
from pipeline.intake.rounds import late_since
from pipeline.intake.sorting import Sorted
from pipeline.meaning.blue import of_nobody, too_early, unreadable
from pipeline.meaning.check import check
from pipeline.meaning.conform import Conformed, filled_on
from pipeline.meaning.context import Context
from pipeline.meaning.objective import contradicted
from pipeline.meaning.roll import evidencing_units, nil_units, signed_units
from pipeline.meaning.sources import Fault, Source, Speaker, by_round
from pipeline.meaning.structure import file_finding, shape_findings, unsigned, unsigned_nil
from pipeline.meaning.succession import newest


def findings_of(
    campaign: Campaign, conformed: Conformed, placed: Sequence[Sorted], numbers: Mapping[int, str], as_of: date,
    over_time: Sequence[Fault] = (),
) -> list[Finding]:  # fmt: skip
    """Return what is to be said of the returns and files of this run, whatever earlier runs said.

    `numbers` is index label in the problems frame -> number, as `number_problems` gives it;
    `over_time` are the faults found by comparing with earlier runs.
    """
    attached = evidencing_units(placed)
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
    together = by_round(conformed.sources)
    for source in conformed.sources:
        others = [one for one in together[source.unit.name, source.round] if one.place != source.place]
        since = late.get(source.unit.name, "") if source.round == 1 else ""
        findings += shape_findings(campaign, source, since, others)
    signed = signed_units(placed)
    nil = list(unsigned_nil(campaign, conformed.sources, signed))
    come = {one.opened.path for one in placed}
    latest = [source for source in newest(conformed.sources).values() if source.path in come]
    findings += [*nil, *unsigned(campaign, latest, signed, frozenset(finding.unit for finding in nil), as_of)]
    return findings + [file_finding(campaign.form, one) for one in placed if one.code]


def of_the_office(campaign: Campaign, past: Past, ledger: pd.DataFrame, sources: Sequence[Source]) -> Iterator[Finding]:
    """Go through what the office is told: of its own words, and of what others say against a nil report."""
    known = {*ledger["id"], *past.memory.problems, *past.memory.withdrawn}
    yield from unreadable(campaign, past.notes)
    yield from of_nobody(campaign, past.notes, known)
    yield from too_early(campaign, past.notes, ledger)
    yield from contradicted(campaign, nil_units(campaign, sources))


def in_order(campaign: Campaign, findings: Sequence[Finding]) -> list[Finding]:
    """Return the findings as they are printed: errors first, then by unit, file, sheet, row and column."""
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


def counting(findings: Iterable[Finding], waivers: Container[tuple[str, str, str, str]]) -> list[Finding]:
    """Return the findings that count: those the office has not waived."""
    return [finding for finding in findings if finding.key not in waivers]
