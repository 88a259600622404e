"""The gate and the independent count: one walk over the XML of an .xlsx, before any reader.

It refuses what no real workbook needs (threats.md 0 and 5), counts the rows that hold
something, and notes what the fast reader hides: error cells, formulas without a result,
hidden rows, comments.
"""

import io
import posixpath
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import IO, Final
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring, iterparse

from pipeline.intake.book import Spoilt, UnreadableError

MEMBERS: Final = 1_000
PART_BYTES: Final = 192 * 2**20
TOTAL_BYTES: Final = 256 * 2**20
RATIO: Final = 250
RATIO_FROM: Final = 2**20
BOX_CELLS: Final = 5_000_000
"""Limits that no file of 4,386 real ones exceeds and every bomb does (threats.md 0.6)."""

_CELL = re.compile(r"([A-Z]{1,3})(\d{1,7})$")


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
            _gate(archive)
            return _walk(archive)
    except (DefusedXmlException, ParseError) as error:
        raise UnreadableError("F01", "文件内部的 XML 不完整或含有不允许的声明") from error
    except (zipfile.BadZipFile, OSError, EOFError, ValueError, KeyError, NotImplementedError, RuntimeError) as error:
        raise UnreadableError("F01", "文件不完整或已损坏") from error


def _gate(archive: zipfile.ZipFile) -> None:
    members = archive.infolist()
    names = [member.filename.replace("\\", "/").casefold() for member in members]
    if len(members) > MEMBERS or len(set(names)) != len(names):
        raise UnreadableError("F01", "文件内部的部件过多或重名")
    total = 0
    for member in members:
        size = _inflated(archive, member)
        total += size
        if total > TOTAL_BYTES or (size > RATIO_FROM and size > RATIO * max(member.compress_size, 1)):
            raise UnreadableError("F01", "文件解开后大得不正常")


