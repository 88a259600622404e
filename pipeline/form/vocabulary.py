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
PENALTIES_OF: Final = {"党纪": PENALTIES[:5], "政务": PENALTIES[5:]}
"""What is written beside these ways of dealing with a case (domain.md 6, 案件)."""
BESIDE_KIND: Final = "类|型|问题|风险|风险点|等级|方面"
BESIDE_SOURCE: Final = "问题|发现|反馈|指出|中|时|过程|的|学校|我校|本校|外部|第三方"
BESIDE_MEASURE: Final = "类|建设|工作|方面|措施|举措|廉政|廉洁"
BESIDE_PENALTY: Final = "给予|予以|受到?|处分|处理"
"""What may stand beside a word of these lists without saying more."""
PENALTY_MEANS: Spellings = {
    "严重警告": "党内严重警告",
    "开除公职": "政务开除",
    **{word.replace("政务", "行政"): word for word in PENALTIES if word.startswith("政务")},
    **{
        word.removeprefix("政务"): word
        for word in PENALTIES
        if word in ("政务记过", "政务记大过", "政务降级", "政务撤职")
    },
}
"""Short forms that only one penalty has; 警告 and 开除 are of the party or of the office, and stay unclear."""
SANCTION_MEANS: Spellings = {
    **dict.fromkeys(("谈话", "提醒谈话", "约谈", "约谈提醒", "谈话提醒教育"), "谈话提醒"),
    **dict.fromkeys(("批评", "通报批评", "口头批评", "批评教育谈话"), "批评教育"),
    **dict.fromkeys(("书面检查", "责令书面检查", "作出检查", "检查"), "责令检查"),
    **dict.fromkeys(("诫勉谈话", "书面诫勉", "诫勉谈话提醒"), "诫勉"),
    **dict.fromkeys(("党纪处分", "党内处分"), "党纪"),
    **dict.fromkeys(("政务处分", "行政处分", "政纪处分", "政纪"), "政务"),
    **dict.fromkeys(("移送司法机关", "移交司法", "移送公安", "移送公安机关", "移送检察机关"), "移送司法"),
    **dict.fromkeys(
        ("免职", "降职", "停职检查", "停职", "责令辞职", "引咎辞职", "调离岗位", "调整岗位", "调整职务"), "组织处理"
    ),
}
MEASURE_KINDS: Final = ("教育", "制度", "监督", "公开", "科技防控", "文化", "其他")
INSPECTION_WAYS: Final = ("查阅资料", "现场检查", "座谈走访", "问卷", "台账核对")
WAY_MEANS: Spellings = {
    **dict.fromkeys(("查资料", "查阅", "资料查阅", "查阅台账资料", "查看资料", "查阅文件"), "查阅资料"),
    **dict.fromkeys(("现场查看", "现场", "实地检查", "实地查看", "现场巡查", "现场抽查", "抽查"), "现场检查"),
    **dict.fromkeys(("座谈", "走访", "座谈会", "师生座谈", "走访座谈", "访谈", "个别访谈"), "座谈走访"),
    **dict.fromkeys(("问卷调查", "调查问卷", "发放问卷"), "问卷"),
    **dict.fromkeys(("核对台账", "查台账", "台账检查", "账实核对"), "台账核对"),
}
RULE_MEANS: Spellings = {
    **dict.fromkeys(("新制定", "新增", "制定", "新订", "新建立", "新出台"), NEW_RULE),
    **dict.fromkeys(("修改", "修订完善", "修改完善", "修正", "更新"), REVISED_RULE),
}
RISK_KIND_MEANS: Spellings = {
    "制度": "制度机制",
    "机制": "制度机制",
    "流程": "业务流程",
    "岗位": "岗位职责",
    "思想": "思想道德",
    "环境": "外部环境",
}
MEASURE_KIND_MEANS: Spellings = {
    "其它": "其他",
    **dict.fromkeys(("宣传教育", "廉政教育", "警示教育", "教育培训"), "教育"),
    **dict.fromkeys(("制度建设", "建章立制"), "制度"),
    **dict.fromkeys(("监督检查", "日常监督", "内部监督"), "监督"),
    **dict.fromkeys(("信息公开", "公示", "公开公示"), "公开"),
    **dict.fromkeys(("科技", "技术防控", "信息化"), "科技防控"),
    **dict.fromkeys(("廉政文化", "文化建设"), "文化"),
}
OUTLETS: Final = ("官网", "官微")

