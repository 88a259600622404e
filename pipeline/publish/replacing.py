"""Outputs appear whole or not at all: written beside the target, then put in its place."""

import os
import tempfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from pipeline.errors import WorkspaceError


def publish(target: Path, write: Callable[[Path], object], now: datetime) -> Path:
    """Write a file whole and return where it stands.

    The file is written under a temporary name in the same folder, flushed, and moved over the
    target. Where the target is open in another program, it goes beside it under a dated name.

    Raises:
        WorkspaceError: If the folder cannot be written, or the disk is full.
    """
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=".写入中-", suffix=target.suffix, dir=target.parent)
        os.close(handle)
    except OSError as error:
        raise _unwritable(target.parent, error) from error
    beside = Path(name)
    try:
        write(beside)
        _flush(beside)
        return _put(beside, target, now)
    except OSError as error:
        raise _unwritable(target.parent, error) from error
    finally:
        beside.unlink(missing_ok=True)


def _put(beside: Path, target: Path, now: datetime) -> Path:
    beside.chmod(0o644)
    if not _held(target):
        try:
            beside.replace(target)
        except PermissionError:
            pass
        else:
            return target
    dated = target.with_name(f"{target.stem}（{now:%Y%m%d-%H%M%S}）{target.suffix}")
    beside.replace(dated)
    return dated


def _held(target: Path) -> bool:
    """Tell whether an office program has the file open: on Windows it refuses, elsewhere it leaves a lock file."""
    return any(
        target.with_name(lock).exists()
        for lock in (f"~${target.name}", f"~${target.name[2:]}", f".~lock.{target.name}#", f".~{target.name}")
    )


def _flush(path: Path) -> None:
    with path.open("rb+") as written:
        os.fsync(written.fileno())


def _unwritable(folder: Path, error: OSError) -> WorkspaceError:
    return WorkspaceError(
        f"文件夹“{folder}”写不进去（{error.strerror or error}）。",
        "请检查文件夹是否只读、磁盘是否已满，或用 --outbox 指定另一个文件夹；原有文件没有改动。",
    )
