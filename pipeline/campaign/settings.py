"""The settings of a campaign: every one a row of the sheet 设置, with its default and its help.

The dataclass is the only statement: label, help and default stand in the field, the
workbook's sheet and its reader go through the fields.
"""

from collections.abc import Iterator
from dataclasses import Field, dataclass, field, fields
from datetime import datetime
from typing import Any, Final

ACCEPT_LATE, REFUSE_LATE = "收", "不收"
"""What becomes of a return that comes after the deadline."""

TLS_AT_ONCE, TLS_AFTER_HELLO = "SSL/TLS", "STARTTLS"
"""How the connection to the mail server is encrypted; one without encryption is not offered."""


LIMITS: Final = "——读取上限——"
LIMITS_HELP: Final = "以下各项用来挡住有害或过大的文件，一般不用改"
"""The heading above the settings that limit what a file may ask of its reader, and what stands beside it."""


def _setting(
    label: str, explanation: str, default: Any = "", shape: str = "", choices: tuple[str, ...] = (), **more: object
) -> Any:
    facts = {"label": label, "help": explanation, "shape": shape, "choices": choices, "within": None, "head": ""}
    return field(default=default, metadata=facts | more)


def _limit(label: str, explanation: str, default: int, most: int, least: int = 1, head: str = "") -> Any:
    """Return a whole number that must lie between `least` and `most`."""
    return _setting(label, explanation, default, within=(least, most), head=head)


