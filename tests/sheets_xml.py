"""Workbooks of one sheet as XML written by hand: what office programs never write, and what they rarely do."""

from collections.abc import Mapping
from typing import Final

from tests.packages import zipped

MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT: Final = "http://purl.oclc.org/ooxml/spreadsheetml/main"
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT_REL = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_RELS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'


def relations(**targets: tuple[str, str]) -> bytes:
    """Return relations: id = (type, target)."""
    ones = (f'<Relationship Id="{one}" Type="{kind}" Target="{target}"/>' for one, (kind, target) in targets.items())
    return _RELS.format("".join(ones)).encode()


def sheet_xml(
    rows: str, strings: str = "", formats: str = "", codes: str = "", before: str = "", after: str = "",
    workbook: str = "", strict: bool = False, parts: Mapping[str, bytes] | None = None,
) -> bytes:  # fmt: skip
    """Return a workbook of one sheet `S` with these rows.

    `strings` are shared strings, `formats` and `codes` cell formats and number formats, `before` and `after`
    stand around the rows, `workbook` within the workbook, `parts` are further parts of the package.
    """
    space, rel = (STRICT, _STRICT_REL) if strict else (MAIN, _REL)
    book = f'<workbook xmlns="{space}" xmlns:r="{rel}">{workbook}<sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>'
    return zipped(
        {
            "[Content_Types].xml": b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>',
            "_rels/.rels": relations(r1=(f"{rel}/officeDocument", "xl/workbook.xml")),
            "xl/workbook.xml": book.encode(),
            "xl/_rels/workbook.xml.rels": relations(
                r1=(f"{rel}/worksheet", "worksheets/sheet1.xml"),
                r2=(f"{rel}/sharedStrings", "sharedStrings.xml"),
                r3=(f"{rel}/styles", "styles.xml"),
            ),
            "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{space}" xmlns:r="{rel}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'.encode(),
            "xl/sharedStrings.xml": f'<sst xmlns="{space}">{strings}</sst>'.encode(),
            "xl/styles.xml": f'<styleSheet xmlns="{space}"><numFmts>{codes}</numFmts><cellXfs>{formats}</cellXfs></styleSheet>'.encode(),
            **(parts or {}),
        }
    )  # fmt: skip


def text(reference: str, content: str) -> str:
    """Return a cell that holds its own text."""
    return f'<c r="{reference}" t="inlineStr"><is><t>{content}</t></is></c>'
