"""Whenever a run is killed or the disk fails it, the outbox holds the old outputs or the new ones, and a rerun mends it."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest

from pipeline import steps
from pipeline.publish import publications, sending_back, switching
from pipeline.publish.unit_workbook import render_unit_workbook
from pipeline.workspace import Workspace
from tests.crashes import NEXT_DAY, Course, copied, course, differences, generation, left_over, recovered
from tests.faults import Died, Fault, Faults
from tests.offices import Answer, run, typed
from tests.test_failing_runs import stopped

_LAST = 30
"""How many changes of the disk come at or after the moment of the switch, at least."""


@pytest.fixture(scope="module")
def of() -> Iterator[Course]:
    """Give an office between two runs."""
    with course() as of:
        yield of


@pytest.fixture(scope="module")
def quick(of: Course) -> Iterator[Workspace]:
    """Give a copy of the office in which the second run reads, judges and renders only once, however often it is run."""
    place = copied(of.place, of.place.root.with_name("quick"))
    with ExitStack() as patches:
        patches.enter_context(patch.object(switching, "_SECONDS_TO_REST", 0))
        for name in ("read_campaign", "remember", "read_arrivals", "judge"):
            patches.enter_context(patch.object(steps, name, once(getattr(steps, name))))
        for name in ("write_ledger", "write_report", "write_integrity"):
            patches.enter_context(patch.object(publications, name, written_once(getattr(publications, name))))
        patches.enter_context(patch.object(sending_back, "render_unit_workbook", once(render_unit_workbook)))
        assert second_run(place).code == 1
        yield place


def once(real: Callable[..., Any]) -> Callable[..., Any]:
    """Return a function that gives for ever what it gave first."""
    answers: list[Any] = []

    def call(*arguments: Any) -> Any:
        if not answers:
            answers.append(real(*arguments))
        return answers[0]

    return call


def written_once(real: Callable[..., Any]) -> Callable[[object, Path], None]:
    """Return a writer that writes for ever what it wrote first."""
    written: list[bytes] = []

    def write(outcome: object, path: Path) -> None:
        if not written:
            real(outcome, path)
            written.append(path.read_bytes())
        path.write_bytes(written[0])

    return write


def second_run(place: Workspace) -> Answer:
    """Return what the second run answers."""
    return run(place, NEXT_DAY)


def restored(of: Course, place: Workspace) -> None:
    """Put the outbox back to what the first run left; what the files were read as is lost, so that it is written again."""
    place.readings.unlink(missing_ok=True)
    shutil.rmtree(place.outbox)
    shutil.copytree(of.place.outbox, place.outbox)


def points(of: Course, place: Workspace, step: int = 1) -> list[int]:
    """Return the changes of the disk a second run is made of, by number: each of the last, and some of the many alike."""
    restored(of, place)
    with Faults(place.root) as faults:
        assert second_run(place).code == 1
    every = range(1, faults.count + 1)
    return sorted({*every[::step], *every[-_LAST:]})


def test_nobody_finds_a_mixture_wherever_a_run_dies(of: Course, quick: Workspace) -> None:
    """Dead before any of its changes of the disk, a run leaves the old outputs or the new ones, once the next has begun.

    Also until then a program finds the one or the other, and nothing half written stays.
    """
    found = []
    for number in points(of, quick):
        restored(of, quick)
        with Faults(quick.root, number) as faults, pytest.raises(Died):
            second_run(quick)
        told = typed("status", "-C", quick.root, "--as-of", NEXT_DAY, "--json")
        remarks = recovered(quick)
        stands = generation(quick)
        assert stands in (of.old, of.new), faults.met
        assert left_over(quick) == [], faults.met
        assert told == typed("status", "-C", quick.root, "--as-of", NEXT_DAY, "--json")
        found.append((stands == of.new, remarks))
    switched = [new for new, _ in found]
    assert switched == sorted(switched)
    assert {False, True} == set(switched)
    said = {remark for _, remarks in found for remark in remarks}
    assert {"接着放好" in remark for remark in said} == {False, True}


@pytest.mark.parametrize("fault", [Fault.DISK_FULL, Fault.BROKEN_DISK])
def test_a_disk_that_fails_once_costs_no_output(of: Course, quick: Workspace, fault: Fault) -> None:
    """If one change of the disk fails, the run is done all the same or says in a sentence that it is not; no mixture."""
    for number in points(of, quick, step=3 if fault is Fault.DISK_FULL else 11):
        restored(of, quick)
        with Faults(quick.root, number, fault) as faults:
            answer = second_run(quick)
        assert answer.code == 1 or stopped(answer), faults.met
        assert differences(generation(quick), of.new if answer.code == 1 else of.old) == [], faults.met


def test_a_disk_that_fails_from_then_on_costs_no_output(of: Course, quick: Workspace) -> None:
    """If nothing can be written any more, the run says so; once the disk is well the outputs are old or new."""
    seen = set()
    for number in points(of, quick, step=4):
        restored(of, quick)
        with Faults(quick.root, number, Fault.DISK_FULL, for_ever=True) as faults:
            answer = second_run(quick)
        assert answer.code == 1 or stopped(answer), faults.met
        recovered(quick)
        assert generation(quick) in (of.old, of.new), faults.met
        assert left_over(quick) == []
        seen.add(answer.err.partition("（")[0].partition("“")[0])
    assert {"没有完成：文件夹", "没有完成：新的结果已经写好，但没有全部放到位"} <= seen


def test_a_file_that_cannot_be_replaced_stands_beside(of: Course, quick: Workspace) -> None:
    """Where the system refuses a place, as on Windows for an open file, the new output stands beside it, and is named.

    What cannot be taken away stays; what only programs read, and the archive, is put where it belongs.
    """
    beside = []
    for number in points(of, quick)[-_LAST:]:
        restored(of, quick)
        with Faults(quick.root, number, Fault.REFUSED) as faults:
            answer = second_run(quick)
        if faults.met.startswith("replace") and "是另存的" in answer.err:
            put = [Path(name).name for name in differences(generation(quick), of.new) if "（20" in name]
            assert [name in answer.err for name in put] == [True]
            beside.append(put[0].partition("（20")[0])
        elif not stopped(answer):
            missing = differences(generation(quick), of.new)
            assert missing == [] or faults.met.split()[1:2] == [Path(missing[0]).name]
    assert beside == ["问题及整改台账", "自查自纠情况报告", "廉政台账", "总务处_后勤领域专项治理自查表（退回修正）"]
