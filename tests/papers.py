"""A return on somebody's desk: an openpyxl workbook whose every row bears a mark of its own that can be found again."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from io import BytesIO
from random import Random

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.form.folding import fold_heading
from pipeline.form.identity import OWN_HIDDEN_SHEETS
from pipeline.form.schema import By, Column, Sheet
from pipeline.intake.book import RawBook
from pipeline.intake.reader import read_book
from pipeline.publish.unit_workbook import render_unit_workbook
from tests.judging import campaign

ANCHORS = {
    "problems": ("problem", "measure"),
    "risks": ("risk", "control"),
    "cases": ("facts", "reform"),
    "measures": ("how", "effect"),
}
"""Sheet key -> the two columns in which every row bears its mark: one may be deleted."""
DATA, ASIDE = "标", "旁"
"""How a mark begins: of a row that reports something, of a total, a signature, an example."""
_DIGITS = "甲乙丙丁戊己庚辛壬癸"
_MARK = re.compile(f"[{DATA}{ASIDE}][{_DIGITS}]{{5}}识")
_RANGES = (
    (0x20, 0x7E), (0xA0, 0xFF), (0x300, 0x36F), (0x5D0, 0x5EA), (0x627, 0x64A), (0x2000, 0x206F), (0x2150, 0x218B),
    (0x2F00, 0x2FD5), (0x3000, 0x30FF), (0x4E00, 0x4FFF), (0xE000, 0xE010), (0xFF01, 0xFF5E), (0x1F300, 0x1F5FF),
    (0x20000, 0x20040),
)  # fmt: skip
_AWKWARD = (
    "=1+1", "+1", "-加强管理", "@A1", "{=1}", "=HYPERLINK(\"http://example.invalid\")", "http://example.invalid",
    "_x0008_", "_x0041_", "<b>&amp;</b>", "]]>", "\u202e反", "\u200b", "'", '"', "\n", "\t", "见附件", "略", "同上",
    "true", "1e5", "007", "#REF!", "110105194912310021", "13800000000", "NaN", "null",
)  # fmt: skip


@dataclass
class Paper:
    """A return somebody has filled in and now does things to.

    Attributes:
        unit: Its unit.
        book: The workbook.
        pages: Sheet key -> worksheet, also after it was given another name.
        chance: Decides all that is left open.
        written: How many marks were given out.
    """

    unit: str
    book: Workbook
    pages: dict[str, Worksheet]
    chance: Random
    written: int = field(default=0)

    def mark(self, kind: str = DATA) -> str:
        """Return a mark never used on this paper, and by its first sign on no other."""
        self.written += 1
        number = f"{self.written:04d}"
        first = _DIGITS[campaign().units.index(campaign().unit(self.unit))]
        return f"{kind}{first}{''.join(_DIGITS[int(digit)] for digit in number)}识"

    def some(self) -> tuple[Sheet, Worksheet]:
        """Return any of the sheets that list records and are still there."""
        key = self.chance.choice([key for key in ANCHORS if key in self.pages])
        return campaign().form[key], self.pages[key]

    def header(self, sheet: Sheet) -> int:
        """Return the row that shows most of a sheet's headings."""
        wanted = {fold_heading(column.heading) for column in sheet.columns}
        rows = list(self.pages[sheet.key].iter_rows(max_row=25, values_only=True))
        hits = [sum(_folded(cell) in wanted for cell in row) for row in rows]
        return hits.index(max(hits)) + 1

    def column(self, sheet: Sheet, key: str) -> int:
        """Return the place of a column by its heading, 0 where it is not shown any more."""
        return self.columns(sheet).get(key, 0)

    def columns(self, sheet: Sheet) -> dict[str, int]:
        """Return the places of the columns of a sheet that are shown."""
        keys = {fold_heading(column.heading): column.key for column in sheet.columns}
        cells = [(_folded(cell.value), cell.column or 0) for cell in self.pages[sheet.key][self.header(sheet)]]
        return {keys[heading]: int(place) for heading, place in reversed(cells) if heading in keys}

    def marked_rows(self, sheet: Sheet) -> list[int]:
        """Return the rows of a sheet that bear a mark."""
        page = self.pages[sheet.key]
        return [row for row, *_ in marks_of(page)]

    def bottom(self, sheet: Sheet) -> int:
        """Return the first row below all that stands on a sheet."""
        return self.pages[sheet.key].max_row + 1

    def text(self) -> str:
        """Return something people, or programs, write into a cell."""
        if self.chance.random() < 0.3:
            return self.chance.choice(_AWKWARD)
        length = self.chance.choice((1, 3, 12, 12, 12, 40, 300)) if self.chance.random() < 0.97 else 4000
        return "".join(chr(self.chance.randint(*self.chance.choice(_RANGES))) for _ in range(length))

    def answer(self, column: Column) -> object:
        """Return an answer to a column: good, bad, anything, or none."""
        which = self.chance.random()
        if which < 0.45 and column.kind.good:
            return self.chance.choice(tuple(column.kind.good))
        if which < 0.6 and column.kind.bad:
            return self.chance.choice(tuple(column.kind.bad))
        return self.text() if which < 0.8 else None

    def write_row(self, sheet: Sheet, row: int, kind: str = DATA) -> None:
        """Write a record into a row, with a mark of its own in two of its columns."""
        page, mark, places = self.pages[sheet.key], self.mark(kind), self.columns(sheet)
        for column in sheet.columns:
            place = places.get(column.key, 0)
            if column.by is By.UNIT and place:
                bears = column.key in ANCHORS[sheet.key]
                put(page.cell(row, place), f"{mark}{self.text()}" if bears else self.answer(column))


