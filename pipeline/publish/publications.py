"""Everything a run publishes, in order: run.json comes last, so that it speaks of what is there."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from itertools import product
from pathlib import Path

from pipeline.findings import Finding, Severity
from pipeline.intake.memory import save_memory
from pipeline.meaning.judge import Judged
from pipeline.meaning.outcome import Outcome
from pipeline.meaning.sources import Source
from pipeline.publish.integrity_book import write_integrity
from pipeline.publish.layout import reply_by, return_file_name
from pipeline.publish.ledger_book import write_ledger
from pipeline.publish.replacing import Write, dated_siblings, publish_all
from pipeline.publish.report import write_report
from pipeline.publish.returning import content_of
from pipeline.publish.run_json import write_run_json
from pipeline.publish.unit_workbook import render_unit_workbook
from pipeline.workspace import Workspace


@dataclass(frozen=True)
class Published:
    """What stands in the outbox now.

    Attributes:
        written: Every file, in the order to open them.
        beside: Those that stand beside their place, because it is open in another program.
    """

    written: tuple[Path, ...]
    beside: tuple[Path, ...]


def published(judged: Judged, place: Workspace, now: datetime) -> Published:
    """Write ledger, report, integrity ledger, returns and run.json, all of them or none; return where they stand.

    Return workbooks of earlier runs for units that have nothing left to mend are removed.
    """
    outcome = judged.outcome
    outputs: tuple[tuple[Path, Write], ...] = (
        (place.ledger, lambda path: write_ledger(outcome, path)),
        (place.report, lambda path: write_report(outcome, path)),
        (place.integrity, lambda path: write_integrity(outcome, path)),
        *_returns(judged, place),
        (place.memory, lambda path: save_memory(judged.memory, path)),
        (place.run_json, lambda path: write_run_json(outcome, path)),
    )
    written = publish_all(outputs, now)
    wanted = [target for target, _ in outputs]
    _sweep(outcome, place, wanted)
    beside = tuple(path for path, target in zip(written, wanted, strict=True) if path != target)
    return Published(tuple(written), beside)


def return_path(outcome: Outcome, place: Workspace, unit: str, round_number: int = 1) -> Path:
    """Return where a unit's return workbook of a round stands."""
    return place.returns / return_file_name(outcome.campaign, unit, round_number)


def _returns(judged: Judged, place: Workspace) -> Iterator[tuple[Path, Write]]:
    outcome = judged.outcome
    wrong = {f.file for f in outcome.findings if f.severity is Severity.ERROR and not _waived(f, outcome)}
    rounds: dict[tuple[str, int], list[Source]] = {}
    for source in judged.sources:
        rounds.setdefault((source.unit.name, source.round), []).append(source)
    for (unit, number), sources in rounds.items():
        if any(source.path in wrong for source in sources):
            yield return_path(outcome, place, unit, number), _return_writer(outcome, sources)


def _return_writer(outcome: Outcome, sources: Sequence[Source]) -> Write:
    until = reply_by(outcome.campaign.settings, outcome.as_of)
    content = content_of(
        outcome.campaign.form, sources, [f for f in outcome.findings if not _waived(f, outcome)], until
    )

    def write(path: Path) -> None:
        path.write_bytes(render_unit_workbook(outcome.campaign, sources[0].unit, content, sources[0].round))

    return write


def _waived(finding: Finding, outcome: Outcome) -> bool:
    return (finding.code, finding.file, finding.sheet, finding.cell) in outcome.waivers


def _sweep(outcome: Outcome, place: Workspace, wanted: Sequence[Path]) -> None:
    """Remove return workbooks of earlier runs for units that have nothing left to mend."""
    rounds = range(1, 1 + max((entry.round for entry in outcome.files), default=1))
    for unit, number in product(outcome.campaign.answering, rounds):
        path = return_path(outcome, place, unit.name, number)
        if path not in wanted:
            for old in (path, *dated_siblings(path)):
                with suppress(OSError):  # open in another program: it goes with the next run
                    old.unlink()
