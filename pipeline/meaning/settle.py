"""What one cell alone does not tell: readings that other cells of the same row settle."""

from collections.abc import Mapping, Sequence
from datetime import date

from pipeline.form import vocabulary as words
from pipeline.form.reading import Reading, doubtful

Readings = Mapping[str, list[Reading]]
"""Column key -> the reading of every row of a sheet, in row order."""


def settle_problems(readings: Readings, filled: Sequence[date | None]) -> None:
    """Replace in place the readings of 问题清单 that depend on another cell.

    - W13: 长期坚持 written as 整改状态 is a finished stage where 整改成效 says so (domain.md 1.2).
    - W02: 完成日期 that only names the month of 填报日期 is 填报日期 at the latest, never a day to come.

    `filled` is 填报日期 of every row's return, None where it is not known.
    """
    for index, day in enumerate(filled):
        if _tells(readings["status"][index], "W13") and _has_stage(readings, index):
            readings["status"][index] = doubtful(words.STAGE_DONE, "W13", word=words.STAGE_DONE)
        done_on = readings["done_on"][index]
        if day and _tells(done_on, "W02") and _ends_month_of(day, done_on.value):
            readings["done_on"][index] = doubtful(day, "W02", day=day.isoformat())


def _tells(reading: Reading, code: str) -> bool:
    return any(note.code == code for note in reading.notes)


def _has_stage(readings: Readings, index: int) -> bool:
    long_term = readings["plan_type"][index].value == words.LONG_TERM
    return long_term and readings["effect"][index].value is not None


def _ends_month_of(day: date, value: object) -> bool:
    return isinstance(value, date) and value > day and (value.year, value.month) == (day.year, day.month)
