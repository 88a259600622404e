"""The workbook a unit is sent: what it asks, what it guards, and what a return carries."""

import zipfile
from dataclasses import replace
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.campaign.model import Unit
from pipeline.form import identity
from pipeline.form.folding import fold_heading
from pipeline.form.rules import When
from pipeline.form.schema import By, Layout, Role
from pipeline.form.vocabulary import NOTHING_WORDS
from pipeline.publish.content import Content, RowContent
from pipeline.publish.layout import (
    EXAMPLE_MARK,
    EXAMPLE_ROW,
    FIRST_ROW,
    GUIDE_SHEET,
    HEADER_ROW,
    LAST_ROW,
    PAIRS_FIRST_ROW,
    REMARKS_SHEET,
    template_file_name,
)
from pipeline.publish.prefill import make_booklet
from pipeline.publish.records_sheet import examples
from pipeline.publish.self_check import NOTHING
from pipeline.publish.unit_workbook import render_unit_workbook
from tests.campaigns import logistics_campaign
from tests.dump import dump_workbook, footer_of, properties_of
from tests.returns import FORMULA, canteen_return

CAMPAIGN = logistics_campaign()
INSPECTING, COLLECTING, CAMPUS = "后勤集团", "纪委办公室", "嘉鱼校区工作部"
UNITS = (INSPECTING, COLLECTING, CAMPUS)
GOLDEN = Path(__file__).parent / "golden"


@cache
def blank(unit: str) -> Workbook:
    """Return a unit's blank template as openpyxl reads it; nobody changes it."""
    return load_workbook(BytesIO(render_unit_workbook(CAMPAIGN, CAMPAIGN.unit(unit))))


@cache
def returned() -> Workbook:
    """Return the return of 后勤集团 as openpyxl reads it; nobody changes it."""
    return load_workbook(BytesIO(render_unit_workbook(CAMPAIGN, CAMPAIGN.unit(INSPECTING), canteen_return())))


def headings(sheet: Worksheet) -> list[str]:
    """Return the headings of a sheet of records, without marks."""
    return [fold_heading(str(cell.value)) for cell in sheet[HEADER_ROW] if cell.value]


def validation_at(sheet: Worksheet, cell: str) -> DataValidation:
    """Return the one validation that covers a cell."""
    found: DataValidation
    (found,) = [one for one in sheet.data_validations.dataValidation if cell in one.sqref]
    return found


def column_letter(sheet: Worksheet, heading: str) -> str:
    """Return the letter of a column by its heading."""
    return get_column_letter(headings(sheet).index(fold_heading(heading)) + 1)


def offered(book: Workbook, name: str) -> list[str]:
    """Return the words a defined name offers."""
    title, _, area = str(book.defined_names[name].attr_text).partition("!")
    return [str(cell.value) for (cell,) in book[title.strip("'")][area.replace("$", "")]] if ":" in area else []


@pytest.mark.parametrize("unit", UNITS)
def test_sheets_are_those_asked_of_the_unit(unit: str) -> None:
    """A unit gets the guide, its own sheets in form order, and two hidden sheets."""
    book = blank(unit)
    asked = [sheet.title for sheet in CAMPAIGN.sheets_of(CAMPAIGN.unit(unit))]
    assert book.sheetnames == [GUIDE_SHEET, *asked, identity.META_SHEET, identity.LISTS_SHEET]
    hidden = {sheet.title for sheet in book.worksheets if sheet.sheet_state == "hidden"}
    assert hidden == {identity.META_SHEET, identity.LISTS_SHEET}


@pytest.mark.parametrize("unit", UNITS)
def test_headings_are_the_forms(unit: str) -> None:
    """Row 6 of each sheet of records holds the headings of the form, in order, and 基本情况 holds them down column A."""
    book = blank(unit)
    for sheet in CAMPAIGN.sheets_of(CAMPAIGN.unit(unit)):
        expected = [fold_heading(column.heading) for column in sheet.columns]
        if sheet.layout is Layout.ROWS:
            assert headings(book[sheet.title]) == expected
        else:
            rows = range(PAIRS_FIRST_ROW, PAIRS_FIRST_ROW + len(expected))
            assert [fold_heading(str(book[sheet.title][f"A{row}"].value)) for row in rows] == expected


