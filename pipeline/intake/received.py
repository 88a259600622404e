"""When a file counts as received, in the deadline's own clock."""

import re
from datetime import date, datetime, timedelta, timezone
from typing import Final

from pipeline.campaign.model import Campaign

CHINA: Final = timezone(timedelta(hours=8))
"""The deadline's own clock, whatever zone a mail program writes."""

_WRITTEN = re.compile(
    r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[T\s]*(\d{1,2})[:：时](\d{1,2})(?:[:：分]\d{1,2}(?:\.\d+)?)?秒?分?)?$"
)


def in_china(moment: datetime) -> str:
    """Return a moment as ISO text in China's time, so that such texts sort as they follow each other.

    A moment without a zone is universal time, as mail programs mean by `-0000`.
    """
    aware = moment if moment.tzinfo else moment.replace(tzinfo=timezone(timedelta()))
    return aware.astimezone(CHINA).replace(microsecond=0).isoformat()


def read_moment(text: str) -> str:
    """Return a day or moment a person wrote as ISO text, "" where it is neither."""
    match = _WRITTEN.match(text.strip())
    if match is None:
        return ""
    year, month, day, hour, minute = (int(part) if part else None for part in match.groups())
    try:
        if hour is None:
            return date(year or 0, month or 0, day or 0).isoformat()
        return datetime(year or 0, month or 0, day or 0, hour, minute or 0, tzinfo=CHINA).isoformat()
    except ValueError:
        return ""


def is_late(campaign: Campaign, received: str) -> bool:
    """Tell whether a moment or a day of receipt lies after the deadline; a day is never late on the day itself."""
    deadline = campaign.settings.deadline
    if deadline is None or not received:
        return False
    if "T" not in received:
        return date.fromisoformat(received) > deadline.date()
    moment = datetime.fromisoformat(received)
    return (moment.astimezone(CHINA).replace(tzinfo=None) if moment.tzinfo else moment) > deadline
