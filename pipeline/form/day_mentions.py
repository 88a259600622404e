"""Days that prose mentions: a milestone to come, a day that is past (domain.md 1.6, R07 and R09)."""

import calendar
import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from pipeline.form.folding import fold
from pipeline.form.numerals import arabic, half_width

_FULL = r"(?P<year>20\d\d)[年.\-/](?P<month>\d{1,2})(?:[月.\-/](?:(?P<day>\d{1,2})[日号]?)?)?"
_IN_YEAR = r"(?<![\d.])(?P<month2>\d{1,2})月(?:份)?(?!的|[一二两三四五六七八九十几\d]+[个项次批份家处条])(?:(?P<day2>\d{1,2})[日号]?)?"
_POINTED = r"(?<![\d.\-/])(?P<month3>\d{1,2})[.\-/](?P<day3>\d{1,2})(?=日|号|前|之前|以前|完成|到位)"
_THIS_MONTH = r"(?:本|当|这个?)月(?P<day4>\d{1,2})[日号]"
_BARE = r"(?<![\d月.\-/年第需约共期续个满近每过历])(?P<day5>\d{1,2})(?:日(?![内均后游常])|号(?=前|之前|左右|以后|后|到|完|装|付|开|进|交|送|[，,。；;]|$))"
_LATER = r"(?P<later>本周[五六日末]|下(?:个)?(?:周|星期|礼拜)|明天(?!数)|后天|明日|次日|元旦|春节前|(?:放假|开学|放寒假)(?:之?前)|年底|年末|年内|年前|岁末|学期末|学期内|期末|寒假|明年|下(?:个)?(?:月|学期|季度)|次月|月底|月末|季末|季度末|每(?:月|季度?|年|学期)(?:底|末|初|\d{1,2}[日号]))"
_MENTION = re.compile(f"{_FULL}|{_IN_YEAR}|{_POINTED}|{_THIS_MONTH}|{_BARE}|{_LATER}")
_PAST = re.compile("(?:上个?|去年?|往年?|前年?|已)$")
"""Before 月底 or 年底: it is over."""
_MONTHS: Final = 12


def days_in(text: str, near: date) -> Iterator[date]:
    """Go through the days a text mentions, a month as its last day, 年底 as one to come.

    Of a day without a year the one nearest to `near` is meant; a month in which something has been done is its first day.
    """
    folded = arabic(fold(half_width(text)))
    last: date | None = None
    for found in _MENTION.finditer(folded):
        if not found["later"]:
            day = _meant(found, near, last)
            if day:
                last = day
                yield day
        elif not _PAST.search(folded[: found.start()]):
            yield date(near.year + (near.month == _MONTHS), _MONTHS, 31)


def _meant(found: re.Match[str], near: date, last: date | None) -> date | None:
    """Return the day that is meant; a bare 15日 is of the month of the day before it in the text, `last`."""
    if found["day4"] or found["day5"]:
        return _in_month(int(found["day4"] or found["day5"]), near, last if found["day5"] else None)
    month = int(found["month"] or found["month2"] or found["month3"])
    day = int(found["day"] or found["day2"] or found["day3"] or 0)
    day = day or int(found.string.startswith("已", found.end()))
    if not 1 <= month <= _MONTHS:
        return None
    years = (int(found["year"]),) if found["year"] else (near.year - 1, near.year, near.year + 1)
    return min((_day(year, month, day) for year in years), key=lambda one: abs((one - near).days))


def _in_month(day: int, near: date, last: date | None) -> date:
    """Return a day of the month spoken of before, or of the next where it is over by then; else of the month of `near`."""
    since = last or near.replace(day=1)
    if since.day > day:
        since = date(since.year + since.month // _MONTHS, since.month % _MONTHS + 1, 1)
    return _day(since.year, since.month, day)


def _day(year: int, month: int, day: int) -> date:
    """Return a day, the last of its month where it has none of that number."""
    last = calendar.monthrange(year, month)[1]
    return date(year, month, day if 1 <= day <= last else last)


def tells_day_to_come(text: str, since: date) -> bool:
    """Tell whether a text mentions a day on or after `since`: a milestone, a new plan."""
    return any(day >= since for day in days_in(text, since))
