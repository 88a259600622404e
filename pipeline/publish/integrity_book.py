"""廉政台账.xlsx: risks, cases and measures in full, and the cases that wait for a decision, for the discipline office and nobody else."""

from pathlib import Path
from typing import Final

from pipeline.form.schema import Role
from pipeline.meaning.outcome import Outcome
from pipeline.publish.ledger.book import SHEET_ROWS, written_book
from pipeline.publish.ledger.integrity import record_listing
from pipeline.publish.ledger.integrity_summary import write_summary
from pipeline.publish.ledger.listing import write_listing
from pipeline.publish.ledger.records import pending_case_listing
from pipeline.publish.ledger.titles import titled

RECORD_SHEETS: Final = ("risks", "cases", "measures")
_READER: Final = "纪委办公室"


def write_integrity(outcome: Outcome, path: Path, sheet_rows: int = SHEET_ROWS) -> None:
    """Write the integrity ledger: the same outcome gives the same bytes; every page says who may read it.

    Raises:
        OSError: If the file cannot be written.
        ConservationError: If a cell was refused.
    """
    secrecy = secrecy_words(outcome)
    with written_book(path, titled(outcome, "廉政台账"), outcome.as_of, sheet_rows) as book:
        for key in RECORD_SHEETS:
            write_listing(book, record_listing(outcome, key, secrecy))
        write_listing(book, pending_case_listing(outcome, secrecy))
        write_summary(book, outcome, secrecy)


def secrecy_words(outcome: Outcome) -> str:
    """Return the line that says for whose eyes the workbook is: the unit that collects, where there is one."""
    collecting = [unit.name for unit in outcome.campaign.units if unit.role is Role.COLLECTS]
    return f"内部资料，仅供{'、'.join(collecting) or _READER}使用"
