"""问题及整改台账.xlsx: what stands in it, and that Excel counting again finds the same."""

import re
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from zipfile import ZipFile

import pandas as pd
import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.form import vocabulary as words
from pipeline.meaning.columns import (
    FILES_SHEET,
    FINDINGS_SHEET,
    LEDGER_SHEET,
    OFFICE_COLUMNS,
    OFFICE_FILE_WORD,
    RECEIVED_WORD,
    WAIVER,
    ledger_columns,
)
from pipeline.meaning.definitions import DEFINITIONS, name_of
from pipeline.meaning.outcome import Normalisation, Outcome
from pipeline.publish.cleaning import CELL_LIMIT, CUT_MARK
from pipeline.publish.ledger_book import write_ledger
from tests.outcomes import sample_outcome

SHEETS = ["总览", LEDGER_SHEET, "分单位", "分类别", "分校区", "上报事项", "报送情况", FILES_SHEET, FINDINGS_SHEET, "归一记录", "待核实", "变更", "口径"]  # fmt: skip
HEADER = 3


def written(outcome: Outcome, folder: Path, *, cached: bool = True, sheet_rows: int = 1_048_576) -> Workbook:
    """Write the ledger and read it back: cached values, or the formulas."""
    path = folder / "台账.xlsx"
    write_ledger(outcome, path, sheet_rows)
    return load_workbook(path, data_only=cached)


def headings(sheet: Worksheet) -> list[str]:
    """Return the headings of a list."""
    return [str(cell.value) for cell in sheet[HEADER]]


def lines(sheet: Worksheet) -> list[dict[str, object]]:
    """Return the rows of a list by heading."""
    names = headings(sheet)
    return [dict(zip(names, row, strict=True)) for row in sheet.iter_rows(min_row=HEADER + 1, values_only=True)]


def cards(sheet: Worksheet) -> dict[str, object]:
    """Return word -> figure of the cards of 总览: the figure stands below its word."""
    names = {definition.name for definition in DEFINITIONS} | {
        f"{name_of(key)}（万元）" for key in ("amount", "recovered")
    }
    cells = [cell for row in sheet.iter_rows(min_row=1, max_row=20) for cell in row if cell.value in names]
    return {str(cell.value): sheet.cell(cell.row + 1, cell.column).value for cell in cells}


def with_cell(outcome: Outcome, key: str, value: str, line: int = 0) -> Outcome:
    """Return the outcome with another content in one cell of the ledger."""
    ledger = outcome.ledger.copy()
    ledger.at[line, key] = value
    return replace(outcome, ledger=ledger)


def test_the_sheets_stand_in_the_promised_order(tmp_path: Path) -> None:
    """All thirteen sheets are there, in order; only the word lists are hidden."""
    book = written(sample_outcome(), tmp_path)

    assert [sheet.title for sheet in book if sheet.sheet_state == "visible"] == SHEETS
    assert [sheet.title for sheet in book if sheet.sheet_state != "visible"] == ["_字典"]


def test_the_ledger_has_the_columns_of_the_form(tmp_path: Path) -> None:
    """The headings are those of `ledger_columns`, in the third row."""
    outcome = sample_outcome()

    assert headings(written(outcome, tmp_path)[LEDGER_SHEET]) == [
        c.heading for c in ledger_columns(outcome.campaign.form)
    ]


def test_the_ledger_holds_the_frame(tmp_path: Path) -> None:
    """Every value of the frame stands in the ledger: days as days, amounts as numbers, text as text."""
    outcome = sample_outcome()
    sheet = written(outcome, tmp_path)[LEDGER_SHEET]
    shown = {"state": "记录状态", "received": "收件时间"}

    for line, row in zip(lines(sheet), outcome.ledger.to_dict("records"), strict=True):
        for column in ledger_columns(outcome.campaign.form):
            if column.key not in shown:
                assert _comparable(line[column.heading]) == _comparable(row[column.key])
    assert {line["收件时间"] for line in lines(sheet)} == {"2023-11-07 16:20"}
    assert [line["记录状态"] for line in lines(sheet)][:3] == ["正常", "待修正", "正常"]


