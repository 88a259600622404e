"""Shapes of workbooks that come back: headings, rows, sheets, and what is said at which cell."""

from dataclasses import replace

import pytest
from openpyxl import Workbook
from openpyxl.comments import Comment

from pipeline.campaign.model import Campaign
from pipeline.form import identity as keys
from pipeline.form.identity import META_SHEET, OUR_COMMENT
from pipeline.intake.opening import Opened
from pipeline.meaning.conform import written
from pipeline.meaning.outcome import Outcome
from tests.campaigns import logistics_campaign
from tests.judging import FILE, judged, opened
from tests.workbooks import Edit, workbook

RISKS = "廉政风险点"
HEAD = f"| {RISKS} | 序号 | 岗位/环节 | 职权事项 | 风险点 | 表现形式 | 风险等级 | 防控措施 | 责任人 | 分管领导 |"
FIRST = "| | 1 | 食材采购 | 供应商遴选 | 采购人员与供应商私下接触 | 透露报价，收受好处 | 高 | 双人验收、定期轮岗 | 张某 | 李某某 |"
SECOND = "| | 2 | 超市承包 | 合同管理 | 合同续签不经集体研究 | 个人决定续签 | 中 | 续签一律集体研究 | 赵某某 | |"

Said = list[tuple[str, str, str]]
"""Sheet, cell and code of every finding, in the order they are raised."""


def outcome_of(
    markdown: str, edit: Edit | None = None, without: tuple[str, ...] = (), of: Campaign | None = None
) -> Outcome:
    """Return what a run makes of one workbook; the tables here leave columns out that need not be filled (S29)."""
    outcome = judged(_opened(workbook(markdown, edit, without), of), of=of)
    return replace(outcome, findings=tuple(finding for finding in outcome.findings if finding.code != "S29"))


def _opened(data: bytes, of: Campaign | None) -> Opened:
    return opened(FILE, data, of=of)


def said(outcome: Outcome) -> Said:
    """Return sheet, cell and code of every finding."""
    return [(finding.sheet, finding.cell, finding.code) for finding in outcome.findings]


def posts(outcome: Outcome) -> list[str]:
    """Return 岗位/环节 of the risks, in order."""
    return list(outcome.risks["post"])


def on_risks(edit: str) -> Edit:
    """Return an edit that hides, merges or comments on the sheet of risks: `hide 3`, `merge B2:B3`, `comment B2 words`."""
    action, _, rest = edit.partition(" ")

    def do(book: Workbook) -> None:
        sheet = book[RISKS]
        if action == "hide":
            sheet.row_dimensions[int(rest)].hidden = True
        elif action == "merge":
            sheet.merge_cells(rest)
        else:
            cell, _, text = rest.partition(" ")
            sheet[cell].comment = Comment(text, "张某")

    return do


# Headings


def test_columns_are_found_by_heading_wherever_they_stand() -> None:
    """Columns in another order, one inserted before them: values and addresses are those of the headings."""
    outcome = outcome_of(
        f"""
        | {RISKS} | 科室 | 责任人 | 岗位/环节 | 防控措施 | 风险等级 | 职权事项 | 表现形式 | 风险点 | 分管领导 |
        | | 餐饮部 | 全体员工 | 食材采购 | 双人验收、定期轮岗 | 高 | 供应商遴选 | 透露报价，收受好处 | 采购人员与供应商私下接触 | 李某某 |
        """
    )

    assert said(outcome) == [(RISKS, "B2", "R24"), (RISKS, "A1", "S06")]
    assert list(outcome.risks.loc[0, ["post", "control", "level", "leader"]]) == ["食材采购", "双人验收、定期轮岗", "高", "李某某"]  # fmt: skip


def test_headings_are_compared_folded() -> None:
    """Full-width signs, blanks and marks of need do not make another heading."""
    outcome = outcome_of(
        f"""
        | {RISKS} | 序号 | 岗位／环节* | 职权 事项 | 风险点◐ | 表现形式： | 风险等级（必填） | 防控\\n措施 | 责任人 | ★分管领导 |
        {FIRST}
        """
    )

    assert said(outcome) == []
    assert posts(outcome) == ["食材采购"]


