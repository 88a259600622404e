"""How a unit's workbook looks: a few looks, restrained colours, fonts every office has."""

from collections.abc import Mapping
from typing import Final

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from pipeline.publish.layout import Need

SONG: Final = "宋体"
HEI: Final = "黑体"

INK: Final = "#1F3864"
GREY: Final = "#7F7F7F"
LINE: Final = "#BFBFBF"
YELLOW: Final = "#FFF2CC"
RED: Final = "#FFC7CE"
WARNING_INK: Final = "#C00000"
GOOD_INK: Final = "#2E7D32"

BASE: Final[Mapping[str, object]] = {"font_name": SONG, "font_size": 11, "valign": "vcenter"}
_BOX: Final[Mapping[str, object]] = {"border": 1, "border_color": LINE}
_DATA: Final[Mapping[str, object]] = {**BASE, "text_wrap": True, "locked": False}
_HEAD: Final[Mapping[str, object]] = {
    **BASE,
    "font_name": HEI,
    "text_wrap": True,
    "align": "center",
    "border": 1,
    "border_color": "#8EA9C8",
}
_CENTRED: Final[Mapping[str, object]] = {**BASE, **_BOX, "align": "center"}

LOOKS: Final[Mapping[str, Mapping[str, object]]] = {
    "title": {**BASE, "font_name": HEI, "font_size": 16, "font_color": INK},
    "page title": {**BASE, "font_name": HEI, "font_size": 20, "font_color": INK, "align": "center"},
    "subtitle": {**BASE, "font_size": 12, "font_color": GREY, "align": "center"},
    "section": {**BASE, "font_name": HEI, "font_size": 12, "font_color": INK, "bottom": 1, "bottom_color": INK},
    "info": {**BASE, "font_size": 10.5},
    "check": {**BASE, "font_name": HEI, "font_size": 11, "font_color": WARNING_INK},
    "lead": {**BASE, "font_size": 10.5, "font_color": INK},
    "example": {**BASE, "font_size": 9, "font_color": GREY, "text_wrap": True, "border": 4, "border_color": LINE},
    "example mark": {**BASE, "font_size": 9, "font_color": GREY, "align": "center", "border": 4, "border_color": LINE},
    "paragraph": {**BASE, "text_wrap": True},
    "label": {**BASE, **_BOX, "font_name": HEI, "bg_color": "#EDF1F6", "align": "center"},
    "box": {**BASE, **_BOX, "text_wrap": True, "indent": 1},
    "link": {**BASE, **_BOX, "font_color": "#0563C1", "underline": 1, "align": "center"},
    "number": _CENTRED,
    "centred": {**_CENTRED, "text_wrap": True},
    "band": {**BASE, "font_name": HEI, "font_size": 14, "font_color": WARNING_INK, "align": "center", "border": 2, "border_color": "#8EA9C8"},
    "data": {**_DATA, **_BOX},
    "spare": _DATA,
    "printed": {**_DATA, **_BOX, "bg_color": "#F2F2F2"},
    "locked": {**BASE, **_BOX, "text_wrap": True, "bg_color": "#F2F2F2"},
    "hint": {**BASE, **_BOX, "font_size": 9.5, "font_color": "#595959", "text_wrap": True, "indent": 1},
    "open": {"locked": False},
    Need.REQUIRED.name: {**_HEAD, "bg_color": INK, "font_color": "#FFFFFF"},
    Need.CONDITIONAL.name: {**_HEAD, "bg_color": "#8EA9C8", "font_color": "#000000"},
    Need.OPTIONAL.name: {**_HEAD, "bg_color": "#DCE4EE", "font_color": "#000000"},
    Need.PREPRINTED.name: {**_HEAD, "bg_color": "#D9D9D9", "font_color": "#000000"},
    "own column": {**_HEAD, "bg_color": "#EDEDED", "font_color": "#595959"},
    "box missing": {**BASE, **_BOX, "bg_color": YELLOW, "align": "center"},
    "box fault": {**BASE, **_BOX, "bg_color": RED, "align": "center"},
    "missing": {"bg_color": YELLOW},
    "fault": {"bg_color": RED},
    "passed": {"font_color": GOOD_INK},
    "framed": dict(_BOX),
}  # fmt: skip


class Styles:
    """The formats of one workbook, each made once."""

    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook
        self._made: dict[tuple[str, tuple[tuple[str, object], ...]], Format] = {}

    def look(self, name: str, **more: object) -> Format:
        """Return a look of `LOOKS`, with further properties."""
        key = (name, tuple(sorted(more.items())) if more else ())
        if key not in self._made:
            self._made[key] = self._workbook.add_format({**LOOKS[name], **more})
        return self._made[key]
