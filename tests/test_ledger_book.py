"""问题及整改台账.xlsx: what stands in it, and that Excel counting again finds the same."""

from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl.workbook import Workbook

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
from pipeline.meaning.definitions import name_of
from pipeline.publish.ledger_book import write_ledger
from tests.ledgers import HEADER, cards, headings, lines, with_cell, written
from tests.outcomes import sample_outcome

SHEETS = ["总览", LEDGER_SHEET, "分单位", "分类别", "分校区", "上报事项", "报送情况", FILES_SHEET, FINDINGS_SHEET, "归一记录", "待核实", "变更", "口径"]  # fmt: skip


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
