"""Several files of one unit and round: corrections, parts, and what no newer one says (product.md, domain.md 4.3)."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from json import loads
from pathlib import Path

import pandas as pd
import pytest
from openpyxl import load_workbook

from pipeline.demo.fakes import frozen
from pipeline.findings import Severity
from pipeline.form import vocabulary as words
from pipeline.intake.disposition import Disposition
from pipeline.intake.office import OfficeNotes
from pipeline.intake.opening import Opened
from pipeline.intake.past import Past
from pipeline.intake.sorting import OfficeWord
from pipeline.meaning.judge import Judged, judge
from pipeline.meaning.outcome import FileEntry
from pipeline.publish.content import Content, RowContent
from pipeline.publish.ledger_book import write_ledger
from pipeline.publish.returning import content_of
from pipeline.publish.run_json import write_run_json
from pipeline.publish.unit_workbook import render_unit_workbook
from tests.clean_return import UNIT, clean_content
from tests.judging import AS_OF, campaign, opened

USED, SUPERSEDED, QUARANTINED = Disposition.USED, Disposition.SUPERSEDED, Disposition.QUARANTINED
IDS = ["HQJT-001", "HQJT-002", "HQJT-003", "HQJT-004"]
SOURCE = ["file", "sheet", "row", "received", "tips"]
"""Ledger columns that say where a row came from, or what is to be said of its file."""
RECORDS = ("risks", "cases", "measures")

Rows = Mapping[str, tuple[RowContent, ...]]


@cache
def whole() -> Content:
    """Return the content of the clean return."""
    return clean_content(campaign(), campaign().unit(UNIT))


def rows_of(*keys: str) -> dict[str, tuple[RowContent, ...]]:
    """Return the clean return's rows of these sheets."""
    return {key: whole().rows[key] for key in keys}


def sent(path: str, rows: Rows, day: int = 6) -> Opened:
    """Return a workbook with these rows and no others, saved on that day of November."""
    package = render_unit_workbook(campaign(), campaign().unit(UNIT), Content(rows))
    return opened(path, frozen(package, f"2023-11-{day:02d}T10:00:00+08:00"))


def problems(*numbers: int, **changed: object) -> tuple[RowContent, ...]:
    """Return these problems of the clean return, counted from 1, with cells changed."""
    return tuple(RowContent({**whole().rows["problems"][n - 1].cells, **changed}) for n in numbers)


def basics(**changed: object) -> tuple[RowContent, ...]:
    """Return the clean 基本情况 with answers changed."""
    return (RowContent({**whole().rows["basics"][0].cells, **changed}),)


def run(
    *files: Opened, past: Past | None = None, as_of: date = AS_OF, words_for: Mapping[str, str] | None = None
) -> Judged:
    """Return the run over these files; `words_for` is path -> 处理指定."""
    notes = OfficeNotes(words={path: OfficeWord(word) for path, word in (words_for or {}).items()})
    return judge(campaign(), files, past or Past(notes), as_of)


def after(before: Judged, *files: Opened) -> Judged:
    """Return the run that follows."""
    return run(*files, past=Past(OfficeNotes(), {}, before.memory))


def entry(judged: Judged, path: str) -> FileEntry:
    """Return the line of a file in 收件清单."""
    return next(one for one in judged.outcome.files if one.path == path)


def ids(judged: Judged) -> list[str]:
    """Return the numbers of the ledger."""
    return list(judged.outcome.ledger["id"])


def at(judged: Judged, number: str, key: str) -> object:
    """Return one cell of the ledger."""
    return judged.outcome.ledger.set_index("id").at[number, key]


def errors(judged: Judged) -> list[tuple[str, str]]:
    """Return (code, message) of every error."""
    return [(one.code, one.message) for one in judged.outcome.findings if one.severity is Severity.ERROR]


def codes(judged: Judged, *wanted: str) -> list[str]:
    """Return the findings with these codes."""
    return [one.code for one in judged.outcome.findings if one.code in wanted]


def told(judged: Judged) -> pd.DataFrame:
    """Return the ledger without what says where a row came from."""
    return judged.outcome.ledger.drop(columns=SOURCE)


def records(judged: Judged, key: str) -> list[dict[str, object]]:
    """Return the records of a sheet without their source, in no order."""
    frame = getattr(judged.outcome, key).drop(columns=["file", "sheet", "row", "number"])
    return sorted(frame.to_dict("records"), key=str)


