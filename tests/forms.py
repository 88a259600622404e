"""One workbook written in every form a unit may send it in, without an office program."""

import csv
import io
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import cache
from html import escape
from typing import Final

from pipeline.form.folding import found_text
from pipeline.intake.book import RawBook, RawSheet
from pipeline.intake.formats import Format
from pipeline.intake.reader import read_book
from tests.judging import clean_workbook
from tests.packages import zipped
from tests.xls_files import XlsSheet, xls
from tests.xlsb_files import XlsbSheet, xlsb

_OFFICE: Final = "urn:oasis:names:tc:opendocument:xmlns:"
_EXCEL_DAY_0: Final = date(1899, 12, 30).toordinal()


@cache
def clean_book() -> RawBook:
    """Return the clean return as the reader gives it."""
    return read_book(clean_workbook())


def _cells(sheet: RawSheet) -> Iterator[tuple[int, int, object]]:
    for row, cells in enumerate(sheet.rows):
        for column, content in enumerate(cells):
            if content != "":
                yield row, column, content


def _plain(content: object) -> object:
    if isinstance(content, date):
        return float(content.toordinal() - _EXCEL_DAY_0), "yyyy-m-d"
    return content if isinstance(content, str | float | bool) else float(str(content))


def as_xls(book: RawBook) -> bytes:
    """Return the workbook as .xls."""
    sheets = []
    for sheet in book.sheets:
        cells = {(row, column): _plain(content) for row, column, content in _cells(sheet)}
        sheets.append(XlsSheet(sheet.name, cells, merges=sheet.merges, state=int(not sheet.visible)))
    return xls(sheets)


def as_xlsb(book: RawBook) -> bytes:
    """Return the workbook as .xlsb."""
    sheets = []
    for sheet in book.sheets:
        rows: dict[int, dict[int, object]] = {}
        for row, column, content in _cells(sheet):
            rows.setdefault(row, {})[column] = _plain(content)
        sheets.append(XlsbSheet(sheet.name, list(rows.items()), merges=sheet.merges, state=int(not sheet.visible)))
    return xlsb(sheets)


def ods(tables: str, parts: Mapping[str, bytes] | None = None, styles: str = "") -> bytes:
    """Return an .ods with these tables as XML."""
    content = _document("document-content", "", tables, styles)
    manifest = f'<manifest:manifest xmlns:manifest="{_OFFICE}manifest:1.0"/>'
    base = {
        "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
        "content.xml": content.encode(),
        "META-INF/manifest.xml": manifest.encode(),
    }
    return zipped(base | dict(parts or {}))


def fods(tables: str, styles: str = "", meta: str = "") -> bytes:
    """Return a .fods, which is the same in one file, with these tables and properties."""
    says = ' office:mimetype="application/vnd.oasis.opendocument.spreadsheet"'
    head = f"<office:meta>{meta}</office:meta>"
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{_document("document", says, tables, styles, head)}'.encode()


def _document(root: str, says: str, tables: str, styles: str, head: str = "") -> str:
    names = "".join(
        f' xmlns:{prefix}="{_OFFICE}{name}:1.0"'
        for prefix, name in (("office", "office"), ("table", "table"), ("text", "text"), ("style", "style"), ("draw", "drawing"), ("meta", "meta"))
    )  # fmt: skip
    return (
        f'<office:{root}{names} xmlns:calcext="x:calcext" xmlns:xlink="http://www.w3.org/1999/xlink" office:version="1.2"{says}>'
        f"{head}<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:{root}>"
    )


HIDDEN_TABLE: Final = (
    '<style:style style:name="h" style:family="table"><style:table-properties table:display="false"/></style:style>'
)


def as_ods(book: RawBook) -> bytes:
    """Return the workbook as .ods."""
    return ods(_tables(book), styles=HIDDEN_TABLE)


def as_fods(book: RawBook) -> bytes:
    """Return the workbook as .fods."""
    return fods(_tables(book), HIDDEN_TABLE)


