"""What units write where nothing is asked: above a header, over the example, beside an answer; and what they leave out."""

from datetime import timedelta
from io import BytesIO

from openpyxl import Workbook, load_workbook

from pipeline.demo.fakes import saved_bytes, scan
from pipeline.demo.shapes import changed, total_row, unit_cell
from pipeline.intake.disposition import Disposition
from tests.clean_return import UNIT
from tests.inboxes import workbook as nil_report
from tests.judging import AS_OF, FILE, campaign, clean_workbook, judged, opened
from tests.packages import changed_parts, part
from tests.test_shapes import FIRST, HEAD, RISKS, SECOND, outcome_of, posts, said
from tests.workbooks import workbook

_CONTENT_TYPE = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
_WITH_MACROS = b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"


def test_rows_above_the_header_are_data_too() -> None:
    """A sheet sorted together with its header loses no row: those above it are read like those below."""
    outcome = outcome_of(f"{FIRST.replace('| |', f'| {RISKS} |', 1)}\n{HEAD.replace(f'| {RISKS} ', '| ')}\n{SECOND}")

    assert said(outcome) == []
    assert posts(outcome) == ["食材采购", "超市承包"]
    assert list(outcome.risks["row"]) == [1, 3]


def test_captions_above_the_header_are_listed_as_no_data() -> None:
    """A second line of headings above ours is no record; it is listed, not dropped."""
    outcome = outcome_of(f"| {RISKS} | | 基本情况 | | 风险 | | 防控 |\n{HEAD.replace(f'| {RISKS} ', '| ')}\n{FIRST}")

    assert said(outcome) == [(RISKS, "A1", "S10")]
    assert posts(outcome) == ["食材采购"]


def test_words_beside_an_answer_wait_for_a_person() -> None:
    """What stands beside our note on an answer of 基本情况 is asked by nobody: listed in 待核实, and said."""

    def beside(book: Workbook) -> None:
        book["基本情况"]["E8"] = "另负责教工食堂"

    outcome = outcome_of("", beside)

    assert [(f.cell, f.code, f.found) for f in outcome.findings] == [("A8", "S06", "职责范围*（E列）")]
    assert [(row.sheet, row.row, row.text) for row in outcome.pending] == [
        ("基本情况", 8, "职责范围*（E列）：另负责教工食堂")
    ]


def test_two_lines_of_one_label_both_go_back_to_their_unit() -> None:
    """Lines of the unit's own below 基本情况 under one label are told apart by their rows, and neither is lost."""

    def below(book: Workbook) -> None:
        for row, text in ((60, "食堂两处"), (61, "超市一处")):
            book["基本情况"].cell(row, 1).value = "补充说明"
            book["基本情况"].cell(row, 2).value = text

    submission = opened(FILE, workbook("", below)).submission

    assert submission is not None
    assert submission.tables["basics"].records[0].extras == {
        "补充说明（第60行）": "食堂两处", "补充说明（第61行）": "超市一处",
    }  # fmt: skip


def test_all_lines_of_a_file_that_waits_are_listed() -> None:
    """Of a quarantined file lines that look like no data are listed as well: a person decides on all of it."""
    total = total_row("problems", 20, "合计", "problem", "3条")
    data = changed(campaign(), campaign().unit(UNIT), clean_workbook(), (unit_cell("后勤处"), total))

    outcome = judged(opened(FILE, data))

    assert [entry.disposition for entry in outcome.files] == [Disposition.QUARANTINED]
    assert [row.text for row in outcome.pending if "合计" in row.text] == ["合计；3条"]


def test_a_return_without_a_scan_waits_for_its_signature() -> None:
    """A return alone counts as not signed; with the scan of the unit beside it, it is signed (domain.md 4.3 no. 8)."""
    alone = judged(opened(FILE, clean_workbook()))
    both = judged(opened(FILE, clean_workbook()), opened("后勤集团签字页.pdf", scan()))

    assert (alone.figures.unsigned, both.figures.unsigned) == (1, 0)


def test_after_the_day_of_the_deadline_a_missing_scan_is_a_warning_of_its_unit() -> None:
    """Until the deadline the scan may be on its way; then it is asked for once a unit, and the return stays in order."""
    files = (
        opened(FILE, clean_workbook()),
        opened("二次/后勤集团自查表.xlsx", saved_bytes(load_workbook(BytesIO(clean_workbook())).save)),
    )
    scanned = opened("后勤集团签字页.pdf", scan())

    on_the_day, after = (judged(*files, as_of=day, unsigned=True) for day in (AS_OF, AS_OF + timedelta(days=1)))

    assert [f.code for f in on_the_day.findings if f.code == "F18"] == []
    told = [(f.code, f.severity.words, f.unit, f.cell) for f in after.findings if f.code == "F18"]
    assert told == [("F18", "请确认", "后勤集团", "")]
    assert after.figures.errors == 0
    signed = judged(*files, scanned, as_of=AS_OF + timedelta(days=1), unsigned=True)
    assert "F18" not in [f.code for f in signed.findings]


def test_a_workbook_that_lost_its_hidden_sheet_is_known_by_its_properties_and_told() -> None:
    """The document properties alone tell the unit as surely, and that the sheet is gone is said (no. 15, F08)."""
    book = load_workbook(BytesIO(clean_workbook()))
    del book["_meta"]

    outcome = judged(opened("表.xlsx", saved_bytes(book.save)))

    assert [(f.code, f.severity.words) for f in outcome.findings] == [("F08", "请确认")]
    assert "文件属性" in outcome.findings[0].message


def test_a_workbook_with_macros_is_read_and_said() -> None:
    """Of an .xlsm only the values count, and that nothing was run is said (domain.md 4.3 no. 16)."""
    types = part(clean_workbook(), "[Content_Types].xml")
    data = changed_parts(
        clean_workbook(),
        {"[Content_Types].xml": types.replace(_CONTENT_TYPE, _WITH_MACROS), "xl/vbaProject.bin": b"\xd0\xcf\x11\xe0"},
    )

    outcome = judged(opened("后勤集团自查表.xlsm", data))

    assert [(f.code, f.severity.words) for f in outcome.findings] == [("F09", "请确认")]
    assert len(outcome.ledger) == 4


def test_a_nil_report_waits_for_the_scan_of_its_signature() -> None:
    """A nil report without a scan is a question to its unit, with one it is none (domain.md 4.3 no. 61)."""
    nil = opened("总务处自查表.xlsx", nil_report("总务处"))

    alone, both = judged(nil), judged(nil, opened("总务处签字页.pdf", scan()))

    assert [(f.code, f.severity.words, f.field) for f in alone.findings] == [("R13", "请确认", "零报告声明")]
    assert both.findings == ()
