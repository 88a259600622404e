"""The words a choice may hold, and the ways units write them (domain.md 1.2, 4.3).

Each vocabulary is a tuple in the order the page shows it. Spellings that mean a
word are kept beside it; those that need a second look name the finding to raise.
"""

from collections.abc import Mapping
from typing import Final

Spellings = Mapping[str, str]
"""A unit's spelling -> the word it means; keys are folded as `folding.fold` does."""

YES: Final = "是"
NO: Final = "否"
YES_NO: Final = (YES, NO)

AT_ONCE: Final = "立行立改"
BY_DATE: Final = "限期整改"
LONG_TERM: Final = "长期坚持"
PLAN_TYPES: Final = (AT_ONCE, BY_DATE, LONG_TERM)

NOT_STARTED: Final = "未启动"
UNDER_WAY: Final = "整改中"
DONE: Final = "已完成"
STAGE_DONE: Final = "长期坚持（阶段性完成）"
STATUSES: Final = (NOT_STARTED, UNDER_WAY, DONE, STAGE_DONE)

NOT_APPLIED: Final = "未申请"
AWAITING_REVIEW: Final = "待审核"
CLOSED: Final = "已销号"
SENT_BACK: Final = "退回补充"
REOPENED: Final = "重新开启"
CLOSING_STATES: Final = (NOT_APPLIED, AWAITING_REVIEW, CLOSED, SENT_BACK, REOPENED)

GREEN, BLUE, YELLOW, RED, PURPLE, ON_TIME = "绿", "蓝", "黄", "红", "紫", "正常"
LIGHTS: Final = (RED, YELLOW, BLUE, PURPLE, ON_TIME, GREEN)

NOTHING_FOUND: Final = "未发现问题"
SOMETHING_FOUND: Final = "发现问题"
NOT_CONCERNED: Final = "不涉及"
CONCLUSIONS: Final = (NOTHING_FOUND, SOMETHING_FOUND, NOT_CONCERNED)

FROM_PEOPLE: Final = "师生反映"
SOURCES: Final = ("自查发现", FROM_PEOPLE, "舆情", "审计", "巡视巡察", "上级检查", "历史遗留", "其他")
BOTH_CAMPUSES: Final = "两校区"
OTHER_POINT: Final = "其他"
NEW_RULE, REVISED_RULE = "新建", "修订"

HIGH: Final = "高"
LEVELS: Final = (HIGH, "中", "低")
RISK_KINDS: Final = ("思想道德", "岗位职责", "业务流程", "制度机制", "外部环境")
SANCTIONS: Final = ("谈话提醒", "批评教育", "责令检查", "诫勉", "组织处理", "党纪", "政务", "移送司法")
PENALTIES: Final = (
    "党内警告", "党内严重警告", "撤销党内职务", "留党察看", "开除党籍",
    "政务警告", "政务记过", "政务记大过", "政务降级", "政务撤职", "政务开除",
)  # fmt: skip
PENALTY_MEANS: Spellings = {
    "严重警告": "党内严重警告",
    **{
        word.removeprefix("政务"): word
        for word in PENALTIES
        if word in ("政务记过", "政务记大过", "政务降级", "政务撤职")
    },
}
"""Short forms that only one penalty has; 警告 and 开除 are of the party or of the office, and stay unclear."""
MEASURE_KINDS: Final = ("教育", "制度", "监督", "公开", "科技防控", "文化", "其他")
INSPECTION_WAYS: Final = ("查阅资料", "现场检查", "座谈走访", "问卷", "台账核对")
OUTLETS: Final = ("官网", "官微")

