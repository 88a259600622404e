"""Rules within one row that need more than a condition: the clock, the amounts, the other days.

One small function a rule, all of one shape: (frame, context) -> faults. `ROW_RULES` is the list.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pandas as pd

from pipeline.findings import Severity
from pipeline.form import vocabulary as words
from pipeline.form.day_mentions import tells_day_to_come
from pipeline.meaning.conform import SheetFrame
from pipeline.meaning.context import Context, RowRule
from pipeline.meaning.sources import Fault

_BIG: Decimal = Decimal(1000)


def _days(frame: SheetFrame, key: str) -> "pd.Series[pd.Timestamp]":
    return pd.to_datetime(frame.rows.values[key], errors="coerce")


def _is(frame: SheetFrame, key: str, *values: str) -> "pd.Series[bool]":
    return frame.rows.values[key].isin(values)


def _where(mask: "pd.Series[bool]") -> list[int]:
    return [index for index, holds in enumerate(mask) if holds]


def _open(frame: SheetFrame) -> "pd.Series[bool]":
    """Tell which problems are known not to be done; a long-term one with a finished stage is not overdue."""
    return _is(frame, "status", words.NOT_STARTED, words.UNDER_WAY)


def done_in_future(frame: SheetFrame, context: Context) -> Iterator[Fault]:
    """R02: 完成日期 is not after the day of filling in, nor after the day of the run."""
    values = frame.rows.values["done_on"]
    for index in _where(values.notna()):
        filled = context.filled_on.get(frame.sources[index])
        limits = [(context.as_of, "统计日期")] + ([(filled, "填报日期")] if filled else [])
        limit, name = min(limits)
        month_only = ("done_on", "W02") in frame.told.get(index, set())
        if values[index] > limit and not (month_only and values[index].strftime("%Y%m") == limit.strftime("%Y%m")):
            yield frame.fault("R02", index, "done_on", when=f"晚于{name}{limit}")


def done_late(frame: SheetFrame, context: Context) -> Iterator[Fault]:
    """R04: 完成日期 after 整改时限 is recorded as done late."""
    del context
    late = (_days(frame, "done_on") - _days(frame, "due")).dt.days
    for index in _where(late.gt(0) & _is(frame, "status", words.DONE)):
        if ("done_on", "W02") in frame.told.get(index, set()):
            continue
        other = str(frame.rows.values.at[index, "due"])
        yield frame.fault("R04", index, "done_on", other=other, days=str(int(late[index])))


def at_once(frame: SheetFrame, context: Context) -> Iterator[Fault]:
    """R05: 立行立改 is done, or due within the days of grace with the reason written."""
    gravity = Severity.ERROR if context.settings.at_once_strict else None
    limit = pd.Timestamp(context.as_of + timedelta(days=context.settings.at_once_days))
    due = _days(frame, "due")
    known = frame.rows.values["status"].notna()
    unfinished = known & _is(frame, "plan_type", words.AT_ONCE) & ~_is(frame, "status", words.DONE)
    heading = frame.sheet["due"].heading
    for key, wrong, what in (
        ("due", due.isna() & frame.rows.blank("due"), f"也没有填{heading}"),
        ("due", due.gt(limit), f"{heading}又晚于{limit:%Y-%m-%d}"),
        ("progress", frame.rows.blank("progress"), "也没有写未完成原因"),
    ):
        for index in _where(unfinished & wrong):
            days = str(context.settings.at_once_days)
            yield replace(frame.fault("R05", index, key, what=what, days=days), gravity=gravity)


def long_term_milestone(frame: SheetFrame, context: Context) -> Iterator[Fault]:
    """R07: 长期坚持 names at least one milestone, in 整改时限 or as a day to come in the progress; a past day is none."""
    missing = _is(frame, "plan_type", words.LONG_TERM) & frame.rows.values["due"].isna()
    when = f"{frame.sheet['plan_type'].heading}为“{words.LONG_TERM}”"
    for index in _where(missing & ~frame.rows.blank("progress")):
        since = context.filled_on.get(frame.sources[index], context.as_of)
        if not frame.was_told(index, "due") and not tells_day_to_come(frame.found["progress"][index], since):
            yield frame.fault("R07", index, "due", when=when, what="没有写还没到的阶段节点日期")


def open_ended_due(frame: SheetFrame, context: Context) -> Iterator[Fault]:
    """V13: 长期 as 整改时限 is an answer for 长期坚持 only (domain.md 4.3 no. 47)."""
    del context
    silent = frame.rows.values["due"].isna() & ~frame.rows.blank("due")
    wrong = silent & frame.rows.values["plan_type"].notna() & ~_is(frame, "plan_type", words.LONG_TERM)
    for index in _where(wrong):
        if not frame.was_told(index, "due"):
            yield frame.fault("V13", index, "due")


def long_term_done(frame: SheetFrame, context: Context) -> Iterator[Fault]:
    """R08: 长期坚持 with 已完成 should be a finished stage."""
    del context
    for index in _where(_is(frame, "plan_type", words.LONG_TERM) & _is(frame, "status", words.DONE)):
        yield frame.fault("R08", index, "status")


def overdue(frame: SheetFrame, context: Context) -> Iterator[Fault]:
    """R09: past 整改时限 and not done, without a new plan: a day to come in the progress."""
    past = (pd.Timestamp(context.as_of) - _days(frame, "due")).dt.days
    for index in _where(past.gt(0) & _open(frame)):
        if tells_day_to_come(frame.found["progress"][index], context.as_of + timedelta(days=1)):
            continue
        yield frame.fault("R09", index, "due", days=str(int(past[index])))


def escalate(frame: SheetFrame, context: Context) -> Iterator[Fault]:
    """R11: long overdue, or overdue and not even started, and not reported to a leader."""
    past = (pd.Timestamp(context.as_of) - _days(frame, "due")).dt.days
    plain = _is(frame, "major", words.NO) & past.gt(0)
    for index in _where(plain & _open(frame) & past.gt(context.settings.escalate_days)):
        yield frame.fault("R11", index, "major", what=f"已逾期{int(past[index])}天")
    not_started = plain & _is(frame, "status", words.NOT_STARTED) & past.le(context.settings.escalate_days)
    for index in _where(not_started):
        yield frame.fault("R11", index, "major", what="时限已过而尚未启动")


def odd_amounts(frame: SheetFrame, context: Context) -> Iterator[Fault]:
    """R21: more recovered than concerned, or an amount that looks like yuan."""
    del context
    values = frame.rows.values
    for index in range(len(frame)):
        amount: object = values["amount"].iloc[index]
        recovered: object = values["recovered"].iloc[index]
        if isinstance(amount, Decimal) and isinstance(recovered, Decimal) and recovered > amount:
            yield frame.fault("R21", index, "recovered", what=f"挽回金额{recovered}万元大于涉及金额{amount}万元")
        for key, value in (("amount", amount), ("recovered", recovered)):
            if isinstance(value, Decimal) and value >= _BIG:
                what = f"{frame.sheet[key].heading}填了{value}，像是按“元”填的"
                yield frame.fault("R21", index, key, what=what)


def found_after_filling(frame: SheetFrame, context: Context) -> Iterator[Fault]:
    """X02: 发现日期 is not after the day of filling in (domain.md 1.5 no. 9)."""
    for index, value in enumerate(frame.rows.values["found_on"]):
        filled = context.filled_on.get(frame.sources[index])
        if filled and isinstance(value, date) and value > filled:
            yield frame.fault("X02", index, "found_on", other=str(filled))


def before_the_count(frame: SheetFrame, context: Context) -> Iterator[Fault]:
    """R28: cases before the day cases are counted from."""
    since = date.fromisoformat(context.settings.cases_since) if context.settings.cases_since else date.min
    for key in ("opened_on", "handled_on"):
        for index, value in enumerate(frame.rows.values[key]):
            if isinstance(value, date) and value < since:
                yield frame.fault("R28", index, key, since=str(since))


def filled_in_future(frame: SheetFrame, context: Context) -> Iterator[Fault]:
    """X09: 填报日期 is not after the day of the run."""
    for index, value in enumerate(frame.rows.values["filled_on"]):
        if isinstance(value, date) and value > context.as_of:
            yield frame.fault("X09", index, "filled_on", other=str(context.as_of))


ROW_RULES: tuple[tuple[str, RowRule], ...] = (
    *(("problems", rule) for rule in (
        done_in_future, done_late, at_once, long_term_milestone, open_ended_due, long_term_done, overdue, escalate,
        odd_amounts, found_after_filling,
    )),
    ("cases", before_the_count),
    ("basics", filled_in_future),
)  # fmt: skip
"""(sheet key, rule), in the order findings are raised."""
