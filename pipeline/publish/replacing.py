"""A file appears whole or not at all: written beside its place, flushed to the disk, then moved there."""

import os
import re
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from itertools import chain, count
from pathlib import Path
from typing import Final

from pipeline.errors import WorkspaceError

Write = Callable[[Path], object]
"""Writes a file whole at the path it is given."""

BESIDE: Final = ".写入中-"
"""How the names of files begin that are not in their places yet."""

SHARED, PRIVATE = 0o644, 0o600
"""Who may read a file: everybody who may open its folder, or its owner alone."""

_DATED = re.compile(r"（\d{8}-\d{6}(-\d+)?）\.\w+")
"""What is added to the name of a file whose place is taken."""


def publish(target: Path, write: Write, now: datetime) -> Path:
    """Write one file and return where it stands: beside its place under a dated name, where that is open elsewhere.

    Raises:
        WorkspaceError: If the folder cannot be written, or the disk is full; the target is as it was.
    """
    with staged(target, write) as beside:
        try:
            stands = put(beside, target, now)
        except OSError as error:
            raise unwritable(target.parent, error) from error
    flush_folder(target.parent)
    return stands


@contextmanager
def staged(target: Path, write: Write, mode: int = SHARED) -> Iterator[Path]:
    """Give a file written beside its place; what nobody has moved there is gone at the end."""
    beside = stage(target, write, mode)
    try:
        yield beside
    finally:
        beside.unlink(missing_ok=True)


def stage(target: Path, write: Write, mode: int = SHARED) -> Path:
    """Write a file beside its place, flushed to the disk, and return its path; its folder is made.

    Raises:
        WorkspaceError: If the folder cannot be written, or the disk is full; nothing is left then.
    """
    beside = None
    try:
        beside = _reserve(target)
        write(beside)
        with beside.open("rb+") as written:
            os.fsync(written.fileno())
        beside.chmod(mode)
    except BaseException as error:
        if beside is not None:
            with suppress(OSError):
                beside.unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise unwritable(target.parent, error) from error
        raise
    return beside


def _reserve(target: Path) -> Path:
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=BESIDE, suffix=target.suffix, dir=target.parent)
    os.close(handle)
    return target.with_name(Path(name).name)  # mkstemp makes a relative folder absolute


def put(beside: Path, target: Path, now: datetime, changed: bool = False) -> Path:
    """Move a staged file to its place and return where it stands.

    Where the target is open in another program, or has `changed` behind our back, the file goes
    beside it under a dated name that nothing else has.

    Raises:
        OSError: If it can stand in neither place.
    """
    if not changed and not held(target):
        with suppress(PermissionError, IsADirectoryError):  # the first is what Windows says of an open file
            beside.replace(target)
            return target
    dated = free_name(target, f"{now:%Y%m%d-%H%M%S}")
    beside.replace(dated)
    return dated


def free_name(target: Path, addition: str) -> Path:
    """Return a name beside a target, with something added, that no file has."""
    marks = chain((addition,), (f"{addition}-{number}" for number in count(2)))
    names = (target.with_name(f"{target.stem}（{mark}）{target.suffix}") for mark in marks)
    return next(name for name in names if not name.exists())


def flush_folder(folder: Path) -> None:
    """Bring a folder's names to the disk, where the system can: a move survives a power cut only then."""
    with suppress(OSError):  # Windows opens no folders, and needs it less
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def dated_siblings(target: Path) -> list[Path]:
    """Return the files that stand beside a target under a dated name, oldest first."""
    return sorted(
        path for path in target.parent.glob(f"{target.stem}*") if _DATED.fullmatch(path.name[len(target.stem) :])
    )


def held(target: Path) -> bool:
    """Tell whether an office program has the file open: on Windows it refuses, elsewhere it leaves a lock file."""
    return any(
        target.with_name(lock).exists()
        for lock in (f"~${target.name}", f"~${target.name[2:]}", f".~lock.{target.name}#", f".~{target.name}")
    )


def unwritable(folder: Path, error: OSError) -> WorkspaceError:
    """Return the words for a folder that does not take a file."""
    return WorkspaceError(
        f"文件夹“{folder}”写不进去（{error.strerror or error}）。",
        "请检查文件夹是否只读、磁盘是否已满，或用 --outbox 指定另一个文件夹；原有文件没有改动。",
    )
