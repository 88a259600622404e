"""Reads the XML tables of Excel 2003: values by one walk, rows counted by a second that knows no cells."""

from datetime import datetime
from typing import Final

from pipeline.intake.assembly import filled_book, laid_out
from pipeline.intake.book import RawBook, RawSheet, Spoilt, UnreadableError
from pipeline.intake.cells import number_of, too_long
from pipeline.intake.limits import Limits, Terms
from pipeline.intake.safe_xml import SPOILT_XML, RefusedXmlError, parse
from pipeline.intake.sheet_scan import Place, Scanned, SheetScan

_INDEX: Final = "ss:Index"


def read_xml(data: bytes, terms: Terms) -> RawBook:
    """Return the workbook as found; raises UnreadableError where it gives no data."""
    walk = _Walk(terms.limits)
    try:
        parse(data, terms.limits, walk.start, walk.end, walk.data)
        counts = _counted(data, terms.limits)
    except (RefusedXmlError, ValueError, LookupError) as error:
        raise UnreadableError("F01", SPOILT_XML) from error
    sheets = [
        RawSheet(
            seen.name,
            seen.visible,
            laid_out(seen, values, terms.limits),
            count,
            frozenset(row + 1 for row in seen.hidden_rows),
            seen.believable_merges(),
            seen.comments,
            frozenset(seen.hidden_columns),
        )
        for (seen, values), count in zip(walk.sheets, counts, strict=True)
    ]
    return filled_book(sheets, Scanned(()))


class _Walk:
    """Takes the cells of every worksheet; rows and cells say their number only where one was left out."""

    def __init__(self, limits: Limits) -> None:
        self.sheets: list[tuple[SheetScan, dict[Place, object]]] = []
        self._limits = limits
        self._row, self._column, self._column_at = -1, -1, 0
        self._across = 0
        self._kind = ""
        self._formula = False
        self._content: object = ""
        self._texts: list[str] | None = None
        self._comment: list[str] | None = None

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Note where the next content stands."""
        if name == "Worksheet":
            self.sheets.append((SheetScan(attributes.get("ss:Name", ""), True), {}))
            self._row, self._column_at = -1, 0
        elif name == "Column":
            self._start_column(attributes)
        elif name == "Row":
            self._row = int(attributes.get(_INDEX) or self._row + 2) - 1
            self._column, self._across = -1, 0
            if attributes.get("ss:Hidden") == "1":
                self._sheet.hidden_rows.add(self._row)
        elif name == "Cell":
            self._start_cell(attributes)
        elif name == "Comment":
            self._comment = []
        elif name in ("Data", "Visible") and self._comment is None:
            self._kind, self._texts = attributes.get("ss:Type", "String"), []

    @property
    def _sheet(self) -> SheetScan:
        return self.sheets[-1][0]

    def _start_column(self, attributes: dict[str, str]) -> None:
        first = int(attributes.get(_INDEX) or self._column_at + 1) - 1
        last = first + int(attributes.get("ss:Span") or 0)
        if attributes.get("ss:Hidden") == "1":
            self._sheet.hide_columns(first, last)
        self._column_at = last + 1

    def _start_cell(self, attributes: dict[str, str]) -> None:
        self._column = int(attributes.get(_INDEX) or self._column + self._across + 2) - 1
        self._across = int(attributes.get("ss:MergeAcross") or 0)
        down = int(attributes.get("ss:MergeDown") or 0)
        if self._across or down:
            self._sheet.merges.append((self._row, self._column, self._row + down, self._column + self._across))
        self._formula, self._content = "ss:Formula" in attributes, ""

    def data(self, text: str) -> None:
        """Take text of a cell or a comment."""
        if self._comment is not None:
            self._comment.append(text)
        elif self._texts is not None:
            self._texts.append(text)

    def end(self, name: str) -> None:
        """Keep what is complete."""
        if name == "Comment":
            text = "".join(self._comment or ()).strip()
            if text:
                self._sheet.comments[self._row, self._column] = text
            self._comment = None
        elif name == "Data" and self._texts is not None:
            self._content, self._texts = self._value("".join(self._texts)), None
        elif name == "Cell":
            self._end_cell()
        elif name == "Visible" and self._texts is not None:
            self._sheet.visible, self._texts = "Hidden" not in "".join(self._texts), None

    def _end_cell(self) -> None:
        place, (sheet, values) = (self._row, self._column), self.sheets[-1]
        if self._content == "" and not self._formula:
            return
        if place in values:
            raise UnreadableError("F01", f"工作表“{sheet.name}”里有写了两次的单元格")
        sheet.reach(place, self._limits)
        values[place] = Spoilt("V21", "") if self._content == "" else self._content

    def _value(self, text: str) -> object:
        if len(text) > self._limits.text:
            raise too_long(self._sheet.name, self._limits)
        if self._kind == "Error":
            return Spoilt("V20", text)
        if self._kind == "Boolean":
            return text.strip() == "1"
        if self._kind == "DateTime":
            moment = datetime.fromisoformat(text.strip())
            return moment.date() if moment.time() == datetime.min.time() else moment
        return number_of(text) if self._kind == "Number" else text


def _counted(content: bytes, limits: Limits) -> list[int]:
    """Return the rows of every worksheet that hold any text or formula, counted without places."""
    count = _Count()
    parse(content, limits, count.start, count.end, count.data)
    return count.rows


class _Count:
    """Knows rows and texts, and nothing of cells."""

    def __init__(self) -> None:
        self.rows: list[int] = []
        self._held = False
        self._open: list[str] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Begin a sheet, a row or a text."""
        if name == "Worksheet":
            self.rows.append(0)
        elif name in ("Data", "Comment"):
            self._open.append(name)
        self._held = name != "Row" and (self._held or (name == "Cell" and "ss:Formula" in attributes))

    def data(self, text: str) -> None:
        """Note that there is a text."""
        self._held |= self._open == ["Data"] and bool(text.strip())

    def end(self, name: str) -> None:
        """Count a row that held something."""
        if name == "Row":
            self.rows[-1] += self._held
        elif name in ("Data", "Comment"):
            self._open.pop()
