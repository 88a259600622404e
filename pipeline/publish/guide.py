"""Writes 填报说明: who fills in, by when, how, and whether the workbook can be sent."""

from collections.abc import Mapping
from typing import Final

from pipeline.findings import Severity
from pipeline.form import vocabulary as words
from pipeline.form.amounts import Amount
from pipeline.form.days import Day
from pipeline.form.identity import HISTORY_HEADING, round_words
from pipeline.form.schema import Sheet
from pipeline.publish.cross_checks import CrossCheck, cross_checks
from pipeline.publish.layout import EXAMPLE_MARK, PRINTED, Booklet, Need, lines_in, quoted
from pipeline.publish.lists import ListNames
from pipeline.publish.paper import Paper
from pipeline.publish.self_check import (
    CHECK_FIRST_ROW,
    PASSED,
    Counts,
    sheet_counts,
    total_sentence,
    total_words,
)
from pipeline.publish.sheet_head import set_up_print

_LABEL, _TEXT, _FILLED, _MISSING, _FAULTS = range(1, 6)
_WIDTHS: Final = {0: 2, _LABEL: 23, _TEXT: 58, _FILLED: 8, _MISSING: 10, _FAULTS: 8}
_WIDE: Final = (_LABEL, _FAULTS)
_FULL_WIDTH: Final = sum(_WIDTHS.values()) - _WIDTHS[0]
_TABLE_HEADINGS: Final = ("核对内容", "怎么填、怎么改", "已填", "必填未填", "有矛盾")
_FACTS_ROW, _RESULT_ROW, _STEPS_ROW, _TABLE_ROW = 4, 9, 12, 20
_LINE: Final = 15
_INDENT: Final = 3


def write_guide(paper: Paper, booklet: Booklet, lists: ListNames, counts: Mapping[str, Counts[int]]) -> None:
    """Write the page a unit reads first; its table holds the counts of the whole self-check."""
    sheet = paper.worksheet
    for place, width in _WIDTHS.items():
        sheet.set_column(place, place, width)
    _write_title(paper, booklet)
    _write_facts(paper, booklet)
    _write_steps(paper, booklet)
    _section(paper, _TABLE_ROW, "各表填写情况（随填随算）")
    row = _write_table(paper, booklet, lists, counts)
    _write_legend(paper, row + 1, booklet)
    sheet.hide_gridlines(2)
    set_up_print(paper, landscape=False, pages_high=1)
    paper.lock()


def _write_title(paper: Paper, booklet: Booklet) -> None:
    kind = "退回修改" if booklet.is_return else "整改跟踪" if booklet.follows_up else "填报说明"
    paper.worksheet.set_row(0, 36)
    paper.span(1, _WIDE, booklet.title, "page title")
    paper.worksheet.set_row(1, 20)
    paper.span(2, _WIDE, f"{kind}　·　{round_words(booklet.round_number)}填报", "subtitle")


def _write_facts(paper: Paper, booklet: Booklet) -> None:
    facts = {
        "填报单位": booklet.unit.name,
        "由谁填报": "由填表人填写，单位负责人审核并手写签名，对内容的真实性、完整性负责",
        "报送截止": booklet.content.reply_by or booklet.deadline,
        "报送对象": booklet.recipient,
    }
    for row, (label, text) in enumerate(facts.items(), start=_FACTS_ROW):
        paper.worksheet.set_row(row - 1, 22)
        paper.put(row, _LABEL, label, "label")
        paper.span(row, (_TEXT, _FAULTS), text, "box")


def _section(paper: Paper, row: int, title: str) -> None:
    paper.worksheet.set_row(row - 1, 24)
    for place in range(_LABEL, _FAULTS + 1):
        paper.put(row, place, title if place == _LABEL else "", "section")


def _write_steps(paper: Paper, booklet: Booklet) -> None:
    _section(paper, _STEPS_ROW, "填报步骤")
    for number, step in enumerate(steps(booklet), start=1):
        row = _STEPS_ROW + number
        text = f"{number}. {step}"
        paper.worksheet.set_row(row - 1, _LINE * lines_in(text, _FULL_WIDTH) + 6)
        paper.span(row, _WIDE, text, "paragraph")


def steps(booklet: Booklet) -> tuple[str, ...]:
    """Return the six steps from opening the workbook to sending it."""
    if booklet.follows_up:
        return _later_steps(booklet)
    titles = "、".join(f"“{page.sheet.title}”" for page in booklet.pages)
    year = booklet.campaign.settings.year
    return (
        f"从左到右依次填写{titles}各表，每张表怎么填见下面“各表填写情况”。",
        f"带 {Need.REQUIRED.value} 的列每行都要填，带 {Need.CONDITIONAL.value} 的列在提示的情形下要填，其余没有就留空。"
        f"点中单元格或把鼠标移到表头上，可以看到填写要求；表头上面一行是{EXAMPLE_MARK}。",
        f"有下拉箭头的请从下拉中选择。日期{Day(year).hint}；金额{Amount().hint}。",
        "行不够时可插入行或接着往下填，新增的行编号可以留空。可以排序、筛选、调整行高列宽；请不要改工作表名和表头，不要删列。",
        *_last_steps(booklet),
    )


def _last_steps(booklet: Booklet) -> tuple[str, str]:
    signed = booklet.pages[0].sheet.title
    return (
        f"填完后看上面的“自查结果”，显示“{PASSED}”再报送；否则按颜色逐处补填、更正。",
        f"打印“{signed}”，由单位负责人手写签名后扫描成 PDF；本表存为 .xlsx，文件名不改，与扫描件一并发给{booklet.recipient}。",
    )


