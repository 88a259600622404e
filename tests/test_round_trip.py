"""Template, fill, read is the identity; one cell spoilt is one finding, at that cell."""

import os
from collections.abc import Iterator
from io import BytesIO

from hypothesis import given
from openpyxl import load_workbook

from pipeline.form.kinds import Identifier, PointReference
from pipeline.form.schema import By, Column
from pipeline.intake.reader import read_book
from pipeline.publish.content import Content
from pipeline.publish.layout import Page
from tests.contents import contents
from tests.dear import dear
from tests.judging import Change, Original, Told, clean_workbook, filled, judged, opened, pages, told

FEW = dear(4, random="CI" not in os.environ)
"""Each example is a whole workbook of some hundred cells, and every kind of spoilt cell in it; too dear to shrink."""


@FEW
@given(contents())
def test_what_is_filled_in_is_read_back(content: Content) -> None:
    """A filled workbook gives no finding and every value; each spoilt copy exactly the finding of its cell."""
    original = Original(read_book(filled(content)))
    spoils = list(_spoils(content))

    whole, *copies = told([original.submission, *(original.spoilt([change]) for change, _ in spoils)])

    assert whole.findings == ()
    assert list(_differences(content, whole)) == []
    for (change, expected), copy in zip(spoils, copies, strict=True):
        assert [(f.sheet, f.cell, f.code) for f in copy.findings] == [expected], (change, copy.findings)


def _differences(content: Content, whole: Told) -> Iterator[tuple[str, object, str]]:
    """Go through cells that are shown otherwise than they were filled in; a point is shown by its code."""
    for title, page in pages().items():
        for number, row in enumerate(content.rows[page.sheet.key], start=1):
            for column in page.sheet.columns:
                if column.key in row.cells:
                    shown = whole.shown(title, number, column.heading)
                    filled_in = row.cells[column.key]
                    if isinstance(column.kind, PointReference):
                        filled_in = str(filled_in).partition(" ")[0]
                    if shown != _plain(filled_in):
                        yield column.heading, filled_in, shown


def _plain(filled_in: object) -> str:
    return f"{filled_in:.10g}" if isinstance(filled_in, float) else str(filled_in)


def _spoils(content: Content) -> Iterator[tuple[Change, tuple[str, str, str]]]:
    """Go through every column's first filled cell, holding something bad or nothing, and what is then to be said.

    Left out are the numbers other sheets refer to, of problems and of points: what they spoil is said elsewhere too.
    """
    for title, page in pages().items():
        for column in page.sheet.columns:
            row = _first_filled(content, page, column)
            if row and column.by is By.UNIT and not isinstance(column.kind, Identifier | PointReference):
                cell = page.address(row - 1, column.key)
                for bad in column.kind.bad:
                    code = column.kind.read(bad).notes[0].code
                    yield Change(title, row, column.heading, bad), (title, cell, code)
                if _always_needed(page, column):
                    yield Change(title, row, column.heading, ""), (title, cell, "V01")


def _first_filled(content: Content, page: Page, column: Column) -> int:
    """Return the first record, from 1, in which a column is filled; 0 where it is in none."""
    filled_in = [row.cells.get(column.key, "") != "" for row in content.rows[page.sheet.key]]
    return filled_in.index(True) + 1 if any(filled_in) else 0


def _always_needed(page: Page, column: Column) -> bool:
    """Tell whether a blank cell is told as V01: a rule of the row or the sheet may have said it more exactly."""
    return column.required and not column.campus and not any(column.key in rule.fills for rule in page.rules)


def test_a_cell_spoilt_in_the_file_itself_is_found_at_that_cell() -> None:
    """A real file, opened, spoilt in one cell and saved by another program, gives one finding at that cell."""
    page = pages()["问题清单及整改"]
    cell = page.address(1, "due")
    book = load_workbook(BytesIO(clean_workbook()))
    book[page.sheet.title][cell] = "尽快"
    stream = BytesIO()
    book.save(stream)

    outcome = judged(opened("后勤集团.xlsx", stream.getvalue()))

    assert [(f.sheet, f.cell, f.code) for f in outcome.findings] == [(page.sheet.title, cell, "V08")]
