"""Every finding there is: provoked, said in whole sentences, with its place, and silent about cases."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from string import Formatter

import pytest
from openpyxl import Workbook
from openpyxl.comments import Comment

from pipeline.campaign.model import Campaign, OutsideLead
from pipeline.campaign.settings import Settings
from pipeline.catalogue import CATALOGUE
from pipeline.findings import Finding, Severity
from pipeline.form import identity as keys
from pipeline.form.lexicon import lexicon
from pipeline.intake.memory import KnownProblem, Memory
from pipeline.intake.office import OfficeNotes
from pipeline.intake.opening import Opened
from pipeline.intake.past import Past
from pipeline.meaning.outcome import Outcome
from tests.campaigns import logistics_campaign
from tests.cases import FOLDER, judgements
from tests.clean_return import UNIT, clean_content
from tests.inboxes import BRANCH, DISCIPLINE
from tests.inboxes import campaign as logistics
from tests.inboxes import workbook as nil_report
from tests.judging import FILE, Change, campaign, clean, clean_workbook, filled, judged, opened, return_of_other_unit
from tests.offices import with_cells
from tests.packages import ole
from tests.workbooks import workbook

ODD_SHAPES = """
| 廉政风险点(2) | 序号 | 岗位/环节 | 职权事项 | 风险点 | 表现形式 | 风险等级 | 等级 | 防控措拖 | 科室 |
| | 1 | 食材采购 | 供应商遴选 | 采购人员与供应商私下接触 | 透露报价 | 中 | 低 | 双人验收、定期轮岗 | 餐饮部 |
| | 示例 | 食材采购 |
| | 合计 | 1条 |
| | 2 | 超市承包 | 合同管理 | 合同续签不经集体研究 | 个人决定 | 中 | | 集体研究 | |
| | 3 | | 合同管理 | 续签不公开招标 | 个人决定 | 中 | | 集体研究 | |
| 底稿 | 甲 |
| 值班表 | 张某 | 周一 |
| 举措及经验 | 没有举措 |
"""
WHERE_A_CELL_IS = re.compile(r"[VWX]\d\d|R(?!25|26|30)\d\d")
"""Codes of findings about one cell."""
NO_CELL = frozenset(("X07",))
"""Codes about a sheet from which a row is missing."""
NO_HEADING = frozenset(("W21",))
"""Codes about a whole row."""
PLAIN_WORDS = frozenset(("编号", "自查要点", "单位", "问题", "电话", "备注", "措施", "成效", "人员", "风险点", "分管领导", "责任人", "防控措施", "校区", "佐证", "类别", "序号"))  # fmt: skip
"""Headings that are plain words of the language as well."""


def odd_shapes(book: Workbook) -> None:
    """Hide a row and a sheet, merge cells, leave a comment, and stamp an older form."""
    risks = book["廉政风险点(2)"]
    risks.row_dimensions[5].hidden = True
    risks.merge_cells("B5:B6")
    risks["C2"].comment = Comment("详见另页", "张某")
    book["底稿"].sheet_state = "hidden"
    for row in book[keys.META_SHEET].iter_rows(max_col=2):
        if row[0].value == keys.FINGERPRINT:
            row[1].value = "0123456789ab"


def unmarked(book: Workbook) -> None:
    """Take our mark away."""
    book.remove(book[keys.META_SHEET])


def section(book: Workbook) -> None:
    """Write a section behind the unit's name."""
    for row in book["基本情况"].iter_rows():
        for cell in row:
            cell.value = f"{UNIT}餐饮部" if cell.value == UNIT else cell.value


def nameless(book: Workbook) -> None:
    """Take our mark and the unit's name away, wherever it stands."""
    unmarked(book)
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                cell.value = None if UNIT in str(cell.value) else cell.value


def renamed(**changes: object) -> Opened:
    """Return the clean return with other facts about its file."""
    file = opened(FILE, clean_workbook())
    assert file.submission
    return replace(file, submission=replace(file.submission, **changes))  # type: ignore[arg-type]  # any field of it


