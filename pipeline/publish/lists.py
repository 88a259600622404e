"""The hidden sheet _字典: every list a dropdown offers, as a named range (inline lists end at 255 characters)."""

from collections.abc import Iterator, Mapping

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_col_to_name

from pipeline.form.identity import LISTS_SHEET
from pipeline.form.schema import Column
from pipeline.publish.layout import Booklet, Page, quoted
from pipeline.publish.paper import Paper

ListNames = Mapping[tuple[str, ...], str]
"""The words of a list -> the defined name that stands for its cells."""


def name_lists(booklet: Booklet) -> ListNames:
    """Return one name for each list offered; columns that offer the same words share it."""
    names: dict[tuple[str, ...], str] = {}
    for page, column in _columns(booklet):
        choices = column.kind.guard().choices
        if choices:
            names.setdefault(choices, f"list_{page.sheet.key}_{column.key}")
    return names


def write_lists(workbook: Workbook, paper: Paper, names: ListNames) -> None:
    """Write the lists side by side, each under its name, and define the names."""
    for place, (choices, name) in enumerate(names.items()):
        paper.put(1, place, name, "info")
        for row, word in enumerate(choices, start=2):
            paper.put(row, place, word, "info")
        letter = xl_col_to_name(place)
        workbook.define_name(name, f"={quoted(LISTS_SHEET)}!${letter}$2:${letter}${len(choices) + 1}")
    paper.worksheet.hide()
    paper.lock()


def _columns(booklet: Booklet) -> Iterator[tuple[Page, Column]]:
    for page in booklet.pages:
        for column in page.sheet.columns:
            yield page, column
