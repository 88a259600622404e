"""One run from end to end: exit codes, run.json, figures that agree, nothing lost, nothing left lying about."""

import hashlib
import json
import re
from collections import Counter
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from openpyxl import load_workbook

from pipeline.demo.fakes import letter, photo, scan, torn
from pipeline.demo.shapes import Opened as Hand
from pipeline.demo.shapes import changed
from pipeline.form import vocabulary as words
from pipeline.intake.disposition import Disposition
from pipeline.publish import publications
from pipeline.workspace import Workspace
from tests.dump import dump_workbook
from tests.inboxes import CATERING, DISCIPLINE, PROPERTY, campaign, misnamed, workbook
from tests.offices import (
    Answer,
    facts,
    ledger_rows,
    make_office,
    outbox,
    run,
    texts_inside,
    typed,
    write_blue,
)  # fmt: skip

CASE_TEXT = "收受供应商购物卡两千元"
RETURN = "退回/后勤集团_后勤领域专项治理自查表（退回修正）.xlsx"
MAIN = ["run.json", "廉政台账.xlsx", "自查自纠情况报告.docx", "问题及整改台账.xlsx"]
LATE_LETTER = "总务处.eml"
WRONG_STATUS = "差不多了"


def with_cells(unit: str, package: bytes, *cells: tuple[str, int, str, object]) -> bytes:
    """Return a unit's workbook with cells written by hand: sheet, record from 0, column, content."""

    def write(opened: Hand) -> None:
        for sheet, record, column, content in cells:
            opened.put(sheet, record, column, content)

    return changed(campaign(), campaign().unit(unit), package, (write,))


def with_case() -> bytes:
    """Return the discipline office's collection with one case in it, one of whose cells is wrong."""
    case = {
        "source_unit": CATERING, "opened_on": "2019-05-06", "post": "物资采购", "who": "张某", "facts": CASE_TEXT,
        "authority": "学校纪委", "sanction": "党纪", "reform": "开展警示教育", "closed": f"没有{CASE_TEXT}",
    }  # fmt: skip
    return with_cells(DISCIPLINE, workbook(DISCIPLINE), *(("cases", 0, key, text) for key, text in case.items()))


@pytest.fixture(scope="module")
def messy() -> dict[str, bytes]:
    """What came in: good, wrong, late, broken, doubtful, doubled and signed."""
    return {
        "后勤集团/后勤集团自查表.xlsx": with_cells(CATERING, workbook(CATERING), ("problems", 1, "status", WRONG_STATUS)),
        LATE_LETTER: letter(
            "zwc@example.edu.cn", "报送", "请查收。", "2023-11-07T18:20:00+08:00",
            {"总务处自查表.xlsx": workbook(PROPERTY), "签字.pdf": scan()},
        ),
        "纪委办公室.xlsx": with_case(),
        "嘉鱼.xlsx": misnamed(PROPERTY, "嘉鱼校区工作部"),
        "后勤集团（坏）.xlsx": torn(workbook(CATERING)),
        "副本.pdf": scan(), "IMG_1.png": photo(), "~$后勤集团.xlsx": b"x",
    }  # fmt: skip


@pytest.fixture(scope="module")
def answer(place: Workspace) -> Answer:
    """What the first run says, files being opened in processes as they are at the desk."""
    return run(place, "2023-11-08", processes=True)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory, messy: dict[str, bytes]) -> Workspace:
    """An office with the messy inbox."""
    return make_office(tmp_path_factory.mktemp("messy"), messy)


@pytest.fixture(scope="module")
def said(place: Workspace, answer: Answer) -> dict[str, Any]:
    """The first run's run.json."""
    assert answer.code == 1
    return facts(place)


def good_office(root: Path) -> Workspace:
    """Return an office to which everybody answered well."""
    return make_office(root, {f"{unit}.xlsx": workbook(unit) for unit in (CATERING, PROPERTY, DISCIPLINE)})


def test_all_good_is_exit_code_0(tmp_path: Path) -> None:
    """Where all files are usable and right the run ends with 0, though an optional unit has not answered."""
    place = good_office(tmp_path)
    answer = run(place)
    assert (answer.code, answer.err) == (0, "")
    assert outbox(place) == MAIN
    assert "需要处理" not in answer.out


def test_something_to_do_is_exit_code_1_and_is_said(answer: Answer) -> None:
    """Errors, returned and quarantined files end with 1, each file that asks for somebody with its reason."""
    assert answer.code == 1
    assert "退回  后勤集团（坏）.xlsx：文件打不开" in answer.out
    assert "待核实  嘉鱼.xlsx：表内填报单位是“嘉鱼校区工作部”，模板却是发给“总务处”的" in answer.out
    assert "Traceback" not in answer.err