def test_headings_known_by_another_name_are_taken() -> None:
    """Headings from the list of other names are taken, and each is to be confirmed (domain.md 4.3 no. 19)."""
    outcome = outcome_of(
        f"""
        | {RISKS} | 编号 | 岗位 | 职权 | 廉政风险点 | 表现 | 等级 | 防范措施 | 防控责任人 | 主管领导 |
        {FIRST}
        """
    )

    assert said(outcome) == [(RISKS, f"{letter}1", "S04") for letter in "ABCDEFGHI"]
    assert outcome.risks.loc[0, "level"] == "高"


def test_headings_of_the_campaign_are_taken() -> None:
    """A heading the office lists in 别名 stands for the column it names."""
    known = replace(logistics_campaign(), headings={"风险在哪里": "风险点"})

    outcome = outcome_of(f"{HEAD.replace('| 风险点 |', '| 风险在哪里 |')}\n{FIRST}", of=known)

    assert said(outcome) == []
    assert outcome.risks.loc[0, "risk"] == "采购人员与供应商私下接触"


def test_a_heading_nearly_right_is_taken_and_said() -> None:
    """A heading one character off is taken; the finding stands at it and quotes both."""
    outcome = outcome_of(f"{HEAD.replace('防控措施', '防控措拖')}\n{FIRST}")

    assert said(outcome) == [(RISKS, "G1", "S04")]
    assert outcome.findings[0].message == "表头“防控措拖”按“防控措施”理解。"
    assert outcome.risks.loc[0, "control"] == "双人验收、定期轮岗"


@pytest.mark.parametrize(
    ("written", "heading", "cell"),
    [
        ("主要防控措施", "防控措施", "G1"),
        ("防控措施（简述）", "防控措施", "G1"),
        ("具体责任人", "责任人", "H1"),
        ("责任人姓名", "责任人", "H1"),
    ],
)
def test_a_heading_with_a_qualifier_is_taken_and_said(written: str, heading: str, cell: str) -> None:
    """A heading with a word before it or a remark behind it is the column's, if no other column claims it."""
    outcome = outcome_of(f"{HEAD.replace(f'| {heading} |', f'| {written} |')}\n{FIRST}")

    assert said(outcome) == [(RISKS, cell, "S04")]


def test_a_qualifier_that_means_something_else_is_another_column() -> None:
    """计划防控措施 is not 防控措施: it is kept as a column of the unit's own, and 防控措施 is missing."""
    outcome = outcome_of(f"{HEAD.replace('| 防控措施 |', '| 计划防控措施 |')}\n{FIRST}")

    assert [code for _, _, code in said(outcome)] == ["S03", "S06"]


def test_two_headings_for_one_column_are_quoted_both() -> None:
    """The surer of two headings is taken; the other's content is kept beside, and the finding quotes both."""
    outcome = outcome_of(f"{HEAD} 等级 |\n{FIRST} 低 |")

    assert said(outcome) == [(RISKS, "J1", "S05")]
    assert "“风险等级”与“等级”" in outcome.findings[0].message
    assert outcome.risks.loc[0, "level"] == "高"
    assert outcome.risks.loc[0, "regulation"] == "等级（J列）：低"


def test_columns_of_the_units_own_are_kept_behind_the_remark() -> None:
    """A column that is none of ours is told as done, at its heading, and its content follows 备注."""
    outcome = outcome_of(
        """
        | 问题清单及整改 | 问题编号 | 校区 | 自查要点 | 具体问题 | 问题来源 | 整改类型 | 整改措施 | 责任人 | 整改时限 | 整改状态 | 整改进展 | 是否重大疑难 | 科室 | 备注 |
        | | HQJT-001 | 武昌 | HQJT3 | 一食堂部分菜品没有公示价格。 | 自查发现 | 限期整改 | 逐窗口核对并更换公示牌 | 张某 | 2023-11-30 | 整改中 | 正在更换 | 否 | 餐饮部 | 已拍照 |
        | | HQJT-002 | 嘉鱼 | HQJT1 | 嘉鱼校区超市没有临期食品制度。 | 自查发现 | 限期整改 | 制定制度并每日巡查 | 李某 | 2023-11-30 | 整改中 | 征求意见 | 否 | 超市部 | |
        | | HQJT-003 | 两校区 | HQJT2 | 供应商评价表由单人填写。 | 自查发现 | 限期整改 | 改为三方会签并存档 | 李某 | 2023-11-30 | 整改中 | 征求意见 | 否 | | |
        | | HQJT-004 | 武昌 | HQJT5 | 三食堂地面破损没有修补。 | 自查发现 | 限期整改 | 寒假拆除破损地砖后重铺 | 李某 | 2023-11-30 | 未启动 | | 否 | | |
        """
    )

    assert said(outcome) == [("问题清单及整改", "K1", "S04"), ("问题清单及整改", "M1", "S06")]
    assert list(outcome.ledger["remark"]) == ["已拍照；科室：餐饮部", "科室：超市部", "", ""]


