"""A real office program opens both ledgers and, counting again, finds what was cached."""

import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from pipeline.meaning.outcome import Outcome
from pipeline.publish.integrity_book import write_integrity
from pipeline.publish.ledger_book import write_ledger
from tests.outcomes import sample_outcome

pytestmark = [
    pytest.mark.office,
    pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is missing"),
]

CASES = {
    "some": sample_outcome(),
    "nothing found, nobody collected": sample_outcome(0, cases=None),
    "all in": sample_outcome(40, missing=(), nil=(), cases=0, marred=False),
}


@pytest.mark.parametrize("write", [write_ledger, write_integrity])
@pytest.mark.parametrize("outcome", CASES.values(), ids=CASES.keys())
def test_counting_again_finds_the_cached_values(
    outcome: Outcome, write: Callable[[Outcome, Path], None], tmp_path: Path
) -> None:
    """Every formula gives, computed by LibreOffice from nothing, the value it was published with."""
    write(outcome, tmp_path / "a.xlsx")
    published = formula_values(tmp_path / "a.xlsx", tmp_path / "a.xlsx")
    computed = formula_values(recalculated(without_values(tmp_path / "a.xlsx")), tmp_path / "a.xlsx")

    assert published
    assert computed == published


def formula_values(values_in: Path, formulas_in: Path) -> dict[tuple[str, str], object]:
    """Return (sheet, cell) -> value for every cell that is a formula; numbers to six places."""
    values = load_workbook(values_in, data_only=True)
    return {
        (sheet.title, cell.coordinate): _rounded(values[sheet.title][cell.coordinate].value)
        for sheet in load_workbook(formulas_in)
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    }


def _rounded(value: object) -> object:
    return round(value, 6) if isinstance(value, float) else value


def without_values(path: Path) -> Path:
    """Return a copy whose formulas have no cached value, so that whoever opens it must compute."""
    bare = path.with_name("bare.xlsx")
    with ZipFile(path) as source, ZipFile(bare, "w") as target:
        for part in source.infolist():
            target.writestr(part, re.sub(rb"</f><v>[^<]*</v>", b"</f>", source.read(part)))
    return bare


def recalculated(path: Path) -> Path:
    """Return the workbook as LibreOffice saves it after opening."""
    folder = path.parent / "again"
    profile = f"-env:UserInstallation=file://{path.parent}/profile"
    subprocess.run(["soffice", "--headless", profile, "--convert-to", "xlsx", "--outdir", folder, path], check=True, capture_output=True, timeout=180)  # fmt: skip
    return folder / path.name
