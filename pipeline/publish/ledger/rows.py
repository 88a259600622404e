"""Many rows, fast: put straight into the stream the writer keeps open, as it would put them itself.

The writer's own way costs a dozen calls a cell; a ledger of a million rows is mostly that. A list
writes its last row the writer's way (`cells.put`), so that the writer knows how far the sheet goes.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Final, NamedTuple

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from pipeline.publish.cleaning import cell_text
from pipeline.publish.ledger.cells import FIRST_DAY, Formula, Marked
from pipeline.publish.ledger.looks import Ink, Look, Styles
from pipeline.publish.text_cells import LIKE_FORMULAS

_BEFORE_DAY_ONE: Final = date(1899, 12, 30).toordinal()
_LOOKS_ESCAPED: Final = re.compile(r"_(?=x[0-9a-fA-F]{4}_)")
_REMEMBERED: Final = 8192


class _Codes(NamedTuple):
    """An ink's formats as the stylesheet numbers them."""

    plain: int
    quoted: int
    unread: int


class RowStream:
    """Rows on their way into one sheet, each column in its ink."""

    def __init__(self, sheet: Worksheet, styles: Styles, inks: Sequence[Ink]) -> None:
        self._sheet, self._styles = sheet, styles
        self._columns = [(xl_col_to_name(n), _codes(ink)) for n, ink in enumerate(inks)]
        self._marks: dict[Look, _Codes] = {}

    def write(self, row: int, height: float, values: Sequence[object]) -> None:
        """Write one row, its place counted from 0; rows come in order and the head stands already."""
        cells = "".join(self._cells(row + 1, values))
        self._sheet.row_data_fh.write(f'<row r="{row + 1}" ht="{height:g}" customHeight="1">{cells}</row>')

    def _cells(self, row: int, values: Sequence[object]) -> Iterator[str]:
        for (letters, codes), value in zip(self._columns, values, strict=True):
            if type(value) is Marked:
                yield cell_xml(f"{letters}{row}", value.value, self._mark(value.look))
            else:
                yield cell_xml(f"{letters}{row}", value, codes)

    def _mark(self, look: Look) -> _Codes:
        if look not in self._marks:
            self._marks[look] = _codes(self._styles.ink(look))
        return self._marks[look]


def _codes(ink: Ink) -> _Codes:
    return _Codes(*(_code(each) for each in ink))


def _code(each: Format) -> int:
    return int(each._get_xf_index())


def cell_xml(place: str, value: object, codes: _Codes) -> str:
    """Return one cell as the sheet's XML has it; the same cell `cells.put` would write."""
    if isinstance(value, str):
        return _text_xml(place, value, codes)
    if value is None or value != value:
        return f'<c r="{place}" s="{codes.plain}"/>'
    if isinstance(value, Formula):
        return _formula_xml(place, value, codes)
    if isinstance(value, int | float | Decimal):
        return f'<c r="{place}" s="{codes.plain}"><v>{float(value):.16G}</v></c>'
    serial = _serial(value)
    if serial is None:
        return _text_xml(place, str(value), codes)
    return f'<c r="{place}" s="{codes.plain}"><v>{serial:.16G}</v></c>'


def _text_xml(place: str, value: str, codes: _Codes) -> str:
    kind, content = _content(value)
    return f'<c r="{place}" s="{codes[kind]}"{content}'


@lru_cache(_REMEMBERED)
def _content(value: str) -> tuple[int, str]:
    """Return which format a text takes, and the rest of its cell: a list repeats itself."""
    text = cell_text(value)
    if not text:
        return 0, "/>"
    kept = ' xml:space="preserve"' if text[0].isspace() or text[-1].isspace() else ""
    escaped = _LOOKS_ESCAPED.sub("_x005F_", text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))
    return 1 if text.startswith(LIKE_FORMULAS) else 2, f' t="inlineStr"><is><t{kept}>{escaped}</t></is></c>'


def _formula_xml(place: str, formula: Formula, codes: _Codes) -> str:
    kind = ' t="str"' if isinstance(formula.cached, str) else ""
    expression = formula.expression.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f'<c r="{place}" s="{codes.plain}"{kind}><f>{expression}</f><v>{formula.cached}</v></c>'


def _serial(value: object) -> float | None:
    """Return a day or moment as a spreadsheet counts it, None where it does not count."""
    if isinstance(value, datetime):
        seconds = value.hour * 3600 + value.minute * 60 + value.second
        return _from(value.date(), seconds / 86400)
    return _from(value, 0) if isinstance(value, date) else None


def _from(day: date, share: float) -> float | None:
    return day.toordinal() - _BEFORE_DAY_ONE + share if day >= FIRST_DAY else None
