"""A unit's return as content for the renderer: its own values, and where each of its cells was."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.findings import Finding
from pipeline.form import identity as keys
from pipeline.form.folding import found_text
from pipeline.form.identity import own_comment
from pipeline.form.schema import Form, Layout, Sheet
from pipeline.intake.book import Spoilt
from pipeline.intake.part_names import own_name
from pipeline.intake.submission import Record, Table
from pipeline.meaning.sources import Source
from pipeline.publish.content import Content, RowContent


def content_of(form: Form, sources: Sequence[Source], findings: Sequence[Finding], reply_by: str) -> Content:
    """Return what goes back to a unit: every value as found, every finding, every cell's old address.

    `sources` are the files of one round that count. Where there are several their contents come into one
    workbook, and what is said of a further file names it beside the sheet.
    """
    filed = [_Filed(source, len(sources) == 1, source.path == sources[0].path) for source in sources]
    by_path = {one.source.path: one for one in filed}
    following = max((one.source.original.meta.get(keys.NEXT, "") for one in filed), key=len)
    issued = (number for one in filed for number in one.source.original.meta.get(keys.ISSUED, "").split("、"))
    rows: dict[str, tuple[RowContent, ...]] = {}
    cells: dict[tuple[str, str], tuple[str, int, str]] = {}
    for one in filed:
        for key, table in one.tables.items():
            before = rows.get(key, ())
            rows[key], places = _joined(form[key], before, _rows(table)) if before else (_rows(table), None)
            cells |= {
                (one.named(name), cell): (key, places[index] if places else index, column)
                for (name, cell), (_, index, column) in _cells(table, form[key].title)
            }
    return Content(
        rows=rows,
        findings=tuple(
            one.said(finding) for path, one in by_path.items() for finding in findings if finding.file == path
        ),
        source_cells=cells,
        reply_by=reply_by,
        issued=tuple(dict.fromkeys(filter(None, issued))),
        next_number=int(following) if following.isdecimal() else 0,
    )


@dataclass(frozen=True)
class _Filed:
    """One file of the content: alone it goes back whole, beside others with what counts of it."""

    source: Source
    alone: bool
    first: bool

    @property
    def tables(self) -> Mapping[str, Table]:
        return (self.source.original if self.alone else self.source.submission).tables

    def named(self, sheet: str) -> str:
        """Return how a sheet of the file is called among the others."""
        return sheet if self.first or not sheet else f"{sheet}（{own_name(self.source.path)}）"

    def said(self, finding: Finding) -> Finding:
        """Return a finding with its sheet so called."""
        return replace(finding, sheet=self.named(finding.sheet))


def _joined(
    sheet: Sheet, before: tuple[RowContent, ...], more: tuple[RowContent, ...]
) -> tuple[tuple[RowContent, ...], list[int]]:
    """Return the rows of two files in one sheet, and where each row of the second stands.

    Answers to the same question fill one row; a number that another problem bears is left out, to be given anew.
    """
    rows, places = list(before), list[int]()
    known = {_question(sheet, row): place for place, row in enumerate(rows)}
    numbers = {row.cells.get("id") for row in rows}
    for row in more:
        same = known.get(_question(sheet, row)) if _question(sheet, row) else None
        if same is not None:
            rows[same] = replace(rows[same], cells={**rows[same].cells, **row.cells})
            places.append(same)
            continue
        doubled = sheet.key == "problems" and row.cells.get("id") in numbers
        places.append(len(rows))
        rows.append(replace(row, cells={k: v for k, v in row.cells.items() if k != "id"}) if doubled else row)
    return tuple(rows), places


def _question(sheet: Sheet, row: RowContent) -> str:
    """Return what a row answers where every unit is asked the same: 基本情况 itself, a point."""
    if sheet.layout is Layout.PAIRS:
        return sheet.key
    return found_text(row.cells.get("point")) if sheet.key == "points" else ""


def _rows(table: Table) -> tuple[RowContent, ...]:
    """Return the records, then the rows that only say 无, so that an answered sheet goes back answered."""
    nil = (RowContent({key: _content(content) for key, content in cells.items()}) for cells in table.nil_rows.values())
    return (*(_row(record) for record in table.records), *nil)


def _row(record: Record) -> RowContent:
    return RowContent(
        cells={key: _content(record.notes.get(key, ("", content))[1]) for key, content in record.cells.items()},
        extras=record.extras,
        comments={key: own_comment(text) for key, text in record.comments.items()},
        source_row=record.row,
    )


def _content(content: object) -> object:
    """Return a number as a number and everything else as the text that was seen."""
    if isinstance(content, Spoilt):
        return content.text
    if isinstance(content, int | float) and not isinstance(content, bool):
        return content
    return found_text(content)


def _cells(table: Table, title: str) -> Iterator[tuple[tuple[str, str], tuple[str, int, str]]]:
    """Go through the cells by the sheet's name as found and by its title: findings on 查处案件 use the latter."""
    for index, record in enumerate(table.records):
        for key in table.letters:
            for name in {table.name, title}:
                yield (name, table.address(record.row, key)), (table.key, index, key)
