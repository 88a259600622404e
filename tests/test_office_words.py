"""What the office writes in the ledger is read back, kept, and never lost: not to a sort, a lock or a damaged file."""

import re
from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from pipeline.demo.fakes import torn
from pipeline.form import vocabulary as words
from pipeline.workspace import Workspace
from tests.inboxes import CATERING, workbook
from tests.offices import (
    facts,
    ledger_rows,
    make_office,
    run,
    with_cells,
    write_blue,
    wrong_office,
)

RETURN = "退回/后勤集团_后勤领域专项治理自查表（退回修正）.xlsx"


@pytest.fixture
def wrong(tmp_path: Path) -> Workspace:
    """An office whose one return has something to mend, after its first run."""
    return wrong_office(tmp_path)


def test_a_waived_finding_stays_visible_and_counts_no_more(wrong: Workspace) -> None:
    """豁免理由 keeps the finding in list and run.json with its day, and takes it out of counts, exit code and returns."""
    finding = next(one for one in facts(wrong)["findings"] if one["severity"] == "error")
    write_blue(wrong.ledger, "校验明细", {"码": finding["code"], "单元格": finding["cell"]}, {"豁免理由": "已电话核实"})
    for day in ("2023-11-07", "2023-11-09"):
        answer = run(wrong, day)
        assert answer.code == 0
        assert "必须改 0 处" in answer.out
        kept = next(one for one in facts(wrong)["findings"] if one["severity"] == "error")
        assert (kept["code"], kept["waived"]) == (finding["code"], "已电话核实")
        lines = [row for row in ledger_rows(wrong, "校验明细") if row["级别"] == "必须改"]
        assert [(row["豁免理由"], row["豁免日期"]) for row in lines] == [("已电话核实", "2023-11-07")]
        assert kept["waived_on"] == "2023-11-07"
        assert not (wrong.outbox / RETURN).exists()
        assert {one["state"] for one in facts(wrong)["problems"]} == {"ok"}
    assert facts(wrong)["units"][0]["state"] == "ok"


def test_blue_columns_survive_runs_sorting_and_moved_columns(wrong: Workspace) -> None:
    """What the office wrote is read back by number and heading, though it sorted the rows and moved the columns."""
    day = datetime(2023, 11, 8)  # noqa: DTZ001  a day as Excel holds it
    write_blue(wrong.ledger, "问题及整改台账", {"问题编号": "HQJT-001"}, {"销号状态": words.CLOSED, "审核人": "王某", "审核日期": day, "审核意见": "同意；=见附件"})  # fmt: skip
    write_blue(wrong.ledger, "收件清单", {"文件": "后勤集团.xlsx"}, {"更正收件时间": "2023-11-06 9:05"})
    book = load_workbook(wrong.ledger)
    sheet = book["问题及整改台账"]
    table = [list(row) for row in sheet.iter_rows(min_row=3, values_only=True)]
    for number, values in enumerate([table[0], *reversed(table[1:])], start=3):
        for column, value in enumerate(reversed(values), start=1):
            sheet.cell(number, column).value = value
    book.save(wrong.ledger)
    for _ in range(2):
        run(wrong)
        row = next(row for row in ledger_rows(wrong) if row["问题编号"] == "HQJT-001")
        assert (row["销号状态"], row["审核人"], row["审核日期"], row["审核意见"]) == (
            words.CLOSED,
            "王某",
            day,
            "同意；=见附件",
        )
        assert facts(wrong)["files"][0]["received"] == "2023-11-06T09:05:00"
    assert load_workbook(wrong.ledger)["问题及整改台账"].max_row == 7