def _tables(book: RawBook) -> str:
    tables = ""
    for sheet in book.sheets:
        rows = "".join(
            f"<table:table-row>{''.join(map(_ods_cell, row))}<table:table-cell/></table:table-row>"
            for row in sheet.rows
        )
        style = "v" if sheet.visible else "h"
        tables += f'<table:table table:name="{escape(sheet.name)}" table:style-name="{style}">{rows}</table:table>'
    return tables


def _ods_cell(content: object) -> str:
    text = "".join(f"<text:p>{escape(line)}</text:p>" for line in found_text(content).split("\n"))
    if content == "":
        return "<table:table-cell/>"
    if isinstance(content, date):
        return f'<table:table-cell office:value-type="date" office:date-value="{content.isoformat()}">{text}</table:table-cell>'
    if isinstance(content, float | int):
        return f'<table:table-cell office:value-type="float" office:value="{content}">{text}</table:table-cell>'
    return f'<table:table-cell office:value-type="string">{text}</table:table-cell>'


def as_xml(book: RawBook) -> bytes:
    """Return the workbook as XML of Excel 2003."""
    sheets = ""
    for sheet in book.sheets:
        rows: dict[int, str] = {}
        for row, column, content in _cells(sheet):
            rows[row] = rows.get(row, "") + _xml_cell(column, content)
        lines = "".join(f'<Row ss:Index="{row + 1}">{cells}</Row>' for row, cells in rows.items())
        shown = "SheetVisible" if sheet.visible else "SheetHidden"
        options = f'<WorksheetOptions xmlns="urn:schemas-microsoft-com:office:excel"><Visible>{shown}</Visible></WorksheetOptions>'
        sheets += f'<Worksheet ss:Name="{escape(sheet.name)}"><Table>{lines}</Table>{options}</Worksheet>'
    return excel_xml(sheets)


def excel_xml(worksheets: str) -> bytes:
    """Return a workbook of these worksheets as XML of Excel 2003."""
    space = "urn:schemas-microsoft-com:office:spreadsheet"
    return (
        f'<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n<Workbook xmlns="{space}" xmlns:ss="{space}">'
        f"{worksheets}</Workbook>"
    ).encode()


def _xml_cell(column: int, content: object) -> str:
    kind, text = "String", escape(found_text(content)).replace("\n", "&#10;")
    if isinstance(content, date):
        kind, text = "DateTime", f"{content.isoformat()}T00:00:00.000"
    elif isinstance(content, float | int):
        kind, text = "Number", str(content)
    return f'<Cell ss:Index="{column + 1}"><Data ss:Type="{kind}">{text}</Data></Cell>'


def as_html(book: RawBook) -> bytes:
    """Return the visible sheets as a web page, as programs do that call it .xls."""
    tables = ""
    for sheet in book.sheets:
        if sheet.visible:
            rows = "".join(f"<tr>{''.join(map(_html_cell, row))}</tr>\r\n" for row in sheet.rows)
            tables += f"<table border=1><caption>{escape(sheet.name)}</caption>{rows}</table>"
    return f'<html><head><meta charset="gbk"><style>td {{ }}</style></head><body>{tables}</body></html>'.encode(
        "gb18030"
    )


def _html_cell(content: object) -> str:
    return f"<td>{escape(found_text(content)).replace(chr(10), '<br>')}</td>"


def as_text(sheet: RawSheet, separator: str = ",", encoding: str = "utf-8-sig") -> bytes:
    """Return one sheet as a text table."""
    stream = io.StringIO()
    csv.writer(stream, delimiter=separator).writerows([[found_text(cell) for cell in row] for row in sheet.rows])
    return stream.getvalue().encode(encoding)


FORMS: Final[Mapping[Format, Callable[[RawBook], bytes]]] = {
    Format.XLS: as_xls,
    Format.XLSB: as_xlsb,
    Format.ODS: as_ods,
    Format.FLAT_ODS: as_fods,
    Format.XML: as_xml,
    Format.HTML: as_html,
}
"""Every form that can hold a whole workbook, by its writer."""
