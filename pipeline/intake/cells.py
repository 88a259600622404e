"""One walk over a sheet's rows and cells: what is filled, hidden, spoilt, or only a picture."""

import re
from dataclasses import dataclass, field

from pipeline.intake.book import Spoilt
from pipeline.intake.safe_xml import parse

_CELL = re.compile(r"([A-Z]{1,3})(\d{1,7})$")
_TEXTS = frozenset(("v", "t"))


@dataclass
class SheetScan:
    """What the walk saw in one sheet; rows and columns from 0."""

    name: str
    visible: bool
    filled: set[int] = field(default_factory=set)
    spoilt: dict[tuple[int, int], Spoilt] = field(default_factory=dict)
    pictures: set[tuple[int, int]] = field(default_factory=set)
    hidden_rows: set[int] = field(default_factory=set)
    comments: dict[tuple[int, int], str] = field(default_factory=dict)
    last: tuple[int, int] = (0, 0)


def place_of(reference: str | None, row: int, column: int) -> tuple[int, int]:
    """Return row and column of an A1 reference; without one, the next cell of the row."""
    match = _CELL.match(reference or "")
    if match is None:
        return row, column + 1
    letters = 0
    for letter in match[1]:
        letters = letters * 26 + ord(letter) - 64
    return int(match[2]) - 1, letters - 1


class CellWalk:
    """Fills a `SheetScan` from the XML of a sheet.

    `blank` are the numbers of shared strings that show nothing.
    """

    def __init__(self, sheet: SheetScan, blank: set[int]) -> None:
        self._sheet, self._blank = sheet, blank
        self._row, self._column = -1, -1
        self._reference: str | None = None
        self._kind = "n"
        self._value: list[str] = []
        self._formula: list[str] | None = None
        self._takes: list[str] | None = None

    def walk(self, content: bytes) -> None:
        """Walk the whole part; raises `safe_xml.RefusedXmlError`."""
        parse(content, self._start, self._end, self._data)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "c":
            self._reference, self._kind = attributes.get("r"), attributes.get("t", "n")
            self._value, self._formula = [], None
        elif name in _TEXTS:
            self._takes = self._value
        elif name == "f":
            self._takes = self._formula = []
        elif name == "row":
            self._row, self._column = int(attributes.get("r") or self._row + 2) - 1, -1
            if attributes.get("hidden") in ("1", "true"):
                self._sheet.hidden_rows.add(self._row)

    def _data(self, text: str) -> None:
        if self._takes is not None:
            self._takes.append(text)

    def _end(self, name: str) -> None:
        if name == "c":
            self._row, self._column = place_of(self._reference, self._row, self._column)
            if self._value or self._formula is not None:
                self._note((self._row, self._column))
        elif name in _TEXTS or name == "f":
            self._takes = None

    def _note(self, place: tuple[int, int]) -> None:
        sheet, value = self._sheet, "".join(self._value).strip()
        shown = bool(value) and not (self._kind == "s" and value.isdigit() and int(value) in self._blank)
        if self._kind == "e":
            sheet.spoilt[place] = Spoilt("V20", value)
        elif self._formula is not None and not shown and self._kind != "str":
            sheet.spoilt[place] = Spoilt("V21", "")
        if self._formula is not None and "DISPIMG" in "".join(self._formula).upper():
            sheet.pictures.add(place)
        sheet.last = (max(sheet.last[0], place[0]), max(sheet.last[1], place[1]))
        if shown or place in sheet.spoilt or place in sheet.pictures:
            sheet.filled.add(place[0])
