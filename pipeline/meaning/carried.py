"""Problems a unit no longer reports stay in the ledger, marked: nothing is lost (product.md)."""

from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

import pandas as pd

from pipeline.form.amounts import Amount, Count
from pipeline.form.days import Day
from pipeline.form.schema import Form
from pipeline.intake.disposition import Disposition
from pipeline.intake.memory import FIXED_FIRST, HOW_IT_STOOD, KnownProblem, Memory
from pipeline.intake.past import Past
from pipeline.intake.sorting import Sorted
from pipeline.meaning.changes import records
from pipeline.meaning.continuity import Numbered


def missing_problems(
    known: Mapping[str, KnownProblem], numbers: Mapping[int, str], files: Sequence[Sorted]
) -> tuple[KnownProblem, ...]:
    """Return the known problems no source reports now and that nobody took back.

    A problem is taken back when the file it came from still lies in the inbox and is no longer
    believed for its unit: the office left it out or gave it to another unit.
    """
    reported, taken_back = set(numbers.values()), _taken_back(files)
    return tuple(problem for problem in known.values() if problem.id not in reported and not taken_back(problem))


def told_before(
    earlier: Mapping[str, KnownProblem], known: Mapping[str, KnownProblem], files: Sequence[Sorted]
) -> Mapping[str, KnownProblem]:
    """Return the problems of replaced returns and those of earlier runs, by number.

    A known one is as the last run left it; taken back with its file, it is as another return here tells it.
    """
    taken_back = _taken_back(files)
    still = {
        number: replace(problem, record=earlier[number].record, source="")
        for number, problem in known.items()
        if number in earlier and taken_back(problem)
    }
    return {**earlier, **known, **still}


def _taken_back(files: Sequence[Sorted]) -> Callable[[KnownProblem], bool]:
    """Return what tells whether the file of a problem still lies in the inbox and is not believed for its unit."""
    here = {one.opened.sha256 for one in files}
    believed = {
        (one.opened.sha256, one.identity.unit)
        for one in files
        if one.disposition in (Disposition.USED, Disposition.SUPERSEDED, Disposition.DUPLICATE)
    }
    return lambda problem: problem.source in here and (problem.source, problem.unit) not in believed


def carried_rows(form: Form, missing: Sequence[KnownProblem], columns: Sequence[str]) -> pd.DataFrame:
    """Return ledger rows of problems that are only remembered, days and numbers as values again."""
    rows = [{key: _value(form, key, problem.record.get(key, "")) for key in columns} for problem in missing]
    return pd.DataFrame(rows, columns=list(columns), dtype=object)


_WHOLE: Final = {"row": 0, "round": 1}
"""Keys of whole numbers of ours, and what they are where nothing is known."""


def _value(form: Form, key: str, text: str) -> object:
    if key in _WHOLE:
        return int(text or _WHOLE[key])
    kinds = {column.key: column.kind for column in form["problems"].columns}
    if isinstance(kinds.get(key), Day | Amount | Count):
        value = kinds[key].read(text).value if text else None
        return value if value is not None else (text or None)
    return text


def remembered(past: Past, ledger: pd.DataFrame, files: Sequence[Sorted], numbered: Numbered, as_of: date) -> Memory:
    """Return what the next run is to know: every problem of this ledger, and all receipts and marks."""
    before, notes = past.memory, past.notes
    sha_of = {one.opened.path: one.opened.sha256 for one in files}
    carried = {problem.id for problem in numbered.missing}
    problems = {}
    for record in records(ledger):
        number = record["id"]
        old = before.problems.get(number)
        only_known = number in carried
        problems[number] = KnownProblem(
            id=number,
            unit=record["unit"],
            record=record,
            first=_first(old, record),
            source=(old.source if only_known and old else "") or sha_of.get(record["file"], ""),
            since=old.since if old else as_of.isoformat(),
            last=old.last if only_known and old else max(as_of.isoformat(), old.last if old else ""),
            gone=number in numbered.gone,
            rounds=_rounds(old, record, notes.marks.get(number, {})),
        )
    received = {**before.received, **{one.opened.sha256: one.seen for one in files if one.opened.sha256}}
    ever = {**before.withdrawn, **before.problems}
    withdrawn = {number: problem for number, problem in ever.items() if number not in problems}
    known = {*problems, *withdrawn}
    notes = replace(notes, marks=_of_known(notes.marks, known), own=_of_known(notes.own, known))
    waived_on = waiver_days(past, as_of)
    return replace(
        before, problems=problems, received=received, notes=notes, trouble="", withdrawn=withdrawn, waived_on=waived_on
    )


def waiver_days(past: Past, as_of: date) -> Mapping[tuple[str, str, str, str], str]:
    """Return the day of every waiver, ISO: of the run that first read it."""
    return {place: past.memory.waived_on.get(place, as_of.isoformat()) for place in past.notes.waivers}


def _of_known(said: Mapping[str, Mapping[str, str]], known: Container[str]) -> Mapping[str, Mapping[str, str]]:
    """Return what was said of problems; what stood at a number that is nobody's was told, once (L02)."""
    return {number: words for number, words in said.items() if number in known}


def _rounds(
    old: KnownProblem | None, record: Mapping[str, str], marks: Mapping[str, str]
) -> Mapping[str, Mapping[str, str]]:
    """Return how a problem stood at the end of every round that is over: the last one ends with the next one's return."""
    before = old.record.get("round", "") if old else ""
    if old is None or before in ("", record["round"]):
        return old.rounds if old else {}
    stood = {**old.record, **marks, "last": old.last}
    return {**old.rounds, before: {key: stood.get(key, "") for key in HOW_IT_STOOD}}


def _first(old: KnownProblem | None, record: Mapping[str, str]) -> Mapping[str, str]:
    """Return what was fixed first: what was blank then is fixed when it is first filled."""
    now = {key: record[key] for key in FIXED_FIRST}
    return {key: (old.first.get(key) if old else "") or text for key, text in now.items()}
