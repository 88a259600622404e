"""The checks of `run` on single files, writing nothing."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from pipeline.campaign.reading import read_campaign
from pipeline.console import finding_lines, plain
from pipeline.errors import WorkspaceError
from pipeline.findings import Severity
from pipeline.intake.disposition import Disposition
from pipeline.intake.inbox import Arrival, arrival_of
from pipeline.intake.past import Past
from pipeline.meaning.outcome import Outcome
from pipeline.publish.run_json import run_facts
from pipeline.steps import assess
from pipeline.workspace import Workspace


@dataclass(frozen=True)
class Inspected:
    """What one file gave: lines for a person, facts for a program."""

    lines: tuple[str, ...]
    facts: dict[str, object]
    needs_work: bool


def inspect(place: Workspace, files: Sequence[Path], as_of: date, jobs: int) -> list[Inspected]:
    """Return what each file gives on its own.

    Raises:
        WorkspaceError: If a file does not exist.
    """
    campaign = read_campaign(place.campaign_book)
    results = []
    for file in files:
        outcome = assess(campaign, [_arrival(file)], Past(), as_of, jobs, lambda: None).outcome
        results.append(_inspected(outcome))
    return results


def _arrival(file: Path) -> Arrival:
    if not file.is_file():
        raise WorkspaceError(f"没有找到文件“{file}”。", "请检查文件名，文件名里有空格时请加引号。")
    return replace(arrival_of(file, file.name), path=file.name)


def _inspected(outcome: Outcome) -> Inspected:
    entry, figures = outcome.files[0], outcome.figures
    rows = "；".join(f"{sheet} {count} 行" for sheet, count in entry.rows.items())
    head = f"{plain(entry.path)}：{entry.disposition.words}。{plain(entry.reason)}{rows}"
    result = (
        f"必须改 {figures.errors} 处，请确认 {figures.warnings} 处。" if entry.disposition is Disposition.USED else ""
    )
    lines = (head, *(f"  {line}" for line in finding_lines(outcome.findings)), *((result,) if result else ()))
    unusable = entry.disposition in (Disposition.RETURNED, Disposition.QUARANTINED)
    wrong = any(finding.severity is Severity.ERROR for finding in outcome.findings)
    facts = run_facts(outcome)
    return Inspected(
        lines, {key: facts[key] for key in ("files", "problems", "findings", "normalised")}, unusable or wrong
    )