def _folded(content: object) -> str:
    """Return what a cell says as a heading; a long text is none."""
    return fold_heading(content) if isinstance(content, str) and len(content) < 40 else ""


def put(cell: object, content: object) -> None:
    """Write into a cell what can be written; text is text, whatever it begins with."""
    if not isinstance(cell, Cell):
        return
    cell.value = content  # type: ignore[assignment]  # texts, numbers, days
    if isinstance(content, str):
        cell.data_type = "s"


def marks_of(page: Worksheet) -> Iterator[tuple[int, set[str]]]:
    """Go through (row, marks) of the rows of a worksheet that bear one."""
    for number, row in enumerate(page.iter_rows(values_only=True), start=1):
        marks = set(_MARK.findall(" ".join(str(cell) for cell in row if cell is not None)))
        if marks:
            yield number, marks


def paper(unit: str, chance: Random, *, whole: bool) -> Paper:
    """Return a return of a unit with any number of rows a sheet; `whole` with every format the template has."""
    book = load_workbook(BytesIO(_blank(unit))) if whole else _plain_copy(_read(unit))
    titles = {sheet.title: sheet.key for sheet in campaign().form.sheets}
    mine = Paper(unit, book, {titles[page.title]: page for page in book.worksheets if page.title in titles}, chance)
    for key in ANCHORS:
        sheet = campaign().form[key]
        top = mine.header(sheet) + 1
        for row in range(top, top + chance.choice((0, 1, 2, 3, 5, 8))):
            mine.write_row(sheet, row)
    return mine


@cache
def _blank(unit: str) -> bytes:
    return render_unit_workbook(campaign(), campaign().unit(unit))


@cache
def _read(unit: str) -> RawBook:
    return read_book(_blank(unit))


def _plain_copy(raw: RawBook) -> Workbook:
    """Return the contents of a template without its formats: read and written four times as fast."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for sheet in raw.sheets:
        page = book.create_sheet(sheet.name)
        page.sheet_state = "hidden" if sheet.name in OWN_HIDDEN_SHEETS else "visible"
        for number, cells in enumerate(sheet.rows, start=1):
            for place, content in enumerate(cells, start=1):
                if isinstance(content, str | float) and content != "":
                    put(page.cell(number, place), content)
    return book


def saved(book: Workbook) -> bytes:
    """Return a workbook as a file."""
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def swap(page: Worksheet, one: int, other: int) -> None:
    """Let two rows change places, all their cells."""
    for place in range(1, page.max_column + 1):
        first, second = page.cell(one, place), page.cell(other, place)
        held = first.value
        put(first, second.value)
        put(second, held)
