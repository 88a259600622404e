"""The work plan, read: the real one word for word, and others nobody has seen before."""

import re
from pathlib import Path

import pytest
from docx import Document
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls

from pipeline.campaign.codes import initials, unit_code
from pipeline.campaign.model import Campaign, Unit
from pipeline.campaign.plan import read_plan
from pipeline.campaign.plan_facts import Doubt
from pipeline.campaign.plan_names import units_in_cell
from pipeline.campaign.plan_times import parse_moment
from pipeline.campaign.points import split_points
from pipeline.campaign.sheets import DOUBTS, PAGES
from pipeline.errors import PlanError
from pipeline.form.schema import Role
from tests.plans import REAL_PLAN, write_plan

Read = tuple[Campaign, tuple[Doubt, ...]]


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Read:
    """The plan of 2023, read."""
    return read_plan(write_plan(tmp_path_factory.mktemp("plan") / "方案.docx", REAL_PLAN.read_text("utf-8")))


def campaign_of(tmp_path: Path, text: str) -> Campaign:
    """Return the campaign of a plan written as text."""
    return read_plan(write_plan(tmp_path / "方案.docx", text))[0]


def doubts_of(tmp_path: Path, text: str) -> list[str]:
    """Return what is doubted of a plan written as text."""
    return [f"{doubt.place}：{doubt.what}" for doubt in read_plan(write_plan(tmp_path / "方案.docx", text))[1]]


def table(*rows: str) -> str:
    """Return a plan that is nearly nothing but its annex."""
    return "\n".join(("某某大学食堂专项检查工作方案", "2024年5月20日前，各单位报送自查报告。", *rows))


