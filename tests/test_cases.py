"""Every case of tests/cases/*.md: these cells changed, exactly these findings at exactly these cells."""

import re
from pathlib import Path

import pytest

from tests.cases import FOLDER, Case, judgements, read_cases
from tests.judging import FILE, clean_workbook, judged, opened

CASES = [(path, number, case) for path in sorted(FOLDER.glob("*.md")) for number, case in enumerate(read_cases(path))]


@pytest.mark.parametrize(("path", "number", "case"), CASES, ids=[f"{path.stem}-{case.name}" for path, _, case in CASES])
def test_exactly_the_expected_is_said(path: Path, number: int, case: Case) -> None:
    """A changed cell gives the findings of its case, at their cells, and no other; and the value the case names."""
    judgement = judgements(path)[number]
    values = [(sheet, row, heading, judgement.shown(sheet, row, heading)) for sheet, row, heading, _ in case.values]

    assert sorted((f.sheet, f.cell, f.code, f.severity.words) for f in judgement.findings) == sorted(case.findings)
    assert values == list(case.values)


def test_the_clean_return_is_clean() -> None:
    """The return all cases start from gives no finding, as a file read and judged like any other."""
    outcome = judged(opened(FILE, clean_workbook()))

    assert outcome.findings == ()
    assert [entry.disposition.value for entry in outcome.files] == ["used"]
    assert len(outcome.ledger) == 4


def test_every_mess_has_its_proof() -> None:
    """The list in cases/README.md names for every mess of domain.md 4.3 tests or cases that exist."""
    lines = re.findall(r"^\| (\d+) \|[^|]*\| (.+) \|$", (FOLDER / "README.md").read_text("utf-8"), re.MULTILINE)
    named = [
        (number, *proof.removeprefix("`").split("` ")) for number, proofs in lines for proof in proofs.split("<br>")
    ]

    assert [int(number) for number, _ in lines] == list(range(1, 73))
    assert [proof for proof in named if not _stands(*proof[1:])] == []


def _stands(file: str, what: str) -> bool:
    if file.endswith(".md"):
        return any(case.name.startswith(what) for case in read_cases(FOLDER / file))
    return f"def {what}(" in (FOLDER.parent / file).read_text("utf-8")