def _comparable(value: object) -> object:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, Decimal):
        return float(value)
    return None if value == "" else value


def test_values_have_the_types_excel_calculates_with(tmp_path: Path) -> None:
    """A day is a date shown as yyyy-mm-dd, an amount a number; the unit's words stand where no value could be made."""
    outcome = sample_outcome()
    sheet = written(outcome, tmp_path)[LEDGER_SHEET]
    column = {heading: n for n, heading in enumerate(headings(sheet), 1)}
    due, amount = sheet.cell(4, column["整改时限"]), sheet.cell(9, column["涉及金额（万元）"])

    assert (due.value, due.number_format) == (datetime(2023, 11, 6), "yyyy-mm-dd")  # noqa: DTZ001
    assert (amount.value, amount.data_type) == (2.12, "n")
    assert sheet.cell(5, column["整改时限"]).value == "尽快"


def test_lights_are_coloured_and_worded(tmp_path: Path) -> None:
    """The light's cell carries its word and its colour."""
    sheet = written(sample_outcome(), tmp_path)[LEDGER_SHEET]
    column = headings(sheet).index("预警") + 1
    seen = {sheet.cell(row, column).value: sheet.cell(row, column).fill.start_color.rgb for row in range(4, 19)}

    assert seen == {
        "绿": "FFC6EFCE",
        "蓝": "FFBDD7EE",
        "黄": "FFFFEB9C",
        "红": "FFFFC7CE",
        "紫": "FFE4DFEC",
        "正常": "00000000",
    }


@pytest.mark.parametrize("count", [0, 1, 15, 40])
def test_cached_values_are_the_figures(count: int, tmp_path: Path) -> None:
    """What the cards show before any recalculation is what `figures` says."""
    outcome = sample_outcome(count)
    total, figures = outcome.figures.total, outcome.figures
    shown = cards(written(outcome, tmp_path)["总览"])

    for key in (
        "problems",
        "done",
        "under_way",
        "not_started",
        "stage_done",
        "unclear",
        "overdue",
        "done_late",
        "closed",
        "major",
        "to_correct",
    ):
        assert shown[name_of(key)] == getattr(total, key)
    for key in (
        "required",
        "returned",
        "on_time",
        "late",
        "missing",
        "nil",
        "accountable",
        "risks",
        "measures",
        "pending_rows",
    ):
        assert shown[name_of(key)] == getattr(figures, key)
    assert shown["整改完成率"] == (float(total.rate[:-1]) / 100 if count else "—")
    assert shown["涉及金额（万元）"] == float(total.amount)


def test_key_figures_are_formulas_over_the_sheets(tmp_path: Path) -> None:
    """The figures about problems and units are formulas, not typed numbers."""
    shown = cards(written(sample_outcome(), tmp_path, cached=False)["总览"])

    for name in (
        "发现问题数",
        "已完成",
        "整改完成率",
        "逾期未完成",
        "已销号",
        "涉及金额（万元）",
        "应报单位",
        "未报单位",
        "零报告单位",
    ):
        assert str(shown[name]).startswith("=")
    assert LEDGER_SHEET in str(shown["已完成"])
    assert "报送情况" in str(shown["未报单位"])


def test_reconciliation_says_agreed(tmp_path: Path) -> None:
    """All lines of 勾稽 say 正确 where the figures add up, and one says 不符 where they do not."""
    outcome = sample_outcome()
    off = replace(outcome.figures, total=replace(outcome.figures.total, done=99))

    assert _verdicts(written(outcome, tmp_path)) == ["正确"] * 5
    assert _verdicts(written(replace(outcome, figures=off), tmp_path))[0] == "不符"


def _verdicts(book: Workbook) -> list[str]:
    return [str(cell.value) for row in book["总览"].iter_rows() for cell in row if cell.value in ("正确", "不符")]