class TestRealPlan:
    """What the plan of 2023 says."""

    def test_nine_lines_in_table_order(self, real: Read) -> None:
        """The checklist has nine lines, each with its one unit under its full name."""
        assert [line.leads for line in real[0].lines] == [
            ("后勤集团",), ("财务处",), ("保卫处",), ("总务处",), ("实验室与设备管理处",),
            ("基建处",), ("信息技术中心",), ("校医院",), ("纪委办公室",),
        ]  # fmt: skip

    def test_thirty_six_and_three_points(self, real: Read) -> None:
        """The points are counted as in domain.md 5.3: 36 to inspect and 3 to collect."""
        campaign = real[0]
        counts = {unit.code: len(campaign.points_of(unit)) for unit in campaign.units if unit.role is not Role.CAMPUS}
        assert counts == {
            "HQJT": 5, "CWC": 4, "BWC": 3, "ZWC": 4, "SBC": 4, "JJC": 5, "XXJSZX": 4, "XYY": 7, "JWB": 3, "XB": 0,
        }  # fmt: skip

    def test_points_are_the_plans_words(self, real: Read) -> None:
        """A point is the plan's clause without 等, and brackets do not split it."""
        assert [(point.code, point.text) for point in real[0].points[:5]] == [
            ("HQJT1", "规章制度是否健全"),
            ("HQJT2", "落实规章制度是否严格"),
            ("HQJT3", "商品（食品）定价是否合理"),
            ("HQJT4", "对师生反应的问题回应是否及时妥当"),
            ("HQJT5", "对发现的问题纠治整改是否到位"),
        ]

    def test_collected_things_are_points(self, real: Read) -> None:
        """What 纪委办 collects are three points."""
        texts = [point.text for point in real[0].points if point.code.startswith("JWB")]
        assert texts == ["各单位廉政政风险点", "党的十八大以来查处的案件", "廉政工作举措及经验"]

    def test_units_roles_and_who_must_report(self, real: Read) -> None:
        """Eight units inspect, one collects, the office asks, the campus unit is optional and sees its campus only."""
        units = [(unit.name, unit.role, unit.required, unit.campuses) for unit in real[0].units[7:]]
        both = ("武昌", "嘉鱼")
        assert {unit.role for unit in real[0].units[:8]} == {Role.INSPECTS}
        assert units == [
            ("校医院", Role.INSPECTS, True, both),
            ("纪委办公室", Role.COLLECTS, True, both),
            ("校办公室", Role.OFFICE, False, both),
            ("嘉鱼校区工作部", Role.CAMPUS, False, ("嘉鱼",)),
        ]

    def test_aliases(self, real: Read) -> None:
        """Short names mean the unit with the full one; 设备处 by its task, the others as abbreviations."""
        assert real[0].unit_aliases == {"设备处": "实验室与设备管理处", "纪委办": "纪委办公室", "校办": "校办公室"}

    def test_settings(self, real: Read) -> None:
        """School, topic, days, basis and receiver are the plan's; the year is that of the document number."""
        settings = real[0].settings
        assert settings.school == "武昌首义学院"
        assert settings.topic == "后勤领域专项治理"
        assert settings.campaign == "HQLYZXZL-2023"
        assert (settings.year, settings.start) == (2023, "2023-11-03")
        assert str(settings.deadline) == "2023-11-07 17:30:00"
        assert real[0].campuses == ("武昌", "嘉鱼")
        assert settings.basis == "《省教育厅办公室关于开展全省高校后勤领域专项治理的通知》"
        assert settings.document_number == "鄂教发办函〔2023〕11号"
        assert (settings.authority, settings.addressee) == ("教育部", "湖北省教育厅")
        assert (settings.office, settings.receiver) == ("校办公室", "校办公室 李灏")
        assert settings.leaders == "组长：李崇光校长、路海华书记；副组长：邹星庐副书记、金国杰副校长"

    @pytest.mark.parametrize(
        ("place", "words"),
        [
            pytest.param("附件表第5行", ("“设备处”", "“实验室与设备管理处”"), id="1 two names"),
            pytest.param("附件表第9行", ("“纪委办”", "“纪委办公室”"), id="2 two names"),
            pytest.param("第三部分第1条", ("“校办”", "“校办公室”"), id="3 two names"),
            pytest.param("附件表第8行", ("“校医院”", "成员名单"), id="4 no seat"),
            pytest.param("成员名单", ("“嘉鱼校区工作部”", "也没有分工"), id="5 no line"),
            pytest.param("成员名单", ("“校办公室”负责汇总起草",), id="6 office"),
            pytest.param("第五部分（三）", ("“宣传部门”",), id="6 task, no seat"),
            pytest.param("附件表第9行", ("多写了“政”", "“廉政风险”"), id="7 doubled"),
            pytest.param("第三部分第8、9、10条、附件表第1、3、8行", ("“反映”", "6处"), id="8 homophone"),
            pytest.param("第三部分第8条、附件表第3行", ("缺“对”",), id="9 missing word"),
            pytest.param("附件表第3行", ("“校园安保”和“学生宿舍”",), id="10 run together"),
            pytest.param("附件表第2行", ("缺句号",), id="11 no stop"),
            pytest.param("附件表", ("同一要点有3种写法",), id="12 three phrases"),
            pytest.param("第二部分", ("“附件”“附表”混用",), id="13 annex"),
            pytest.param("全文", ("“专项自查自纠整治”", "“专项治理行动”"), id="14 drift"),
            pytest.param("标题", ("标题分成2段",), id="15 title"),
            pytest.param("全文", ("文号、主送、署名、成文日期",), id="15 formal"),
            pytest.param("第五部分（一）（二）（三）", ("半角符号“()”",), id="16 brackets"),
            pytest.param("第四部分", ("没有写年份", "11月7日"), id="17 year"),
            pytest.param("第四部分", ("“下班前”",), id="17 hour"),
            pytest.param("第四部分", ("11月4日（星期六）、11月5日（星期日）", "工作日只有2天"), id="18 weekend"),
            pytest.param("第四部分", ("既开会部署，又开始自查",), id="18 same day"),
            pytest.param("附件表第9行、第四部分", ("纪委办公室", "校办公室", "收件单位不一致"), id="19 receiver"),
            pytest.param("第四部分", ("清单", "括号里"), id="20 list in brackets"),
            pytest.param("第二部分", ("“舆情热点”", "都没有涉及"), id="21 focus"),
            pytest.param("第二部分", ("“物业修缮”",), id="21 named only"),
            pytest.param("第二部分", ("“重大事项决策”只在第6行",), id="21 one line only"),
            pytest.param("附件表第3行", ("“日常维护”",), id="21 category"),
            pytest.param("附件表第9行", ("收集整理，不是自查",), id="22 role"),
            pytest.param("附件表、正文分工", ("单位顺序不同",), id="23 order"),
            pytest.param("第五部分（二）", ("“主管校领导”",), id="24 leaders"),
            pytest.param("第五部分（二）", ("没有量化标准",), id="25 no measure"),
            pytest.param("第一部分", ("“组长”不止一位",), id="26 two heads"),
            pytest.param("附件表", ("“有无违规作业行为”", "“是否存在医疗事故”"), id="27 polarity"),
            pytest.param("第三部分第2条、附件表第9行", ("文字不同", "廉政政风险"), id="28 difference"),
            pytest.param("开头", ("主送机关", "湖北省教育厅"), id="addressee"),
        ],
    )
    def test_every_inconsistency_is_seen(self, real: Read, place: str, words: tuple[str, ...]) -> None:
        """What domain.md 5.2 finds in the plan, the checks find, and say where."""
        told = [doubt for doubt in real[1] if place in doubt.place and all(word in doubt.what for word in words)]
        assert len(told) == 1

    def test_doubts_are_whole_sentences(self, real: Read) -> None:
        """Every doubt has a place, and sentence and advice end in a full stop."""
        assert [doubt for doubt in real[1] if not (doubt.place and doubt.what[-1] == doubt.advice[-1] == "。")] == []

    def test_doubts_send_to_sheets_that_exist(self, real: Read) -> None:
        """A table named in an advice is a sheet of the campaign workbook."""
        named = {name for doubt in real[1] for name in re.findall(r"“([^”]+)”表", doubt.advice)}
        assert named
        assert named <= {page.title for page in (*PAGES, DOUBTS)}


