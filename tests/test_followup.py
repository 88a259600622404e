"""The next round: what its workbooks ask and lock, and what becomes of the returns of several rounds."""

import json
import shutil
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from pipeline.demo.shapes import copied_to_new_book
from pipeline.form import identity
from pipeline.form import vocabulary as words
from pipeline.intake.memory import load_memory
from pipeline.publish.layout import FIRST_ROW, GUIDE_SHEET, PAIRS_FIRST_ROW
from pipeline.publish.styles import RED
from pipeline.workspace import Workspace
from tests.dump import properties_of
from tests.followups import PROBLEMS, answered, by_number, form_of, headings, mark, rows
from tests.inboxes import CATERING, PROPERTY, workbook
from tests.offices import Answer, facts, make_office, run, typed, with_cells

FIRST_RUN, ISSUED_ON, SECOND_RUN = "2023-11-07", "2023-11-10", "2023-11-20"
UNTIL = "2023-11-20 17:30"
CLOSED, UNDER_WAY, LONG_TERM, NOT_STARTED = (f"HQJT-{number:03d}" for number in (1, 2, 3, 4))
NOTE = "请说明延期的原因"


def office(root: Path) -> Workspace:
    """Return an office after its first run: four problems of 后勤集团, of which it has closed one and sent one back."""
    place = make_office(root, {"后勤集团.xlsx": workbook(CATERING), "总务处.xlsx": workbook(PROPERTY)})
    assert run(place, FIRST_RUN).code == 0
    mark(place, CLOSED, 销号状态=words.CLOSED, 审核人="王某")
    mark(place, NOT_STARTED, 销号状态=words.SENT_BACK, 审核意见=NOTE)
    return place


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """Return an office that has issued the second round; nobody changes it."""
    place = office(tmp_path_factory.mktemp("office"))
    assert issue(place).code == 0
    return place


@pytest.fixture
def second(once: Workspace, tmp_path: Path) -> Workspace:
    """Return a copy of that office to work in."""
    shutil.copytree(once.root, tmp_path / "office")
    return type(once)(tmp_path / "office", tmp_path / "office" / "inbox", tmp_path / "office" / "outbox")


def issue(place: Workspace, *further: str) -> Answer:
    """Return what `pipeline followup` answers."""
    return typed("followup", "-C", place.root, "--as-of", ISSUED_ON, "--by", UNTIL, *further)


DONE = {"status": words.DONE, "done_on": "2023-11-18", "effect": "制度已印发并执行。", "evidence": "制度文件.pdf"}


def back(place: Workspace, changes: Mapping[str, Mapping[str, object]] | None = None) -> Answer:
    """Put the answered second round of 后勤集团 into the inbox, run, and return what the run answers."""
    given = {UNDER_WAY: DONE} if changes is None else changes
    (place.inbox / "后勤集团第2轮.xlsx").write_bytes(answered(form_of(place), given))
    return run(place, SECOND_RUN)


def codes(place: Workspace, severity: str = "error") -> list[tuple[str, str]]:
    """Return code and sheet of the findings of a severity."""
    return [(one["code"], one["sheet"]) for one in facts(place)["findings"] if one["severity"] == severity]


def dispositions(place: Workspace) -> dict[str, tuple[str, str]]:
    """Return path -> disposition and reason."""
    return {one["path"]: (one["disposition"], one["reason"]) for one in facts(place)["files"]}


def test_only_units_with_open_problems_get_a_workbook(once: Workspace) -> None:
    """A workbook is written for each unit with a problem that is not closed, into the round's own folder."""
    assert [path.name for path in once.templates_of(2).iterdir()] == ["后勤集团_后勤领域专项治理自查表（第2轮）.xlsx"]
    assert once.templates_of(2).name == "第2轮"


def test_only_what_may_have_changed_is_asked(once: Workspace) -> None:
    """A later round has 基本情况 without what was said before, and the list of problems, and no other sheet."""
    book = form_of(once)
    assert book.sheetnames == [GUIDE_SHEET, "基本情况", "问题清单及整改", identity.META_SHEET, identity.LISTS_SHEET]
    labels = [book["基本情况"].cell(row, 1).value for row in range(PAIRS_FIRST_ROW, PAIRS_FIRST_ROW + 6)]
    assert labels == ["填报单位", "单位负责人*", "填表人*", "电话*", "真实性承诺", "填报日期*"]


