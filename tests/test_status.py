"""`pipeline status`: the roll call, the deadline's clock, what is new, and how fast it answers."""

import json
import subprocess
import sys
from dataclasses import asdict, replace
from datetime import date, datetime
from pathlib import Path

import pytest

from pipeline.clock import Clock
from pipeline.form import vocabulary as words
from pipeline.meaning.columns import LEDGER_SHEET
from pipeline.meaning.outcome import Change
from pipeline.workdays import WorkdaysLeft, chinese_workdays, workdays_left
from tests.followups import answered, form_of
from tests.inboxes import CATERING, PROPERTY, campaign, workbook
from tests.offices import Answer, facts, make_office, run, typed, with_cells, write_blue

DEADLINE = datetime.fromisoformat("2023-11-07T17:30")


def status(root: Path, *further: str) -> Answer:
    """Return what `pipeline status` answers."""
    return typed("status", "-C", root, *further)


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        ("2023-11-05T11:30", "距截止还有2天6小时"),
        ("2023-11-06T17:30", "距截止还有1天"),
        ("2023-11-07T11:15", "距截止还有6小时"),
        ("2023-11-07T16:50", "距截止还有40分钟"),
        ("2023-11-07T17:30", "距截止还有1分钟"),
        ("2023-11-07T18:00", "已过截止30分钟"),
        ("2023-11-08T17:30", "已过截止1天"),
        ("2023-11-10T20:30", "已过截止3天3小时"),
    ],
)
def test_the_clock_runs_to_the_minute(moment: str, said: str) -> None:
    """How long there is, or how long it is over, in days and hours, below a day in hours, below an hour in minutes."""
    assert Clock(datetime.fromisoformat(moment)).words(DEADLINE) == said


@pytest.mark.parametrize(
    ("day", "said"), [("2023-11-05", "距截止还有2天"), ("2023-11-07", "当天17:30截止"), ("2023-11-08", "已过截止1天")]
)
def test_a_day_named_counts_as_a_whole(day: str, said: str) -> None:
    """With --as-of only days count, and the day of the deadline is not late."""
    assert Clock(datetime.fromisoformat(day), whole_day=True).words(DEADLINE) == said


def test_weekends_are_no_working_days() -> None:
    """From Friday to Tuesday there are two working days, from the deadline on none, and after it nobody counts."""
    assert workdays_left(date(2023, 11, 3), date(2023, 11, 7), None) == WorkdaysLeft(2, False)
    assert workdays_left(date(2023, 11, 7), date(2023, 11, 7), None) == WorkdaysLeft(0, False)
    assert Clock(datetime.fromisoformat("2023-11-08")).workdays(DEADLINE, None) is None


def test_holidays_count_where_they_are_known() -> None:
    """Holidays are left out and moved working days counted; for a year nobody has settled, weekends only."""
    holiday = {date(2023, 10, 2), date(2023, 10, 3)}
    assert workdays_left(date(2023, 9, 29), date(2023, 10, 4), lambda day: day not in holiday) == WorkdaysLeft(3, True)

    def unsettled(day: date) -> bool:
        raise NotImplementedError(day)

    assert workdays_left(date(2023, 9, 29), date(2023, 10, 4), unsettled) == WorkdaysLeft(3, False)


def test_the_optional_package_knows_the_national_day() -> None:
    """Where the package is installed, 2023-10-02 is a holiday and Saturday 2023-10-07 a working day."""
    known = chinese_workdays()
    if known is None:
        pytest.skip("pipeline[holidays] is not installed")
    assert (known(date(2023, 10, 2)), known(date(2023, 10, 7))) == (False, True)