@pytest.mark.parametrize("unit", UNITS)
def test_dropdowns_offer_exactly_the_choices(unit: str) -> None:
    """Every list validation names a range on the hidden sheet whose cells are the column's choices."""
    book = blank(unit)
    seen = 0
    for page in make_booklet(CAMPAIGN, CAMPAIGN.unit(unit), None, 1).pages:
        for column in page.sheet.columns:
            guard = column.kind.guard()
            if guard.test == "list" and column.by is By.UNIT:
                found = validation_at(book[page.sheet.title], page.address(0, column.key))
                assert found.type == "list"
                assert found.showErrorMessage
                assert (found.errorStyle in (None, "stop")) is guard.stops
                assert not found.showDropDown, "a true showDropDown hides the arrow"
                name = str(found.formula1)
                assert name.startswith("list_")
                words = offered(book, name) or [
                    str(
                        book[identity.LISTS_SHEET][
                            str(book.defined_names[name].attr_text).split("!")[1].replace("$", "")
                        ].value
                    )
                ]
                assert tuple(words) == guard.choices
                seen += 1
    assert seen >= 8


def test_guards_reach_the_spare_rows_and_say_the_hint() -> None:
    """Validations cover rows 7 to 206 and show the hint of the column when a cell is selected."""
    sheet = blank(INSPECTING)["问题清单及整改"]
    status = CAMPAIGN.form["problems"]["status"]
    found = validation_at(sheet, f"{column_letter(sheet, status.heading)}{LAST_ROW}")
    assert str(found.sqref).split(":")[0].endswith(str(FIRST_ROW))
    assert found.showInputMessage
    assert status.kind.hint in str(found.prompt)


def test_what_need_not_be_right_at_once_is_only_asked_about() -> None:
    """A day, an identifier, a preprinted text and several choices raise a question, no refusal."""
    book = blank(INSPECTING)
    problems, points = book["问题清单及整改"], book["自查要点核对表"]
    for sheet, heading in (
        (problems, "整改时限"),
        (problems, "问题编号"),
        (problems, "问责方式"),
        (points, "自查要点"),
        (points, "要点编号"),
    ):
        found = validation_at(sheet, f"{column_letter(sheet, heading)}{FIRST_ROW}")
        assert found.errorStyle == "warning", heading
        assert found.showErrorMessage


def test_data_is_unlocked_and_heads_are_locked() -> None:
    """Every column is unlocked below the headings, which are locked, so that sorting and deleting rows work."""
    sheet = blank(INSPECTING)["问题清单及整改"]
    for column in ("A", "B", "Z", "AA"):
        assert (
            not sheet[f"{column}{FIRST_ROW}"].protection.locked or not sheet.column_dimensions[column].protection.locked
        )
    last = max(item.max or 0 for item in sheet.column_dimensions.values())
    assert last == 16384
    for row in (1, 3, EXAMPLE_ROW, HEADER_ROW):
        assert sheet[f"A{row}"].protection.locked
    assert sheet.protection.sheet
    assert not sheet.protection.password
    for name in ("sort", "autoFilter", "formatColumns", "formatRows", "insertRows"):
        assert getattr(sheet.protection, name) is False, f"{name} must be allowed, and False allows"


def test_basics_lock_the_unit_only() -> None:
    """In 基本情况 the unit's name is locked and printed, every other answer is open."""
    sheet = blank(INSPECTING)["基本情况"]
    basics = CAMPAIGN.form["basics"]
    for row, column in enumerate(basics.columns, start=PAIRS_FIRST_ROW):
        assert sheet[f"B{row}"].protection.locked is (column.by is By.PREPRINTED)
    assert sheet[f"B{PAIRS_FIRST_ROW}"].value == INSPECTING


