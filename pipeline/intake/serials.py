"""Days as spreadsheets count them: a number, from 1900 or from 1904."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

_FROM_1900: Final = datetime.combine(date(1899, 12, 30), time())
_FROM_1904: Final = datetime.combine(date(1904, 1, 1), time())
_LEAP_BUG: Final = 60
"""Excel counts a 29 February 1900 that never was; before it everything is a day later."""
_LAST: Final = 2_958_466


@dataclass(frozen=True)
class Calendar:
    """How a workbook counts days."""

    since_1904: bool = False

    def day(self, number: float) -> object:
        """Return the day, the moment if it has hours, or the number itself where no calendar has such a day."""
        if not 0 < number < _LAST:
            return number
        if number < 1:
            return (_FROM_1904 + timedelta(seconds=round(number * 86_400))).time()
        start = _FROM_1904 if self.since_1904 else _FROM_1900
        early = not self.since_1904 and number < _LEAP_BUG
        moment = start + timedelta(seconds=round((number + early) * 86_400))
        return moment.date() if moment.time() == time() else moment