@cache
def of_whole() -> Judged:
    """Return the run over the whole return."""
    return run(sent("整份.xlsx", whole().rows))


def assert_the_same(judged: Judged) -> None:
    """Assert that nothing but the sources differs from the run over the whole return."""
    pd.testing.assert_frame_equal(told(judged), told(of_whole()))
    for key in RECORDS:
        assert records(judged, key) == records(of_whole(), key)
    assert judged.outcome.figures.total == of_whole().outcome.figures.total
    assert errors(judged) == []


def halves() -> tuple[Opened, Opened]:
    """Return the clean return split by sheets."""
    return sent("甲.xlsx", rows_of("basics", "points", "problems")), sent("乙.xlsx", rows_of(*RECORDS), 7)


def test_a_return_split_by_sheets_is_the_whole_return() -> None:
    """Two files with different sheets are both used and give the same ledger, whichever is newer."""
    first, second = halves()
    judged = run(first, second)
    assert_the_same(judged)
    assert (
        entry(judged, "甲.xlsx").reason
        == "“基本情况”“自查要点核对表”“问题清单及整改”采用，较新的“乙.xlsx”没有这些内容。"
    )
    assert_the_same(run(sent("甲.xlsx", rows_of("basics", "points", "problems"), 8), second))


@pytest.mark.parametrize("mask", [1, 2, 4, 7, 21, 38, 42, 56])
def test_however_the_sheets_are_dealt_out_the_return_is_the_same(mask: int) -> None:
    """Any division of the sheets over two files gives the ledger of the whole return, and no error."""
    sheets = list(whole().rows)
    mine = [key for bit, key in enumerate(sheets) if mask >> bit & 1]
    rest = [key for key in sheets if key not in mine]
    assert_the_same(run(sent("甲.xlsx", rows_of(*mine), 7), sent("乙.xlsx", rows_of(*rest))))


def test_files_with_different_sheets_need_no_order() -> None:
    """Where no sheet is answered twice it does not matter which is newer: nothing waits for a person."""
    judged = run(sent("甲.xlsx", rows_of("basics", "points", "problems")), sent("乙.xlsx", rows_of(*RECORDS)))
    assert_the_same(judged)
    assert "各报一部分" in entry(judged, "甲.xlsx").reason


def campus_part(path: str, campus: str, numbers: Iterable[int], day: int = 6, **ids: str) -> Opened:
    """Return the part of a campus: its problems, its conclusions, its share of the other sheets."""
    number = campaign().campuses.index(campus)
    other = f"conclusion{1 - number}"
    mine = problems(*numbers)
    mine = tuple(RowContent({**row.cells, "id": ids.get(f"id{n}", row.cells["id"])}) for n, row in enumerate(mine))
    points = tuple(RowContent({**row.cells, other: "", "ids": row.cells["ids"] if row.cells[f"conclusion{number}"] == words.SOMETHING_FOUND else ""}) for row in whole().rows["points"])  # fmt: skip
    share = {"risks": whole().rows["risks"][number : number + 1], "cases": whole().rows["cases"]}
    share["measures"] = whole().rows["measures"]
    rows = {"basics": basics(coverage=campus, total=len(mine)), "points": points, "problems": mine, **share}
    return sent(path, rows, day)


def test_a_return_split_by_campus_is_the_whole_return() -> None:
    """Two files with the problems of one campus each are merged, and nothing is asked of one that the other says."""
    judged = run(campus_part("武昌.xlsx", "武昌", (1, 3, 4)), campus_part("嘉鱼.xlsx", "嘉鱼", (2,), 7))
    assert {entry(judged, path).disposition for path in ("武昌.xlsx", "嘉鱼.xlsx")} == {USED}
    assert "合并采用" in entry(judged, "武昌.xlsx").reason
    assert_the_same(judged)


