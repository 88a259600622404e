"""Reads .ods: values by the fast reader, rows and errors counted by a walk over content.xml."""

from collections.abc import Mapping, Sequence
from typing import Final

from pipeline.intake.assembly import Values, assembled
from pipeline.intake.book import RawBook, UnreadableError
from pipeline.intake.limits import Limits, Terms
from pipeline.intake.ods_walk import OdsWalk
from pipeline.intake.package import Package
from pipeline.intake.safe_xml import SPOILT_XML, RefusedXmlError, elements
from pipeline.intake.scan import opened_package
from pipeline.intake.sheet_scan import Place, Scanned, SheetScan

Told = Sequence[tuple[Mapping[str, str], str]]
"""Elements of one name: attributes and text."""

_PROPERTY: Final = "user-defined"
_SAVED: Final = "date"
_MACROS: Final = b"<ooo:library "
CONTENT, META, MANIFEST = "content.xml", "meta.xml", "META-INF/manifest.xml"


def read_ods(data: bytes, terms: Terms) -> RawBook:
    """Return the workbook as found; raises UnreadableError where it gives no data, F02 where it is locked."""
    with opened_package(data, terms.limits) as package:
        if package.elements(MANIFEST, "encryption-data"):
            raise UnreadableError("F02", "")
        walk = OdsWalk(terms.limits)
        walk.walk(package.read(CONTENT))
        seen = Scanned(
            tuple(walk.sheets),
            _properties(package.elements(META, _PROPERTY)),
            _first(package.elements(META, _SAVED)),
            _oddities(package, walk),
        )
        content = package.read(CONTENT)

    return assembled(data, seen, terms.limits, _values(content, terms.limits))


def read_flat_ods(data: bytes, terms: Terms) -> RawBook:
    """Return a workbook that is one XML file (.fods) as found; raises like `read_ods`."""
    limits = terms.limits
    try:
        walk = OdsWalk(limits)
        walk.walk(data)
        told, saved = elements(data, _PROPERTY, limits), elements(data, _SAVED, limits)
    except RefusedXmlError as error:
        raise UnreadableError("F01", SPOILT_XML) from error
    macros = ("宏",) if _MACROS in data else ()
    links = ("外部链接",) if walk.linked else ()
    seen = Scanned(tuple(walk.sheets), _properties(told), _first(saved), (*macros, *links))
    return assembled(data, seen, limits, _values(data, limits))


def _values(content: bytes, limits: Limits) -> Values:
    def values(sheet: SheetScan) -> Mapping[Place, object]:
        again = OdsWalk(limits, taking=sheet.name)
        again.walk(content)
        return again.values

    return values


def _properties(told: Told) -> dict[str, str]:
    return {attributes.get("meta:name", ""): text.strip() for attributes, text in told}


def _first(told: Told) -> str:
    return next((text.strip() for _, text in told), "")


def _oddities(package: Package, walk: OdsWalk) -> tuple[str, ...]:
    macros = any(
        name.startswith(("Basic/", "Scripts/")) and name.endswith((".xml", ".py", ".js")) for name in package.names
    )
    return (*(("宏",) if macros else ()), *(("外部链接",) if walk.linked else ()))
