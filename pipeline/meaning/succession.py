"""Several returns of one unit: each sheet and each problem counts as the newest return has it, and once.

A later round asks only for what may have changed, a correction may bring only some sheets. What they leave
out is still told by the returns before them: their other sheets, and the problems that were closed before or
not listed again. Parts of one return stand beside each other.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.campaign.model import Campaign
from pipeline.form import identity as keys
from pipeline.form.folding import fold_prose
from pipeline.form.schema import Form
from pipeline.intake.answered import Standing, standing
from pipeline.intake.memory import KnownProblem
from pipeline.intake.submission import Table
from pipeline.meaning.conform import Conformed, conform
from pipeline.meaning.continuity import Numbered, number_problems
from pipeline.meaning.sources import Source, by_unit

Place = tuple[int, int]
"""Number of a source, row in its file."""


@dataclass(frozen=True)
class Settled:
    """What all rounds together say.

    Attributes:
        sources: The files that count, each with only what still counts of it.
        conformed: Their content.
        numbered: The number of every problem of it.
        earlier: Number -> problem of returns that were replaced in this very inbox, as an earlier run would know it.
    """

    sources: tuple[Source, ...]
    conformed: Conformed
    numbered: Numbered
    earlier: Mapping[str, KnownProblem]


def settle_rounds(
    campaign: Campaign,
    sources: Sequence[Source],
    known: Mapping[str, KnownProblem],
    earlier: Mapping[str, KnownProblem],
) -> Settled:
    """Return the newest answer to everything.

    Args:
        campaign: Whose form is asked.
        sources: In the order of round, turn and part within each unit.
        known: The problems of earlier runs.
        earlier: Those of returns that were replaced before any run saw them.
    """
    whole = newest_sheets(campaign.form, sources)
    conformed = conform(campaign.form, whole)
    numbered = number_problems(campaign, conformed, {**earlier, **known})
    earlier = _unlike(earlier, conformed, frozenset(numbered.numbers.values()))
    places = _places(conformed)
    old = {places[index] for index in _overtaken(conformed, numbered.numbers)}
    if not old:
        return Settled(whole, conformed, numbered, earlier)
    kept = tuple(_without(source, {row for n, row in old if n == number}) for number, source in enumerate(whole))
    conformed = conform(campaign.form, kept)
    by_place = {places[index]: number for index, number in numbered.numbers.items()}
    numbers = {index: by_place[place] for index, place in _places(conformed).items()}
    faults = tuple(fault for fault in numbered.faults if (fault.source, fault.row) not in old)
    return Settled(kept, conformed, Numbered(numbers, faults), earlier)


def _unlike(
    earlier: Mapping[str, KnownProblem], conformed: Conformed, reported: frozenset[str]
) -> Mapping[str, KnownProblem]:
    """Return the earlier problems without those told again in the same words under another number."""
    frame = conformed.frames["problems"]
    told = {
        (conformed.sources[number].unit.name, fold_prose(text))
        for number, text in zip(frame.sources, frame.rows.found["problem"], strict=True)
    }
    return {
        number: problem
        for number, problem in earlier.items()
        if number in reported or (problem.unit, fold_prose(problem.first["problem"])) not in told
    }


def newest(sources: Sequence[Source]) -> Mapping[str, Source]:
    """Return unit -> its newest source: the last part of the last return of the latest round."""
    return {source.unit.name: source for source in sorted(sources, key=lambda one: one.place)}


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
    """Return the numbers a later round's workbook listed and its returns do not have any more."""
    returned: dict[tuple[str, int], set[str]] = {}
    for index, number in enumerate(settled.conformed.frames["problems"].sources):
        source = settled.sources[number]
        returned.setdefault((source.unit.name, source.round), set()).add(settled.numbered.numbers[index])
    latest = newest(settled.sources)
    return {
        listed
        for source in settled.sources
        if latest[source.unit.name].round == source.round and "problems" in source.submission.tables
        for listed in source.submission.meta.get(keys.ISSUED, "").split("、")
        if listed and listed not in returned.get((source.unit.name, source.round), ())
    }


def newest_sheets(form: Form, sources: Sequence[Source]) -> tuple[Source, ...]:
    """Return the sources with only the tables that count, see `answered.standing`."""
    kept = list(sources)
    for mine in by_unit(sources).values():
        returns = [Standing(sources[n].submission, *sources[n].place) for n in mine]
        for n, tables in zip(mine, standing(form, returns), strict=True):
            if tables != sources[n].submission.tables:
                kept[n] = _replaced(sources[n], tables)
    return tuple(kept)


def _places(conformed: Conformed) -> dict[int, Place]:
    frame = conformed.frames["problems"]
    return dict(enumerate(zip(frame.sources, frame.lines, strict=True)))


def _overtaken(conformed: Conformed, numbers: Mapping[int, str]) -> list[int]:
    """Return the rows whose problem stands in a later return of the unit as well."""
    frame = conformed.frames["problems"]
    places = {index: conformed.sources[frame.sources[index]].place for index in numbers}
    latest: dict[str, tuple[int, int, str]] = {}
    for index, number in numbers.items():
        latest[number] = max(latest.get(number, places[index]), places[index])
    return [index for index, number in numbers.items() if places[index] < latest[number]]


def _without(source: Source, rows: set[int]) -> Source:
    table = source.submission.tables.get("problems")
    if table is None or not rows:
        return source
    records = tuple(record for record in table.records if record.row not in rows)
    return _replaced(source, {**source.submission.tables, "problems": replace(table, records=records)})


def _replaced(source: Source, tables: Mapping[str, Table]) -> Source:
    return replace(source, submission=replace(source.submission, tables=tables), whole=source.original)
