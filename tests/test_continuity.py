"""The same problem keeps its number and its place over runs, whatever units do to their sheets (product.md)."""

import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from pipeline.errors import WorkspaceError
from pipeline.intake.memory import KnownProblem, Memory, load_memory, save_memory
from pipeline.intake.office import OfficeNotes
from pipeline.intake.opening import Opened
from pipeline.intake.past import Past
from pipeline.intake.sorting import OfficeWord
from pipeline.meaning.judge import Judged, judge
from tests.judging import AS_OF, WHOLE_ROW, Change, campaign, clean, clean_workbook, opened

PROBLEMS = "问题清单及整改"
FILE = "后勤集团.xlsx"
NEXT_DAY = date(2023, 11, 8)


def returned(*changes: Change, name: str = FILE, content: str = "1") -> Opened:
    """Return the clean return with these cells changed, as another file."""
    return replace(opened(name, clean_workbook()), submission=clean().spoilt(changes), sha256=content)


def after(memory: Memory, *files: Opened, notes: OfficeNotes | None = None, as_of: date = NEXT_DAY) -> Judged:
    """Return the run that follows upon a memory."""
    return judge(campaign(), files, Past(notes or OfficeNotes(), {}, memory), as_of)


def first() -> Memory:
    """Return what a first run of the clean return leaves."""
    return judge(campaign(), [returned()], Past(), AS_OF).memory


def ids(run: Judged) -> list[str]:
    """Return the numbers of the ledger."""
    return list(run.outcome.ledger["id"])


def told(run: Judged, *codes: str) -> list[tuple[str, str]]:
    """Return (code, number of the problem) of the findings with these codes."""
    return [(f.code, f.problem) for f in run.outcome.findings if f.code in codes]


def kinds(run: Judged) -> list[tuple[str, str, str]]:
    """Return (kind, number, heading) of the changes."""
    return [(change.kind, change.problem, change.field) for change in run.outcome.changes]


def blank_ids(*rows: int) -> Sequence[Change]:
    """Return the changes that empty the numbers of these rows."""
    return [Change(PROBLEMS, row, "问题编号", "") for row in rows]


def test_the_same_return_changes_nothing() -> None:
    """A second run over the same return gives the same ledger and no change."""
    memory = first()

    run = after(memory, returned())

    assert ids(run) == ["HQJT-001", "HQJT-002", "HQJT-003", "HQJT-004"]
    assert run.outcome.changes == ()


def test_a_row_without_its_number_is_known_by_its_text() -> None:
    """Problems whose numbers are gone are the known ones, exact first and near where one is clearly nearest."""
    reworded = Change(PROBLEMS, 2, "具体问题", "嘉鱼校区超市没有临期食品的管理制度，临期食品也未设专区。")

    run = after(first(), returned(*blank_ids(1, 2, 3, 4), reworded, content="2"))

    assert ids(run) == ["HQJT-001", "HQJT-002", "HQJT-003", "HQJT-004"]
    assert told(run, "D01", "H03") == []


def test_an_unknown_problem_gets_a_number_never_used() -> None:
    """A new problem without a number comes after every number known, also after those of problems that are gone."""
    known = KnownProblem(
        "HQJT-040",
        "后勤集团",
        {"id": "HQJT-040", "unit": "后勤集团", "problem": "早已没有的问题。"},
        {"problem": "早已没有的问题。"},
        "",
        "2023-11-01",
        "2023-11-01",
    )
    memory = replace(first(), problems={**first().problems, known.id: known})
    new = Change(PROBLEMS, 4, "具体问题", "二食堂冷库温度记录缺少三天，值班人员没有签字。")

    run = after(memory, returned(*blank_ids(4), new, content="2"))

    assert "HQJT-041" in ids(run)
    assert told(run, "D01") == [("D01", "")]


def test_two_candidates_are_not_chosen_between() -> None:
    """H03: where two known problems are equally near, the row is new and somebody is told."""
    texts = ("一食堂后厨排烟罩清洗记录缺少九月份", "一食堂后厨排烟罩清洗记录缺少八月份")
    twins = {
        f"HQJT-05{n}": KnownProblem(f"HQJT-05{n}", "后勤集团", {"id": f"HQJT-05{n}", "unit": "后勤集团", "problem": text}, {"problem": text}, "", "2023-11-01", "2023-11-01")
        for n, text in enumerate(texts)
    }  # fmt: skip
    memory = replace(first(), problems={**first().problems, **twins})

    run = after(
        memory,
        returned(*blank_ids(4), Change(PROBLEMS, 4, "具体问题", "一食堂后厨排烟罩清洗记录缺少十月份"), content="2"),
    )

    assert [code for code, _ in told(run, "H03")] == ["H03"]
    assert not set(twins) & {
        number for number in ids(run) if run.outcome.ledger.set_index("id").at[number, "row"] == 10
    }