def settled(**settings: object) -> Campaign:
    """Return the campaign with other settings."""
    plan = logistics_campaign()
    return replace(plan, settings=replace(plan.settings, **settings))  # type: ignore[arg-type]  # any setting


def one_campus() -> Campaign:
    """Return the campaign in which the unit looks at one campus only."""
    plan = logistics_campaign()
    units = tuple(replace(unit, campuses=("武昌",)) if unit.name == UNIT else unit for unit in plan.units)
    return replace(plan, units=units)


def twice() -> tuple[Opened, Opened]:
    """Return two returns of one unit which nothing puts into an order."""
    content = clean_content(campaign(), campaign().unit(UNIT))
    other = replace(content, rows={**content.rows, "measures": ()})
    return opened("甲.xlsx", clean_workbook()), opened("乙.xlsx", filled(other))


def noted(marks: Mapping[str, Mapping[str, str]]) -> Past:
    """Return a past in which the office has written this in its ledger."""
    return Past(OfficeNotes(marks, file="问题及整改台账.xlsx"))


ALIKE = "一食堂三楼6个窗口部分菜品未按要求公示价格，师生用餐时无法核对。"
LATE = "2023-11-08T09:00:00+08:00"

ANOTHER_CATEGORY = (
    ("problems", 0, "category", logistics().category_of_point("HQJT1")),
    ("problems", 0, "point", "ZWC3"),
)

RUNS: Mapping[str, Callable[[], Outcome]] = {
    "odd shapes": lambda: judged(opened(FILE, workbook(ODD_SHAPES, odd_shapes, ("廉政风险点",)))),
    "without mark": lambda: judged(opened(FILE, workbook("", unmarked))),
    "nameless": lambda: judged(opened("自查表.xlsx", workbook("", nameless))),
    "damaged": lambda: judged(opened(FILE, b"PK\x03\x04 xl/ damaged")),
    "password": lambda: judged(opened(FILE, ole("EncryptionInfo", "EncryptedPackage"))),
    "web page": lambda: judged(opened(FILE, b"<html><body>...</body></html>")),
    "empty": lambda: judged(opened(FILE, b"")),
    "two units": lambda: judged(opened("总务处自查表.xlsx", clean_workbook())),
    "two versions": lambda: judged(*twice()),
    "other unit's template": lambda: judged(renamed(unit_cell="总务处")),
    "section, wrong folder": lambda: judged(opened(f"总务处/{FILE}", workbook("", section))),
    "macros": lambda: judged(renamed(oddities=("宏",))),
    "rows differ": lambda: judged(renamed(counts=(("问题清单及整改", 3, 4),))),
    "late": lambda: judged(replace(opened(FILE, clean_workbook()), received=LATE)),
    "too late": lambda: judged(replace(opened(FILE, clean_workbook()), received=LATE), of=settled(late_policy="不收")),
    "one campus": lambda: judged(opened(FILE, clean_workbook()), of=one_campus()),
    "office's word": lambda: judged(opened(FILE, clean_workbook()), past=noted({"HQJT-001": {"closing": "销了"}})),
    "closed too early": lambda: judged(opened(FILE, clean_workbook()), past=noted({"HQJT-002": {"closing": "已销号"}})),
    "nobody's number": lambda: judged(opened(FILE, clean_workbook()), past=noted({"HQJT-900": {"reviewer": "王某"}})),
    "outside leads": lambda: judged(opened("总务处.xlsx", nil_report("总务处")), of=replace(campaign(), outside_leads=(OutsideLead("总务处", "反映车费偏高。", "校长信箱", "2023-11-01", "责任清单.xlsx", "A4"),))),
    "gone": lambda: judged(opened(FILE, clean_workbook()), past=Past(memory=Memory({"HQJT-009": KnownProblem("HQJT-009", UNIT, {"id": "HQJT-009", "unit": UNIT, "problem": "门口没有减速带。"}, {"problem": "门口没有减速带。"}, "", "2023-11-01", "2023-11-01")}))),
    "another category": lambda: judged(opened("自查表.xlsx", with_cells(BRANCH, nil_report(BRANCH), *ANOTHER_CATEGORY)), of=logistics()),
    "unknown source": lambda: judged(opened("自查表.xlsx", with_cells(DISCIPLINE, nil_report(DISCIPLINE), ("risks", 0, "source_unit", "设备科"), ("risks", 0, "post", "采购"))), of=logistics()),
    "alike": lambda: judged(opened(FILE, clean_workbook()), opened("总务处.xlsx", return_of_other_unit(ALIKE))),
}  # fmt: skip
"""Runs that provoke what no changed cell of the clean return can: findings about files, sheets, units and the past."""


