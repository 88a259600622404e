"""Everything a run publishes, in order: run.json comes last, so that it speaks of what is there."""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

from pipeline.findings import Finding, Severity
from pipeline.meaning.judge import Judged
from pipeline.meaning.outcome import Outcome
from pipeline.meaning.sources import Source
from pipeline.publish.integrity_book import write_integrity
from pipeline.publish.layout import title_of
from pipeline.publish.ledger_book import write_ledger
from pipeline.publish.replacing import publish
from pipeline.publish.report import write_report
from pipeline.publish.returning import content_of
from pipeline.publish.run_json import write_run_json
from pipeline.publish.unit_workbook import render_unit_workbook
from pipeline.workspace import Workspace

Write = Callable[[Path], object]


def published(judged: Judged, place: Workspace, now: datetime) -> tuple[Path, ...]:
    """Write ledger, report, integrity ledger, returns and run.json; return where they stand."""
    outcome = judged.outcome
    main: tuple[tuple[Path, Write], ...] = (
        (place.ledger, lambda path: write_ledger(outcome, path)),
        (place.report, lambda path: write_report(outcome, path)),
        (place.integrity, lambda path: write_integrity(outcome, path)),
    )
    written = [publish(target, write, now) for target, write in main]
    returned = [publish(target, write, now) for target, write in _returns(judged, place)]
    _sweep(outcome, place, returned)
    written += returned
    return (*written, publish(place.run_json, lambda path: write_run_json(outcome, path), now))


def return_path(outcome: Outcome, place: Workspace, unit: str) -> Path:
    """Return where a unit's return workbook stands."""
    return place.returns / f"{unit}_{title_of(outcome.campaign)}（退回修正）.xlsx"


def _returns(judged: Judged, place: Workspace) -> Iterator[tuple[Path, Write]]:
    outcome = judged.outcome
    for source in judged.sources:
        if any(
            f.file == source.path and f.severity is Severity.ERROR and not _waived(f, outcome) for f in outcome.findings
        ):
            yield return_path(outcome, place, source.unit.name), _return_writer(outcome, source)


def _return_writer(outcome: Outcome, source: Source) -> Write:
    deadline = outcome.campaign.settings.deadline
    reply_by = (
        f"{deadline.year}年{deadline.month}月{deadline.day}日{deadline:%H:%M}"
        if deadline and deadline.date() >= outcome.as_of
        else ""
    )
    content = content_of(source, [f for f in outcome.findings if not _waived(f, outcome)], reply_by)

    def write(path: Path) -> None:
        path.write_bytes(render_unit_workbook(outcome.campaign, source.unit, content, source.round))

    return write


def _waived(finding: Finding, outcome: Outcome) -> bool:
    return (finding.code, finding.file, finding.sheet, finding.cell) in outcome.waivers


def _sweep(outcome: Outcome, place: Workspace, returned: list[Path]) -> None:
    """Remove return workbooks of earlier runs for units that have nothing left to mend."""
    for unit in outcome.campaign.answering:
        path = return_path(outcome, place, unit.name)
        if path not in returned:
            path.unlink(missing_ok=True)
