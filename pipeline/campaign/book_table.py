"""One sheet of the campaign workbook as entries: cells found by heading, each knowing its address."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from openpyxl.utils import get_column_letter

from pipeline.campaign.book_source import Grid
from pipeline.campaign.sheets import Page
from pipeline.errors import CampaignError
from pipeline.form.folding import fold, fold_heading, found_text, visible

_HEADER_DEPTH = 15
_SHOWN = 40


@dataclass(frozen=True)
class Entry:
    """One row that is not empty.

    Attributes:
        file: Name of the workbook.
        page: The sheet.
        row: Row number in it.
        columns: Column key -> column number from 0.
        values: Column key -> what the cell holds.
    """

    file: str
    page: Page
    row: int
    columns: Mapping[str, int]
    values: Mapping[str, object]

    def text(self, key: str) -> str:
        """Return a cell's text, trimmed; "" where it is empty or there is no such column."""
        return visible(found_text(self.values.get(key))).strip()

    def folded(self, key: str) -> str:
        """Return the comparison key of a cell's text."""
        return fold(self.text(key))

    def cell(self, key: str) -> str:
        """Return the address of a cell: D5; the row alone where there is no such column."""
        return f"{get_column_letter(self.columns[key] + 1)}{self.row}" if key in self.columns else f"第{self.row}行"

    def wrong(self, key: str, why: str, remedy: str) -> CampaignError:
        """Return the error that names sheet, cell, what was found and what to write."""
        found = self.text(key)
        written = f"写的是“{found[:_SHOWN]}{'…' if len(found) > _SHOWN else ''}”，" if found else "是空的，"
        return CampaignError(f"{self.file} 工作表“{self.page.title}”的 {self.cell(key)} {written}{why}。", remedy)


@dataclass(frozen=True)
class Book:
    """The opened workbook: asks each sheet for its entries."""

    file: str
    sheets: Mapping[str, Grid]

    def entries(self, page: Page) -> tuple[Entry, ...]:
        """Return the rows of a sheet that are not empty.

        Raises:
            CampaignError: If a sheet or column that is needed is missing, or a heading stands twice.
        """
        grid = self.sheets.get(fold(page.title))
        if grid is None:
            if page.needed:
                raise CampaignError(
                    f"{self.file} 里没有工作表“{page.title}”。",
                    f"请把工作表的名称改回“{page.title}”，或从备份恢复这张表。",
                )
            return ()
        return tuple(_Table(self.file, page, grid).entries())


@dataclass(frozen=True)
class _Table:
    file: str
    page: Page
    grid: Grid

    def entries(self) -> Iterator[Entry]:
        head, columns = self._header
        for at, row in enumerate(self.grid[head + 1 :], start=head + 2):
            values = {key: row[column] for key, column in columns.items() if column < len(row)}
            entry = Entry(self.file, self.page, at, columns, values)
            if any(entry.text(key) for key in columns if key != "number"):
                yield entry

    @cached_property
    def _header(self) -> tuple[int, dict[str, int]]:
        found = [(self._columns(row), at) for at, row in enumerate(self.grid[:_HEADER_DEPTH])]
        columns, at = max(found, key=lambda pair: (len(pair[0]), -pair[1]), default=({}, 0))
        missing = [column.heading for column in self.page.columns if column.needed and column.key not in columns]
        if missing:
            raise CampaignError(
                f"{self.file} 工作表“{self.page.title}”里没有找到“{missing[0]}”这一列。",
                f"请在表头行补上“{missing[0]}”，写法要一字不差。",
            )
        self._check_twice(at)
        return at, columns

    def _check_twice(self, at: int) -> None:
        headings = [fold_heading(found_text(value)) for value in self.grid[at]]
        for column in self.page.columns:
            if column.needed and headings.count(fold_heading(column.heading)) > 1:
                raise CampaignError(
                    f"{self.file} 工作表“{self.page.title}”第{at + 1}行有两列都叫“{column.heading}”。",
                    "请删去或改名其中一列。",
                )

    def _columns(self, row: tuple[object, ...]) -> dict[str, int]:
        """Return the columns a row names: by heading first, then by the other headings."""
        headings = [fold_heading(found_text(value)) for value in row]
        columns: dict[str, int] = {}
        for exact in (True, False):
            for column in self.page.columns:
                names = (column.heading,) if exact else column.aka
                hits = [headings.index(fold_heading(name)) for name in names if fold_heading(name) in headings]
                free = [hit for hit in hits if hit not in columns.values()]
                if free and column.key not in columns:
                    columns[column.key] = free[0]
        return columns
