"""A workbook that is streamed to disk: same outcome, same bytes; bounded memory at any length."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from xlsxwriter.exceptions import FileCreateError
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.workbook import Workbook

from pipeline.publish.cleaning import clean_text
from pipeline.publish.ledger.looks import Styles

SHEET_ROWS: Final = 1_048_576
CHOICES_SHEET: Final = "_字典"
_OPTIONS: Final = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


@dataclass
class Book:
    """A workbook being written: its formats, its dropdown lists, and how many rows a sheet may have."""

    workbook: Workbook
    styles: Styles
    sheet_rows: int = SHEET_ROWS
    choices: list[tuple[str, ...]] = field(default_factory=list)

    def list_of(self, choices: tuple[str, ...]) -> str:
        """Return the range on the hidden sheet that will hold these words, for a dropdown."""
        if choices not in self.choices:
            self.choices.append(choices)
        column = xl_col_to_name(self.choices.index(choices))
        return f"='{CHOICES_SHEET}'!${column}$1:${column}${len(choices)}"


@contextmanager
def written_book(path: Path, title: str, as_of: date, sheet_rows: int = SHEET_ROWS) -> Iterator[Book]:
    """Give a workbook to write into; it stands at `path` once the block is left.

    Raises:
        OSError: If the file cannot be written.
    """
    with TemporaryDirectory(ignore_cleanup_errors=True) as scratch:
        workbook = Workbook(str(path), _OPTIONS | {"tmpdir": scratch})
        workbook.use_zip64()
        # A fixed moment: the same outcome gives the same bytes.
        workbook.set_properties({"title": clean_text(title), "created": datetime.combine(as_of, time())})
        book = Book(workbook, Styles(workbook), sheet_rows)
        try:
            yield book
            _write_choices(book)
            workbook.close()
        except FileCreateError as error:
            raise OSError(f"{path.name}: {error}") from error
        finally:
            _let_go(workbook)


def _let_go(workbook: Workbook) -> None:
    """Close the rows on their way to disk, so that nothing of them stays behind whatever happened."""
    for sheet in workbook.worksheets():
        sheet.row_data_fh.close()


def _write_choices(book: Book) -> None:
    if not book.choices:
        return
    sheet = book.workbook.add_worksheet(CHOICES_SHEET)
    for row in range(max(map(len, book.choices))):
        for col, choices in enumerate(book.choices):
            if row < len(choices):
                sheet.write_string(row, col, choices[row])
    sheet.hide()