STATUS_MEANS: Spellings = {
    **dict.fromkeys(
        ("已整改", "整改完毕", "整改到位", "已整改到位", "完成", "已完成整改", "整改完成", "√", "✓", "是", "100%", "1"),
        DONE,
    ),
    **dict.fromkeys(("正在整改", "推进中", "进行中", "持续推进", "整改推进中", "正在推进"), UNDER_WAY),
    **dict.fromkeys(("未整改", "待整改", "尚未启动", "未开始", "计划中", "尚未整改", "未启动整改"), NOT_STARTED),
    **dict.fromkeys(("阶段性完成", "长期坚持(阶段性完成)", "取得阶段性成果", "阶段性完成(长期坚持)"), STAGE_DONE),
}
STATUS_DOUBTFUL: Mapping[str, tuple[str, str]] = {
    **dict.fromkeys(("已销号", "已办结", "已闭环", "销号"), (DONE, "W11")),
    **dict.fromkeys(
        (
            "基本完成",
            "部分完成",
            "初步完成",
            "基本整改",
            "部分整改",
            "大部分完成",
            "基本到位",
            "基本整改到位",
            "基本整改完成",
        ),
        (UNDER_WAY, "W12"),
    ),
    **dict.fromkeys(("持续整改", "长期整改", "长期坚持", "常态化", "长期"), (UNDER_WAY, "W13")),
}
PLAN_TYPE_MEANS: Spellings = {
    **dict.fromkeys(("立查立改", "即知即改", "边查边改", "立即整改", "立改"), AT_ONCE),
    **dict.fromkeys(("限时整改", "限期", "分阶段整改", "短期攻坚", "中期推进"), BY_DATE),
    **dict.fromkeys(("持续整改", "长期整改", "长期", "常态化", "持续坚持"), LONG_TERM),
}
CONCLUSION_MEANS: Spellings = {
    **dict.fromkeys(("无问题", "无", "未发现", "没有问题", "没有发现问题", "正常"), NOTHING_FOUND),
    **dict.fromkeys(("有问题", "存在问题", "有"), SOMETHING_FOUND),
    **dict.fromkeys(("不适用", "不涉及本校区", "无此项", "N/A"), NOT_CONCERNED),
}
SOURCE_MEANS: Spellings = {
    **dict.fromkeys(("自查", "自查自纠", "自行发现"), "自查发现"),
    **dict.fromkeys(("师生反应", "学生反映", "师生投诉", "投诉", "学生投诉", "教师反映"), FROM_PEOPLE),
    **dict.fromkeys(("网络舆情", "舆情反映"), "舆情"),
    **dict.fromkeys(("审计发现", "内部审计"), "审计"),
    **dict.fromkeys(("巡察", "巡视", "巡察反馈", "巡视反馈"), "巡视巡察"),
    **dict.fromkeys(("检查", "督查", "上级督查"), "上级检查"),
}
YES_NO_MEANS: Spellings = {
    **dict.fromkeys(("√", "✓", "有", "Y", "YES", "1", "对"), YES),
    **dict.fromkeys(("×", "✗", "无", "没有", "N", "NO", "0", "不是"), NO),
}
LEVEL_MEANS: Spellings = {
    **dict.fromkeys(("一级", "Ⅰ级", "I级", "重大", "高风险", "高级"), HIGH),
    **dict.fromkeys(("二级", "Ⅱ级", "II级", "中风险", "中级", "中等"), "中"),
    **dict.fromkeys(("三级", "Ⅲ级", "III级", "低风险", "低级", "一般"), "低"),
}
LEVEL_DOUBTFUL: Mapping[str, tuple[str, str]] = {
    "较高": (HIGH, "W14"), "较低": ("低", "W14"),
    "1": (HIGH, "W14"), "2": ("中", "W14"), "3": ("低", "W14"),
}  # fmt: skip
CAMPUS_WORDS_FOR_BOTH: Final = ("全校", "两个校区", "两校区", "全部校区", "各校区")
CAMPUS_WORDS_FOR_MAIN: Final = ("本部", "主校区", "校本部")

NOTHING_WORDS: Final = frozenset(
    (
        "无",
        "暂无",
        "没有",
        "未发现",
        "未发现问题",
        "无问题",
        "无此类问题",
        "暂未发现",
        "不涉及",
        "/",
        "\\",
        "-",
        "—",
        "——",
        "n/a",
        "na",
        "none",
        "0",
        "零",
        "零报告",
    )
)
"""Folded words that stand for an empty row: a nil report's placeholder (domain.md 4.3 no. 59)."""

DITTO_WORDS: Final = frozenset(
    ("同上", "同上一行", "同上行", "同上格", "〃", '"', "″", "''", "-″-", "同前", "同左", "上同", "“", "”")
)
"""Marks that mean: as in the row above (domain.md 4.3 no. 23)."""
