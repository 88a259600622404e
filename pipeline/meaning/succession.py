"""Several rounds of one unit: each sheet and each problem counts as the newest return has it, and once.

A later round asks only for what may have changed. What it leaves out is still told by the returns of
earlier rounds: their other sheets, and the problems that were closed before or not listed again.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.campaign.model import Campaign
from pipeline.form import identity as keys
from pipeline.intake.memory import KnownProblem
from pipeline.intake.submission import Table
from pipeline.meaning.conform import Conformed, conform
from pipeline.meaning.continuity import Numbered, number_problems
from pipeline.meaning.sources import Source

_BY_RECORD = ("basics", "problems")
"""Sheets of which a later return replaces single answers or records, not the whole."""

Place = tuple[int, int]
"""Number of a source, row in its file."""


@dataclass(frozen=True)
class Settled:
    """What all rounds together say.

    Attributes:
        sources: The files that count, each with only what still counts of it.
        conformed: Their content.
        numbered: The number of every problem of it.
    """

    sources: tuple[Source, ...]
    conformed: Conformed
    numbered: Numbered


def settle_rounds(campaign: Campaign, sources: Sequence[Source], known: Mapping[str, KnownProblem]) -> Settled:
    """Return the newest answer to everything; `sources` are in the order of rounds within each unit."""
    whole = _newest_sheets(sources)
    conformed = conform(campaign.form, whole)
    numbered = number_problems(campaign, conformed, known)
    places = _places(conformed)
    old = {places[index] for index in _overtaken(conformed, numbered.numbers)}
    if not old:
        return Settled(whole, conformed, numbered)
    kept = tuple(_without(source, {row for n, row in old if n == number}) for number, source in enumerate(whole))
    conformed = conform(campaign.form, kept)
    by_place = {places[index]: number for index, number in numbered.numbers.items()}
    numbers = {index: by_place[place] for index, place in _places(conformed).items()}
    faults = tuple(fault for fault in numbered.faults if (fault.source, fault.row) not in old)
    return Settled(kept, conformed, Numbered(numbers, faults))


def newest(sources: Sequence[Source]) -> Mapping[str, Source]:
    """Return unit -> its source of the latest round."""
    return {source.unit.name: source for source in sorted(sources, key=lambda one: one.round)}


def gone_problems(settled: Settled, missing: Sequence[KnownProblem], closed: frozenset[str]) -> frozenset[str]:
    """Return the numbers of the problems their units were to report again and have not.

    What a later round did not list again, and what is closed, need not be reported.
    """
    latest = newest(settled.sources)
    left = _left_out(settled)
    for problem in missing:
        source = latest.get(problem.unit)
        if source is None or source.round <= int(problem.record.get("round") or 1):
            left.add(problem.id)
    return frozenset(number for number in left if number not in closed)


def _left_out(settled: Settled) -> set[str]:
    """Return the numbers a later round's workbook listed and its return does not have any more."""
    returned: dict[int, set[str]] = {}
    for index, source in enumerate(settled.conformed.frames["problems"].sources):
        returned.setdefault(source, set()).add(settled.numbered.numbers[index])
    latest = newest(settled.sources)
    return {
        listed
        for number, source in enumerate(settled.sources)
        if latest[source.unit.name] is source and "problems" in source.submission.tables
        for listed in source.submission.meta.get(keys.ISSUED, "").split("、")
        if listed and listed not in returned.get(number, ())
    }


def _newest_sheets(sources: Sequence[Source]) -> tuple[Source, ...]:
    """Return the sources without the sheets that a later return of their unit has again."""
    again: dict[str, set[str]] = {}
    kept = []
    for source in reversed(sources):
        later = again.setdefault(source.unit.name, set())
        tables = {key: table for key, table in source.submission.tables.items() if key not in later}
        kept.append(source if len(tables) == len(source.submission.tables) else _replaced(source, tables))
        later |= {key for key, table in tables.items() if key not in _BY_RECORD and (table.records or table.nil_rows)}
    return tuple(reversed(kept))


def _places(conformed: Conformed) -> dict[int, Place]:
    frame = conformed.frames["problems"]
    return dict(enumerate(zip(frame.sources, frame.lines, strict=True)))


def _overtaken(conformed: Conformed, numbers: Mapping[int, str]) -> list[int]:
    """Return the rows whose problem stands in a later round's return as well."""
    frame = conformed.frames["problems"]
    rounds = {index: conformed.sources[frame.sources[index]].round for index in numbers}
    latest: dict[str, int] = {}
    for index, number in numbers.items():
        latest[number] = max(latest.get(number, 0), rounds[index])
    return [index for index, number in numbers.items() if rounds[index] < latest[number]]


def _without(source: Source, rows: set[int]) -> Source:
    table = source.submission.tables.get("problems")
    if table is None or not rows:
        return source
    records = tuple(record for record in table.records if record.row not in rows)
    return _replaced(source, {**source.submission.tables, "problems": replace(table, records=records)})


def _replaced(source: Source, tables: Mapping[str, Table]) -> Source:
    return replace(source, submission=replace(source.submission, tables=tables), whole=source.original)