def test_open_problems_stand_there_with_their_numbers_and_values(once: Workspace) -> None:
    """All open problems are printed as the ledger has them, the closed one is not, and new numbers follow the highest."""
    sheet = form_of(once)[PROBLEMS.title]
    columns, place = headings(sheet), rows(sheet)
    assert list(place)[:4] == [UNDER_WAY, LONG_TERM, NOT_STARTED, "HQJT-005"]
    written = {key: sheet.cell(place[UNDER_WAY], columns[key]).value for key in ("campus", "status", "due", "reported_to", "reported_on")}  # fmt: skip
    assert written == {
        "campus": "嘉鱼", "status": words.UNDER_WAY, "due": "2023-11-30", "reported_to": "王某某", "reported_on": "2023-11-06",
    }  # fmt: skip


def test_what_was_reported_is_locked_and_progress_is_open(once: Workspace) -> None:
    """Every settled cell with content is locked and grey; what may change, and every row for a new problem, is open."""
    sheet = form_of(once)[PROBLEMS.title]
    columns, place = headings(sheet), rows(sheet)
    for column in PROBLEMS.columns:
        if column.key in columns:
            cell = sheet.cell(place[UNDER_WAY], columns[column.key])
            fixed = column.key == "id" or (column.settled and cell.value is not None)
            assert cell.protection.locked is fixed, column.heading
            assert (cell.fill.start_color.rgb == "FFF2F2F2") is fixed, column.heading
            assert not sheet.cell(place["HQJT-005"], columns[column.key]).protection.locked, column.heading
    assert sheet.protection.sheet
    assert (sheet.protection.sort, sheet.protection.autoFilter) == (True, False), "True forbids"
    open_keys = {"due", "status", "progress", "done_on", "effect", "evidence", "regulation", "reported_to", "remark"}
    assert all(not PROBLEMS[key].settled for key in open_keys)


def test_a_settled_cell_that_cannot_be_read_stays_open(tmp_path: Path) -> None:
    """What was blank or wrong in the first round can be filled in the second: a locked mistake could never be mended."""
    data = with_cells(CATERING, workbook(CATERING), ("problems", 1, "campus", "那边"))
    place = make_office(tmp_path, {"后勤集团.xlsx": data})
    assert run(place, FIRST_RUN).code == 1
    assert issue(place).code == 0
    sheet = form_of(place)[PROBLEMS.title]
    cell = sheet.cell(rows(sheet)[UNDER_WAY], headings(sheet)["campus"])
    assert (cell.value, cell.protection.locked) == ("那边", False)


def test_each_problem_tells_its_history_and_its_task(once: Workspace) -> None:
    """One printed column says how each problem stood, what the office said, and what is to be done now."""
    sheet = form_of(once)[PROBLEMS.title]
    place, column = rows(sheet), headings(sheet)[identity.HISTORY_HEADING]
    told = {number: str(sheet.cell(place[number], column).value) for number in (UNDER_WAY, LONG_TERM, NOT_STARTED)}
    assert told[UNDER_WAY].startswith("第1轮（2023-11-07）：整改中\n本轮：")
    assert "阶段节点2023-12-31未到，没有新进展可以不填" in told[LONG_TERM]
    assert told[NOT_STARTED].startswith(f"第1轮（2023-11-07）：未启动；退回补充；审核意见：{NOTE}\n本轮：退回补充")


def test_a_milestone_that_is_near_is_asked_for(second: Workspace) -> None:
    """A long-term problem whose milestone is within a month, or over, is to tell its stage."""
    for day, when in (("2023-12-05", "将到"), ("2024-01-05", "已过")):
        assert typed("followup", "-C", second.root, "--as-of", day).code == 0
        sheet = form_of(second)[PROBLEMS.title]
        told = str(sheet.cell(rows(sheet)[LONG_TERM], headings(sheet)[identity.HISTORY_HEADING]).value)
        assert f"阶段节点2023-12-31{when}，请写阶段性措施和成效" in told


def test_what_was_sent_back_stands_out(once: Workspace) -> None:
    """The number and the history of a problem that was sent back are coloured, those of the others are not."""
    sheet = form_of(once)[PROBLEMS.title]
    place, history = rows(sheet), headings(sheet)[identity.HISTORY_HEADING]
    for number, urgent in ((NOT_STARTED, True), (UNDER_WAY, False)):
        for column in (1, history):
            coloured = sheet.cell(place[number], column).fill.start_color.rgb == f"FF{RED.lstrip('#')}"
            assert coloured is urgent


