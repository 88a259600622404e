"""What one cell alone does not tell: readings that other cells of the same row settle, or whose return it is."""

import re
from collections.abc import Mapping, Sequence
from datetime import date

from pipeline.form import vocabulary as words
from pipeline.form.choices import Choices
from pipeline.form.kinds import PointReference
from pipeline.form.reading import Reading, doubtful, rejected
from pipeline.form.schema import Sheet

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


def settle_codes(sheet: Sheet, readings: Readings, codes: Sequence[str]) -> None:
    """Replace in place numbers and points written without the code of their unit: 001 is HQJT-001, point 3 is HQJT3.

    `codes` are the codes of the units, a row each. A point is asked about; one the unit has not is refused.
    """
    for key in {"id", "ids", "point"} & set(readings):
        for index, reading in enumerate(readings[key]):
            if isinstance(reading.value, str) and "-" in (reading.value[0], *re.findall("、(.)", reading.value)):
                kind = sheet[key].kind
                whole = re.sub("(?:^|(?<=、))-", f"{codes[index]}-", reading.value)
                settled = (
                    _point(kind, codes[index], reading.value) if isinstance(kind, PointReference) else Reading(whole)
                )
                readings[key][index] = settled


def _point(kind: PointReference, code: str, counter: str) -> Reading:
    """Return the point of a unit by its counter, -3."""
    point = f"{code}{counter[1:]}"
    return doubtful(point, "W20", word=f"{point} {kind.points[point]}") if point in kind.points else rejected("V03")


def settle_cases(readings: Readings, penalties: Sequence[str]) -> None:
    """Replace in place the penalties that are of the party or of the office as 处理方式 says: 警告 beside 党纪.

    `penalties` are the texts found, in row order.
    """
    for index, (sanction, penalty) in enumerate(zip(readings["sanction"], readings["penalty"], strict=True)):
        kinds = set(str(sanction.value).split("、")) & set(words.PENALTIES_OF)
        if penalty.value is None and penalty.notes and len(kinds) == 1:
            of = words.PENALTIES_OF[kinds.pop()]
            short = {word.removeprefix("党内").removeprefix("政务").removesuffix("党籍"): word for word in of}
            settled = Choices(of, short, words.BESIDE_PENALTY).read(penalties[index])
            readings["penalty"][index] = settled if settled.value is not None else penalty


def _tells(reading: Reading, code: str) -> bool:
    return any(note.code == code for note in reading.notes)


def _has_stage(readings: Readings, index: int) -> bool:
    long_term = readings["plan_type"][index].value == words.LONG_TERM
    return long_term and readings["effect"][index].value is not None


def _ends_month_of(day: date, value: object) -> bool:
    return isinstance(value, date) and value > day and (value.year, value.month) == (day.year, day.month)
