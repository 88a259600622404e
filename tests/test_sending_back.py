"""The workbooks of returns that go back are made by other processes, or by this one: the same in either case."""

from collections.abc import Sequence

import pytest

from pipeline.findings import Severity
from pipeline.intake import pool
from pipeline.meaning.judge import Judged
from pipeline.publish import sending_back
from pipeline.publish.sending_back import GoingBack, going_back, workbooks
from tests.inboxes import campaign
from tests.killers import work_that_never_begins
from tests.test_several_files import after, problems, rows_of, run, sent


def wrong() -> Judged:
    """Return a run over a return with an error."""
    return run(sent("一.xlsx", {**rows_of("basics", "points"), "problems": problems(1, 2, person="张处长")}))


def copies(number: int) -> Sequence[GoingBack]:
    """Return so many returns that go back."""
    (one,) = going_back(wrong().sources, wrong().outcome.findings).values()
    return [one] * number


def test_only_returns_with_errors_go_back() -> None:
    """A return with an error goes back with all that is said of its file; one that is mended does not."""
    judged = wrong()
    (back,) = going_back(judged.sources, judged.outcome.findings).values()
    assert Severity.ERROR in {finding.severity for finding in back.findings}
    assert {finding.file for finding in back.findings} == {"一.xlsx"}
    mended = after(judged, sent("二.xlsx", rows_of("basics", "points", "problems"), 7))
    assert going_back(mended.sources, mended.outcome.findings) == {}


def test_other_processes_make_the_same_workbooks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever makes a workbook, it is the same, byte for byte, and in its place."""
    monkeypatch.setattr(sending_back, "_WORTHWHILE", 2)
    monkeypatch.setattr(sending_back, "_AT_ONCE", 2)
    back = copies(3)
    made = list(workbooks(campaign(), back, "", 2))
    assert made == list(workbooks(campaign(), back, "", 1))
    assert {package[:2] for package in made} == {b"PK"}


def test_what_no_other_process_makes_is_made_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where processes cannot start, the workbooks are there all the same."""
    monkeypatch.setattr(sending_back, "_WORTHWHILE", 2)
    monkeypatch.setattr(pool, "_work", work_that_never_begins)
    back = copies(2)
    assert list(workbooks(campaign(), back, "", 2)) == list(workbooks(campaign(), back, "", 1))
