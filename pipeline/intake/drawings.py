"""What lies over the cells of a sheet: text boxes, shapes with text, and pictures."""

from typing import Final

from pipeline.intake.limits import Limits
from pipeline.intake.package import Package
from pipeline.intake.safe_xml import parse
from pipeline.intake.sheet_scan import SheetScan

_ANCHORS: Final = frozenset(("twoCellAnchor", "oneCellAnchor", "absoluteAnchor"))


def note_drawings(package: Package, sheet: SheetScan) -> None:
    """Note the texts and the pictures that lie over a sheet; raises `safe_xml.RefusedXmlError`."""
    for part in package.related(sheet.part, "/drawing").values():
        if part in package:
            _DrawingWalk(sheet, package.limits).walk(package.read(part))


class _DrawingWalk:
    """Walks one drawing; an anchor holds one shape, its corners are given in rows and columns."""

    def __init__(self, sheet: SheetScan, limits: Limits) -> None:
        self._sheet, self._limits = sheet, limits
        self._corner = ""
        self._corners: dict[tuple[str, str], int] = {}
        self._texts: list[str] = []
        self._takes: list[str] | None = None
        self._picture = False
        self._fallback = 0

    def walk(self, content: bytes) -> None:
        parse(content, self._limits, self._start, self._end, self._data)

    def _start(self, name: str, _attributes: dict[str, str]) -> None:
        if name == "Fallback":
            self._fallback += 1
        elif self._fallback:
            return
        elif name in _ANCHORS:
            self._corners, self._texts, self._picture = {}, [], False
        elif name in ("from", "to"):
            self._corner = name
        elif name in ("row", "col") and self._corner:
            self._takes = []
        elif name == "t":
            self._takes = self._texts
        elif name == "pic":
            self._picture = True

    def _data(self, text: str) -> None:
        if self._takes is not None:
            self._takes.append(text)

    def _end(self, name: str) -> None:
        if name == "Fallback":
            self._fallback -= 1
        elif self._fallback:
            return
        elif name in ("row", "col") and self._corner and self._takes is not None:
            written = "".join(self._takes).strip()
            self._corners[self._corner, name] = int(written) if written.isdigit() else 0
        elif name in ("from", "to"):
            self._corner = ""
        elif name == "p" and self._texts:
            self._texts.append("\n")
        elif name in _ANCHORS:
            self._close()
        self._takes = None

    def _close(self) -> None:
        text = "".join(self._texts).strip()
        if text:
            self._sheet.boxes.append(text)
        if self._picture:
            first = self._corners.get(("from", "col"), 0)
            last = max(first, self._corners.get(("to", "col"), first))
            self._sheet.floating.append((self._corners.get(("from", "row"), 0), first, last))