def test_the_tables_of_tallies_hold_the_figures(tmp_path: Path) -> None:
    """分单位, 分类别 and 分校区 have one line for each tally of the figures, and a total."""
    outcome = sample_outcome()
    book, figures = written(outcome, tmp_path), outcome.figures
    tallies = {
        "分单位": {unit.name: unit.tally for unit in figures.units},
        "分类别": figures.by_category,
        "分校区": figures.by_campus,
    }

    for sheet, by_name in tallies.items():
        rows = {str(list(line.values())[1]): line for line in lines(book[sheet])}
        assert list(rows) == [*by_name, "合计"]
        for name, tally in {**by_name, "合计": figures.total}.items():
            assert [rows[name][name_of(key)] for key in ("problems", "done", "unclear", "overdue")] == [
                tally.problems, tally.done, tally.unclear, tally.overdue,
            ]  # fmt: skip


def test_a_line_for_what_is_in_no_list_keeps_the_sums_true(tmp_path: Path) -> None:
    """The rest line 待修正 counts all the ledger has less the lines above it."""
    outcome = with_cell(sample_outcome(), "campus", "东湖", line=0)
    by_campus = {
        "武昌": replace(outcome.figures.by_campus["武昌"], problems=8),
        "待修正": replace(outcome.figures.total, problems=7),
    }
    sheet = written(replace(outcome, figures=replace(outcome.figures, by_campus=by_campus)), tmp_path, cached=False)[
        "分校区"
    ]

    assert str(sheet["C5"].value).endswith("-SUM(C4:C4)")


@pytest.mark.parametrize("line", [0, 14], ids=["streamed", "last"])
@pytest.mark.parametrize(
    "text",
    ["=1+1", "+1", "-加强管理", "@A1", "{=1}", "http://example.com", "mailto:a@example.com", "internal:Sheet!A1", "file://c/x", '=HYPERLINK("http://x")', "<r><t>粗</t></r>", "<b>&amp;", "007", "  前后空格  ", "两\n行", "制\t表", "表情😀"],
)  # fmt: skip
def test_text_from_units_stays_text(text: str, line: int, tmp_path: Path) -> None:
    """Whatever a unit writes is read back as it stands: no formula, no link, no markup."""
    sheet = written(with_cell(sample_outcome(), "problem", text, line), tmp_path, cached=False)[LEDGER_SHEET]
    cell = sheet.cell(4 + line, headings(sheet).index("具体问题") + 1)
    with ZipFile(tmp_path / "台账.xlsx") as parts:
        page = parts.read("xl/worksheets/sheet2.xml").decode()

    assert (cell.value, cell.hyperlink) == (text, None)
    assert "<f>" not in page
    assert "<hyperlink" not in page


@pytest.mark.parametrize("line", [0, 14], ids=["streamed", "last"])
def test_text_that_looks_like_an_escape_is_escaped(line: int, tmp_path: Path) -> None:
    """A literal _x0041_ is written so that Excel shows it, and not the letter A."""
    write_ledger(with_cell(sample_outcome(), "problem", "甲_x0041_乙", line), tmp_path / "台账.xlsx")
    with ZipFile(tmp_path / "台账.xlsx") as parts:
        page = parts.read("xl/worksheets/sheet2.xml").decode()

    assert "甲_x005F_x0041_乙" in page


def test_the_streamed_rows_are_those_the_writer_would_write(tmp_path: Path) -> None:
    """A row put into the stream and the same row written cell by cell differ in nothing but their numbers."""
    outcome = sample_outcome()
    twice = [outcome.ledger.loc[[5]]] * 2
    write_ledger(replace(outcome, ledger=pd.concat(twice, ignore_index=True)), tmp_path / "台账.xlsx")
    with ZipFile(tmp_path / "台账.xlsx") as parts:
        page = parts.read("xl/worksheets/sheet2.xml").decode()
    streamed, last = (re.search(rf'<row r="{row}".*?</row>', page) for row in (4, 5))

    assert streamed
    assert last
    assert re.sub(r'(?<=r="[A-Z])4|(?<=r="[A-Z]{2})4|(?<=row r=")4', "5", streamed[0]) == last[0]


def test_characters_no_office_file_may_hold_do_not_stop_the_run(tmp_path: Path) -> None:
    """Control characters vanish and a lone surrogate becomes U+FFFD; the rest of the text stands."""
    sheet = written(with_cell(sample_outcome(), "problem", "甲\x08乙\x00\ud83d丙"), tmp_path)[LEDGER_SHEET]

    assert sheet.cell(4, headings(sheet).index("具体问题") + 1).value == "甲乙\ufffd丙"


