"""The campaign workbook: written, edited as an office edits, read again, and refused in plain words."""

from collections.abc import Callable
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.campaign.book_source import grids_of
from pipeline.campaign.book_table import Book
from pipeline.campaign.extra import extra_key
from pipeline.campaign.model import Campaign, Line, Unit
from pipeline.campaign.plan import read_plan
from pipeline.campaign.plan_facts import Doubt
from pipeline.campaign.reading import campaign_in, read_campaign
from pipeline.campaign.settings import LIMITS, LIMITS_HELP, Settings, label_of, page_lines
from pipeline.campaign.sheets import ALIASES, DOUBTS, EXTRA, GUIDE_TITLE, LINES, PAGES, POINTS, SETTINGS, UNITS
from pipeline.campaign.workbook import empty_campaign, render_campaign
from pipeline.errors import CampaignError
from pipeline.form.amounts import Amount, Count
from pipeline.form.choices import Choice, Choices
from pipeline.form.days import Day
from pipeline.form.kinds import Text
from pipeline.form.people import People
from pipeline.form.schema import Role
from tests.plans import REAL_PLAN, write_plan

Edit = Callable[[Workbook], None]
HEADER_ROW = 2
AFTER = EXTRA["after"].heading


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Campaign:
    """The campaign of the plan of 2023."""
    return read_plan(write_plan(tmp_path_factory.mktemp("plan") / "方案.docx", REAL_PLAN.read_text("utf-8")))[0]


@pytest.fixture(scope="module")
def rendered(real: Campaign) -> bytes:
    """The workbook of that campaign."""
    return render_campaign(real)


@pytest.fixture
def book(tmp_path: Path, rendered: bytes) -> Path:
    """The workbook of that campaign, on disk."""
    path = tmp_path / "责任清单.xlsx"
    path.write_bytes(rendered)
    return path


def edit(path: Path, change: Edit) -> Path:
    """Change a workbook as an office would, and save it."""
    opened = load_workbook(path)
    change(opened)
    opened.save(path)
    return path


def put(sheet: str, cell: str, value: str | float | date | None) -> Edit:
    """Return the edit that writes one cell."""

    def change(opened: Workbook) -> None:
        opened[sheet][cell] = value

    return change


def add(sheet: str, **cells: str) -> Edit:
    """Return the edit that fills the first empty row of a sheet, by heading."""

    def change(opened: Workbook) -> None:
        page = opened[sheet]
        row = next(n for n in range(HEADER_ROW + 1, 900) if not any(cell.value for cell in page[n]))
        for heading, value in cells.items():
            page.cell(row, column_of(page, heading)).value = value

    return change


def column_of(page: Worksheet, heading: str) -> int:
    """Return the number of a column."""
    return next(cell.column for cell in page[HEADER_ROW] if cell.value == heading)


def setting_cell(label: str) -> str:
    """Return the cell in which the value of a setting stands."""
    labels = [line if isinstance(line, str) else str(line.metadata["label"]) for line in page_lines()]
    return f"B{labels.index(label) + HEADER_ROW + 1}"


def error_of(path: Path) -> CampaignError:
    """Return the error reading raises."""
    with pytest.raises(CampaignError) as raised:
        read_campaign(path)
    return raised.value