def test_two_columns_of_one_heading_are_both_kept() -> None:
    """Two columns of the unit's own under the same heading are told apart by their letters, and neither is lost."""
    outcome = outcome_of(f"{HEAD} 科室 | 科室 |\n{FIRST} 餐饮部 | 采购组 |")

    assert said(outcome) == [(RISKS, "J1", "S06"), (RISKS, "K1", "S06")]
    assert outcome.risks.at[0, "regulation"] == "科室（J列）：餐饮部；科室（K列）：采购组"


def test_a_missing_required_column_is_said_once() -> None:
    """A required column that is missing is one finding at the header row, not one a record."""
    lines = [line.replace("| 张某 ", "").replace("| 赵某某 ", "") for line in (FIRST, SECOND)]

    outcome = outcome_of("\n".join((HEAD.replace("| 责任人 ", ""), *lines)))

    assert said(outcome) == [(RISKS, "A1", "S03")]
    assert outcome.findings[0].field == "责任人"
    assert posts(outcome) == ["食材采购", "超市承包"]


def test_a_missing_conditional_column_is_an_error_where_a_record_needs_it() -> None:
    """A high risk needs 分管领导: its column is missed once; risks that need none miss nothing."""
    lines = [line.replace("| 李某某 |", "|").replace("| 赵某某 | |", "| 赵某某 |") for line in (FIRST, SECOND)]
    head = HEAD.replace("| 分管领导 ", "")

    assert said(outcome_of("\n".join((head, *lines)))) == [(RISKS, "A1", "S03")]
    assert said(outcome_of("\n".join((head, lines[1])))) == []


def test_deleted_columns_that_may_be_empty_are_told_together() -> None:
    """Columns a workbook of ours had and a unit deleted are one warning, where no record needs them (S29)."""
    outcome = judged(_opened(workbook(f"{HEAD}\n{FIRST}", None, ()), None))

    told = [finding for finding in outcome.findings if finding.code == "S29"]
    assert [(one.severity.value, one.sheet, one.cell) for one in told] == [("warning", RISKS, "A1")]
    assert "风险类别、校区、已有制度" in told[0].message


def test_a_comment_in_place_of_our_hint_is_said() -> None:
    """What we print on a heading is no word of the unit; what the unit writes there instead, or behind it, is."""
    hint = "必填。从下拉中选一项：高、中、低。"

    assert said(outcome_of(f"{HEAD}\n{FIRST}", on_risks(f"comment F1 {hint}"))) == []
    assert said(outcome_of(f"{HEAD}\n{FIRST}", on_risks("comment F1 等级由班子会议研究确定"))) == [(RISKS, "F1", "S13")]
    assert said(outcome_of(f"{HEAD}\n{FIRST}", on_risks(f"comment F1 {hint}本单位另有说明"))) == [(RISKS, "F1", "S13")]


def test_a_sheet_without_headings_is_said() -> None:
    """A sheet of the right name whose headings are gone says so, and counts as missing."""
    outcome = outcome_of(f"| {RISKS} | 我单位没有填写这张表 |\n| | 见另外的材料 |")

    assert said(outcome) == [(RISKS, "", "S01"), (RISKS, "", "S12")]
    assert len(outcome.risks) == 0


# Where the header row stands


