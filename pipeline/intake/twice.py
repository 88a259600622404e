"""What a second table of a kind repeats of the first: a copied sheet, a second list (product.md: every row once)."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from pipeline.form.folding import fold, found_text
from pipeline.form.privacy import masked
from pipeline.form.schema import Sheet
from pipeline.intake.book import shown_text
from pipeline.intake.submission import Record, Remark, Table

_NAMES_A_ROW: Final = ("id", "point")
"""Keys of the columns by which a row is known: two rows of the same cannot both hold."""

Row = tuple[str, int, str]
"""Sheet, row, text."""


def distinct(sheet: Sheet, table: Table, before: Sequence[Table]) -> tuple[Table, list[Remark], list[Row]]:
    """Return a further table with the rows that are its own, what is to be said, and the rows a person must look at.

    A row the tables before have in the same words counts once; one that has the number of another row there
    and says something else waits.
    """
    there = [record for other in before for record in other.records]
    same, named = {_words(sheet, one): one.row for one in there}, {_name(one): one.row for one in there if _name(one)}
    own, aside = list[Record](), list[tuple[int, str]]()
    remarks, waiting = list[Remark](), list[Row]()
    for record in table.records:
        words, name = _words(sheet, record), _name(record)
        if words in same:
            remarks.append(_said("S27", table, record, same[words]))
            aside.append((record.row, _text(record)))
        elif name and name in named:
            remarks.append(_said("S28", table, record, named[name]))
            waiting.append((table.name, record.row, masked(_text(record))))
        else:
            own.append(record)
    return replace(table, records=tuple(own), set_aside=(*table.set_aside, *aside)), remarks, waiting


def _said(code: str, table: Table, record: Record, row: int) -> Remark:
    return Remark(code, table.name, f"A{record.row}", facts={"other": str(row)})


def _name(record: Record) -> str:
    return next((fold(found_text(record.cells[key])) for key in _NAMES_A_ROW if key in record.cells), "")


def _words(sheet: Sheet, record: Record) -> frozenset[tuple[str, str]]:
    printed = sheet.printed - set(_NAMES_A_ROW)
    cells = ((key, fold(found_text(content))) for key, content in record.cells.items() if key not in printed)
    return frozenset((*cells, *record.extras.items()))


def _text(record: Record) -> str:
    own = (f"{heading}：{text}" for heading, text in record.extras.items())
    return "；".join((*map(shown_text, record.cells.values()), *own))
