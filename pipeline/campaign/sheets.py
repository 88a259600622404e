"""The campaign workbook's sheets and columns: the writer and the reader both go by this."""

from dataclasses import dataclass

from pipeline.campaign.extra import EXTRA_KINDS
from pipeline.form import vocabulary as words
from pipeline.form.schema import Role

UNIT_ALIAS, HEADING_ALIAS, CHOICE_ALIAS = "单位", "列名", "选项"


@dataclass(frozen=True)
class PageColumn:
    """One column of a sheet.

    Attributes:
        key: Name in code.
        heading: What stands above it.
        width: Width in characters.
        note: What to write; stands as a note on the heading.
        aka: Other headings under which it is found.
        choices: Words of its dropdown.
        needed: Whether the sheet is of no use without it.
    """

    key: str
    heading: str
    width: int
    note: str
    aka: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    needed: bool = False


@dataclass(frozen=True)
class Page:
    """One sheet.

    Attributes:
        title: Its name.
        lead: What it is for, in one sentence; stands in its first row.
        columns: In page order.
        spare: Empty rows prepared below.
        needed: Whether the workbook is of no use without it.
    """

    title: str
    lead: str
    columns: tuple[PageColumn, ...]
    spare: int = 0
    needed: bool = False

    def __getitem__(self, key: str) -> PageColumn:
        """Return the column of that key; raise KeyError where there is none."""
        for column in self.columns:
            if column.key == key:
                return column
        raise KeyError(key)


LINES = Page(
    "责任清单", "谁查什么：一行一个整治类别，照工作方案附件填写。", spare=10, needed=True,
    columns=(
        PageColumn("number", "序号", 6, "只作参考，按行的先后为准。"),
        PageColumn("category", "整治类别", 24, "台账和报告按这里的先后排列。", aka=("类别", "自查类别", "项目"), needed=True),
        PageColumn("content", "自查自纠主要内容", 66, "“自查要点”表没有写这一类的要点时，由这里的“包括……”拆出。", aka=("自查内容", "主要内容", "内容", "检查内容", "重点内容")),
        PageColumn("leads", "责任单位", 22, "“责任单位”表中的名称或别名；几个单位用“、”分隔，第一个为牵头单位。", aka=("牵头单位", "责任部门", "牵头部门", "责任单位（牵头）"), needed=True),
        PageColumn("supports", "配合单位", 20, "没有则留空；几个单位用“、”分隔。", aka=("协办单位", "配合部门", "参与单位")),
    ),
)  # fmt: skip

POINTS = Page(
    "自查要点", "查哪几点：一行一个要点，印在各单位的核对表上，也是问题清单“自查要点”的下拉。", spare=10,
    columns=(
        PageColumn("code", "要点编号", 13, "单位码加序号，如 HQJT1；留空自动编。发出填报表后不要改。", aka=("编号",)),
        PageColumn("category", "整治类别", 34, "与“责任清单”表的整治类别一致。", aka=("类别",), needed=True),
        PageColumn("text", "自查要点", 62, "照方案原文；某一类一行都不写时，由“责任清单”的内容拆出。", aka=("要点", "要点内容"), needed=True),
    ),
)  # fmt: skip

UNITS = Page(
    "责任单位", "各单位的名称、别名、联系方式：只有这里写明的别名才会被认作同一单位。", spare=10, needed=True,
    columns=(
        PageColumn("name", "单位名称", 20, "规范全称，台账和报告用它。", aka=("单位", "责任单位", "名称"), needed=True),
        PageColumn("code", "单位码", 11, "大写字母和数字，最多12位，是问题编号的开头；留空按拼音首字母自动编。发出填报表后不要改。", aka=("代码", "单位代码", "编码")),
        PageColumn("aliases", "别名", 18, "简称、旧称，用“、”分隔。", aka=("简称", "其他名称")),
        PageColumn("campuses", "校区", 12, "要查哪些校区，用“、”分隔；留空为全部校区。"),
        PageColumn("role", "角色", 11, "自查：发自查表；收集：发汇总表；校区专表：发本校区全部类别的自查表；汇总：不发表。", choices=tuple(role.value for role in Role)),
        PageColumn("required", "是否必报", 9, "否：不报也不算未报。", aka=("必报",), choices=words.YES_NO),
        PageColumn("contact", "联系人", 11, "催报、退回时联系谁。"),
        PageColumn("email", "邮箱", 26, "发填报表用，也用来认来信；多个用“、”分隔。", aka=("电子邮箱", "邮件", "email")),
        PageColumn("head", "负责人", 11, "单位主要负责人。", aka=("单位负责人",)),
        PageColumn("leader", "主管校领导", 12, "分管这个单位的校领导。", aka=("分管校领导", "主管领导", "分管领导")),
    ),
)  # fmt: skip