@cache
def provoked() -> tuple[Finding, ...]:
    """Return every finding of every case and every run of this test."""
    by_cases = [finding for path in FOLDER.glob("*.md") for told in judgements(path) for finding in told.findings]
    return (*by_cases, *(finding for run in RUNS.values() for finding in run().findings))


@cache
def cited_elsewhere() -> frozenset[str]:
    """Return the codes other tests cite: what lies in files and how files are made is provoked there."""
    others = (path for path in Path(__file__).parent.glob("test_*.py") if path != Path(__file__))
    return frozenset(code for path in others for code in re.findall(r'"([A-Z]\d\d)"', path.read_text(encoding="utf-8")))


@pytest.mark.parametrize("code", CATALOGUE)
def test_every_finding_can_be_provoked(code: str) -> None:
    """A code nothing provokes is no finding: each is raised in its own severity here, or cited by a test of files."""
    severities = {finding.severity for finding in provoked() if finding.code == code}

    assert Severity(CATALOGUE[code].severity) in severities or (code[0] in "FSH" and code in cited_elsewhere())


GAPS = re.compile(r"。。|，。|，，|；。|请请|请可|[{}]|“”|None|nan\b")
"""What a sentence put together badly shows."""


def test_every_sentence_is_whole() -> None:
    """Message and remedy are sentences: they end with one full stop, say nothing twice and leave no gap."""
    said = {(finding.code, text) for finding in provoked() for text in (finding.message, finding.remedy)}
    written = {(code, text) for code, advice in CATALOGUE.items() for text in (advice.message, advice.remedy)}

    assert {(code, text) for code, text in said if not text.endswith("。") or GAPS.search(text)} == set()
    assert {(code, text) for code, text in written if not text.endswith(("。", "{what}")) or "。。" in text} == set()


def test_every_finding_says_where_it_is() -> None:
    """A finding names its file; one about a cell its sheet, cell, heading and row as well."""
    nowhere = [finding for finding in provoked() if not finding.file]
    without_cell = {
        finding.code
        for finding in provoked()
        if WHERE_A_CELL_IS.fullmatch(finding.code)
        and not (finding.sheet and finding.cell and (finding.field or finding.code in NO_HEADING))
    }

    assert nowhere == []
    assert without_cell == NO_CELL


def test_sentences_repeat_no_word_of_the_form() -> None:
    """Headings, sheet titles and choices stand in sentences by name only, so that they can change in one place."""
    words = lexicon(campaign().form)
    known = {*_values(words["col"]), *_values(words["title"])} - PLAIN_WORDS
    repeated = {
        (code, word)
        for code, advice in CATALOGUE.items()
        for word in known
        if word in _spoken(advice.message + advice.remedy)
    }

    assert repeated == set()


def _values(words: object) -> list[str]:
    return list(words.values()) if isinstance(words, Mapping) else []


def _spoken(sentence: str) -> str:
    """Return a sentence without its gaps."""
    return "".join(text for text, *_ in Formatter().parse(sentence))


