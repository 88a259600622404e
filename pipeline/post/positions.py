"""Where the cells of the findings stand in a return workbook, as its own first sheet says."""

import io
import zipfile
from collections.abc import Mapping, Sequence

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from pipeline.findings import Finding
from pipeline.publish.layout import REMARKS_SHEET
from pipeline.publish.remarks_sheet import REMARKS_FIRST_ROW, listed_places


def moved(findings: Sequence[Finding], package: bytes) -> Mapping[Finding, str]:
    """Return finding -> `sheet cell` in the return workbook, for those whose cell stands elsewhere than in the unit's file.

    Nothing where the workbook does not list exactly these findings.
    """
    try:
        book = load_workbook(io.BytesIO(package), read_only=True)
        rows = list(book[REMARKS_SHEET].iter_rows(min_row=REMARKS_FIRST_ROW, values_only=True))
    except (zipfile.BadZipFile, InvalidFileException, KeyError, OSError, ValueError):
        return {}
    places = listed_places(rows)
    if len(places) != len(findings):
        return {}
    return {
        finding: f"{sheet} {cell}"
        for finding, (sheet, cell) in zip(findings, places, strict=True)
        if cell and finding.cell and (sheet, cell) != (finding.sheet, finding.cell)
    }
