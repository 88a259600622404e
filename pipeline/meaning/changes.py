"""What is different from the run before: new, changed field by field, done, overdue, closed, gone (sheet 变更)."""

from collections.abc import Iterator, Mapping, Sequence

import pandas as pd

from pipeline.form import vocabulary as words
from pipeline.intake.memory import KnownProblem
from pipeline.meaning.columns import LedgerColumn, Owner
from pipeline.meaning.outcome import Change

NEW, CHANGED, GONE, BACK = "新增", "变化", "消失", "重新报送"
COMPLETED, OVERDUE, CLOSED, REOPENED = "完成", "逾期", "销号", "重新开启"

_TURNS: Mapping[tuple[str, str], str] = {
    ("status", words.DONE): COMPLETED,
    ("light", words.RED): OVERDUE,
    ("closing", words.CLOSED): CLOSED,
    ("closing", words.REOPENED): REOPENED,
}
"""(ledger key, what it has become) -> kind of change that deserves a word of its own."""

_SYSTEM_COMPARED = ("unit", "category", "light")


def changes(
    known: Mapping[str, KnownProblem], ledger: pd.DataFrame, gone: frozenset[str], columns: Sequence[LedgerColumn]
) -> tuple[Change, ...]:
    """Return the changes since the last run in ledger order; none before there was one.

    Args:
        known: Number -> problem as the last run left it.
        ledger: The ledger of this run, carried problems among it.
        gone: Numbers of the problems whose units no longer report them.
        columns: The ledger's columns: those of units and of the office are compared, and the light.
    """
    if not known:
        return ()
    compared = [column for column in columns if column.owner is not Owner.SYSTEM or column.key in _SYSTEM_COMPARED]
    told: list[Change] = []
    for number, record in zip(ledger["id"], records(ledger), strict=True):
        told += _of_one(known.get(number), record, number in gone, compared)
    left = set(known) - set(ledger["id"])
    told += [
        Change(GONE, number, known[number].unit, "", known[number].record["problem"], "") for number in sorted(left)
    ]
    return tuple(told)


def records(ledger: pd.DataFrame) -> list[dict[str, str]]:
    """Return every row of the ledger as ledger key -> text, "" for nothing."""
    return [{str(key): _text(value) for key, value in row.items()} for row in ledger.to_dict("records")]


def _text(value: object) -> str:
    return "" if value is None or value != value else str(value)


def _of_one(
    known: KnownProblem | None, record: Mapping[str, str], gone: bool, columns: Sequence[LedgerColumn]
) -> Iterator[Change]:
    number, unit, problem = record["id"], record["unit"], record["problem"]
    if known is None:
        yield Change(NEW, number, unit, "", "", problem)
        return
    if gone != known.gone:
        yield Change(GONE if gone else BACK, number, unit, "", problem if gone else "", "" if gone else problem)
    for column in columns:
        before, now = known.record.get(column.key, ""), record.get(column.key, "")
        if before != now:
            yield Change(_TURNS.get((column.key, now), CHANGED), number, unit, column.heading, before, now)
