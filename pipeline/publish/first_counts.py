"""What the self-check's formulas give before anybody recalculates, for programs that never do."""

from collections.abc import Mapping, Sequence

import pandas as pd

from pipeline.form.folding import found_text
from pipeline.form.rules import Rows
from pipeline.form.schema import By
from pipeline.publish.layout import Page
from pipeline.publish.self_check import NOTHING, Counts, required

Texts = Sequence[Mapping[str, str]]
"""One mapping a record: column key -> text in the cell, "" where it is blank."""


def first_counts(page: Page) -> Counts[int]:
    """Return the counts of a sheet as it is handed out; they equal what its formulas will give."""
    keys = [column.key for column in page.sheet.columns]
    texts = [{key: found_text(record.cells.get(key)) for key in keys} for record in page.records]
    filled = [text for text in texts if any(text[key] not in ("", NOTHING) for key in page.own_keys)]
    asked = filled
    if page.pairs:
        asked = texts
    elif page.fixed:
        asked = [text for text in texts if text[keys[0]]]
    rows = _rows(page, texts)
    answers = sum(1 for text in texts for key in page.own_keys if text[key])
    return Counts(
        answers if page.pairs else len(filled),
        _missing(page, asked, rows) + int(page.nil_answer and not answers),
        _faults(page, asked, rows),
    )


def _missing(page: Page, asked: Texts, rows: Rows) -> int:
    always = [column.key for column in required(page)]
    wanted = {
        (offence.index, offence.key)
        for rule in page.rules
        if rule.fills
        for offence in rule.offenders(rows)
        if offence.key not in always
    }
    return sum(1 for text in asked for key in always if not text[key]) + len(wanted)


def _faults(page: Page, asked: Texts, rows: Rows) -> int:
    forbidding = [rule for rule in page.rules if not rule.fills and rule.fault(rule.columns[0], page.ranges)]
    broken = sum(1 for rule in forbidding for _ in rule.offenders(rows))
    guards = {column.key: column.kind.guard() for column in page.sheet.columns if column.by is By.UNIT}
    offered = {key: ("", *guard.choices) for key, guard in guards.items() if guard.test == "list" and guard.stops}
    return broken + sum(1 for text in asked for key, words in offered.items() if text[key] not in words)


def _rows(page: Page, texts: Texts) -> Rows:
    keys = [column.key for column in page.sheet.columns]
    found = [[text[key] for key in keys] for text in texts]
    values = [[text or None for text in row] for row in found]
    return Rows(*(pd.DataFrame(rows, columns=keys, dtype=object) for rows in (values, found)))