NUMBERING = f"""<w:numbering {nsdecls("w")}>
<w:abstractNum w:abstractNumId="77"><w:lvl w:ilvl="0"><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl></w:abstractNum>
<w:num w:numId="77"><w:abstractNumId w:val="77"/></w:num>
</w:numbering>"""

SAFETY = """
某某大学关于开展安全生产大检查的实施方案
校发〔2024〕18号
各学院、各部门：
根据《省教育厅关于开展高校安全生产大检查的通知》（粤教安〔2024〕7号）要求，学校决定开展安全生产大检查，特制定本方案。
一、组织领导
成立安全生产大检查工作领导小组，办公室设在保卫部（处）。
组长：张某
成员：张某某（党委办公室主任）、李某（保卫部（处）部长）、王某某（后勤管理处处长）、实验室与资产管理处处长赵某、学生工作部主要负责人。
二、时间安排
（一）自查阶段（2024年5月6日至2024年5月17日）。各单位开展自查。
（二）2024年5月20日17:00前，各单位将自查报告报送保卫处张某某（邮箱：bwc@example.edu.cn）。
（三）2024年6月5日前，将学校总结报告报送省教育厅。
附件：安全生产大检查责任分解表
某某大学
2024年5月5日
| 安全生产大检查责任分解表 | < | < | < | < |
| 序号 | 检查类别 | 检查重点内容 | 牵头单位 | 配合单位 |
| 1 | 消防安全 | 检查消防设施是否完好、疏散通道是否畅通、值班制度是否落实。 | 保卫处 | 后勤管理处、\\n学生工作部 |
| 2 | 用电安全 | 重点检查：1.线路是否老化；2.有无私拉乱接；3.配电房管理是否规范。 | 后勤管理处 |  |
|  |  |  |  |  |
| 序号 | 检查类别 | 检查重点内容 | 牵头单位 | 配合单位 |
| 3 | 实验室安全 | 危化品采购、储存、使用、处置全流程\\n管理情况 | 实验室与资产管理处 | 各学院 |
| 4 | ^ | 特种设备检验是否按期，操作人员是否持证 | 后勤管理处 | |
"""


