"""A run that cannot be done says so in one sentence and a remedy, and leaves everything as it was."""

from pathlib import Path

import pytest

from pipeline import steps
from pipeline.publish import publications
from pipeline.workspace import Workspace
from tests.inboxes import CATERING, workbook
from tests.offices import Answer, facts, make_office, outbox, run, wrong_office

MAIN = ["run.json", "廉政台账.xlsx", "自查自纠情况报告.docx", "问题及整改台账.xlsx"]


@pytest.fixture
def wrong(tmp_path: Path) -> Workspace:
    """An office whose one return has something to mend, after its first run."""
    return wrong_office(tmp_path)


def stopped(answer: Answer) -> bool:
    """Tell whether a command could not do its work, and says so in one sentence and a remedy."""
    lines = answer.err.strip().split("\n")
    return (
        answer.code == 3 and not answer.out and len(lines) == 2
        and lines[0].startswith("没有完成：") and lines[1].startswith("怎么办：")
    )  # fmt: skip


def standing(place: Workspace) -> dict[Path, bytes]:
    """Return everything in the outbox but the originals, by path."""
    files = (path for path in place.outbox.rglob("*") if path.is_file())
    return {path: path.read_bytes() for path in files if place.originals not in path.parents}


def test_a_missing_inbox_is_exit_code_3(tmp_path: Path) -> None:
    """Without an inbox the run says what is missing and what to do."""
    place = make_office(tmp_path, {})
    place.inbox.rmdir()
    answer = run(place)
    assert stopped(answer)
    assert "没有找到收件文件夹" in answer.err


def test_an_empty_inbox_is_a_run_with_nobody_heard(tmp_path: Path) -> None:
    """An empty inbox gives all outputs, and says so."""
    place = make_office(tmp_path, {})
    answer = run(place)
    assert (answer.code, outbox(place)) == (0, MAIN)
    assert "收件箱是空的" in answer.out
    assert facts(place)["totals"]["returned_units"] == 0


@pytest.mark.parametrize("damage", [None, b"x", b"PK\x03\x04"], ids=["missing", "text", "torn"])
def test_a_damaged_campaign_workbook_is_exit_code_3(damage: bytes | None, tmp_path: Path) -> None:
    """Without a readable campaign workbook the run names it and stops."""
    place = make_office(tmp_path, {})
    place.campaign_book.unlink()
    if damage is not None:
        place.campaign_book.write_bytes(damage)
    answer = run(place)
    assert stopped(answer)
    assert "责任清单.xlsx" in answer.err


def test_an_outbox_that_cannot_be_written_is_exit_code_3(tmp_path: Path) -> None:
    """Where a file stands in the outbox's place the run says that it cannot write there."""
    place = make_office(tmp_path, {})
    place.outbox.write_bytes(b"x")
    answer = run(place)
    assert stopped(answer)
    assert "写不进去" in answer.err
    assert "--outbox" in answer.err


@pytest.mark.parametrize(
    "error", [OSError(28, "No space left on device"), ValueError("boom")], ids=["disk full", "our fault"]
)
def test_a_run_that_fails_half_way_leaves_everything_as_it_was(wrong: Workspace, error: Exception, monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    """If one output cannot be written none is replaced, and no temporary file stays behind; what came in is kept."""

    def fails(*_: object) -> None:
        raise error

    before = standing(wrong)
    (wrong.inbox / "2.xlsx").write_bytes(workbook(CATERING, filled_on="2023-11-07"))
    monkeypatch.setattr(publications, "write_report", fails)
    answer = run(wrong)
    assert stopped(answer)
    assert standing(wrong) == before


@pytest.mark.parametrize(
    "name", ["read_campaign", "remember", "gather", "basis_of", "read_arrivals", "judge", "keep_originals", "published"]
)
def test_what_the_system_refuses_anywhere_is_said_plainly(name: str, wrong: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    """An error of the system nobody has foreseen is a sentence with the file's name and a remedy, at every station."""

    def refuses(*_: object) -> None:
        raise PermissionError(13, "Permission denied", "记录.sqlite")

    before = standing(wrong)
    monkeypatch.setattr(steps, name, refuses)
    answer = run(wrong)
    assert stopped(answer)
    assert "读写“记录.sqlite”时系统报错（Permission denied）" in answer.err
    assert standing(wrong) == before
