"""Everything is kept: what came in, byte for byte; every run, whatever the clock says; and what the office wrote meanwhile."""

import hashlib
import stat
import sys
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from pipeline import cli, steps
from pipeline.campaign.workbook import render_campaign
from pipeline.demo.fakes import letter
from pipeline.meaning.judge import judge
from pipeline.publish import switching
from pipeline.publish.history import ORIGINALS_LIST, record
from pipeline.publish.replacing import dated_siblings
from pipeline.workspace import Workspace
from tests.faults import Died
from tests.inboxes import CATERING, PROPERTY, campaign, workbook
from tests.offices import ledger_rows, make_office, run, write_blue

NOON = datetime(2023, 11, 8, 12, 0, 0)  # noqa: DTZ001  the office's own clock is meant
ROW = {"问题编号": "HQJT-001"}


@pytest.fixture
def place(tmp_path: Path) -> Workspace:
    """Return an office with a workbook, the same again in a letter and once more under another name, and a system file."""
    data = workbook(CATERING)
    mail = letter("a@example.edu.cn", "自查表", "见附件。", "2023-11-06T10:00:00+08:00", {"自查表.xlsx": data})
    return make_office(tmp_path, {"a.xlsx": data, "又一份/b.XLSX": data, "来信.eml": mail, "Thumbs.db": b"x"})


def clock(monkeypatch: pytest.MonkeyPatch, *moments: datetime) -> None:
    """Have the office's clock show a moment, for ever the last."""
    left = list(moments)
    monkeypatch.setattr(cli, "_now", lambda: left.pop(0) if len(left) > 1 else left[0])


def archive(place: Workspace) -> list[str]:
    """Return the folders of the runs, in their order."""
    return [path.parent.name for path in sorted(place.history.glob("*/run.json"))]


def originals(place: Workspace) -> list[Path]:
    """Return the originals that are kept."""
    return [path for path in place.originals.rglob("*") if path.is_file()]


def test_every_file_that_came_in_is_kept_once_as_it_was(place: Workspace) -> None:
    """Each content of the inbox is in the archive once, byte for byte, for its owner's eyes; members stay in their letter."""
    run(place)
    run(place, "2023-11-09")
    came = {path.read_bytes() for path in place.inbox.rglob("*") if path.is_file() and path.name != "Thumbs.db"}
    kept = originals(place)
    assert sorted(path.read_bytes() for path in kept) == sorted(came)
    assert all(path.stem == hashlib.sha256(path.read_bytes()).hexdigest() for path in kept)
    assert {path.suffix for path in kept} == {".xlsx", ".eml"}
    assert sys.platform == "win32" or {stat.S_IMODE(path.stat().st_mode) for path in kept} == {0o600}
    assert all(path.stat().st_nlink == 1 for path in kept)


def test_a_run_lists_what_it_was_made_from(place: Workspace) -> None:
    """The list of a run says for every file of the inbox where its original is kept, or why it is not."""
    small = replace(campaign().settings, most_file=1)
    place.campaign_book.write_bytes(render_campaign(replace(campaign(), settings=small)))
    (place.inbox / "大.zip").write_bytes(b"x" * (2**20 + 1))
    run(place)
    (folder,) = archive(place)
    text = (place.history / folder / ORIGINALS_LIST).read_text(encoding="utf-8-sig")
    lines = [line.split("\t") for line in text.splitlines()[1:]]
    assert {name for name, _, _ in lines} == {"a.xlsx", "又一份/b.XLSX", "来信.eml", "大.zip"}
    for name, where, digest in lines:
        if digest:
            assert (place.root / where).read_bytes() == (place.inbox / name).read_bytes()
            assert digest in where
        else:
            assert (name, where) == ("大.zip", "没有保存：文件超过1 MB，没有打开")


def test_a_damaged_original_is_kept_anew(place: Workspace) -> None:
    """A copy that has become shorter is written again, while the inbox still has the file."""
    run(place)
    one = originals(place)[0]
    whole = one.read_bytes()
    one.write_bytes(whole[:100])
    run(place, "2023-11-09")
    assert one.read_bytes() == whole