def test_the_roll_call_names_every_file_of_a_return(tmp_path: Path) -> None:
    """报送情况 names both files of a return that came in two, the newest last; run.json has them as a list."""
    judged = run(campus_part("武昌.xlsx", "武昌", (1, 3, 4)), campus_part("嘉鱼.xlsx", "嘉鱼", (2,), 7))
    replaced = run(sent("甲.xlsx", whole().rows), sent("改.xlsx", {**whole().rows, "measures": ()}, 7))
    superseded = run(sent("甲.xlsx", whole().rows), sent("改.xlsx", {**whole().rows, "basics": basics(leader="")}, 7))

    assert [one.outcome.figures.units[0].files for one in (judged, replaced, superseded)] == [
        ("武昌.xlsx", "嘉鱼.xlsx"), ("甲.xlsx", "改.xlsx"), ("改.xlsx",),
    ]  # fmt: skip
    write_ledger(judged.outcome, tmp_path / "台账.xlsx")
    told = [row for row in load_workbook(tmp_path / "台账.xlsx")["报送情况"].iter_rows(values_only=True) if UNIT in row]
    assert "武昌.xlsx、嘉鱼.xlsx" in told[0]
    write_run_json(judged.outcome, tmp_path / "run.json")
    (unit,) = [one for one in loads((tmp_path / "run.json").read_bytes())["units"] if one["unit"] == UNIT]
    assert (unit["file"], unit["files"]) == ("嘉鱼.xlsx", ["武昌.xlsx", "嘉鱼.xlsx"])


def test_a_number_both_parts_used_is_given_anew_to_one() -> None:
    """Where both campuses began with the first printed number one problem keeps it, the other is told its new one (H06)."""
    parts = campus_part("武昌.xlsx", "武昌", (1, 4)), campus_part("嘉鱼.xlsx", "嘉鱼", (2,), 7, id0="HQJT-001")
    judged = run(*parts)
    assert len(ids(judged)) == 3
    assert at(judged, "HQJT-001", "campus") == "武昌"
    (new,) = set(ids(judged)) - set(IDS)
    assert at(judged, new, "campus") == "嘉鱼"
    (said,) = [one for one in judged.outcome.findings if one.code == "H06"]
    assert new in said.message
    assert "武昌.xlsx" in said.message
    assert ids(after(judged, *parts)) == ids(judged)


def test_the_problem_that_had_the_number_keeps_it() -> None:
    """The campus whose part came first keeps its number when the other's comes with the same one."""
    second = campus_part("嘉鱼.xlsx", "嘉鱼", (2,), 7, id0="HQJT-001")
    judged = after(run(second), second, campus_part("武昌.xlsx", "武昌", (1, 4)))
    assert at(judged, "HQJT-001", "campus") == "嘉鱼"
    assert len(ids(judged)) == 3
    assert codes(judged, "H06", "D01") == ["H06"]


def test_nothing_found_on_one_campus_is_a_part_as_well() -> None:
    """A nil report of one campus and the problems of the other are one return, without an alarm over the nil."""
    nil = {**rows_of("cases"), "basics": basics(coverage="嘉鱼", nil=words.YES, total=0)}
    nil["points"] = tuple(RowContent({**row.cells, "conclusion0": "", "conclusion1": words.NOTHING_FOUND, "ids": ""}) for row in whole().rows["points"])  # fmt: skip
    nil["problems"] = (RowContent({"problem": "无"}),)
    judged = run(campus_part("武昌.xlsx", "武昌", (1, 4)), sent("嘉鱼.xlsx", nil, 7))
    assert ids(judged) == ["HQJT-001", "HQJT-004"]
    assert codes(judged, "R13", "R14", "R15", "X03", "V01") == []
    assert not judged.outcome.figures.units[0].nil


def test_a_corrected_part_replaces_its_part_alone() -> None:
    """A newer file of one campus replaces the older one of that campus and leaves the other campus alone."""
    files = (
        campus_part("武昌.xlsx", "武昌", (1, 4)),
        campus_part("嘉鱼.xlsx", "嘉鱼", (2,), 7),
        campus_part("武昌改.xlsx", "武昌", (1, 4), 8),
    )
    judged = run(*(replace(one) for one in files[:2]), sent_again(files[2]))
    assert [entry(judged, one.path).disposition for one in files] == [SUPERSEDED, USED, USED]
    assert ids(judged) == ["HQJT-001", "HQJT-002", "HQJT-004"]
    assert entry(judged, "武昌.xlsx").reason == "已由同一单位较新的“武昌改.xlsx”替代。"


def sent_again(file: Opened) -> Opened:
    """Return a file as a correction: one more word in a progress, another content."""
    return with_first(file, "progress", "已经全部更换完毕。")


def with_first(file: Opened, key: str, content: str) -> Opened:
    """Return a file whose first problem says something else in one column."""
    assert file.submission
    table = file.submission.tables["problems"]
    first = replace(table.records[0], cells={**table.records[0].cells, key: content})
    tables = {**file.submission.tables, "problems": replace(table, records=(first, *table.records[1:]))}
    return replace(file, submission=replace(file.submission, tables=tables))


