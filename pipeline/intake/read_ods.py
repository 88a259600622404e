"""Reads .ods: values by the fast reader, rows and errors counted by a walk over content.xml."""

from collections.abc import Mapping

from pipeline.intake.assembly import assembled
from pipeline.intake.book import RawBook, UnreadableError
from pipeline.intake.limits import Terms
from pipeline.intake.ods_walk import OdsWalk
from pipeline.intake.package import Package
from pipeline.intake.scan import opened_package
from pipeline.intake.sheet_scan import Place, Scanned, SheetScan

CONTENT, META, MANIFEST = "content.xml", "meta.xml", "META-INF/manifest.xml"


def read_ods(data: bytes, terms: Terms) -> RawBook:
    """Return the workbook as found; raises UnreadableError where it gives no data, F02 where it is locked."""
    with opened_package(data, terms.limits) as package:
        if package.elements(MANIFEST, "encryption-data"):
            raise UnreadableError("F02", "")
        walk = OdsWalk(terms.limits)
        walk.walk(package.read(CONTENT))
        seen = Scanned(tuple(walk.sheets), _properties(package), _saved(package), _oddities(package, walk))
        content = package.read(CONTENT)

    def values(sheet: SheetScan) -> Mapping[Place, object]:
        again = OdsWalk(terms.limits, taking=sheet.name)
        again.walk(content)
        return again.values

    return assembled(data, seen, terms.limits, values)


def _properties(package: Package) -> dict[str, str]:
    told = package.elements(META, "user-defined")
    return {attributes.get("meta:name", ""): text.strip() for attributes, text in told}


def _saved(package: Package) -> str:
    return next((text.strip() for _, text in package.elements(META, "date")), "")


def _oddities(package: Package, walk: OdsWalk) -> tuple[str, ...]:
    macros = any(
        name.startswith(("Basic/", "Scripts/")) and name.endswith((".xml", ".py", ".js")) for name in package.names
    )
    return (*(("宏",) if macros else ()), *(("外部链接",) if walk.linked else ()))