class TestAnotherPlan:
    """A plan of another school, topic, year and table."""

    def test_settings(self, tmp_path: Path) -> None:
        """Full dates, clock time, mailbox, topic and province come out of another plan as well."""
        settings = campaign_of(tmp_path, SAFETY).settings
        assert (settings.school, settings.topic, settings.campaign) == ("某某大学", "安全生产大检查", "AQSCDJC-2024")
        assert (settings.year, settings.start) == (2024, "2024-05-06")
        assert str(settings.deadline) == "2024-05-20 17:00:00"
        assert settings.campuses == "本部"
        assert (settings.document_number, settings.addressee) == ("粤教安〔2024〕7号", "广东省教育厅")
        assert (settings.office, settings.receiver) == ("保卫部（处）", "保卫部（处） 张某某")
        assert settings.receiver_mail == "bwc@example.edu.cn"

    def test_lines(self, tmp_path: Path) -> None:
        """Title row, number column, empty row, repeated header, merged category and broken lines do not matter."""
        lines = [(line.category, line.leads, line.supports) for line in campaign_of(tmp_path, SAFETY).lines]
        assert lines == [
            ("消防安全", ("保卫部（处）",), ("后勤管理处", "学生工作部")),
            ("用电安全", ("后勤管理处",), ()),
            ("实验室安全", ("实验室与资产管理处",), ()),
            ("实验室安全", ("后勤管理处",), ()),
        ]

    def test_points_of_one_category_go_to_their_own_unit(self, tmp_path: Path) -> None:
        """Where a category has two lines, each unit inspects the points of its own."""
        campaign = campaign_of(tmp_path, SAFETY)
        assert [point.text for point in campaign.points_of(campaign.unit("实验室与资产管理处"))] == [
            "危化品采购、储存、使用、处置全流程管理情况"
        ]

    def test_supporting_unit_is_not_required(self, tmp_path: Path) -> None:
        """A unit that only helps is asked, and its silence does not count."""
        unit = campaign_of(tmp_path, SAFETY).unit("学生工作部")
        assert (unit.role, unit.required) == (Role.INSPECTS, False)

    def test_other_doubts(self, tmp_path: Path) -> None:
        """各学院 and a member without a line are doubted; what this plan says right is not."""
        told = "\n".join(doubts_of(tmp_path, SAFETY))
        assert "附件表第3行：责任单位写的是“各学院”" in told
        assert "“党委办公室”是成员单位" in told
        assert "没有写年份" not in told
        assert "没有写几点" not in told
        assert "方案没有文号" not in told
        assert "方案没有主送" not in told

    def test_plan_without_year(self, tmp_path: Path) -> None:
        """Where no year stands anywhere none is made up."""
        text = "某某大学食堂专项检查方案\n5月20日前，各单位报送自查报告。\n| 内容 | 责任单位 |\n| 食堂卫生是否达标 | 总务处 |"
        campaign, doubts = read_plan(write_plan(tmp_path / "方案.docx", text))
        assert (campaign.settings.year, campaign.settings.deadline) == (0, None)
        assert any("没有写年份" in doubt.what for doubt in doubts)

    def test_deadline_in_the_next_year(self, tmp_path: Path) -> None:
        """January after an inspection in December is January of the next year."""
        text = "某某大学食堂专项检查方案\n根据某教〔2024〕1号文件要求，12月20日-25日各单位开展自查，1月5日前各单位报送报告。\n"
        campaign = campaign_of(tmp_path, text + "| 内容 | 责任单位 |\n| 食堂卫生是否达标 | 总务处 |")
        assert str(campaign.settings.deadline) == "2025-01-05 17:30:00"