def test_a_row_moved_past_its_number_is_told() -> None:
    """H02: a row that bears one number and the very text of another problem."""
    texts = {number: problem.first["problem"] for number, problem in first().problems.items()}

    run = after(
        first(),
        returned(
            Change(PROBLEMS, 1, "具体问题", texts["HQJT-002"]),
            Change(PROBLEMS, 2, "具体问题", texts["HQJT-001"]),
            content="2",
        ),
    )

    assert told(run, "H02") == [("H02", "HQJT-001"), ("H02", "HQJT-002")]


def test_what_was_fixed_first_stays_known() -> None:
    """H01: a changed problem or day of finding is told with what it was, and 变更 shows both."""
    before = first().problems["HQJT-001"].first["problem"]

    run = after(first(), returned(Change(PROBLEMS, 1, "具体问题", "一食堂一楼地面湿滑，没有放置警示牌。"), content="2"))

    assert told(run, "H01") == [("H01", "HQJT-001")]
    assert before in next(f.message for f in run.outcome.findings if f.code == "H01")
    assert ("变化", "HQJT-001", "具体问题") in kinds(run)
    assert run.memory.problems["HQJT-001"].first["problem"] == before


@pytest.mark.parametrize(("progress", "codes"), [("正在更换。", ["H04"]), ("因厂家停产延期，改用新型号。", [])])
def test_a_later_time_limit_needs_a_reason(progress: str, codes: list[str]) -> None:
    """H04: 整改时限 may be put off only with the reason written."""
    memory = judge(campaign(), [returned(*_open("2023-11-20", "正在更换。"))], Past(), AS_OF).memory

    run = after(memory, returned(*_open("2023-12-20", progress), content="2"))

    assert [code for code, _ in told(run, "H04")] == codes


def _open(due: str, progress: str) -> tuple[Change, ...]:
    """Return the changes that make the first problem an open one."""
    emptied = (Change(PROBLEMS, 1, heading, "") for heading in ("完成日期", "整改成效", "佐证材料"))
    set_to = {"整改类型": "限期整改", "整改状态": "整改中", "整改时限": due, "整改进展（阶段性措施）": progress}
    return (*emptied, *(Change(PROBLEMS, 1, heading, text) for heading, text in set_to.items()))


def test_a_problem_that_is_gone_stays() -> None:
    """A problem its unit no longer reports stays with its content, marked, counted, and is told at every run."""
    gone = returned(Change(PROBLEMS, 3, WHOLE_ROW, ""), Change("基本情况", 1, "本单位问题总数", "3"), content="2")
    run = after(first(), gone)
    again = after(run.memory, gone)

    for one in (run, again):
        row = one.outcome.ledger.set_index("id").loc["HQJT-003"]
        assert (row["state"], row["problem"]) == ("待修正", first().problems["HQJT-003"].first["problem"])
        assert one.outcome.figures.total.problems == 4
        assert told(one, "D01") == [("D01", "")]
    assert ("消失", "HQJT-003", "") in kinds(run)
    assert again.outcome.changes == ()


def test_a_problem_that_comes_back_is_the_same() -> None:
    """A problem reported again after it was gone keeps its number, and 变更 says that it is back."""
    gone = after(first(), returned(Change(PROBLEMS, 3, WHOLE_ROW, ""), content="2"))

    run = after(gone.memory, returned(content="3"))

    assert ids(run) == ["HQJT-001", "HQJT-002", "HQJT-003", "HQJT-004"]
    assert ("重新报送", "HQJT-003", "") in kinds(run)


def test_a_file_taken_out_of_the_inbox_takes_nothing_along() -> None:
    """Problems whose file is no longer there stay in the ledger with what the office wrote on them."""
    notes = OfficeNotes({"HQJT-001": {"closing": "已销号", "reviewer": "张某"}})

    run = after(first(), notes=notes)

    assert ids(run) == ["HQJT-001", "HQJT-002", "HQJT-003", "HQJT-004"]
    assert run.outcome.ledger.set_index("id").at["HQJT-001", "reviewer"] == "张某"
    assert run.memory.notes.marks == notes.marks


def test_a_file_the_office_leaves_out_takes_its_problems_along() -> None:
    """Problems that came from a file the office leaves out are taken back, and 变更 says so."""
    run = after(first(), returned(), notes=OfficeNotes(words={FILE: OfficeWord("忽略")}))

    assert ids(run) == []
    assert {kind for kind, _, _ in kinds(run)} == {"消失"}


