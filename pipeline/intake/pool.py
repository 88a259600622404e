"""Work on files in processes that can be killed: a crash, a hang or a runaway costs one file.

A worker takes a batch, since starting one costs more than reading many clean returns; when it
dies, the file it was at is tried once more alone, with the time it has left; when it stalls, that
file is given up; the rest of its batch goes on.
"""

import multiprocessing
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from typing import Any, Final, Generic, Protocol, TypeVar

from pipeline.errors import WorkspaceError
from pipeline.intake.confine import confine
from pipeline.intake.limits import Limits

BATCH: Final = 200
BATCH_BYTES: Final = 64 * 2**20
"""What one worker is given at once, at most: files, and bytes of them."""
SECONDS_TO_START: Final = 60.0
LEAST_SECONDS: Final = 1.0
"""What a file tried again has at least, however long it took to end its first reader."""

HELLO: Final = "hello"
"""What a process says that has loaded what it needs and waits for its batch."""
READY: Final = ("ready", -1, None)
"""What a worker says before its first file: whatever ends it from now on is a file's fault."""
BEGUN, PIECE, DONE = "begun", "piece", "done"
"""What a worker says of a file: that it is at it, a piece of the answer, that the answer is whole."""

Tick = Callable[[], None]
"""Called once for every file that is done."""


class Sized(Protocol):
    """What a worker is given, one of many."""

    @property
    def size(self) -> int:
        """Return how many bytes it is, about."""
        ...


A = TypeVar("A", bound=Sized)
P = TypeVar("P")


@dataclass(frozen=True)
class Task(Generic[A, P]):
    """What is done with every file.

    Attributes:
        answer: File -> the pieces of its answer; runs in a worker, so it must be importable by name.
        refused: File and reason -> the only piece, where no answer could be had.
        limits: What a file may cost.
    """

    answer: Callable[[A], Iterator[P]]
    refused: Callable[[A, str], P]
    limits: Limits


@dataclass(frozen=True)
class _Batch:
    numbers: Sequence[int]
    seconds: float
    alone: bool = False


@dataclass
class _Worker(Generic[P]):
    process: SpawnProcess
    answers: "Connection[Any, Any]"
    batch: _Batch
    given: object = ()
    at: int = -1
    started: bool = False
    late: bool = False
    done: set[int] = field(default_factory=set)
    pieces: list[P] = field(default_factory=list)
    since: float = field(default_factory=time.monotonic)

    @property
    def spent(self) -> float:
        """Return the seconds it has been at its file, or at starting."""
        return time.monotonic() - self.since

    def overdue(self) -> bool:
        """Tell whether it has been at one file for too long."""
        return self.spent > (self.batch.seconds if self.started else SECONDS_TO_START)


def answered(task: Task[A, P], arrivals: Sequence[A], jobs: int, tick: Tick) -> list[list[P]]:
    """Return the pieces of every file's answer, in the order given.

    Raises:
        WorkspaceError: If the system does not let a worker start at all.
    """
    whole: dict[int, list[P]] = {}
    queue = deque(_batches(arrivals, jobs, task.limits.seconds))
    workers: list[_Worker[P]] = []
    try:
        while queue or workers:
            while queue and len(workers) < max(1, jobs):
                workers.append(_start(task, queue.popleft(), arrivals))
            _listen(workers, whole, tick)
            for worker in [one for one in workers if _ended(one)]:
                workers.remove(worker)
                queue.extend(_again(worker, task, arrivals, whole, tick))
    finally:
        for worker in workers:
            _stop(worker)
    return [whole[number] for number in range(len(arrivals))]


