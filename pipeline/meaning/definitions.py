"""What each figure means, said once: 口径 prints it, and so do the report's footnotes (domain.md 2.2)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from pipeline.campaign.settings import Settings, label_of
from pipeline.form import vocabulary as words


@dataclass(frozen=True)
class Definition:
    """One figure: `key` is its name in `Tally` or `Figures`, `name` the word on the page, `meaning` one sentence."""

    key: str
    name: str
    meaning: str


DEFINITIONS: Final = (
    Definition("required", "应报单位", "责任单位表中列为必报的单位数；同一单位无论报送几次只计1个。"),
    Definition("returned", "已报单位", "应报单位中已有可用报送的单位数，等于按时报送与逾期报送之和。"),
    Definition("on_time", "按时报送", "首次报送不晚于截止时间的应报单位数。"),
    Definition("late", "逾期报送", "首次报送晚于截止时间的应报单位数；照收并标注。"),
    Definition("missing", "未报单位", "应报单位中没有可用报送的单位数，含退回重报和待人工确认的；各项数据均不含这些单位。"),
    Definition("nil", "零报告单位", "对照全部自查要点检查、声明未发现问题的应报单位数。"),
    Definition("optional_returned", "自愿报送单位", "不列为必报而已有报送的单位数，不计入应报和已报。"),
    Definition("unsigned", "待补签字单位", "已报送电子表、尚未收到负责人签字扫描件的应报单位数。"),
    Definition("problems", "发现问题数", "有实质内容的问题行数，零报告占位行不计；计的是问题，不是措施。"),
    Definition("done", words.DONE, "整改状态为“已完成”的问题数，含已销号的。"),
    Definition("rate", "整改完成率", f"已完成除以发现问题数，保留一位小数；没有发现问题时记“—”，不记100%。设置“{label_of('long_term_counts')}”为“是”时，分子加上阶段性完成。"),
    Definition("under_way", words.UNDER_WAY, "整改状态为“整改中”的问题数。"),
    Definition("not_started", words.NOT_STARTED, "整改状态为“未启动”的问题数。"),
    Definition("stage_done", "阶段性完成", "整改状态为“长期坚持（阶段性完成）”的问题数，单列，不并入已完成。"),
    Definition("unclear", "状态待修正", "整改状态没有填或认不出、等待单位修正的问题数。"),
    Definition("overdue", "逾期未完成", "整改时限（长期坚持的为阶段节点）早于数据截止日而没有完成的问题数，即预警为“红”的。"),
    Definition("done_late", "逾期完成", "已完成而完成日期晚于整改时限的问题数，已包含在已完成之内。"),
    Definition("long_term", words.LONG_TERM, "整改类型为“长期坚持”的问题数。"),
    Definition("at_once", words.AT_ONCE, "整改类型为“立行立改”的问题数。"),
    Definition("at_once_done", "立行立改已完成", "整改类型为“立行立改”且已完成的问题数。"),
    Definition("closed", words.CLOSED, "汇总单位审核后销号的问题数；单位自报的销号不算。"),
    Definition("closing_rate", "销号率", "已销号除以已完成，保留一位小数；没有已完成的问题时记“—”。"),
    Definition("to_correct", "待修正记录", "有“必须改”的错误、等待单位修正的问题数；已计入发现问题数。"),
    Definition("major", "重大疑难", "“是否重大疑难”为“是”的问题数。"),
    Definition("reported", "已上报校领导", "列为重大疑难并已向主管校领导报告的问题数。"),
    Definition("amount", "涉及金额", "各问题涉及金额之和，单位万元；填报内容不是金额的不计。"),
    Definition("recovered", "挽回/清退金额", "各问题挽回或清退金额之和，单位万元。"),
    Definition("accountable", "追责问责人次", "各问题追责问责人次之和；同一人两次受追责计2人次。"),
    Definition("regulations", "建章立制", "整改中新建、修订的制度数；同一制度写在几个问题里只计1项。"),
    Definition("risks", "廉政风险点", "各单位填报的廉政风险点数；汇总单位重复填报的只计1个。"),
    Definition("cases", "查处案件", "党的十八大以来查处的案件数；只列数字，内容见廉政台账。"),
    Definition("measures", "举措及经验", "各单位填报的廉政工作举措及经验项数；汇总单位重复填报的只计1项。"),
    Definition("recommended", "拟宣传推广", "填报单位推荐宣传的举措及经验项数。"),
    Definition("share", "问题占比", "该单位的发现问题数占全部发现问题数的百分比，保留一位小数。"),
    Definition("late_days", "逾期报送天数", "从截止日到首次报送的天数，不足一天计1天；还没有报送的应报单位，计到数据截止日。"),
    Definition("times_returned", "退回次数", "该单位报来、因有“必须改”的错误或不能用而退回，后来已有新报送的文件数；同一份文件只计1次。"),
    Definition("outside_leads", "外部线索", "责任清单工作簿“外部线索”表中该单位的线索数；只在台账和校内版报告中列出。"),
    Definition("pending_rows", "待核实记录", "来自不能确定单位或先后的文件的记录数，不计入任何合计。"),
    Definition("campus", "分校区", "涉及两个校区的问题在总数中只计1个，分校区统计时单列“两校区”，各行之和等于发现问题数。"),
)  # fmt: skip
"""In the order 口径 prints them; each figure on a page takes its name from here."""

_BY_KEY: Final[Mapping[str, Definition]] = {definition.key: definition for definition in DEFINITIONS}

_LIGHTS: Final[Mapping[str, str]] = {
    words.RED: "没有完成，已过整改时限或阶段节点",
    words.YELLOW: "没有逾期，但缺整改措施或进展，或填报待修正、被退回补充",
    words.BLUE: "没有完成，距整改时限不超过{days}天",
    words.PURPLE: "长期坚持，按阶段节点跟踪",
    words.ON_TIME: "没有完成，按计划推进",
    words.GREEN: "已完成",
}


def name_of(key: str) -> str:
    """Return the word on the page of a figure; raise KeyError where none is defined."""
    return _BY_KEY[key].name


def light_meaning(light: str, settings: Settings) -> str:
    """Return in one phrase when a light is lit."""
    return _LIGHTS[light].format(days=settings.blue_days)
