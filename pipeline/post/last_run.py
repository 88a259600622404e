"""What the last run found out about the units, read from run.json and held against the inbox."""

import json
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import WorkspaceError
from pipeline.findings import Finding, Severity
from pipeline.intake.disposition import UNREAD, Disposition
from pipeline.intake.inbox import gather
from pipeline.intake.received import came_after
from pipeline.meaning.stages import MISSING, QUARANTINED
from pipeline.workspace import Workspace

_CAME = (Disposition.USED, Disposition.SUPERSEDED, Disposition.DUPLICATE, Disposition.QUARANTINED)
_RUN_FIRST = "请先运行 pipeline run，再生成邮件。"


@dataclass(frozen=True)
class UnitLine:
    """One unit of the roll call."""

    name: str
    state: str
    signed: bool


@dataclass(frozen=True)
class FileLine:
    """One inbox file; `name` is what its sender called it."""

    path: str
    name: str
    sha256: str
    unit: str
    round: int
    disposition: Disposition
    reason: str
    received: str


@dataclass(frozen=True)
class LastRun:
    """The last run: the roll call, every file, every finding the office has not waived."""

    campaign: str
    as_of: str
    units: Mapping[str, UnitLine]
    files: tuple[FileLine, ...]
    findings: tuple[Finding, ...]

    def findings_of(self, paths: Container[str]) -> tuple[Finding, ...]:
        """Return what was found in some files, errors first, in the order of their return workbook."""
        return tuple(finding for finding in self.findings if finding.file in paths)

    def owed(self, unit: str, newest_round: int) -> int:
        """Return the round a unit still owes an answer for, 0 where it owes none or a person has to decide first.

        A unit nobody has heard of owes the first; any other owes the newest it was sent a workbook for.
        """
        line = self.units.get(unit)
        if line is None or line.state == MISSING:
            return 1
        came = any(one.unit == unit and one.round >= newest_round and one.disposition in _CAME for one in self.files)
        return 0 if came or newest_round < 2 or line.state == QUARANTINED else newest_round

    def unusable(self, unit: str, round_number: int) -> list[FileLine]:
        """Return the files of a unit that could not be used; those of earlier rounds are past."""
        mine = (one for one in self.files if one.unit == unit and one.disposition is Disposition.RETURNED)
        return [one for one in mine if one.round >= round_number or round_number < 2]

    def used(self, unit: str) -> list[FileLine]:
        """Return the files of a unit that count, of its latest round."""
        mine = [one for one in self.files if one.unit == unit and one.disposition is Disposition.USED]
        return [one for one in mine if one.round == max(other.round for other in mine)]

    def unread(self, unit: str) -> list[FileLine]:
        """Return the files of a unit that came with or after those that count, and that told nothing."""
        unreadable = {finding.file for finding in self.findings if finding.code in UNREAD}
        since = max((one.received for one in self.used(unit)), default="9")
        mine = (one for one in self.files if one.unit == unit and one.disposition is Disposition.RETURNED)
        return [one for one in mine if one.path in unreadable and not came_after(since, one.received)]


def last_run(place: Workspace, campaign: str) -> LastRun:
    """Return the last run of a campaign.

    Raises:
        WorkspaceError: If there was none, it was of another campaign, or the inbox has changed since.
    """
    run = _read(place.run_json)
    if run.campaign != campaign:
        raise WorkspaceError(f"“{place.run_json}”是另一次活动（{run.campaign}）的汇总结果。", _RUN_FIRST)
    changed = _changed(place, run)
    if changed:
        more = f"等{len(changed)}个文件" if len(changed) > 1 else ""
        raise WorkspaceError(f"收件箱在上次汇总以后有变化（{changed[0]}{more}）。", _RUN_FIRST)
    return run


def _changed(place: Workspace, run: LastRun) -> Sequence[str]:
    """Return the files that were added, changed or taken away since the run; temporary files are none."""
    members = tuple(f"{entry.path}!" for entry in run.files if entry.disposition is Disposition.CONTAINER)
    then = {entry.path: entry.sha256 for entry in run.files if entry.sha256 and not entry.path.startswith(members)}
    now = {one.path: one.sha256 for one in gather(place.inbox) if one.sha256}
    return sorted(path for path in {*then, *now} if then.get(path) != now.get(path))


def _read(path: Path) -> LastRun:
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise WorkspaceError("还没有汇总过，不知道谁报了、哪里要改。", _RUN_FIRST) from error
    except (OSError, ValueError) as error:
        raise WorkspaceError(f"“{path}”读不出来。", _RUN_FIRST) from error
    try:
        return LastRun(
            said["campaign"],
            said["as_of"],
            {unit["unit"]: _unit(unit) for unit in said["units"]},
            _files(said["files"]),
            tuple(_finding(finding) for finding in said["findings"] if not finding.get("waived")),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise WorkspaceError(f"“{path}”里缺少要用的内容。", _RUN_FIRST) from error


def _unit(said: Mapping[str, object]) -> UnitLine:
    return UnitLine(str(said["unit"]), str(said["state"]), bool(said["signed"]))


def _files(said: Sequence[Mapping[str, object]]) -> tuple[FileLine, ...]:
    containers = [f"{one['path']}!" for one in said if one["disposition"] == Disposition.CONTAINER.value]
    return tuple(_file(one, containers) for one in said)


def _file(said: Mapping[str, object], containers: Sequence[str]) -> FileLine:
    path = str(said["path"])
    inside = max((len(head) for head in containers if path.startswith(head)), default=0)
    return FileLine(
        path=path,
        name=path[inside:].rpartition("/")[2],
        sha256=str(said["sha256"]),
        unit=str(said["unit"]),
        round=int(str(said["round"])),
        disposition=Disposition(said["disposition"]),
        reason=str(said["reason"]),
        received=str(said["received"]),
    )


def _finding(said: Mapping[str, object]) -> Finding:
    keys = ("file", "unit", "sheet", "cell", "field", "found", "message", "remedy")
    file, unit, sheet, cell, field, found, message, remedy = (str(said[key]) for key in keys)
    gravity = Severity(said["severity"])
    return Finding(str(said["code"]), gravity, file, unit, sheet, cell, field, found, message, remedy)
