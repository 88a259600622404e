"""Whoever writes holds a lock; it goes with its process, so that none is left by one that was killed."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from pipeline.errors import WorkspaceError
from pipeline.publish.replacing import unwritable


@contextmanager
def locked(lock: Path, busy: WorkspaceError, seconds: float = 0, waiting: Callable[[], None] | None = None) -> Iterator[None]:  # fmt: skip
    """Hold a lock; where somebody else does, say that we are `waiting` and wait for so long.

    Raises:
        WorkspaceError: `busy` if it is not free by then; another if its folder cannot be written.
    """
    try:
        lock.parent.mkdir(parents=True, exist_ok=True)
        holding = FileLock(lock)
        _acquire(holding, seconds, waiting)
    except Timeout as error:
        raise busy from error
    except OSError as error:
        raise unwritable(lock.parent, error) from error
    try:
        yield
    finally:
        holding.release()


def _acquire(lock: FileLock, seconds: float, waiting: Callable[[], None] | None) -> None:
    try:
        lock.acquire(timeout=0)
    except Timeout:
        if not seconds:
            raise
        if waiting:
            waiting()
        lock.acquire(timeout=seconds)