KEYS: dict[str, dict[str, type | tuple[type, ...]]] = {
    "files": {"path": str, "sha256": str, "unit": str, "round": int, "disposition": str, "reason": str, "received": str, "rows": dict, "errors": int, "warnings": int},
    "units": {"unit": str, "code": str, "required": bool, "state": str, "late": bool, "nil": bool, "problems": int, "file": str},
    "problems": {"id": str, "unit": str, "campus": str, "category": str, "problem": str, "status": str, "due": (str, type(None)), "completed": (str, type(None)), "light": str, "file": str, "sheet": str, "row": int, "state": str},
    "findings": {"code": str, "severity": str, "file": str, "unit": str, "sheet": str, "cell": str, "field": str, "found": str, "message": str, "remedy": str},
    "normalised": {"file": str, "sheet": str, "cell": str, "field": str, "from": str, "to": str},
}  # fmt: skip
TOTALS = ("problems", *(words.DONE, words.UNDER_WAY, words.NOT_STARTED, words.STAGE_DONE), "overdue", "returned_units", "required_units")  # fmt: skip


def test_run_json_has_the_keys_and_types_of_the_contract(said: dict[str, Any]) -> None:
    """Every key of product.md is there, in its order and of its type; lists are not empty, so this was tried."""
    assert list(said) == ["version", "campaign", "as_of", "form", "files", "units", "problems", "findings", "normalised", "totals"]  # fmt: skip
    assert (said["version"], said["campaign"], said["as_of"]) == (1, "logistics-2023", "2023-11-08")
    assert re.fullmatch(r"[0-9a-f]{12}", said["form"])
    for name, shape in KEYS.items():
        assert said[name] or name == "normalised"
        for entry in said[name]:
            assert list(entry)[: len(shape)] == list(shape)
            assert {key: type(entry[key]) for key, kind in shape.items() if not isinstance(entry[key], kind)} == {}
    assert [key for key in said["totals"] if key in TOTALS] == list(TOTALS)
    assert {type(count) for count in said["totals"].values()} == {int}


def test_run_json_speaks_the_words_of_the_contract(said: dict[str, Any]) -> None:
    """States, dispositions, severities and lights are those product.md lists."""
    assert {file["disposition"] for file in said["files"]} <= {one.value for one in Disposition}
    assert {unit["state"] for unit in said["units"]} == {"ok", "returned-with-errors", "quarantined"}
    assert {one["state"] for one in said["problems"]} == {"ok", "待修正"}
    assert {one["severity"] for one in said["findings"]} <= {"error", "warning", "info"}
    assert {one["light"] for one in said["problems"]} <= set(words.LIGHTS)


def test_every_file_is_listed_once_with_its_hash(said: dict[str, Any], messy: dict[str, bytes]) -> None:
    """Every file of the inbox and every member of a letter has one entry with the hash of its bytes."""
    listed = {file["path"]: file for file in said["files"]}
    assert len(listed) == len(said["files"])
    assert set(listed) == {*messy, "总务处.eml!总务处自查表.xlsx", "总务处.eml!签字.pdf"}
    for path, data in messy.items():
        assert listed[path]["sha256"] in (hashlib.sha256(data).hexdigest(), "")
    counts = Counter(file["disposition"] for file in said["files"])
    assert counts == {"used": 3, "container": 1, "attachment": 1, "duplicate": 1, "returned": 1, "quarantined": 2, "ignored": 1}  # fmt: skip


def test_late_is_the_unit_whose_letter_came_after_the_deadline(said: dict[str, Any]) -> None:
    """The letter's own date makes its unit late, whatever day the run is; loose files of the next day are late too."""
    units = {unit["unit"]: unit for unit in said["units"]}
    assert units[PROPERTY]["received"] == "2023-11-07T18:20:00+08:00"
    assert units[PROPERTY]["late"] is True
    assert any(one["code"] == "R30" and one["unit"] == PROPERTY for one in said["findings"])


def test_every_row_of_a_used_file_is_in_the_ledger_once(said: dict[str, Any]) -> None:
    """The rows of used files and the problems are as many, each at its own place; quarantined rows are counted nowhere."""
    rows = sum(file["rows"].get("问题清单及整改", 0) for file in said["files"] if file["disposition"] == "used")
    places = [(one["file"], one["sheet"], one["row"]) for one in said["problems"]]
    assert len(places) == len(set(places)) == rows == 4
    assert said["totals"]["problems"] == 4


