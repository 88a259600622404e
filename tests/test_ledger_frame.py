"""The ledger frame: numbers that last, an order that does not depend on files, sums that add up, nothing personal."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from itertools import permutations

import pytest

from pipeline.campaign.model import Campaign
from pipeline.form import vocabulary as words
from pipeline.form.privacy import masked
from pipeline.intake.office import OfficeNotes
from pipeline.intake.past import Past
from pipeline.intake.received import is_late
from pipeline.intake.submission import Submission
from pipeline.meaning.conform import conform
from pipeline.meaning.continuity import number_problems
from pipeline.meaning.figures import Tally
from pipeline.meaning.outcome import Outcome
from pipeline.meaning.sources import Source
from tests.campaigns import logistics_campaign
from tests.clean_return import UNIT
from tests.judging import FILE, WHOLE_ROW, Change, campaign, clean, clean_workbook, judged, opened, return_of_other_unit

PROBLEMS = "问题清单及整改"
ALIKE = "一食堂三楼6个窗口部分菜品未按要求公示价格，师生用餐时无法核对。"
"""Nearly the first problem of the clean return."""


def numbers_of(changes: Sequence[Change]) -> list[str]:
    """Return the numbers the problems of the changed clean return get, in row order."""
    source = Source(campaign().unit(UNIT), FILE, clean().spoilt(changes), "2023-11-07")
    conformed = conform(campaign().form, (source,))
    return [number for _, number in sorted(number_problems(campaign(), conformed, {}).numbers.items())]


def number(row: int, content: str) -> Change:
    """Return a change of a problem's number."""
    return Change(PROBLEMS, row, "问题编号", content)


def test_preprinted_numbers_are_kept() -> None:
    """Numbers of the unit's own stay as they are, in whatever order the rows stand."""
    swapped = [number(1, "HQJT-004"), number(4, "HQJT-001")]

    assert numbers_of(swapped) == ["HQJT-004", "HQJT-002", "HQJT-003", "HQJT-001"]


@pytest.mark.parametrize("wrong", ["", "ZWC-001", "HQJT-002", "第三条"])
def test_other_numbers_are_replaced_by_the_next(wrong: str) -> None:
    """A missing, foreign, doubled or unreadable number gets the next after every number of the sheet."""
    assert numbers_of([number(3, wrong)]) == ["HQJT-001", "HQJT-002", "HQJT-031", "HQJT-004"]


def test_numbers_go_on_after_the_last_of_the_sheet() -> None:
    """A number higher than the preprinted ones is kept, and the next one follows it."""
    assert numbers_of([number(3, "HQJT-045"), number(4, "")]) == ["HQJT-001", "HQJT-002", "HQJT-045", "HQJT-046"]


def test_the_ledger_is_in_checklist_order_whatever_the_files() -> None:
    """Units come in checklist order, problems by number, lines are counted from 1; no order of files changes it."""
    files = [opened(FILE, clean_workbook()), opened("总务处自查表.xlsx", return_of_other_unit(ALIKE))]
    shuffled = [judged(*order) for order in permutations(files)]

    ids = [list(one.ledger["id"]) for one in shuffled]

    assert ids[0] == ids[1] == ["HQJT-001", "HQJT-002", "HQJT-003", "HQJT-004", "ZWC-001"]
    assert list(shuffled[0].ledger["number"]) == [1, 2, 3, 4, 5]
    assert [f.code for f in shuffled[0].findings] == [f.code for f in shuffled[1].findings]


def test_a_problem_like_another_units_is_pointed_out_once() -> None:
    """X06: two units' problems nearly alike are pointed out at the later one, for the office, naming the other unit."""
    outcome = judged(opened(FILE, clean_workbook()), opened("总务处自查表.xlsx", return_of_other_unit(ALIKE)))

    assert [(f.code, f.unit, f.severity.value) for f in outcome.findings] == [("X06", "总务处", "warning")]
    assert "与后勤集团填报的一条高度相似" in outcome.findings[0].message


def outcome_of(*changes: Change, past: Past | None = None, of: Campaign | None = None) -> Outcome:
    """Return the outcome of a run over the clean return with these cells changed."""
    file = replace(opened(FILE, clean_workbook()), submission=clean().spoilt(changes))
    return judged(file, past=past, of=of)


def test_every_tally_adds_up() -> None:
    """Done, under way, not started, stage done and unclear are all problems; so are the sums by category, campus, light."""
    outcome = outcome_of(Change(PROBLEMS, 2, "整改状态", "不知道"), Change(PROBLEMS, 3, "校区", "汉口"))
    figures = outcome.figures
    tallies = [figures.total, *figures.by_category.values(), *figures.by_campus.values()]

    assert figures.total.problems == len(outcome.ledger) == 4
    assert all(t.problems == t.done + t.under_way + t.not_started + t.stage_done + t.unclear for t in tallies)
    assert {figures.total.done, figures.total.stage_done, figures.total.not_started, figures.total.unclear} == {1}
    assert sum(tally.problems for tally in figures.by_category.values()) == 4
    assert {campus: tally.problems for campus, tally in figures.by_campus.items()} == {"武昌": 2, "嘉鱼": 1, "两校区": 0, "待修正": 1}  # fmt: skip
    assert sum(figures.by_light.values()) == sum(figures.by_source.values()) == sum(figures.by_plan_type.values()) == 4
    assert (figures.total.amount, figures.total.recovered) == (Decimal("1.5"), Decimal("0.5"))


