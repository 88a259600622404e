"""The numbers units bring along: preprinted, of their own, each once (product.md)."""

import re
from collections.abc import Mapping, Sequence

from pipeline.form.folding import fold_prose
from pipeline.form.nearness import SAME_TEXT, likeness
from pipeline.intake.memory import KnownProblem
from pipeline.meaning.views import Return

Row = tuple[Return, int]
"""A return and the index label of one of its problems."""


def own_numbers(one: Return) -> dict[int, str]:
    """Return index label -> number for the problems that bear a number of their unit for the first time."""
    numbers: dict[int, str] = {}
    for index in one.index["problems"]:
        written = one.value("problems", index, "id")
        own = isinstance(written, str) and written.rpartition("-")[0] == one.source.unit.code
        if own and written not in numbers.values():
            numbers[index] = str(written)
    return numbers


def ceded_numbers(every: Sequence[Return], known: Mapping[str, KnownProblem]) -> dict[int, str]:
    """Return index label -> path of the file whose other problem keeps the number both bear.

    Only parts of one return are compared; what stands in both in like words, on the same campus, is one problem.
    """
    claims: dict[tuple[str, int, str], list[Row]] = {}
    for one in every:
        for index, number in own_numbers(one).items():
            claims.setdefault((one.source.unit.name, one.source.round, number), []).append((one, index))
    ceded = {}
    for (_, _, number), rows in claims.items():
        if len({one.source.place for one, _ in rows}) < 2:
            continue
        keeper = next((row for row in rows if _is_known(row, known.get(number))), rows[0])
        for one, index in rows:
            if one.source.place != keeper[0].source.place and not _alike((one, index), keeper):
                ceded[index] = keeper[0].source.path
    return ceded


def kept_beside(one: Return, of_unit: Sequence[Return], ceded: Mapping[int, str]) -> frozenset[str]:
    """Return the numbers that other parts of the same return keep."""
    others = [
        other for other in of_unit if other.source.round == one.source.round and other.source.place != one.source.place
    ]
    return frozenset(n for other in others for index, n in own_numbers(other).items() if index not in ceded)


def _alike(row: Row, other: Row) -> bool:
    mine, theirs = _told(row), _told(other)
    return mine[0] == theirs[0] or (mine[1] == theirs[1] and likeness(mine[0], theirs[0]) >= SAME_TEXT)


def _is_known(row: Row, problem: KnownProblem | None) -> bool:
    if problem is None:
        return False
    text, campus = _told(row)
    near = likeness(text, fold_prose(problem.first["problem"])) >= SAME_TEXT
    return near and campus == problem.record.get("campus", campus)


def _told(row: Row) -> tuple[str, str]:
    """Return the folded text of a problem and its campus."""
    one, index = row
    return fold_prose(one.frame("problems").whole["problem"][index]), str(one.value("problems", index, "campus") or "")


def tail_of(number: str) -> int:
    """Return the counter at the end of a number, 0 where there is none."""
    match = re.search(r"(\d+)$", number)
    return int(match[1]) if match else 0