def test_a_row_with_an_error_is_there_with_its_original_text(said: dict[str, Any], place: Workspace) -> None:
    """A cell of which no value could be made keeps its text, and the row is marked."""
    wrong = [one for one in said["problems"] if one["state"] == "待修正"]
    assert [(one["id"], one["status"]) for one in wrong] == [("HQJT-002", WRONG_STATUS)]
    row = next(row for row in ledger_rows(place) if row["问题编号"] == "HQJT-002")
    assert (row["整改状态"], row["记录状态"]) == (WRONG_STATUS, "待修正")


def test_figures_agree_everywhere(said: dict[str, Any], place: Workspace, answer: Answer) -> None:
    """Console, ledger rows, report and run.json say the same numbers."""
    totals, rows = said["totals"], ledger_rows(place)
    status = Counter(row["整改状态"] for row in rows)
    assert (totals["problems"], totals[words.DONE], totals[words.UNDER_WAY]) == (len(rows), status[words.DONE], status[words.UNDER_WAY])  # fmt: skip
    assert totals["overdue"] == sum(row["预警"] == words.RED for row in rows)
    report = "".join(paragraph.text for paragraph in Document(str(place.report)).paragraphs)
    for text in (report, answer.out):
        assert f"应报{totals['required_units']}个" in text.replace(" ", "").replace("应报单位", "应报").replace(
            "个单位", "个"
        )
        assert f"发现问题{totals['problems']}个" in text.replace(" ", "")
    findings = Counter(row["级别"] for row in ledger_rows(place, "校验明细"))
    severities = Counter(one["severity"] for one in said["findings"])
    assert [findings[word] for word in ("必须改", "请确认")] == [severities["error"], severities["warning"]]
    assert f"必须改 {severities['error']} 处" in answer.out
    listed = [(row["文件"], row["处理结果"]) for row in ledger_rows(place, "收件清单")]
    assert listed == [(file["path"], Disposition(file["disposition"]).words) for file in said["files"]]


def test_originals_are_never_touched(place: Workspace, messy: dict[str, bytes], answer: Answer) -> None:
    """After a run the inbox holds the same files with the same bytes."""
    assert answer.code == 1
    there = {path.relative_to(place.inbox).as_posix(): path.read_bytes() for path in place.inbox.rglob("*") if path.is_file()}  # fmt: skip
    assert there == messy


def test_the_outbox_holds_the_outputs_and_nothing_else(place: Workspace, answer: Answer) -> None:
    """No temporary file is left; only units with errors have a return workbook."""
    assert answer.code == 1
    assert outbox(place) == [*MAIN[:3], RETURN, "退回/纪委办公室_后勤领域专项治理自查表（退回修正）.xlsx", MAIN[3]]


def test_case_text_is_in_the_integrity_ledger_and_nowhere_else(place: Workspace, answer: Answer) -> None:
    """What a case says stands in 廉政台账 and in the unit's own return; not in ledger, report, run.json, history, console."""
    own = {place.integrity.name, "纪委办公室_后勤领域专项治理自查表（退回修正）.xlsx"}
    files = [path for path in place.outbox.rglob("*") if path.is_file()]
    telling = {name.partition("!")[0] for name, text in texts_inside(files) if CASE_TEXT in text}
    assert telling == own
    assert CASE_TEXT not in answer.out + answer.err
    assert CASE_TEXT not in run(place, "2023-11-08", "--json").out
    assert CASE_TEXT not in typed("check", "-C", place.root, place.inbox / "纪委办公室.xlsx").out


def test_a_second_run_changes_nothing(place: Workspace, answer: Answer, said: dict[str, Any]) -> None:
    """Run again on the same day, run.json, ledger and report are the same, and the history gains nothing."""
    before = (dump_workbook(place.ledger), place.report.read_bytes(), len(list(place.history.iterdir())))
    assert run(place, "2023-11-08") == answer
    assert facts(place) == said
    assert (dump_workbook(place.ledger), place.report.read_bytes(), len(list(place.history.iterdir()))) == before


def test_names_and_order_of_files_change_only_the_source_columns(tmp_path: Path, messy: dict[str, bytes], said: dict[str, Any], place: Workspace) -> None:  # fmt: skip
    """Renamed and laid into other folders, the same files give the same ledger but for where rows came from."""
    renamed = {f"{n}/{9 - n}.{path.rpartition('.')[2]}": data for n, (path, data) in enumerate(messy.items()) if "~$" not in path and "坏" not in path}  # fmt: skip
    other = make_office(tmp_path, renamed)
    assert run(other, "2023-11-08").code == 1
    source = {"来源文件", "收件时间"}
    mine, theirs = (
        [{k: v for k, v in row.items() if k not in source} for row in ledger_rows(one)] for one in (place, other)
    )
    assert mine == theirs
    assert facts(other)["totals"] == said["totals"]


