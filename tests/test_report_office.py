"""The report in a real office program."""

import re
import shutil
import subprocess
import unicodedata

import pytest

from pipeline.publish.report import write_report
from tests.outcomes import sample_outcome

pytestmark = [
    pytest.mark.office,
    pytest.mark.skipif(
        not (shutil.which("soffice") and shutil.which("pdftotext")), reason="LibreOffice or pdftotext is missing"
    ),
]


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Print the sample report to PDF and return the text of its pages."""
    folder = tmp_path_factory.mktemp("office")
    write_report(sample_outcome(missing=(), marred=False), folder / "a.docx")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    subprocess.run(["soffice", "--headless", profile, "--convert-to", "pdf", "--outdir", folder, folder / "a.docx"], check=True, capture_output=True, timeout=180)  # fmt: skip
    text = subprocess.run(["pdftotext", "-layout", folder / "a.pdf", "-"], check=True, capture_output=True, timeout=60)
    return text.stdout.decode().rstrip("\f").split("\f")


def width(line: str) -> int:
    """Return the width of a line in half characters, blanks left out."""
    return sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in line if not c.isspace())


def test_it_prints(pages: list[str]) -> None:
    """LibreOffice opens it and prints a report of a sane length, its pages numbered."""
    assert 10 <= len(pages) <= 25
    for number, page in enumerate(pages, 1):
        assert re.search(rf"—\s*{number}\s*—", page)


def full_page(pages: list[str]) -> list[str]:
    """Return the lines of a page of running text, page number left out."""
    return [line for line in pages[1].splitlines() if line.strip() and not re.fullmatch(r"\s*—\s*\d+\s*—\s*", line)]


def test_a_full_page_has_twenty_two_lines(pages: list[str]) -> None:
    """The exact pitch puts 22 lines on a page of running text."""
    assert len(full_page(pages)) == 22


def test_a_full_line_has_twenty_eight_characters(pages: list[str]) -> None:
    """The widest line of pure Chinese text holds 28 characters, or 29 with a mark hung outside."""
    chinese = [line for line in full_page(pages) if not re.search(r"[0-9A-Za-z]", line)]

    assert max(width(line) for line in chinese) in (56, 58)
