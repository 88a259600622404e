"""The light of every problem, and its days overdue (domain.md 1.4, product.md)."""

from datetime import date, timedelta

import pandas as pd

from pipeline.form import vocabulary as words

TO_CORRECT = "待修正"
FINE = "ok"


def lights(ledger: pd.DataFrame, due: "pd.Series[pd.Timestamp]", as_of: date, blue_days: int) -> "pd.Series[str]":
    """Return the light of each row: the first that applies of green, red, yellow, blue, purple, on time.

    Args:
        ledger: Columns status, plan_type, measure, progress, state and closing.
        due: 整改时限 as timestamps, NaT where there is none.
        as_of: The day overdue is measured against.
        blue_days: Days before 整改时限 in which the light is blue.
    """
    now = pd.Timestamp(as_of)
    done = ledger["status"].eq(words.DONE)
    stage_done = ledger["status"].eq(words.STAGE_DONE)
    open_rows = ledger["status"].isin((words.NOT_STARTED, words.UNDER_WAY))
    long_term = ledger["plan_type"].eq(words.LONG_TERM) | stage_done
    sent_back = ledger["state"].eq(TO_CORRECT) | ledger["closing"].isin((words.SENT_BACK, words.REOPENED))
    unwritten = ledger["measure"].eq("") | ledger["progress"].eq("")
    light = pd.Series(words.ON_TIME, index=ledger.index, dtype=object)
    light[long_term] = words.PURPLE
    light[open_rows & due.between(now, now + timedelta(days=blue_days))] = words.BLUE
    light[(open_rows & unwritten) | sent_back] = words.YELLOW
    light[open_rows & due.lt(now)] = words.RED
    light[done & ~sent_back] = words.GREEN
    return light


def overdue_days(ledger: pd.DataFrame, due: "pd.Series[pd.Timestamp]", as_of: date) -> "pd.Series[int]":
    """Return how many days past 整改时限: until today while open, until 完成日期 once done; 0 where that is unknown."""
    done_on = pd.to_datetime(ledger["done_on"].where(ledger["status"].eq(words.DONE)), errors="coerce")
    until = done_on.fillna(pd.Timestamp(as_of))
    days = (until - due).dt.days
    counts = ledger["status"].isin((words.NOT_STARTED, words.UNDER_WAY)) | done_on.notna()
    return days.where(counts & days.gt(0), 0).fillna(0).astype(int)
