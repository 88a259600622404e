"""The independent count: one walk over the XML of an .xlsx, before any reader.

It counts the rows that hold something, and notes what the fast reader hides: error cells,
formulas without a result, hidden rows, comments, text boxes, macros.
"""

import io
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace

from pipeline.intake.book import UnreadableError
from pipeline.intake.cells import CellWalk, Surroundings, ValueWalk, place_of
from pipeline.intake.drawings import note_drawings
from pipeline.intake.gate import TOO_MANY_PARTS, pass_gate
from pipeline.intake.limits import Limits
from pipeline.intake.package import Package
from pipeline.intake.safe_xml import SPOILT_XML, RefusedXmlError
from pipeline.intake.serials import Calendar
from pipeline.intake.sheet_scan import Place, Scanned, SheetScan
from pipeline.intake.strings import blank_strings, shared_strings
from pipeline.intake.styles import Styles, read_styles
from pipeline.intake.zip_directory import entries_of

_ODDITIES: Mapping[str, Callable[[str], bool]] = {
    "宏": lambda name: name.endswith("vbaproject.bin") or "/macrosheets/" in name,
    "外部链接": lambda name: "/externallinks/" in name or name.endswith("connections.xml"),
    "嵌入对象": lambda name: "/embeddings/" in name or "/activex/" in name,
    "对话框页": lambda name: "/dialogsheets/" in name,
}


@contextmanager
def opened_package(data: bytes, limits: Limits) -> Iterator[Package]:
    """Give the parts of an office file once it has passed the gate.

    Raises:
        UnreadableError: If the archive is damaged, too big, or holds what no workbook needs.
    """
    try:
        if entries_of(data) > limits.parts:
            raise UnreadableError("F01", TOO_MANY_PARTS)
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            pass_gate(archive, limits)
            yield Package(archive, limits)
    except RefusedXmlError as error:
        raise UnreadableError("F01", SPOILT_XML) from error
    except (
        zipfile.BadZipFile, OSError, EOFError, ValueError, LookupError, NotImplementedError, RuntimeError, zlib.error,
    ) as error:  # fmt: skip
        raise UnreadableError("F01", "文件不完整或已损坏") from error


def scan(data: bytes, limits: Limits) -> Scanned:
    """Walk an .xlsx once; raises like `opened_package`."""
    with opened_package(data, limits) as package:
        workbook = package.main_part("xl/workbook.xml")
        around = _surroundings(package, workbook, limits)
        sheets = tuple(_sheets(package, workbook))
        for sheet in sheets:
            CellWalk(sheet, around).walk(package.read(sheet.part))
            note_beside(package, sheet)
        charts = len(package.related(workbook, "/chartsheet"))
        return Scanned(sheets, custom_properties(package), saved(package), oddities(package), charts)


def values_of(data: bytes, sheet: SheetScan, limits: Limits) -> dict[Place, object]:
    """Return the values of one sheet from the walk itself, place by place.

    Raises:
        UnreadableError: If a cell is there twice, or as `scan` does.
    """
    with opened_package(data, limits) as package:
        workbook = package.main_part("xl/workbook.xml")
        part = package.first(workbook, "/sharedStrings")
        strings: Sequence[str] = shared_strings(package.read(part), limits) if part else ()
        around = replace(_surroundings(package, workbook, limits), strings=strings)
        walk = ValueWalk(SheetScan(sheet.name, sheet.visible), around)
        walk.walk(package.read(sheet.part))
        return walk.values


def _surroundings(package: Package, workbook: str, limits: Limits) -> Surroundings:
    part, styled = package.first(workbook, "/sharedStrings"), package.first(workbook, "/styles")
    blank, count = blank_strings(package.read(part), limits) if part else (frozenset[int](), 0)
    styles = read_styles(package.read(styled), limits) if styled else Styles()
    since = any(one.get("date1904") in ("1", "true") for one, _ in package.elements(workbook, "workbookPr"))
    return Surroundings(blank, count, styles, limits, Calendar(since))


def _sheets(package: Package, workbook: str) -> Iterator[SheetScan]:
    parts = package.related(workbook, "/worksheet")
    for attributes, _ in package.elements(workbook, "sheet"):
        reference = next((value for key, value in attributes.items() if key.endswith(":id")), "")
        part = parts.get(reference, "")
        if part in package:
            yield SheetScan(attributes.get("name", ""), attributes.get("state", "visible") == "visible", part)


def note_beside(package: Package, sheet: SheetScan) -> None:
    """Note what belongs to a sheet and stands in parts of its own: comments, tables with filters, drawings."""
    for kind, tag in (("/comments", "comment"), ("/threadedComment", "threadedComment")):
        told: dict[Place, list[str]] = {}
        for part in package.related(sheet.part, kind).values():
            for attributes, text in package.elements(part, tag):
                if text.strip():
                    told.setdefault(place_of(attributes.get("ref"), 0, 0), []).append(text.strip())
        sheet.comments |= {place: "\n".join(texts) for place, texts in told.items()}
    for part in package.related(sheet.part, "/table").values():
        sheet.filtered |= bool(package.elements(part, "filterColumn"))
    note_drawings(package, sheet)


def custom_properties(package: Package) -> dict[str, str]:
    """Return the custom properties of an office file."""
    return {one.get("name", ""): text.strip() for one, text in package.elements("docProps/custom.xml", "property")}


def saved(package: Package) -> str:
    """Return when the program says it saved the file, "" where it does not say."""
    return next((text.strip() for _, text in package.elements("docProps/core.xml", "modified")), "")


def oddities(package: Package) -> tuple[str, ...]:
    """Return what is in the file that is never run or followed."""
    names = [f"/{name.lower()}" for name in package.names]
    return tuple(word for word, here in _ODDITIES.items() if any(map(here, names)))
