"""The ledger is the office's desk: it adds columns, deletes some, saves it elsewhere, and loses none of its words."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.campaign.model import OutsideLead
from pipeline.form import vocabulary as words
from pipeline.meaning.columns import LEDGER_SHEET
from pipeline.workspace import Workspace
from tests.inboxes import CATERING, PROPERTY, campaign, workbook
from tests.office import converted, needs_office
from tests.offices import HEADER_ROW, Answer, facts, ledger_rows, make_office, run, with_cells, write_blue

NUMBER = "问题编号"


@pytest.fixture
def place(tmp_path: Path) -> Workspace:
    """An office with one return of four problems, after its first run."""
    office = make_office(tmp_path, {"后勤集团.xlsx": workbook(CATERING)})
    assert run(office).code == 0
    return office


def rearranged(ledger: Path, change: Callable[[Worksheet], object], title: str = LEDGER_SHEET) -> None:
    """Change one sheet of the ledger by hand and save it."""
    book = load_workbook(ledger)
    change(book[title])
    book.save(ledger)


def add_column(heading: str | None, *texts: object) -> Callable[[Worksheet], None]:
    """Return what writes a column of the office's own at the right, `texts` from the first problem on."""

    def write(sheet: Worksheet) -> None:
        at = sheet.max_column + 1
        for row, text in enumerate((heading, *texts), start=HEADER_ROW):
            sheet.cell(row, at).value = text  # type: ignore[assignment]  # texts, numbers and days only

    return write


def codes(place: Workspace, code: str) -> list[str]:
    """Return what findings of a code say was found."""
    return [one["found"] for one in facts(place)["findings"] if one["code"] == code]


def test_columns_the_office_adds_are_kept_with_their_lines(place: Workspace) -> None:
    """A column of the office's own stays, with and without a heading, at its problem, through runs and a new return."""
    rearranged(place.ledger, add_column("督办人", "王某", None, "+见附件", "李某"))
    rearranged(place.ledger, add_column(None, "甲", None, None, "丁"))
    for _ in range(2):
        run(place)
        kept = ledger_rows(place)
        assert [row["督办人"] for row in kept] == ["王某", None, "+见附件", "李某"]
        assert [row["（无列名）"] for row in kept] == ["甲", None, None, "丁"]
    assert {cell.data_type for row in load_workbook(place.ledger)[LEDGER_SHEET] for cell in row} <= {"s", "n", "d"}
    (place.inbox / "新.xlsx").write_bytes(workbook(CATERING, filled_on="2023-11-07", remark="补报"))
    run(place)
    assert [row["督办人"] for row in ledger_rows(place)] == ["王某", None, "+见附件", "李某"]


def test_a_column_the_office_takes_out_is_gone(place: Workspace) -> None:
    """What the office added it may delete: the column does not come back."""
    rearranged(place.ledger, add_column("督办人", "王某"))
    run(place)
    rearranged(place.ledger, lambda sheet: sheet.delete_cols(sheet.max_column))
    run(place)
    assert "督办人" not in ledger_rows(place)[0]


def test_blue_columns_someone_deleted_come_back_with_their_words(place: Workspace) -> None:
    """A deleted blue column is said, and its words are those of the run before."""
    write_blue(place.ledger, LEDGER_SHEET, {NUMBER: "HQJT-002"}, {"审核人": "王某"})
    run(place)
    headings = [cell.value for cell in load_workbook(place.ledger)[LEDGER_SHEET][HEADER_ROW]]
    rearranged(place.ledger, lambda sheet: sheet.delete_cols(headings.index("审核人") + 1))
    answer = run(place)
    assert f"里没有“{LEDGER_SHEET}”表的“审核人”列，其中的内容按上次运行时的记录" in answer.err
    assert [row["审核人"] for row in ledger_rows(place)] == [None, "王某", None, None]


