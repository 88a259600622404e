"""Reads .xlsx and .xlsm: values by the fast reader, everything it hides by the scan; macros are never run."""

from collections.abc import Mapping

from pipeline.intake.assembly import assembled
from pipeline.intake.book import RawBook
from pipeline.intake.limits import Terms
from pipeline.intake.scan import scan, values_of
from pipeline.intake.sheet_scan import Place, SheetScan


def read_xlsx(data: bytes, terms: Terms) -> RawBook:
    """Return the workbook as found; raises UnreadableError where it gives no data."""
    seen = scan(data, terms.limits)

    def values(sheet: SheetScan) -> Mapping[Place, object]:
        return values_of(data, sheet, terms.limits)

    return assembled(data, seen, terms.limits, values)
