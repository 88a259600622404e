"""What goes wrong in a reader's process, done on purpose; light, since every process loads it."""

import os
import signal
import sys
import time
from collections.abc import Iterator, Sequence
from typing import Any

from pipeline.intake import pool
from pipeline.intake.inbox import Arrival
from pipeline.intake.opening import Opened
from pipeline.intake.pool import Task

KILLER, SLEEPER = "要命的.xlsx", "不动的.xlsx"


def work_among_killers(task: Task[Arrival, Opened], batch: Sequence[tuple[int, Arrival]], sending: Any) -> None:
    """Do a worker's work, except that a file of one name ends the process and one of another never ends."""
    sending.send(pool.READY)
    for number, one in batch:
        sending.send((pool.BEGUN, number, None))
        if one.path == KILLER:
            os.kill(os.getpid(), signal.SIGKILL)
        if one.path == SLEEPER:
            time.sleep(60)
        for piece in task.answer(one):
            sending.send((pool.PIECE, number, piece))
        sending.send((pool.DONE, number, None))


def work_that_never_begins(task: object, batch: object, sending: object) -> None:
    """End at once, as a worker does that the system does not let start."""
    del task, batch, sending
    sys.exit(1)


def dripping(one: Arrival) -> Iterator[str]:
    """Answer in pieces that never end, quickly enough to be heard of all the time."""
    while True:
        yield one.path
        time.sleep(0.05)


def str_of(one: Arrival, why: str) -> str:
    """Return what is said of a file that was given up."""
    return f"{one.path}：{why}"