STATUS_MEANS: Spellings = {**dict.fromkeys(("√", "是", "1"), DONE), "计划中": NOT_STARTED}
STATUS_DOUBTFUL: Mapping[str, tuple[str, str]] = dict.fromkeys(("持续整改", "常态化", "长期"), (UNDER_WAY, "W13"))
"""What no phrase says of a status; `statuses` knows the phrases."""
PLAN_TYPE_MEANS: Spellings = {
    **dict.fromkeys(("立改",), AT_ONCE),
    **dict.fromkeys(("限期", "短期攻坚", "中期推进"), BY_DATE),
    **dict.fromkeys(("长期", "常态化"), LONG_TERM),
}
"""Beside what `spoken` knows."""
CONCLUSION_MEANS: Spellings = {
    **dict.fromkeys(
        (
            "无问题",
            "无",
            "未发现",
            "没有问题",
            "没问题",
            "没有发现问题",
            "未发现有问题",
            "未发现异常",
            "未见问题",
            "正常",
            "无异常",
            "未见异常",
        ),
        NOTHING_FOUND,
    ),
    **dict.fromkeys(("有问题", "存在问题", "有", "发现有问题", "查出问题"), SOMETHING_FOUND),
    **dict.fromkeys(
        (
            "不适用",
            "不涉及本校区",
            "无此项",
            "无此业务",
            "无该业务",
            "无此项业务",
            "无该项业务",
            "没有此项业务",
            "未开展此项业务",
            "N/A",
        ),
        NOT_CONCERNED,
    ),
}
SOURCE_MEANS: Spellings = {
    "其它": "其他",
    **dict.fromkeys(
        (
            "自查",
            "自查自纠",
            "自行发现",
            "自查中发现",
            "自查自纠发现",
            "自我检查",
            "单位自查",
            "本单位自查",
            "部门自查",
            "日常自查",
            "自检",
        ),
        "自查发现",
    ),
    **dict.fromkeys(
        (
            "师生反应",
            "学生反映",
            "学生反应",
            "师生投诉",
            "投诉",
            "学生投诉",
            "教师反映",
            "教职工反映",
            "老师反映",
            "同学反映",
            "学生意见",
            "师生意见",
            "学生举报",
            "师生举报",
            "家长反映",
            "师生来信",
            "学生来信",
            "师生诉求",
            "学生诉求",
            "师生建议",
        ),
        FROM_PEOPLE,
    ),
    **dict.fromkeys(("网络舆情", "舆情反映", "网络反映", "媒体报道", "网上反映"), "舆情"),
    **dict.fromkeys(("内部审计", "内审", "校内审计", "审计处审计", "审计检查", "专项审计"), "审计"),
    **dict.fromkeys(("巡察", "巡视", "校内巡察", "党委巡察", "校党委巡察", "巡察检查"), "巡视巡察"),
    **dict.fromkeys(
        (
            "检查",
            "督查",
            "上级督查",
            "上级督导",
            "省厅检查",
            "教育厅检查",
            "省教育厅检查",
            "教育部检查",
            "上级部门检查",
            "上级巡查",
        ),
        "上级检查",
    ),
}
YES_NO_MEANS: Spellings = {
    **dict.fromkeys(("√", "有", "Y", "YES", "TRUE", "1", "对"), YES),
    **dict.fromkeys(("×", "无", "没有", "N", "NO", "FALSE", "0", "不是", "非"), NO),
}
NIL_MEANS: Spellings = {word: YES_NO_MEANS[word] for word in ("√", "Y", "YES", "TRUE", "×", "N", "NO", "FALSE", "不是")}
"""Yes and no to 零报告声明, where 无 may mean that there are no problems, and 没有 that there is no nil report."""
OPINION_MEANS: Spellings = {
    **YES_NO_MEANS,
    **dict.fromkeys(("可", "可以", "能", "行", "同意", "值得"), YES),
    **dict.fromkeys(("不可", "不可以", "不能", "不行", "不必", "不需要", "暂不"), NO),
}
"""Yes and no to what somebody proposes."""
LEVEL_MEANS: Spellings = {
    **dict.fromkeys(("一级", "Ⅰ级", "I级", "重大", "高风险", "高级", "重大风险", "一级风险", "高等级"), HIGH),
    **dict.fromkeys(("二级", "Ⅱ级", "II级", "中风险", "中级", "中等", "中等风险", "二级风险", "中等级"), "中"),
    **dict.fromkeys(("三级", "Ⅲ级", "III级", "低风险", "低级", "低等", "三级风险", "低等级"), "低"),
}
LEVEL_DOUBTFUL: Mapping[str, tuple[str, str]] = {
    "较高": (HIGH, "W14"), "较低": ("低", "W14"), "一般": ("低", "W14"), "一般风险": ("低", "W14"),
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
