"""Working days: without weekends, and without holidays where the optional package knows them."""

import importlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

IsWorkday = Callable[[date], bool]
"""Tells whether a day is worked; raises NotImplementedError for a year nobody has settled yet."""

_SATURDAY = 5
_MOST_DAYS = 3660


@dataclass(frozen=True)
class WorkdaysLeft:
    """How many working days are left, and whether holidays were reckoned with."""

    count: int
    with_holidays: bool


def workdays_left(today: date, until: date, is_workday: IsWorkday | None) -> WorkdaysLeft:
    """Return the working days after today up to and with a day; without holidays where they are not known."""
    days = tuple(_between(today, until))
    try:
        if is_workday is not None:
            return WorkdaysLeft(sum(map(is_workday, days)), True)
    except NotImplementedError:  # the holidays of that year are not published yet
        pass
    return WorkdaysLeft(sum(day.weekday() < _SATURDAY for day in days), False)


def chinese_workdays() -> IsWorkday | None:
    """Return what the optional package knows of China's holidays and moved working days, None where it is missing."""
    try:
        known: IsWorkday = importlib.import_module("chinese_calendar").is_workday
    except ImportError:
        return None
    return known


def _between(today: date, until: date) -> Iterator[date]:
    for number in range(1, min((until - today).days, _MOST_DAYS) + 1):
        yield today + timedelta(days=number)
