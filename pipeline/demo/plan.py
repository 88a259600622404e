"""The example campaign's plan: its text as package data, written as the Word file an office would have."""

import tempfile
from functools import cache
from importlib import resources
from pathlib import Path

from docx import Document
from docx.document import Document as WordDocument

from pipeline.campaign.model import Campaign
from pipeline.campaign.plan import read_plan
from pipeline.demo.fakes import ISSUED, frozen, saved_bytes

PLAN_NAME = "工作方案.docx"
"""Name of the plan's file in the example."""

_COLUMNS = 3


def plan_text() -> str:
    """Return the plan's text; the cells of its annex stand behind a tab, one a line, row by row."""
    return resources.files("pipeline.demo").joinpath("content", "plan.txt").read_text("utf-8")


def write_plan_docx(path: Path) -> None:
    """Write the plan as a Word file: paragraphs, then the annex as a table of three columns."""
    lines = [line.rstrip() for line in plan_text().splitlines() if line.strip()]
    document = Document()
    for line in lines:
        if not line.startswith("\t"):
            document.add_paragraph(line)
    _add_annex(document, [line.strip() for line in lines if line.startswith("\t")])
    path.write_bytes(frozen(saved_bytes(document.save), ISSUED))


@cache
def demo_campaign() -> Campaign:
    """Return the campaign the example's plan describes, read as `pipeline init` reads it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / PLAN_NAME
        write_plan_docx(path)
        campaign, _ = read_plan(path)
    return campaign


def _add_annex(document: WordDocument, cells: list[str]) -> None:
    table = document.add_table(rows=0, cols=_COLUMNS, style="Table Grid")
    for start in range(0, len(cells), _COLUMNS):
        row = table.add_row().cells
        for cell, text in zip(row, cells[start : start + _COLUMNS], strict=True):
            cell.text = text
