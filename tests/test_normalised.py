"""The log of what was written differently from what was found: product.md has every one of them in it."""

from collections.abc import Mapping

from openpyxl import Workbook

from pipeline.meaning.outcome import Normalisation
from tests.judging import FILE, cell_of, clean_workbook, judged, opened
from tests.workbooks import workbook

PROBLEMS = "问题清单及整改"
_TYPED: Mapping[str, tuple[str, str]] = {
    "校区": ("武昌\n", "武昌"),
    "整改类型": ("立行立改　", "立行立改"),
    "责任人": (" 张某", "张某"),
    "整改状态": ("已完成\u200b", "已完成"),
    "整改时限": ("2023-11-06 ", "2023-11-06"),
    "涉及金额（万元）": (" 3.5", "3.5"),
    "原因分析": ("菜品价格调整后未及时更新公示牌。\n", "菜品价格调整后未及时更新公示牌。"),
}
"""Heading -> (text typed, value): nothing but blanks and marks nobody sees are too many."""


def test_blanks_around_an_answer_are_logged() -> None:
    """A blank, a line break or a mark nobody sees, taken off a choice, a name, a day, a number or prose, is one line."""

    def typed(book: Workbook) -> None:
        for heading, (text, _) in _TYPED.items():
            book[PROBLEMS][cell_of(PROBLEMS, 1, heading)] = text

    outcome = judged(opened(FILE, workbook("", typed)))

    assert {one.field: one for one in outcome.normalised} == {
        heading: Normalisation(FILE, PROBLEMS, cell_of(PROBLEMS, 1, heading), heading, text, value)
        for heading, (text, value) in _TYPED.items()
    }
    assert len(outcome.normalised) == len(_TYPED)


def test_a_return_written_as_asked_is_logged_nowhere() -> None:
    """What was printed by us and what was written as asked gives no line: the log is not flooded."""
    assert judged(opened(FILE, clean_workbook())).normalised == ()
