"""One walk over a sheet's rows and cells: what is filled, hidden, spoilt, or only a picture."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from pipeline.intake.book import Spoilt, UnreadableError
from pipeline.intake.limits import Limits
from pipeline.intake.safe_xml import parse
from pipeline.intake.serials import Calendar
from pipeline.intake.sheet_scan import Place, SheetScan
from pipeline.intake.styles import Styles

_CELL = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})$")
_BLANK_CELL = re.compile(rb'<c r="[A-Z]{1,3}\d{1,7}"(?: s="\d{1,6}")? ?/>')
_NONE = ("0", "0.0")
"""A height or width that leaves nothing to see, as programs write it."""
_TEXTS = frozenset(("v", "t"))
_PICTURE_IN_CELL: Final = "#VALUE!"
"""What an older program shows for a picture placed in a cell; the newer finds the picture by `vm`."""


def _without_blanks(content: bytes) -> bytes:
    """Return a part without its styled empty cells, of which some files have millions.

    Where a cell has no reference it stands behind the last one, empty or not, so that all are kept.
    """
    referred = content.count(b'<c r="') == content.count(b"<c ") + content.count(b"<c>") + content.count(b"<c/>")
    return _BLANK_CELL.sub(b"", content) if referred else content


def place_of(reference: str | None, row: int, column: int) -> Place:
    """Return row and column of an A1 reference; without one, the next cell of the row.

    Raises:
        UnreadableError: If it is no reference.
    """
    if reference is None:
        return row, column + 1
    match = _CELL.match(reference)
    if match is None:
        raise UnreadableError("F01", "有位置写错的单元格")
    letters = 0
    for letter in match[1]:
        letters = letters * 26 + ord(letter) - 64
    return int(match[2]) - 1, letters - 1


def range_of(reference: str) -> tuple[int, int, int, int]:
    """Return first row, first column, last row, last column of `A1:C3`; raises like `place_of`."""
    first, _, last = reference.partition(":")
    top, left = place_of(first, 0, 0)
    bottom, right = place_of(last or first, 0, 0)
    return min(top, bottom), min(left, right), max(top, bottom), max(left, right)


@dataclass(frozen=True)
class Surroundings:
    """What cells refer to: numbers of shared strings that show nothing, how many there are, styles, limits.

    `strings` are the shared strings themselves; only a walk that takes values needs them.
    """

    blank: frozenset[int]
    strings_count: int
    styles: Styles
    limits: Limits
    calendar: Calendar = field(default_factory=Calendar)
    strings: Sequence[str] = field(default=())


class CellWalk:
    """Fills a `SheetScan` from the XML of a sheet."""

    def __init__(self, sheet: SheetScan, around: Surroundings) -> None:
        self._sheet, self._around = sheet, around
        self._row, self._column = -1, -1
        self._before: Place = (-1, -1)
        self._passed = ""
        self._attributes: dict[str, str] = {}
        self._kind = "n"
        self._value: list[str] = []
        self._formula: list[str] | None = None
        self._takes: list[str] | None = None
        self._phonetic = False

    def walk(self, content: bytes) -> None:
        """Walk the whole part; raises `safe_xml.RefusedXmlError` and `UnreadableError`."""
        parse(_without_blanks(content), self._around.limits, self._start, self._end, self._data)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "c":
            self._attributes, self._kind = attributes, attributes.get("t", "n")
            self._value, self._formula = [], None
        elif name in _TEXTS:
            self._takes = None if self._phonetic else self._value
        elif name == "f":
            self._takes = self._formula = []
        elif name == "row":
            self._row, self._column = int(attributes.get("r") or self._row + 2) - 1, -1
            self._passed = ""
            if attributes.get("hidden") in ("1", "true") or attributes.get("ht") in _NONE:
                self._sheet.hidden_rows.add(self._row)
        elif name == "rPh":
            self._phonetic = True
        else:
            self._beside(name, attributes)

    def _beside(self, name: str, attributes: dict[str, str]) -> None:
        """Note what stands outside the cells: columns, merges, filters."""
        if name == "col":
            if attributes.get("hidden") in ("1", "true") or attributes.get("width") in _NONE:
                self._sheet.hide_columns(int(attributes.get("min", "1")) - 1, int(attributes.get("max", "1")) - 1)
        elif name == "mergeCell":
            self._sheet.merges.append(range_of(attributes.get("ref", "")))
        elif name == "filterColumn":
            self._sheet.filtered = True

    def _data(self, text: str) -> None:
        if self._takes is not None:
            self._takes.append(text)

    def _end(self, name: str) -> None:
        if name == "c":
            if self._value or self._formula is not None:
                self._note(self._arrive())
            elif "r" in self._attributes:
                self._passed = self._attributes["r"]
            else:
                self._arrive()
        elif name in _TEXTS or name == "f":
            self._takes = None
        elif name == "rPh":
            self._phonetic = False

    def _arrive(self) -> Place:
        """Return where the cell stands; one without a reference stands behind the last, which may have been blank."""
        reference = self._attributes.get("r")
        if reference is None and self._passed:
            self._row, self._column = place_of(self._passed, self._row, self._column)
        self._passed = ""
        self._row, self._column = place_of(reference, self._row, self._column)
        return self._row, self._column

    def _note(self, place: Place) -> None:
        sheet, value = self._sheet, "".join(self._value).strip()
        if place <= self._before:
            sheet.disordered = True
        self._before = place
        sheet.reach(place, self._around.limits)
        if len(value) > self._around.limits.text:
            raise too_long(sheet.name, self._around.limits)
        shown = bool(value) and self._shows(place, value)
        if self._formula is not None:
            shown = self._note_formula(place, shown)
        if shown or place in sheet.spoilt or place in sheet.pictures:
            sheet.filled.add(place[0])

    def _shows(self, place: Place, value: str) -> bool:
        """Tell whether a content shows anything, and note what it shows that its value does not tell."""
        if self._kind == "s":
            return self._string_number(value) not in self._around.blank
        if self._kind == "e":
            if value == _PICTURE_IN_CELL and "vm" in self._attributes:
                self._sheet.pictures.add(place)
            else:
                self._sheet.spoilt[place] = Spoilt("V20", value)
        elif self._kind == "n":
            self._note_number(place, value)
        return True

    def _string_number(self, value: str) -> int:
        number = int(value) if value.isascii() and value.isdigit() and len(value) < 10 else -1
        if not 0 <= number < self._around.strings_count:
            raise UnreadableError("F01", f"工作表“{self._sheet.name}”里有文字找不到了的单元格")
        return number

    def _note_number(self, place: Place, value: str) -> None:
        number = number_of(value)
        if isinstance(number, Spoilt):
            self._sheet.spoilt[place] = number
        elif self._attributes.get("s") in self._around.styles.percents:
            self._sheet.shown[place] = percent(number)

    def _note_formula(self, place: Place, shown: bool) -> bool:
        """Note a formula without a result, or one that is a picture; return whether its cell shows anything."""
        if "DISPIMG" in "".join(self._formula or ()).upper():
            self._sheet.pictures.add(place)
        elif not shown and self._kind != "str":
            self._sheet.spoilt[place] = Spoilt("V21", "")
        return shown


def number_of(text: str) -> float | Spoilt:
    """Return the number a file writes; what is none, or none that can be counted with, is spoilt."""
    try:
        number = float(text)
    except ValueError:
        return Spoilt("V20", text)
    return number if math.isfinite(number) else Spoilt("V20", text)


def percent(number: float) -> str:
    """Return a share as it is shown: 0.8 is 80%."""
    return f"{number * 100:.12g}%"


def too_long(sheet: str, limits: Limits) -> UnreadableError:
    """Return the refusal of a file with a cell no person wrote."""
    return UnreadableError("F01", f"工作表“{sheet}”里有超过{limits.text}字的单元格")


class ValueWalk(CellWalk):
    """The same walk, taking the values too: for sheets the fast reader cannot take.

    Its memory goes with the cells that are filled, never with the box around them.
    """

    def __init__(self, sheet: SheetScan, around: Surroundings) -> None:
        super().__init__(sheet, around)
        self.values: dict[Place, object] = {}

    def _note(self, place: Place) -> None:
        super()._note(place)
        if place in self.values:
            raise UnreadableError("F01", f"工作表“{self._sheet.name}”里有写了两次的单元格")
        self.values[place] = self._content()

    def _content(self) -> object:
        value = "".join(self._value)
        if self._kind == "s":
            return self._around.strings[int(value)] if value.strip() else ""
        if self._kind == "b":
            return value.strip() == "1"
        if self._kind == "d":
            return _iso(value.strip())
        if self._kind != "n" or not value.strip():
            return value
        number = number_of(value)
        styled = self._attributes.get("s") in self._around.styles.dates
        return self._around.calendar.day(number) if styled and isinstance(number, float) else number


def _iso(text: str) -> object:
    """Return a moment written as text, as Strict files do; what is none stays text."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return text
    naive = moment.replace(tzinfo=None)
    return naive.date() if (naive.hour, naive.minute, naive.second) == (0, 0, 0) else naive