class TestWriting:
    """What the workbook looks like."""

    def test_sheets_in_order(self, book: Path) -> None:
        """The guide comes first, then the sheets the office edits; without doubts there is no sheet of doubts."""
        assert load_workbook(book).sheetnames == [GUIDE_TITLE, *(page.title for page in PAGES)]

    def test_doubts_have_their_sheet(self, tmp_path: Path, real: Campaign) -> None:
        """Doubts are listed behind the guide, and reading takes no notice of them."""
        path = tmp_path / "责任清单.xlsx"
        path.write_bytes(render_campaign(real, (Doubt("第一部分", "看到甲。", "按乙处理。"),)))
        opened = load_workbook(path)
        assert opened.sheetnames[1] == DOUBTS.title
        assert [cell.value for cell in opened[DOUBTS.title][3]] == ["1", "第一部分", "看到甲。", "按乙处理。"]
        assert read_campaign(path) == real

    def test_same_campaign_same_bytes(self, real: Campaign) -> None:
        """Writing twice gives the very same file."""
        assert render_campaign(real) == render_campaign(real)

    def test_settings_loop_over_the_fields(self, book: Path) -> None:
        """Each setting has its row, with label, value and help from its field, and the limits stand under a heading."""
        page = load_workbook(book)[SETTINGS.title]
        written = [(page.cell(row, 1).value, page.cell(row, 3).value) for row in range(3, page.max_row + 1)]
        fields = [(field.metadata["label"], field.metadata["help"]) for field in Settings.__dataclass_fields__.values()]
        first = [label for label, _ in fields].index(label_of("most_file"))
        assert written == [*fields[:first], (LIMITS, LIMITS_HELP), *fields[first:]]
        assert all("上限" in label for label, _ in fields[first:])

    def test_text_is_never_a_formula(self, tmp_path: Path, real: Campaign) -> None:
        """A content that begins with = or looks like a link stays text, and odd characters do not stop the writer."""
        texts = ("=1+1", "http://example.edu.cn", "a\x01b\ud800c")
        lines = tuple(Line(n, f"类{n}", text, ("总务处",)) for n, text in enumerate(texts, start=1))
        path = tmp_path / "责任清单.xlsx"
        path.write_bytes(render_campaign(Campaign(real.settings, lines, (), real.units)))
        page = load_workbook(path)[LINES.title]
        cells = [page.cell(row, 3) for row in (3, 4, 5)]
        assert [cell.data_type for cell in cells] == ["s", "s", "s"]
        assert [cell.value for cell in cells[:2]] == list(texts[:2])
        assert [cell.hyperlink for cell in cells] == [None, None, None]

    def test_roles_and_answers_are_offered(self, book: Path) -> None:
        """Role, 是/否 and type have dropdowns."""
        opened = load_workbook(book)
        offered = {rule.formula1 for page in PAGES for rule in opened[page.title].data_validations.dataValidation}
        assert '"自查,收集,校区专表,汇总"' in offered
        assert '"是,否"' in offered
        assert '"文本,选项,多选,日期,金额,整数,是否,人员"' in offered


class TestRoundTrip:
    """What is written is read."""

    def test_real_campaign(self, real: Campaign, book: Path) -> None:
        """The campaign of the plan comes back equal."""
        assert read_campaign(book) == real

    def test_everything_filled(self, tmp_path: Path, book: Path) -> None:
        """A campaign with extra columns, aliases of every group and changed settings comes back equal."""
        rows = {
            EXTRA.title: [
                {"工作表": "问题清单及整改", "列名": "整改经费（万元）", "类型": "金额", "是否必填": "是", AFTER: "整改措施"},
                {"工作表": "基本情况", "列名": "科室", "类型": "选项", "选项": "甲、乙", "填写说明": "写科室"},
            ],
            ALIASES.title: [
                {"类别": "单位", "写法": "后勤", "规范写法": "后勤集团"},
                {"类别": "列名", "写法": "改正措施", "规范写法": "整改措施"},
                {"类别": "选项", "写法": "搞定", "规范写法": "已完成", "列名": "整改状态"},
            ],
        }  # fmt: skip
        for sheet, entries in rows.items():
            for cells in entries:
                edit(book, add(sheet, **cells))
        edit(book, put(SETTINGS.title, setting_cell("报告点名"), "是"))
        campaign = read_campaign(book)
        again = tmp_path / "again.xlsx"
        again.write_bytes(render_campaign(campaign))
        assert campaign.settings.name_units
        assert len(campaign.extra) == 2
        assert read_campaign(again) == campaign


