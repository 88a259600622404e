"""What a report is made of, before anybody thinks of Word: sections write these, `drawing` draws them."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from pipeline.publish.report.prose import settled


class Look(Enum):
    """How a paragraph looks; the value is the id of its style, `styles.CUTS` says the rest."""

    TITLE = "GwTitle"
    DRAFT = "GwDraft"
    ALARM = "GwAlarm"
    ADDRESSEE = "GwAddressee"
    PART = "Heading1"
    CHAPTER = "Heading2"
    BODY = "GwBody"
    ATTACHMENTS = "GwAttachments"
    SIGNATURE = "GwSignature"
    ANNEX = "GwAnnex"
    CAPTION = "GwCaption"
    CHART_CAPTION = "GwChartCaption"
    HEAD_CELL = "GwHeadCell"
    TEXT_CELL = "GwTextCell"
    FIGURE_CELL = "GwFigureCell"
    NOTE = "GwNote"
    CHART = "GwChart"
    PAGE_NUMBER = "GwPageNumber"


@dataclass(frozen=True)
class Line:
    """One paragraph.

    Attributes:
        look: Its style.
        text: Its text; a newline is a line break inside the paragraph.
        right: Characters kept free on the right, for signatures.
        hang: Characters the paragraph is set in, and its first line out again, beyond its style.
        new_page: Whether it begins a page.
        keep_next: Whether it stays on the page of the line that follows.
    """

    look: Look
    text: str
    right: int = 0
    hang: tuple[float, float] | None = None
    new_page: bool = False
    keep_next: bool = False


@dataclass(frozen=True)
class Table:
    """A table with its caption above: one heading row, text in the first column, then figures.

    Attributes:
        caption: The line above, "" for none.
        headings: One a column, at most eight.
        rows: Cells as they are printed; the last row may be the totals.
        weights: Relative widths of the columns.
        note: The line below, "" for none.
    """

    caption: str
    headings: Sequence[str]
    rows: Sequence[Sequence[str]]
    weights: Sequence[float]
    note: str = ""


@dataclass(frozen=True)
class Bars:
    """A chart of stacked horizontal bars with its caption below.

    Attributes:
        caption: The line below.
        labels: One a bar, the first on top.
        series: Name of each part of a bar and its figure for each label.
    """

    caption: str
    labels: Sequence[str]
    series: Sequence[tuple[str, Sequence[int]]]


Block = Line | Table | Bars


def body(*texts: str) -> list[Block]:
    """Return body paragraphs of the texts, the empty ones left out."""
    return [Line(Look.BODY, settled(text)) for text in texts if text]


def blank() -> Line:
    """Return an empty line (空一行)."""
    return Line(Look.BODY, "")