def _batches(arrivals: Sequence[Sized], jobs: int, seconds: float) -> Iterator[_Batch]:
    """Go through as few batches as may be, as many for each worker and of about the same length."""
    turns = -(-len(arrivals) // (BATCH * max(1, jobs)))
    most = -(-len(arrivals) // max(1, turns * jobs))
    batch, weight = list[int](), 0
    for number, one in enumerate(arrivals):
        if batch and (len(batch) == most or weight + one.size > BATCH_BYTES):
            yield _Batch(batch, seconds)
            batch, weight = [], 0
        batch.append(number)
        weight += one.size
    if batch:
        yield _Batch(batch, seconds)


def _start(task: Task[A, P], batch: _Batch, arrivals: Sequence[A]) -> _Worker[P]:
    context = multiprocessing.get_context("spawn")
    answers, sending = context.Pipe()
    process = context.Process(target=_begin, args=(_work, task, sending), daemon=True)
    process.start()
    sending.close()
    return _Worker(process, answers, batch, [(number, arrivals[number]) for number in batch.numbers])


def _begin(work: Callable[..., None], task: Task[A, P], sending: "Connection[Any, Any]") -> None:
    """Ask for the batch and do it: so that no process waits for another one to load."""
    sending.send((HELLO, -1, None))
    work(task, sending.recv(), sending)


def _work(task: Task[A, P], batch: Sequence[tuple[int, A]], sending: "Connection[Any, Any]") -> None:
    """Answer a batch in this process, saying before and after each file."""
    confine(task.limits.memory)
    sending.send(READY)
    for number, arrival in batch:
        sending.send((BEGUN, number, None))
        for piece in task.answer(arrival):
            sending.send((PIECE, number, piece))
        sending.send((DONE, number, None))
    sending.close()


def _listen(workers: Sequence[_Worker[P]], whole: dict[int, list[P]], tick: Tick) -> None:
    ready = set(wait([worker.answers for worker in workers], timeout=0.2))
    for worker in workers:
        if worker.answers not in ready:
            continue
        try:
            said: tuple[str, int, P] = worker.answers.recv()
            if said[0] == HELLO:
                worker.answers.send(worker.given)
        except (EOFError, OSError):
            worker.answers.close()
            continue
        if said[0] != HELLO and _heard(worker, *said):
            whole[said[1]] = worker.pieces
            tick()


def _heard(worker: _Worker[P], word: str, number: int, piece: P) -> bool:
    """Take what a worker says; return whether it is done with a file."""
    if word == PIECE:
        worker.pieces.append(piece)
        return False
    worker.since, worker.started = time.monotonic(), True
    if word == DONE:
        worker.done.add(number)
        return True
    worker.at, worker.pieces = number, []
    return False


def _ended(worker: _Worker[P]) -> bool:
    if worker.answers.closed:
        worker.process.join(worker.batch.seconds)
    elif not worker.overdue():
        return False
    else:
        worker.late = True
    _stop(worker)
    return True


def _stop(worker: _Worker[P]) -> None:
    if worker.process.is_alive():
        worker.process.kill()
        worker.process.join()
    worker.answers.close()


def _again(
    worker: _Worker[P], task: Task[A, P], arrivals: Sequence[A], whole: dict[int, list[P]], tick: Tick
) -> Iterable[_Batch]:
    """Go through what is left of a worker's batch: the file it fell over alone, the rest together."""
    left = [number for number in worker.batch.numbers if number not in worker.done]
    if not left:
        return
    if worker.batch.alone and not worker.started:
        raise WorkspaceError(
            "读取文件的程序启动不了，没有读到任何内容。", "请关闭其他程序后再试；仍不行的，请把本提示交给技术人员。"
        )
    guilty, seconds = worker.at if worker.at in left else left[0], task.limits.seconds
    if worker.batch.alone or (worker.late and worker.at == guilty):
        slow = f"读取超过{seconds:g}秒，已停止，内容可能过大或已损坏"
        why = slow if worker.late else "读取时程序被迫中止，内容可能已损坏"
        whole[guilty] = [task.refused(arrivals[guilty], why)]
        tick()
    else:
        spent = worker.spent if worker.at == guilty else 0.0
        yield _Batch([guilty], max(LEAST_SECONDS, seconds - spent), alone=True)
    rest = [number for number in left if number != guilty]
    if rest:
        yield _Batch(rest, seconds)