class TestEditing:
    """What an office may do to the workbook."""

    def test_a_line_more(self, book: Path) -> None:
        """A new line gets its points from its content, numbered behind those the unit has."""
        edit(
            book,
            add(
                LINES.title,
                整治类别="商业网点",
                自查自纠主要内容="包括合同是否规范，收费是否公示等",
                责任单位="后勤集团",
            ),
        )
        campaign = read_campaign(book)
        assert campaign.lines[-1] == Line(10, "商业网点", "包括合同是否规范，收费是否公示等", ("后勤集团",))
        assert [(p.code, p.text) for p in campaign.points[-2:]] == [
            ("HQJT6", "合同是否规范"),
            ("HQJT7", "收费是否公示"),
        ]

    def test_a_unit_more(self, book: Path) -> None:
        """A new unit needs a name only: code, campuses, role and answer have defaults."""
        edit(book, add(UNITS.title, 单位名称="学生工作处", 别名="学工处；学生处"))
        assert read_campaign(book).units[-1] == Unit("学生工作处", "XGC", ("学工处", "学生处"), ("武昌", "嘉鱼"))

    def test_alias_in_the_checklist(self, book: Path) -> None:
        """A line may name its unit by an alias, by the school's name in front, or by 牵头 and 配合."""
        edit(book, put(LINES.title, "D3", "设备处"))
        edit(book, put(LINES.title, "D4", "武昌首义学院　财务处"))
        edit(book, put(LINES.title, "D5", "保卫处（牵头）、总务处（配合）"))
        lines = read_campaign(book).lines
        assert [(line.leads, line.supports) for line in lines[:3]] == [
            (("实验室与设备管理处",), ()), (("财务处",), ()), (("保卫处",), ("总务处",)),
        ]  # fmt: skip

    def test_columns_in_any_order(self, book: Path) -> None:
        """Columns are found by heading, an own column, rows above the header and blank rows are left alone."""

        def change(opened: Workbook) -> None:
            page = opened[UNITS.title]
            page.move_range(f"A1:J{page.max_row}", rows=2, cols=1)
            page["A4"] = "校办自己的备注"
            page["A5"] = "随便写"
            page.insert_rows(7)
            opened[LINES.title]["D2"] = "牵头单位"

        before = read_campaign(book)
        assert read_campaign(edit(book, change)) == before

    def test_merged_category(self, book: Path) -> None:
        """A category merged over rows applies to all of them."""

        def change(opened: Workbook) -> None:
            opened[LINES.title].merge_cells("B3:B4")
            opened[POINTS.title].delete_rows(3, 60)

        lines = read_campaign(edit(book, change)).lines
        assert lines[0].category == lines[1].category

    def test_blank_points_are_derived(self, real: Campaign, book: Path) -> None:
        """Without any point in 自查要点 all are split out of the contents again."""

        def change(opened: Workbook) -> None:
            opened[POINTS.title].delete_rows(3, 60)

        assert read_campaign(edit(book, change)).points == real.points

    @pytest.mark.parametrize(
        ("label", "value", "name", "read"),
        [
            ("报送截止", datetime.fromisoformat("2023-11-08T16:00"), "deadline", "2023-11-08 16:00:00"),
            ("报送截止", datetime.fromisoformat("2023-11-08"), "deadline", "2023-11-08 17:30:00"),
            ("报送截止", 45237.729166666664, "deadline", "2023-11-07 17:30:00"),
            ("报送截止", "11月8日下班前", "deadline", "2023-11-08 17:30:00"),
            ("报送截止", "２０２３年１１月８日 １６：００", "deadline", "2023-11-08 16:00:00"),
            ("自查开始", date(2023, 11, 3), "start", "2023-11-03"),
            ("自查开始", "2023.11.3", "start", "2023-11-03"),
            ("活动年份", 2023.0, "year", "2023"),
            ("活动年份", "2023年", "year", "2023"),
            ("报告点名", "√", "name_units", "True"),
            ("报告点名", " 否　", "name_units", "False"),
            ("临期提醒天数", 0, "blue_days", "0"),
            ("临期提醒天数", None, "blue_days", "3"),
            ("逾期报送处理", "不收", "late_policy", "不收"),
            ("校区", "武昌校区，嘉鱼校区/嘉鱼", "campuses", "武昌、嘉鱼"),
        ],
    )
    def test_settings_as_excel_leaves_them(
        self, book: Path, label: str, value: str | float | date | None, name: str, read: str
    ) -> None:
        """Dates, numbers and answers are read in whatever shape Excel and people leave them."""
        edit(book, put(SETTINGS.title, setting_cell(label), value))
        assert str(getattr(read_campaign(book).settings, name)) == read

    def test_year_from_the_deadline(self, book: Path) -> None:
        """A year left empty is that of the deadline."""
        edit(book, put(SETTINGS.title, setting_cell("活动年份"), None))
        assert read_campaign(book).settings.year == 2023

    @pytest.mark.parametrize(
        ("word", "options", "kind"),
        [
            ("", "", Text("按实际情况填写", "")),
            ("文本", "", Text("按实际情况填写", "")),
            ("选项", "甲、乙", Choice(("甲", "乙"))),
            ("多选", "甲，乙；丙", Choices(("甲", "乙", "丙"))),
            ("日期", "", Day(2023, past=10, ahead=5)),
            ("金额", "", Amount()),
            ("整数", "", Count()),
            ("人员", "", People()),
        ],
    )
    def test_extra_column(self, book: Path, word: str, options: str, kind: object) -> None:
        """A row of 填报字段 is a column of the form, of its kind and in its place."""
        edit(
            book,
            add(EXTRA.title, 工作表="问题清单及整改", 列名="联络科室", 类型=word, 选项=options, **{AFTER: "责任人"}),
        )
        columns = read_campaign(book).form["problems"].columns
        at = [column.heading for column in columns].index("联络科室")
        assert (columns[at].kind, columns[at].key, columns[at - 1].heading) == (kind, extra_key("联络科室"), "责任人")
        assert not columns[at].required

    def test_note_of_an_extra_column(self, book: Path) -> None:
        """The office's words stand in front of the kind's own hint."""
        edit(
            book,
            add(EXTRA.title, 工作表="基本情况", 列名="抽查次数", 类型="整数", 是否必填="是", 填写说明="写本月次数"),
        )
        column = read_campaign(book).form["basics"].columns[-1]
        assert (column.hint, column.required) == (f"写本月次数；{Count().hint}", True)

    def test_aliases(self, book: Path) -> None:
        """Other names of units, headings and choices are believed from then on."""
        edit(book, add(ALIASES.title, 类别="单位", 写法="后勤公司", 规范写法="后勤集团"))
        edit(book, add(ALIASES.title, 类别="列名", 写法="改正 措施*", 规范写法="整改措施"))
        edit(book, add(ALIASES.title, 类别="选项", 写法="搞定", 规范写法="已完成", 列名="整改状态"))
        campaign = read_campaign(book)
        assert campaign.unit_aliases["后勤公司"] == "后勤集团"
        assert campaign.form.aliases == {"改正措施": "整改措施"}
        assert campaign.form["problems"]["status"].kind.read("搞定").value == "已完成"


