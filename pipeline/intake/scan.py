"""The independent count: one walk over the XML of an .xlsx, before any reader.

It counts the rows that hold something, and notes what the fast reader hides: error cells,
formulas without a result, hidden rows, comments, macros.
"""

import io
import posixpath
import re
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from pipeline.intake.book import UnreadableError
from pipeline.intake.cells import CellWalk, SheetScan, place_of
from pipeline.intake.gate import pass_gate
from pipeline.intake.safe_xml import RefusedXmlError, elements, parse

BOX_CELLS: Final = 5_000_000
"""Cells of the box around everything filled, past which the fast reader would ask for too much memory."""

_ODDITIES: Mapping[str, Callable[[str], bool]] = {
    "宏": lambda name: name.endswith("vbaproject.bin") or "/macrosheets/" in name,
    "外部链接": lambda name: "/externallinks/" in name or name.endswith("connections.xml"),
    "嵌入对象": lambda name: "/embeddings/" in name or "/activex/" in name,
}
_COMMENTS = re.compile(r"/comments/?[^/]*\.xml$")


@dataclass(frozen=True)
class BookScan:
    """What the walk saw in the whole file."""

    sheets: tuple[SheetScan, ...]
    properties: Mapping[str, str]
    saved: str
    oddities: tuple[str, ...]


def scan(data: bytes) -> BookScan:
    """Walk an .xlsx once.

    Raises:
        UnreadableError: If the archive is damaged, too big, or holds what no workbook needs.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            pass_gate(archive)
            return _Package(archive).scanned()
    except RefusedXmlError as error:
        raise UnreadableError("F01", "文件内部的 XML 不完整或含有不允许的声明") from error
    except (zipfile.BadZipFile, OSError, EOFError, ValueError, KeyError, NotImplementedError, RuntimeError) as error:
        raise UnreadableError("F01", "文件不完整或已损坏") from error


class _Package:
    """The parts of an .xlsx by name."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._names = {name.replace("\\", "/").lstrip("/"): name for name in archive.namelist()}

    def scanned(self) -> BookScan:
        """Return everything seen."""
        parts, sheets = self._relations(self._workbook, "/worksheet"), []
        for attributes, _ in self._elements(self._workbook, "sheet"):
            reference = next((value for key, value in attributes.items() if key.endswith(":id")), "")
            part = parts.get(reference, "")
            if part in self._names:
                shown = attributes.get("state", "visible") == "visible"
                sheets.append(self._sheet(part, SheetScan(attributes.get("name", ""), shown)))
        oddities = (word for word, here in _ODDITIES.items() if any(here(f"/{name.lower()}") for name in self._names))
        custom = {one.get("name", ""): text.strip() for one, text in self._elements("docProps/custom.xml", "property")}
        saved = next((text.strip() for _, text in self._elements("docProps/core.xml", "modified")), "")
        return BookScan(tuple(sheets), custom, saved, tuple(oddities))

    @cached_property
    def _workbook(self) -> str:
        for attributes, _ in self._elements("_rels/.rels", "Relationship"):
            if attributes.get("Type", "").endswith("/officeDocument"):
                return attributes.get("Target", "").lstrip("/")
        return "xl/workbook.xml"

    @cached_property
    def _blank_strings(self) -> set[int]:
        """Return the numbers of shared strings that show nothing."""
        named = (
            part for part in self._relations(self._workbook).values() if part.lower().endswith("sharedstrings.xml")
        )
        part = next(named, "")
        return set() if part not in self._names else _blank_strings(self._read(part))

    def _sheet(self, part: str, sheet: SheetScan) -> SheetScan:
        CellWalk(sheet, self._blank_strings).walk(self._read(part))
        if (sheet.last[0] + 1) * (sheet.last[1] + 1) > BOX_CELLS:
            raise UnreadableError("F01", f"工作表“{sheet.name}”有内容的单元格散得太远")
        for target in self._relations(part).values():
            if _COMMENTS.search(f"/{target.lower()}"):
                for attributes, text in self._elements(target, "comment"):
                    if text.strip():
                        sheet.comments[place_of(attributes.get("ref"), 0, 0)] = text.strip()
        return sheet

    def _read(self, part: str) -> bytes:
        return self._archive.read(self._names[part])

    def _elements(self, part: str, tag: str) -> list[tuple[dict[str, str], str]]:
        return elements(self._read(part), tag) if part in self._names else []

    def _relations(self, part: str, kind: str = "") -> dict[str, str]:
        """Return id -> part of a part's relations, of those whose type ends so."""
        folder, name = posixpath.split(part)
        found = {}
        for attributes, _ in self._elements(f"{folder}/_rels/{name}.rels", "Relationship"):
            if not attributes.get("Type", "").endswith(kind):
                continue
            target = attributes.get("Target", "")
            whole = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            found[attributes.get("Id", "")] = whole
        return found


def _blank_strings(content: bytes) -> set[int]:
    blank: set[int] = set()
    texts: list[str] = []
    number = 0

    def end(name: str) -> None:
        nonlocal number
        if name == "si":
            if not "".join(texts).strip():
                blank.add(number)
            number += 1
            texts.clear()

    parse(content, lambda _name, _attributes: None, end, texts.append)
    return blank
