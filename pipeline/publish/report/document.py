"""The report as a whole: its sections in the order of domain.md 3.1, on one page format, into one file."""

import zipfile
from collections.abc import Callable
from datetime import datetime, time
from io import BytesIO
from pathlib import Path
from typing import Final

import docx
from docx.document import Document

from pipeline.meaning.outcome import Outcome
from pipeline.publish.cleaning import clean_text
from pipeline.publish.report.annexes import annexes
from pipeline.publish.report.blocks import Block
from pipeline.publish.report.closing import difficulties, ending, next_steps
from pipeline.publish.report.conduct import basics, conduct
from pipeline.publish.report.drawing import draw
from pipeline.publish.report.integrity import cases, measures, risks
from pipeline.publish.report.opening import opening, title_lines
from pipeline.publish.report.page import drop_template_parts, set_page
from pipeline.publish.report.problems import found
from pipeline.publish.report.rectification import rectification
from pipeline.publish.report.styles import set_styles

SECTIONS: Final[tuple[Callable[[Outcome], list[Block]], ...]] = (
    opening, conduct, basics, found, rectification, risks, cases, measures, difficulties, next_steps, ending, annexes,
)  # fmt: skip
"""Outcome -> blocks, in page order."""
_ZIP_EPOCH: Final = (1980, 1, 1, 0, 0, 0)


def write_report(outcome: Outcome, path: Path) -> None:
    """Write the report to `path`; the same outcome gives the same bytes.

    Raises:
        OSError: If the file cannot be written.
    """
    document = docx.Document()
    drop_template_parts(document)
    set_styles(document, outcome.campaign.settings.bold_headings)
    set_page(document)
    _describe(document, outcome)
    draw(document, report_blocks(outcome), outcome.as_of)
    path.write_bytes(_packed(document))


def report_blocks(outcome: Outcome) -> list[Block]:
    """Return everything the report says, in order, before it is set on a page."""
    return [block for section in SECTIONS for block in section(outcome)]


def _describe(document: Document, outcome: Outcome) -> None:
    """Set the document properties; no moment but the day of the figures, no author but the office."""
    properties, settings = document.core_properties, outcome.campaign.settings
    properties.title = clean_text("".join(title_lines(settings)))[:255]
    properties.author = properties.last_modified_by = clean_text(settings.office or settings.school)[:255]
    properties.comments = properties.keywords = ""
    properties.language = "zh-CN"
    properties.revision = 1
    properties.created = properties.modified = datetime.combine(outcome.as_of, time())


def _packed(document: Document) -> bytes:
    """Return the file, its members dated alike: the library dates them by the clock."""
    saved, packed = BytesIO(), BytesIO()
    document.save(saved)
    with zipfile.ZipFile(saved) as source, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        for member in source.infolist():
            target.writestr(zipfile.ZipInfo(member.filename, _ZIP_EPOCH), source.read(member), zipfile.ZIP_DEFLATED)
    return packed.getvalue()