def test_what_another_return_tells_is_not_taken_back_with_a_file() -> None:
    """A problem two returns told stays when the office leaves one of them out, at once and at every later run."""
    gone = (Change(PROBLEMS, 3, WHOLE_ROW, ""), Change("基本情况", 1, "本单位问题总数", "3"))
    oldest, middle = _saved(returned(name="一.xlsx"), 1), _saved(returned(name="二.xlsx", content="2"), 2)
    newest = _saved(returned(*gone, name="三.xlsx", content="3"), 3)
    notes = OfficeNotes(words={"二.xlsx": OfficeWord("忽略")})
    memory = after(first(), oldest, middle).memory

    run = after(memory, oldest, middle, newest, notes=notes)
    again = after(run.memory, oldest, middle, newest, notes=notes)

    assert ids(run) == ids(again) == ["HQJT-001", "HQJT-002", "HQJT-003", "HQJT-004"]
    assert again.outcome.changes == ()


def _saved(one: Opened, hour: int) -> Opened:
    assert one.submission is not None
    return replace(one, submission=replace(one.submission, saved=f"2023-11-07T{hour:02d}:00:00+08:00"))


def test_changes_have_their_words() -> None:
    """变更 names what was completed, closed, reopened or fell overdue."""
    opened_first = judge(campaign(), [returned(*_open("2023-11-20", "正在更换。"))], Past(), AS_OF).memory
    done = after(opened_first, returned(content="2"))
    closed = after(done.memory, returned(content="2"), notes=OfficeNotes({"HQJT-001": {"closing": "已销号"}}))
    reopened = after(closed.memory, returned(content="2"), notes=OfficeNotes({"HQJT-001": {"closing": "重新开启"}}))
    late = after(opened_first, returned(*_open("2023-11-20", "正在更换。")), as_of=date(2023, 12, 1))

    assert ("完成", "HQJT-001", "整改状态") in kinds(done)
    assert ("销号", "HQJT-001", "销号状态") in kinds(closed)
    assert ("重新开启", "HQJT-001", "销号状态") in kinds(reopened)
    assert ("逾期", "HQJT-001", "预警") in kinds(late)


def test_a_closed_problem_reported_as_open_is_told() -> None:
    """H05: the unit says 整改中 of a problem the office has closed; the office's word stands."""
    notes = OfficeNotes({"HQJT-001": {"closing": "已销号"}})

    run = after(first(), returned(*_open("2023-11-20", "又出现了。"), content="2"), notes=notes)

    assert told(run, "H05") == [("H05", "HQJT-001")]
    assert run.outcome.ledger.set_index("id").at["HQJT-001", "closing"] == "已销号"


def test_a_memory_is_kept_whole(tmp_path: Path) -> None:
    """What is saved is what is loaded, half characters among it."""
    memory = first()
    odd = replace(memory.problems["HQJT-001"], record={**memory.problems["HQJT-001"].record, "remark": "半个\ud800字"})
    notes = OfficeNotes(
        {"HQJT-001": {"closing": "已销号"}},
        {FILE: OfficeWord("采用", "2023-11-06")},
        {("R17", FILE, PROBLEMS, "I7"): "已核实"},
    )
    memory = replace(memory, problems={**memory.problems, "HQJT-001": odd}, notes=notes)

    save_memory(memory, tmp_path / "记录.sqlite")

    assert load_memory(tmp_path / "记录.sqlite") == memory


def test_a_damaged_store_is_no_memory(tmp_path: Path) -> None:
    """A store that cannot be read gives an empty memory that says so; none at all gives an empty one."""
    (tmp_path / "记录.sqlite").write_bytes(b"SQLite format 3\x00 and then nothing")

    assert "记录.sqlite" in load_memory(tmp_path / "记录.sqlite").trouble
    assert load_memory(tmp_path / "别处.sqlite") == Memory()


def test_an_older_store_is_brought_up_to_date(tmp_path: Path) -> None:
    """A store of version 0, which holds nothing, is read through the migrations."""
    sqlite3.connect(tmp_path / "记录.sqlite").close()

    assert load_memory(tmp_path / "记录.sqlite") == Memory()


def test_a_newer_store_is_left_alone(tmp_path: Path) -> None:
    """A store of a newer program stops the run instead of being misread."""
    store = sqlite3.connect(tmp_path / "记录.sqlite")
    store.execute("PRAGMA user_version = 99")
    store.close()

    with pytest.raises(WorkspaceError, match="更新版本"):
        load_memory(tmp_path / "记录.sqlite")
