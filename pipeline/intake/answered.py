"""Which sheets of a return hold an answer, and what of them a later return leaves standing (product.md)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from pipeline.form.folding import fold, found_text
from pipeline.form.schema import Form, Layout, Sheet
from pipeline.intake.submission import Record, Submission, Table

BY_RECORD: Final = frozenset(("basics", "problems"))
"""Sheets of which a later round replaces single answers or records, not the whole."""
_PREFILLED: Final[Mapping[str, frozenset[str]]] = {"basics": frozenset(("coverage", "head", "leader", "filler"))}
"""What we may have printed although the unit is asked for it."""
_OF_THE_FILE: Final = frozenset(("unit", "nil", "total", "filled_on"))
"""Answers about the very file they stand in: no other file's stands in for them."""


@dataclass(frozen=True)
class Standing:
    """One return of a unit, and its place among the others.

    Attributes:
        round: Round it answers.
        turn: Place among the returns of the round, from 1 for the oldest; parts of one return share it.
        part: Which part of a return that came in several files, "" where it did not.
    """

    submission: Submission
    round: int = 1
    turn: int = 1
    part: str = ""


def answered(form: Form, submission: Submission) -> frozenset[str]:
    """Return the keys of the sheets in which the unit wrote anything beside what we printed, be it only 无."""
    return frozenset(key for key, table in submission.tables.items() if _wrote(form[key], table))


def _wrote(sheet: Sheet, table: Table) -> bool:
    printed = sheet.printed | _PREFILLED.get(sheet.key, frozenset())
    return bool(table.nil_rows) or any(set(record.cells) - printed or record.extras for record in table.records)


def standing(form: Form, returns: Sequence[Standing]) -> list[Mapping[str, Table]]:
    """Return for each return of one unit the tables that count: each sheet as the newest return has it.

    - A sheet counts until a later return of the unit answers it again; 基本情况 and 问题清单 of an earlier
      round stay, their answers and records are replaced one by one.
    - 基本情况 of an earlier return of the round still gives the required answers the later one left blank.
    - A sheet left blank does not count where another return of the round answers it.
    - Parts of one return replace nothing of each other; a record both have counts once.
    """
    said = [answered(form, one.submission) for one in returns]
    return [_left(form, returns, said, number) for number in range(len(returns))]


def _left(form: Form, returns: Sequence[Standing], said: Sequence[frozenset[str]], number: int) -> Mapping[str, Table]:
    one, left = returns[number], {}
    for key, table in one.submission.tables.items():
        later = [n for n, other in enumerate(returns) if key in said[n] and _replaces(other, one, key)]
        beside = [n for n, other in enumerate(returns) if n != number and key in said[n] and other.round == one.round]
        if key not in said[number]:
            kept = None if beside else table
        elif later:
            kept = _unanswered_later(form, table, [returns[n].submission.tables[key] for n in later])
        else:
            earlier = [returns[n].submission.tables[key] for n in beside if _part_before(returns[n], one)]
            kept = _unrepeated(form[key], table, earlier)
        if kept is not None:
            left[key] = kept
    return left


def _replaces(other: Standing, one: Standing, key: str) -> bool:
    if other.round != one.round:
        return other.round > one.round and key not in BY_RECORD
    return other.turn > one.turn and (other.part == one.part or "" in (other.part, one.part))


def _part_before(other: Standing, one: Standing) -> bool:
    return (other.round, other.turn) == (one.round, one.turn) and other.part < one.part


def _unanswered_later(form: Form, table: Table, later: Sequence[Table]) -> Table | None:
    """Return 基本情况 with the required answers no later one gives; no other sheet is answered in pieces."""
    sheet = form[table.key]
    if sheet.layout is not Layout.PAIRS:
        return None
    given = {key for other in later for record in other.records for key in record.cells}
    wanted = {column.key for column in sheet.columns if column.required} - _OF_THE_FILE - given
    records = tuple(
        replace(record, cells={key: content for key, content in record.cells.items() if key in wanted}, extras={})
        for record in table.records
    )
    return replace(table, records=records) if any(record.cells for record in records) else None


def _unrepeated(sheet: Sheet, table: Table, earlier: Sequence[Table]) -> Table:
    """Return a table without the records an earlier part has in the same words; problems are known by their numbers."""
    if not earlier or sheet.key in (*BY_RECORD, "points"):
        return table
    there = {_words(sheet, record) for other in earlier for record in other.records}
    return replace(table, records=tuple(one for one in table.records if _words(sheet, one) not in there))


def _words(sheet: Sheet, record: Record) -> frozenset[tuple[str, str]]:
    printed = sheet.printed
    cells = ((key, fold(found_text(content))) for key, content in record.cells.items() if key not in printed)
    return frozenset((*cells, *record.extras.items()))
