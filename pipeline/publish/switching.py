"""The outputs of a run change places together: whenever it is killed, they are the old ones or the new ones.

No system replaces several files at once. So all that is new is first written beside its place; then
one small file appears, the order, which says what goes where: this is the moment of the switch. From
then on the order is carried out file by file, by this run or, if it is killed, by whoever starts next.
Until that has been done a person may see files of both runs; a program asks `read_newest` and does not.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from time import sleep
from types import TracebackType
from typing import Final, Self

from pipeline.errors import WorkspaceError
from pipeline.publish.replacing import BESIDE, SHARED, Write, flush_folder, held, put, stage, unwritable
from pipeline.workspace import Workspace

_VERSION: Final = 1
NOTHING: Final = ""
"""The fingerprint of a place where no file stands."""
_UNREADABLE: Final = "?"


class Do(StrEnum):
    """What a step does, in the order in which steps are carried out.

    PUT moves a new file to its place, or beside one that is taken; MOVE takes an old file away to
    another name; REMOVE deletes one; SET is PUT for a file of which there can be only one: it goes to
    its place or the order stays; SEAL is SET for the file that tells programs that all is there.
    """

    PUT = "put"
    MOVE = "move"
    REMOVE = "remove"
    SET = "set"
    SEAL = "seal"


_PUTTING: Final = (Do.PUT, Do.SET, Do.SEAL)
_SECONDS_TO_REST: Final = 0.2
"""What a virus scanner may need for a file that has just been written."""


@dataclass(frozen=True)
class Step:
    """One step of an order.

    Attributes:
        do: What is done.
        source: The file that is moved or removed, below the outbox.
        target: Where it goes, likewise; "" where it is removed.
        before: Fingerprint of what may be replaced, moved or removed; anything else is left alone.
    """

    do: Do
    source: str
    target: str
    before: str


class Change:
    """What a run puts, moves and removes in the outbox, all of it or nothing; a context that ends with the switch.

    Left without `carry_out`, everything is as it was.
    """

    def __init__(self, place: Workspace, seen: Mapping[Path, str]) -> None:
        """Begin with what stood in the outbox when it was read: path -> fingerprint."""
        self._place, self._seen = place, seen
        self._steps: list[Step] = []
        self._staged: list[Path] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:  # fmt: skip
        for path in () if self._place.order.exists() else self._staged:
            with suppress(OSError):
                path.unlink(missing_ok=True)
                _drop_empty(path.parent, self._place)

    def put(self, target: Path, write: Write, do: Do = Do.PUT, mode: int = SHARED) -> Path:
        """Write a file that is to stand at the target; return where it is written meanwhile.

        Raises:
            WorkspaceError: If the folder cannot be written.
        """
        beside = stage(target, write, mode)
        self._staged.append(beside)
        self._steps.append(Step(do, self._name(beside), self._name(target), self._before(target)))
        return beside

    def move(self, source: Path, target: Path) -> None:
        """Have an old file moved, unless it is open elsewhere or not what it was."""
        self._steps.append(Step(Do.MOVE, self._name(source), self._name(target), self._before(source)))

    def remove(self, path: Path) -> None:
        """Have an old file removed, likewise."""
        self._steps.append(Step(Do.REMOVE, self._name(path), "", self._before(path)))

    def carry_out(self, now: datetime) -> dict[Path, Path]:
        """Switch; return target -> where its file stands, for every file put.

        Raises:
            WorkspaceError: If the order cannot be written: nothing has changed; or a file cannot
                stand in its place: whoever starts next goes on.
        """
        outbox = self._place.outbox
        steps = [step for do in Do for step in self._steps if step.do is do]
        for folder in {path.parent for path in self._staged}:
            flush_folder(folder)
        beside = stage(self._place.order, lambda path: path.write_text(_as_text(steps), encoding="utf-8"))
        self._staged.append(beside)
        try:
            beside.replace(self._place.order)
        except OSError as error:
            raise unwritable(self._place.order.parent, error) from error
        flush_folder(self._place.order.parent)
        stands = _insist(self._place, steps, now)
        self._staged.clear()
        return {outbox / target: path for target, path in stands.items()}

    def _name(self, path: Path) -> str:
        return path.relative_to(self._place.outbox).as_posix()

    def _before(self, path: Path) -> str:
        return self._seen[path] if path in self._seen else fingerprint(path)


def recover(place: Workspace, now: datetime) -> Iterator[str]:
    """Finish what a killed run has begun, or take away what it left; go through what to say of it.

    Raises:
        WorkspaceError: If a file cannot be moved to its place.
    """
    steps = _order(place)
    if steps is not None:
        _insist(place, steps, now)
        yield "上次运行在放好结果的时候中断了，已接着放好：outbox 里是那次运行的完整结果。"
    elif _swept(place):
        yield "上次运行中断了，没有写完的临时文件已清除；outbox 里原有的结果没有改动。"


def read_newest(place: Workspace, target: Path) -> bytes:
    """Return the newest content of an output, whether it stands in its place or is still on its way there.

    Raises:
        OSError: If there is none, or it cannot be read.
    """
    name = target.relative_to(place.outbox).as_posix()
    for step in _order(place) or ():
        if step.target == name and step.do in _PUTTING:
            with suppress(FileNotFoundError):  # it got there meanwhile
                return (place.outbox / step.source).read_bytes()
    return target.read_bytes()


def fingerprint(path: Path) -> str:
    """Return the sha256 of a file's content, `NOTHING` where there is none, a mark where it cannot be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        return NOTHING
    except OSError:
        return _UNREADABLE