def test_what_is_too_long_for_a_cell_ends_in_a_mark(tmp_path: Path) -> None:
    """A text past the limit of a cell is cut only with a visible mark."""
    sheet = written(with_cell(sample_outcome(), "problem", "长" * 40_000), tmp_path)[LEDGER_SHEET]
    value = str(sheet.cell(4, headings(sheet).index("具体问题") + 1).value)

    assert len(value) == CELL_LIMIT
    assert value.endswith(CUT_MARK)


def test_the_ledger_is_a_filtered_table_with_what_identifies_a_row_in_view(tmp_path: Path) -> None:
    """The ledger is an Excel table over all rows; headings and the first three columns stay in view, and on paper."""
    sheet = written(sample_outcome(), tmp_path)[LEDGER_SHEET]
    table = sheet.tables["problems"]

    assert table.ref == f"A3:{sheet.cell(18, sheet.max_column).coordinate}"
    assert table.autoFilter.ref == table.ref
    assert [column.name for column in table.tableColumns] == headings(sheet)
    assert (sheet.freeze_panes, sheet.print_title_rows) == ("D4", "$1:$3")


def test_every_list_is_ready_for_screen_and_paper(tmp_path: Path) -> None:
    """Each list has a title, a filter, frozen headings, repeated title rows, page numbers, and is one page wide."""
    book = written(sample_outcome(), tmp_path)

    for sheet in book.worksheets[1:-1]:
        assert str(sheet["A1"].value).startswith("某某学院")
        assert sheet.auto_filter.ref or sheet.tables
        assert str(sheet.freeze_panes).endswith("4")
        assert (sheet.print_title_rows, sheet.page_setup.orientation) == ("$1:$3", "landscape")
        assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
        assert "&P" in str(sheet.oddFooter)


def test_blue_columns_are_found_by_their_headings(tmp_path: Path) -> None:
    """The office's columns carry their blue headings and what the office wrote before."""
    outcome = sample_outcome()
    book = written(outcome, tmp_path)
    blue = {
        LEDGER_SHEET: [column.heading for column in OFFICE_COLUMNS],
        FILES_SHEET: [OFFICE_FILE_WORD, RECEIVED_WORD],
        FINDINGS_SHEET: [WAIVER],
    }

    for name, expected in blue.items():
        assert [cell.value for cell in book[name][HEADER] if cell.fill.start_color.rgb == "FFBDD7EE"] == expected
    assert [line[WAIVER] for line in lines(book[FINDINGS_SHEET])] == [None, "确为老楼旧价牌，已核实", None, None]


def test_dropdowns_point_at_the_hidden_words(tmp_path: Path) -> None:
    """销号状态 offers its words and refuses others; 处理指定 offers words and units, and takes any text."""
    outcome = sample_outcome()
    book = written(outcome, tmp_path)
    rules = {
        (name, str(rule.sqref)): rule
        for name in (LEDGER_SHEET, FILES_SHEET)
        for rule in book[name].data_validations.dataValidation
        if rule.type == "list"
    }
    hidden = [[cell.value for cell in column if cell.value] for column in book["_字典"].columns]
    units = [unit.name for unit in outcome.campaign.answering]

    assert hidden == [list(words.CLOSING_STATES), ["采用", "忽略", *units]]
    assert [(rule.formula1, rule.showErrorMessage) for rule in rules.values()] == [
        ("'_字典'!$A$1:$A$5", True), (f"'_字典'!$B$1:$B${2 + len(units)}", False),
    ]  # fmt: skip


def test_missing_units_are_named_where_nobody_can_miss_them(tmp_path: Path) -> None:
    """总览 names the units that have not answered, and 报送情况 has them first."""
    book = written(sample_outcome(missing=("总务处", "基建处")), tmp_path)

    assert book["总览"]["A3"].value == "尚有2个应报单位未报（总务处、基建处），以下数据不含未报单位。"
    assert [line["责任单位"] for line in lines(book["报送情况"])][:2] == ["总务处", "基建处"]


