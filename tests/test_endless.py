"""Text written to keep a program busy costs its file a finding, never the run its time (threats.md 0.6)."""

from dataclasses import replace
from multiprocessing import get_context
from typing import Final

import pytest

from pipeline.form.kinds import Text
from pipeline.form.reading import LONGEST_VALUE, OVERLONG
from pipeline.intake.limits import USUAL, Terms
from pipeline.intake.opening import open_arrival
from pipeline.publish.layout import OWN_SHEETS
from pipeline.publish.report.prose import flat
from tests.clean_return import UNIT
from tests.inboxes import arrival
from tests.judging import AS_OF, Change, campaign, clean, clean_workbook, pages, told
from tests.repetitions import made_of_others, patterns

PIECES = (
    "加", " ", "\n", "1", "1-", "1.", "2023年", "1380000", "一是", "张三、", "都已", "现已", "按时", "学生反映", "经过",
    "3万元", "共计", "80%", "前后", "七八九十", "违规违纪", "佐证材料", "主任助理", "食堂科室班组", "，", "（", "《", "的",
)  # fmt: skip
"""What patterns repeat; of some of them a pattern once tried every way to divide them."""
HUNG: Final = 60.0
"""Seconds after which a judgement that takes less than one has hung."""


def filled_with(piece: str, length: int) -> list[Change]:
    """Return the changes that put a piece over and over into every cell of the first problem but its number."""
    columns = pages()["问题清单及整改"].sheet.columns[1:]
    text = f"{('整改' + piece * length)[: length - 2]}好的"
    return [Change("问题清单及整改", 1, column.heading, text) for column in columns]


def judge_endless(length: int) -> None:
    """Judge returns whose first problem is full of each piece; every cell is told to be too long, or at least kept."""
    submissions = [clean().spoilt(filled_with(piece, length)) for piece in PIECES]
    for piece, one in zip(PIECES, told(submissions), strict=True):
        codes = {finding.field: finding.code for finding in one.findings if finding.code in ("V29", "W16")}
        for column in pages()["问题清单及整改"].sheet.columns[1:]:
            text = isinstance(column.kind, Text)
            too_long = length > (OVERLONG if text else LONGEST_VALUE)
            assert (codes.get(column.heading) == ("W16" if text else "V29")) is too_long, (piece, column.heading)


@pytest.mark.parametrize("length", [LONGEST_VALUE, OVERLONG, 30_000])
def test_no_text_keeps_the_rules_busy(length: int) -> None:
    """Whatever is repeated in every cell of a row, as long as it may be and far longer, the judgement ends."""
    process = get_context("spawn").Process(target=judge_endless, args=(length,), daemon=True)
    process.start()
    process.join(HUNG)
    still = process.is_alive()
    process.kill()
    assert not still
    assert process.exitcode == 0


def test_no_repeated_word_is_made_of_others() -> None:
    """No pattern repeats a word beside those it is made of (现已 beside 现 and 已): such a text could be divided 2^n ways."""
    found = {where: made_of_others(pattern) for pattern, where in patterns().items()}
    assert {where: words for where, words in found.items() if words} == {}


def test_a_repeated_word_made_of_others_is_seen() -> None:
    """The reading of patterns sees what it is to see, and nothing where the words are apart or come once."""
    assert made_of_others("(?:现|已|现已)*完成") == {"现已"}
    assert made_of_others("(?:现|已|现已)?完成|(?:现|已经)*") == set()


def test_no_text_keeps_the_report_busy() -> None:
    """A run of blanks as long as a cell may hold is made one line in one go."""
    assert flat(f"食堂{' ' * 100_000}后厨\n{' ' * 100_000}积水") == "食堂 后厨；积水"


def test_a_long_text_is_kept_to_its_end() -> None:
    """Only the judging stops at the limit: the ledger has the whole text."""
    text = "食堂后厨地面积水，" * 400
    (one,) = told([clean().spoilt([Change("问题清单及整改", 1, "具体问题", text)])], AS_OF)
    assert one.shown("问题清单及整改", 1, "具体问题") == text


def test_a_file_of_more_words_than_the_limit_is_refused() -> None:
    """All the text of a return together is limited too: it is judged outside the reader that can be killed."""
    file = arrival(f"{UNIT}.xlsx", clean_workbook())
    words = sum(len(part) for part in _texts())
    enough, less = (Terms(replace(USUAL.limits, words=most)) for most in (words, words - 1))
    assert open_arrival(campaign().form, OWN_SHEETS, file, enough).code == ""
    refused = open_arrival(campaign().form, OWN_SHEETS, file, less)
    assert (refused.code, refused.what) == ("F01", "里面的文字超过0万字")


def _texts() -> list[str]:
    records = [record for table in clean().submission.tables.values() for record in table.records]
    return [content for record in records for content in record.cells.values() if isinstance(content, str)]
