"""Every run is kept: what it published, what it was made from, and the ledgers that had to stand aside."""

import re
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from pipeline.publish.originals import Original, listed
from pipeline.publish.replacing import Write, dated_siblings
from pipeline.publish.switching import Change, Do, fingerprint
from pipeline.workspace import Workspace

ORIGINALS_LIST: Final = "原件目录.txt"
_SAVED_AS: Final = (".xls", ".et", ".xlsb", ".xlsm", ".ods")
"""What an office program may make of a ledger, beside .xlsx."""
_STAMP: Final = "%Y-%m-%d %H%M%S"
_FOLDER = re.compile(r"(\d{4}-\d{2}-\d{2} \d{6})(?:-(\d+))?(?:（.*）)?")


def aside(place: Workspace) -> list[Path]:
    """Return the ledgers beside the ledger: written there because it was open, or saved in another format."""
    others = (place.ledger.with_suffix(suffix) for suffix in _SAVED_AS)
    return [*dated_siblings(place.ledger), *(path for path in others if path.exists())]


@dataclass(frozen=True)
class Record:
    """The folder of one run in the history, to be filled.

    Attributes:
        folder: A folder no other run has; folders sort in the order of the runs.
        last: The folder of the run kept last, None where there is none.
        remark: What to say where the clock has gone back, "" where it has not.
    """

    folder: Path
    last: Path | None
    remark: str


def record(place: Workspace, now: datetime) -> Record:
    """Return where a run is kept.

    The folder is named by the clock. Where that is behind the run kept last, as after a flat battery,
    the name goes on from that run's and says what the clock said.
    """
    runs = sorted(_runs(place))
    if not runs:
        return Record(place.history / f"{now:{_STAMP}}", None, "")
    (stamp, number), last = runs[-1]
    new = f"{now:{_STAMP}}"
    kept = next((folder for _, folder in reversed(runs) if (folder / place.run_json.name).exists()), None)
    if new > stamp:
        return Record(place.history / new, kept, "")
    behind = new < stamp
    name = f"{stamp}-{number + 1}" + (f"（时钟{new}）" if behind else "")
    told = f"电脑时钟（{new}）比上次运行的存档“{last.name}”还早，请核对日期和时间；这次照常存档，排在它后面。"
    return Record(place.history / name, kept, told if behind else "")


def as_published(place: Workspace, into: Record) -> Mapping[Path, str]:
    """Return the report -> its fingerprint as the run kept last published it: one that differs was edited since."""
    kept = into.last / place.report.name if into.last else None
    return {place.report: fingerprint(kept)} if kept and kept.exists() else {}


def rescue(change: Change, into: Record, ledgers: Iterable[Path], why: str) -> list[Path]:
    """Have ledgers copied to the history, `why` added to their names; return where the copies will stand."""
    copies = {path: into.folder / f"{path.stem}（{why}）{path.suffix}" for path in ledgers}
    for path, copy in copies.items():
        change.put(copy, _copier(path), Do.SET)
    return list(copies.values())


def keep(
    place: Workspace, change: Change, into: Record, written: Mapping[Path, Path], originals: Sequence[Original]
) -> None:  # fmt: skip
    """Have kept what a run has written, unless the run kept last published the very same.

    `written` is output -> where it is written. The ledgers beside the ledger, whose words the new one
    holds again, move there too, as far as nobody has them open.
    """
    for old in (*aside(place), *_drafts(place, into)):
        change.move(old, into.folder / old.name)
    kept = {target: written[target] for target in (place.ledger, place.report, place.run_json)}
    if into.last is None or any(not _same(path, into.last / target.name) for target, path in kept.items()):
        for target, path in kept.items():
            change.put(into.folder / target.name, _copier(path), Do.SET)
        text = listed(originals).encode("utf-8-sig", "backslashreplace")  # the mark tells Notepad that it is UTF-8
        change.put(into.folder / ORIGINALS_LIST, lambda path: path.write_bytes(text), Do.SET)


def _drafts(place: Workspace, into: Record) -> list[Path]:
    """Return the reports beside an edited one in which nobody has written."""
    published = set(as_published(place, into).values())
    return [path for path in dated_siblings(place.report) if fingerprint(path) in published]


def _runs(place: Workspace) -> Iterator[tuple[tuple[str, int], Path]]:
    for folder in place.history.glob("*/"):
        if match := _FOLDER.fullmatch(folder.name):
            yield (match[1], int(match[2] or 1)), folder


def _copier(source: Path) -> Write:
    return lambda target: shutil.copyfile(source, target)


def _same(one: Path, other: Path) -> bool:
    return other.exists() and one.read_bytes() == other.read_bytes()
