"""The permanent number of every problem: as preprinted, else the next of its unit (product.md)."""

import re
from collections.abc import Mapping

from pipeline.campaign.model import Campaign
from pipeline.meaning.conform import Conformed
from pipeline.meaning.sheet_rules import Return, returns


def number_problems(campaign: Campaign, conformed: Conformed) -> Mapping[int, str]:
    """Return index label in the problems frame -> number, each number once.

    A number of the unit's own that stands once is kept; rows without one, with another unit's or
    with one already taken get the next after all numbers of the sheet, in row order.
    """
    numbers: dict[int, str] = {}
    for one in returns(campaign, conformed):
        numbers |= _number(one)
    return numbers


def _number(one: Return) -> dict[int, str]:
    code = one.source.unit.code
    numbers: dict[int, str] = {}
    for index in one.index["problems"]:
        written = one.value("problems", index, "id")
        if isinstance(written, str) and written.rpartition("-")[0] == code and written not in numbers.values():
            numbers[index] = written
    table = one.source.submission.tables.get("problems")
    highest = max([table.last_number if table else 0, *(_tail(number) for number in numbers.values())])
    for index in one.index["problems"]:
        if index not in numbers:
            highest += 1
            numbers[index] = f"{code}-{highest:03d}"
    return numbers


def _tail(number: str) -> int:
    match = re.search(r"(\d+)$", number)
    return int(match[1]) if match else 0