class TestTable:
    """The annex, found and read whatever it looks like."""

    def test_the_annex_is_told_from_other_tables(self, tmp_path: Path) -> None:
        """Of several tables the one with category, content and unit is the annex; the others are read as prose."""
        campaign = campaign_of(
            tmp_path,
            table(
                "| 成员 | 总务处、财务处、校园一卡通中心 |",
                "各部门按下表执行。",
                "| 时间 | 工作内容 | 责任部门 |", "| 5月6日 | 动员部署 | 校办 |", "| 5月10日 | 检查 | 校办 |",
                "附件", "| 项目 | 自查内容 | 责任部门 |", "| 食堂 | 制度是否健全 | 总务处 |",
            ),
        )  # fmt: skip
        assert [(line.category, line.leads) for line in campaign.lines] == [("食堂", ("总务处",))]

    def test_header_over_two_rows(self, tmp_path: Path) -> None:
        """责任单位 may be divided into 牵头 and 配合 in a second header row."""
        campaign = campaign_of(
            tmp_path,
            table(
                "| 序号 | 类别 | 内容 | 责任单位 | < |", "| ^ | ^ | ^ | 牵头单位 | 配合单位 |",
                "| 1 | 食堂 | 制度是否健全 | 总务处 | 财务处 |",
            ),
        )  # fmt: skip
        assert [(line.leads, line.supports) for line in campaign.lines] == [(("总务处",), ("财务处",))]

    def test_unit_merged_over_rows(self, tmp_path: Path) -> None:
        """A unit cell merged over two rows applies to both."""
        campaign = campaign_of(
            tmp_path,
            table("| 类别 | 内容 | 单位 |", "| 食堂 | 制度是否健全 | 总务处 |", "| 超市 | 定价是否合理 | ^ |"),
        )
        assert [line.leads for line in campaign.lines] == [("总务处",), ("总务处",)]

    def test_blank_unit_is_doubted(self, tmp_path: Path) -> None:
        """A unit cell that is only empty takes the unit above, and says so."""
        text = table("| 类别 | 内容 | 单位 |", "| 食堂 | 制度是否健全 | 总务处 |", "| 超市 | 定价是否合理 |  |")
        assert any(told.startswith("附件表第2行：责任单位是空的") for told in doubts_of(tmp_path, text))

    def test_one_content_for_two_units_is_one_line(self, tmp_path: Path) -> None:
        """A category and content merged over the rows of two units is one line with both."""
        campaign = campaign_of(
            tmp_path, table("| 类别 | 内容 | 单位 |", "| 食堂 | 制度是否健全 | 总务处 |", "| ^ | ^ | 财务处 |")
        )
        assert [line.leads for line in campaign.lines] == [("总务处", "财务处")]

    def test_table_in_a_cell(self, tmp_path: Path) -> None:
        """An annex nested in a cell of a layout table is found."""
        document = Document()
        document.add_paragraph("某某大学食堂专项检查方案")
        inner = document.add_table(1, 1).cell(0, 0).add_table(2, 2)
        for row, texts in enumerate((("内容", "责任单位"), ("制度是否健全", "总务处"))):
            for column, text in enumerate(texts):
                inner.cell(row, column).text = text
        document.save(str(tmp_path / "方案.docx"))
        assert read_plan(tmp_path / "方案.docx")[0].lines[0].leads == ("总务处",)

    def test_inserted_revisions_are_read_and_deleted_ones_are_not(self, tmp_path: Path) -> None:
        """Text under tracked insertion counts, text under tracked deletion does not."""
        path = write_plan(tmp_path / "方案.docx", table("| 内容 | 责任单位 |", "| 制度是否健全 | 财务 |"))
        document = Document(str(path))
        cell = document.tables[0].cell(1, 1).paragraphs[0]
        for wrapper, tag, text in (("w:ins", "w:t", "处"), ("w:del", "w:delText", "科")):
            outer, run, words = OxmlElement(wrapper), OxmlElement("w:r"), OxmlElement(tag)
            words.text = text
            run.append(words)
            outer.append(run)
            cell._p.append(outer)
        document.save(str(path))
        assert read_plan(path)[0].lines[0].leads == ("财务处",)

    def test_automatic_numbers_stand_in_places(self, tmp_path: Path) -> None:
        """一、 that Word counts by itself is known when a place is named."""
        document = Document()
        document.add_paragraph("某某大学食堂专项检查方案")
        document.part.numbering_part.element.extend(parse_xml(NUMBERING))
        for text in ("组织领导", "时间安排"):
            numbered = document.add_paragraph(text)._p.get_or_add_pPr().get_or_add_numPr()
            numbered.get_or_add_numId().val = 77
            numbered.get_or_add_ilvl().val = 0
        document.add_paragraph("2024年5月18日-19日，各单位开展自查。")
        inner = document.add_table(2, 2)
        for row, texts in enumerate((("内容", "责任单位"), ("制度是否健全", "总务处"))):
            for column, text in enumerate(texts):
                inner.cell(row, column).text = text
        document.save(str(tmp_path / "方案.docx"))
        places = [doubt.place for doubt in read_plan(tmp_path / "方案.docx")[1] if "周末" in doubt.what]
        assert places == ["第二部分"]


