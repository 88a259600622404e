"""The roll call as of the last run, read from run.json: light enough to answer at once."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.intake.inbox import gather
from pipeline.plain import plain
from pipeline.workspace import Workspace


@dataclass(frozen=True)
class Standing:
    """How the campaign stands: lines for a person, remarks beside, facts for a program."""

    lines: tuple[str, ...]
    remarks: tuple[str, ...]
    facts: Mapping[str, object]


def standing(place: Workspace, before: Callable[[Workspace], Sequence[Mapping[str, Any]]]) -> Standing:
    """Return the roll call of the last run, and the one of `before` where there has been none.

    Reading a campaign is slow and of no use after the first run, so whoever asks says how.
    """
    last = _last_run(place.run_json)
    units: Sequence[Mapping[str, Any]] = last["units"] if last else before(place)
    required = [unit for unit in units if unit["required"]]
    missing = [str(unit["unit"]) for unit in required if not unit["file"]]
    head = f"应报 {len(required)} 个单位，已报 {len(required) - len(missing)} 个，未报 {len(missing)} 个"
    when = f"按 {last['as_of']} 的汇总" if last else "还没有运行过 pipeline run"
    new = _new_files(place.inbox, last)
    remarks = (
        (f"收件箱有 {len(new)} 个文件是上次汇总之后放进来的，请运行 pipeline run：{plain('、'.join(new[:5]))}",)
        if new
        else ()
    )
    facts = {"as_of": last["as_of"] if last else None, "units": list(units), "missing": missing, "new_files": new}
    return Standing((f"{head}（{when}）", *roll_lines(units)), remarks, facts)


def roll_lines(units: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """Go through the roll call: one line a unit."""
    for unit in units:
        facts = [
            "" if unit["required"] else "建议报送",
            str(unit.get("received") or "").replace("T", " ")[:16],
            "逾期报送" if unit.get("late") else "",
            f"问题 {unit['problems']} 个" if unit["file"] else "",
            f"必须改 {unit['errors']} 处" if unit.get("errors") else "",
            "签字件未到" if unit["file"] and not unit.get("signed") else "",
        ]
        yield f"  {unit.get('stage', '')}  {unit['unit']}  {'，'.join(fact for fact in facts if fact)}".rstrip()


def _last_run(run_json: Path) -> dict[str, Any] | None:
    try:
        said: dict[str, Any] = json.loads(run_json.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return said if isinstance(said, dict) and "units" in said else None


def _new_files(inbox: Path, last: Mapping[str, Any] | None) -> list[str]:
    """Return the files that are not what they were at the last run, by path and content."""
    known = {(file["path"], file["sha256"]) for file in last["files"]} if last else set()
    arrivals = gather(inbox) if inbox.is_dir() else []
    return [one.path for one in arrivals if not one.ignored and (one.path, one.sha256) not in known]
