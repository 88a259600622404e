"""What a workbook says of itself in `_meta`: whose it is, and which of its columns is which of the form."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from pipeline.form.folding import fold, fold_heading, found_text
from pipeline.form.identity import BY_PROPERTIES, COLUMN_KEYS_HEAD, IDENTITY_KEYS, META_SHEET, ROUND_KEYS
from pipeline.form.schema import Form
from pipeline.intake.book import RawBook

_TITLE, _KEY, _HEADING, _SHEET = (COLUMN_KEYS_HEAD.index(name) for name in ("sheet", "key", "heading", "sheet_key"))


@dataclass(frozen=True)
class IssuedSheet:
    """One sheet of the form a workbook was made with.

    Attributes:
        key: Key of the sheet.
        headings: Folded heading -> key of the column, as they were then.
    """

    key: str
    headings: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Issued:
    """The form a workbook was made with, as far as `_meta` tells; nothing where it does not.

    Attributes:
        sheets: Folded title -> sheet.
    """

    sheets: Mapping[str, IssuedSheet] = field(default_factory=dict)

    def key_of(self, title: str) -> str:
        """Return the key of the sheet that bore a title, "" where none did."""
        return self.sheets[fold(title)].key if fold(title) in self.sheets else ""

    def headings_of(self, key: str) -> Mapping[str, str]:
        """Return folded heading -> column key of a sheet as it was issued."""
        return next((sheet.headings for sheet in self.sheets.values() if sheet.key == key), {})

    @property
    def asked(self) -> Mapping[str, frozenset[str]]:
        """Return sheet key -> keys of the columns it had."""
        return {sheet.key: frozenset(sheet.headings.values()) for sheet in self.sheets.values()}


def read_issued(form: Form, book: RawBook) -> Issued:
    """Return the form a workbook was made with; older ones do not write keys of sheets, their titles are today's."""
    titles = {fold(sheet.title): sheet.key for sheet in form.sheets}
    sheets: dict[str, IssuedSheet] = {}
    for cells in _mapped(book):
        title = fold(cells[_TITLE])
        key = cells[_SHEET] or titles.get(title, "")
        if title and key and cells[_KEY]:
            before = sheets.get(title, IssuedSheet(key)).headings
            sheets[title] = IssuedSheet(key, {**before, fold_heading(cells[_HEADING]): cells[_KEY]})
    return Issued(sheets)


def read_meta(book: RawBook) -> Mapping[str, str]:
    """Return the identity in `_meta` and the document properties; the sheet weighs more, and is missed where it is gone."""
    said = {key: book.properties[key] for key in IDENTITY_KEYS if book.properties.get(key)}
    on_sheet = {row[0]: row[1] for row in _meta_rows(book) if row[0] in (*IDENTITY_KEYS, *ROUND_KEYS) and row[1]}
    lost = {BY_PROPERTIES: "1"} if said and not set(on_sheet) & set(IDENTITY_KEYS) else {}
    return {**said, **on_sheet, **lost}


def _mapped(book: RawBook) -> Iterator[list[str]]:
    """Go through the lines of the table of columns, each as long as its head."""
    begun = False
    for row in _meta_rows(book):
        if begun:
            yield row
        begun = begun or tuple(row[:_SHEET]) == COLUMN_KEYS_HEAD[:_SHEET]


def _meta_rows(book: RawBook) -> Iterator[list[str]]:
    for sheet in book.sheets:
        if fold(sheet.name) == META_SHEET:
            for row in sheet.rows:
                cells = [found_text(cell).strip() for cell in row[: len(COLUMN_KEYS_HEAD)]]
                yield cells + [""] * (len(COLUMN_KEYS_HEAD) - len(cells))