class TestUnitCells:
    """Who leads and who helps."""

    @pytest.mark.parametrize(
        ("cell", "leads", "supports"),
        [
            ("总务处（牵头）、后勤集团（配合）", ("总务处",), ("后勤集团",)),
            ("牵头单位：总务处；配合单位：后勤集团、财务处", ("总务处",), ("后勤集团", "财务处")),
            ("牵头：总务处\n配合：后勤集团", ("总务处",), ("后勤集团",)),
            ("总务处牵头，后勤集团、财务处配合", ("总务处",), ("后勤集团", "财务处")),
            ("总务处（牵头）\n后勤集团", ("总务处",), ("后勤集团",)),
            ("总务处、后勤集团", ("总务处", "后勤集团"), ()),
            ("总务处 后勤集团", ("总务处", "后勤集团"), ()),
            ("总 务 处", ("总务处",), ()),
            ("1.总务处\n2.后勤集团", ("总务处", "后勤集团"), ()),
            ("保卫部（处）", ("保卫部（处）",), ()),
        ],
    )
    def test_cell(self, cell: str, leads: tuple[str, ...], supports: tuple[str, ...]) -> None:
        """Marks, labels, verbs and separators of all kinds are understood."""
        assert units_in_cell(cell)[:2] == (leads, supports)

    def test_collective(self) -> None:
        """各学院 is no unit."""
        assert units_in_cell("总务处、各学院") == (("总务处",), (), ("各学院",))


class TestPoints:
    """How a content is taken apart."""

    @pytest.mark.parametrize(
        ("content", "points"),
        [
            ("对食堂进行自查，包括A、B（甲、乙）、C等。", ("A", "B（甲、乙）", "C")),
            ("对食堂进行自查，包括采购、储存、加工等情况。", ("采购", "储存", "加工")),
            ("包括食堂、超市卫生是否达标，有无过期食品；价格是否合理。", ("食堂、超市卫生是否达标", "有无过期食品", "价格是否合理")),
            ("重点检查灭火器是否有效、疏散通道是否畅通。", ("灭火器是否有效", "疏散通道是否畅通")),
            ("1.制度是否健全；2.责任是否落实。", ("制度是否健全", "责任是否落实")),
            ("①制度②责任", ("制度", "责任")),
            ("对各单位风险点、案件等进行收集整理。", ("各单位风险点", "案件")),
            ("检查制度是否健全。查看台账是否完整。", ("检查制度是否健全", "查看台账是否完整")),
            ("全面排查危化品管理情况", ("全面排查危化品管理情况",)),
            ("", ()),
        ],
    )  # fmt: skip
    def test_points(self, content: str, points: tuple[str, ...]) -> None:
        """Lists, clauses, numbers and sentences are points; what is none of these stays whole."""
        assert split_points(content) == points


