"""The roll call as of the last run, read from run.json: light enough to answer at once."""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from pipeline.clock import Clock
from pipeline.intake.disposition import Disposition
from pipeline.intake.inbox import gather
from pipeline.plain import plain
from pipeline.publish.switching import read_newest
from pipeline.workdays import IsWorkday
from pipeline.workspace import Workspace

NO_SIGNATURE: Final = "签字件未到"
_SHOWN_CHANGES: Final = 10
_SHOWN_TEXT: Final = 24
_ROUND_FOLDER = re.compile(r"第(\d+)轮")

Said = Mapping[str, Any]
"""run.json, or as much of it as is known before the first run: `units` and `deadline`."""


@dataclass(frozen=True)
class Standing:
    """How the campaign stands: lines for a person, remarks beside, facts for a program."""

    lines: tuple[str, ...]
    remarks: tuple[str, ...]
    facts: Mapping[str, object]


@dataclass(frozen=True)
class FollowedUp:
    """The last round that was issued: its units, and those of them that have not answered it."""

    number: int
    units: tuple[str, ...]
    missing: tuple[str, ...]


def standing(
    place: Workspace, clock: Clock, is_workday: IsWorkday | None, before: Callable[[Workspace], Said]
) -> Standing:
    """Return the roll call of the last run, and the one of `before` where there has been none.

    Reading a campaign is slow and of no use after the first run, so whoever asks says how.
    """
    last = _last_run(place)
    said = last or before(place)
    facts = _facts(place, said, clock, is_workday)
    new = facts["new_files"] = _new_files(place.inbox, last)
    facts["as_of"] = last["as_of"] if last else None
    return Standing(tuple(_lines(said, facts)), tuple(_remarks(place, new, last)), facts)


def _facts(place: Workspace, said: Said, clock: Clock, is_workday: IsWorkday | None) -> dict[str, Any]:
    deadline, followed = _moment(said.get("deadline")), _followed_up(place, said)
    left = clock.workdays(deadline, is_workday) if deadline else None
    return {
        "as_of": None,
        "units": list(said["units"]),
        "missing": _missing(said["units"]),
        "new_files": [],
        "deadline": said.get("deadline"),
        "clock": clock.words(deadline) if deadline else None,
        "workdays_left": asdict(left) if left else None,
        "stages": _stages(said["units"]),
        "changes": list(said.get("changes", ())),
        "round": asdict(followed) if followed else None,
    }


def _lines(said: Said, facts: Said) -> Iterator[str]:
    when = f"按 {facts['as_of']} 的汇总" if facts["as_of"] else "还没有运行过 pipeline run"
    yield _head(facts["units"], when)
    if "deadline" in said:
        yield from _clock_lines(facts)
    if facts["units"]:
        yield "，".join(f"{stage} {count}" for stage, count in facts["stages"].items() if count)
    yield from roll_lines(facts["units"])
    if facts["round"]:
        yield _round_line(**facts["round"])
    yield from _change_lines(facts["changes"])


def roll_lines(units: Sequence[Said]) -> Iterator[str]:
    """Go through the roll call: one line a unit."""
    for unit in units:
        facts = [
            "" if unit["required"] else "建议报送",
            str(unit.get("received") or "").replace("T", " ")[:16],
            "逾期报送" if unit.get("late") else "",
            f"问题 {unit['problems']} 个" if unit["file"] else "",
            f"必须改 {unit['errors']} 处" if unit.get("errors") else "",
            NO_SIGNATURE if _unsigned(unit) else "",
        ]
        yield f"  {unit.get('stage', '')}  {unit['unit']}  {'，'.join(fact for fact in facts if fact)}".rstrip()


def _unsigned(unit: Said) -> bool:
    return bool(unit["file"]) and not unit.get("signed")


def _missing(units: Sequence[Said]) -> list[str]:
    return [str(unit["unit"]) for unit in units if unit["required"] and not unit["file"]]


def _head(units: Sequence[Said], when: str) -> str:
    required, missing = sum(bool(unit["required"]) for unit in units), len(_missing(units))
    return f"应报 {required} 个单位，已报 {required - missing} 个，未报 {missing} 个（{when}）"


def _stages(units: Sequence[Said]) -> dict[str, int]:
    """Return stage -> number of units, and how many have not sent their signature; the last overlaps the others."""
    counted = Counter(str(unit.get("stage", "")) for unit in units)
    return {**counted, NO_SIGNATURE: sum(map(_unsigned, units))}


