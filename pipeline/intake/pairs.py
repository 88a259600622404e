"""Reads 基本情况: one field a row, the label at the left, the answer beside it."""

from xlsxwriter.utility import xl_col_to_name

from pipeline.form.folding import found_text
from pipeline.form.schema import Sheet
from pipeline.intake.locate import Located
from pipeline.intake.submission import Record, Remark, Table


def read_pairs(sheet: Sheet, located: Located) -> tuple[Table, list[Remark]]:
    """Return the one record of the sheet, addressed cell by cell; there is nothing to remark."""
    cells: dict[str, object] = {}
    addresses: dict[str, str] = {}
    comments: dict[str, str] = {}
    column = located.label_column + 1
    for key, row in located.match.places.items():
        content = located.sheet.rows[row][column] if column < len(located.sheet.rows[row]) else ""
        addresses[key] = f"{xl_col_to_name(column)}{row + 1}"
        if found_text(content).strip():
            cells[key] = content
        if (row, column) in located.sheet.comments:
            comments[key] = located.sheet.comments[row, column]
    first = min(located.match.places.values()) + 1
    table = Table(sheet.key, located.sheet.name, addresses, (Record(first, cells, comments=comments),))
    return table, []
