"""One command writes to an outbox at a time; it begins by mending what a killed one has left."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Final

from pipeline.errors import WorkspaceError
from pipeline.publish.locking import locked
from pipeline.publish.switching import recover
from pipeline.workspace import Workspace

SECONDS_TO_WAIT: Final = 10.0


@contextmanager
def alone(place: Workspace, now: datetime, tell: Callable[[str], None]) -> Iterator[None]:
    """Hold the outbox, whole again if need be; `tell` is told what the person at the desk should know.

    Raises:
        WorkspaceError: If another command holds it for longer than we wait, or it cannot be written.
    """
    busy = WorkspaceError(
        f"另一个 pipeline 命令正在写“{place.outbox}”，等了{SECONDS_TO_WAIT:g}秒还没有结束，这次什么也没有做。",
        "请等它结束后再运行一次；一直不结束的，关掉那个窗口再运行。",
    )
    with locked(place.lock, busy, SECONDS_TO_WAIT, lambda: tell("另一个 pipeline 命令正在进行，等它结束…")):
        for remark in recover(place, now):
            tell(remark)
        yield