def _inflated(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> int:
    """Return the true size of a part, never the one the archive claims."""
    size = 0
    with archive.open(member) as part:
        while block := part.read(2**20):
            size += len(block)
            if size > PART_BYTES:
                raise UnreadableError("F01", "文件解开后大得不正常")
    return size


def _walk(archive: zipfile.ZipFile) -> BookScan:
    names = {name.replace("\\", "/"): name for name in archive.namelist()}
    workbook = _workbook_part(archive, names)
    parts = _relations(archive, names, workbook)
    strings = _blank_strings(archive, names, workbook)
    sheets = []
    for element in _elements(archive, names, workbook, "sheet"):
        part = parts.get(_relation_id(element), "")
        if part in names and "worksheet" in part:
            one = SheetScan(element.get("name", ""), element.get("state", "visible") == "visible")
            _walk_sheet(archive, names, part, one, strings)
            sheets.append(one)
    oddities = tuple(word for word, here in _ODDITIES.items() if any(here(name.lower()) for name in names))
    return BookScan(tuple(sheets), _properties(archive, names), _saved(archive, names), oddities)


_ODDITIES: Mapping[str, Callable[[str], bool]] = {
    "宏": lambda name: name.endswith("vbaproject.bin") or "/macrosheets/" in name,
    "外部链接": lambda name: "/externallinks/" in name or name.endswith("connections.xml"),
    "嵌入对象": lambda name: "/embeddings/" in name or "/activex/" in name,
}


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def _relation_id(element: Element) -> str:
    return next((value for key, value in element.attrib.items() if _local(key) == "id" and "}" in key), "")


def _root(archive: zipfile.ZipFile, names: Mapping[str, str], part: str) -> Element | None:
    return fromstring(archive.read(names[part])) if part in names else None


def _elements(archive: zipfile.ZipFile, names: Mapping[str, str], part: str, tag: str) -> Iterator[Element]:
    root = _root(archive, names, part)
    if root is not None:
        yield from (element for element in root.iter() if _local(element.tag) == tag)


def _workbook_part(archive: zipfile.ZipFile, names: Mapping[str, str]) -> str:
    for element in _elements(archive, names, "_rels/.rels", "Relationship"):
        if element.get("Type", "").endswith("/officeDocument"):
            return element.get("Target", "").lstrip("/")
    return "xl/workbook.xml"


def _relations(archive: zipfile.ZipFile, names: Mapping[str, str], part: str) -> dict[str, str]:
    folder, name = posixpath.split(part)
    found = {}
    for element in _elements(archive, names, f"{folder}/_rels/{name}.rels", "Relationship"):
        target = element.get("Target", "")
        whole = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
        found[element.get("Id", "")] = whole
    return found


def _blank_strings(archive: zipfile.ZipFile, names: Mapping[str, str], workbook: str) -> set[int]:
    """Return the numbers of shared strings that show nothing."""
    part = next(
        (p for p in _relations(archive, names, workbook).values() if p.lower().endswith("sharedstrings.xml")), ""
    )
    if part not in names:
        return set()
    blank, number = set(), 0
    with archive.open(names[part]) as stream:
        for _, element in iterparse(stream):
            if _local(element.tag) == "si":
                if not "".join(node.text or "" for node in element.iter() if _local(node.tag) == "t").strip():
                    blank.add(number)
                number += 1
                element.clear()
    return blank


def _walk_sheet(
    archive: zipfile.ZipFile, names: Mapping[str, str], part: str, sheet: SheetScan, blank: set[int]
) -> None:
    with archive.open(names[part]) as stream:
        _walk_rows(stream, sheet, blank)
    if (sheet.last[0] + 1) * (sheet.last[1] + 1) > BOX_CELLS:
        raise UnreadableError("F01", f"工作表“{sheet.name}”有内容的单元格散得太远")
    for target in _relations(archive, names, part).values():
        if re.search(r"comments\d*\.xml$", target.lower()) and "thread" not in target.lower():
            _walk_comments(archive, names, target, sheet)


def _walk_rows(stream: IO[bytes], sheet: SheetScan, blank: set[int]) -> None:
    row, column = -1, -1
    for event, element in iterparse(stream, events=("start", "end")):
        tag = _local(element.tag)
        if tag == "row" and event == "start":
            row, column = int(element.get("r") or row + 2) - 1, -1
            if element.get("hidden") in ("1", "true"):
                sheet.hidden_rows.add(row)
        elif tag == "c" and event == "end":
            row, column = _address(element.get("r"), row, column)
            _note_cell(element, (row, column), sheet, blank)
        elif tag == "row":
            element.clear()


def _address(reference: str | None, row: int, column: int) -> tuple[int, int]:
    match = _CELL.match(reference or "")
    if match is None:
        return row, column + 1
    letters = 0
    for letter in match[1]:
        letters = letters * 26 + ord(letter) - 64
    return int(match[2]) - 1, letters - 1


def _note_cell(element: Element, place: tuple[int, int], sheet: SheetScan, blank: set[int]) -> None:
    parts = {_local(child.tag): child for child in element}
    value = (parts["v"].text or "").strip() if "v" in parts else ""
    kind = element.get("t", "n")
    formula = parts.get("f")
    if kind == "s":
        shown = value != "" and not (value.isdigit() and int(value) in blank)
    elif kind == "inlineStr":
        shown = bool("".join(node.text or "" for node in element.iter() if _local(node.tag) == "t").strip())
    else:
        shown = value != ""
    if kind == "e":
        sheet.spoilt[place] = Spoilt("V20", value)
    elif formula is not None and not shown and kind != "str":
        sheet.spoilt[place] = Spoilt("V21", "")
    if formula is not None and "DISPIMG" in (formula.text or "").upper():
        sheet.pictures.add(place)
    if shown or place in sheet.spoilt or place in sheet.pictures:
        sheet.filled.add(place[0])
        sheet.last = (max(sheet.last[0], place[0]), max(sheet.last[1], place[1]))


def _walk_comments(archive: zipfile.ZipFile, names: Mapping[str, str], part: str, sheet: SheetScan) -> None:
    for element in _elements(archive, names, part, "comment"):
        text = "".join(node.text or "" for node in element.iter() if _local(node.tag) == "t").strip()
        if text:
            sheet.comments[_address(element.get("ref"), 0, 0)] = text


def _properties(archive: zipfile.ZipFile, names: Mapping[str, str]) -> dict[str, str]:
    return {
        element.get("name", ""): "".join(element.itertext()).strip()
        for element in _elements(archive, names, "docProps/custom.xml", "property")
    }


def _saved(archive: zipfile.ZipFile, names: Mapping[str, str]) -> str:
    return next(
        ((element.text or "").strip() for element in _elements(archive, names, "docProps/core.xml", "modified")), ""
    )
