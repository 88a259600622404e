"""Outputs appear whole or not at all: all written beside their targets, then all put in their places."""

import os
import re
import tempfile
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from pipeline.errors import WorkspaceError

Write = Callable[[Path], object]
"""Writes a file whole at the path it is given."""


_DATED = re.compile(r"（\d{8}-\d{6}）\.\w+")
"""What is added to the name of a file whose place is taken."""


def publish(target: Path, write: Write, now: datetime) -> Path:
    """Write one file as `publish_all` does and return where it stands."""
    return publish_all([(target, write)], now)[0]


def publish_all(outputs: Iterable[tuple[Path, Write]], now: datetime) -> list[Path]:
    """Write files that belong together and return where they stand, in the order given.

    Every file is written under a temporary name in its folder and flushed, and only when all are
    there they are moved over their targets, in order: if one cannot be written, all targets are as
    they were. Where a target is open in another program, the file goes beside it under a dated name.

    Raises:
        WorkspaceError: If a folder cannot be written, or the disk is full.
    """
    beside: list[tuple[Path, Path]] = []
    try:
        for target, write in outputs:
            beside.append((_reserve(target), target))
            _write(*beside[-1], write)
        return [_put(written, target, now) for written, target in beside]
    finally:
        for written, _ in beside:
            written.unlink(missing_ok=True)


def _reserve(target: Path) -> Path:
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=".写入中-", suffix=target.suffix, dir=target.parent)
        os.close(handle)
    except OSError as error:
        raise _unwritable(target.parent, error) from error
    return Path(name)


def _write(beside: Path, target: Path, write: Write) -> None:
    try:
        write(beside)
        with beside.open("rb+") as written:
            os.fsync(written.fileno())
        beside.chmod(0o644)
    except OSError as error:
        raise _unwritable(target.parent, error) from error


def _put(beside: Path, target: Path, now: datetime) -> Path:
    dated = target.with_name(f"{target.stem}（{now:%Y%m%d-%H%M%S}）{target.suffix}")
    try:
        if not held(target):
            with suppress(PermissionError):  # what Windows says of a file that is open elsewhere
                beside.replace(target)
                return target
        beside.replace(dated)
    except OSError as error:
        raise _unwritable(target.parent, error) from error
    return dated


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


def _unwritable(folder: Path, error: OSError) -> WorkspaceError:
    return WorkspaceError(
        f"文件夹“{folder}”写不进去（{error.strerror or error}）。",
        "请检查文件夹是否只读、磁盘是否已满，或用 --outbox 指定另一个文件夹；原有文件没有改动。",
    )
