"""A workbook as found -> the tables of the form: sheets and columns found by their headings."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from pipeline.form.folding import fold, found_text
from pipeline.form.schema import Form, Layout
from pipeline.intake.book import RawBook, RawSheet, shown_text
from pipeline.intake.issued import read_issued, read_meta
from pipeline.intake.locate import Located, locate
from pipeline.intake.pairs import read_pairs
from pipeline.intake.records import read_records
from pipeline.intake.submission import Remark, Submission, Table
from pipeline.intake.twice import Row, distinct
from pipeline.intake.unseen import unseen, with_pictures


def tabulate(form: Form, book: RawBook, own_sheets: frozenset[str]) -> Submission:
    """Return what the workbook submits.

    `own_sheets` are titles of sheets we write ourselves that hold no data (填报说明, 修改意见).
    """
    issued = read_issued(form, book)
    search = locate(form, book, own_sheets, issued)
    located, remarks = {key: with_pictures(one) for key, one in search.found.items()}, search.remarks
    tables: dict[str, Table] = {}
    for key, one in located.items():
        read = read_pairs if form[key].layout is Layout.PAIRS else read_records
        table, told = read(form[key], one)
        tables[key] = table
        remarks += told
    further, waiting = _further(form, search.further, tables, remarks)
    remarks += unseen(form, book, located, search.further, own_sheets)
    return Submission(
        tables=tables,
        remarks=tuple(remarks),
        meta=read_meta(book),
        unit_cell=_unit_cell(tables, book),
        saved=book.saved,
        oddities=book.oddities,
        counts=tuple((sheet.name, sum(1 for _ in sheet.filled()), sheet.counted) for sheet in book.sheets),
        asked=issued.asked,
        unsorted=(
            *_unsorted(book, (*tables.values(), *further), own_sheets, search.loose),
            *_own_lines(form, tables),
            *waiting,
        ),
        further=further,
    )


def _further(
    form: Form, located: Sequence[tuple[str, Located]], tables: Mapping[str, Table], remarks: list[Remark]
) -> tuple[tuple[Table, ...], list[Row]]:
    """Return the second tables with what is their own, and the rows that wait; what is to be said joins the remarks."""
    further, waiting = list[Table](), list[Row]()
    for key, one in located:
        table, told = read_records(form[key], with_pictures(one))
        before = [tables[key], *(other for other in further if other.key == key)]
        own, twice, rows = distinct(form[key], table, before)
        further.append(own)
        waiting += rows
        remarks += [*told, *twice]
    return tuple(further), waiting


def _unit_cell(tables: Mapping[str, Table], book: RawBook) -> str:
    basics = tables.get("basics")
    if basics and basics.records and basics.records[0].cells.get("unit"):
        return found_text(basics.records[0].cells["unit"]).strip()
    for sheet in book.sheets:
        for row in sheet.rows[:6] if sheet.visible else ():
            for cell in row:
                text = found_text(cell).strip()
                head, mark, rest = text.replace(":", "：").partition("：")
                if mark and fold(head) in ("填报单位", "单位", "单位名称", "责任单位") and rest.split():
                    return rest.split()[0]
    return ""


def _own_lines(form: Form, tables: Mapping[str, Table]) -> Iterator[tuple[str, int, str]]:
    """Go through the lines units added to 基本情况: nothing asks for them, so a person must look."""
    for key, table in tables.items():
        if form[key].layout is Layout.PAIRS:
            yield from ((table.name, row, text) for row, text in table.set_aside)


def _unsorted(
    book: RawBook, read: Iterable[Table], own: frozenset[str], loose: Sequence[RawSheet]
) -> tuple[tuple[str, int, str], ...]:
    """Return the rows of visible sheets that are none of ours, and of the tables nobody reads on those that are."""
    taken = {table.name for table in read} | own
    rows = []
    for sheet in (*(one for one in book.sheets if one.visible and one.name not in taken), *loose):
        for number, row in sheet.filled():
            rows.append((sheet.name, number, "；".join(filter(None, map(shown_text, row)))))
    return tuple(rows)
