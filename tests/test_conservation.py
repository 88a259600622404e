"""Whatever units do to their returns: every row they wrote is in exactly one place, and none is lost in silence."""

import os
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from random import Random
from typing import Final

from hypothesis import given
from hypothesis import strategies as st

from pipeline.demo.fakes import frozen
from pipeline.intake.containers import expand
from pipeline.intake.disposition import Disposition
from pipeline.intake.opening import open_arrival
from pipeline.meaning.outcome import FileEntry, Outcome
from pipeline.publish.layout import OWN_SHEETS
from tests import messes_of_rows, messes_of_sheets
from tests.dear import dear
from tests.deliveries import WAYS, Delivered
from tests.inboxes import arrival
from tests.judging import campaign, judged
from tests.mess import MESSES
from tests.papers import paper, saved

ALL: Final = tuple(sorted(MESSES))
assert {messes_of_rows.__name__, messes_of_sheets.__name__} == {do.__module__ for do in MESSES.values()}
EXAMPLES: Final = int(os.environ.get("EXAMPLES", "25"))
"""How many inboxes are tried; `EXAMPLES=5000 pytest tests/test_conservation.py` by hand."""
UNITS: Final = ("后勤集团", "总务处")

UNREADABLE: Final = ("F01", "F02", "F03", "F07")
"""Findings that say that a file gives no data at all."""
NOT_READ: Final = ("S08", "S12")
"""Findings that say that a sheet was not read: hidden and not ours, or without headings."""

CASES: Final = campaign().form["cases"].title

Place = tuple[str, str, int]
"""File, sheet, row."""


@dataclass(frozen=True)
class Plan:
    """How one return comes to be: whose it is, what is done to it, how it is sent, and what decides the rest."""

    unit: str
    messes: tuple[str, ...]
    way: str
    name: str
    seed: int

    def delivered(self, number: int) -> Delivered:
        """Return what lies in the inbox then."""
        chance = Random(self.seed)  # noqa: S311  # no secret
        mine = paper(self.unit, chance, whole=chance.random() < 0.1)
        for one in self.messes:
            MESSES[one](mine)
        moment = f"2023-11-06T1{chance.randint(0, 3)}:00:00+08:00"
        return WAYS[self.way](f"{number}{self.name}", frozen(saved(mine.book), moment), chance)


PLANS: Final = st.lists(
    st.builds(
        Plan,
        unit=st.sampled_from(UNITS),
        messes=st.lists(st.sampled_from(ALL), max_size=6).map(tuple),
        way=st.sampled_from(sorted(WAYS)),
        name=st.sampled_from((*(f"{unit}自查表(最终版)" for unit in UNITS), "新建工作表")),
        seed=st.integers(0, 2**32),
    ),
    min_size=1,
    max_size=3,
)
"""One to three returns, each with up to six messes."""


@dear(EXAMPLES, random="EXAMPLES" in os.environ)
@given(PLANS)
def test_no_row_is_lost_and_none_counts_twice(plans: list[Plan]) -> None:
    """Rows in = ledger, the other frames, 待核实, or listed as no data; of files that do not count the reason is told."""
    arrived = [plan.delivered(number) for number, plan in enumerate(plans)]
    files = {name: data for one in arrived for name, data in one.files.items()}
    outcome = outcome_of(files)
    entries = {entry.path: entry for entry in outcome.files}
    places = Counter(_places(outcome))
    texts = dict(_texts(outcome))

    assert {path.partition("!")[0] for path in entries} == set(files)
    assert {place: count for place, count in places.items() if count > 1} == {}
    for one in arrived:
        for path in one.paths:
            assert list(_unaccounted(one, entries[path], outcome, places)) == []
            assert [
                place for place in _marked(one, path) if place in texts and not _shows(texts[place], one, place)
            ] == []


def outcome_of(files: Mapping[str, bytes]) -> Outcome:
    """Return the outcome of a run over these files, in this process."""
    arrivals = expand([arrival(path, data) for path, data in files.items()])
    return judged(*(open_arrival(campaign().form, OWN_SHEETS, one) for one in arrivals))


def _marked(one: Delivered, path: str) -> Iterator[Place]:
    yield from ((path, sheet, row) for sheet, row in one.rows)


def _places(outcome: Outcome) -> Iterator[Place]:
    """Go through the places of all that is in a frame, waits, or is listed as no data."""
    for frame in (outcome.ledger, outcome.risks, outcome.cases, outcome.measures):
        yield from zip(frame["file"], frame["sheet"], map(int, frame["row"]), strict=True)
    yield from ((row.file, row.sheet, row.row) for row in outcome.pending)
    yield from ((f.file, f.sheet, int(f.cell[1:])) for f in outcome.findings if f.code in ("S09", "S10", "S27"))


def _texts(outcome: Outcome) -> Iterator[tuple[Place, str]]:
    """Go through all that is shown of the rows of the frames."""
    for frame in (outcome.ledger, outcome.risks, outcome.cases, outcome.measures):
        for record in frame.to_dict("records"):
            yield (record["file"], record["sheet"], int(record["row"])), " ".join(map(str, record.values()))


def _shows(text: str, one: Delivered, place: Place) -> bool:
    return all(mark in text for mark in one.rows[place[1:]])


def _unaccounted(one: Delivered, entry: FileEntry, outcome: Outcome, places: Counter[Place]) -> Iterator[object]:
    """Go through what of a file is neither in one place nor told otherwise."""
    said = {(f.sheet, f.code) for f in outcome.findings if f.file == entry.path}
    if any(("", code) in said for code in UNREADABLE):
        return
    if entry.disposition not in (Disposition.USED, Disposition.QUARANTINED):
        yield from _unexplained(entry, outcome.files)
        yield from (place for place in set(places) - _kept(outcome) if place[0] == entry.path)
        return
    elsewhere = _replaced(one, entry, outcome)
    renamed = (CASES, "S02") in said  # what the unit called this sheet is not repeated
    for sheet, row in one.rows:
        passed_over = any((sheet, code) in said for code in NOT_READ)
        waits_unseen = sheet in one.hidden and entry.disposition is Disposition.QUARANTINED
        there = places[entry.path, sheet, row] or (renamed and places[entry.path, CASES, row])
        if not there and not passed_over and not waits_unseen and sheet not in elsewhere:
            yield sheet, row


def _kept(outcome: Outcome) -> set[Place]:
    """Return the places of the ledger: problems of a file that was replaced stay there, marked."""
    ledger = outcome.ledger
    return set(zip(ledger["file"], ledger["sheet"], map(int, ledger["row"]), strict=True))


def _replaced(one: Delivered, entry: FileEntry, outcome: Outcome) -> set[str]:
    """Return the sheets of a used file that a newer one replaces, as its reason says: nothing of them counts."""
    newer = [other for other in outcome.files if other.path in entry.reason and other.disposition is Disposition.USED]
    counting = (outcome.risks, outcome.cases, outcome.measures)
    frames = {place for frame in counting for place in zip(frame["file"], frame["sheet"], strict=True)}
    return {sheet for sheet, _ in one.rows if newer and (entry.path, sheet) not in frames}


def _unexplained(entry: FileEntry, files: tuple[FileEntry, ...]) -> Iterator[object]:
    """Yield a file that does not count where no other one counts in its place."""
    others = [other for other in files if other is not entry and other.path in entry.reason]
    copies = [other for other in others if other.sha256 == entry.sha256]
    newer = [other for other in others if other.disposition is Disposition.USED]
    if not {Disposition.DUPLICATE: copies, Disposition.SUPERSEDED: newer}.get(entry.disposition):
        yield entry
