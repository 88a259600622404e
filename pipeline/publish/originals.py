"""What came in is kept for its owner's eyes: every file by its content (.原件/ab/abcd….xlsx), and what it was read as."""

import re
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pipeline.errors import WorkspaceError
from pipeline.intake.inbox import Arrival
from pipeline.intake.readings import Readings, save_readings
from pipeline.plain import plain
from pipeline.publish.replacing import PRIVATE, flush_folder, staged, unwritable
from pipeline.workspace import Workspace

_SUFFIX: Final = re.compile(r"\.[a-z0-9]{1,8}")


@dataclass(frozen=True)
class Original:
    """One file of the inbox, and where its copy stands.

    Attributes:
        path: Below the inbox.
        sha256: Of its content, "" where it was not read.
        kept: The copy below the workspace, "" where there is none.
        trouble: Why there is none.
    """

    path: str
    sha256: str
    kept: str
    trouble: str


def keep_originals(place: Workspace, arrivals: Sequence[Arrival]) -> tuple[Original, ...]:
    """Keep every file of the inbox as it came, one copy of each content; return where they stand.

    A letter or an archive is kept whole, with what is in it. What is none of our business is left
    out; what was not read is named without a copy.

    Raises:
        WorkspaceError: If the folder cannot be written.
    """
    grown: set[Path] = set()
    originals = tuple(_original(place, one, grown) for one in arrivals if not one.ignored)
    for folder in grown:  # once for all that came into it: a flush takes longer than a copy
        flush_folder(folder)
    return originals


def keep_readings(place: Workspace, readings: Readings) -> None:
    """Keep what the files were read as; where that cannot be written, the next run reads them again."""
    with (
        suppress(OSError, WorkspaceError, sqlite3.Error),
        staged(place.readings, lambda path: save_readings(readings, path), PRIVATE) as beside,
    ):
        beside.replace(place.readings)


def listed(originals: Sequence[Original]) -> str:
    """Return the list that goes with a run: a file a line, with its copy and its sha256."""
    return "\n".join(("收件箱里的文件\t保存的原件\tsha256", *map(_line, originals), ""))


def _line(one: Original) -> str:
    return f"{plain(one.path)}\t{one.kept or f'没有保存：{one.trouble}'}\t{one.sha256}"


def _original(place: Workspace, one: Arrival, grown: set[Path]) -> Original:
    if not one.sha256:
        return Original(one.path, "", "", one.trouble)
    copy = _copy(place, one, grown)
    return Original(one.path, one.sha256, copy.relative_to(place.root).as_posix(), "")


def _copy(place: Workspace, one: Arrival, grown: set[Path]) -> Path:
    """Return the copy of a file, made where there is none; its folder is then one that has `grown`."""
    suffix = Path(one.path).suffix.lower()
    named = f"{one.sha256}{suffix if _SUFFIX.fullmatch(suffix) else ''}"
    target = place.originals / one.sha256[:2] / named
    try:
        there = next(_whole(target.parent, one), None)
        if there is None:
            with staged(target, lambda path: path.write_bytes(one.data), PRIVATE) as beside:
                beside.replace(target)
            grown.add(target.parent)
    except OSError as error:
        raise unwritable(place.originals, error) from error
    return there or target


def _whole(folder: Path, one: Arrival) -> Iterator[Path]:
    """Go through the copies of a content, under whatever suffix it first came; a shorter one is damaged."""
    return (path for path in folder.glob(f"{one.sha256}*") if path.stat().st_size == one.size)
