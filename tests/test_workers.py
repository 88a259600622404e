"""Files are opened in processes that may die: one that kills its reader costs itself only."""

import ctypes
import hashlib
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any
from unittest.mock import Mock

import pytest

from pipeline.errors import WorkspaceError
from pipeline.form.schema import Form
from pipeline.intake import pool, workers
from pipeline.intake.inbox import Arrival
from pipeline.intake.limits import USUAL, Terms
from pipeline.intake.opening import Opened, open_arrival
from pipeline.intake.unfolding import unfold
from pipeline.intake.windows_job import STARTED_WITH, Extended, limit_memory
from pipeline.intake.workers import open_all
from pipeline.publish.layout import OWN_SHEETS
from tests.inboxes import CATERING, PROPERTY, arrival, campaign, workbook
from tests.killers import KILLER, SLEEPER, dripping, str_of, work_among_killers, work_that_never_begins
from tests.packages import changed_parts, zipped

STOPPED = ("F01", "读取时程序被迫中止，内容可能已损坏")


def opened(
    files: Sequence[Arrival], jobs: int = 1, tick: Callable[[], None] = lambda: None, seconds: float = 30.0
) -> list[Opened]:
    """Return the files opened as a run opens them."""
    terms = Terms(replace(USUAL.limits, seconds=seconds))
    return open_all(campaign().form, OWN_SHEETS, files, jobs, tick, terms)


def small(path: str) -> Arrival:
    """Return a file that is opened in no time."""
    return arrival(path, path.encode())


def hungry_workbook() -> bytes:
    """Return a workbook that passes the gate, and takes more memory to read than a reader may have."""
    filler = b"".join(hashlib.sha256(b"%d" % n).hexdigest().encode() for n in range(20_000))
    text = "😀".encode() + b"a" * 180_000_000
    custom = b"<P><!--" + filler + b'--><property name="x">' + text + b"</property></P>"
    return changed_parts(workbook(PROPERTY), {"docProps/custom.xml": custom})


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits a process's memory")
def test_a_file_that_exhausts_memory_costs_itself_only() -> None:
    """A real file that asks for more memory than a reader may have is refused; those around it are read."""
    files = [arrival("1.xlsx", workbook()), arrival("2.xlsx", hungry_workbook()), arrival("3.xlsx", workbook(PROPERTY))]
    first, second, third = opened(files)
    assert (second.code, second.what) == ("F01", "内容太大，读取时内存不够")
    assert second.submission is None
    assert first.submission is not None
    assert third.submission is not None


