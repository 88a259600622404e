"""A worksheet whose rows grow with what is typed into them, yet open at the height they need."""

from functools import lru_cache
from typing import Final

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

_LAST_COLUMN: Final = 16_383


class GrowingWorksheet(Worksheet):  # type: ignore[misc]  # the library has no type information
    """A worksheet that can give a row a height without fixing it.

    The library marks every height it is given as set by hand, and a row so marked does not grow.
    Without any height LibreOffice shows one line of a wrapped text, because it trusts the file.
    """

    def __init__(self) -> None:
        super().__init__()
        self.growing: set[int] = set()
        self.open_from: int | None = None

    def set_growing_row(self, row: int, height: float) -> None:
        """Open a row (from 0) at a height; the next edit may make it taller or lower."""
        self.set_row(row, height)
        self.growing.add(row + 1)

    def open_beyond(self, first: int, look: Format) -> None:
        """Give every column from `first` on a look, without the sheet counting as that wide."""
        widest: int | None = self.dim_colmax
        self.set_column(first, first, None, look)
        self.dim_colmax: int | None = widest
        self.open_from = first

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:
        # a hundred searches for names of newer functions, of which ours have none: once for each formula
        return _prepared(formula, expand_future_functions)

    def _write_col_info(self, col_min: int, col_max: int, col_info: object) -> None:
        # sixteen thousand entries for one element would take most of the time of a workbook
        super()._write_col_info(col_min, _LAST_COLUMN if col_max == self.open_from else col_max, col_info)

    def _xml_start_tag_unencoded(self, tag: str, attributes: list[tuple[str, object]]) -> None:
        if tag == "row" and dict(attributes).get("r") in self.growing:
            attributes = [entry for entry in attributes if entry[0] != "customHeight"]
        super()._xml_start_tag_unencoded(tag, attributes)


_BLANK: Final = Worksheet()


@lru_cache(maxsize=4096)
def _prepared(formula: str, expand_future_functions: bool) -> str:
    return str(_BLANK._prepare_formula(formula, expand_future_functions))
