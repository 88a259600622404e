"""When a file counts as received, in the deadline's own clock."""

from datetime import date, datetime, timedelta, timezone
from typing import Final

from pipeline.campaign.model import Campaign

CHINA: Final = timezone(timedelta(hours=8))
"""The deadline's own clock, whatever zone a mail program writes."""


def in_china(moment: datetime) -> str:
    """Return a moment as ISO text in China's time, so that such texts sort as they follow each other.

    A moment without a zone is universal time, as mail programs mean by `-0000`.
    """
    aware = moment if moment.tzinfo else moment.replace(tzinfo=timezone(timedelta()))
    return aware.astimezone(CHINA).replace(microsecond=0).isoformat()


def shown_moment(received: str) -> str:
    """Return a day or moment of receipt to the minute, as a sentence says it."""
    return received.replace("T", " ")[:16]


def came_after(received: str, other: str) -> bool:
    """Tell whether something came after another, by moment where both are known, else by day."""
    exact = "T" in received and "T" in other
    return received > other if exact else received[:10] > other[:10]


def is_late(campaign: Campaign, received: str) -> bool:
    """Tell whether a moment or a day of receipt lies after the deadline; a day is never late on the day itself."""
    deadline = campaign.settings.deadline
    if deadline is None or not received:
        return False
    if "T" not in received:
        return date.fromisoformat(received) > deadline.date()
    moment = datetime.fromisoformat(received)
    return (moment.astimezone(CHINA).replace(tzinfo=None) if moment.tzinfo else moment) > deadline
