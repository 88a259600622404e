"""THE DATA: what is asked, column by column (domain.md 6), and the rules between columns (1.6).

Everything that speaks of a column is derived from here: template, dropdown, hint, check,
ledger, README. The campaign adds its own facts (year, campuses, points, extra columns).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from pipeline.form import spoken
from pipeline.form import vocabulary as words
from pipeline.form.amounts import Amount, Count
from pipeline.form.campuses import campus_choice
from pipeline.form.choices import Choice, Choices
from pipeline.form.conclusions import Conclusion
from pipeline.form.days import Day
from pipeline.form.identity import HISTORY_HEADING
from pipeline.form.kinds import Identifier, Identifiers, PointReference, Text
from pipeline.form.people import CodeName, People
from pipeline.form.periods import Period
from pipeline.form.phones import Phone
from pipeline.form.rules import BlankUnless, NotBefore, RequiredWhen, Rule, When
from pipeline.form.schema import INSPECTING, By, Column, Form, Layout, Role, Sheet
from pipeline.form.statuses import Progress
from pipeline.form.yes_no import YesNo

COLLECTING = frozenset((Role.COLLECTS,))

STATUS, PLAN_TYPE, FOUND_ON, MAJOR = "整改状态", "整改类型", "发现日期", "是否重大疑难"
ACCOUNTABLE, LEVEL, PENALTY, OPENED_ON = "追责问责人次", "风险等级", "具体处分", "案发/立案时间"
PROGRESS = "整改进展（阶段性措施）"
"""Headings that conditions of rules speak of."""


@dataclass(frozen=True)
class ExtraColumn:
    """A column the office added in the sheet 填报字段.

    Attributes:
        sheet: Key of the sheet it belongs to.
        column: The column.
        after: Key of the column it follows; "" puts it last.
    """

    sheet: str
    column: Column
    after: str = ""


@dataclass(frozen=True)
class Facts:
    """What the campaign says of the form.

    Attributes:
        year: Year of the campaign, supplied where a unit writes none.
        campuses: Names of the campuses; the first is the main one.
        categories: Categories in checklist order.
        points: Point code -> text, in checklist order.
        extra: Columns the office added.
        spellings: (sheet key, column key) -> further spellings of its choices.
        headings: Folded heading -> heading of ours.
        month: Month of the campaign, meant by 月底; 0 where it is not known.
    """

    year: int
    campuses: tuple[str, ...]
    categories: tuple[str, ...]
    points: Mapping[str, str]
    extra: tuple[ExtraColumn, ...] = ()
    spellings: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    headings: Mapping[str, str] = field(default_factory=dict)
    month: int = 0


def build_form(facts: Facts) -> Form:
    """Return the whole form of a campaign.

    Raises:
        ValueError: If an extra column repeats a heading, or follows a column there is not.
    """
    sheets = (_basics(facts), _points(facts), _problems(facts), _risks(facts), _cases(facts), _measures(facts))
    return Form(tuple(_extended(sheet, facts) for sheet in sheets), RULES, facts.headings)


def _extended(sheet: Sheet, facts: Facts) -> Sheet:
    columns = [_spelled(column, facts.spellings.get(column.heading, {})) for column in sheet.columns]
    for extra in facts.extra:
        if extra.sheet == sheet.key:
            keys = [column.key for column in columns]
            column = replace(extra.column, settled=sheet.layout is Layout.PAIRS)
            columns.insert(keys.index(extra.after) + 1 if extra.after else len(columns), column)
    return replace(sheet, columns=tuple(columns))


def _spelled(column: Column, spellings: Mapping[str, str]) -> Column:
    if not spellings or not isinstance(column.kind, Choice | Choices):
        return column
    return replace(column, kind=replace(column.kind, means={**column.kind.means, **spellings}))


def _basics(facts: Facts) -> Sheet:
    return Sheet(
        "basics", "基本情况", "基本情况", layout=Layout.PAIRS,
        lead="请在“填写内容”一列逐项填写，带 * 的必填。",
        again="请核对并补填；第1轮已报的其他情况不用再填。",
        columns=(
            Column("unit", "填报单位", Text("保留预印的单位全称", "某某处"), True, By.PREPRINTED, aka=("单位", "单位名称", "责任单位")),
            Column("coverage", "校区覆盖", campus_choice(facts.campuses), True, aka=("校区", "涉及校区"), settled=True),
            Column("duties", "职责范围", Text("写明本单位在本领域承担的职责", "负责校内食堂、超市的日常运行和食品安全管理，负责原材料采购、价格核定与从业人员培训。", 30), True, aka=("单位职责", "工作职责"), settled=True),
            Column("accountability", "责任落实情况", Text("写明责任人、责任分工和落实措施", "成立自查小组，主要负责人任组长，按岗位分解任务并逐项签字确认。"), True, aka=("责任落实",), settled=True),
            Column("head", "单位负责人", People(), True, aka=("负责人", "主要负责人")),
            Column("leader", "分管（主管）校领导", People(), aka=("分管校领导", "主管校领导"), settled=True),
            Column("filler", "填表人", People(), True, aka=("填报人", "联系人")),
            Column("phone", "电话", Phone("写填表人电话", "027-00000000"), True, aka=("联系电话", "写填表人电话", "手机")),
            Column("period", "自查起止日期", Period(facts.year), True, aka=("自查时间", "自查日期"), roles=INSPECTING, settled=True),
            Column("ways", "自查方式", Choices(words.INSPECTION_WAYS, words.WAY_MEANS), roles=INSPECTING, settled=True),
            Column("nil", "零报告声明", YesNo(words.YES_NO, words.NIL_MEANS, matter="零报告"), True, aka=("是否零报告", "零报告"), roles=INSPECTING, settled=True),
            Column("total", "本单位问题总数", Count(asked=True), True, aka=("问题总数", "问题数"), roles=INSPECTING, settled=True),
            Column("pledge", "真实性承诺", Text("打印后由单位负责人手写签名，扫描件与本表一并报送；此格可留空", "（手写签名）"), aka=("承诺",)),
            Column("filled_on", "填报日期", Day(facts.year, past=0, ahead=1), True, aka=("填表日期", "日期")),
        ),
    )  # fmt: skip


def _points(facts: Facts) -> Sheet:
    conclusion = Conclusion(words.CONCLUSIONS, words.CONCLUSION_MEANS)
    return Sheet(
        "points", "自查要点核对表", "自查要点", roles=INSPECTING,
        lead="逐条填写结论；有问题选“发现问题”并写明问题编号，再到“问题清单及整改”逐条填写。",
        columns=(
            Column("point", "要点编号", PointReference(facts.points), True, By.PREPRINTED, aka=("编号",), width=11),
            Column("text", "自查要点", Text("保留预印的内容", "规章制度是否健全"), False, By.PREPRINTED, aka=("要点", "自查内容"), width=34),
            *(
                Column(conclusion_key(n), f"{campus}结论", conclusion, True, aka=(f"{campus}校区结论", campus), width=13, campus=campus)
                for n, campus in enumerate(facts.campuses)
            ),
            Column("basis", "自查依据或情况说明", Text("写明查了什么、依据什么", "查阅本年度制度汇编及检查记录，现场抽查2次。"), True, aka=("情况说明", "自查依据", "说明"), width=44),
            Column("ids", "涉及问题编号", Identifiers(), aka=("问题编号",), width=20),
        ),
    )  # fmt: skip


def conclusion_key(n: int) -> str:
    """Return the key of the conclusion for the n-th campus, counted from 0."""
    return f"conclusion{n}"


def _problems(facts: Facts) -> Sheet:
    y = facts.year
    return Sheet(
        "problems", "问题清单及整改", "问题", preprinted=30, roles=INSPECTING, nil_row=True,
        lead="一行一个问题；没有问题时留空，并在“基本情况”把“零报告声明”选“是”。",
        again=f"灰色的是已报的内容，不用填；请按“{HISTORY_HEADING}”最后一行更新其余各列。新发现的问题接着往下写，一行一个。",
        columns=(
            Column("id", "问题编号", Identifier(), False, By.PREPRINTED, aka=("编号", "序号"), width=13),
            Column("campus", "校区", campus_choice(facts.campuses), True, aka=("所在校区", "涉及校区"), width=9, ditto=True, settled=True),
            Column("category", "整治类别", Choice(facts.categories), True, aka=("类别",), width=20, ditto=True, several_categories=True, settled=True),
            Column("point", "自查要点", PointReference(facts.points), True, aka=("对应自查要点", "要点", "要点编号"), width=26, ledger="对应自查要点", ditto=True, settled=True),
            Column("problem", "具体问题", Text("写清时间、地点、事项，一行一个问题", "一食堂部分菜品未按要求公示价格", 10), True, aka=("问题", "问题描述", "问题内容", "存在的问题", "存在问题"), width=36, settled=True),
            Column("source", "问题来源", Choice(words.SOURCES, words.SOURCE_MEANS, beside=words.BESIDE_SOURCE, spoken=spoken.SOURCES), True, aka=("来源",), width=11, ditto=True, settled=True),
            Column("found_on", FOUND_ON, Day(y, past=4), aka=("发现时间",), width=12, settled=True),
            Column("cause", "原因分析", Text("写主要原因", "价格调整后未及时更新公示牌"), aka=("原因", "问题原因"), width=26, settled=True),
            Column("plan_type", PLAN_TYPE, Choice(words.PLAN_TYPES, words.PLAN_TYPE_MEANS, beside=words.BESIDE_KIND, spoken=spoken.PLAN_TYPES), True, aka=("类型", "整改类别"), width=11, settled=True),
            Column("measure", "整改措施", Text("写具体做什么，不要重复问题原文", "逐窗口核对菜品价格，统一更换公示牌并建立每周核价记录"), True, aka=("措施", "整改举措"), width=34, settled=True),
            Column("person", "责任人", People(), True, aka=("整改责任人", "负责人"), width=12, ledger="整改责任人", ditto=True),
            Column("due", "整改时限", Day(y, ends=True, open_ended=True, ahead=5, month=facts.month), again=f"确需延期的改为新的日期，并在“{PROGRESS}”写明延期原因", aka=("时限", "完成时限", "整改期限", "计划完成时间", "计划完成日期", "预计完成时间", "预计完成日期", "拟完成时间", "完成期限", "整改截止日期", "整改完成时限"), width=12),
            Column("status", STATUS, Progress(words.STATUSES, words.STATUS_MEANS, words.STATUS_DOUBTFUL, {**dict.fromkeys((words.AT_ONCE, "立查立改", "即知即改", "边查边改"), "V17"), **dict.fromkeys(("无", "暂无", "/"), "V19")}), True, aka=("状态", "整改情况", "完成情况"), width=14),
            Column("progress", PROGRESS, Text("写已采取的措施和阶段性成果", "已完成一食堂全部窗口核价，二食堂正在更换公示牌"), aka=("整改进展", "进展", "进展情况", "阶段性措施", "整改进展（阶段性措施及成果）"), width=32, ledger="整改进展（阶段性措施及成果）"),
            Column("done_on", "完成日期", Day(y), aka=("完成时间", "整改完成时间", "整改完成日期", "实际完成时间"), width=12),
            Column("effect", "整改成效", Text("写整改后的实际效果", "全部窗口价格公示到位，近一周无价格投诉"), aka=("成效", "整改效果"), width=28),
            Column("evidence", "佐证材料", Text("写材料名称或文件名，多份用“；”分隔", "核价记录表.xlsx；公示牌照片.jpg"), aka=("佐证", "证明材料", "印证材料"), width=24, pictures=True),
            Column("regulation", "建章立制（制度名称）", Text("写制度全称，如 《食堂价格公示管理办法》", "《食堂价格公示管理办法》"), aka=("建章立制", "制度名称"), width=24, ledger="建章立制"),
            Column("regulation_kind", "新建/修订", Choice((words.NEW_RULE, words.REVISED_RULE), words.RULE_MEANS), aka=("新建或修订",), width=9),
            Column("amount", "涉及金额（万元）", Amount(), aka=("涉及金额", "金额"), width=11),
            Column("recovered", "挽回金额（万元）", Amount(), aka=("挽回金额", "清退金额", "挽回/清退金额（万元）"), width=11, ledger="挽回/清退金额（万元）"),
            Column("accountable", ACCOUNTABLE, Count(), aka=("问责人次", "追责问责"), width=10),
            Column("sanction", "问责方式", Choices(words.SANCTIONS, words.SANCTION_MEANS, words.BESIDE_PENALTY), aka=("追责问责方式",), width=14),
            Column("major", MAJOR, YesNo(words.YES_NO, words.YES_NO_MEANS, matter="重大疑难|重大|疑难"), True, aka=("重大疑难", "是否重大"), width=10),
            Column("reported_to", "上报校领导", People(), aka=("上报主管校领导", "上报领导", "上报主管校领导情况"), width=12),
            Column("reported_on", "上报日期", Day(y, past=1), aka=("上报时间",), width=12),
            Column("remark", "备注", Text("写其他需要说明的事项", "无"), width=18),
        ),
    )  # fmt: skip


def _risks(facts: Facts) -> Sheet:
    return Sheet(
        "risks", "廉政风险点", "风险点", preprinted=20, nil_row=True,
        lead="一行一个风险点；确无风险点的，在第一行“岗位/环节”写“无”。",
        columns=(
            _number(), _source_unit(),
            Column("post", "岗位/环节", Text("写具体岗位或业务环节", "食材采购"), True, aka=("岗位", "环节", "岗位环节"), width=16),
            Column("power", "职权事项", Text("写该岗位行使的职权", "供应商选择与验收"), True, aka=("职权", "权力事项"), width=20),
            Column("risk", "风险点", Text("写可能发生的廉政风险", "指定供应商、验收把关不严"), True, aka=("廉政风险点", "风险内容"), width=26),
            Column("form", "表现形式", Text("写风险的具体表现", "接受供应商宴请，降低验收标准"), True, aka=("风险表现", "表现"), width=28),
            Column("kind", "风险类别", Choice(words.RISK_KINDS, words.RISK_KIND_MEANS, beside=words.BESIDE_KIND), aka=("类别", "风险类型"), width=12),
            Column("level", LEVEL, Choice(words.LEVELS, words.LEVEL_MEANS, words.LEVEL_DOUBTFUL, beside=words.BESIDE_KIND), True, aka=("等级", "风险级别"), width=9),
            Column("control", "防控措施", Text("写具体防控措施", "双人验收、定期轮岗、供应商名录公示"), True, aka=("措施", "防范措施"), width=32),
            Column("person", "责任人", People(), True, aka=("防控责任人",), width=12, ditto=True),
            Column("leader", "分管领导", People(), aka=("主管领导",), width=12, ditto=True),
            Column("campus", "校区", campus_choice(facts.campuses), width=9, ditto=True),
            Column("regulation", "已有制度", Text("写已有制度名称", "《采购管理办法》"), aka=("制度",), width=22),
        ),
    )  # fmt: skip


def _cases(facts: Facts) -> Sheet:
    y = facts.year
    since = y - 2012 + 15
    return Sheet(
        "cases", "查处案件", "案件", preprinted=10, nil_row=True, confidential=True,
        lead="填党的十八大（2012年11月8日）以来查处的案件；没有则在第一行“涉及岗位/环节”写“无”。人员只写代号，如 张某。",
        columns=(
            _number(), _source_unit(),
            Column("opened_on", OPENED_ON, Day(y, past=since), True, aka=("立案时间", "案发时间"), width=13),
            Column("post", "涉及岗位/环节", Text("写岗位或业务环节", "物资采购"), True, aka=("涉及岗位", "岗位/环节"), width=16),
            Column("who", "人员", CodeName("只写代号", "张某"), True, aka=("涉案人员", "人员代号"), width=10),
            Column("rank", "职级类别", Text("写职级类别", "科级以下"), aka=("职级",), width=11),
            Column("facts", "主要违纪违法事实（摘要）", Text("写摘要", "收受供应商礼金"), True, aka=("主要违纪违法事实", "违纪事实", "主要事实"), width=34),
            Column("authority", "查处机关", Text("写查处机关名称", "学校纪委"), True, aka=("办案机关",), width=14),
            Column("sanction", "处理方式", Choices(words.SANCTIONS, words.SANCTION_MEANS, words.BESIDE_PENALTY), True, aka=("处理",), width=14),
            Column("penalty", PENALTY, Choices(words.PENALTIES, words.PENALTY_MEANS, words.BESIDE_PENALTY), aka=("处分", "处分种类"), width=16),
            Column("handled_on", "处理时间", Day(y, past=since), aka=("处分时间", "处理日期"), width=13),
            Column("amount", "涉案金额（万元）", Amount(), aka=("涉案金额",), width=11),
            Column("reform", "以案促改措施", Text("写以案促改的具体措施", "开展警示教育，修订采购验收流程"), True, width=28),
            Column("closed", "是否办结", YesNo(words.YES_NO, words.YES_NO_MEANS, matter="办结|结案|办理完毕"), True, aka=("办结",), width=9),
            Column("remark", "备注", Text("写其他需要说明的事项", "无"), width=16),
        ),
    )  # fmt: skip


def _measures(facts: Facts) -> Sheet:
    return Sheet(
        "measures", "举措及经验", "举措", preprinted=10, nil_row=True,
        lead="一行一项廉政工作举措或经验；没有则在第一行“举措名称”写“无”。",
        columns=(
            _number(), _source_unit(),
            Column("name", "举措名称", Text("写举措或经验的名称", "阳光采购公示制度"), True, aka=("名称", "举措"), width=22),
            Column("kind", "类别", Choice(words.MEASURE_KINDS, words.MEASURE_KIND_MEANS, beside=words.BESIDE_MEASURE), True, aka=("举措类别",), width=10),
            Column("how", "主要做法", Text("写具体做法", "每月公示采购品种、数量、价格和供应商"), True, aka=("做法",), width=40),
            Column("started_on", "开展时间", Day(facts.year, past=15, ends=True), aka=("时间",), width=12),
            Column("effect", "取得成效", Text("写取得的成效", "采购成本同比下降，投诉减少"), True, aka=("成效",), width=30),
            Column("spreadable", "可推广性", YesNo(words.YES_NO, words.OPINION_MEANS, matter="推广|复制推广|复制"), aka=("是否可推广",), width=9),
            Column("recommended", "是否推荐宣传", YesNo(words.YES_NO, words.OPINION_MEANS, matter="推荐宣传|推荐|宣传"), True, aka=("推荐宣传", "是否宣传"), width=11),
            Column("outlet", "推荐平台", Choices(words.OUTLETS, spoken=spoken.OUTLETS), aka=("平台",), width=11),
            Column("evidence", "佐证", Text("写材料名称", "公示截图.png"), aka=("佐证材料",), width=18, pictures=True),
        ),
    )  # fmt: skip


def _number() -> Column:
    return Column("number", "序号", Count(), False, By.PREPRINTED, aka=("编号",), width=6)


def _source_unit() -> Column:
    return Column(
        "source_unit",
        "来源单位",
        Text("写来源单位全称", "某某处"),
        True,
        aka=("单位", "责任单位"),
        width=16,
        roles=COLLECTING,
        ditto=True,
    )


def _when(key: str, heading: str, *values: str) -> When:
    """Return the condition that a column holds one value, in the form's own words."""
    return When(key, values, f"{heading}为“{values[0]}”")