def test_numbers_are_preprinted() -> None:
    """Problems carry CODE-001 to CODE-030 as text, other records 1, 2, 3 …, points their code and text."""
    book = blank(INSPECTING)
    ids = [book["问题清单及整改"][f"A{row}"].value for row in range(FIRST_ROW, FIRST_ROW + 31)]
    assert ids == [*(f"HQJT-{n:03d}" for n in range(1, 31)), None]
    assert [book["查处案件"][f"A{row}"].value for row in range(FIRST_ROW, FIRST_ROW + 11)] == [*range(1, 11), None]
    points = book["自查要点核对表"]
    assert [(points[f"A{row}"].value, points[f"B{row}"].value) for row in (FIRST_ROW, FIRST_ROW + 4)] == [
        ("HQJT1", "规章制度是否健全"), ("HQJT5", "对发现的问题纠治整改是否到位"),
    ]  # fmt: skip


def test_days_are_text() -> None:
    """Cells for days, numbers of ours and the telephone are text, so that 2023.10 keeps its zero."""
    book = blank(INSPECTING)
    problems = book["问题清单及整改"]
    for heading in ("问题编号", "发现日期", "整改时限", "完成日期", "上报日期"):
        assert problems[f"{column_letter(problems, heading)}{FIRST_ROW}"].number_format == "@", heading
    assert problems[f"{column_letter(problems, '涉及金额（万元）')}{FIRST_ROW}"].number_format != "@"
    basics = {column.key: row for row, column in enumerate(CAMPAIGN.form["basics"].columns, start=PAIRS_FIRST_ROW)}
    assert book["基本情况"][f"B{basics['phone']}"].number_format == "@"
    assert book["基本情况"][f"B{basics['period']}"].number_format == "@"


def test_sheets_are_set_up_for_the_printer_and_the_screen() -> None:
    """Sheets of records are frozen below the headings, filtered, and print on A4 landscape one page wide."""
    sheet = blank(INSPECTING)["问题清单及整改"]
    assert sheet.freeze_panes == f"B{FIRST_ROW}"
    assert sheet.auto_filter.ref == f"A{HEADER_ROW}:Z{LAST_ROW}"
    assert sheet.print_title_rows == f"${HEADER_ROW}:${HEADER_ROW}"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet.sheet_properties.pageSetUpPr is not None
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
    assert "&P" in footer_of(sheet)


@pytest.mark.parametrize("unit", UNITS)
def test_examples_stand_above_the_headings_and_are_good(unit: str) -> None:
    """Each column has one example its kind reads without complaint; together they break no rule of the row."""
    book = blank(unit)
    for page in make_booklet(CAMPAIGN, CAMPAIGN.unit(unit), None, 1).pages:
        if page.pairs:
            continue
        row = [cell.value for cell in book[page.sheet.title][EXAMPLE_ROW]][: len(page.sheet.columns)]
        assert row[0] == EXAMPLE_MARK
        shown = examples(page, CAMPAIGN.unit(unit).code)
        for column, text in zip(page.sheet.columns[1:], row[1:], strict=True):
            assert text == shown[column.key]
            assert not [note for note in column.kind.read(text).notes if note.code[0] in "RV"], column.heading
        if page.sheet.key == "problems":
            assert shown["status"] == "已完成", "else the example of 完成日期 would contradict it"


def test_a_collecting_unit_lists_records_of_others() -> None:
    """The collecting unit gets 来源单位 and neither points nor problems."""
    book = blank(COLLECTING)
    assert {"自查要点核对表", "问题清单及整改"}.isdisjoint(book.sheetnames)
    for title in ("廉政风险点", "查处案件", "举措及经验"):
        assert "来源单位" in headings(book[title])
    assert "来源单位" not in headings(blank(INSPECTING)["廉政风险点"])


