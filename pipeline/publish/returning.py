"""A unit's return as content for the renderer: its own values, and where each of its cells was."""

from collections.abc import Iterator, Sequence

from pipeline.findings import Finding
from pipeline.form import identity as keys
from pipeline.form.folding import found_text
from pipeline.form.identity import own_comment
from pipeline.form.schema import Form
from pipeline.intake.book import Spoilt
from pipeline.intake.submission import Record, Table
from pipeline.meaning.sources import Source
from pipeline.publish.content import Content, RowContent


def content_of(form: Form, source: Source, findings: Sequence[Finding], reply_by: str) -> Content:
    """Return what goes back to a unit: every value as found, every finding, every cell's old address."""
    whole = source.original
    tables, following = whole.tables, whole.meta.get(keys.NEXT, "")
    return Content(
        rows={key: _rows(table) for key, table in tables.items()},
        findings=tuple(finding for finding in findings if finding.file == source.path),
        source_cells={place: cell for key, table in tables.items() for place, cell in _cells(table, form[key].title)},
        reply_by=reply_by,
        issued=tuple(filter(None, whole.meta.get(keys.ISSUED, "").split("、"))),
        next_number=int(following) if following.isdecimal() else 0,
    )


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
