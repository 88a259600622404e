"""Lights and days overdue: what each depends on, and which goes before which."""

from collections.abc import Mapping
from datetime import date

import pandas as pd
import pytest

from pipeline.form import vocabulary as words
from pipeline.meaning.lights import FINE, TO_CORRECT, lights, overdue_days

AS_OF = date(2023, 11, 7)
PLAIN = {
    "status": words.UNDER_WAY, "plan_type": words.BY_DATE, "measure": "更换公示牌", "progress": "正在更换",
    "state": FINE, "closing": words.NOT_APPLIED, "due": "2023-11-30", "done_on": None,
}  # fmt: skip
"""An open problem on which nothing is to be said."""

LIGHTS = {
    "nothing to say": ({}, words.ON_TIME),
    "due in four days": ({"due": "2023-11-11"}, words.ON_TIME),
    "due in three days": ({"due": "2023-11-10"}, words.BLUE),
    "due today": ({"due": "2023-11-07"}, words.BLUE),
    "due yesterday": ({"due": "2023-11-06"}, words.RED),
    "no due date": ({"due": None}, words.ON_TIME),
    "no measure": ({"measure": ""}, words.YELLOW),
    "no progress": ({"progress": ""}, words.YELLOW),
    "no progress, not started": ({"progress": "", "status": words.NOT_STARTED}, words.YELLOW),
    "sent back": ({"closing": words.SENT_BACK}, words.YELLOW),
    "reopened": ({"closing": words.REOPENED}, words.YELLOW),
    "to be corrected": ({"state": TO_CORRECT}, words.YELLOW),
    "status not readable": ({"status": "不知道", "state": TO_CORRECT, "due": "2023-11-01"}, words.YELLOW),
    "long-term": ({"plan_type": words.LONG_TERM, "due": "2023-12-31"}, words.PURPLE),
    "long-term, no milestone": ({"plan_type": words.LONG_TERM, "due": None}, words.PURPLE),
    "long-term, milestone near": ({"plan_type": words.LONG_TERM, "due": "2023-11-09"}, words.BLUE),
    "long-term, milestone past": ({"plan_type": words.LONG_TERM, "due": "2023-11-01"}, words.RED),
    "stage done": ({"plan_type": words.LONG_TERM, "status": words.STAGE_DONE}, words.PURPLE),
    "stage done, milestone past": ({"status": words.STAGE_DONE, "due": "2023-11-01"}, words.PURPLE),
    "done": ({"status": words.DONE}, words.GREEN),
    "done, due past": ({"status": words.DONE, "due": "2023-11-01"}, words.GREEN),
    "done, progress empty": ({"status": words.DONE, "progress": ""}, words.GREEN),
    "done, sent back": ({"status": words.DONE, "closing": words.SENT_BACK}, words.YELLOW),
    "done, to be corrected": ({"status": words.DONE, "state": TO_CORRECT}, words.YELLOW),
    "red before yellow": ({"progress": "", "closing": words.SENT_BACK, "due": "2023-11-06"}, words.RED),
    "yellow before blue": ({"progress": "", "due": "2023-11-08"}, words.YELLOW),
    "blue before purple": ({"plan_type": words.LONG_TERM, "due": "2023-11-07"}, words.BLUE),
}


def ledger_of(*changes: Mapping[str, object]) -> tuple[pd.DataFrame, "pd.Series[pd.Timestamp]"]:
    """Return a ledger of one plain problem a change, and its due dates."""
    ledger = pd.DataFrame({key: [{**PLAIN, **change}[key] for change in changes] for key in PLAIN}, dtype=object)
    return ledger, pd.to_datetime(ledger["due"])


@pytest.mark.parametrize(("change", "light"), LIGHTS.values(), ids=LIGHTS.keys())
def test_each_problem_has_the_light_of_its_state(change: Mapping[str, object], light: str) -> None:
    """A problem has the first light that applies: green, red, yellow, blue, purple, on time."""
    ledger, due = ledger_of(change)

    assert list(lights(ledger, due, AS_OF, 3)) == [light]


def test_every_light_is_tried() -> None:
    """The table of this test leaves no light out."""
    assert {light for _, light in LIGHTS.values()} == set(words.LIGHTS)


def test_the_days_of_blue_are_the_offices() -> None:
    """How many days before a due date the light turns blue is a setting."""
    ledger, due = ledger_of({"due": "2023-11-12"})

    assert list(lights(ledger, due, AS_OF, 5)) == [words.BLUE]


def test_days_overdue_count_until_today_or_until_done() -> None:
    """Open problems count to today, done ones to 完成日期; finished stages, unknown statuses and days not past count none."""
    ledger, due = ledger_of(
        {"due": "2023-11-01"},
        {"due": "2023-11-07"},
        {"due": "2023-11-01", "status": words.DONE, "done_on": date(2023, 11, 4)},
        {"due": "2023-11-05", "status": words.DONE, "done_on": date(2023, 11, 4)},
        {"due": "2023-11-01", "status": words.DONE},
        {"due": "2023-11-01", "status": words.STAGE_DONE},
        {"due": "2023-11-01", "status": "不知道"},
        {"due": None},
    )

    assert list(overdue_days(ledger, due, AS_OF)) == [6, 0, 3, 0, 0, 0, 0, 0]
