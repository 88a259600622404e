"""The numbers units bring along: preprinted, of their own, each once (product.md)."""

import re

from pipeline.meaning.sheet_rules import Return


def own_numbers(one: Return) -> dict[int, str]:
    """Return index label -> number for the problems that bear a number of their unit for the first time."""
    numbers: dict[int, str] = {}
    for index in one.index["problems"]:
        written = one.value("problems", index, "id")
        own = isinstance(written, str) and written.rpartition("-")[0] == one.source.unit.code
        if own and written not in numbers.values():
            numbers[index] = str(written)
    return numbers


def tail_of(number: str) -> int:
    """Return the counter at the end of a number, 0 where there is none."""
    match = re.search(r"(\d+)$", number)
    return int(match[1]) if match else 0