def _as_text(steps: Sequence[Step]) -> str:
    return json.dumps({"version": _VERSION, "steps": [asdict(step) for step in steps]}, ensure_ascii=True, indent=1)


def _order(place: Workspace) -> list[Step] | None:
    """Return the steps that are still to be carried out, None where there is no order, or it is none of ours."""
    try:
        said = json.loads(place.order.read_text(encoding="utf-8"))
        steps = [Step(Do(one["do"]), *(str(one[key]) for key in ("source", "target", "before"))) for one in said["steps"]]  # fmt: skip
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return steps if said["version"] == _VERSION and all(map(_stays_inside, steps)) else None


def _stays_inside(step: Step) -> bool:
    named = (Path(name) for name in (step.source, step.target))
    inside = all(not path.is_absolute() and ".." not in path.parts for path in named)
    return inside and (step.do not in _PUTTING or Path(step.source).name.startswith(BESIDE))


def _insist(place: Workspace, steps: Sequence[Step], now: datetime) -> dict[str, Path]:
    """Carry an order out, a second time where the first did not come to its end."""
    try:
        try:
            return _carried_out(place, steps, now)
        except BaseException as error:
            sleep(_SECONDS_TO_REST)
            stands = _carried_out(place, steps, now)
            if isinstance(error, OSError):
                return stands
            raise
    except OSError as error:
        raise WorkspaceError(
            f"新的结果已经写好，但没有全部放到位（{error.strerror or error}）。",
            "请关闭正在使用 outbox 里文件的程序，再运行一次：会先接着放好。",
        ) from error


def _carried_out(place: Workspace, steps: Sequence[Step], now: datetime) -> dict[str, Path]:
    """Carry out what has not been yet; the order goes last, when all of it is on the disk."""
    stands = {step.target: place.outbox / step.target for step in steps if step.do in _PUTTING}
    for step in steps:
        if (place.outbox / step.source).exists():
            where = _carry_out(place, step, now)
            stands |= {step.target: where} if step.target in stands else {}
    for folder in {(place.outbox / name).parent for step in steps for name in (step.source, step.target) if name}:
        flush_folder(folder)
    place.order.unlink(missing_ok=True)
    flush_folder(place.order.parent)
    return stands


def _carry_out(place: Workspace, step: Step, now: datetime) -> Path:
    source, target = place.outbox / step.source, place.outbox / step.target
    if step.do is Do.PUT:
        return put(source, target, now, changed=fingerprint(target) not in (step.before, NOTHING))
    if step.do in _PUTTING:
        source.replace(target)
    elif not held(source) and fingerprint(source) == step.before:
        with suppress(PermissionError):  # open in another program: it goes with the next run
            if step.do is Do.MOVE:
                target.parent.mkdir(parents=True, exist_ok=True)
                source.replace(target)
            else:
                source.unlink()
    return target


def _swept(place: Workspace) -> bool:
    """Remove what was written beside its place and never got there, and an order that is none; tell whether any was."""
    own = place.outbox.parent == place.root
    roots = (place.outbox, place.originals, *((place.campaign_book.parent,) if own else ()))
    left = [path for root in roots for path in root.rglob(f"{BESIDE}*")]
    left += place.readings.parent.glob(f"{BESIDE}*")
    for path in left:
        with suppress(OSError):
            path.unlink()
    place.order.unlink(missing_ok=True)
    for folder in place.history.glob("*/"):
        _drop_empty(folder, place)
    return bool(left)


def _drop_empty(folder: Path, place: Workspace) -> None:
    """Remove a folder of the history that holds nothing any more."""
    if folder.parent == place.history:
        with suppress(OSError):  # not empty
            folder.rmdir()
