"""Everything a run publishes, in order: run.json comes last, so that it speaks of what is there."""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import product
from pathlib import Path

from pipeline.intake.memory import save_memory
from pipeline.meaning.judge import Judged
from pipeline.meaning.outcome import Outcome
from pipeline.meaning.told import counting
from pipeline.publish.history import as_published, keep, record, rescue
from pipeline.publish.integrity_book import write_integrity
from pipeline.publish.layout import reply_by, return_file_name
from pipeline.publish.ledger_book import write_ledger
from pipeline.publish.originals import Original
from pipeline.publish.replacing import Write, dated_siblings
from pipeline.publish.report import write_report
from pipeline.publish.run_json import write_run_json
from pipeline.publish.sending_back import going_back, workbooks
from pipeline.publish.switching import Change, Do
from pipeline.workspace import Workspace


@dataclass(frozen=True)
class Basis:
    """What a run was made from.

    Attributes:
        seen: Ledgers it has read -> their fingerprints; what has changed since is not overwritten.
        unread: Ledgers it could not read; they are copied to the archive.
        written_in: Ledgers with words of the office; likewise.
        originals: The files of the inbox, and where they are kept.
    """

    seen: Mapping[Path, str] = field(default_factory=dict)
    unread: Iterable[Path] = ()
    written_in: Iterable[Path] = ()
    originals: Sequence[Original] = ()


@dataclass(frozen=True)
class Published:
    """What stands in the outbox now.

    Attributes:
        written: Every file, in the order to open them.
        beside: Those that stand beside their place, because it is open in another program or was written in meanwhile.
        rescued: Copies of the ledgers that could not be read.
        remark: What there is to say of the archive, "" where there is nothing.
    """

    written: tuple[Path, ...]
    beside: tuple[Path, ...]
    rescued: tuple[Path, ...]
    remark: str


def published(judged: Judged, place: Workspace, basis: Basis, now: datetime, jobs: int = 1) -> Published:
    """Write ledger, report, integrity ledger, returns, run.json and the archive, all of them or none.

    Return workbooks of earlier runs for units that have nothing left to mend are removed; a report the
    office has edited is not replaced, the new one stands beside it.

    Raises:
        WorkspaceError: If a folder cannot be written, or the disk is full.
    """
    into = record(place, now)
    with Change(place, {**as_published(place, into), **basis.seen}) as change:
        written = {target: change.put(target, write, do) for target, write, do in _outputs(judged, place, jobs)}
        rescued = rescue(change, into, basis.unread, "读不出来")
        rescue(change, into, basis.written_in, "运行前")
        keep(place, change, into, written, basis.originals)
        for old in _outdated(judged.outcome, place, written):
            change.remove(old)
        stands = change.carry_out(now)
    beside = tuple(stands[target] for target in written if stands[target] != target)
    return Published(tuple(stands[target] for target in written), beside, tuple(rescued), into.remark)


def _outputs(judged: Judged, place: Workspace, jobs: int) -> Iterator[tuple[Path, Write, Do]]:
    outcome = judged.outcome
    yield place.ledger, lambda path: write_ledger(outcome, path), Do.PUT
    yield place.report, lambda path: write_report(outcome, path), Do.PUT
    yield place.integrity, lambda path: write_integrity(outcome, path), Do.PUT
    for target, write in _returns(judged, place, jobs):
        yield target, write, Do.PUT
    yield place.memory, lambda path: save_memory(judged.memory, path), Do.SET
    yield place.run_json, lambda path: write_run_json(outcome, path), Do.SEAL


def return_path(outcome: Outcome, place: Workspace, unit: str, round_number: int = 1) -> Path:
    """Return where a unit's return workbook of a round stands."""
    return place.returns / return_file_name(outcome.campaign, unit, round_number)


def _returns(judged: Judged, place: Workspace, jobs: int) -> Iterator[tuple[Path, Write]]:
    outcome = judged.outcome
    back = going_back(judged.sources, counting(outcome.findings, outcome.waivers))
    until = reply_by(outcome.campaign.settings, outcome.as_of)
    for (unit, number), data in zip(back, workbooks(outcome.campaign, [*back.values()], until, jobs), strict=True):
        yield return_path(outcome, place, unit, number), _writer(data)


def _writer(data: bytes) -> Write:
    return lambda path: path.write_bytes(data)


def _outdated(outcome: Outcome, place: Workspace, wanted: Container[Path]) -> Iterator[Path]:
    """Go through the return workbooks of earlier runs for units that have nothing left to mend."""
    rounds = range(1, 1 + max((entry.round for entry in outcome.files), default=1))
    for unit, number in product(outcome.campaign.answering, rounds):
        path = return_path(outcome, place, unit.name, number)
        if path not in wanted:
            yield from (old for old in (path, *dated_siblings(path)) if old.exists())
