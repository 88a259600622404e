"""Opens files in processes that can be killed: a crash, a hang or a runaway costs one file.

A worker takes a batch, since starting one costs more than reading many clean returns; when it
dies, the file it was at is tried once more alone; when it stalls, that file is given up; the rest
of its batch goes on.
"""

import multiprocessing
import time
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from typing import Any, Final

from pipeline.errors import WorkspaceError
from pipeline.form.schema import Form
from pipeline.intake.confine import confine
from pipeline.intake.inbox import Arrival
from pipeline.intake.limits import USUAL, Terms
from pipeline.intake.opening import Opened, open_arrival, refused

BATCH: Final = 50
SECONDS_TO_START: Final = 60.0
_READY: Final = -1
"""What a worker says before its first file: whatever ends it from now on is a file's fault."""

Tick = Callable[[], None]
"""Called once for every file that is done."""


@dataclass
class _Worker:
    process: SpawnProcess
    answers: "Connection[Any, Any]"
    batch: Sequence[int]
    alone: bool
    seconds: float
    at: int = -1
    started: bool = False
    late: bool = False
    done: set[int] = field(default_factory=set)
    heard: float = field(default_factory=time.monotonic)

    def overdue(self) -> bool:
        """Tell whether it has been silent for too long."""
        return time.monotonic() - self.heard > (self.seconds if self.started else SECONDS_TO_START)


def open_all(
    form: Form, own_sheets: frozenset[str], arrivals: Sequence[Arrival], jobs: int, tick: Tick, terms: Terms = USUAL
) -> list[Opened]:
    """Return every arrival opened, in the order given.

    Raises:
        WorkspaceError: If the system does not let a reader start at all.
    """
    opened: dict[int, Opened] = {}
    queue = deque((batch, False) for batch in _batches(arrivals, jobs))
    workers: list[_Worker] = []
    try:
        while queue or workers:
            while queue and len(workers) < max(1, jobs):
                batch, alone = queue.popleft()
                work = (form, own_sheets, [(number, arrivals[number]) for number in batch])
                workers.append(_start(work, terms, alone))
            _listen(workers, opened, tick)
            for worker in [one for one in workers if _ended(one)]:
                workers.remove(worker)
                queue.extend(_again(worker, arrivals, opened, tick))
    finally:
        for worker in workers:
            _stop(worker)
    return [opened[number] for number in range(len(arrivals))]


def _batches(arrivals: Sequence[Arrival], jobs: int) -> Iterable[Sequence[int]]:
    size = max(1, min(BATCH, -(-len(arrivals) // max(1, jobs))))
    return (range(first, min(first + size, len(arrivals))) for first in range(0, len(arrivals), size))


def _start(work: tuple[Form, frozenset[str], Sequence[tuple[int, Arrival]]], terms: Terms, alone: bool) -> _Worker:
    context = multiprocessing.get_context("spawn")
    answers, sending = context.Pipe(duplex=False)
    process = context.Process(target=_work, args=(*work, sending, terms), daemon=True)
    process.start()
    sending.close()
    return _Worker(process, answers, [number for number, _ in work[2]], alone, terms.limits.seconds)


def _work(
    form: Form, own: frozenset[str], batch: Sequence[tuple[int, Arrival]], sending: "Connection[Any, Any]", terms: Terms
) -> None:
    """Open a batch in this process, saying before and after each file."""
    confine(terms.limits.memory)
    sending.send((_READY, None))
    for number, arrival in batch:
        sending.send((number, None))
        sending.send((number, _opened(form, own, arrival, terms)))
    sending.close()


def _opened(form: Form, own: frozenset[str], arrival: Arrival, terms: Terms) -> Opened:
    """Open a file; what goes wrong within the program itself is said of the file that provoked it."""
    try:
        return open_arrival(form, own, arrival, terms)
    except MemoryError:
        return refused(arrival, "内容太大，读取时内存不够")
    except Exception as error:
        return refused(arrival, f"读取时程序出错（{type(error).__name__}），请把这个文件交给技术人员")


def _listen(workers: list[_Worker], opened: dict[int, Opened], tick: Tick) -> None:
    ready = set(wait([worker.answers for worker in workers], timeout=0.2))
    for worker in workers:
        if worker.answers not in ready:
            continue
        try:
            answer: tuple[int, Opened | None] = worker.answers.recv()
        except (EOFError, OSError):
            worker.answers.close()
            continue
        number, result = answer
        worker.heard, worker.started = time.monotonic(), True
        if number != _READY:
            worker.at = number
        if result is not None:
            opened[number] = result
            worker.done.add(number)
            tick()


def _ended(worker: _Worker) -> bool:
    if worker.answers.closed:
        worker.process.join(worker.seconds)
    elif not worker.overdue():
        return False
    else:
        worker.late = True
    _stop(worker)
    return True


def _stop(worker: _Worker) -> None:
    if worker.process.is_alive():
        worker.process.kill()
        worker.process.join()
    worker.answers.close()


def _again(
    worker: _Worker, arrivals: Sequence[Arrival], opened: dict[int, Opened], tick: Tick
) -> Iterable[tuple[Sequence[int], bool]]:
    """Go through what is left of a worker's batch: the file it fell over alone, the rest together."""
    left = [number for number in worker.batch if number not in worker.done]
    if not left:
        return
    guilty = worker.at if worker.at in left else left[0]
    if worker.alone and not worker.started:
        raise WorkspaceError(
            "读取文件的程序启动不了，没有读到任何内容。", "请关闭其他程序后再试；仍不行的，请把本提示交给技术人员。"
        )
    if worker.alone or (worker.late and worker.at == guilty):
        slow = f"读取超过{worker.seconds:g}秒，已停止，内容可能过大或已损坏"
        opened[guilty] = refused(arrivals[guilty], slow if worker.late else "读取时程序被迫中止，内容可能已损坏")
        tick()
    else:
        yield [guilty], True
    rest = [number for number in left if number != guilty]
    if rest:
        yield rest, False