def test_the_header_row_may_stand_lower() -> None:
    """Lines put above the headings and a line of explanation change addresses and nothing else."""
    outcome = outcome_of(
        f"""
        | {RISKS} | 后勤集团廉政风险点 |
        | | 填报单位：后勤集团 |
        | | |
        | | |
        | | |
        | | |
        | | （请各科室认真填写） |
        {HEAD.replace(f"| {RISKS} ", "| ")}
        {FIRST.replace("| 张某 |", "| 各科室 |")}
        """
    )

    assert said(outcome) == [(RISKS, "H9", "R24")]
    assert list(outcome.risks["row"]) == [9]


def test_an_answer_sheet_may_be_moved_as_a_whole() -> None:
    """基本情况 is found by its labels, one column to the right and two rows down; addresses follow."""
    outcome = outcome_of(
        """
        | 基本情况 | | |
        | | | |
        | | | 填报单位 | 后勤集团 |
        | | | 校区覆盖 | 两校区 |
        | | | 职责范围 | 负责两校区食堂、超市的日常运行和食品安全管理，负责原材料采购、价格核定与培训。 |
        | | | 责任落实 | 成立自查小组，按岗位分解任务。 |
        | | | 负责人 | 处领导 |
        | | | 填表人 | 张某 |
        | | | 联系电话 | 027-00000000 |
        | | | 自查时间 | 2023-11-03 至 2023-11-06 |
        | | | 零报告声明 | 否 |
        | | | 问题总数 | 4 |
        | | | 填报日期 | 2023-11-07 |
        """
    )

    renamed = [("基本情况", f"B{row}", "S04") for row in (6, 7, 9, 10, 12)]
    assert sorted(said(outcome)) == sorted([*renamed, ("基本情况", "C7", "R24")])


def test_lines_added_to_the_answers_wait_for_a_person() -> None:
    """A line of the unit's own in 基本情况 is said at its label and waits in 待核实; a label misspelt or doubled is said too."""

    def add(book: Workbook) -> None:
        sheet = book["基本情况"]
        labels = {str(cell.value).rstrip("*"): cell.row for cell in sheet["A"]}
        sheet.cell(labels["责任落实情况"], 1).value = "责任落实情兄"
        for row, (label, answer) in enumerate((("食堂数量", "三个"), ("自查时间", "上周")), start=40):
            sheet.cell(row, 1).value, sheet.cell(row, 2).value = label, answer

    outcome = outcome_of("", add)

    assert said(outcome) == [("基本情况", "A41", "S05"), ("基本情况", "A9", "S04"), ("基本情况", "A40", "S06")]
    assert [(row.row, row.text) for row in outcome.pending] == [(40, "食堂数量：三个"), (41, "自查时间：上周")]


# Sheets


def test_a_renamed_sheet_is_known_by_its_headings() -> None:
    """A sheet of another name is taken by its headings and says so; findings name it as it is called now."""
    outcome = outcome_of(
        f"{HEAD.replace(RISKS, '廉政风险点(2)')}\n{FIRST.replace('| 高 |', '| 不清楚 |')}", without=(RISKS,)
    )

    assert said(outcome) == [("廉政风险点(2)", "F2", "V03"), ("廉政风险点(2)", "", "S02")]
    assert posts(outcome) == ["食材采购"]


def test_a_missing_sheet_is_an_error() -> None:
    """A sheet that is gone is an error that names it by its title."""
    outcome = outcome_of("", without=(RISKS,))

    assert [(f.sheet, f.code, f.severity.value) for f in outcome.findings] == [(RISKS, "S01", "error")]


def test_a_hidden_sheet_and_a_foreign_one_are_said_and_their_rows_kept() -> None:
    """What stands on sheets that are none of ours is in no total, but said; visible rows wait in 待核实."""

    def hide(book: Workbook) -> None:
        book["底稿"].sheet_state = "hidden"

    outcome = outcome_of("| 底稿 | 甲 |\n| 值班表 | 张某 | 周一 |\n| | 李某 | 周二 |", hide)

    assert said(outcome) == [("底稿", "", "S08"), ("值班表", "", "S11")]
    assert [(row.sheet, row.row, row.text) for row in outcome.pending] == [("值班表", 1, "张某；周一"), ("值班表", 2, "李某；周二")]  # fmt: skip


