"""Reads 基本情况: one field a row, the label at the left, the answer beside it."""

from collections.abc import Iterator, Sequence

from xlsxwriter.utility import xl_col_to_name

from pipeline.form.folding import fold_heading
from pipeline.form.privacy import masked
from pipeline.form.schema import Sheet
from pipeline.intake.book import shown_text
from pipeline.intake.locate import Located
from pipeline.intake.submission import Record, Remark, Table


def read_pairs(sheet: Sheet, located: Located) -> tuple[Table, list[Remark]]:
    """Return the one record of the sheet, addressed cell by cell, and what is odd about its labels.

    Lines the unit added below ours are kept with the record, and set aside: no output asks for them.
    """
    if located.answers:
        return _scattered(sheet, located), [Remark("S26", located.sheet.name, facts={"sheet": located.sheet.name})]
    cells: dict[str, object] = {}
    comments: dict[str, str] = {}
    column = located.label_column + 1
    for key, row in located.match.places.items():
        content = _answer(located, row)
        if shown_text(content):
            cells[key] = content
        if (row, column) in located.sheet.comments:
            comments[key] = located.sheet.comments[row, column]
    own = list(_own_lines(located))
    first = min(located.match.places.values()) + 1
    table = Table(
        sheet.key, located.sheet.name,
        letters={key: f"{xl_col_to_name(column)}{row + 1}" for key, row in located.match.places.items()},
        records=(Record(first, cells, _told_apart(own), comments=comments),),
        set_aside=tuple((row + 1, f"{label}：{text}") for row, label, text in own),
    )  # fmt: skip
    return table, list(_labels(sheet, located, own))


def _scattered(sheet: Sheet, located: Located) -> Table:
    """Return the record of labels that do not stand below each other; other lines below the first are set aside."""
    rows, answers = located.sheet.rows, located.answers
    first = min(located.match.places.values())
    content = {key: rows[row][column] for key, (row, column) in answers.items() if column < len(_line(rows, row))}
    spoken = set(answers.values())
    headings = {fold_heading(name) for column in sheet.columns for name in (column.heading, *column.aka)}
    left: list[tuple[int, str]] = []
    for number in range(first, len(rows)):
        texts = (shown_text(cell) for column, cell in enumerate(rows[number]) if (number, column) not in spoken)
        told = "；".join(text for text in texts if text and fold_heading(text) not in headings)
        if told:
            left.append((number + 1, told))
    return Table(
        sheet.key, located.sheet.name,
        letters={key: f"{xl_col_to_name(column)}{row + 1}" for key, (row, column) in answers.items()},
        records=(Record(first + 1, {key: cell for key, cell in content.items() if shown_text(cell)}),),
        set_aside=tuple(left),
    )  # fmt: skip


def _line(rows: Sequence[list[object]], row: int) -> list[object]:
    return rows[row] if row < len(rows) else []


def _told_apart(own: list[tuple[int, str, str]]) -> dict[str, str]:
    """Return label -> text, a label that comes more than once with its row."""
    labels = [label for _, label, _ in own]
    return {label if labels.count(label) == 1 else f"{label}（第{row + 1}行）": text for row, label, text in own}


def _answer(located: Located, row: int) -> object:
    cells, column = located.sheet.rows[row], located.label_column + 1
    return cells[column] if column < len(cells) else ""


def _own_lines(located: Located) -> Iterator[tuple[int, str, str]]:
    """Go through (row from 0, label, texts) of what a unit wrote where nothing was asked.

    That is an answer to a label below our first that is none of ours, and whatever stands beside an answer.
    """
    ours, first = set(located.match.places.values()), min(located.match.places.values())
    for row, cells in enumerate(located.sheet.rows):
        label = shown_text(cells[located.label_column]) if located.label_column < len(cells) else ""
        beside = list(_beside(located, row))
        answer = shown_text(_answer(located, row)) if row > first and row not in ours else ""
        if answer or beside:
            label = label or f"第{row + 1}行"
            names = [f"{xl_col_to_name(column)}列" for column, _ in beside]
            yield (
                row,
                label if answer else f"{label}（{'、'.join(names)}）",
                "；".join(filter(None, (answer, *(text for _, text in beside)))),
            )


def _beside(located: Located, row: int) -> Iterator[tuple[int, str]]:
    """Go through (column, text) of the cells of a row beyond the answer and our own note on it."""
    for column, cell in enumerate(located.sheet.rows[row][located.label_column + 3 :], start=located.label_column + 3):
        if shown_text(cell):
            yield column, shown_text(cell)


def _labels(sheet: Sheet, located: Located, own: list[tuple[int, str, str]]) -> Iterator[Remark]:
    name, letter = located.sheet.name, xl_col_to_name(located.label_column)
    for key, label in located.match.near.items():
        heading = sheet[key].heading
        yield Remark("S04", name, f"{letter}{located.match.places[key] + 1}", heading, label, {"field": heading})
    for key, taken, row in located.match.twice:
        label = shown_text(located.sheet.rows[row][located.label_column])
        facts = {"field": sheet[key].heading, "other": label, "kept": KEPT}
        yield Remark("S05", name, f"{letter}{row + 1}", sheet[key].heading, taken, facts)
    twice = {row for _, _, row in located.match.twice}
    for row, label, _ in own:
        if row not in twice:
            yield Remark("S06", name, f"{letter}{row + 1}", label, masked(label), {"kept": KEPT})


KEPT = "列在台账的“待核实”里"
"""Where the unit's own lines go."""
