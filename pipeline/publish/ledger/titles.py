"""The words at the head of every sheet."""

import re
from datetime import date

from pipeline.meaning.columns import LedgerColumn, ledger_columns
from pipeline.meaning.outcome import Outcome

_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(?::\d\d(?:\.\d+)?)?(?:\+08:00)?")


def titled(outcome: Outcome, what: str) -> str:
    """Return the school's name, the campaign's topic, and what the sheet is."""
    settings = outcome.campaign.settings
    return f"{settings.school}{settings.topic}{what}"


def day_words(day: date) -> str:
    """Return a day as an official text writes it: 2023年11月7日."""
    return f"{day.year}年{day.month}月{day.day}日"


def as_of_words(outcome: Outcome) -> str:
    """Return until when the data reach."""
    return f"数据截至{day_words(outcome.as_of)}"


def nothing_found(outcome: Outcome) -> str:
    """Return the sentence for a ledger without problems."""
    if any(unit.heard for unit in outcome.figures.units):
        return f"{as_of_words(outcome)}，已报单位均未发现问题。"
    return f"{as_of_words(outcome)}，尚未收到可用的报送。"


def moment_words(moment: str) -> str:
    """Return an ISO day or moment as people read it: 2023-11-07 16:20, the zone only where it is not Beijing's."""
    known = _MOMENT.fullmatch(moment)
    return f"{known[1]} {known[2]}" if known else moment.replace("T", " ")


def heading_of(outcome: Outcome, key: str) -> str:
    """Return the heading of a ledger column; raise KeyError where there is none."""
    return columns_of(outcome)[key].heading


def columns_of(outcome: Outcome) -> dict[str, LedgerColumn]:
    """Return the ledger's columns by key, in page order."""
    return {column.key: column for column in ledger_columns(outcome.campaign.form, outcome.own_headings)}