def test_the_round_stands_everywhere(once: Workspace) -> None:
    """The round is in `_meta`, in the properties, on the guide, in every title and in the deadline the office named."""
    book = form_of(once)
    meta = {row[0].value: row[1].value for row in book[identity.META_SHEET].iter_rows(max_row=10)}
    assert (meta[identity.ROUND], properties_of(book)[identity.ROUND]) == ("2", "2")
    assert meta[identity.ISSUED] == "、".join((UNDER_WAY, LONG_TERM, NOT_STARTED))
    assert meta[identity.NEXT] == "5"
    assert "第2轮填报" in str(book[GUIDE_SHEET]["B2"].value)
    assert book[GUIDE_SHEET]["C6"].value == "2023年11月20日17:30"
    assert all("（第2轮）" in str(book[title]["A1"].value) for title in ("基本情况", "问题清单及整改"))


def test_a_second_round_updates_and_never_doubles(second: Workspace) -> None:
    """A filled second round updates its problems; the closed one stays as it was; nothing is doubled, gone or in error."""
    before = by_number(second)
    answer = back(second)
    after = by_number(second)
    assert (answer.code, codes(second)) == (0, [])
    assert list(after) == [CLOSED, UNDER_WAY, LONG_TERM, NOT_STARTED]
    assert (after[UNDER_WAY]["整改状态"], after[UNDER_WAY]["来源文件"]) == (words.DONE, "后勤集团第2轮.xlsx")
    assert after[UNDER_WAY]["具体问题"] == before[UNDER_WAY]["具体问题"]
    fixed = ("具体问题", "整改状态", "完成日期", "来源文件", "来源行号")
    assert {key: after[CLOSED][key] for key in fixed} == {key: before[CLOSED][key] for key in fixed}
    assert after[CLOSED]["销号状态"] == words.CLOSED
    assert not [one for one in facts(second)["changes"] if one["kind"] == "消失"]
    assert codes(second, "warning").count(("D01", "")) == 0


def test_sheets_that_are_not_asked_again_stand(second: Workspace) -> None:
    """Risks, measures and 基本情况 of the first round still count, each file is used for what only it says."""
    before = facts(second)
    back(second)
    after = facts(second)
    files = {one["path"]: one for one in after["files"]}
    first, later = files["后勤集团.xlsx"], files["后勤集团第2轮.xlsx"]
    assert (first["disposition"], later["disposition"]) == ("used", "used")
    assert first["rows"] == {**first["rows"], "问题清单及整改": 1, "廉政风险点": 2, "举措及经验": 1}
    assert later["rows"] == {"问题清单及整改": 3}
    assert "第2轮报来的问题以第2轮为准，其余内容仍用这一份" in first["reason"]
    assert after["totals"]["problems"] == before["totals"]["problems"] == 4
    (unit,) = [one for one in after["units"] if one["unit"] == CATERING]
    assert (unit["file"], unit["late"], unit["state"]) == ("后勤集团第2轮.xlsx", False, "ok")
    assert unit["received"] == FIRST_RUN


def test_a_workbook_nobody_wrote_in_is_blank(second: Workspace) -> None:
    """A second round sent back as it was issued, saved again by another program, is no answer; one word makes it one."""
    data = BytesIO()
    form_of(second).save(data)
    (second.inbox / "后勤集团第2轮.xlsx").write_bytes(data.getvalue())
    assert run(second, SECOND_RUN).code == 1
    assert dispositions(second)["后勤集团第2轮.xlsx"] == (
        "returned",
        "填报表是空白的，没有填写任何内容，请填好后重新报送。",
    )
    assert by_number(second)[UNDER_WAY]["来源文件"] == "后勤集团.xlsx"
    assert back(second, {UNDER_WAY: {"progress": "专区和制度都已就绪。"}}).code == 0
    assert dispositions(second)["后勤集团第2轮.xlsx"][0] == "used"


def test_new_problems_get_the_next_numbers(second: Workspace) -> None:
    """A problem found since is written below and bears a number nothing had before."""
    fresh = {
        "campus": "武昌", "point": "HQJT5 对发现的问题纠治整改是否到位", "problem": "三食堂排烟管道清洗记录缺两个月，无法核对。",
        "source": "自查发现", "found_on": "2023-11-15", "plan_type": words.BY_DATE, "measure": "补做清洗并建立每月登记表。", "person": "周某",
        "due": "2023-12-20", "status": words.NOT_STARTED, "major": words.NO,
    }  # fmt: skip
    answer = back(second, {"HQJT-005": fresh})
    assert (answer.code, codes(second)) == (0, [])
    assert by_number(second)["HQJT-005"]["具体问题"] == fresh["problem"]