MISTAKES = [
    pytest.param(put(LINES.title, "D5", "后勤处"), "责任清单”的 D5 写的是“后勤处”，责任单位表里没有这个单位。", "补上这个单位", id="unknown unit"),
    pytest.param(put(LINES.title, "D5", "保卫处、后勤处"), "责任清单”的 D5 写的是“保卫处、后勤处”，其中“后勤处”", "责任单位表", id="one of two units"),
    pytest.param(put(LINES.title, "E5", "后勤处"), "责任清单”的 E5 写的是“后勤处”", "责任单位表", id="supporting unit"),
    pytest.param(put(LINES.title, "D5", None), "责任清单”的 D5 是空的", "填写", id="line without unit"),
    pytest.param(put(LINES.title, "B5", None), "责任清单”的 B5 是空的", "整治类别", id="line without category"),
    pytest.param(put(LINES.title, "B2", "分组"), "责任清单”里没有找到“整治类别”这一列", "一字不差", id="no column"),
    pytest.param(put(LINES.title, "F2", "责任单位"), "责任清单”第2行有两列都叫“责任单位”", "改名", id="heading twice"),
    pytest.param(put(POINTS.title, "B4", "食堂"), "自查要点”的 B4 写的是“食堂”", "一致", id="point of no category"),
    pytest.param(put(POINTS.title, "A4", "HQJT1"), "自查要点”的 A4 写的是“HQJT1”，这个编号前面已经用过（A3）", "留空", id="point code twice"),
    pytest.param(put(POINTS.title, "A4", "食堂一"), "自查要点”的 A4 写的是“食堂一”", "HQJT1", id="bad point code"),
    pytest.param(put(POINTS.title, "C4", " "), "自查要点”的 C4 是空的", "填写要点", id="point without text"),
    pytest.param(put(UNITS.title, "A4", "后勤集团"), "责任单位”的 A4 写的是“后勤集团”，这个单位前面已经有了（A3）", "删去", id="unit twice"),
    pytest.param(put(UNITS.title, "A4", None), "责任单位”的 A4 是空的", "填写单位全称", id="unit without name"),
    pytest.param(put(UNITS.title, "B4", "hqjt"), "责任单位”的 B4 写的是“hqjt”，这个单位码前面已经用过（B3）", "改一个", id="code twice"),
    pytest.param(put(UNITS.title, "B4", "财-1"), "责任单位”的 B4 写的是“财-1”", "如 ZWC", id="bad code"),
    pytest.param(put(UNITS.title, "C4", "校办"), "“校办”既指“财务处”，又写作“校办公室”的别名", "删去", id="alias of two units"),
    pytest.param(put(UNITS.title, "C4", "后勤集团"), "“后勤集团”既指“后勤集团”，又写作“财务处”的别名", "删去", id="alias is a name"),
    pytest.param(put(UNITS.title, "D4", "东湖"), "责任单位”的 D4 写的是“东湖”", "武昌、嘉鱼", id="unknown campus"),
    pytest.param(put(UNITS.title, "E4", "监督"), "责任单位”的 E4 写的是“监督”，没有这个角色", "自查、收集", id="unknown role"),
    pytest.param(put(UNITS.title, "F4", "也许"), "责任单位”的 F4 写的是“也许”", "下拉", id="no answer"),
    pytest.param(put(SETTINGS.title, setting_cell("报送截止"), "月底"), f"设置”的 {setting_cell('报送截止')} 写的是“月底”", "2023-11-07 17:30", id="bad deadline"),
    pytest.param(put(SETTINGS.title, setting_cell("自查开始"), "2023-11-31"), f"设置”的 {setting_cell('自查开始')}", "2023-11-03", id="bad day"),
    pytest.param(put(SETTINGS.title, setting_cell("活动年份"), "去年"), f"设置”的 {setting_cell('活动年份')} 写的是“去年”", "整数", id="bad year"),
    pytest.param(put(SETTINGS.title, setting_cell("套叠层数上限"), "两层"), f"设置”的 {setting_cell('套叠层数上限')} 写的是“两层”", "整数", id="limit no number"),
    pytest.param(put(SETTINGS.title, setting_cell("套叠层数上限"), 0), "这里要填1到10之间的整数", "按2算", id="limit too small"),
    pytest.param(put(SETTINGS.title, setting_cell("读取上限（MB内存）"), 199), "这里要填200到16000之间的整数", "按850算", id="memory too small"),
    pytest.param(put(SETTINGS.title, setting_cell("读取上限（秒）"), 601), "这里要填1到600之间的整数", "按7算", id="limit too large"),
    pytest.param(put(SETTINGS.title, setting_cell("报告点名"), "看情况"), f"设置”的 {setting_cell('报告点名')}", "下拉", id="bad answer"),
    pytest.param(put(SETTINGS.title, setting_cell("逾期报送处理"), "退"), f"设置”的 {setting_cell('逾期报送处理')}", "下拉", id="bad choice"),
    pytest.param(put(SETTINGS.title, setting_cell("报送截止").replace("B", "A"), "报送截至"), "写的是“报送截至”，没有这个设置项", "“报送截止”", id="label misspelt"),
    pytest.param(put(SETTINGS.title, setting_cell("报送截止").replace("B", "A"), "学校名称"), "写的是“学校名称”，这一项前面已经有了", "删去", id="label twice"),
    pytest.param(add(EXTRA.title, 工作表="问题表", 列名="科室"), "填报字段”的 A3 写的是“问题表”", "问题清单及整改", id="unknown sheet"),
    pytest.param(add(EXTRA.title, 工作表="基本情况", 列名="单位负责人"), "填报字段”的 B3 写的是“单位负责人”", "换一个", id="heading taken"),
    pytest.param(add(EXTRA.title, 工作表="基本情况", 列名="科室", 类型="图片"), "填报字段”的 C3 写的是“图片”，没有这个类型", "文本", id="unknown type"),
    pytest.param(add(EXTRA.title, 工作表="基本情况", 列名="科室", 类型="多选", 选项="甲"), "填报字段”的 D3 写的是“甲”", "、", id="too few options"),
    pytest.param(add(EXTRA.title, 工作表="基本情况", 列名="科室", **{AFTER: "校区别"}), "填报字段”的 G3 写的是“校区别”", "留空", id="unknown neighbour"),
    pytest.param(add(EXTRA.title, 工作表="基本情况", 列名="科室", 填写说明="长" * 300), "填报字段”的 F3 写的是“长", "短一些", id="note too long"),
    pytest.param(add(EXTRA.title, 工作表="基本情况"), "填报字段”的 B3 是空的", "填写列名", id="no heading"),
    pytest.param(add(ALIASES.title, 类别="单位", 写法="校办", 规范写法="财务处"), "别名”的 B3 写的是“校办”，已经是“校办公室”的名称", "一个单位", id="ambiguous alias"),
    pytest.param(add(ALIASES.title, 类别="单位", 写法="财处", 规范写法="财政处"), "别名”的 C3 写的是“财政处”", "补上", id="alias of nobody"),
    pytest.param(add(ALIASES.title, 类别="列名", 写法="措施", 规范写法="改正"), "别名”的 C3 写的是“改正”，填报表里没有这一列", "表头", id="alias of no heading"),
    pytest.param(add(ALIASES.title, 类别="选项", 写法="搞定", 规范写法="完毕", 列名="整改状态"), "别名”的 C3 写的是“完毕”", "已完成", id="alias of no choice"),
    pytest.param(add(ALIASES.title, 类别="选项", 写法="搞定", 规范写法="已完成"), "别名”的 D3 是空的", "哪一列", id="choice of no column"),
    pytest.param(add(ALIASES.title, 类别="科室", 写法="搞定", 规范写法="已完成"), "别名”的 A3 写的是“科室”", "单位、列名、选项", id="unknown group"),
    pytest.param(add(ALIASES.title, 类别="单位", 写法="财处"), "别名”的 C3 是空的", "补上", id="alias half written"),
]  # fmt: skip