def test_rates_are_of_what_was_found() -> None:
    """The rate has one decimal, rounded half up; nothing found is no rate; stages count only where the office says so."""
    assert Tally(problems=7, done=5).rate == "71.4%"
    assert Tally(problems=16, done=1).rate == "6.3%"
    assert Tally().rate == Tally().closing_rate == "—"
    assert Tally(problems=4, done=1, stage_done=1).rate == "25.0%"
    assert Tally(problems=4, done=1, stage_done=1, long_term_counts=True).rate == "50.0%"


def test_a_row_with_an_error_waits_for_correction_with_its_text() -> None:
    """A row with an error is in the ledger, marked, with the text found; a row with a warning is as good as any."""
    ledger = outcome_of(
        Change(PROBLEMS, 1, "完成日期", "上周五"), Change(PROBLEMS, 2, "责任人", "张某某处长")
    ).ledger.set_index("id")

    assert list(ledger["state"]) == ["待修正", "ok", "ok", "ok"]
    assert ledger.loc["HQJT-001", "done_on"] == "上周五"
    assert ledger.loc["HQJT-001", "tips"] == "【必须改】“完成日期”写的是“上周五”，看不出是哪一天。"
    assert ledger.loc["HQJT-002", "person"] == "张某某"


def test_the_offices_marks_are_kept_and_a_done_problem_awaits_review() -> None:
    """What the office wrote stays; where it wrote nothing, done problems await review and others are not applied for."""
    marks = {"HQJT-002": {"closing": words.SENT_BACK, "reviewer": "王某", "review_note": "请补照片"}}

    ledger = outcome_of(past=Past(OfficeNotes(marks))).ledger.set_index("id")

    assert list(ledger["closing"]) == [words.AWAITING_REVIEW, words.SENT_BACK, words.NOT_APPLIED, words.NOT_APPLIED]
    assert list(ledger.loc["HQJT-002", ["reviewer", "review_note", "light"]]) == ["王某", "请补照片", words.YELLOW]


def test_a_word_of_the_office_that_is_none_is_said_and_kept() -> None:
    """L01: 销了 is no 销号状态: it is said, it stays, and the problem does not count as closed."""
    outcome = outcome_of(past=Past(OfficeNotes({"HQJT-001": {"closing": "销了"}}, file="问题及整改台账.xlsx")))

    assert [(f.code, f.file, f.field, f.found, f.problem) for f in outcome.findings] == [
        ("L01", "问题及整改台账.xlsx", "销号状态", "销了", "HQJT-001")
    ]
    assert outcome.ledger.loc[0, "closing"] == "销了"
    assert outcome.figures.total.closed == 0


def test_no_row_is_lost_or_doubled() -> None:
    """The ledger holds exactly the rows that hold data: emptied rows go, rows below the preprinted ones stay."""
    outcome = outcome_of(
        Change(PROBLEMS, 2, WHOLE_ROW, ""), Change(PROBLEMS, 30, "具体问题", "三食堂地面破损没有修补。")
    )

    assert list(outcome.ledger["id"]) == ["HQJT-001", "HQJT-003", "HQJT-004", "HQJT-030"]
    assert list(outcome.ledger["row"]) == [7, 9, 10, 36]


@pytest.mark.parametrize(
    ("received", "late"),
    {
        "": False,
        "2023-11-07": False,
        "2023-11-08": True,
        "2023-11-07T17:30:00": False,
        "2023-11-07T17:30:01": True,
        "2023-11-07T17:29:00+08:00": False,
        "2023-11-07T09:31:00+00:00": True,
        "2023-11-07T09:30:00+00:00": False,
    }.items(),
)
def test_late_is_after_the_moment_and_never_on_the_day(received: str, late: bool) -> None:
    """A moment is late after 17:30 Chinese time, whatever zone it is told in; a mere day never on the day itself."""
    assert is_late(campaign(), received) is late


def test_nothing_is_late_without_a_deadline() -> None:
    """While the plan leaves the deadline open, nothing is late."""
    plan = logistics_campaign()

    assert not is_late(replace(plan, settings=replace(plan.settings, deadline=None)), "2099-01-01")
    assert plan.settings.deadline == datetime(2023, 11, 7, 17, 30)  # noqa: DTZ001  (the deadline's own clock)


@pytest.mark.parametrize(
    ("text", "shown"),
    {
        "证件号420106199001011234。": "证件号420106************。",
        "42010619900101123X": "420106************",
        "13800000000": "138****0000",
        "张某13800000000、李某13911112222": "张某138****0000、李某139****2222",
        "合同号2023110700000000001": "合同号2023110700000000001",
        "420106199013011234": "420106199013011234",
        "027-88000000": "027-88000000",
    }.items(),
)
def test_personal_numbers_are_masked(text: str, shown: str) -> None:
    """Identity and mobile numbers are shortened; other numbers stay, and what has no such number stays as it is."""
    assert masked(text) == shown


def test_personal_numbers_leave_by_no_door() -> None:
    """An identity number in any text is in no ledger cell, no finding and no log of changed values."""
    identity = "420106199001011234"
    outcome = outcome_of(
        Change(PROBLEMS, 2, "备注", f"反映人\u200b证件号{identity}"), Change(PROBLEMS, 2, "整改时限", f"见{identity}")
    )

    assert identity not in outcome.ledger.to_csv() + repr(outcome.findings) + repr(outcome.normalised)
    assert [f.code for f in outcome.findings] == ["V04", "W17"]


def test_submissions_are_plain_data() -> None:
    """What one file submits can be compared: the same file read twice submits the same."""
    first: Submission | None = opened(FILE, clean_workbook()).submission

    assert first == opened(FILE, clean_workbook()).submission