SETTINGS = Page(
    "设置", "只改“值”这一列；留空用默认值。", needed=True,
    columns=(
        PageColumn("label", "项目", 24, "不要改。", aka=("设置项", "名称"), needed=True),
        PageColumn("value", "值", 52, "填这里。", aka=("内容", "设置值"), needed=True),
        PageColumn("help", "说明", 58, "怎么填、用在哪里。"),
    ),
)  # fmt: skip

EXTRA = Page(
    "填报字段", "要各单位多填几列时写在这里，一行加一列；不加则留空。", spare=12,
    columns=(
        PageColumn("sheet", "工作表", 20, "加到填报表的哪张表。", aka=("表名",), needed=True),
        PageColumn("heading", "列名", 22, "新列的表头，不能与该表已有的列重名。", aka=("字段", "字段名"), needed=True),
        PageColumn("kind", "类型", 10, "单位填什么样的内容；留空为文本。", choices=EXTRA_KINDS),
        PageColumn("options", "选项", 28, "类型为选项、多选时，把各个选项用“、”分隔写在这里。"),
        PageColumn("required", "是否必填", 10, "是：单位不填会被退回。", aka=("必填",), choices=words.YES_NO),
        PageColumn("note", "填写说明", 34, "告诉单位怎么填。", aka=("说明",)),
        PageColumn("after", "列在…之后", 20, "排在该表哪一列后面；留空排在最后。", aka=("列在……之后", "列在之后", "位置")),
    ),
)  # fmt: skip

ALIASES = Page(
    "别名", "单位交回的表里常见的其他写法：写在这里的才会自动认。", spare=20,
    columns=(
        PageColumn("group", "类别", 10, "单位、列名、选项三种。", choices=(UNIT_ALIAS, HEADING_ALIAS, CHOICE_ALIAS), needed=True),
        PageColumn("written", "写法", 26, "单位交回的表里怎么写。", needed=True),
        PageColumn("meant", "规范写法", 26, "应当是哪个单位、哪一列或哪个选项。", aka=("规范名", "应为"), needed=True),
        PageColumn("heading", "列名", 22, "类别为选项时，写明是哪一列的选项。", aka=("所属列",)),
    ),
)  # fmt: skip

OUTSIDE = Page(
    "外部线索", "师生投诉、来信来访、检查审计指出的线索；没有则留空。零报告的单位有线索的，运行时提醒核实。", spare=12,
    columns=(
        PageColumn("unit", "单位", 20, "线索涉及哪个单位，“责任单位”表中的名称或别名。", aka=("责任单位", "涉及单位"), needed=True),
        PageColumn("content", "内容", 56, "线索说的什么；只留在这张表里，不发给单位，不进台账和报告。", aka=("线索", "线索内容"), needed=True),
        PageColumn("source", "来源", 20, "如 校长信箱、12345热线、审计。", aka=("线索来源",)),
        PageColumn("day", "日期", 13, "收到的日期，如 2023-11-03。", aka=("收到日期",)),
    ),
)  # fmt: skip

DOUBTS = Page(
    "方案疑点", "读工作方案时看到的不一致和没有写明的地方，请逐条核对；这张表只供参考，可以删除。",
    columns=(
        PageColumn("number", "序号", 6, "先后不分轻重。"),
        PageColumn("place", "位置", 26, "在方案的什么地方。"),
        PageColumn("what", "疑点", 66, "看到了什么。"),
        PageColumn("advice", "处理建议", 50, "现在怎么处理的，可以怎么改。"),
    ),
)  # fmt: skip

PAGES = (LINES, POINTS, UNITS, SETTINGS, EXTRA, ALIASES, OUTSIDE)
"""The sheets the office edits, in workbook order."""

GUIDE_TITLE = "使用说明"
_SAID = (
    "这本工作簿就是本次活动的全部设置：改这里、保存、关闭，再运行 pipeline templates 或 pipeline run 即可，不用改程序。",
    *(f"“{page.title}”：{page.lead}" for page in PAGES),
    "表头不要改名；可以插行、删行、排序、调列宽、在右边加自己的列，空行会跳过。表头右上角的红三角是填写说明。",
    "多个名称写在一格时，用“、”分隔。日期写成 2023-11-07，时刻写成 2023-11-07 17:30。",
    "填报表发出以后，不要再改单位码、要点编号和活动编号，否则已发出的表对不上号。",
    "哪里写得不对，运行时会说明是哪张表、哪个单元格、应当怎么改。",
    "示例（只作说明，不会被读取）：整治类别“食堂管理”，内容“对食堂食品安全情况进行自查，包括制度是否健全，落实是否严格等。”，责任单位“后勤处”；同时在“责任单位”表写一行“后勤处”。",
)
GUIDE = tuple(f"{number}. {line}" for number, line in enumerate(_SAID, start=1))
"""What the first sheet says, a line each."""