def test_two_runs_of_one_second_have_two_folders(place: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """Runs of the same second are kept beside each other, in their order, also the tenth and eleventh."""
    clock(monkeypatch, NOON)
    for day in range(1, 4):
        run(place, f"2023-11-{day:02}")
    names = [f"2023-11-08 120000{mark}" for mark in ("", "-2", "-3")]
    assert archive(place) == names
    for number in range(4, 13):
        into = record(place, NOON)
        assert (into.folder.name, into.last) == (f"2023-11-08 120000-{number}", place.history / names[-1])
        into.folder.mkdir()


def test_a_clock_gone_back_is_said_and_loses_nothing(place: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the clock is behind the last run's, that is said, and the archive goes on after it."""
    clock(monkeypatch, NOON)
    assert run(place).err == ""
    clock(monkeypatch, NOON.replace(hour=9))
    told = run(place, "2023-11-09").err
    assert "电脑时钟（2023-11-08 090000）比上次运行的存档“2023-11-08 120000”还早" in told
    assert "排在它后面" in run(place, "2023-11-10").err
    clock(monkeypatch, NOON.replace(hour=13))
    assert run(place, "2023-11-11").err == ""
    assert archive(place) == [
        "2023-11-08 120000",
        "2023-11-08 120000-2（时钟2023-11-08 090000）",
        "2023-11-08 120000-3（时钟2023-11-08 090000）",
        "2023-11-08 130000",
    ]


def test_a_run_like_the_last_adds_nothing_whatever_the_clock(place: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """The run kept last is found also where the clock has gone back: the very same is not kept twice."""
    clock(monkeypatch, NOON)
    run(place)
    clock(monkeypatch, NOON.replace(hour=9))
    run(place)
    assert archive(place) == ["2023-11-08 120000"]


def test_what_the_office_writes_while_a_run_reads_is_not_overwritten(
    place: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A ledger saved after the run has read it stays; the new one stands beside, and the next run has the words."""
    run(place)

    def meanwhile(*arguments: Any) -> Any:
        write_blue(place.ledger, "问题及整改台账", ROW, {"审核人": "王某"})
        return judge(*arguments)

    with monkeypatch.context() as during:
        during.setattr(steps, "judge", meanwhile)
        answer = run(place)
    assert "汇总期间有人改过" in answer.err
    run(place)
    assert ledger_rows(place)[0]["审核人"] == "王某"
    assert len(list(place.outbox.glob("问题及整改台账*"))) == 1


def test_what_the_office_writes_after_a_kill_is_not_overwritten(
    place: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Words written into the old ledger, before the next run carries a killed one's order out, are in the new ledger."""
    run(place)
    (place.inbox / "总务处.xlsx").write_bytes(workbook(PROPERTY))

    def die(*_: object) -> None:
        raise Died

    with monkeypatch.context() as during:
        during.setattr(switching, "_carried_out", die)
        with pytest.raises(Died):
            run(place)
    assert place.order.exists()
    write_blue(place.ledger, "问题及整改台账", ROW, {"审核人": "王某"})
    assert "接着放好" in run(place).err
    assert ledger_rows(place)[0]["审核人"] == "王某"
    assert len(list(place.outbox.glob("问题及整改台账*"))) == 1


def test_a_report_the_office_has_edited_is_not_overwritten(place: Workspace) -> None:
    """The edited report stays; the new draft stands beside it, and of the drafts only the last, until it is moved away."""
    run(place)
    document = Document(str(place.report))
    document.add_paragraph("校办补充。")
    document.save(str(place.report))
    edited = place.report.read_bytes()
    answer = run(place, "2023-11-09")
    assert place.report.read_bytes() == edited
    (draft,) = dated_siblings(place.report)
    assert f"“{draft.name}”是另存的：“{place.report.name}”您改过或正开着，没有覆盖" in answer.err
    run(place, "2023-11-10")
    (later,) = dated_siblings(place.report)
    assert "2023年11月10日" in "".join(paragraph.text for paragraph in Document(str(later)).paragraphs)
    place.report.rename(place.report.with_name("我的报告.docx"))
    run(place, "2023-11-11")
    assert dated_siblings(place.report) == []
    assert "校办补充" not in "".join(paragraph.text for paragraph in Document(str(place.report)).paragraphs)