def test_a_return_workbook_goes_when_its_unit_is_fine_again(tmp_path: Path) -> None:
    """When a unit has nothing left to mend its return workbook is removed, dated ones too; others' stay."""
    wrong = with_cells(CATERING, workbook(CATERING), ("problems", 1, "status", WRONG_STATUS))
    place = make_office(tmp_path, {"1.xlsx": wrong, "纪委办公室.xlsx": with_case()})
    assert run(place).code == 1
    (place.outbox / RETURN.replace(".xlsx", "（20231107-080000）.xlsx")).write_bytes(b"x")
    (place.inbox / "2.xlsx").write_bytes(workbook(CATERING, filled_on="2023-11-07"))
    run(place)
    assert [path for path in outbox(place) if path.startswith("退回")] == [
        "退回/纪委办公室_后勤领域专项治理自查表（退回修正）.xlsx"
    ]


@pytest.fixture
def wrong(tmp_path: Path) -> Workspace:
    """An office with one return in which one status cannot be read, after its first run."""
    data = with_cells(CATERING, workbook(CATERING), ("problems", 1, "status", WRONG_STATUS))
    place = make_office(tmp_path, {"后勤集团.xlsx": data})
    assert run(place).code == 1
    return place


def test_a_waived_finding_stays_visible_and_counts_no_more(wrong: Workspace) -> None:
    """豁免理由 keeps the finding in list and run.json, takes it out of counts, exit code and the return workbook."""
    finding = next(one for one in facts(wrong)["findings"] if one["severity"] == "error")
    write_blue(wrong.ledger, "校验明细", {"码": finding["code"], "单元格": finding["cell"]}, {"豁免理由": "已电话核实"})
    for _ in range(2):
        answer = run(wrong)
        assert answer.code == 0
        assert "必须改 0 处" in answer.out
        kept = next(one for one in facts(wrong)["findings"] if one["severity"] == "error")
        assert (kept["code"], kept["waived"]) == (finding["code"], "已电话核实")
        assert [row["豁免理由"] for row in ledger_rows(wrong, "校验明细") if row["级别"] == "必须改"] == ["已电话核实"]
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
            del book["收件清单"]
        else:
            book["校验明细"]["C3"].value = "代码"
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


def stopped(answer: Answer) -> bool:
    """Tell whether a command could not do its work, and says so in one sentence and a remedy."""
    lines = answer.err.strip().split("\n")
    return (
        answer.code == 3 and not answer.out and len(lines) == 2
        and lines[0].startswith("没有完成：") and lines[1].startswith("怎么办：")
    )  # fmt: skip


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
    """If one output cannot be written none is replaced, and no temporary file stays behind."""

    def fails(*_: object) -> None:
        raise error

    before = {path: path.read_bytes() for path in wrong.outbox.rglob("*") if path.is_file()}
    (wrong.inbox / "2.xlsx").write_bytes(workbook(CATERING, filled_on="2023-11-07"))
    monkeypatch.setattr(publications, "write_report", fails)
    answer = run(wrong)
    assert stopped(answer)
    assert {path: path.read_bytes() for path in wrong.outbox.rglob("*") if path.is_file()} == before


def test_another_inbox_and_outbox_may_be_named(tmp_path: Path) -> None:
    """--inbox and --outbox stand in for the workspace's own folders."""
    place = make_office(tmp_path / "w", {})
    elsewhere = replace(place, inbox=tmp_path / "收", outbox=tmp_path / "发")
    elsewhere.inbox.mkdir()
    (elsewhere.inbox / "1.xlsx").write_bytes(workbook(CATERING))
    answer = run(
        place, "2023-11-07", "--inbox", elsewhere.inbox, "--outbox", elsewhere.outbox, "--jobs", "2", processes=True
    )
    assert (answer.code, outbox(elsewhere)) == (0, MAIN)
    assert not place.outbox.exists()


def test_every_run_is_kept(tmp_path: Path) -> None:
    """Each run that brought something new is in the history with ledger, report and run.json, never with cases."""
    place = make_office(tmp_path, {})
    run(place, "2023-11-06")
    first = place.run_json.read_bytes()
    (place.inbox / "1.xlsx").write_bytes(workbook(CATERING))
    run(place)
    kept = sorted(place.history.glob("*/run.json"), key=lambda path: json.loads(path.read_bytes())["as_of"])
    assert first == kept[0].read_bytes()
    assert {path.name for path in place.history.glob("*/*")} == {"run.json", place.ledger.name, place.report.name}