_DONE = _when("status", STATUS, words.DONE)
_LONG = _when("plan_type", PLAN_TYPE, words.LONG_TERM)

RULES: tuple[Rule, ...] = (
    RequiredWhen("R01", "problems", ("done_on", "effect", "evidence"), _DONE),
    NotBefore("R02", "problems", "done_on", "found_on", f"早于{FOUND_ON}"),
    BlankUnless("R03", "problems", "done_on", _DONE),
    RequiredWhen("R06", "problems", ("due",), _when("plan_type", PLAN_TYPE, words.BY_DATE)),
    RequiredWhen("R07", "problems", ("progress",), _LONG),
    RequiredWhen("R10", "problems", ("reported_to", "reported_on"), _when("major", MAJOR, words.YES)),
    RequiredWhen("R20", "problems", ("sanction",), When("accountable", (), f"{ACCOUNTABLE}大于0", positive=True)),
    RequiredWhen("R27", "risks", ("control", "person", "leader"), _when("level", LEVEL, words.HIGH)),
    RequiredWhen("R29", "cases", ("handled_on", "authority"), When("penalty", (), f"填了{PENALTY}")),
    RequiredWhen("V02", "problems", ("progress",), _when("status", STATUS, words.UNDER_WAY)),
    RequiredWhen("V02", "problems", ("effect",), _when("status", STATUS, words.STAGE_DONE)),
    NotBefore("X11", "problems", "reported_on", "found_on", f"早于{FOUND_ON}"),
    NotBefore("X11", "cases", "handled_on", "opened_on", f"早于{OPENED_ON}"),
    NotBefore("X01", "problems", "due", "found_on", f"早于{FOUND_ON}"),
)
"""Rules between columns of one row that the template shows and the checker applies (domain.md 1.6)."""