def _later_steps(booklet: Booklet) -> tuple[str, ...]:
    """Return the steps of a round after the first: what was reported stands, what has changed is written."""
    basics, problems = (page.sheet for page in booklet.pages)
    return (
        f"本轮只填“{basics.title}”和“{problems.title}”。“{problems.title}”里已列出还没有销号的问题，灰色的内容已经固定，不用填也不能改。",
        f"逐行看“{HISTORY_HEADING}”：最后一行写的是本轮要做什么，标红的是退回补充或重新开启的问题。",
        f"更新每个问题的{_named(problems, ('status', 'progress'))}；完成的再填{_named(problems, ('done_on', 'effect', 'evidence'))}。"
        f"确需延期的，改“{problems['due'].heading}”并在“{problems['progress'].heading}”写明原因。没有变化的不用改。",
        "新发现的问题接着往下写，编号已经印好。可以筛选、调整行高列宽；本轮不能排序、插入和删除行。",
        *_last_steps(booklet),
    )


def _named(sheet: Sheet, keys: tuple[str, ...]) -> str:
    return "、".join(f"“{sheet[key].heading}”" for key in keys)


def _write_table(paper: Paper, booklet: Booklet, lists: ListNames, counts: Mapping[str, Counts[int]]) -> int:
    """Write a line for each sheet and each comparison, and the result above; return the row after them."""
    paper.worksheet.set_row(_TABLE_ROW, 22)
    for place, heading in enumerate(_TABLE_HEADINGS, start=_LABEL):
        paper.put(_TABLE_ROW + 1, place, heading, "label")
    for row, page in enumerate(booklet.pages, start=CHECK_FIRST_ROW):
        _put_link(paper, row, page.sheet.title)
        _put_words(paper, row, page.sheet.lead)
        numbers = zip((_FILLED, _MISSING, _FAULTS), sheet_counts(page, lists), counts[page.sheet.key], strict=True)
        for place, formula, value in numbers:
            paper.formula(row, place, formula, value, "number")
    problems = counts["problems"].filled if "problems" in counts else 0
    checks = cross_checks(booklet, problems)
    row = CHECK_FIRST_ROW + len(booklet.pages)
    for check in checks:
        _write_comparison(paper, row, check)
        row += 1
    paper.colour((CHECK_FIRST_ROW, _MISSING, row - 1, _MISSING), f"N(E{CHECK_FIRST_ROW})>0", "missing")
    paper.colour((CHECK_FIRST_ROW, _FAULTS, row - 1, _FAULTS), f"N(F{CHECK_FIRST_ROW})>0", "fault")
    missing = sum(one.missing for one in counts.values())
    faults = sum(one.faults for one in counts.values()) + sum(check.faults for check in checks)
    _write_result(paper, row - 1, total_sentence(missing, faults))
    return row


def _write_comparison(paper: Paper, row: int, check: CrossCheck) -> None:
    paper.put(row, _LABEL, check.title, "centred")
    _put_words(paper, row, check.remedy)
    paper.put(row, _FILLED, "—", "number")
    paper.put(row, _MISSING, "—", "number")
    paper.formula(row, _FAULTS, check.formula, check.faults, "number")


def _put_link(paper: Paper, row: int, title: str) -> None:
    look = paper.styles.look("link")
    if paper.worksheet.write_url(row - 1, _LABEL, f"internal:{quoted(title)}!A1", look, title):
        raise ValueError(f"no link to {title}")


def _put_words(paper: Paper, row: int, words: str) -> None:
    paper.worksheet.set_row(row - 1, max(22, _LINE * lines_in(words, _WIDTHS[_TEXT] - _INDENT) + 6))
    paper.put(row, _TEXT, words, "box")


def _write_result(paper: Paper, last_line: int, sentence: str) -> None:
    _section(paper, _RESULT_ROW, "自查结果")
    row = _RESULT_ROW + 1
    paper.worksheet.set_row(row - 1, 32)
    paper.span(row, _WIDE, "", "band")
    paper.formula(row, _LABEL, total_words(last_line), sentence, "band")
    paper.colour((row, _LABEL, row, _FAULTS), f'$B${row}="{PASSED}"', "passed")


def _write_legend(paper: Paper, row: int, booklet: Booklet) -> None:
    _section(paper, row, "颜色说明")
    legend = [
        (Need.REQUIRED.name, f"表头带 {Need.REQUIRED.value}", "每行必填"),
        (
            Need.CONDITIONAL.name,
            f"表头带 {Need.CONDITIONAL.value}",
            "点中单元格时提示的情形下必填",
        ),
        (Need.PREPRINTED.name, "灰色", PRINTED.removesuffix("。")),
        ("box missing", "浅黄", "必填还没有填"),
        ("box fault", "浅红", "与别处矛盾，或不是下拉中的内容"),
    ]
    if booklet.content.issued:
        legend[2:3] = [
            (Need.PREPRINTED.name, "灰色", "已报的内容，已经固定"),
            ("box fault", "编号浅红", f"{words.SENT_BACK}或{words.REOPENED}的问题，请先看“{HISTORY_HEADING}”"),
        ]
    if booklet.is_return:
        severities = (Severity.WARNING.words, Severity.ERROR.words)
        legend[-2:] = [
            (look, name, f"{text}；退回时标出的“{word}”")
            for (look, name, text), word in zip(legend[-2:], severities, strict=True)
        ]
    for offset, (look, name, text) in enumerate(legend, start=1):
        paper.put(row + offset, _LABEL, name, look)
        paper.span(row + offset, (_TEXT, _FAULTS), text, "box")
        paper.worksheet.set_row(row + offset - 1, 20)