@pytest.mark.parametrize("names", [("自查表（上）", "自查表（下）"), ("自查表第一部分", "自查表第二部分")])
def test_names_that_say_part_are_believed(names: tuple[str, str]) -> None:
    """Files called as parts of one return, without a problem in common, are merged."""
    first = sent(f"{names[0]}.xlsx", {**whole().rows, "problems": problems(1, 2)})
    second = sent(f"{names[1]}.xlsx", {"problems": problems(3, 4)}, 7)
    assert ids(run(first, second)) == IDS


def test_two_attachments_of_one_letter_are_believed() -> None:
    """Two workbooks in one letter, without a problem in common, are merged."""
    first = sent("信.eml!甲.xlsx", {**whole().rows, "problems": problems(1, 3)})
    second = sent("信.eml!乙.xlsx", {"problems": problems(2, 4)}, 7)
    assert ids(run(*(replace(one, sender="hq@example.edu.cn") for one in (first, second)))) == IDS


SIDE_BY_SIDE = [
    ("一", "二"), ("（一）", "（二）"), ("1", "2"), ("(1)", "(2)"), ("A", "B"), ("甲", "乙"), ("组一", "组二"), ("-第一组", "-第二组"),
]  # fmt: skip


def whole_returns(first: str, second: str, *, total: int | None = None, ids: bool = False) -> tuple[Opened, Opened]:
    """Return two whole returns without a problem in common, each with its own 基本情况; `ids`: with the same numbers.

    `total` is what both say of the number of problems; None: each tells that of its own list.
    """
    one, other = problems(1, 2, 3), problems(4)
    if ids:
        other = (RowContent({**other[0].cells, "id": "HQJT-001"}),)
    return (
        sent(f"{first}.xlsx", {**whole().rows, "problems": one, "basics": basics(total=total or 3)}),
        sent(f"{second}.xlsx", {**whole().rows, "problems": other, "basics": basics(total=total or 1)}),
    )


@pytest.mark.parametrize("ids", [False, True], ids=["numbers differ", "numbers alike"])
@pytest.mark.parametrize("marks", SIDE_BY_SIDE, ids="".join)
def test_two_whole_returns_side_by_side_wait_for_a_person(marks: tuple[str, str], ids: bool) -> None:
    """一 and 二 of which each is complete in itself and lists other problems are not taken for parts: both wait (F16)."""
    judged = run(*whole_returns(f"后勤集团自查表{marks[0]}", f"后勤集团自查表{marks[1]}", ids=ids))
    assert [one.disposition for one in judged.outcome.files] == [QUARANTINED, QUARANTINED]
    assert codes(judged, "F16") == ["F16", "F16"]
    assert judged.outcome.figures.total.problems == 0


def test_two_whole_returns_in_one_letter_wait_for_a_person() -> None:
    """Two returns in one letter that are each complete in themselves wait as well, whichever was saved last."""
    files = whole_returns("信.eml!自查表", "信.eml!食堂自查表", ids=True)
    judged = run(*(replace(one, sender="hq@example.edu.cn") for one in files))
    assert codes(judged, "F16") == ["F16", "F16"]


@pytest.mark.parametrize("marks", SIDE_BY_SIDE, ids="".join)
def test_a_total_that_counts_both_lists_tells_that_they_are_parts(marks: tuple[str, str]) -> None:
    """Where 本单位问题总数 is that of both lists together, 一 and 二 are parts of one return and are merged."""
    judged = run(*whole_returns(f"自查表{marks[0]}", f"自查表{marks[1]}", total=4))
    assert ids(judged) == IDS
    assert errors(judged) == []


@pytest.mark.parametrize(
    "names",
    [
        ("自查表上", "自查表下"),
        ("自查表第1部分", "自查表第2部分"),
        ("自查表之一", "自查表之二"),
        ("自查表(1/2)", "自查表(2/2)"),
        ("自查表（1／2）", "自查表（2／2）"),
        ("自查表", "自查表（续）"),
        ("自查表", "自查表-续表"),
    ],
    ids="".join,
)
def test_words_that_say_part_are_believed_of_whole_returns_too(names: tuple[str, str]) -> None:
    """上 and 下, 之一 and 之二, 1/2 and 2/2, 续表 say what the files are, whatever their 基本情况 count."""
    assert ids(run(*whole_returns(*names))) == IDS