def test_a_late_first_round_takes_nothing_back(second: Workspace) -> None:
    """A first-round file that comes after the second is superseded and says so; the office can have it all the same."""
    back(second)
    data = with_cells(CATERING, workbook(CATERING), ("problems", 0, "effect", "旧的说法"))
    (second.inbox / "后勤集团迟到.xlsx").write_bytes(data)
    assert run(second, "2023-11-22").code == 0
    disposition, reason = dispositions(second)["后勤集团迟到.xlsx"]
    assert disposition == "superseded"
    assert "这是第1轮的填报表，在第2轮报来以后才收到" in reason
    assert "采用" in reason
    after = by_number(second)
    assert after[UNDER_WAY]["整改状态"] == words.DONE
    assert after[CLOSED]["整改成效"] != "旧的说法"


def test_the_only_first_round_that_comes_late_fills_in_the_rest(second: Workspace) -> None:
    """Where no other first-round file is there, a late one counts for what the second did not ask, and for no more."""
    (second.inbox / "后勤集团.xlsx").unlink()
    back(second)
    assert "收件箱里没有第1轮的填报表" in dispositions(second)["后勤集团第2轮.xlsx"][1]
    (second.inbox / "后勤集团迟到.xlsx").write_bytes(workbook(CATERING, remark="补报"))
    assert run(second, "2023-11-22").code == 0
    assert "收到时后一轮已经报来" in dispositions(second)["后勤集团迟到.xlsx"][1]
    assert by_number(second)[UNDER_WAY]["整改状态"] == words.DONE


def test_a_first_round_that_was_put_away_leaves_its_problems(second: Workspace) -> None:
    """Problems the second round did not list stay in the ledger from the store, and are not called gone."""
    (second.inbox / "后勤集团.xlsx").unlink()
    answer = back(second)
    assert (answer.code, codes(second)) == (0, [])
    assert list(by_number(second)) == [CLOSED, UNDER_WAY, LONG_TERM, NOT_STARTED]
    assert by_number(second)[CLOSED]["整改状态"] == words.DONE
    assert not [one for one in facts(second)["changes"] if one["kind"] == "消失"]


def test_no_store_is_needed_while_the_first_round_is_there(second: Workspace) -> None:
    """With ledger and history lost, both rounds' files still give every problem once, with its number."""
    book = answered(form_of(second), {UNDER_WAY: DONE})
    shutil.rmtree(second.outbox)
    (second.inbox / "后勤集团第2轮.xlsx").write_bytes(book)
    assert run(second, SECOND_RUN).code == 0
    after = by_number(second)
    assert list(after) == [CLOSED, UNDER_WAY, LONG_TERM, NOT_STARTED]
    assert after[UNDER_WAY]["整改状态"] == words.DONE


def test_a_listed_problem_that_is_cleared_is_said(second: Workspace) -> None:
    """A problem the second round listed and the unit deleted stays, marked as gone, with a finding."""
    book = form_of(second)
    sheet = book[PROBLEMS.title]
    row = rows(sheet)[LONG_TERM]
    for column in range(1, sheet.max_column + 1):
        sheet.cell(row, column).value = None
    (second.inbox / "后勤集团第2轮.xlsx").write_bytes(answered(book, {}))
    assert run(second, SECOND_RUN).code == 0
    assert [one["message"] for one in facts(second)["findings"] if one["code"] == "D01"] == [f"上次报送的问题{LONG_TERM}这次没有了。"]  # fmt: skip
    assert by_number(second)[LONG_TERM]["整改状态"] == words.STAGE_DONE
    assert [one["problem"] for one in facts(second)["changes"] if one["kind"] == "消失"] == [LONG_TERM]


def test_an_error_in_the_second_round_goes_back_in_its_own_form(second: Workspace) -> None:
    """A return of the second round goes back as one: its lists, its locks, its history left out, its numbers going on."""
    answer = back(second, {UNDER_WAY: {"status": words.DONE}})
    assert answer.code == 1
    assert {code for code, _ in codes(second)} == {"R01"}
    (path,) = second.returns.iterdir()
    assert path.name == "后勤集团_后勤领域专项治理自查表（第2轮）（退回修正）.xlsx"
    book = load_workbook(path)
    sheet = book[PROBLEMS.title]
    assert list(rows(sheet))[:4] == [UNDER_WAY, LONG_TERM, NOT_STARTED, "HQJT-005"]
    assert sheet.cell(FIRST_ROW, headings(sheet)["problem"]).protection.locked
    assert "自查要点核对表" not in book.sheetnames
    (second.inbox / "后勤集团第2轮改.xlsx").write_bytes(answered(book, {UNDER_WAY: DONE}))
    assert run(second, "2023-11-21").code == 0
    assert by_number(second)[UNDER_WAY]["来源文件"] == "后勤集团第2轮改.xlsx"