def test_a_hidden_sheet_of_ours_is_read_and_said() -> None:
    """A sheet of the form that somebody has hidden holds answers all the same."""

    def hide(book: Workbook) -> None:
        book[RISKS].sheet_state = "hidden"

    outcome = outcome_of("", hide)

    assert said(outcome) == [(RISKS, "", "S22")]
    assert len(outcome.risks) == len(outcome_of("").risks) > 0


def test_a_second_copy_of_a_sheet_is_read_and_what_both_have_counts_once() -> None:
    """Every row of a used file is in the ledger once: of two sheets with the same headings both are read."""

    def copy(book: Workbook) -> None:
        book.copy_worksheet(book["举措及经验"]).title = "举措及经验 (2)"

    outcome = outcome_of("", copy)

    assert said(outcome) == [("举措及经验 (2)", "A6", "S20"), ("举措及经验 (2)", "A7", "S27")]
    assert len(outcome.measures) == len(outcome_of("").measures) > 0
    assert not outcome.pending


def test_a_second_list_counts_beside_the_first() -> None:
    """What only the second sheet has is in the ledger; a number that stands for something else there waits."""

    def split(book: Workbook) -> None:
        copy = book.copy_worksheet(book["问题清单及整改"])
        copy.title = "问题清单（嘉鱼）"
        for row in (7, 8):
            book["问题清单及整改"][f"D{row}"] = None if row == 8 else book["问题清单及整改"][f"D{row}"].value
        for cell in book["问题清单及整改"][8]:
            cell.value = None
        copy["D9"] = "食材供应商名录两年没有更新，淘汰的供应商仍在列"

    outcome = outcome_of("", split)
    codes = [code for sheet, _, code in said(outcome) if sheet == "问题清单（嘉鱼）"]

    assert sorted(codes) == ["S20", "S27", "S27", "S28"]
    assert list(outcome.ledger["id"]) == ["HQJT-001", "HQJT-002", "HQJT-003", "HQJT-004"]
    assert [(row.sheet, row.row) for row in outcome.pending] == [("问题清单（嘉鱼）", 9)]


def test_tables_below_each_other_on_one_sheet_are_all_read() -> None:
    """Whoever puts everything on one sheet has every row in its frame, at its own address."""

    def pile(book: Workbook) -> None:
        risks, measures = book["廉政风险点"], book["举措及经验"]
        for number, row in enumerate(measures.iter_rows(min_row=6, max_row=7, values_only=True), start=40):
            for column, value in enumerate(row, start=1):
                risks.cell(number, column, value)
        book.remove(measures)

    outcome = outcome_of("", pile)

    assert len(outcome.risks) == 2
    assert [(row["sheet"], row["row"]) for _, row in outcome.measures.iterrows()] == [("廉政风险点", 41)]


def test_headings_of_two_lines_are_put_together() -> None:
    """整改 over 类型 and 措施 is 整改类型 and 整改措施."""

    def split(book: Workbook) -> None:
        sheet = book["问题清单及整改"]
        sheet.insert_rows(6)
        for column in range(1, 27):
            if column in (8, 9):
                sheet.cell(6, column, "整改" if column == 8 else None)
                sheet.cell(7, column, ("类型", "措施")[column - 8])
            else:
                sheet.cell(6, column, sheet.cell(7, column).value)
                sheet.cell(7, column).value = None

    assert said(outcome_of("", split)) == []
    assert len(outcome_of("", split).ledger) == 4


def test_what_stands_under_no_heading_is_said_and_kept() -> None:
    """A note beside the table follows 备注, and is told once a column."""

    def note(book: Workbook) -> None:
        book["问题清单及整改"]["AC8"] = "此条待核"

    outcome = outcome_of("", note)

    assert said(outcome) == [("问题清单及整改", "AC8", "S25")]
    assert "此条待核" in outcome.ledger["remark"][1]


def test_basics_put_side_by_side_or_in_one_line_are_found() -> None:
    """Labels need not stand below each other: the answer is beside them, or below where they stand in a line."""

    def laid(book: Workbook) -> None:
        sheet = book["基本情况"]
        pairs = [(sheet.cell(row, 1).value, sheet.cell(row, 2).value) for row in range(6, 20)]
        sheet.delete_rows(5, 30)
        for column, (label, answer) in enumerate(pairs, start=1):
            sheet.cell(5, column, label)
            sheet.cell(6, column, answer)

    assert said(outcome_of("", laid)) == [("基本情况", "", "S26")]