@pytest.mark.parametrize(
    "names", [("自查表V1", "自查表V2"), ("自查表20231105", "自查表20231106"), ("最终版1", "最终版2")]
)
def test_versions_and_dates_are_no_parts(names: tuple[str, str]) -> None:
    """Names that count versions or name days do not stand side by side: the newer file counts."""
    first, second = whole_returns(*names, ids=True)
    newer = sent(
        f"{names[1]}.xlsx", {**whole().rows, "problems": problems(4, id="HQJT-001"), "basics": basics(total=1)}, 7
    )
    assert second.path == newer.path
    judged = run(first, newer)
    assert [entry(judged, f"{name}.xlsx").disposition for name in names] == [SUPERSEDED, USED]


def apart() -> tuple[Opened, Opened]:
    """Return two files without a problem or a number in common, and without a word on why."""
    return (
        sent("甲.xlsx", {**whole().rows, "problems": problems(1, 3)}),
        sent("乙.xlsx", {**whole().rows, "problems": problems(2, 4)}, 7),
    )


def test_parts_nothing_speaks_for_wait_for_a_person() -> None:
    """Lists without a problem in common and without campus, name or letter to explain it are not guessed at (F16)."""
    judged = run(*apart())
    assert [one.disposition for one in judged.outcome.files] == [QUARANTINED, QUARANTINED]
    assert codes(judged, "F16") == ["F16", "F16"]
    assert "甲.xlsx、乙.xlsx" in entry(judged, "甲.xlsx").reason
    assert len(judged.outcome.pending) > 0


def test_the_office_merges_what_it_chooses() -> None:
    """采用 on both merges them: every problem once, no record twice; 忽略 on one leaves the other."""
    judged = run(*apart(), words_for={"甲.xlsx": "采用", "乙.xlsx": "采用"})
    assert ids(judged) == IDS
    assert len(judged.outcome.risks) == len(of_whole().outcome.risks)
    assert ids(run(*apart(), words_for={"乙.xlsx": "忽略"})) == ["HQJT-001", "HQJT-003"]


def test_what_the_office_did_not_choose_adds_nothing() -> None:
    """A file that never counted is out of the line once the office chose another; one that did keeps its problems (D01)."""
    assert ids(run(*apart(), words_for={"乙.xlsx": "采用"})) == ["HQJT-002", "HQJT-004"]
    before = run(apart()[0])
    past = Past(OfficeNotes(words={"乙.xlsx": OfficeWord("采用")}), {}, before.memory)
    judged = run(*apart(), past=past)
    assert ids(judged) == IDS
    assert codes(judged, "D01") == ["D01"]


def test_a_problem_in_both_chosen_files_is_one() -> None:
    """Of a problem both chosen files have, the newer wording counts."""
    older = sent("甲.xlsx", whole().rows)
    newer = sent("乙.xlsx", {**whole().rows, "problems": problems(1, 2, progress="正在征求意见。")}, 7)
    judged = run(older, newer, words_for={"甲.xlsx": "采用", "乙.xlsx": "采用"})
    assert ids(judged) == IDS
    assert at(judged, "HQJT-002", "progress") == "正在征求意见。"
    assert codes(judged, "H06", "D01") == []


def test_a_rewritten_return_is_a_newer_version_as_before() -> None:
    """Other words under the same printed numbers are a correction, not a part: the newer file counts alone."""
    texts = (
        "宿舍楼道堆放杂物较多没有清理。",
        "二号门岗夜间值班记录缺页。",
        "车辆年检手续拖延半年没有办理。",
        "绿化养护没有验收单据留存。",
    )
    clean = zip(problems(1, 2, 3, 4), texts, strict=True)
    rewritten = tuple(RowContent({**row.cells, "problem": text}) for row, text in clean)
    judged = run(sent("甲.xlsx", whole().rows), sent("乙.xlsx", {**whole().rows, "problems": rewritten}, 7))
    assert [entry(judged, path).disposition for path in ("甲.xlsx", "乙.xlsx")] == [SUPERSEDED, USED]
    assert ids(judged) == IDS
    assert codes(judged, "D01", "H06", "F16", "H01") == ["H01"] * 4


