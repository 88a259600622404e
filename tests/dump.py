"""A workbook as stable text: what a reader, a typist and a printer meet, one fact a line."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet


def dump_workbook(source: bytes | Path) -> str:
    """Return the workbook as text; the same workbook gives the same text, moments are left out."""
    book = load_workbook(BytesIO(source) if isinstance(source, bytes) else source, rich_text=False)
    lines = [*_book(book)]
    for sheet in book.worksheets:
        lines += ["", f"=== {sheet.title} ({sheet.sheet_state})", *_sheet(sheet)]
    return "\n".join(lines) + "\n"


def properties_of(book: Workbook) -> dict[str, str]:
    """Return the custom document properties of a workbook."""
    return {entry.name: entry.value for entry in book.custom_doc_props.props}  # type: ignore[attr-defined]  # not in the stubs


def _book(book: Workbook) -> Iterator[str]:
    yield "sheets: " + " | ".join(book.sheetnames)
    for name, defined in sorted(book.defined_names.items()):
        yield f"name {name} = {defined.attr_text}"
    for name, value in properties_of(book).items():
        yield f"property {name} = {value}"


def _sheet(sheet: Worksheet) -> Iterator[str]:
    yield from _frame(sheet)
    yield from _print(sheet)
    for row in sheet.iter_rows():
        for cell in row:
            if isinstance(cell, Cell) and (cell.value is not None or cell.comment):
                yield from _cell(cell)
    yield from _validations(sheet)
    yield from _colours(sheet)


def _frame(sheet: Worksheet) -> Iterator[str]:
    yield f"freeze {sheet.freeze_panes}, filter {sheet.auto_filter.ref}"
    protection = sheet.protection
    free = [
        name
        for name in ("sort", "autoFilter", "formatColumns", "formatRows", "insertRows", "deleteRows", "objects")
        if not getattr(protection, name)
    ]
    yield f"protected {bool(protection.sheet)}, password {bool(protection.password)}, free: {' '.join(free)}"
    widths = sorted((item.min, item.max, item.width) for item in sheet.column_dimensions.values())
    yield "widths " + " ".join(
        f"{first}-{last}:{width:g}" if first != last else f"{first}:{width:g}" for first, last, width in widths
    )
    heights = [f"{row}:{item.height:g}" for row, item in sorted(sheet.row_dimensions.items()) if item.height]
    yield "heights " + " ".join(heights)
    if sheet.merged_cells.ranges:
        yield "merged " + " ".join(sorted(str(area) for area in sheet.merged_cells.ranges))


def footer_of(sheet: Worksheet) -> str:
    """Return what is printed in the middle of every page's foot."""
    return str(sheet.oddFooter.center.text) if sheet.oddFooter and sheet.oddFooter.center else ""


def _print(sheet: Worksheet) -> Iterator[str]:
    setup = sheet.page_setup
    fit = bool(sheet.sheet_properties.pageSetUpPr and sheet.sheet_properties.pageSetUpPr.fitToPage)
    yield f"print paper {setup.paperSize} {setup.orientation}, fit {fit} {setup.fitToWidth}x{setup.fitToHeight}, titles {sheet.print_title_rows}, footer {footer_of(sheet)!r}"


def _cell(cell: Cell) -> Iterator[str]:
    fill = cell.fill.start_color.rgb if cell.fill.fill_type else "-"
    marks = ["locked" if cell.protection.locked else "open", str(cell.number_format), str(fill)]
    marks += ["quoted"] if cell.quotePrefix else []
    marks += [f"link {cell.hyperlink.location}"] if cell.hyperlink else []
    yield f"{cell.coordinate} {cell.data_type} {cell.value!r} [{' '.join(marks)}]"
    if cell.comment:
        yield f"{cell.coordinate} comment {cell.comment.text!r}"


def _validations(sheet: Worksheet) -> Iterator[str]:
    for one in sheet.data_validations.dataValidation:
        stops = (
            "none"
            if one.type is None
            else ("stops" if one.showErrorMessage and one.errorStyle in (None, "stop") else "asks")
        )
        rule = " ".join(str(part) for part in (one.type, one.operator, one.formula1, one.formula2) if part is not None)
        yield f"validation {one.sqref} {stops}: {rule} | {one.promptTitle}: {one.prompt} | {one.error}"


def _colours(sheet: Worksheet) -> Iterator[str]:
    for area in sheet.conditional_formatting:
        for rule in area.rules:
            fill = rule.dxf.fill.bgColor.rgb if rule.dxf and rule.dxf.fill else "-"
            yield f"colour {area.sqref} {fill}: {rule.formula[0]}"