def test_a_number_nobody_bears_is_told_with_everything_on_its_line(place: Workspace) -> None:
    """L02: words at an edited number are told once, the ledger as it was is kept, the problem's own line is untouched."""
    write_blue(place.ledger, LEDGER_SHEET, {NUMBER: "HQJT-002"}, {"审核人": "王某"})
    run(place)
    write_blue(place.ledger, LEDGER_SHEET, {NUMBER: "HQJT-002"}, {NUMBER: "HQJT-020", "审核意见": "同意"})
    edited = place.ledger.read_bytes()
    assert run(place).code == 1
    assert codes(place, "L02") == ["审核人：王某；审核意见：同意"]
    assert edited in [path.read_bytes() for path in place.history.glob("*/问题及整改台账（运行前）.xlsx")]
    assert [(row[NUMBER], row["审核人"], row["审核意见"]) for row in ledger_rows(place)][1] == (
        "HQJT-002",
        "王某",
        None,
    )
    run(place)
    assert codes(place, "L02") == []


def test_closing_what_is_not_done_is_questioned_and_kept(tmp_path: Path) -> None:
    """L03: the office may close a problem its unit does not report done, and is asked whether it meant to."""
    undone = with_cells(CATERING, workbook(CATERING), *(("problems", 0, key, text) for key, text in (("status", words.UNDER_WAY), ("done_on", None))))  # fmt: skip
    place = make_office(tmp_path, {"1.xlsx": undone})
    run(place)
    write_blue(place.ledger, LEDGER_SHEET, {NUMBER: "HQJT-001"}, {"销号状态": words.CLOSED})
    run(place)
    assert [(one["code"], one["severity"]) for one in facts(place)["findings"] if one["code"] == "L03"] == [
        ("L03", "warning")
    ]
    assert ledger_rows(place)[0]["销号状态"] == words.CLOSED


def test_two_ledgers_that_differ_are_settled_aloud(place: Workspace) -> None:
    """Where the ledger and one beside it say different things, the one saved later holds, and both are in the history."""
    lock = place.ledger.with_name(f"~${place.ledger.name}")
    lock.write_bytes(b"x")
    run(place)
    (dated,) = place.outbox.glob("问题及整改台账（*）.xlsx")
    write_blue(place.ledger, LEDGER_SHEET, {NUMBER: "HQJT-001"}, {"审核人": "王某", "审核意见": "同意"})
    write_blue(dated, LEDGER_SHEET, {NUMBER: "HQJT-001"}, {"审核人": "李某"})
    first, second = place.ledger.read_bytes(), dated.read_bytes()
    lock.unlink()
    answer = run(place)
    assert "HQJT-001的“审核人”在几份台账里写得不一样，采用了后保存的一份" in answer.err
    assert (ledger_rows(place)[0]["审核人"], ledger_rows(place)[0]["审核意见"]) == ("李某", "同意")
    kept = [path.read_bytes() for path in place.history.glob("*/*.xlsx")]
    assert first in kept
    assert second in kept


@pytest.mark.office
@needs_office
@pytest.mark.parametrize(
    ("suffix", "target"), [(".xls", "xls:MS Excel 97"), (".et", "xls:MS Excel 97"), (".ods", "ods")]
)
def test_a_ledger_saved_in_another_format_is_read(place: Workspace, suffix: str, target: str) -> None:
    """A ledger that WPS saved as .xls or .et, alone or beside the old one, is read, said, and moved to the history."""
    write_blue(place.ledger, LEDGER_SHEET, {NUMBER: "HQJT-003"}, {"审核人": "王某", "审核日期": "2023-11-08"})
    rearranged(place.ledger, add_column("督办人", "王某"))
    elsewhere = place.ledger.with_suffix(suffix)
    elsewhere.write_bytes(converted(place.ledger.read_bytes(), target))
    place.ledger.unlink()
    answer = run(place)
    assert f"台账“{elsewhere.name}”已读入" in answer.err
    third = ledger_rows(place)[2]
    assert (third["审核人"], str(third["审核日期"])[:10]) == ("王某", "2023-11-08")
    assert ledger_rows(place)[0]["督办人"] == "王某"
    assert not elsewhere.exists()
    assert [path.name for path in place.history.glob(f"*/{elsewhere.name}")] == [elsewhere.name]