@pytest.mark.parametrize(("progress", "told"), [("正在征求意见。", ["H04"]), ("因征求意见时间延长而延期。", [])])
def test_what_was_fixed_first_is_fixed_by_a_file_no_run_saw(progress: str, told: list[str]) -> None:
    """H01 and H04 hold between two files of one inbox, and go on being told, as if a run had come between."""
    changed = {"problem": "嘉鱼校区超市未设临期食品专区，也没有管理制度。", "due": "2023-12-20", "progress": progress}
    late = (*problems(1), *problems(2, **changed), *problems(3, 4))
    files = sent("甲.xlsx", whole().rows), sent("改.xlsx", {**whole().rows, "problems": late}, 7)
    at_once, in_between = run(*files), after(run(files[0]), *files)
    for judged in (at_once, in_between, after(at_once, *files)):
        assert codes(judged, "H01", "H04") == [*told, "H01"]
    pd.testing.assert_frame_equal(at_once.outcome.ledger, in_between.outcome.ledger)
    assert at_once.memory.problems == in_between.memory.problems


def test_a_correction_of_one_sheet_replaces_that_sheet_alone() -> None:
    """A correction with the list of problems alone leaves everything else to the file before, and both say so."""
    judged = run(
        sent("甲.xlsx", whole().rows),
        sent("改.xlsx", {"problems": problems(1, 2, 3, 4, measure="改由专人每日核对并登记签字。")}, 7),
    )
    assert entry(judged, "甲.xlsx").disposition is USED
    assert entry(judged, "甲.xlsx").reason.startswith("其中“基本情况”“自查要点核对表”")
    assert entry(judged, "甲.xlsx").reason.endswith("其余已由同一单位较新的“改.xlsx”替代。")
    assert set(judged.outcome.ledger["measure"]) == {"改由专人每日核对并登记签字。"}
    for key in RECORDS:
        assert records(judged, key) == records(of_whole(), key)
    assert errors(judged) == []
    assert entry(judged, "甲.xlsx").rows == {"廉政风险点": 2, "查处案件": 0, "举措及经验": 1}


def test_required_answers_left_blank_are_those_of_the_file_before() -> None:
    """A later 基本情况 counts answer by answer: what is required and blank is taken from before, what is optional is not."""
    later = {**whole().rows, "basics": basics(duties="", leader="")}
    judged = run(sent("甲.xlsx", whole().rows), sent("改.xlsx", later, 7))
    assert errors(judged) == []
    assert judged.outcome.figures.units[0].duties == whole().rows["basics"][0].cells["duties"]
    assert entry(judged, "甲.xlsx").reason.startswith("其中“基本情况”采用")
    assert entry(run(sent("甲.xlsx", whole().rows), sent("改.xlsx", {**whole().rows, "basics": basics(leader="")}, 7)), "甲.xlsx").disposition is SUPERSEDED  # fmt: skip


@pytest.mark.parametrize("sheets", [("problems",), tuple(whole().rows)], ids=["the list alone", "the whole return"])
def test_a_row_that_is_no_longer_there_stays_whether_a_run_came_between_or_not(sheets: tuple[str, ...]) -> None:
    """A problem missing from a later file of the same inbox stays, marked, with D01, as if a run had come between."""
    older = sent("甲.xlsx", whole().rows)
    newer = sent("改.xlsx", {**rows_of(*sheets), "problems": problems(1, 3)}, 7)
    at_once, in_between = run(older, newer), after(run(older), older, newer)
    for judged in (at_once, in_between, after(at_once, older, newer)):
        assert ids(judged) == IDS
        assert [at(judged, number, "state") for number in IDS] == ["ok", "待修正", "ok", "待修正"]
        (gone,) = [one for one in judged.outcome.findings if one.code == "D01"]
        assert "HQJT-002、HQJT-004" in gone.message
    pd.testing.assert_frame_equal(at_once.outcome.ledger, in_between.outcome.ledger)
    assert at(at_once, "HQJT-002", "file") == "甲.xlsx"
    assert at_once.memory.problems["HQJT-002"].gone


def test_leaving_the_older_file_out_takes_its_rows_back() -> None:
    """The office decides over rows that are no longer reported: 忽略 on the file they came from takes them out."""
    files = sent("甲.xlsx", whole().rows), sent("改.xlsx", {**whole().rows, "problems": problems(1, 3)}, 7)
    assert ids(run(*files, words_for={"甲.xlsx": "忽略"})) == ["HQJT-001", "HQJT-003"]


