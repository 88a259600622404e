"""How a unit's text becomes part of a sentence."""

from datetime import date
from decimal import Decimal

import pytest

from pipeline.publish.report.prose import (
    amount_words,
    answered,
    cause,
    day_words,
    ended,
    flat,
    listed,
    quoted,
    settled,
    shortened,
    span_words,
    summary,
)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (None, ""),
        (float("nan"), ""),
        ("已更换。", "已更换"),
        ("一查台账\n二查现场；\n\n三回访。", "一查台账；二查现场；三回访"),
        ("已整改。\r\n已复查。", "已整改。已复查"),
        ("公示牌　已\t更换 ; ", "公示牌 已 更换"),
        ("结果\x00如下：", "结果如下"),
    ],
)
def test_text_becomes_one_line_without_a_closing_mark(written: object, expected: str) -> None:
    """Line breaks become ；, blanks one blank, marks at the end go."""
    assert flat(written) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [("已更换", "已更换。"), ("已更换。", "已更换。"), ("已更换；", "已更换。"), ("为何不换？", "为何不换？"), ("已更换……", "已更换……"), ("", "")],
)  # fmt: skip
def test_a_sentence_ends_in_exactly_one_mark(sentence: str, expected: str) -> None:
    """A full stop is added only where nothing ends the sentence."""
    assert ended(sentence) == expected


def test_a_summary_is_the_first_sentence() -> None:
    """What follows the first full stop is left to the ledger."""
    assert summary("价格未公示。师生意见较大。") == "价格未公示"


def test_a_long_first_sentence_is_cut_at_a_clause() -> None:
    """A clause is whole Chinese, so no …… is put behind it."""
    text = "二食堂后厨地面破损，雨天积水，保洁人员多次报修未果，至今已有三个月时间没有得到任何处理和答复"

    assert summary(text, 40) == "二食堂后厨地面破损，雨天积水，保洁人员多次报修未果"


def test_an_enumeration_is_not_cut_in_its_middle() -> None:
    """、 joins what belongs together: a summary that stops there would say something else."""
    text = "零星采购11笔没有两人验收签字，涉及蔬菜、水产、调料和一次性餐具"

    assert summary(text, 22) == "零星采购11笔没有两人验收签字"


def test_a_clause_that_leads_to_the_next_is_not_left_at_the_end() -> None:
    """因… without what follows from it is no sentence."""
    text = "新生中有23人已办理助学贷款，因到账信息没有及时核销，被系统列入欠费名单"

    assert summary(text, 28) == "新生中有23人已办理助学贷款"


def test_a_clause_that_is_too_long_ends_in_an_ellipsis() -> None:
    """Where no clause fits, the cut is shown."""
    assert summary("甲" * 60, 40) == "甲" * 40 + "……"


def test_no_cut_leaves_a_bracket_open() -> None:
    """A title or bracket opened before the cut is left out or closed."""
    inside = "未执行" + "某" * 12 + "规定（依据《某某某管理办法》第三条，以及有关补充通知的精神和要求）"

    cut = summary(inside)

    assert cut.count("（") == cut.count("）")
    assert cut.count("《") == cut.count("》")


def test_a_long_text_is_cut_at_a_sentence_end() -> None:
    """The last whole sentence within the limit is kept, then ……."""
    text = "甲" * 100 + "。" + "乙" * 80 + "。" + "丙" * 80 + "。"

    assert shortened(text) == "甲" * 100 + "。" + "乙" * 80 + "……"


@pytest.mark.parametrize(
    "written", ["由于更新不及时。", "主要原因是更新不及时", "原因：更新不及时", "主要是因为更新不及时", "更新不及时"]
)
def test_a_cause_does_not_say_cause_again(written: str) -> None:
    """主要原因是 is not followed by 由于 or 原因是."""
    assert cause(written) == "更新不及时"


@pytest.mark.parametrize("written", ["主要领导重视不够", "原因不明", "是非标准不清", "为赶工期未报批"])
def test_a_cause_keeps_words_that_only_look_like_a_head(written: str) -> None:
    """主要, 原因, 是 and 为 are words of the cause unless they announce it."""
    assert cause(written) == written


def test_quotation_marks_inside_quotation_marks_are_single() -> None:
    """GB/T 15834: “” outside, ‘’ inside."""
    assert quoted("所谓“特供”窗口") == "“所谓‘特供’窗口”"


@pytest.mark.parametrize(
    ("written", "expected"), [("同上。", ""), ("无", ""), ("—", ""), ("无明火管理制度", "无明火管理制度")]
)
def test_an_answer_that_says_nothing_is_none(written: str, expected: str) -> None:
    """同上, 无 and a dash are placeholders, words that begin like them are not."""
    assert answered(written) == expected


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [("甲……。乙", "甲……乙"), ("甲……等。乙", "甲……乙"), ("甲？。", "甲？"), ("甲……；乙。", "甲……；乙。")],
)
def test_no_full_stop_follows_an_ellipsis(paragraph: str, expected: str) -> None:
    """…… neither takes a full stop nor 等."""
    assert settled(paragraph) == expected


def test_the_mark_between_parts_is_not_in_them() -> None:
    """A part with a ；of its own would count as two."""
    assert listed(["通道堆物；指示灯坏", "", "门岗缺人"]) == "通道堆物，指示灯坏；门岗缺人"


def test_days_have_no_leading_zeros() -> None:
    """2023年1月5日, and a text that is no day stays as it is."""
    assert day_words(date(2023, 1, 5)) == "2023年1月5日"
    assert day_words("尽快") == "尽快"


@pytest.mark.parametrize(
    ("last", "expected"),
    [
        (date(2023, 11, 3), "2023年11月3日"),
        (date(2023, 11, 7), "2023年11月3日至7日"),
        (date(2023, 12, 1), "2023年11月3日至12月1日"),
        (date(2024, 1, 5), "2023年11月3日至2024年1月5日"),
    ],
)
def test_a_span_says_what_both_days_share_once(last: date, expected: str) -> None:
    """Year and month of the second day stand only where they differ."""
    assert span_words(date(2023, 11, 3), last) == expected


def test_amounts_have_two_decimals() -> None:
    """万元, rounded half up."""
    assert amount_words(Decimal("1.005")) == "1.01万元"
