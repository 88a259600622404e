"""廉政台账.xlsx: everything about risks, cases and measures, for one office's eyes."""

from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.cell import Cell, MergedCell
from openpyxl.workbook import Workbook

from pipeline.meaning.outcome import Outcome
from pipeline.publish.integrity_book import write_integrity
from pipeline.publish.ledger_book import write_ledger
from tests.judging import FILE, judged, opened
from tests.outcomes import sample_outcome
from tests.workbooks import workbook

SECRECY = "内部资料，仅供纪委办公室使用"


def written(outcome: Outcome, folder: Path) -> Workbook:
    """Write the integrity ledger and read it back with its cached values."""
    write_integrity(outcome, folder / "廉政台账.xlsx")
    return load_workbook(folder / "廉政台账.xlsx", data_only=True)


def test_it_has_a_sheet_for_each_kind_of_record_and_a_summary(tmp_path: Path) -> None:
    """The sheets are those of the form, in its order, 待核实 and 汇总."""
    assert written(sample_outcome(), tmp_path).sheetnames == [
        "廉政风险点", "查处案件", "举措及经验", "待核实", "汇总",
    ]  # fmt: skip


def test_every_sheet_and_every_printed_page_says_who_may_read_it(tmp_path: Path) -> None:
    """The secrecy line stands below each title and at the head of each printed page."""
    for sheet in written(sample_outcome(), tmp_path):
        assert str(sheet["A2"].value).startswith(SECRECY)
        assert SECRECY in str(sheet.oddHeader)


@pytest.mark.parametrize(("key", "name"), [("risks", "廉政风险点"), ("cases", "查处案件"), ("measures", "举措及经验")])
def test_every_record_is_there_in_full(key: str, name: str, tmp_path: Path) -> None:
    """Each record of the frame is a row, under the headings of the form."""
    outcome = sample_outcome(cases=2)
    frame = getattr(outcome, key)
    sheet = written(outcome, tmp_path)[name]
    headings = [cell.value for cell in sheet[3]]
    asked = [column for column in outcome.campaign.form[key].columns if column.key != "number"]

    assert headings == ["序号", "报送单位", *(column.heading for column in asked), "来源文件", "来源行号"]
    assert sheet.max_row - 3 == len(frame)
    last = asked[3]
    assert [sheet.cell(row, headings.index(last.heading) + 1).value for row in range(4, sheet.max_row + 1)] == frame[
        last.key
    ].tolist()


def test_the_summary_counts_by_unit_level_and_sanction(tmp_path: Path) -> None:
    """汇总 prints the figures, and the total counts what is repeated once."""
    outcome = sample_outcome()
    rows = [
        [cell for cell in row if cell is not None]
        for row in written(outcome, tmp_path)["汇总"].iter_rows(values_only=True)
    ]

    assert ["后勤集团", 3, 0, 1] in rows
    assert ["合计", outcome.figures.risks, 1, outcome.figures.measures] in rows
    assert ["高", outcome.figures.risks_by_level["高"]] in rows
    assert ["党纪", 1] in rows


def test_a_collecting_unit_that_is_silent_leaves_the_cases_open(tmp_path: Path) -> None:
    """While nobody has collected, the number of cases is 待核实 and not zero."""
    rows = [row[:3] for row in written(sample_outcome(cases=None), tmp_path)["汇总"].iter_rows(values_only=True)]

    assert next(row for row in rows if row[0] == "合计")[2] == "待核实"
    assert ("收集廉政情况的单位尚未报送，案件数待核实。", None, None) in rows


def test_no_record_is_said_in_words(tmp_path: Path) -> None:
    """A list without records keeps its headings and says so."""
    outcome = sample_outcome(cases=0)

    assert str(written(outcome, tmp_path)["查处案件"]["A2"].value).endswith("已报单位没有填报案件。")


CASE = "| | 1 | 2019-05-06 | 物资采购 | 张某 | 收受供应商礼金2000元 | 学校纪委 | 诫勉 | 2019-08-01 | 0.2 | 开展警示教育 | 是 |"
HEADINGS = "| 查处案件 | 序号 | 案发/立案时间 | 涉及岗位/环节 | 人员 | 主要违纪违法事实（摘要） | 查处机关 | 处理方式 | 处理时间 | 涉案金额（万元） | 以案促改措施 | 是否办结 |"


@pytest.mark.parametrize(
    ("file", "table", "row"),
    [
        ("总务处自查表.xlsx", f"{HEADINGS}\n{CASE}", 2),
        (FILE, CASE.replace("| |", "| 查处案件 |", 1), 1),
        (FILE, CASE.replace("| |", "| 违纪违法情况 |", 1), 1),
    ],
    ids=["of a quarantined file", "under no headings", "on a sheet nobody asked for"],
)
def test_a_case_that_waits_is_told_here_and_only_here(file: str, table: str, row: int, tmp_path: Path) -> None:
    """A case that counts nowhere yet stands in 待核实 of this workbook; the ledger gives file, sheet and row and says so."""
    outcome = judged(opened(file, workbook(table)))
    write_ledger(outcome, tmp_path / "ledger.xlsx")
    in_ledger = [_cells(line) for line in load_workbook(tmp_path / "ledger.xlsx")["待核实"].iter_rows(min_row=4)]
    (told,) = map(_cells, written(outcome, tmp_path)["待核实"].iter_rows(min_row=4))
    sheet = table.split("|")[1].strip()

    assert told[1:4] == [file, sheet, row]
    assert "收受供应商礼金2000元" in str(told[5])
    (pointing,) = [line for line in in_ledger if line[1:4] == [file, sheet, row]]
    assert pointing[5] == "（案件内容不列示，见廉政台账的“待核实”表）"
    assert pointing[4] == told[4]
    assert "收受供应商礼金2000元" not in repr(in_ledger)


def _cells(line: tuple[Cell | MergedCell, ...]) -> list[object]:
    return [cell.value for cell in line]


def test_text_in_a_case_stays_text(tmp_path: Path) -> None:
    """A formula in a case's summary is read back as the text it is."""
    outcome = sample_outcome()
    cases = outcome.cases.copy()
    cases.at[0, "facts"] = '=HYPERLINK("http://x")'
    write_integrity(replace(outcome, cases=cases), tmp_path / "a.xlsx")
    cells = [cell for row in load_workbook(tmp_path / "a.xlsx")["查处案件"].iter_rows() for cell in row]

    assert [cell.data_type for cell in cells if cell.value == '=HYPERLINK("http://x")'] == ["s"]


def test_the_same_outcome_gives_the_same_bytes(tmp_path: Path) -> None:
    """Writing twice gives the same file."""
    for name in ("a.xlsx", "b.xlsx"):
        write_integrity(sample_outcome(), tmp_path / name)

    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
