"""What goes back to a unit is what it sent: its values, its columns, its comments, through our own intake."""

import os
from collections.abc import Mapping
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from pipeline.form.identity import own_comment
from pipeline.form.schema import By
from pipeline.intake.book import shown_text
from pipeline.intake.opening import Opened
from pipeline.intake.past import Past
from pipeline.meaning.judge import judge
from pipeline.meaning.sources import Source
from pipeline.publish.content import Content, RowContent
from pipeline.publish.returning import content_of
from tests.contents import contents
from tests.dear import dear
from tests.judging import AS_OF, FILE, campaign, filled, opened, pages

FEW = dear(8, random="CI" not in os.environ)
"""Each example is two whole workbooks; too dear to shrink."""

_SAID = (
    "=1+1", "+86", "@全体", "-", "同上见附件", "2023.1", "尽快", "约3万", "１２ 台", "张处长", "http://a.b/", "<b>粗</b>", "'引号",
    "_x000D_换行", "甲\n乙\t丙", "\u200b零宽\u202e倒", "#REF!", "1e5", "007", " 前后 ",
)  # fmt: skip
ODD = st.sampled_from(_SAID) | st.text(
    st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), min_size=1, max_size=40
)
"""Texts nobody asked for: marks of formulas, links and markup, numbers that are none, invisible characters."""

SHEETS = ("problems", "risks", "measures")


@st.composite
def odd_contents(draw: st.DrawFn) -> Content:
    """Return a whole return in which some cells hold odd texts, with columns and comments of the unit's own."""
    content = draw(contents())
    rows = {key: tuple(draw(_odd(key, row)) for row in content.rows[key]) for key in SHEETS}
    return replace(content, rows={**content.rows, **rows})


@st.composite
def _odd(draw: st.DrawFn, key: str, row: RowContent) -> RowContent:
    page = next(page for page in pages().values() if page.sheet.key == key)
    open_keys = [column.key for column in page.sheet.columns if column.by is By.UNIT and column.key != "id"]
    changed = draw(st.dictionaries(st.sampled_from(open_keys), ODD, max_size=4))
    comments = draw(st.dictionaries(st.sampled_from(open_keys), st.sampled_from(("请核对", "见附件2")), max_size=2))
    extras = draw(st.dictionaries(st.sampled_from(("科室", "楼栋")), ODD, max_size=2))
    return replace(row, cells={**row.cells, **changed}, comments=comments, extras=extras)


@FEW
@given(odd_contents())
def test_a_return_read_back_is_what_was_sent(content: Content) -> None:
    """Marked up, sent back and read again a return has the same records, columns of its own and comments; so again."""
    first = opened(FILE, filled(content))
    second = opened(FILE, _sent_back(first))
    third = opened(FILE, _sent_back(second))

    assert _told(second) == _told(first)
    assert _told(third) == _told(first)


def _sent_back(one: Opened) -> bytes:
    """Return the workbook that goes back to the unit, whatever was found in it."""
    judged = judge(campaign(), [one], Past(), AS_OF)
    (source,) = judged.sources
    assert isinstance(source, Source)
    return filled(content_of(campaign().form, (source,), judged.outcome.findings, "2023-11-10 17:30"))


def _told(one: Opened) -> Mapping[str, list[tuple[dict[str, str], ...]]]:
    """Return sheet key -> its records as texts: cells, columns of the unit's own, comments."""
    assert one.submission is not None
    return {
        key: [
            (
                {name: shown_text(cell) for name, cell in record.cells.items()},
                dict(record.extras),
                {name: own_comment(text) for name, text in record.comments.items() if own_comment(text)},
            )
            for record in table.records
        ]
        for key, table in one.submission.tables.items()
    }