def test_somebody_held_to_account_later_stands_among_the_cases(second: Workspace) -> None:
    """R20 holds in every round: who is held to account in the second must stand among the cases of the first."""
    back(second, {UNDER_WAY: {**DONE, "accountable": 1, "sanction": "谈话提醒"}})
    told = [(one["code"], one["file"]) for one in facts(second)["findings"] if one["code"] == "R20"]
    assert told == [("R20", "后勤集团第2轮.xlsx")]


def test_a_put_off_day_needs_its_reason_once(second: Workspace) -> None:
    """Putting off 整改时限 without a reason is an error; with one it holds, in the rounds after as well."""
    put_off = {"due": "2023-12-30"}
    assert back(second, {UNDER_WAY: put_off}).code == 1
    assert {code for code, _ in codes(second)} == {"H04"}
    assert back(second, {UNDER_WAY: {**put_off, "progress": "因征求意见时间延长，申请延期。"}}).code == 0
    assert issue(second).code == 0
    data = answered(
        form_of(second, 3), {UNDER_WAY: {"progress": "制度已经会签。"}, NOT_STARTED: {"progress": "已列入计划。"}}
    )
    (second.inbox / "后勤集团第3轮.xlsx").write_bytes(data)
    assert run(second, "2023-12-10").code == 0
    stood = load_memory(second.memory).problems[UNDER_WAY]
    assert list(stood.rounds) == ["1", "2"]
    assert (stood.rounds["2"]["due"], stood.first["due"]) == ("2023-12-30", "2023-11-30")


def test_the_history_grows_with_every_round(second: Workspace) -> None:
    """The third round tells how a problem stood after the first and after the second, and what the office said then."""
    back(second, {NOT_STARTED: {"status": words.UNDER_WAY, "progress": "已经立项。"}})
    assert issue(second).code == 0
    sheet = form_of(second, 3)[PROBLEMS.title]
    told = str(sheet.cell(rows(sheet)[NOT_STARTED], headings(sheet)[identity.HISTORY_HEADING]).value).split("\n")
    assert told[0] == f"第1轮（2023-11-07）：未启动；退回补充；审核意见：{NOTE}"
    assert told[1].startswith("第2轮（2023-11-20）：整改中")


def test_a_file_named_for_a_round_belongs_to_it(second: Workspace) -> None:
    """Where `_meta` and properties are lost, the round in the name of the file tells which it is of."""
    data = copied_to_new_book(answered(form_of(second), {UNDER_WAY: DONE}))
    (second.inbox / "后勤集团（第2轮）.xlsx").write_bytes(data)
    assert run(second, SECOND_RUN).code == 0
    assert by_number(second)[UNDER_WAY]["整改状态"] == words.DONE
    assert {one["round"] for one in facts(second)["files"] if one["unit"] == CATERING} == {1, 2}


def test_words_of_the_last_minute_count(second: Workspace) -> None:
    """What the office wrote into the ledger since the last run holds: a problem closed just now is not listed."""
    mark(second, LONG_TERM, 销号状态=words.CLOSED)
    assert issue(second).code == 0
    assert list(rows(form_of(second)[PROBLEMS.title]))[:2] == [UNDER_WAY, NOT_STARTED]


def test_a_workbook_nobody_needs_any_more_goes(second: Workspace) -> None:
    """Once every problem of a unit is closed, its workbook of the round is taken away."""
    for number in (UNDER_WAY, LONG_TERM, NOT_STARTED):
        mark(second, number, 销号状态=words.CLOSED)
    answer = issue(second)
    assert (answer.code, list(second.templates_of(2).iterdir())) == (0, [])
    assert CATERING in answer.err


def test_json_says_what_was_written(second: Workspace) -> None:
    """--json gives round, workbooks and the units without open problems."""
    said = json.loads(issue(second, "--json").out)
    assert (said["round"], said["without"]) == (2, [PROPERTY, "纪委办公室", "嘉鱼校区工作部"])
    assert [(one["unit"], one["problems"]) for one in said["workbooks"]] == [(CATERING, 3)]


def test_what_cannot_be_is_said(tmp_path: Path, second: Workspace) -> None:
    """Before the first run, with a changed inbox, for an unknown unit and for a round that is over, one sentence says so."""
    fresh = make_office(tmp_path / "new", {})
    assert issue(fresh).code == 3
    assert issue(second, "--unit", "某某处").code == 3
    back(second)
    assert json.loads(issue(second, "--round", "2", "--json").out)["round"] == 2
    (second.inbox / "新来.xlsx").write_bytes(workbook(PROPERTY, remark="又改了"))
    changed = issue(second)
    assert changed.code == 3
    assert "pipeline run" in changed.err