def test_without_the_package_it_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where holidays are not known, the line says that only weekends were left out."""
    place = make_office(tmp_path, {})
    monkeypatch.setitem(sys.modules, "chinese_calendar", None)
    assert "今天以后还有2个工作日，只扣除了周末" in status(place.root, "--as-of", "2023-11-03").out


def test_the_clock_stands_before_and_after_the_first_run(tmp_path: Path) -> None:
    """The deadline and its clock are told whether there has been a run or not, as of any day."""
    place = make_office(tmp_path, {"后勤集团.xlsx": workbook(CATERING)})
    line = "报送截止 2023-11-07 17:30，距截止还有2天，今天以后还有2个工作日"
    assert line in status(place.root, "--as-of", "2023-11-05").out
    run(place)
    assert line in status(place.root, "--as-of", "2023-11-05").out
    assert "报送截止 2023-11-07 17:30，已过截止" in status(place.root).out
    assert facts(place)["deadline"] == "2023-11-07T17:30"


def test_a_campaign_without_a_deadline_says_where_to_set_it(tmp_path: Path) -> None:
    """Without a deadline there is no clock, and a hint where it is set."""
    of = replace(campaign(), settings=replace(campaign().settings, deadline=None))
    place = make_office(tmp_path, {}, of)
    assert "还没有设置报送截止" in status(place.root).out
    assert json.loads(status(place.root, "--json").out)["clock"] is None


def test_a_run_of_an_older_program_has_no_clock(tmp_path: Path) -> None:
    """A run.json without the deadline is shown without a clock, not with a wrong one."""
    place = make_office(tmp_path, {"后勤集团.xlsx": workbook(CATERING)})
    run(place)
    old = {key: value for key, value in facts(place).items() if key not in ("deadline", "changes")}
    place.run_json.write_text(json.dumps(old), encoding="utf-8")
    answer = status(place.root)
    assert (answer.code, "截止" in answer.out) == (0, False)


def test_stages_are_counted(tmp_path: Path) -> None:
    """The roll call is summed up by stage, with the signatures that are still to come."""
    data = with_cells(CATERING, workbook(CATERING), ("problems", 1, "status", "差不多了"))
    place = make_office(tmp_path, {"后勤集团.xlsx": data, "总务处.xlsx": workbook(PROPERTY)})
    run(place)
    assert "待修正 1，零报告 1，未交 2，签字件未到 2" in status(place.root).out
    assert json.loads(status(place.root, "--json").out)["stages"] == {
        "待修正": 1,
        "零报告": 1,
        "未交": 2,
        "签字件未到": 2,
    }


def test_changes_of_the_last_run_are_told(tmp_path: Path) -> None:
    """What the last run found different from the one before is summed up and listed, and stands in run.json."""
    place = make_office(tmp_path, {"后勤集团.xlsx": workbook(CATERING)})
    run(place)
    assert facts(place)["changes"] == []
    write_blue(place.ledger, LEDGER_SHEET, {"问题编号": "HQJT-001"}, {"销号状态": words.CLOSED})
    run(place, "2023-12-01")
    out = status(place.root).out
    assert "上次汇总与再上一次比：销号 1" in out
    assert "  销号  HQJT-001（后勤集团）  销号状态：待审核 → 已销号" in out
    assert facts(place)["changes"][0] == {
        "kind": "销号", "problem": "HQJT-001", "unit": CATERING, "field": "销号状态", "before": "待审核", "after": "已销号",
    }  # fmt: skip
    assert json.loads(status(place.root, "--json").out)["changes"] == facts(place)["changes"]


def test_many_changes_are_not_all_listed(tmp_path: Path) -> None:
    """Only the first ten changes are listed; where the others are is said."""
    place = make_office(tmp_path, {})
    run(place)
    changes = [asdict(one) for one in _changes(12)]
    place.run_json.write_text(json.dumps({**facts(place), "changes": changes}), encoding="utf-8")
    out = status(place.root).out
    assert out.count("HQJT-") == 10
    assert "还有 2 处，见台账的“变更”表" in out


def _changes(count: int) -> list[Change]:
    return [Change("变化", f"HQJT-{number:03d}", CATERING, "备注", "", "改了") for number in range(count)]


def test_a_round_that_was_issued_is_called(tmp_path: Path) -> None:
    """Once a second round is issued, it is told who has not answered it."""
    place = make_office(tmp_path, {"后勤集团.xlsx": workbook(CATERING)})
    run(place)
    assert "第2轮" not in status(place.root).out
    assert typed("followup", "-C", place.root, "--as-of", "2023-11-10").code == 0
    assert "第2轮整改跟踪：发出 1 本，已收回 0 本，未收回：后勤集团" in status(place.root).out
    (issued,) = place.templates_of(2).iterdir()
    (place.inbox / issued.name).write_bytes(answered(form_of(place), {"HQJT-002": {"progress": "专区已就绪。"}}))
    run(place, "2023-11-20")
    assert "第2轮整改跟踪：发出 1 本，已收回 1 本" in status(place.root).out
    assert json.loads(status(place.root, "--json").out)["round"] == {"number": 2, "units": [CATERING], "missing": []}


def test_an_edited_campaign_is_told(tmp_path: Path) -> None:
    """Where 责任清单.xlsx was saved after the last run, what is shown may be out of date, and it says so."""
    place = make_office(tmp_path, {"后勤集团.xlsx": workbook(CATERING)})
    run(place)
    assert "改过" not in status(place.root).err
    place.campaign_book.write_bytes(place.campaign_book.read_bytes())
    assert "责任清单.xlsx在上次汇总之后改过" in status(place.root).err


def test_after_a_run_no_heavy_library_is_loaded(tmp_path: Path) -> None:
    """The roll call of a run is read without pandas, openpyxl, docx or pypinyin."""
    place = make_office(tmp_path, {"后勤集团.xlsx": workbook(CATERING)})
    run(place)
    script = (
        "import sys\nfrom pipeline.cli import main\n"
        f"try: main(['status', '-C', {str(place.root)!r}])\nexcept SystemExit: pass\n"
        "sys.exit(','.join(sorted({'pandas', 'openpyxl', 'docx', 'pypinyin', 'xlsxwriter'} & set(sys.modules))))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert done.stderr.strip() == ""
