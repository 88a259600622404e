"""Unchanged files are not read again (product.md, Beyond one machine), and what was read before changes nothing."""

import pickle
import sqlite3
import stat
import sys
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from unittest.mock import patch

import pytest

from pipeline.demo.fakes import letter
from pipeline.form.schema import Form
from pipeline.intake.inbox import Arrival
from pipeline.intake.limits import Terms
from pipeline.intake.opening import Opened, open_arrival
from pipeline.workspace import Workspace
from tests.inboxes import CATERING, PROPERTY, campaign, workbook
from tests.offices import WRONG_STATUS, make_office, run, with_cells

READ: list[str] = []
"""Paths of the files that were opened."""


@pytest.fixture(autouse=True)
def _watched() -> Iterator[None]:
    READ.clear()

    def watched(form: Form, own: frozenset[str], arrival: Arrival, terms: Terms) -> Opened:
        READ.append(arrival.path)
        return open_arrival(form, own, arrival, terms)

    with patch("tests.offices.open_arrival", watched):
        yield


@pytest.fixture
def place(tmp_path: Path) -> Workspace:
    """Return an office with a return in a letter, one with a mistake and one that is damaged, after its first run."""
    wrong = with_cells(CATERING, workbook(CATERING), ("problems", 1, "status", WRONG_STATUS))
    mail = letter(
        "a@example.edu.cn", "自查表", "见附件。", "2023-11-06T10:00:00+08:00", {"自查表.xlsx": workbook(PROPERTY)}
    )
    made = make_office(tmp_path, {"后勤集团.xlsx": wrong, "来信.eml": mail, "坏.xlsx": workbook(PROPERTY)[:4000]})
    run(made)
    return made


def outputs(place: Workspace) -> dict[str, bytes]:
    """Return what programs and persons read first: run.json, and the return workbooks by name."""
    return {path.name: path.read_bytes() for path in (place.run_json, *place.returns.iterdir())}


def test_a_second_run_opens_only_what_gave_no_data(place: Workspace) -> None:
    """Workbooks are opened once; what is no workbook or was damaged is tried again, and nothing else differs."""
    before = outputs(place)
    first = list(READ)
    READ.clear()
    run(place)
    assert sorted(first) == ["后勤集团.xlsx", "坏.xlsx", "来信.eml", "来信.eml!自查表.xlsx"]
    assert sorted(READ) == ["坏.xlsx", "来信.eml"]
    assert outputs(place) == before
    assert len(before) == 2


def test_a_file_is_known_by_its_content_not_by_its_name(place: Workspace) -> None:
    """A renamed file is not opened again and goes by its new name; one whose content changed is, under the old."""
    (place.inbox / "后勤集团.xlsx").rename(place.inbox / "改名.xlsx")
    READ.clear()
    run(place)
    assert "改名.xlsx" not in READ
    assert '"改名.xlsx"' in place.run_json.read_text(encoding="utf-8")
    assert len(list(place.returns.iterdir())) == 1
    (place.inbox / "改名.xlsx").write_bytes(workbook(CATERING))
    run(place)
    assert "改名.xlsx" in READ
    assert list(place.returns.iterdir()) == []


def test_an_ending_that_promises_something_else_is_told_as_ever(place: Workspace) -> None:
    """The name's ending is compared with the content: under another one the file is read again, and said."""
    (place.inbox / "后勤集团.xlsx").rename(place.inbox / "后勤集团.xls")
    run(place)
    assert "后勤集团.xls" in READ
    assert '"F13"' in place.run_json.read_text(encoding="utf-8")


def _other_campaign(place: Workspace, _: pytest.MonkeyPatch) -> None:
    make_office(place.root / "x", {}, of=campaign())
    data = (place.root / "x" / "templates" / "责任清单.xlsx").read_bytes()
    place.campaign_book.write_bytes(data + b"\0")


def _other_program(_: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.intake.readings.version", lambda name: f"{name} 99")


def _damaged(place: Workspace, _: pytest.MonkeyPatch) -> None:
    place.readings.write_bytes(place.readings.read_bytes()[:3000])


def _no_store(place: Workspace, _: pytest.MonkeyPatch) -> None:
    place.readings.unlink()


def _spoilt_answers(place: Workspace, _: pytest.MonkeyPatch) -> None:
    _put(place, b"\0")


def _put(place: Workspace, answer: bytes) -> None:
    with closing(sqlite3.connect(place.readings)) as store, store:
        assert store.execute("UPDATE readings SET answer = ?", (answer,)).rowcount == 2


@pytest.mark.parametrize("change", [_other_campaign, _other_program, _damaged, _no_store, _spoilt_answers])
def test_what_no_longer_holds_is_read_anew(
    change: Callable[[Workspace, pytest.MonkeyPatch], None], place: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another campaign workbook, program or reader, a store that is lost or damaged: everything is opened again."""
    before = outputs(place)["run.json"]
    change(place, monkeypatch)
    READ.clear()
    run(place)
    assert "后勤集团.xlsx" in READ
    assert outputs(place)["run.json"] == before


class _Evil:
    ran: Sequence[str] = ()

    def __reduce__(self) -> tuple[Callable[[str], object], tuple[str]]:
        return exec, ("import tests.test_readings as one; one._Evil.ran = ('ran',)",)


def test_a_store_somebody_has_put_there_runs_no_code(place: Workspace) -> None:
    """A reading makes data of ours and nothing else; anything else is no reading, and the file is opened."""
    _put(place, zlib.compress(pickle.dumps(_Evil())))
    READ.clear()
    assert run(place).code == 1
    assert "后勤集团.xlsx" in READ
    assert _Evil.ran == ()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_the_store_is_for_its_owners_eyes(place: Workspace) -> None:
    """It holds what the returns hold, cases too: outside the outbox, and nobody else may read it."""
    assert place.outbox not in place.readings.parents
    assert stat.S_IMODE(place.readings.stat().st_mode) == 0o600


def test_a_run_is_done_where_the_store_cannot_be_written(place: Workspace) -> None:
    """It saves time and nothing else."""
    place.readings.unlink()
    place.readings.mkdir()
    (place.inbox / "后勤集团.xlsx").unlink()
    assert run(place).code == 1
    assert [path.name for path in place.root.glob(".写入中*")] == []


def test_what_left_the_inbox_leaves_the_store(place: Workspace) -> None:
    """The store holds what the last run has read, so that it does not grow for ever."""
    (place.inbox / "后勤集团.xlsx").unlink()
    run(place)
    with closing(sqlite3.connect(place.readings)) as store:
        assert store.execute("SELECT count(*) FROM readings").fetchone() == (1,)