class TestCodes:
    """Codes are short, readable and unique."""

    @pytest.mark.parametrize(
        ("name", "code"),
        [
            ("总务处", "ZWC"),
            ("校医院", "XYY"),
            ("会计核算中心", "KJHSZX"),
            ("重点建设办公室", "ZDJSBGS"),
            ("5G中心", "5GZX"),
        ],
    )
    def test_initials(self, name: str, code: str) -> None:
        """Characters with two readings are read as the word has them."""
        assert initials(name) == code

    def test_clash(self) -> None:
        """A code that is taken gets a number, and stays within twelve characters."""
        assert unit_code(["总务处"], {"ZWC"}) == "ZWC2"
        assert len(unit_code(["马克思主义学院教学科研管理中心办公室"], {"MKSZYXYJXKYG"})) == 12

    def test_shortest_name(self) -> None:
        """The code is that of the shortest name a unit has."""
        assert unit_code(["实验室与设备管理处", "设备处"], ()) == "SBC"


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("11月7日下班前", "2023-11-07 17:30:00"),
        ("2024年5月20日17:00前", "2024-05-20 17:00:00"),
        ("5月20日下午5点前", "2023-05-20 17:00:00"),
        ("二〇二四年五月二十日", "2024-05-20 17:30:00"),
        ("2024-05-20 9:30", "2024-05-20 09:30:00"),
        ("5月20日（星期一）12时前", "2023-05-20 12:00:00"),
        ("11月3日-6日", "None"),
        ("尽快", "None"),
    ],
)
def test_moments(text: str, moment: str) -> None:
    """Days and hours in the ways plans write them are understood; a span is no moment."""
    assert str(parse_moment(text, 2023)) == moment


class TestUnusable:
    """A plan that cannot be read says why, in one sentence."""

    @pytest.mark.parametrize(
        ("content", "words"),
        [
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "旧版 Word"),
            (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "密码"),
            (b"PK\x03\x04 broken", "已损坏"),
            (b"", "不是 Word 文档"),
            (b"{\\rtf1 }", "不是 Word 文档"),
        ],
    )
    def test_wrong_file(self, tmp_path: Path, content: bytes, words: str) -> None:
        """Old, encrypted, damaged, empty and foreign files are told apart."""
        path = tmp_path / "方案.docx"
        path.write_bytes(content)
        with pytest.raises(PlanError, match=words) as raised:
            read_plan(path)
        assert "方案.docx" in raised.value.problem
        assert raised.value.remedy

    def test_cut_file(self, tmp_path: Path) -> None:
        """A workbook named .docx, or a document with a broken part, is refused in words."""
        path = write_plan(tmp_path / "方案.docx", table("| 内容 | 责任单位 |", "| 制度 | 总务处 |"))
        path.write_bytes(path.read_bytes()[:2000])
        with pytest.raises(PlanError, match="损坏"):
            read_plan(path)

    def test_missing(self, tmp_path: Path) -> None:
        """A file that is not there is said to be missing."""
        with pytest.raises(PlanError, match="找不到"):
            read_plan(tmp_path / "没有.docx")

    def test_no_table(self, tmp_path: Path) -> None:
        """A plan without a responsibility table names the columns it should have."""
        path = write_plan(tmp_path / "方案.docx", "某某大学方案\n| 时间 | 地点 |\n| 5月 | 会议室 |")
        with pytest.raises(PlanError, match="没有找到责任清单表格") as raised:
            read_plan(path)
        assert "责任单位" in raised.value.remedy


class TestUnitNames:
    """Which names are one unit."""

    def units(self, tmp_path: Path, members: str, unit: str) -> list[Unit]:
        """Return the units of a plan with these members and one line."""
        text = f"某某大学检查方案\n成员：{members}。\n2024年5月20日前报送。\n| 内容 | 单位 |\n| 检查制度是否健全 | {unit} |"
        return list(campaign_of(tmp_path, text).units)

    def test_abbreviation(self, tmp_path: Path) -> None:
        """国资处 among the members is 国有资产管理处 in the table."""
        units = self.units(tmp_path, "国资处、财务处", "国有资产管理处")
        assert [(unit.name, unit.aliases) for unit in units] == [("国有资产管理处", ("国资处",))]

    def test_two_units_of_one_list_are_two(self, tmp_path: Path) -> None:
        """Names that stand in one list are never taken for one unit, and an abbreviation of both is of neither."""
        units = self.units(tmp_path, "后勤管理处、后勤保障处", "后勤处")
        assert [unit.aliases for unit in units] == [()]

    def test_school_in_front(self, tmp_path: Path) -> None:
        """The school's name in front of a unit's is not part of it."""
        assert [unit.name for unit in self.units(tmp_path, "总务处", "某某大学总务处")] == ["总务处"]
