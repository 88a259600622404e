"""How the ledger's cells look: few formats, made once a workbook."""

from dataclasses import dataclass, replace
from typing import Final, Literal, NamedTuple

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook

from pipeline.form import vocabulary as words

BODY_FONT, HEAD_FONT = "宋体", "黑体"
BODY_SIZE = 10

GREY, DARK, ALARM, OFFICE_BLUE, OFFICE_PALE = "#F2F2F2", "#404040", "#C00000", "#BDD7EE", "#F3F8FD"
HEAD_FILL, LINE, ALERT_FILL = "#E7E6E6", "#A6A6A6", "#FDE9E7"

LIGHT_FILLS: Final = {
    words.RED: "#FFC7CE",
    words.YELLOW: "#FFEB9C",
    words.BLUE: "#BDD7EE",
    words.PURPLE: "#E4DFEC",
    words.ON_TIME: "",
    words.GREEN: "#C6EFCE",
}
"""Light -> fill (domain.md 1.4); the word always stands in the cell as well."""

Align = Literal["left", "center", "right"]


@dataclass(frozen=True)
class Look:
    """How one kind of cell looks."""

    align: Align = "left"
    number: str = ""
    fill: str = ""
    color: str = ""
    bold: bool = False
    size: float = BODY_SIZE
    font: str = BODY_FONT
    border: bool = True
    wrap: bool = True

    def filled(self, fill: str) -> "Look":
        """Return the same look on another ground."""
        return replace(self, fill=fill)

    def numbered(self, number: str) -> "Look":
        """Return the same look with another number format."""
        return replace(self, number=number)


TEXT = Look()
CENTER = Look("center")
WHOLE = Look("center", "0")
COUNT = Look("center", "#,##0")
AMOUNT = Look("right", "#,##0.00##")
DAY = Look("center", "yyyy-mm-dd")
PERCENT = Look("center", "0.0%")
SMALL = Look(size=8.5)
HEADER = Look("center", fill=HEAD_FILL, bold=True, font=HEAD_FONT)
OFFICE_HEADER = HEADER.filled(OFFICE_BLUE)
TITLE = Look(bold=True, size=16, font=HEAD_FONT, border=False, wrap=False)
NOTE = Look(color=DARK, border=False, wrap=False)
ALERT = Look(bold=True, color=ALARM, fill=ALERT_FILL, font=HEAD_FONT, size=12)
SECTION = Look(bold=True, font=HEAD_FONT, size=11, border=False, wrap=False)
CARD_LABEL = Look("center", fill=GREY, color=DARK, size=9)
CARD_FIGURE = Look("center", bold=True, size=16, font=HEAD_FONT)
TOTAL_FILL = GREY
BAD, DOUBT = LIGHT_FILLS[words.RED], LIGHT_FILLS[words.YELLOW]


class Ink(NamedTuple):
    """A look as the writer holds it.

    Attributes:
        plain: For values, and text where text is due.
        quoted: For text a spreadsheet would take for a formula once somebody edits the cell.
        unread: For text where a value is due: what the unit wrote, of which none could be made.
    """

    plain: Format
    quoted: Format
    unread: Format


class Styles:
    """The formats of one workbook, each made once."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._inks: dict[Look, Ink] = {}

    def ink(self, look: Look) -> Ink:
        """Return the look's formats."""
        if look not in self._inks:
            unread = replace(look, color=ALARM, number="@") if look.number else look
            self._inks[look] = Ink(self._made(look), self._made(look, quoted=True), self._made(unread))
        return self._inks[look]

    def _made(self, look: Look, *, quoted: bool = False) -> Format:
        properties: dict[str, object] = {
            "font_name": look.font, "font_size": look.size, "bold": look.bold, "align": look.align,
            "valign": "vcenter", "text_wrap": look.wrap, "quote_prefix": quoted,
        }  # fmt: skip
        if look.border:
            properties |= {"border": 1, "border_color": LINE}
        named = {"font_color": look.color, "bg_color": look.fill, "num_format": look.number}
        return self._book.add_format(properties | {name: value for name, value in named.items() if value})
