"""One walk over the content of an OpenDocument sheet: what is filled, hidden, spoilt, and how often it repeats."""

import re
from collections.abc import Callable
from datetime import datetime
from itertools import product
from typing import Final

from pipeline.intake.book import Spoilt
from pipeline.intake.cells import number_of, percent, too_long
from pipeline.intake.limits import Limits
from pipeline.intake.safe_xml import parse
from pipeline.intake.sheet_scan import Place, SheetScan

_CELLS: Final = frozenset(("table-cell", "covered-table-cell"))
_BLANKS: Final = {"s": " ", "tab": "\t", "line-break": "\n"}
_ERROR: Final = re.compile(r"(?:#[A-Z/0!?]+|(?:Err|错误)[:：]\s?\d+)$")
_NUMBERS: Final = frozenset(("float", "percentage", "currency"))
_HIDDEN: Final = frozenset(("collapse", "filter"))
_MANY_ROWS: Final = 100_000
"""Rows hidden at once past which they are the unused end of the sheet."""
_OVER_CELLS: Final = frozenset(("frame", "custom-shape", "rect", "caption"))
_LINKS: Final = frozenset(("table-source", "cell-range-source", "dde-link"))


class OdsWalk:
    """Fills a `SheetScan` for every sheet; of the sheet named `taking` the values too."""

    def __init__(self, limits: Limits, taking: str = "") -> None:
        self._limits, self._taking = limits, taking
        self.sheets: list[SheetScan] = []
        self.values: dict[Place, object] = {}
        self.linked = False
        self._unseen: set[str] = set()
        self._style = ""
        self._row, self._rows, self._column = 0, 1, 0
        self._column_at = 0
        self._cell: dict[str, str] | None = None
        self._paragraphs: list[str] = []
        self._note: list[str] | None = None
        self._over: list[str] | None = None
        self._depth_over = 0
        self._inside_text = False
        self._begins: dict[str, Callable[[dict[str, str]], None]] = {
            "table": self._begin_table,
            "table-row": self._begin_row,
            "table-column": self._begin_columns,
            "style": self._begin_style,
            "table-properties": self._begin_table_style,
            "image": self._begin_picture,
        }

    def walk(self, content: bytes) -> None:
        """Walk the whole part; raises `safe_xml.RefusedXmlError` and `UnreadableError`."""
        parse(content, self._limits, self._start, self._end, self._data)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if name in _CELLS and self._over is None:
            self._cell, self._paragraphs = attributes, []
        elif name == "p":
            self._begin_paragraph()
        elif name in _BLANKS and self._inside_text:
            self._data(_BLANKS[name] * min(int(attributes.get("text:c", "1")), 1_000))
        elif name == "annotation":
            self._note = []
        elif name in _OVER_CELLS:
            self._begin_over()
        elif name in self._begins:
            self._begins[name](attributes)
        elif name in _LINKS:
            self.linked = True

    def _begin_row(self, attributes: dict[str, str]) -> None:
        self._rows, self._column = int(attributes.get("table:number-rows-repeated", "1")), 0
        if attributes.get("table:visibility") in _HIDDEN and self._rows < _MANY_ROWS:
            self._sheet.hidden_rows.update(range(self._row, self._row + self._rows))
            self._sheet.filtered |= attributes["table:visibility"] == "filter"

    def _begin_columns(self, attributes: dict[str, str]) -> None:
        count = int(attributes.get("table:number-columns-repeated", "1"))
        if attributes.get("table:visibility") in _HIDDEN:
            self._sheet.hide_columns(self._column_at, self._column_at + count - 1)
        self._column_at += count

    def _begin_table(self, attributes: dict[str, str]) -> None:
        shown = attributes.get("table:style-name", "") not in self._unseen
        self.sheets.append(SheetScan(attributes.get("table:name", ""), shown))
        self._row, self._column_at = 0, 0

    def _begin_style(self, attributes: dict[str, str]) -> None:
        self._style = attributes.get("style:name", "")

    def _begin_table_style(self, attributes: dict[str, str]) -> None:
        if attributes.get("table:display") == "false":
            self._unseen.add(self._style)

    def _begin_picture(self, _attributes: dict[str, str]) -> None:
        if self.sheets and self._cell is not None:
            self._sheet.floating.append((self._row, self._column, self._column))

    @property
    def _sheet(self) -> SheetScan:
        return self.sheets[-1]

    def _begin_paragraph(self) -> None:
        self._inside_text = True
        texts = self._texts()
        if texts:
            texts.append("\n")

    def _texts(self) -> list[str]:
        if self._over is not None:
            return self._over
        return self._note if self._note is not None else self._paragraphs

    def _begin_over(self) -> None:
        if self._over is None:
            self._over = []
        self._depth_over += 1

    def _data(self, text: str) -> None:
        if self._inside_text:
            self._texts().append(text)

    def _end(self, name: str) -> None:
        if name in _CELLS and self._over is None:
            self._end_cell()
        elif name == "p":
            self._inside_text = False
        elif name == "annotation":
            self._end_note()
        elif name in _OVER_CELLS:
            self._end_over()
        elif name == "table-row":
            self._row += self._rows

    def _end_note(self) -> None:
        text = "".join(self._note or ()).strip()
        if text and self._cell is not None:
            self._sheet.comments[self._row, self._column] = text
        self._note = None

    def _end_over(self) -> None:
        self._depth_over -= 1
        if not self._depth_over:
            text = "".join(self._over or ()).strip()
            if text and self.sheets:
                self._sheet.boxes.append(text)
            self._over = None

    def _end_cell(self) -> None:
        attributes, text = self._cell or {}, "".join(self._paragraphs)
        count = int(attributes.get("table:number-columns-repeated", "1"))
        self._note_merge(attributes)
        content = self._content(attributes, text)
        if not isinstance(content, str) or content:
            self._note_cells(count, attributes, content)
        self._column += count
        self._cell, self._paragraphs = None, []

    def _note_merge(self, attributes: dict[str, str]) -> None:
        wide = int(attributes.get("table:number-columns-spanned", "1"))
        high = int(attributes.get("table:number-rows-spanned", "1"))
        if wide > 1 or high > 1:
            self._sheet.merges.append((self._row, self._column, self._row + high - 1, self._column + wide - 1))

    def _note_cells(self, count: int, attributes: dict[str, str], content: object) -> None:
        """Note a cell as often as it repeats: in so many columns, and in every row of its row."""
        sheet, rows = self._sheet, range(self._row, self._row + self._rows)
        sheet.reach((rows[-1], self._column + count - 1), self._limits, count * self._rows)
        if not isinstance(content, str) or content.strip():
            sheet.filled.update(rows)
        share = isinstance(content, float) and attributes.get("office:value-type") == "percentage"
        if not (share or isinstance(content, Spoilt) or sheet.name == self._taking):
            return
        for place in product(rows, range(self._column, self._column + count)):
            if isinstance(content, Spoilt):
                sheet.spoilt[place] = content
            elif share and isinstance(content, float):
                sheet.shown[place] = percent(content)
            if sheet.name == self._taking:
                self.values[place] = content

    def _content(self, attributes: dict[str, str], text: str) -> object:
        kind, formula = attributes.get("office:value-type", ""), "table:formula" in attributes
        if len(text) > self._limits.text:
            raise too_long(self._sheet.name, self._limits)
        if attributes.get("calcext:value-type") == "error" or (formula and _ERROR.match(text.strip())):
            return Spoilt("V20", text.strip())
        if formula and not kind:
            return Spoilt("V21", "")
        if kind in _NUMBERS:
            return number_of(attributes.get("office:value", ""))
        if kind == "date":
            return _moment(attributes.get("office:date-value", ""), text)
        return (
            attributes.get("office:boolean-value") == "true"
            if kind == "boolean"
            else text or attributes.get("office:string-value", "")
        )


def _moment(written: str, text: str) -> object:
    """Return the day or moment a cell holds; what is none is the text shown."""
    try:
        moment = datetime.fromisoformat(written)
    except ValueError:
        return text
    return moment.date() if "T" not in written else moment.replace(tzinfo=None)
