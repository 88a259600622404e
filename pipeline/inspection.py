"""The checks of `run` on single files, writing nothing."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from pipeline.campaign.reading import read_campaign
from pipeline.console import finding_lines
from pipeline.errors import WorkspaceError
from pipeline.findings import Severity
from pipeline.intake.disposition import Disposition
from pipeline.intake.inbox import Arrival, arrival_of
from pipeline.intake.limits import Limits, limits_of
from pipeline.intake.past import Past
from pipeline.meaning.judge import judge
from pipeline.meaning.outcome import FileEntry, Outcome
from pipeline.plain import plain
from pipeline.publish.run_json import run_facts
from pipeline.steps import read_arrivals
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
    limits, results = limits_of(campaign.settings), []
    for file in files:
        opened, _ = read_arrivals(campaign, [_arrival(file, limits)], jobs, lambda: None)
        outcome = judge(campaign, opened, Past(), as_of).outcome
        results.append(_inspected(outcome))
    return results


def _arrival(file: Path, limits: Limits) -> Arrival:
    if not file.is_file():
        raise WorkspaceError(f"没有找到文件“{file}”。", "请检查文件名，文件名里有空格时请加引号。")
    return replace(arrival_of(file, file.name, limits), path=file.name)


def _inspected(outcome: Outcome) -> Inspected:
    figures, used = outcome.figures, any(entry.disposition is Disposition.USED for entry in outcome.files)
    lines = [_line(entry) for entry in outcome.files]
    lines += [f"  {line}" for line in finding_lines(outcome.findings)]
    if used:
        lines.append(f"必须改 {figures.errors} 处，请确认 {figures.warnings} 处。")
    unusable = any(entry.disposition in (Disposition.RETURNED, Disposition.QUARANTINED) for entry in outcome.files)
    wrong = any(finding.severity is Severity.ERROR for finding in outcome.findings)
    facts = run_facts(outcome)
    told = {key: facts[key] for key in ("files", "problems", "findings", "normalised")}
    return Inspected(tuple(lines), told, unusable or wrong)


def _line(entry: FileEntry) -> str:
    rows = "；".join(f"{sheet} {count} 行" for sheet, count in entry.rows.items())
    return f"{plain(entry.path)}：{entry.disposition.words}。{plain(entry.reason)}{rows}"
