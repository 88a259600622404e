"""Both ledgers as text: whatever changes on a page shows as a difference a reviewer can read."""

from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.meaning.outcome import Outcome
from pipeline.publish.integrity_book import write_integrity
from pipeline.publish.ledger_book import write_ledger
from tests.dump import dump_workbook
from tests.outcomes import sample_outcome

GOLDEN = Path(__file__).parent / "golden"


@pytest.mark.parametrize(("name", "write"), [("ledger", write_ledger), ("integrity", write_integrity)])
def test_the_workbook_is_as_it_was_last_looked_at(
    name: str, write: Callable[[Outcome, Path], None], tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """Everything a workbook shows, counts, offers and prints is as it was; `pytest --update-golden` writes it anew."""
    write(sample_outcome(4), tmp_path / "a.xlsx")
    dumped, golden = dump_workbook(tmp_path / "a.xlsx"), GOLDEN / f"{name}.txt"
    if request.config.getoption("--update-golden"):
        golden.write_text(dumped, encoding="utf-8")

    assert dumped == golden.read_text(encoding="utf-8")
