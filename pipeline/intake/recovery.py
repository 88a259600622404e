"""The problems as the last ledger shows them, for the case that the store beside it is lost."""

from collections.abc import Mapping

from pipeline.form.folding import fold_heading
from pipeline.intake.blue_cells import ledger_rows
from pipeline.intake.book import RawBook, UnreadableError
from pipeline.intake.memory import FIXED_FIRST, KnownProblem, Memory
from pipeline.intake.office import BlueColumns


def recovered(book: RawBook, blue: BlueColumns, as_of: str) -> Memory:
    """Return the problems of a ledger as a memory; an empty one where the ledger does not show them.

    What was first reported is taken to be what the ledger shows, and `as_of` to be the day of it.
    """
    try:
        records = [_record(row, blue.ledger) for row in ledger_rows(book, blue)]
    except UnreadableError:
        return Memory()
    problems = {
        record["id"]: KnownProblem(
            id=record["id"],
            unit=record.get("unit", ""),
            record=record,
            first={key: record.get(key, "") for key in FIXED_FIRST},
            source="",
            since=as_of,
            last=as_of,
        )
        for record in records
        if record.get("id")
    }
    return Memory(problems)


def _record(row: Mapping[str, str], headings: Mapping[str, str]) -> Mapping[str, str]:
    """Return a line of the ledger as ledger key -> text, with what the sheet shows only in composed columns."""
    record = {key: row.get(fold_heading(heading), "") for heading, key in headings.items()}
    title, _, kind = record.get("regulation", "").rpartition("（")
    record["regulation_title"] = title or record.get("regulation", "")
    record["regulation_kind"] = kind.rstrip("）") if title else ""
    record["point_code"] = record.get("point", "").partition(" ")[0]
    return record