def _clock_lines(facts: Mapping[str, Any]) -> Iterator[str]:
    if not facts["clock"]:
        yield "还没有设置报送截止，请在责任清单.xlsx 的“设置”表填写。"
        return
    left = facts["workdays_left"]
    days = ""
    if left:
        how = "" if left["with_holidays"] else "，只扣除了周末；扣除节假日请安装 pipeline[holidays]"
        days = f"，今天以后还有{left['count']}个工作日{how}"
    yield f"报送截止 {facts['deadline'].replace('T', ' ')[:16]}，{facts['clock']}{days}"


def _followed_up(place: Workspace, said: Said) -> FollowedUp | None:
    """Return the last round that was issued, as its folder shows it; None where there has been but one."""
    folders = {
        int(match[1]): path for path in place.templates.glob("*/") if (match := _ROUND_FOLDER.fullmatch(path.name))
    }
    if not folders:
        return None
    number = max(folders)
    names = [path.name for path in folders[number].glob("*.xlsx")]
    asked = [str(unit["unit"]) for unit in said["units"] if any(name.startswith(f"{unit['unit']}_") for name in names)]
    back = {file["unit"] for file in said.get("files", ()) if _counts_for(file, number)}
    return FollowedUp(number, tuple(asked), tuple(unit for unit in asked if unit not in back))


def _counts_for(file: Said, round_number: int) -> bool:
    return bool(file["disposition"] == Disposition.USED.value and file["round"] >= round_number)


def _round_line(number: int, units: Sequence[str], missing: Sequence[str]) -> str:
    rest = f"，未收回：{'、'.join(missing)}" if missing else ""
    return f"第{number}轮整改跟踪：发出 {len(units)} 本，已收回 {len(units) - len(missing)} 本{rest}"


def _change_lines(changes: Sequence[Said]) -> Iterator[str]:
    """Go through what was different in the last run: how much of each kind, then the first of them."""
    if not changes:
        return
    kinds = Counter(str(change["kind"]) for change in changes)
    yield f"上次汇总与再上一次比：{'，'.join(f'{kind} {count}' for kind, count in kinds.items())}"
    for change in changes[:_SHOWN_CHANGES]:
        field = f"{change['field']}：" if change["field"] else ""
        before, after = _short(change["before"]), _short(change["after"])
        told = f"{before} → {after}" if before and after else after or before
        yield f"  {change['kind']}  {change['problem']}（{change['unit']}）  {field}{told}"
    if len(changes) > _SHOWN_CHANGES:
        yield f"  还有 {len(changes) - _SHOWN_CHANGES} 处，见台账的“变更”表"


def _short(text: object) -> str:
    one_line = plain(" ".join(str(text or "").split()))
    return one_line if len(one_line) <= _SHOWN_TEXT else f"{one_line[:_SHOWN_TEXT]}…"


def _remarks(place: Workspace, new: Sequence[str], last: Said | None) -> Iterator[str]:
    if new:
        yield f"收件箱有 {len(new)} 个文件是上次汇总之后放进来的，请运行 pipeline run：{plain('、'.join(new[:5]))}"
    if last and _changed_since(place.campaign_book, place.run_json):
        yield f"{place.campaign_book.name}在上次汇总之后改过，单位、截止时间等请运行 pipeline run 后再看。"


def _changed_since(book: Path, run_json: Path) -> bool:
    try:
        return book.stat().st_mtime_ns > run_json.stat().st_mtime_ns
    except OSError:
        return False


def _moment(text: object) -> datetime | None:
    try:
        return datetime.fromisoformat(str(text)) if text else None
    except ValueError:
        return None


def _last_run(place: Workspace) -> dict[str, Any] | None:
    try:
        said: dict[str, Any] = json.loads(read_newest(place, place.run_json).decode("utf-8"))
    except (OSError, ValueError):
        return None
    return said if isinstance(said, dict) and "units" in said else None


def _new_files(inbox: Path, last: Said | None) -> list[str]:
    """Return the files that are not what they were at the last run, by path and content."""
    known = {(file["path"], file["sha256"]) for file in last["files"]} if last else set()
    arrivals = gather(inbox) if inbox.is_dir() else []
    return [one.path for one in arrivals if not one.ignored and (one.path, one.sha256) not in known]