def test_an_empty_outcome_says_so_in_words(tmp_path: Path) -> None:
    """With nothing found every list keeps its headings and says in a sentence that there is nothing."""
    book = written(sample_outcome(0), tmp_path)

    for name in (LEDGER_SHEET, "上报事项", FINDINGS_SHEET, "归一记录", "待核实", "变更"):
        assert book[name].max_row == HEADER
        assert str(book[name]["A2"].value).endswith("。")
    assert "未发现问题" in str([cell.value for row in book["总览"].iter_rows() for cell in row])
    assert "未发现问题" in str(book[LEDGER_SHEET]["A2"].value)


def test_charts_draw_the_figures(tmp_path: Path) -> None:
    """总览 draws four native charts, which hold the figures even before a program counts."""
    outcome = sample_outcome()
    write_ledger(outcome, tmp_path / "台账.xlsx")
    with ZipFile(tmp_path / "台账.xlsx") as parts:
        charts = [parts.read(name).decode() for name in sorted(parts.namelist()) if name.startswith("xl/charts/chart")]

    assert len(charts) == 4
    assert "<c:v>逾期" not in charts[0]
    assert [f"<c:v>{count}</c:v>" in charts[1] for count in outcome.figures.by_light.values()] == [True] * 6


def test_major_problems_stand_apart(tmp_path: Path) -> None:
    """上报事项 lists the problems marked 是否重大疑难, with who was told."""
    rows = lines(written(sample_outcome(), tmp_path)["上报事项"])

    assert [(row["问题编号"], row["上报主管校领导情况"]) for row in rows] == [
        ("BWC-002", "张某某（2023-11-07）"),
        ("ZWC-002", "李某某（2023-11-06）"),
    ]


def test_case_contents_do_not_reach_the_ledger(tmp_path: Path) -> None:
    """What was normalised in 查处案件 is told without its content."""
    secret = Normalisation(
        "总务处自查表.xlsx", "查处案件", "G7", "主要违纪违法事实（摘要）", "收受李某礼金", "收受李某礼金。"
    )
    outcome = sample_outcome()
    write_ledger(replace(outcome, normalised=(secret,)), tmp_path / "台账.xlsx")
    with ZipFile(tmp_path / "台账.xlsx") as parts:
        everything = "".join(parts.read(name).decode("utf-8", "replace") for name in parts.namelist())

    assert "礼金" not in everything


def test_a_list_longer_than_a_sheet_continues_on_the_next(tmp_path: Path) -> None:
    """Past the last row a second sheet follows; no row is lost and the formulas count both."""
    outcome = sample_outcome(40)
    book = written(outcome, tmp_path, sheet_rows=19)
    formulas = written(outcome, tmp_path, cached=False, sheet_rows=19)
    names = [sheet.title for sheet in book if sheet.title.startswith(LEDGER_SHEET)]
    ids = [line["问题编号"] for name in names for line in lines(book[name])]

    assert names == [LEDGER_SHEET, f"{LEDGER_SHEET}(2)", f"{LEDGER_SHEET}(3)"]
    assert ids == outcome.ledger["id"].tolist()
    assert all(name in str(cards(formulas["总览"])["已完成"]) for name in names)


def test_the_same_outcome_gives_the_same_bytes(tmp_path: Path) -> None:
    """Writing twice gives the same file."""
    for name in ("a.xlsx", "b.xlsx"):
        write_ledger(sample_outcome(), tmp_path / name)

    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_an_unwritable_place_is_an_os_error(tmp_path: Path) -> None:
    """A file that cannot be created is an OSError, which the caller explains."""
    with pytest.raises(OSError, match=r"台账\.xlsx"):
        write_ledger(sample_outcome(1), tmp_path / "没有这个文件夹" / "台账.xlsx")


def test_the_page_of_terms_defines_every_figure_shown(tmp_path: Path) -> None:
    """口径 has a line for each definition and each light."""
    rows = lines(written(sample_outcome(), tmp_path)["口径"])

    assert [row["指标"] for row in rows] == [
        *(d.name for d in DEFINITIONS),
        *(f"预警“{light}”" for light in words.LIGHTS),
    ]
    assert all(str(row["含义"]).endswith("。") for row in rows)
