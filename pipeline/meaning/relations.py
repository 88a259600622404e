"""Relations between the values of one row: what has been done lies in the past, a sanction has its count and its penalty.

Rules of the shape `row_rules` describes. `RELATIONS` is the list.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from pipeline.form import vocabulary as words
from pipeline.form.advance import contradicts, tells_effect
from pipeline.form.answering import tells_answer
from pipeline.meaning.conform import SheetFrame
from pipeline.meaning.context import Context, RowRule
from pipeline.meaning.sources import Fault

_BIG = Decimal(1000)
_LIMITED = frozenset(("W01", "W02", "W04", "W05"))
"""Of a day that was completed or rounded up: it has been asked about already."""


def amount_of_case(frame: SheetFrame, context: Context) -> Iterator[Fault]:
    """R21: an amount of a case that looks like yuan; how much it is stays untold."""
    del context
    for index, value in enumerate(frame.rows.values["amount"]):
        if isinstance(value, Decimal) and value >= _BIG:
            yield frame.fault("R21", index, "amount", what=f"{frame.sheet['amount'].heading}像是按“元”填的")


def recovered_of_nothing(frame: SheetFrame, context: Context) -> Iterator[Fault]:
    """R21: something was recovered where no amount is concerned."""
    del context
    for index, value in enumerate(frame.rows.values["recovered"]):
        if isinstance(value, Decimal) and 0 < value < _BIG and frame.rows.found["amount"].iloc[index] == "":
            what = f"填了{frame.sheet['recovered'].heading}，没有填{frame.sheet['amount'].heading}"
            yield frame.fault("R21", index, "recovered", what=what)


def sanction_without_count(frame: SheetFrame, context: Context) -> Iterator[Fault]:
    """R20: somebody was held to account, and how many is not written."""
    del context
    rows = frame.rows
    for index, (sanction, count) in enumerate(zip(rows.values["sanction"], rows.values["accountable"], strict=True)):
        if sanction is not None and (count == 0 or rows.found["accountable"].iloc[index] == ""):
            when = f"填了{frame.sheet['sanction'].heading}"
            what = f"没有填{frame.sheet['accountable'].heading}"
            yield frame.fault("R20", index, "accountable", when=when, what=what)


def stage_by_a_day(frame: SheetFrame, context: Context) -> Iterator[Fault]:
    """X10: what has a last day comes to no end of a stage; the counterpart of R08 (of 立行立改 past its grace, R05 speaks)."""
    limit = context.as_of + timedelta(days=context.settings.at_once_days)
    for index, (kind, status) in enumerate(
        zip(frame.rows.values["plan_type"], frame.rows.values["status"], strict=True)
    ):
        due = frame.rows.values["due"].iloc[index]
        silent = isinstance(due, date) and due <= limit and frame.rows.found["progress"].iloc[index] != ""
        if status == words.STAGE_DONE and (kind == words.BY_DATE or (kind == words.AT_ONCE and silent)):
            yield frame.fault("X10", index, "status")


def ahead_of_status(frame: SheetFrame, context: Context) -> Iterator[Fault]:
    """X21: the progress, or an effect, says another status than 整改状态; where 完成日期 is filled, R03 says so."""
    del context
    found = frame.found
    for index, status in enumerate(frame.values["status"]):
        what = ""
        if contradicts(status, found["progress"][index]):
            what = frame.sheet["progress"].heading
        elif (
            status == words.NOT_STARTED
            and tells_effect(found["effect"][index])
            and not tells_answer(found["effect"][index])
        ):
            what = frame.sheet["effect"].heading
        if what and not (found["done_on"][index] and status != words.DONE):
            yield frame.fault("X21", index, "status", what=what)


def mismatched_penalty(frame: SheetFrame, context: Context) -> Iterator[Fault]:
    """X12: a penalty of the party goes with 党纪, one of the office with 政务, and the other way round."""
    del context
    rows = frame.rows
    for index, (sanction, penalty) in enumerate(zip(rows.values["sanction"], rows.values["penalty"], strict=True)):
        if sanction is None or (penalty is None and rows.found["penalty"].iloc[index] != ""):
            continue
        written = set(str(sanction).split("、")), set(str(penalty).split("、"))
        if written[0] & set(words.PENALTIES_OF) != {
            kind for kind, of in words.PENALTIES_OF.items() if written[1] & {*of}
        }:
            yield frame.fault("X12", index, "penalty")


def not_yet(*keys: str) -> RowRule:
    """Return the rule X11: what was done was done by the day of filling in, and by the day of the run."""

    def rule(frame: SheetFrame, context: Context) -> Iterator[Fault]:
        for key in keys:
            for index, value in enumerate(frame.rows.values[key]):
                filled = context.filled_on.get(frame.sources[index], context.as_of)
                limit, name = min((context.as_of, "统计日期"), (filled, "填报日期"))
                asked = any(told == key and code in _LIMITED for told, code in frame.told.get(index, ()))
                if isinstance(value, date) and value > limit and not asked:
                    yield frame.fault("X11", index, key, when=f"晚于{name}{limit}")

    return rule


def inspected_by_then(frame: SheetFrame, context: Context) -> Iterator[Fault]:
    """X11: the inspection ended by the day of filling in."""
    for index, value in enumerate(frame.rows.values.get("period", ())):
        filled = context.filled_on.get(frame.sources[index])
        if filled and isinstance(value, str) and value.rpartition(" 至 ")[2] > str(filled):
            yield frame.fault("X11", index, "period", when=f"晚于填报日期{filled}")


def recommended_though_not_spreadable(frame: SheetFrame, context: Context) -> Iterator[Fault]:
    """X28: what cannot be spread is not recommended to be told of."""
    del context
    for index, (spreadable, told) in enumerate(
        zip(frame.rows.values["spreadable"], frame.rows.values["recommended"], strict=True)
    ):
        if (spreadable, told) == (words.NO, words.YES):
            yield frame.fault("X28", index, "spreadable", other=frame.sheet["recommended"].heading)


def platform_of_nothing_told(frame: SheetFrame, context: Context) -> Iterator[Fault]:
    """X31: where to tell of a measure is chosen only where it is to be told of."""
    del context
    for index, (told, where) in enumerate(zip(frame.values["recommended"], frame.values["outlet"], strict=True)):
        if told == words.NO and where is not None:
            yield frame.fault("X31", index, "outlet", other=frame.sheet["recommended"].heading)


RELATIONS: tuple[tuple[str, RowRule], ...] = (
    ("problems", recovered_of_nothing), ("problems", sanction_without_count), ("problems", stage_by_a_day), ("problems", ahead_of_status), ("problems", not_yet("reported_on")),
    ("cases", amount_of_case), ("cases", mismatched_penalty), ("cases", not_yet("opened_on", "handled_on")),
    ("measures", not_yet("started_on")), ("measures", recommended_though_not_spreadable), ("measures", platform_of_nothing_told),
    ("basics", inspected_by_then),
)  # fmt: skip
"""(sheet key, rule), in the order findings are raised."""
