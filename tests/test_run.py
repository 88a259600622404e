"""One run from end to end: exit codes, run.json, figures that agree, nothing lost, nothing left lying about."""

import hashlib
import json
import re
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from pipeline.demo.fakes import letter, photo, scan, torn
from pipeline.form import vocabulary as words
from pipeline.intake.disposition import Disposition
from pipeline.publish.history import ORIGINALS_LIST
from pipeline.workspace import Workspace
from tests.dump import dump_workbook
from tests.inboxes import CATERING, DISCIPLINE, PROPERTY, misnamed, workbook
from tests.offices import (
    WRONG_STATUS,
    Answer,
    facts,
    ledger_rows,
    make_office,
    outbox,
    run,
    texts_inside,
    typed,
    with_cells,
    wrong_office,
)

CASE_TEXT = "收受供应商购物卡两千元"
RETURN = "退回/后勤集团_后勤领域专项治理自查表（退回修正）.xlsx"
MAIN = ["run.json", "廉政台账.xlsx", "自查自纠情况报告.docx", "问题及整改台账.xlsx"]
LATE_LETTER = "总务处.eml"


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
    """Every key of product.md is there, in its order and of its type, ours after them; lists are not empty, so this was tried."""
    assert list(said) == ["version", "campaign", "as_of", "form", "files", "units", "problems", "findings", "normalised", "totals", "changes", "deadline"]  # fmt: skip
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
    """What a case says stands in 廉政台账 and in the unit's own return; not in ledger, report, run.json, archive, console."""
    own = {place.integrity.name, "纪委办公室_后勤领域专项治理自查表（退回修正）.xlsx"}
    files = [path for path in place.outbox.rglob("*") if path.is_file() and place.originals not in path.parents]
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


def test_it_runs_where_one_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run, follow-up, mail and status work in the folder one stands in, and with folders named from there."""
    place = wrong_office(tmp_path / "甲")
    monkeypatch.chdir(place.root)
    assert typed("run", "--as-of", "2023-11-08").code == 1
    assert typed("followup", "--as-of", "2023-11-08").code == 0
    assert typed("mail", "return").code == 0
    assert typed("status").code == 0
    monkeypatch.chdir(place.root.parent)
    assert typed("run", "-C", "甲", "--inbox", "甲/inbox", "--outbox", "乙", "--as-of", "2023-11-08").code == 1
    assert (place.root.parent / "乙" / RETURN).exists()


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
    own = {path.name for path in place.history.glob("*/*") if path.parent != place.originals}
    assert own == {"run.json", place.ledger.name, place.report.name, ORIGINALS_LIST}