def test_the_state_of_closing_follows_until_the_office_decides(tmp_path: Path) -> None:
    """A problem waits for review once it is done, without the office having touched it; what it wrote itself stays."""
    undone = with_cells(CATERING, workbook(CATERING), *(("problems", 0, key, text) for key, text in (("status", words.UNDER_WAY), ("done_on", None))))  # fmt: skip
    place = make_office(tmp_path, {"1.xlsx": undone})
    run(place)
    assert [row["销号状态"] for row in ledger_rows(place)][:2] == [words.NOT_APPLIED] * 2
    write_blue(place.ledger, "问题及整改台账", {"问题编号": "HQJT-002"}, {"销号状态": words.SENT_BACK})
    (place.inbox / "2.xlsx").write_bytes(workbook(CATERING, filled_on="2023-11-07"))
    run(place)
    assert [row["销号状态"] for row in ledger_rows(place)][:2] == [words.AWAITING_REVIEW, words.SENT_BACK]


def test_a_word_nobody_can_act_on_is_told_and_kept(wrong: Workspace) -> None:
    """A slip of the office in a blue column is a finding, and stands there still."""
    write_blue(wrong.ledger, "收件清单", {"文件": "后勤集团.xlsx"}, {"处理指定": "用这个", "更正收件时间": "上周五"})
    assert run(wrong).code == 1
    assert [one["found"] for one in facts(wrong)["findings"] if one["code"] == "L01"] == ["用这个", "上周五"]
    row = ledger_rows(wrong, "收件清单")[0]
    assert (row["处理指定"], row["更正收件时间"]) == ("用这个", "上周五")


def test_an_open_ledger_costs_neither_run_nor_words(wrong: Workspace) -> None:
    """While the ledger is open the new one goes beside it under a dated name and says so; words of both are read back."""
    lock = wrong.ledger.with_name(f"~${wrong.ledger.name}")
    lock.write_bytes(b"x")
    answer = run(wrong)
    (dated,) = wrong.outbox.glob("问题及整改台账（*）.xlsx")
    assert re.fullmatch(r"问题及整改台账（\d{8}-\d{6}）\.xlsx", dated.name)
    assert f"“{dated.name}”是另存的：原来的文件正在别处打开" in answer.err
    write_blue(wrong.ledger, "问题及整改台账", {"问题编号": "HQJT-001"}, {"审核人": "王某"})
    write_blue(dated, "问题及整改台账", {"问题编号": "HQJT-003"}, {"审核人": "李某"})
    lock.unlink()
    run(wrong)
    assert [row["审核人"] for row in ledger_rows(wrong)] == ["王某", None, "李某", None]
    assert not dated.exists()
    assert [path.name for path in wrong.history.glob(f"*/{dated.name}")] == [dated.name]


@pytest.mark.parametrize("damage", ["torn", "no sheet", "no heading"])
def test_a_ledger_that_cannot_be_read_is_kept_and_said(wrong: Workspace, damage: str) -> None:
    """A damaged last ledger does not stop the run; it is kept in the history, and the message says where."""
    if damage == "torn":
        wrong.ledger.write_bytes(torn(wrong.ledger.read_bytes()))
    else:
        book = load_workbook(wrong.ledger)
        if damage == "no sheet":
            del book["问题及整改台账"]
        else:
            book["问题及整改台账"]["B3"].value = "编码"
        book.save(wrong.ledger)
    before = wrong.ledger.read_bytes()
    answer = run(wrong)
    assert answer.code == 1
    assert "读不出来" in answer.err
    assert before in [path.read_bytes() for path in wrong.history.glob("*/问题及整改台账（读不出来）.xlsx")]
    assert len(ledger_rows(wrong)) == 4


def test_a_ledger_the_system_does_not_give_out_stops_the_run(wrong: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the last ledger may not be read nothing is overwritten: exit code 3, one sentence, a remedy."""
    read = Path.read_bytes

    def denied(path: Path) -> bytes:
        if path == wrong.ledger:
            raise PermissionError(13, "Permission denied")
        return read(path)

    before = wrong.ledger.read_bytes()
    monkeypatch.setattr(Path, "read_bytes", denied)
    answer = run(wrong)
    monkeypatch.undo()
    assert answer.code == 3
    assert "没有继续，以免丢失" in answer.err
    assert wrong.ledger.read_bytes() == before
