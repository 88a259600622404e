"""An office between two runs, and what may be found of it after the second was killed.

`python -m tests.crashes 200 [SEED]` kills a real run so many times, at moments drawn over its whole time.
"""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from pipeline.intake.memory import load_memory
from pipeline.publish.replacing import BESIDE
from pipeline.publish.switching import read_newest
from pipeline.turns import alone
from pipeline.workspace import Workspace, workspace
from tests.dump import dump_workbook
from tests.dump_document import dump_document
from tests.inboxes import CATERING, DISCIPLINE, PROPERTY, workbook
from tests.offices import WRONG_STATUS, make_office, run, with_cells

NEXT_DAY = "2023-11-08"
THEN = datetime(2023, 11, 8, 17, 0, 0)  # noqa: DTZ001  the office's own clock is meant


@dataclass(frozen=True)
class Generation:
    """What one run left in the outbox: output -> what it says; and how many runs the archive holds whole."""

    says: dict[str, object]
    archived: int


def before_the_second_run(root: Path) -> Workspace:
    """Return an office after its first run, with new files in the inbox.

    The second run rewrites every output, writes one return workbook and removes another, and moves a
    ledger that stood aside to the archive.
    """
    wrong = ("problems", 1, "status", WRONG_STATUS)
    place = make_office(root, {"后勤集团.xlsx": with_cells(CATERING, workbook(CATERING), wrong)})
    assert run(place).code == 1
    shutil.copy2(place.ledger, place.ledger.with_name(f"{place.ledger.stem}（20231107-120000）.xlsx"))
    for name, data in (
        ("改正/后勤集团.xlsx", workbook(CATERING, filled_on="2023-11-07")),
        (
            "总务处.xlsx",
            with_cells(
                PROPERTY, workbook(PROPERTY), ("risks", 0, "level", WRONG_STATUS), ("risks", 0, "post", "食堂采购")
            ),
        ),
        ("纪委办公室.xlsx", workbook(DISCIPLINE)),
    ):
        (place.inbox / name).parent.mkdir(exist_ok=True)
        (place.inbox / name).write_bytes(data)
    return place


def generation(place: Workspace) -> Generation:
    """Return what stands in the outbox.

    Raises:
        AssertionError: If a run in the archive is not whole, or an original is not what its name says.
    """
    outputs = [path for path in place.outbox.rglob("*") if path.is_file() and place.history not in path.parents]
    says: dict[str, object] = {path.relative_to(place.outbox).as_posix(): _says(path) for path in outputs}
    runs = [path for path in place.history.glob("2*") if (path / place.run_json.name).exists()]
    for path in runs:
        assert {place.ledger.name, place.report.name, "原件目录.txt"} <= {one.name for one in path.iterdir()}
    return Generation({**says, place.memory.name: load_memory(place.memory)}, len(runs))


def differences(one: Generation, other: Generation) -> list[str]:
    """Return the outputs in which two generations differ."""
    names = sorted(name for name in {*one.says, *other.says} if one.says.get(name) != other.says.get(name))
    return names + (
        [f"runs in the archive: {one.archived}, {other.archived}"] if one.archived != other.archived else []
    )


def _says(path: Path) -> object:
    return _said(path.suffix, path.read_bytes())


@cache
def _said(suffix: str, data: bytes) -> object:
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"one{suffix}"
        path.write_bytes(data)
        return {".xlsx": dump_workbook, ".docx": dump_document}.get(suffix, Path.read_bytes)(path)


def left_over(place: Workspace) -> list[str]:
    """Return what is not in its place, and folders of the archive that hold nothing."""
    empty = [path.name for path in place.history.glob("*/") if not any(path.iterdir())]
    return [*(path.name for path in place.root.rglob(f"{BESIDE}*")), *empty, *([place.order.name] if place.order.exists() else [])]  # fmt: skip


def recovered(place: Workspace) -> list[str]:
    """Do what every writing command does first; return what it says."""
    said: list[str] = []
    with alone(place, THEN, said.append):
        return said


def copied(place: Workspace, root: Path) -> Workspace:
    """Return a copy of a workspace, times of files and all; what was there before is gone."""
    shutil.rmtree(root, ignore_errors=True)
    shutil.copytree(place.root, root)
    return workspace(root)


@dataclass(frozen=True)
class Course:
    """What happens when nobody kills: the office before, after the second run, and after a third."""

    place: Workspace
    seconds: float
    old: Generation
    new: Generation
    again: Generation


@contextmanager
def course() -> Iterator[Course]:
    """Give an office and what its next runs make of it, measured with a real process."""
    with TemporaryDirectory() as folder:
        place, other = before_the_second_run(Path(folder) / "office"), Path(folder) / "other"
        old, calm = generation(place), copied(place, other)
        begun = time.monotonic()
        assert _second(calm).wait() == 1
        seconds, new = time.monotonic() - begun, generation(calm)
        assert run(calm, NEXT_DAY).code == 1
        yield Course(place, seconds, old, new, generation(calm))


def killed(of: Course, root: Path, moment: float) -> str:
    """Kill a real run at a moment and return what was found; the outbox is whole, and the same after a rerun.

    Raises:
        AssertionError: If it is not.
    """
    place = copied(of.place, root)
    came = {path: path.read_bytes() for path in place.inbox.rglob("*") if path.is_file()}
    process = _second(place)
    time.sleep(moment)
    process.send_signal(signal.SIGKILL)
    ended = process.wait() == 1
    switched, left = _newest(place) == of.new.says[place.run_json.name], left_over(place)
    said = recovered(place)
    assert (left_over(place), bool(said)) == ([], bool(left))
    assert differences(generation(place), of.new if switched else of.old) == []
    assert run(place, NEXT_DAY).code == 1
    assert differences(generation(place), of.again if switched else of.new) == []
    assert {path: path.read_bytes() for path in place.inbox.rglob("*") if path.is_file()} == came
    when = "after its end" if ended else "after the switch" if switched else "before the switch"
    return f"{when}, {said[0] if said else 'nothing to mend'}"


def _newest(place: Workspace) -> bytes:
    return read_newest(place, place.run_json)


def _second(place: Workspace) -> "subprocess.Popen[str]":
    """Start the second run as the office does, without its words."""
    command = [sys.executable, "-m", "pipeline", "run", "-C", str(place.root), "--as-of", NEXT_DAY]
    return started(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def started(command: Sequence[str], **streams: int) -> "subprocess.Popen[str]":
    """Start a process that finds the package and speaks UTF-8."""
    return subprocess.Popen(command, text=True, encoding="utf-8", env=_environment(), **streams)  # type: ignore[call-overload, no-any-return]  # streams only


@cache
def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1]), "PYTHONIOENCODING": "utf-8"}


def main() -> None:
    """Kill a run so many times and print what was found."""
    times, seed = int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1
    chance, found = random.Random(seed), Counter[str]()  # noqa: S311  (no secret: it must come again)
    with course() as of:
        print(f"a run takes {of.seconds:.1f} s")  # noqa: T201
        for _ in range(times):
            found[killed(of, of.place.root.with_name("killed"), chance.uniform(0, of.seconds))] += 1
    for words, count in found.most_common():
        print(f"{count:4} {words}")  # noqa: T201


if __name__ == "__main__":
    main()