def test_a_campus_unit_sees_its_campus_only() -> None:
    """The campus unit concludes for its campus, may choose among categories, and is offered no other campus."""
    book = blank(CAMPUS)
    assert headings(book["自查要点核对表"])[2:4] == ["嘉鱼结论", "自查依据或情况说明"]
    problems = book["问题清单及整改"]
    assert "整治类别" in headings(problems)
    assert "整治类别" not in headings(blank(INSPECTING)["问题清单及整改"])
    assert not problems[f"{column_letter(problems, '校区')}{FIRST_ROW}"].value, "a row with its number alone is empty"
    points = [book["自查要点核对表"][f"A{row}"].value for row in range(FIRST_ROW, FIRST_ROW + 10)]
    assert points == ["HQJT1", "HQJT2", "HQJT3", "HQJT4", "HQJT5", "ZWC1", "ZWC2", "ZWC3", "ZWC4", None]
    (campus,) = [
        page for page in make_booklet(CAMPAIGN, CAMPAIGN.unit(CAMPUS), None, 1).pages if page.sheet.key == "problems"
    ]
    assert campus.sheet["campus"].kind.guard().choices == ("嘉鱼",)


def test_identity_stands_twice() -> None:
    """`_meta` and the document properties say campaign, unit, round and form; `_meta` also maps every column."""
    unit = CAMPAIGN.unit(INSPECTING)
    book = load_workbook(BytesIO(render_unit_workbook(CAMPAIGN, unit, None, 2)))
    expected = dict(
        zip(
            identity.IDENTITY_KEYS,
            ("logistics-2023", "HQJT", INSPECTING, "2", CAMPAIGN.form.fingerprint()),
            strict=True,
        )
    )
    rows = [tuple(cell.value for cell in row[:5]) for row in book[identity.META_SHEET].iter_rows()]
    assert {key: text for key, text, *_ in rows[: len(expected)]} == expected
    assert properties_of(book) == expected
    mapped = rows[rows.index(identity.COLUMN_KEYS_HEAD) + 1 :]
    assert ("问题清单及整改", "A", "id", "问题编号", "problems") in mapped
    assert ("基本情况", f"B{PAIRS_FIRST_ROW}", "unit", "填报单位", "basics") in mapped
    assert len(mapped) == sum(len(sheet.columns) for sheet in CAMPAIGN.sheets_of(unit, 2))


@pytest.mark.parametrize("content", [None, canteen_return()], ids=["blank", "return"])
def test_the_same_content_gives_the_same_bytes(content: Content | None) -> None:
    """Two runs give the same bytes, however many workbooks were written between them."""
    unit = CAMPAIGN.unit(INSPECTING)
    first = render_unit_workbook(CAMPAIGN, unit, content)
    render_unit_workbook(CAMPAIGN, CAMPAIGN.unit(COLLECTING))
    assert render_unit_workbook(CAMPAIGN, unit, content) == first


def test_file_names_begin_with_the_unit_and_suit_windows() -> None:
    """The file is called `<单位>_<专项>自查表.xlsx`, with what Windows forbids replaced."""
    assert template_file_name(CAMPAIGN, CAMPAIGN.unit(INSPECTING)) == "后勤集团_后勤领域专项治理自查表.xlsx"
    assert template_file_name(CAMPAIGN, Unit('总务/水电:"处"', "ZW")) == "总务_水电__处__后勤领域专项治理自查表.xlsx"


def test_the_blank_template_says_what_is_open() -> None:
    """A program that never recalculates shows the true first counts of a blank template."""
    book = load_workbook(BytesIO(render_unit_workbook(CAMPAIGN, CAMPAIGN.unit(INSPECTING))), data_only=True)
    # 8 answers of 基本情况 (two are known), 5 points × 3, and 无 on three empty sheets.
    assert book[GUIDE_SHEET]["B10"].value == "还有 26 处必填未填，0 处有矛盾，暂不能报送"
    assert book["问题清单及整改"]["A3"].value == "本表自查通过，已填 0 行。"