def test_a_row_told_again_under_its_official_number_is_not_gone() -> None:
    """A problem first sent without its number, and then with it, in the same words, is one problem."""
    blank = tuple(RowContent({**row.cells, "id": ""}) for row in problems(1, 2))
    judged = run(
        sent("甲.xlsx", {**whole().rows, "problems": blank}),
        sent("改.xlsx", {**whole().rows, "problems": problems(1, 2)}, 7),
    )
    assert ids(judged) == ["HQJT-001", "HQJT-002"]
    assert codes(judged, "D01") == []


def test_a_sheet_that_came_apart_belongs_to_both_campuses() -> None:
    """A third file that lists no problem is no part: its sheet replaces that of the parts, and no problem is touched."""
    measures = tuple(RowContent({**row.cells, "name": "阳光采购公示"}) for row in whole().rows["measures"])
    parts = campus_part("武昌.xlsx", "武昌", (1, 3, 4)), campus_part("嘉鱼.xlsx", "嘉鱼", (2,), 7)
    judged = run(*parts, sent("举措.xlsx", {"measures": measures}, 8))
    assert ids(judged) == IDS
    assert list(judged.outcome.measures["name"]) == ["阳光采购公示"]
    assert {one.disposition for one in judged.outcome.files} == {USED}


def test_older_files_nothing_orders_wait_only_if_something_hangs_on_it() -> None:
    """Of two older files no date tells apart, what the newest replaces does not matter; a sheet it lacks does (F06)."""
    others = [sent(f"{name}.xlsx", {**whole().rows, "measures": (RowContent({**whole().rows["measures"][0].cells, "name": name}),)}) for name in "甲乙"]  # fmt: skip
    newest = run(*others, sent("丙.xlsx", whole().rows, 7))
    assert [entry(newest, f"{name}.xlsx").disposition for name in "甲乙丙"] == [SUPERSEDED, SUPERSEDED, USED]
    partial = run(*others, sent("丙.xlsx", rows_of("basics", "points", "problems", "risks", "cases"), 7))
    assert [entry(partial, f"{name}.xlsx").disposition for name in "甲乙丙"] == [QUARANTINED, QUARANTINED, USED]
    assert codes(partial, "F06") == ["F06", "F06"]


def test_a_nil_report_split_from_its_list_is_judged_with_it() -> None:
    """零报告声明 and 问题总数 are held against the list that came in the other file (R14, X03)."""
    rest = {key: rows for key, rows in whole().rows.items() if key not in ("basics", "problems")}
    head = {**rest, "basics": basics(nil=words.YES, total=3)}
    assert codes(run(sent("甲.xlsx", head), sent("乙.xlsx", rows_of("problems"), 7)), "R14", "X03") == ["R14", "X03"]


def test_nothing_depends_on_the_order_of_files() -> None:
    """Whatever order the files are read in, the same parts give the same ledger."""
    parts = campus_part("武昌.xlsx", "武昌", (1, 4)), campus_part("嘉鱼.xlsx", "嘉鱼", (2,), 7, id0="HQJT-001")
    pd.testing.assert_frame_equal(run(*parts).outcome.ledger, run(*reversed(parts)).outcome.ledger)


def test_parts_with_errors_go_back_in_one_workbook() -> None:
    """Files of one return go back together: each finding at its cell, the further file named, no number twice."""
    first = campus_part("武昌.xlsx", "武昌", (1, 4))
    second = campus_part("嘉鱼.xlsx", "嘉鱼", (2,), 7, id0="HQJT-001")
    judged = run(sent_wrong(first), sent_wrong(second))
    content = content_of(campaign().form, judged.sources, judged.outcome.findings, "")
    wrong = [one for one in content.findings if one.code == "V12"]
    assert [one.sheet for one in wrong] == ["问题清单及整改", "问题清单及整改（嘉鱼.xlsx）"]
    assert [content.source_cells[one.sheet, one.cell] for one in wrong] == [
        ("problems", 0, "person"),
        ("problems", 2, "person"),
    ]
    assert [row.cells.get("id") for row in content.rows["problems"]] == ["HQJT-001", "HQJT-004", None]
    assert len(content.rows["basics"]) == 1
    assert content.rows["points"][0].cells["conclusion1"] == words.SOMETHING_FOUND
    assert render_unit_workbook(campaign(), campaign().unit(UNIT), content)


def sent_wrong(file: Opened) -> Opened:
    """Return a file whose first problem names no person."""
    return with_first(file, "person", "张处长")