def test_nothing_of_a_case_is_said_anywhere() -> None:
    """What stands in 查处案件, right or wrong, is in no finding, no log, no waiting row and no problem of the ledger."""
    outcomes = [judged(opened(name, workbook(CASES, comment_on_case))) for name in (FILE, "总务处自查表.xlsx")]
    told = "".join(
        repr((one.findings, one.normalised, one.pending, one.changes, one.files)) + one.ledger.to_csv()
        for one in outcomes
    )

    assert len(outcomes[0].cases) == 3
    assert {"V04", "V03", "V09", "S09", "S10", "S13", "R28"} <= {finding.code for finding in outcomes[0].findings}
    assert outcomes[1].pending
    assert MARK_OF_CASES not in told


MARK_OF_CASES = "某某密"
CASES = f"""
| 查处案件 | 序号 | 案发/立案时间 | 涉及岗位/环节 | 人员 | 主要违纪违法事实（摘要） | 查处机关 | 处理方式 | 处理时间 | 涉案金额（万元） | 以案促改措施 | 是否办结 | {MARK_OF_CASES[:2]}列 |
| | 1 | {MARK_OF_CASES}那天 | {MARK_OF_CASES}岗 | 张{MARK_OF_CASES} | {MARK_OF_CASES}420106199001011234 | {MARK_OF_CASES}纪委 | {MARK_OF_CASES}处理 | {MARK_OF_CASES} | {MARK_OF_CASES}万 | {MARK_OF_CASES}改 | {MARK_OF_CASES} | {MARK_OF_CASES}列 |
| | 2 | 2001-01-01 | 同上 | 同上 | 同上 | 同上 | 诫勉\u200b | 2001.1.1 | ￥35,000 | {MARK_OF_CASES}改 | 是 | |
| | 3 | 2023.5.6 | {MARK_OF_CASES}岗 | {MARK_OF_CASES} | {MARK_OF_CASES} | {MARK_OF_CASES} | 诫勉、{MARK_OF_CASES} | | 3.5万 | {MARK_OF_CASES} | √ | |
| | 示例 | 2023-05-06 | {MARK_OF_CASES} |
| | 说明：{MARK_OF_CASES}已经调离 |
"""


def comment_on_case(book: Workbook) -> None:
    """Write something secret in a comment as well."""
    book["查处案件"]["F2"].comment = Comment(f"{MARK_OF_CASES}另案处理", "张某")


UNFINISHED = (
    Change("问题清单及整改", 1, "整改状态", "整改中"),
    Change("问题清单及整改", 1, "完成日期", ""),
    Change("问题清单及整改", 1, "整改时限", "2023-11-20"),
)
"""A problem to be solved at once that is not, and is due too late."""


def spoilt(*changes: Change) -> Opened:
    """Return the clean return with these cells changed."""
    return replace(opened(FILE, clean_workbook()), submission=clean().spoilt(changes))


def test_the_office_can_set_what_a_sentence_promises() -> None:
    """The days of grace a sentence names are those of the settings, and so is how grave it is."""
    (mild,) = judged(spoilt(*UNFINISHED), of=settled(at_once_days=9)).findings
    (grave,) = judged(spoilt(*UNFINISHED), of=settled(at_once_strict=True)).findings

    assert (mild.code, mild.severity) == ("R05", Severity.WARNING)
    assert "9天内" in mild.remedy
    assert (grave.code, grave.severity) == ("R05", Severity.ERROR)
    assert f"{Settings().at_once_days}天内" in grave.remedy


def test_what_is_enclosed_may_be_referred_to() -> None:
    """见附件 as evidence is an answer where the unit has sent an attachment; for a text it is to be confirmed then."""
    enclosed = (
        Change("问题清单及整改", 1, "佐证材料", "见附件"),
        Change("问题清单及整改", 2, "整改进展（阶段性措施）", "见附件"),
    )
    scan = opened(f"{UNIT}佐证.pdf", b"%PDF-1.7 ...")

    assert [finding.code for finding in judged(spoilt(*enclosed)).findings] == ["R16", "V19"]
    told = judged(spoilt(*enclosed), scan).findings
    assert [(finding.code, finding.severity) for finding in told] == [("V19", Severity.WARNING)]