def test_formulas_fit_excel_and_use_nothing_new() -> None:
    """No formula passes Excel's 8192 characters or uses a function newer than Excel 2010."""
    newer = ("LET(", "FILTER(", "UNIQUE(", "XLOOKUP(", "TEXTJOIN(", "IFS(", "CONCAT(", "LAMBDA(", "_xlfn")
    count = 0
    for unit in UNITS:
        for sheet in blank(unit).worksheets:
            for cell in (cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"):
                assert len(str(cell.value)) < 8192
                assert not any(name in str(cell.value).replace("COUNTIFS(", "") for name in newer)
                count += 1
    assert count > 60


def test_a_condition_is_a_number_in_excel() -> None:
    """A condition is written as 0 or 1: in Excel FALSE>0 is true, so a bare comparison would always hold."""
    assert When("a", ("甲",), "").formula({"a": "$A7"}) == '(($A7="甲")*1)'
    assert When("a", (), "").formula({"a": "$A7"}) == "((LEN($A7)>0)*1)"


def test_the_word_for_nothing_is_one_the_reader_knows() -> None:
    """What the self-check takes for an empty answer, the reader takes for one too."""
    assert NOTHING in NOTHING_WORDS


def test_a_return_lists_every_finding_first() -> None:
    """The first sheet of a return holds all findings, errors first, with links to where the cells stand now."""
    book = returned()
    assert book.sheetnames[0] == REMARKS_SHEET
    sheet = book[REMARKS_SHEET]
    assert "6处必须改、2处请确认" in str(sheet["A2"].value)
    assert "2023年11月9日12:00前" in str(sheet["A3"].value)
    rows = [[sheet.cell(row, column).value for column in (2, 3, 4, 5)] for row in range(6, 14)]
    assert rows == [
        ["必须改", "问题清单及整改", "L7", "整改状态"],
        ["必须改", "问题清单及整改", "J8", "责任人"],
        ["必须改", "问题清单及整改", "K8", "整改时限"],
        ["必须改", "问题清单及整改", "K8", "整改时限"],
        ["必须改", "查处案件", "M7", "是否办结"],
        ["必须改", "廉政风险点", None, None],
        ["请确认", "问题清单及整改", "I7", "整改措施"],
        ["请确认", "问题清单", None, "科室"],
    ]
    links = {cell.coordinate: cell.hyperlink.location for row in sheet.iter_rows() for cell in row if cell.hyperlink}
    assert links == {"D6": "'问题清单及整改'!L7", "D7": "'问题清单及整改'!J8", "D8": "'问题清单及整改'!K8", "D9": "'问题清单及整改'!K8", "D10": "'查处案件'!M7", "D12": "'问题清单及整改'!I7"}  # fmt: skip
    assert book["问题清单及整改"]["L7"].value == "整改完毕了"


def test_a_return_shows_no_content_of_cases_in_its_list() -> None:
    """The list names the cell of a case and keeps its content to itself."""
    content = canteen_return()
    leaky = tuple(replace(one, found="结了") if one.sheet == "查处案件" else one for one in content.findings)
    data = render_unit_workbook(CAMPAIGN, CAMPAIGN.unit(INSPECTING), replace(content, findings=leaky))
    sheet = load_workbook(BytesIO(data))[REMARKS_SHEET]
    assert sheet["F10"].value == "（案件内容不在此列出）"


def test_a_return_marks_its_cells() -> None:
    """Bad cells are coloured by gravity and say in a comment what is wrong and what to write, all findings of a cell in one."""
    sheet = returned()["问题清单及整改"]
    assert sheet["L7"].fill.start_color.rgb == "FFFFC7CE"
    assert sheet["I7"].fill.start_color.rgb == "FFFFF2CC"
    two = sheet["K8"].comment
    assert two is not None
    assert two.text.startswith(identity.OUR_COMMENT)
    assert "分不清是2023-01还是2023-10" in two.text
    assert "没有填具体日期" in two.text
    both = sheet["I7"].comment
    assert both is not None
    assert identity.OUR_COMMENT in both.text
    assert identity.own_comment(both.text) == "此项由餐饮部负责", "the unit's own comment is kept, and told from ours"


def test_a_return_keeps_values_columns_and_numbers() -> None:
    """Values stand in their order, numbers stay numbers, the unit's own columns follow ours, unused numbers follow the records."""
    book = returned()
    sheet = book["问题清单及整改"]
    assert [sheet[f"A{row}"].value for row in (7, 8, 9, 37)] == ["HQJT-001", None, "HQJT-002", "HQJT-030"]
    assert sheet[f"{column_letter(sheet, '涉及金额（万元）')}7"].value == 1.5
    assert headings(sheet)[-2:] == ["科室", "经办电话"]
    assert (sheet["AA7"].value, sheet["AB7"].value, sheet["AA8"].value) == ("餐饮部", "-12345", "超市部")
    assert [book["自查要点核对表"][f"A{row}"].value for row in range(7, 13)] == [
        "HQJT1",
        "HQJT3",
        "HQJT2",
        "HQJT4",
        "HQJT5",
        None,
    ]
    assert validation_at(sheet, f"L{LAST_ROW}").type == "list"


def test_a_return_counts_itself() -> None:
    """The first counts of a return are those of its own values: the total of 3 does not match the 2 problems."""
    book = load_workbook(
        BytesIO(render_unit_workbook(CAMPAIGN, CAMPAIGN.unit(INSPECTING), canteen_return())), data_only=True
    )
    assert book["问题清单及整改"]["A3"].value == "本表还有 3 处必填未填，2 处有矛盾，已填 2 行。"
    guide = book[GUIDE_SHEET]
    lines = {guide[f"B{row}"].value: guide[f"F{row}"].value for row in range(22, 32)}
    assert lines["问题总数不符"] == 1
    assert lines["核对表与问题清单不符"] == 0


def test_text_of_units_never_becomes_code() -> None:
    """Formulas, links and addresses in what a unit or the office wrote are text cells, quoted so that editing keeps them text."""
    nasty = (FORMULA, "+1", "-2", "@SUM(A1)", "{=1}", "http://example.invalid", "mailto:a@example.invalid", "internal:'_meta'!A1", "\tx", "a\ud800b", "a\x00b\x1b")  # fmt: skip
    rows = tuple(
        RowContent({"problem": text, "remark": text}, extras={text: text}, comments={"problem": text}) for text in nasty
    )
    hostile = replace(CAMPAIGN, settings=replace(CAMPAIGN.settings, topic="=1+1", receiver="@王某"))
    data = render_unit_workbook(hostile, hostile.unit(INSPECTING), Content({"problems": rows}))
    sheet = load_workbook(BytesIO(data))["问题清单及整改"]
    problem = column_letter(sheet, "具体问题")
    cells = [sheet[f"{problem}{row}"] for row in range(FIRST_ROW, FIRST_ROW + len(nasty))]
    assert [cell.data_type for cell in cells] == ["s"] * len(nasty)
    assert [cell.value for cell in cells[:8]] == list(nasty[:8])
    assert all(cell.quotePrefix for cell in cells[:4])
    assert not any(cell.hyperlink for cell in cells)
    with zipfile.ZipFile(BytesIO(data)) as parts:
        relations = "".join(parts.read(name).decode() for name in parts.namelist() if name.endswith(".rels"))
    assert "example.invalid" not in relations


def test_units_of_every_role_but_the_office_get_a_workbook() -> None:
    """Every unit that answers can be sent a workbook, and each stays under Excel's limits without a warning."""
    for unit in CAMPAIGN.answering:
        assert unit.role is not Role.OFFICE
        assert render_unit_workbook(CAMPAIGN, unit)


@pytest.mark.parametrize(
    ("name", "unit", "content"),
    [
        ("template_inspecting.txt", INSPECTING, None),
        ("template_collecting.txt", COLLECTING, None),
        ("template_campus.txt", CAMPUS, None),
        ("template_return.txt", INSPECTING, canteen_return()),
    ],
    ids=["inspecting", "collecting", "campus", "return"],
)
def test_workbooks_are_as_reviewed(
    name: str, unit: str, content: Content | None, request: pytest.FixtureRequest
) -> None:
    """Everything a workbook shows, guards, colours and prints is as it was last looked at; `pytest --update-golden` writes it anew."""
    path = GOLDEN / name
    dump = dump_workbook(render_unit_workbook(CAMPAIGN, CAMPAIGN.unit(unit), content))
    if request.config.getoption("--update-golden"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(dump, "utf-8")

    assert dump == path.read_text("utf-8")