def test_a_sheet_left_wholly_blank_is_asked_about() -> None:
    """A list nobody wrote anything into, not even 无, is a question."""

    def empty(book: Workbook) -> None:
        for row in book["举措及经验"].iter_rows(min_row=7, min_col=2):
            for cell in row:
                cell.value = None

    assert said(outcome_of("", empty)) == [("举措及经验", "", "S21")]


def test_our_own_sheets_hold_no_data() -> None:
    """填报说明 and 修改意见 are ours: what stands there is nobody's answer."""
    outcome = outcome_of("| 填报说明 | 随便写点什么 |\n| 修改意见 | R01 | 请补填 |")

    assert said(outcome) == []
    assert outcome.pending == ()


# Rows


def test_rows_that_are_no_data_are_set_aside() -> None:
    """The template's example, totals, signatures, notes and repeated headings are set aside, each with its row."""
    outcome = outcome_of(
        f"""
        {HEAD}
        | | 示例 | 食材采购 | 供应商选择与验收 | 指定供应商、验收把关不严 | 接受供应商宴请，降低验收标准 | 高 | 双人验收、定期轮岗、供应商名录公示 | 张某某 | 张某某 |
        {FIRST}
        {HEAD.replace(f"| {RISKS} ", "| ")}
        | | 3 | 食材采购 | 供应商选择与验收 | 指定供应商、验收把关不严 | 接受供应商宴请，降低验收标准 | 高 | 双人验收、定期轮岗、供应商名录公示 | 王某 | 李某某 |
        | | 合计 | 3条 |
        | | 负责人签字： | | | | 日期： |
        | | 填表说明：高风险须写分管领导。 |
        | | 注：以上内容均已核实 |
        """
    )

    assert said(outcome) == [
        (RISKS, "A2", "S09"), (RISKS, "A5", "S09"),
        (RISKS, "A4", "S10"), (RISKS, "A6", "S10"), (RISKS, "A7", "S10"), (RISKS, "A8", "S10"), (RISKS, "A9", "S10"),
    ]  # fmt: skip
    assert posts(outcome) == ["食材采购"]


def test_an_example_copied_into_moved_columns_is_no_data() -> None:
    """Our example pasted without its mark into columns the unit has moved is known by its prose, and set aside."""
    outcome = outcome_of(
        f"""
        | {RISKS} | 序号 | 表现形式 | 岗位/环节 | 风险点描述 | 可能后果 | 风险等级 | 防控措施 | 责任人 | 分管领导 |
        | | 1 | 食材采购 | 供应商选择与验收 | 指定供应商、验收把关不严 | 接受供应商宴请，降低验收标准 | 高 | 双人验收、定期轮岗、供应商名录公示 | 王某 | 李某某 |
        """
    )

    assert [one for one in said(outcome) if one[2] == "S09"] == [(RISKS, "A2", "S09")]
    assert posts(outcome) == []


def test_a_row_that_shares_days_and_words_with_the_example_is_data() -> None:
    """Days, names and file names may be those of the example by chance: only its whole prose makes an example."""
    outcome = outcome_of(
        f"""
        {HEAD}
        | | 1 | 食材采购 | 供应商选择与验收 | 指定供应商、验收把关不严 | 只向一家询价 | 高 | 双人验收、定期轮岗、供应商名录公示 | 张某某 | 李某某 |
        """
    )

    assert said(outcome) == []
    assert posts(outcome) == ["食材采购"]


def test_blank_rows_do_not_end_the_data() -> None:
    """Rows after a gap are read, numbers alone are no data, and addresses stay true."""
    gap = "\n".join(["| | |"] * 40)

    outcome = outcome_of(f"{HEAD}\n{FIRST}\n| | 2 |\n{gap}\n{SECOND.replace('| 中 |', '| |')}")

    assert said(outcome) == [(RISKS, "F44", "V01")]
    assert posts(outcome) == ["食材采购", "超市承包"]


def test_rows_beyond_the_preprinted_ones_count() -> None:
    """The 45th risk counts like the first."""
    rows = [FIRST.replace("食材采购", f"岗位{n:02d}").replace("| 1 |", f"| {n} |") for n in range(1, 46)]

    outcome = outcome_of("\n".join((HEAD, *rows)))

    assert said(outcome) == []
    assert len(outcome.risks) == 45