def test_a_lost_store_is_recovered_from_the_ledger_and_said(place: Workspace) -> None:
    """Without the store numbers, the office's words and its own columns are read from the ledger; one sentence says so."""
    rearranged(place.ledger, add_column("督办人", "王某"))
    write_blue(place.ledger, LEDGER_SHEET, {NUMBER: "HQJT-001"}, {"审核人": "王某"})
    place.memory.unlink()
    answer = run(place)
    assert "没有找到历史记录“记录.sqlite”，已按台账恢复4个问题及其编号" in answer.err
    assert (ledger_rows(place)[0]["督办人"], ledger_rows(place)[0]["审核人"]) == ("王某", "王某")
    assert "历史记录" not in run(place).err


def test_a_day_before_the_last_run_is_said(place: Workspace) -> None:
    """A clock that goes back is said in one sentence; the run is done, and nothing that was known is lost."""
    write_blue(place.ledger, LEDGER_SHEET, {NUMBER: "HQJT-001"}, {"审核人": "王某"})
    answer: Answer = run(place, as_of="2023-11-05")
    assert "统计日期2023-11-05早于上次运行的2023-11-07" in answer.err
    assert ledger_rows(place)[0]["审核人"] == "王某"
    assert "早于" not in run(place).err


def test_the_number_of_a_problem_taken_back_is_not_given_again(tmp_path: Path) -> None:
    """A file left out takes its problems with it, but not their numbers; used again it has the same ones."""
    more = with_cells(CATERING, workbook(CATERING), *(("problems", 4, key, text) for key, text in (("problem", "食堂后厨的一处下水口没有防鼠网，夜间有老鼠进入。"), ("campus", "武昌"))))  # fmt: skip
    place = make_office(tmp_path, {"1.xlsx": workbook(CATERING)})
    run(place)
    (place.inbox / "2.xlsx").write_bytes(more)
    run(place, "2023-11-08")
    before = {row["具体问题"]: row[NUMBER] for row in ledger_rows(place)}
    assert len(before) == 5
    for name in ("1.xlsx", "2.xlsx"):
        write_blue(place.ledger, "收件清单", {"文件": name}, {"处理指定": "忽略"})
    run(place, "2023-11-08")
    assert facts(place)["problems"] == []
    write_blue(place.ledger, "收件清单", {"文件": "2.xlsx"}, {"处理指定": None})
    run(place, "2023-11-08")
    assert {row["具体问题"]: row[NUMBER] for row in ledger_rows(place)} == before


def test_objective_figures_of_units(tmp_path: Path) -> None:
    """分单位 counts days late, returns sent back, the share of problems and leads from outside; D02 names a nil report."""
    lead = OutsideLead(PROPERTY, "反映车费偏高。", "校长信箱", "2023-11-01")
    wrong = with_cells(CATERING, workbook(CATERING), ("problems", 1, "status", "差不多了"))
    place = make_office(tmp_path, {"1.xlsx": wrong, "总务处.xlsx": workbook(PROPERTY)}, replace(campaign(), outside_leads=(lead,)))  # fmt: skip
    run(place, "2023-11-10")
    (place.inbox / "2.xlsx").write_bytes(workbook(CATERING, filled_on="2023-11-10"))
    run(place, "2023-11-11")
    lines = {row["责任单位"]: row for row in ledger_rows(place, "分单位")}
    asked = ("问题占比", "逾期报送天数", "退回次数", "外部线索")
    assert [lines[CATERING][heading] for heading in asked] == ["100.0%", 3, 1, 0]
    assert [lines[PROPERTY][heading] for heading in asked] == ["0.0%", 3, 0, 1]
    assert [lines["纪委办公室"][heading] for heading in asked] == ["0.0%", 4, 0, 0]
    told = [one for one in facts(place)["findings"] if one["code"] == "D02"]
    assert [(one["unit"], one["severity"]) for one in told] == [(PROPERTY, "warning")]
    assert "车费" not in str(facts(place))
