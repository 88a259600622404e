"""What a sheet holds beside its cells, or out of sight: said, so that nothing is lost in silence."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from xlsxwriter.utility import xl_col_to_name

from pipeline.form.folding import found_text
from pipeline.form.identity import OWN_HIDDEN_SHEETS
from pipeline.form.privacy import masked
from pipeline.form.schema import Form
from pipeline.intake.assembly import PICTURE_WORDS
from pipeline.intake.book import RawBook, RawSheet, shown_text
from pipeline.intake.locate import Located
from pipeline.intake.submission import Remark

EVIDENCE: Final = "evidence"
"""Key of the columns in which a picture is an answer."""
_BEGINNING: Final = 20


def unseen(
    form: Form,
    book: RawBook,
    located: Mapping[str, Located],
    further: Sequence[tuple[str, Located]] = (),
    own_sheets: frozenset[str] = frozenset(),
) -> Iterator[Remark]:
    """Go through what is to be said of hidden rows, columns and sheets, filters, text boxes, pictures and far cells."""
    for key, one in (*located.items(), *further):
        yield from _hidden_rows(one)
        yield from _hidden_columns(one)
        yield from _boxes(one.sheet, form[key].confidential)
        yield from _pictures(one)
    taken = (
        own_sheets | OWN_HIDDEN_SHEETS | {one.sheet.name for one in (*located.values(), *(one for _, one in further))}
    )
    for sheet in book.sheets:
        if sheet.far:
            yield Remark("S19", sheet.name, sheet.far, facts={"sheet": sheet.name, "cell": sheet.far})
        if not sheet.visible and sheet.name not in taken and sheet.counted:
            yield Remark("S08", sheet.name, facts={"sheet": sheet.name})
    if book.charts:
        yield Remark("S18", facts={"count": str(book.charts)})


def _hidden_rows(one: Located) -> Iterator[Remark]:
    rows = one.sheet.rows
    hidden = [
        row for row in sorted(one.sheet.hidden_rows)
        if one.header < row <= len(rows) and any(map(shown_text, rows[row - 1]))
    ]  # fmt: skip
    if any(sum(map(bool, map(shown_text, rows[row - 1]))) > 1 for row in hidden):
        facts = {"sheet": one.sheet.name, "count": str(len(hidden))}
        yield Remark("S16" if one.sheet.filtered else "S07", one.sheet.name, f"A{hidden[0]}", facts=facts)


def _hidden_columns(one: Located) -> Iterator[Remark]:
    below = one.sheet.rows[one.header :]
    hidden = [
        column for column in sorted(one.sheet.hidden_columns)
        if any(column < len(row) and shown_text(row[column]) for row in below)
    ]  # fmt: skip
    if hidden:
        facts = {"sheet": one.sheet.name, "columns": "、".join(map(xl_col_to_name, hidden))}
        yield Remark("S15", one.sheet.name, f"{xl_col_to_name(hidden[0])}{max(one.header, 1)}", facts=facts)


def _boxes(sheet: RawSheet, confidential: bool) -> Iterator[Remark]:
    for text in sheet.boxes:
        beginning = masked(" ".join(text.split()))[:_BEGINNING]
        begin = "" if confidential else f"，开头是“{beginning}”"
        yield Remark("S14", sheet.name, facts={"sheet": sheet.name, "begin": begin})


def _pictures(one: Located) -> Iterator[Remark]:
    left = [picture for picture in one.sheet.floating if _answered(one, picture) is None]
    if left:
        facts = {"sheet": one.sheet.name, "count": str(len(left))}
        yield Remark("S17", one.sheet.name, f"{xl_col_to_name(left[0][1])}{left[0][0] + 1}", facts=facts)


def with_pictures(one: Located) -> Located:
    """Return the sheet with every picture that lies on an evidence cell of a filled row counted as that cell's content."""
    rows = list(one.sheet.rows)
    for picture in one.sheet.floating:
        place = _answered(one, picture)
        if place is not None and not found_text(_content(one, place)).strip():
            row, column = place
            cells = [*rows[row], *[""] * (column + 1 - len(rows[row]))]
            cells[column] = PICTURE_WORDS
            rows[row] = cells
    return replace(one, sheet=replace(one.sheet, rows=rows)) if one.sheet.floating else one


def _answered(one: Located, picture: tuple[int, int, int]) -> tuple[int, int] | None:
    """Return the evidence cell a picture lies on, None where it lies elsewhere or the row holds nothing else."""
    row, first, last = picture
    column = one.match.places.get(EVIDENCE, -1)
    if not first <= column <= last or not one.header <= row < len(one.sheet.rows):
        return None
    others = sum(bool(shown_text(cell)) for place, cell in enumerate(one.sheet.rows[row]) if place != column)
    return (row, column) if others > 1 else None


def _content(one: Located, place: tuple[int, int]) -> object:
    cells = one.sheet.rows[place[0]]
    return cells[place[1]] if place[1] < len(cells) else ""