class TestMistakes:
    """What cannot be used is said with sheet and cell."""

    @pytest.mark.parametrize(("change", "problem", "remedy"), MISTAKES)
    def test_mistake(self, rendered: bytes, change: Edit, problem: str, remedy: str) -> None:
        """The sentence names file, sheet, cell and what was found; the remedy says what to write."""
        opened = load_workbook(BytesIO(rendered))
        change(opened)
        with pytest.raises(CampaignError) as raised:
            campaign_in(Book("责任清单.xlsx", grids_of("责任清单.xlsx", opened)))
        error = raised.value
        assert error.problem.startswith("责任清单.xlsx 工作表“")
        assert problem in error.problem
        assert remedy in error.remedy
        assert (error.problem[-1], error.remedy[-1]) == ("。", "。")

    @pytest.mark.parametrize("title", [LINES.title, UNITS.title, SETTINGS.title])
    def test_sheet_missing(self, book: Path, title: str) -> None:
        """A sheet the campaign cannot do without is named when it is gone."""
        assert (
            error_of(edit(book, lambda opened: opened.remove(opened[title]))).problem
            == f"责任清单.xlsx 里没有工作表“{title}”。"
        )

    @pytest.mark.parametrize("title", [POINTS.title, EXTRA.title, ALIASES.title])
    def test_sheet_not_needed(self, real: Campaign, book: Path, title: str) -> None:
        """The others may be gone."""
        assert read_campaign(edit(book, lambda opened: opened.remove(opened[title]))) == real

    def test_no_year_at_all(self, book: Path) -> None:
        """Without year, deadline and start nothing can be asked."""
        for label in ("活动年份", "报送截止", "自查开始"):
            edit(book, put(SETTINGS.title, setting_cell(label), None))
        assert "没有填写“活动年份”" in error_of(book).problem

    def test_empty_campaign(self, tmp_path: Path) -> None:
        """A fresh workspace has a workbook that opens, and says which sheet is still to be filled in."""
        path = tmp_path / "责任清单.xlsx"
        path.write_bytes(render_campaign(empty_campaign()))
        assert load_workbook(path).sheetnames[0] == GUIDE_TITLE
        error = error_of(path)
        assert error.problem == "责任清单.xlsx 的工作表“责任清单”还没有填写。"
        assert "--plan" in error.remedy

    @pytest.mark.parametrize(
        ("content", "words"),
        [
            (b"", "不是 Excel 工作簿"),
            (b"<html></html>", "不是 Excel 工作簿"),
            (b"\xd0\xcf\x11\xe0" + bytes(512), "旧版 Excel"),
            (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "密码"),
        ],
    )
    def test_wrong_file(self, tmp_path: Path, content: bytes, words: str) -> None:
        """Empty, foreign, old and encrypted files are told apart."""
        path = tmp_path / "责任清单.xlsx"
        path.write_bytes(content)
        assert words in error_of(path).problem

    def test_cut_file(self, book: Path) -> None:
        """A damaged workbook is said to be damaged."""
        book.write_bytes(book.read_bytes()[:3000])
        assert "损坏" in error_of(book).problem

    def test_word_file(self, tmp_path: Path) -> None:
        """A Word document named .xlsx is no workbook."""
        path = write_plan(tmp_path / "责任清单.xlsx", "某某大学方案")
        assert "读不出内容" in error_of(path).problem

    def test_missing_file(self, tmp_path: Path) -> None:
        """A missing workbook points to pipeline init."""
        assert "pipeline init" in error_of(tmp_path / "责任清单.xlsx").remedy


def test_required_and_role_default(book: Path) -> None:
    """A campus unit whose answer is blank is not required, an inspecting one is."""

    def change(opened: Workbook) -> None:
        for row in range(3, 14):
            opened[UNITS.title][f"F{row}"] = None

    units = read_campaign(edit(book, change)).units
    assert [unit.required for unit in units] == [unit.role in (Role.INSPECTS, Role.COLLECTS) for unit in units]