@dataclass(frozen=True)
class Settings:
    """What the office may change without touching code (domain.md 7).

    Types are those of the defaults: str, int, bool (是/否 on the page) and datetime
    (2023-11-07 17:30 on the page); `deadline` is None while the plan leaves it open. A str of
    shape `day` holds a day such as 2023-11-03.
    """

    school: str = _setting("学校名称", "报告标题和署名用", "")
    topic: str = _setting("专项名称", "统一用于标题和正文，如 后勤领域专项治理", "专项治理")
    campaign: str = _setting("活动编号", "写入每本填报表，用来识别是否本次活动的表", "campaign-1")
    year: int = _setting("活动年份", "单位填写的日期没有年份时按此补全", 0)
    start: str = _setting("自查开始", "报告引言用，如 2023-11-03", "", "day")
    deadline: datetime | None = _setting("报送截止", "年-月-日 时:分；方案只写“下班前”时默认17:30", None, "moment")  # noqa: RUF009  (a field, not a call at run time)
    campuses: str = _setting("校区", "多个校区用“、”分隔，第一个为主校区", "本部")
    basis: str = _setting("依据文件", "报告引言用，照抄方案，如《……通知》", "")
    document_number: str = _setting("依据文号", "如 鄂教发办函〔2023〕11号；方案没有则留空，不得编造", "")
    authority: str = _setting("部署单位", "报告引言“根据……统一部署”中的单位", "")
    addressee: str = _setting("主送机关", "报告主送，方案未写明，请核对", "")
    office: str = _setting("汇总单位", "负责汇总、起草报告的单位", "")
    receiver: str = _setting("报送联系人", "填报表和退回通知上印的收件人", "")
    receiver_mail: str = _setting("报送邮箱", "填报表和退回通知上印的邮箱", "")
    leaders: str = _setting("领导小组", "照抄方案中的组长、副组长；报告“加强组织领导”用", "")
    cases_since: str = _setting("案件起算日期", "早于此日期的案件提示核对", "2012-11-08", "day")
    at_once_days: int = _setting("立行立改宽限天数", "立行立改未完成的，时限最多晚于基准日几天", 7)
    at_once_strict: bool = _setting("立行立改超限按错误处理", "是：退回；否：只提示", False)
    blue_days: int = _setting("临期提醒天数", "距整改时限几天以内亮蓝灯", 3)
    escalate_days: int = _setting("建议上报天数", "逾期超过几天而未列为重大疑难的，建议上报", 30)
    late_policy: str = _setting(
        "逾期报送处理",
        f"{ACCEPT_LATE}：收下并标“逾期报送”；{REFUSE_LATE}：退回由人工决定",
        ACCEPT_LATE,
        choices=(ACCEPT_LATE, REFUSE_LATE),
    )
    long_term_counts: bool = _setting("长期坚持计入完成率", "是：阶段性完成也算完成", False)
    name_units: bool = _setting("报告点名", "否：上报版不点名未报、逾期、被退回的单位", False)
    bold_headings: bool = _setting("二三级标题加粗", "公文标准不要求加粗", False)
    smtp_server: str = _setting(
        "SMTP服务器", "用命令直接发邮件（pipeline mail … --send）才填，如 smtp.example.edu.cn", ""
    )
    smtp_port: int = _setting("SMTP端口", f"{TLS_AT_ONCE} 一般是465，{TLS_AFTER_HELLO} 一般是587", 465)
    smtp_security: str = _setting(
        "SMTP加密方式", "问信息中心，或看邮箱的客户端设置说明", TLS_AT_ONCE, choices=(TLS_AT_ONCE, TLS_AFTER_HELLO)
    )
    sender: str = _setting("发件人", "发邮件用的邮箱；留空用报送邮箱。账号和密码不写在这里，见 docs/mail.md", "")
    password: str = _setting("打开密码", "单位送来加密文件时用来打开；没有则退回", "")
    most_file: int = _limit(
        "文件大小上限（MB）", "收件箱、邮件、压缩包里的一个文件最多多大，超过的不打开", 64, 1_000, head=LIMITS
    )
    most_seconds: int = _limit("读取上限（秒）", "打开一个文件最多几秒，超过的不再读", 7, 600)
    most_memory: int = _limit("读取上限（MB内存）", "打开一个文件最多占多少内存", 850, 16_000, least=200)
    most_unfolded: int = _limit(
        "解开上限（MB）", "一个文件（连同压缩包、邮件里的各层）解开后最多多大，防压缩炸弹", 256, 4_000
    )
    most_ratio: int = _limit("压缩倍数上限", "一个部件或压缩包里的一个文件，解开后最多是原来的几倍", 250, 10_000)
    most_members: int = _limit("附件个数上限（个）", "一个压缩包或邮件（连同各层）里最多几个文件", 2_000, 100_000)
    most_nesting: int = _limit("套叠层数上限", "压缩包和邮件最多套几层，如邮件里的压缩包是2层", 2, 10)
    most_name: int = _limit("文件名字数上限", "压缩包、邮件里的文件名最多多少字，超过的截短显示", 200, 1_000, least=20)
    most_parts: int = _limit("部件上限（个）", "一本工作簿内部最多几个部件", 1_000, 100_000)
    most_cells: int = _limit("单元格上限（万个）", "一张工作表最多多少万个单元格", 500, 10_000)
    most_text: int = _limit("单格字数上限", "一个单元格最多多少字，超过的整个文件退回", 100_000, 999_999)
    most_words: int = _limit("全表字数上限（万字）", "一份填报表里的文字一共最多多少万字", 300, 5_000)
    most_depth: int = _limit("标记套叠上限（层）", "工作簿内部的 XML 标记最多套几层", 256, 10_000, least=20)
    most_attributes: int = _limit(
        "标记属性上限（个）", "工作簿内部的一个 XML 标记最多带几个属性", 256, 10_000, least=50
    )
    most_tags: int = _limit("网页标记上限（万个）", "存成 .xls 的网页里最多多少万个标记", 30, 1_000)


def page_lines() -> Iterator["Field[Any] | str"]:
    """Go through the lines of the sheet 设置: every setting in order, and the heading before the first of a group."""
    for entry in fields(Settings):
        if entry.metadata["head"]:
            yield entry.metadata["head"]
        yield entry


def label_of(name: str) -> str:
    """Return the label of a setting on the page."""
    return next(str(entry.metadata["label"]) for entry in fields(Settings) if entry.name == name)