@pytest.mark.parametrize("jobs", [1, 3])
def test_killers_and_sleepers_cost_themselves_only(jobs: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever ends or blocks a reader is refused alone, in its place; everything is answered and counted once."""
    monkeypatch.setattr(pool, "_work", work_among_killers)
    paths = ["1.txt", KILLER, "2.txt", SLEEPER, "3.txt"]
    ticks: list[int] = []
    answers = opened([small(path) for path in paths], jobs, lambda: ticks.append(1), seconds=1.0)
    assert [one.path for one in answers] == paths
    stopped = {one.path: (one.code, one.what) for one in answers if not one.path.endswith(".txt")}
    assert stopped == {KILLER: STOPPED, SLEEPER: ("F01", "读取超过1秒，已停止，内容可能过大或已损坏")}
    assert {one.code for one in answers if one.path.endswith(".txt")} == {"F03"}
    assert len(ticks) == len(paths)


def test_answers_that_never_end_are_ended() -> None:
    """A file whose answer comes in pieces has the time of one file for all of them; what came of it is not used."""
    limits = replace(USUAL.limits, seconds=1.0)
    answers = pool.answered(pool.Task(dripping, str_of, limits), [small("1"), small("2")], 1, lambda: None)
    assert answers == [
        ["1：读取超过1秒，已停止，内容可能过大或已损坏"],
        ["2：读取超过1秒，已停止，内容可能过大或已损坏"],
    ]


def test_a_file_tried_again_has_the_time_it_left() -> None:
    """What ended its reader late is tried again, and cannot take the whole time once more."""
    worker: pool._Worker[str] = pool._Worker(None, None, pool._Batch([0], 7.0), at=0, started=True)  # type: ignore[arg-type]
    worker.since -= 5
    task = pool.Task(dripping, str_of, USUAL.limits)
    (again,) = pool._again(worker, task, [small("1")], {}, lambda: None)
    assert again.alone
    assert 1.5 < again.seconds <= 2
    worker.since -= 60
    (again,) = pool._again(worker, task, [small("1")], {}, lambda: None)
    assert again.seconds == pool.LEAST_SECONDS


def test_a_container_that_kills_its_reader_is_refused_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """A letter that ends the process it is unfolded in is listed as one that was not opened; others are unfolded."""
    monkeypatch.setattr(pool, "_work", work_among_killers)
    files = [arrival("1.zip", zipped({"a": b"x"})), arrival(KILLER, zipped({"b": b"x"})), small("2.txt")]
    found = unfold(files, 2, USUAL)
    assert [(one.path, one.trouble) for one in found] == [
        ("1.zip", ""), ("1.zip!a", ""), (KILLER, STOPPED[1]), ("2.txt", "")
    ]  # fmt: skip
    assert found[2].container


def test_jobs_change_nothing_but_the_time() -> None:
    """One process and three give the same answers in the same order."""
    files = [arrival("z.xlsx", workbook(CATERING)), arrival("a.xlsx", workbook(PROPERTY)), small("m.txt"), small("b")]
    assert opened(files, 1) == opened(files, 3)


def test_a_fault_of_ours_costs_the_file_that_provoked_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """An error within the program is said of the file it happened on, by name, and passes on to nobody else."""

    def faulty(form: Form, own: frozenset[str], one: Arrival, terms: Terms) -> Opened:
        if one.path == "2.txt":
            raise ZeroDivisionError
        return open_arrival(form, own, one, terms)

    monkeypatch.setattr(workers, "open_arrival", faulty)
    answers = [next(workers._opened(campaign().form, OWN_SHEETS, USUAL, small(f"{n}.txt"))) for n in (1, 2, 3)]
    assert [one.what for one in answers] == [
        "文本文件",
        "读取时程序出错（ZeroDivisionError），请把这个文件交给技术人员",
        "文本文件",
    ]


def test_an_empty_inbox_starts_no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there is nothing to read nothing is started."""
    monkeypatch.setattr(pool, "_start", None)
    assert opened([]) == []


def test_readers_that_cannot_start_blame_no_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no reader begins at all, the run stops with a sentence instead of calling every file damaged."""
    monkeypatch.setattr(pool, "_work", work_that_never_begins)
    with pytest.raises(WorkspaceError, match="启动不了"):
        opened([small("1.txt"), small("2.txt")])


def test_an_interrupted_run_leaves_no_reader_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    """When the run is stopped by hand, the readers it started are stopped too."""
    started: list[pool._Worker[Any]] = []
    start = pool._start

    def noted(*arguments: Any) -> pool._Worker[Any]:
        started.append(start(*arguments))
        return started[-1]

    def interrupt() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(pool, "_start", noted)
    with pytest.raises(KeyboardInterrupt):
        opened([small("1.txt"), small("2.txt")], 2, interrupt)
    assert [worker.process.is_alive() for worker in started] == [False, False]


def confined(before: str, after: str) -> subprocess.CompletedProcess[str]:
    """Return what a fresh process does that is prepared, confined, and then does something."""
    program = (
        f"import sys\n{before}\nfrom pipeline.intake.confine import confine\nconfine(2**30)\n{after}\nprint('done')"
    )
    return subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)


@pytest.mark.parametrize("before", ["sys.modules['resource'] = None", "sys.platform = 'win32'"])
def test_a_system_without_limits_reads_all_the_same(before: str) -> None:
    """Where the system knows no limits (Windows) a reader starts without them."""
    assert confined(before, "import mmap; mmap.mmap(-1, 3 * 2**30)").stdout == "done\n"


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits a process's memory")
def test_a_confined_process_gets_no_more_memory_than_it_should() -> None:
    """A reader that asks for three gigabytes is refused them."""
    assert confined("", "import mmap; mmap.mmap(-1, 3 * 2**30)").stdout == ""


def test_a_confined_process_says_nothing_on_the_terminal() -> None:
    """What native code prints while it fails does not reach the person at the desk."""
    assert confined("", "import os; os.write(2, b'panicked at')").stderr == ""


@pytest.mark.parametrize("refusing", ["", "CreateJobObjectW", "SetInformationJobObject"])
def test_windows_is_asked_for_a_job_of_limited_memory(refusing: str) -> None:
    """On Windows a reader makes itself a job whose processes may commit so much; where it may not, it goes on without."""
    kernel, asked = Mock(), []
    for name in ("CreateJobObjectW", "SetInformationJobObject", "AssignProcessToJobObject"):
        getattr(kernel, name).return_value = name != refusing
    kernel.GetCurrentProcess.return_value = 1

    def noted(_job: object, kind: int, limits: Any, size: int) -> bool:
        asked.append((kind, limits._obj.basic.flags, limits._obj.process_memory, size))
        return refusing != "SetInformationJobObject"

    kernel.SetInformationJobObject.side_effect = noted
    assert limit_memory(2**20, kernel) is not bool(refusing)
    assert ctypes.sizeof(Extended) == (144 if sys.maxsize > 2**32 else 112)
    if refusing != "CreateJobObjectW":
        assert asked == [(9, 0x100, STARTED_WITH + 2**20, ctypes.sizeof(Extended))]


@pytest.mark.parametrize(
    ("files", "jobs", "lengths"), [(0, 2, []), (5, 2, [3, 2]), (500, 2, [125] * 4), (401, 1, [134, 134, 133])]
)
def test_batches_are_few_and_alike(files: int, jobs: int, lengths: list[int]) -> None:
    """Every worker gets as many batches as the others, of about the same length, and no file is left out."""
    batches = list(pool._batches([small("1")] * files, jobs, 7.0))
    assert [len(batch.numbers) for batch in batches] == lengths
    assert [number for batch in batches for number in batch.numbers] == list(range(files))


def test_large_files_make_short_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    """A worker is not given more bytes at once than it may hold; a file larger than that goes alone."""
    monkeypatch.setattr(pool, "BATCH_BYTES", 10)
    sizes = (4, 4, 4, 11, 1)
    files = [arrival(f"{n}.txt", b"x" * size) for n, size in enumerate(sizes)]
    assert [list(batch.numbers) for batch in pool._batches(files, 1, 7.0)] == [[0, 1], [2], [3], [4]]
