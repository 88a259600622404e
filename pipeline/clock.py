"""The deadline's clock in words: how long there is, or how long it is over."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from pipeline.workdays import IsWorkday, WorkdaysLeft, workdays_left

_DAY, _HOUR, _MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)


@dataclass(frozen=True)
class Clock:
    """What the deadline is held against: this very moment, or a day as a whole."""

    moment: datetime
    whole_day: bool = False

    @property
    def today(self) -> date:
        """Return the day."""
        return self.moment.date()

    def over(self, deadline: datetime) -> bool:
        """Tell whether a deadline has passed; on its own day a whole day is not late."""
        return self.today > deadline.date() if self.whole_day else self.moment > deadline

    def words(self, deadline: datetime) -> str:
        """Return how long it is until a deadline, or since."""
        if self.whole_day and self.today == deadline.date():
            return f"当天{deadline:%H:%M}截止"
        left = deadline - self.moment if not self.whole_day else (deadline.date() - self.today)
        if self.over(deadline):
            return f"已过截止{_span(-left)}"
        return f"距截止还有{_span(left)}"

    def workdays(self, deadline: datetime, is_workday: IsWorkday | None) -> WorkdaysLeft | None:
        """Return the working days left after today, None once the deadline is over."""
        return None if self.over(deadline) else workdays_left(self.today, deadline.date(), is_workday)


def _span(span: timedelta) -> str:
    """Return 2天6小时, 6小时, 40分钟: what is less than a minute is one."""
    days, hours = divmod(span, _DAY)[0], divmod(span % _DAY, _HOUR)[0]
    if days:
        return f"{days}天{hours}小时" if hours else f"{days}天"
    return f"{hours}小时" if hours else f"{max(1, span // _MINUTE)}分钟"
