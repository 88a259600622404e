"""The middle of the straight line: opened files -> the outcome. Pure; the day and the past are given."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from pipeline.campaign.model import Campaign
from pipeline.intake.disposition import Disposition
from pipeline.intake.memory import KnownProblem, Memory
from pipeline.intake.opening import Opened
from pipeline.intake.past import Past
from pipeline.intake.sorting import Sorted
from pipeline.intake.versions import sort_files
from pipeline.meaning.carried import missing_problems, remembered, told_before, waiver_days
from pipeline.meaning.changes import changes
from pipeline.meaning.columns import ledger_columns
from pipeline.meaning.continuity import Numbered, closed_numbers, over_time_faults
from pipeline.meaning.ledger import merge, shown
from pipeline.meaning.listed import file_entries, pending_rows
from pipeline.meaning.outcome import Outcome
from pipeline.meaning.replay import earlier_problems
from pipeline.meaning.sent_back import sent_back, times_returned
from pipeline.meaning.sources import Source, divided
from pipeline.meaning.structure import disappeared
from pipeline.meaning.succession import Settled, gone_problems, newest, settle_rounds
from pipeline.meaning.summary import Gathered, summarise
from pipeline.meaning.told import counting, findings_of, in_order, of_the_office


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
    before = told_before(settled.earlier, known, placed)
    numbered = _with_missing(settled, before, past, placed)
    over_time = (*numbered.faults, *over_time_faults(campaign, conformed, numbered.numbers, before, past.notes.marks))
    findings = findings_of(campaign, conformed, placed, numbered.numbers, as_of, over_time)
    gone = [before[number] for number in sorted(numbered.gone) if number in before]
    findings += disappeared(campaign, newest(sources).values(), gone)
    ledger = merge(campaign, conformed, numbered, counting(findings, past.notes.waivers), as_of, past.notes)
    findings += of_the_office(campaign, past, ledger, sources)
    told = changes(known, ledger, numbered.gone, ledger_columns(campaign.form))
    findings = in_order(campaign, findings)
    pending, pending_cases = pending_rows(campaign, placed)
    frames = {key: shown(conformed.frames[key], sources) for key in ("risks", "cases", "measures")}
    effective = counting(findings, past.notes.waivers)
    went_back = {**past.memory.sent_back, **sent_back(placed, effective)}
    gathered = Gathered(
        campaign, as_of, ledger, **frames, sources=sources, files=placed, findings=effective,
        pending_rows=len(pending), times_returned=times_returned(went_back, placed),
    )  # fmt: skip
    outcome = Outcome(
        campaign=campaign,
        as_of=as_of,
        figures=summarise(gathered),
        ledger=ledger,
        **frames,
        files=file_entries(campaign, placed, sources, effective),
        findings=tuple(findings),
        normalised=tuple(conformed.normalised),
        pending=pending,
        pending_cases=pending_cases,
        changes=told,
        waivers=past.notes.waivers,
        own_headings=past.notes.own_headings,
        waived_on=waiver_days(past, as_of),
    )
    as_known = replace(past, memory=replace(past.memory, problems=before))
    memory = remembered(as_known, ledger, placed, numbered, as_of)
    return Judged(outcome, sources, replace(memory, sent_back=went_back))


def _with_missing(
    settled: Settled, before: Mapping[str, KnownProblem], past: Past, placed: Sequence[Sorted]
) -> Numbered:
    """Return the numbers with the problems only earlier runs know, and those that should have been reported."""
    missing = missing_problems(before, settled.numbered.numbers, placed)
    closed = closed_numbers(past.notes.marks)
    return replace(settled.numbered, missing=missing, gone=gone_problems(settled, missing, closed))


def _sources(campaign: Campaign, placed: Sequence[Sorted], kind: Disposition) -> tuple[Source, ...]:
    """Return the files that are used, or replaced, in checklist order, so that no order of files changes the ledger."""
    order = {unit.name: place for place, unit in enumerate(campaign.units)}
    used = [one for one in placed if one.disposition is kind and one.turn]
    used.sort(key=lambda one: (order[one.identity.unit], one.identity.round, one.turn, one.part, one.opened.path))
    return tuple(
        source
        for one in used
        if one.opened.submission is not None
        for source in divided(
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
        )
    )
