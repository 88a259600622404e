"""The problems of returns that were replaced before any run saw them: what a run in between would have known.

So it makes no difference whether the office ran once after two returns, or after each of them.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from pipeline.campaign.model import Campaign
from pipeline.intake.memory import FIXED_FIRST, KnownProblem
from pipeline.intake.office import OfficeNotes
from pipeline.meaning.changes import records
from pipeline.meaning.conform import conform
from pipeline.meaning.continuity import number_problems
from pipeline.meaning.ledger import merge
from pipeline.meaning.sources import Source
from pipeline.meaning.succession import newest_sheets

_NEEDED: Final = ("basics", "problems")


def earlier_problems(
    campaign: Campaign, used: Sequence[Source], superseded: Sequence[Source], known: Mapping[str, KnownProblem],
    as_of: date,
) -> Mapping[str, KnownProblem]:  # fmt: skip
    """Return number -> problem for every problem of a return that a later one of its round has replaced.

    Args:
        campaign: Whose form is asked.
        used: The files that count, whole.
        superseded: The files of which nothing counts.
        known: The problems of earlier runs; their numbers are kept.
        as_of: The day of the run.
    """
    told: dict[str, KnownProblem] = {}
    for source in _replaced_lists(campaign, used, superseded):
        conformed = conform(campaign.form, (source,))
        numbered = number_problems(campaign, conformed, {**told, **known})
        for record in records(merge(campaign, conformed, numbered, (), as_of, OfficeNotes())):
            told[record["id"]] = _known(record, as_of)
    return told


def _replaced_lists(campaign: Campaign, used: Sequence[Source], superseded: Sequence[Source]) -> Iterator[Source]:
    """Go through the returns whose list of problems does not count, the oldest first, with that list alone."""
    answering = {(source.unit.name, source.round) for source in used}
    counting = newest_sheets(campaign.form, used)
    left = [whole for whole, source in zip(used, counting, strict=True) if "problems" not in source.submission.tables]
    behind = [source for source in superseded if (source.unit.name, source.round) in answering]
    for source in sorted((*left, *behind), key=lambda one: (one.unit.name, one.place)):
        tables = {key: source.submission.tables[key] for key in _NEEDED if key in source.submission.tables}
        if "problems" in tables and tables["problems"].records:
            yield replace(source, submission=replace(source.submission, tables=tables))


def _known(record: Mapping[str, str], as_of: date) -> KnownProblem:
    first = {key: record[key] for key in FIXED_FIRST}
    return KnownProblem(record["id"], record["unit"], record, first, "", as_of.isoformat(), as_of.isoformat())