def test_merged_cells_are_read_row_by_row() -> None:
    """A cell merged over rows is read in each of them, and each row below the first is told so."""
    outcome = outcome_of(f"{HEAD}\n{FIRST}\n{SECOND.replace('超市承包', '')}", on_risks("merge B2:B3"))

    assert said(outcome) == [(RISKS, "B3", "W10")]
    assert posts(outcome) == ["食材采购", "食材采购"]


def test_hidden_rows_are_read_and_said() -> None:
    """Hidden rows count like others; how many there are is said once."""
    outcome = outcome_of(f"{HEAD}\n{FIRST}\n{SECOND}", on_risks("hide 3"))

    assert said(outcome) == [(RISKS, "A3", "S07")]
    assert "1个有内容的隐藏行" in outcome.findings[0].message
    assert posts(outcome) == ["食材采购", "超市承包"]


def test_a_hidden_row_of_nothing_but_a_number_is_not_said() -> None:
    """Rows that hold only their preprinted number may be hidden: there is nothing in them."""
    assert said(outcome_of(f"{HEAD}\n{FIRST}\n| | 2 |", on_risks("hide 3"))) == []


def test_formulas_without_a_result_and_errors_are_no_content() -> None:
    """A formula whose result the file does not hold, and an error, are told at their cells, never read as text."""
    outcome = outcome_of(f"{HEAD}\n{FIRST.replace('供应商遴选', '#公式').replace('| 张某 |', '| #REF! |')}")

    assert said(outcome) == [(RISKS, "C2", "V21"), (RISKS, "H2", "V20")]
    assert list(outcome.risks.loc[0, ["power", "person"]]) == ["（公式）", "#REF!"]


def test_a_comment_of_the_unit_is_said_and_ours_is_not() -> None:
    """What a unit wrote in a comment is no content, but said; what we wrote there ourselves is not repeated."""
    own = outcome_of(f"{HEAD}\n{FIRST}", on_risks("comment G2 详见另页"))
    ours = outcome_of(f"{HEAD}\n{FIRST}", on_risks(f"comment G2 {OUR_COMMENT}请补填"))

    assert said(own) == [(RISKS, "G2", "S13")]
    assert said(ours) == []


def test_every_value_of_a_sheet_survives_being_retyped() -> None:
    """The clean return copied into a new workbook, formats and all lost, gives the same problems."""
    outcome = outcome_of("")

    assert said(outcome) == []
    assert [written(day) for day in outcome.ledger["due"]] == ["2023-11-06", "2023-11-30", "2023-12-31", "2023-12-15"]


# Templates


def stamped(fingerprint: str) -> Edit:
    """Return an edit after which the workbook says it was made from another form; "" takes all marks away."""

    def do(book: Workbook) -> None:
        if not fingerprint:
            book.remove(book[META_SHEET])
            return
        for row in book[META_SHEET].iter_rows(max_col=2):
            if row[0].value == keys.FINGERPRINT:
                row[1].value = fingerprint

    return do


def test_an_older_template_with_every_required_column_is_a_warning() -> None:
    """A return on an older template whose required columns are all there is taken, with a warning."""
    outcome = outcome_of("", stamped("0123456789ab"))

    assert [(f.code, f.severity.value) for f in outcome.findings] == [("R26", "warning")]


def test_an_older_template_without_a_required_column_is_an_error() -> None:
    """An older template that lacks a required column asks for the current one."""
    outcome = outcome_of(f"{HEAD.replace('| 责任人 ', '')}\n{FIRST.replace('| 张某 ', '')}", stamped("0123456789ab"))

    assert [(f.code, f.severity.value) for f in outcome.findings] == [("R26", "error"), ("S03", "error")]


def test_a_copy_without_our_mark_is_known_by_its_unit_cell() -> None:
    """Copied into a new workbook, a return is known by 填报单位, and says so."""
    outcome = outcome_of("", stamped(""))

    assert [(f.code, f.severity.value) for f in outcome.findings] == [("F08", "warning")]
    assert len(outcome.ledger) == 4
