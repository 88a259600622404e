"""问题及整改台账.xlsx: what every unit found and how far it has got, for the screen and for paper."""

from pathlib import Path

from pipeline.meaning.outcome import Outcome
from pipeline.publish.ledger.book import SHEET_ROWS, written_book
from pipeline.publish.ledger.cards import Sources
from pipeline.publish.ledger.files import file_listing
from pipeline.publish.ledger.findings import finding_listing
from pipeline.publish.ledger.listing import write_listing
from pipeline.publish.ledger.overview import write_overview
from pipeline.publish.ledger.problems import ledger_ranges, major_listing, problem_listing
from pipeline.publish.ledger.records import change_listing, normalised_listing, pending_listing, terms_listing
from pipeline.publish.ledger.reporting import roll_call_listing, roll_call_ranges
from pipeline.publish.ledger.tallies import campus_listing, category_listing, unit_listing


def write_ledger(outcome: Outcome, path: Path, sheet_rows: int = SHEET_ROWS) -> None:
    """Write the ledger workbook: the same outcome gives the same bytes.

    Every number is one of `outcome.figures`, most of them as formulas that give the same when
    Excel counts again. `sheet_rows` is how many rows a sheet may have.

    Raises:
        OSError: If the file cannot be written.
        ConservationError: If a cell was refused.
    """
    ledger = ledger_ranges(outcome, sheet_rows)
    with written_book(path, problem_listing(outcome).title, outcome.as_of, sheet_rows) as book:
        write_overview(book, outcome, Sources(ledger, roll_call_ranges(outcome, sheet_rows)))
        for listing in (
            problem_listing(outcome),
            unit_listing(outcome, ledger),
            category_listing(outcome, ledger),
            campus_listing(outcome, ledger),
            major_listing(outcome),
            roll_call_listing(outcome),
            file_listing(outcome),
            finding_listing(outcome),
            normalised_listing(outcome),
            pending_listing(outcome),
            change_listing(outcome),
            terms_listing(outcome),
        ):
            write_listing(book, listing)
