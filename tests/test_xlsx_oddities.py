"""What real and hostile .xlsx files do that the usual readers take wrongly or lose (threats.md 0.3, domain.md 4.2)."""

import pytest
from openpyxl import Workbook
from openpyxl.comments import Comment

from pipeline.intake.book import RawSheet, Spoilt, UnreadableError
from pipeline.intake.native import Native
from pipeline.intake.reader import read_book
from pipeline.meaning.outcome import Outcome
from tests.judging import FILE, judged, opened
from tests.packages import changed_parts
from tests.sheets_xml import relations, sheet_xml, text
from tests.workbooks import workbook

RISKS = "廉政风险点"
HEAD = f"| {RISKS} | 序号 | 岗位/环节 | 职权事项 | 风险点 | 表现形式 | 风险等级 | 防控措施 | 责任人 | 分管领导 |"
FIRST = "| | 1 | 食材采购 | 供应商遴选 | 采购人员与供应商私下接触 | 透露报价，收受好处 | 高 | 双人验收、定期轮岗 | 张某 | 李某某 |"
SECOND = "| | 2 | 超市承包 | 合同管理 | 合同续签不经集体研究 | 个人决定续签 | 中 | 续签一律集体研究 | 赵某某 | |"


def sheet_of(data: bytes) -> RawSheet:
    """Return the one sheet of a workbook; what was read and what was counted agree."""
    (sheet,) = read_book(data).sheets
    assert sum(1 for _ in sheet.filled()) == sheet.counted
    return sheet


def values(data: bytes) -> list[list[object]]:
    """Return the filled rows of a workbook of one sheet, blank ends cut off."""
    return [_cut(row) for _, row in sheet_of(data).filled()]


def _cut(row: list[object]) -> list[object]:
    return row[: max(place for place, cell in enumerate(row, start=1) if cell != "")]


def refusal(data: bytes) -> str:
    """Return why a workbook is refused as damaged."""
    with pytest.raises(UnreadableError) as error:
        read_book(data)
    assert error.value.code == "F01"
    return error.value.what


# Order, references, dimensions


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ('<row r="3"><c r="B3"><v>4</v></c><c r="A3"><v>3</v></c></row><row r="1"><c r="A1"><v>1</v></c></row>', [[1.0], [3.0, 4.0]]),
        ("<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>", [[1.0, 2.0], [3.0]]),
        ('<row><c r="C1"><v>1</v></c><c><v>2</v></c></row><row r="5"><c><v>3</v></c></row>', [["", "", 1.0, 2.0], [3.0]]),
        ('<row><c r="C1"/><c><v>2</v></c></row>', [["", "", "", 2.0]]),
        ('<row r="2"><c r="A7"><v>1</v></c></row>', [[1.0]]),
    ],
    ids=["out of order", "no references", "some references", "behind a blank", "row and cell disagree"],
)  # fmt: skip
def test_no_cell_is_lost_to_its_reference(rows: str, expected: list[list[object]]) -> None:
    """Rows and cells out of order, without or with half of their references: every one is read where it stands."""
    assert values(sheet_xml(rows)) == expected


@pytest.mark.parametrize("dimension", ["A1", "A1:XFD1048576", "nonsense"])
def test_what_a_sheet_says_of_its_size_is_not_believed(dimension: str) -> None:
    """A false dimension hides no row and asks for no memory."""
    rows = "".join(f'<row r="{n}">{text(f"A{n}", f"第{n}行")}</row>' for n in (1, 2, 900))
    assert len(values(sheet_xml(rows, before=f'<dimension ref="{dimension}"/>'))) == 3


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ('<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>', "写了两次"),
        ('<row r="1"><c r="A1"><v>1</v></c></row><row r="1"><c r="A1"><v>2</v></c></row>', "写了两次"),
        ('<row r="1"><c r="XFE1"><v>1</v></c></row>', "位置不合法"),
        ('<row r="1048577"><c><v>1</v></c></row>', "位置不合法"),
        ('<row r="1"><c r="1A"><v>1</v></c></row>', "位置写错"),
        ('<row r="x"><c><v>1</v></c></row>', "已损坏"),
        ('<row r="1"><c r="A1" t="s"><v>1</v></c></row>', "文字找不到了"),
        ('<row r="1"><c r="A1" t="s"><v>-1</v></c></row>', "文字找不到了"),
        ('<row r="1"><c r="A1" t="s"><v>abc</v></c></row>', "文字找不到了"),
    ],
)  # fmt: skip
def test_a_cell_that_contradicts_the_file_refuses_it(rows: str, says: str) -> None:
    """A cell twice, outside every sheet, or with a string that is not there is refused by name, never guessed."""
    assert says in refusal(sheet_xml(rows, strings="<si><t>甲</t></si>"))


def test_every_sheet_of_a_strict_file_is_read() -> None:
    """A Strict file, in which some readers see no sheet, is read, its days written as text too."""
    rows = '<row r="1"><c r="A1" t="d"><v>2023-11-03</v></c><c r="B1" t="d"><v>2023-11-03T08:30:00</v></c><c r="C1" t="s"><v>0</v></c></row>'
    first, second, third = values(sheet_xml(rows, strings="<si><t>甲</t></si>", strict=True))[0]
    assert (str(first)[:10], str(second)[:16], third) == ("2023-11-03", "2023-11-03 08:30", "甲")


def test_a_workbook_whose_sheets_cannot_be_found_is_refused() -> None:
    """A workbook without a readable sheet is refused as damaged, not taken for an empty one."""
    assert refusal(changed_parts(sheet_xml(""), {"xl/worksheets/sheet1.xml": None})) == "里面没有工作表"


# Values


@pytest.mark.parametrize("code", [14, 22, 27, 30, 31, 36, 50, 57, 58])
def test_built_in_date_formats_are_dates(code: int) -> None:
    """The built-in formats of days, the Chinese ones too, which stand in no file, make a number a day."""
    for since_1904, number in ((False, 45233), (True, 43771)):
        rows = f'<row r="1"><c r="A1" s="0"><v>{number}</v></c></row>'
        head = f'<workbookPr date1904="{int(since_1904)}"/>'
        assert str(values(sheet_xml(rows, formats=f'<xf numFmtId="{code}"/>', workbook=head))[0][0]) == "2023-11-03"


@pytest.mark.parametrize(
    ("code", "shows"),
    [
        ("yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;", "2023-11-03"),
        ("[$-804]yyyy/m/d;@", "2023-11-03"),
        ("[DBNum1][$-804]m&quot;月&quot;d&quot;日&quot;", "2023-11-03"),
        ("0.00&quot;day&quot;", "45233.0"),
        ("[Red]0", "45233.0"),
        ("#,##0_);[Red]\\(#,##0\\)", "45233.0"),
        ("0%", "4523300%"),
    ],
)
def test_own_formats_show_what_a_number_is(code: str, shows: str) -> None:
    """A format of the file's own makes a number a day or a share only where it says so, by either way of reading."""
    rows = '<row r="1"><c r="A1" s="0"><v>45233</v></c></row>'
    codes = f'<numFmt numFmtId="164" formatCode="{code}"/>'
    for before in ("", '<row r="2"><c r="A2"><v>1</v></c></row>'):
        data = sheet_xml(before + rows, formats='<xf numFmtId="164"/>', codes=codes)
        assert str(values(data)[0][0]) == shows


def test_a_day_with_hours_keeps_them() -> None:
    """A number with a fraction and a format of days is a moment, by either way of reading."""
    rows = '<row r="1"><c r="A1" s="0"><v>45233.5</v></c></row>'
    for before in ("", '<row r="2"><c r="A2"><v>1</v></c></row>'):
        assert str(values(sheet_xml(before + rows, formats='<xf numFmtId="22"/>'))[0][0]) == "2023-11-03 12:00:00"


def test_shares_are_read_as_they_are_shown() -> None:
    """A share is the text a person sees, not the number beneath it."""
    rows = '<row r="1"><c r="A1" s="0"><v>0.8</v></c><c r="B1" s="1"><v>1</v></c><c r="C1" s="1"><v>0.125</v></c></row>'
    assert values(sheet_xml(rows, formats='<xf numFmtId="9"/><xf numFmtId="10"/>')) == [["80%", "100%", "12.5%"]]


@pytest.mark.parametrize("written", ["NaN", "INF", "1e999", "0x10", "一"])
def test_a_number_that_is_none_is_spoilt(written: str) -> None:
    """What no number is does not become one."""
    assert values(sheet_xml(f'<row r="1"><c r="A1"><v>{written}</v></c></row>')) == [[Spoilt("V20", written)]]


def test_numbers_and_texts_stay_what_they_are() -> None:
    """A number stored as text keeps its zeros, a text formula its text, a truth value its truth."""
    rows = f'<row r="1">{text("A1", "007")}<c r="B1"><v>7</v></c><c r="C1" t="str"><f>1</f><v>x</v></c><c r="D1" t="b"><v>1</v></c></row>'
    assert values(sheet_xml(rows)) == [["007", 7.0, "x", True]]


def test_error_cells_are_never_blank() -> None:
    """Every error is a spoilt cell, the newer ones too, over which the fast reader drops the whole sheet."""
    rows = '<row r="1"><c r="A1" t="e"><v>#REF!</v></c><c r="B1"><v>1</v></c></row><row r="2"><c r="A2" t="e"><f>x</f><v>#SPILL!</v></c><c r="B2"><v>2</v></c></row>'
    data = sheet_xml(rows)
    assert Native(data).rows("S") is None
    assert values(data) == [[Spoilt("V20", "#REF!"), 1.0], [Spoilt("V20", "#SPILL!"), 2.0]]


def test_formulas_without_a_result_are_never_blank() -> None:
    """A formula the file keeps no result of is spoilt; one whose result is an empty text is empty."""
    rows = (
        '<row r="1"><c r="A1"><f>B1</f></c><c r="B1" t="str"><f>""</f><v></v></c><c r="C1"><f>1+1</f><v>2</v></c></row>'
    )
    assert values(sheet_xml(rows)) == [[Spoilt("V21", ""), "", 2.0]]


def test_a_kind_of_cell_nobody_knows_is_text() -> None:
    """A cell of an unknown kind makes the fast reader drop the sheet; its content is kept as text."""
    assert values(sheet_xml('<row r="1"><c r="A1" t="zz"><v>甲</v></c><c r="B1"><v>1</v></c></row>')) == [["甲", 1.0]]


def test_readings_above_the_signs_are_no_text() -> None:
    """Phonetic readings are left out of shared and inline strings, rich text is joined, by either way of reading."""
    strings = "<si><r><t>甲</t></r><r><t>乙</t></r><rPh><t>jia</t></rPh></si>"
    rows = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t>丙</t><rPh><t>bing</t></rPh></is></c></row>'
    assert values(sheet_xml(rows, strings=strings)) == [["甲乙", "丙"]]
    disordered = f'<row r="2"><c r="A2"><v>1</v></c></row>{rows}'
    assert values(sheet_xml(disordered, strings=strings))[0] == ["甲乙", "丙"]


def test_styled_empty_rows_cost_nothing() -> None:
    """Ten thousand styled rows without content are no rows."""
    rows = "".join(f'<row r="{n}"><c r="A{n}" s="0"/><c r="B{n}" s="0"/></row>' for n in range(2, 10_000))
    assert len(values(sheet_xml(f'<row r="1">{text("A1", "甲")}</row>{rows}', formats="<xf/>"))) == 1


# Beside the cells


DRAWING = (
    '<xdr:wsDr xmlns:xdr="x" xmlns:a="a" xmlns:mc="m">'
    "<xdr:twoCellAnchor><xdr:from><xdr:col>{col}</xdr:col><xdr:row>{row}</xdr:row></xdr:from>"
    "<xdr:to><xdr:col>{col}</xdr:col><xdr:row>{row}</xdr:row></xdr:to>{what}</xdr:twoCellAnchor></xdr:wsDr>"
)
BOX = "<xdr:sp><xdr:txBody><a:p><a:r><a:t>{}</a:t></a:r></a:p></xdr:txBody></xdr:sp>"
PICTURE = "<xdr:pic/>"
DRAWN = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/drawing"


def drawn(what: str, col: int = 0, row: int = 0, title: str = RISKS) -> Outcome:
    """Return what a run makes of a return with a shape over one sheet."""
    data = workbook(f"{HEAD}\n{FIRST}\n{SECOND}")
    names = [sheet.name for sheet in read_book(data).sheets]
    place = f"xl/worksheets/_rels/sheet{names.index(title) + 1}.xml.rels"
    drawing = DRAWING.format(col=col, row=row, what=what).encode()
    parts = {place: relations(d1=(DRAWN, "/xl/drawings/drawing1.xml")), "xl/drawings/drawing1.xml": drawing}
    return judged(opened(FILE, changed_parts(data, parts)))


def said(outcome: Outcome) -> list[tuple[str, str, str]]:
    """Return sheet, cell and code of every finding but S29: the tables here leave columns out that need not be filled."""
    return [(finding.sheet, finding.cell, finding.code) for finding in outcome.findings if finding.code != "S29"]


def test_a_text_box_is_said_with_its_beginning() -> None:
    """Text over the cells is no content; the finding quotes how it begins, personal numbers masked."""
    outcome = drawn(BOX.format("另有一个风险点，联系人13800000000，详见附件说明材料第三页"))
    assert said(outcome) == [(RISKS, "", "S14")]
    assert "开头是“另有一个风险点，联系人138****" in outcome.findings[0].message
    assert "附件说明" not in outcome.findings[0].message


def test_a_text_box_over_cases_is_not_quoted() -> None:
    """Of a text box over the sheet of cases only that it is there is said."""
    outcome = drawn(BOX.format("收受供应商礼金"), title="查处案件")
    assert said(outcome) == [("查处案件", "", "S14")]
    assert (
        next(f.message for f in outcome.findings if f.code == "S14") == "“查处案件”里有文本框，文字没有作为内容计入。"
    )


def test_a_picture_elsewhere_is_said() -> None:
    """A picture that lies on no evidence is said, at the cell it lies on."""
    assert said(drawn(PICTURE, col=3, row=2)) == [(RISKS, "D3", "S17")]


def test_a_picture_on_the_evidence_is_evidence() -> None:
    """A picture that lies on a blank evidence cell of a filled row answers it, and nothing is said."""
    title = "举措及经验"
    rows = (
        f"| {title} | 序号 | 举措名称 | 类型 | 具体做法 | 开始时间 | 成效 | 是否可推广 | 佐证 |\n"
        "| | 1 | 阳光采购公示制度 | 公开 | 每月公示采购品种、数量和供应商名单。 | 2023-09-01 | 投诉下降 | 是 | |"
    )
    data = workbook(rows)
    names = [sheet.name for sheet in read_book(data).sheets]
    drawing = DRAWING.format(col=7, row=1, what=PICTURE).encode()
    parts = {
        f"xl/worksheets/_rels/sheet{names.index(title) + 1}.xml.rels": relations(d1=(DRAWN, "../drawings/drawing1.xml")),
        "xl/drawings/drawing1.xml": drawing,
    }  # fmt: skip
    outcome = judged(opened(FILE, changed_parts(data, parts)))
    assert "S17" not in {finding.code for finding in outcome.findings}
    assert str(outcome.measures.loc[0, "evidence"]).startswith("（单元格图片1张）")


def test_a_picture_in_a_cell_is_no_error() -> None:
    """A picture placed in a cell looks like an error to older programs; DISPIMG is the same of another maker."""
    rows = '<row r="1"><c r="A1" t="e" vm="1"><v>#VALUE!</v></c><c r="B1" t="str"><f>_xlfn.DISPIMG("ID_1",1)</f><v>=DISPIMG("ID_1",1)</v></c></row>'
    assert values(sheet_xml(rows)) == [["（单元格图片1张）"] * 2]


def test_hidden_columns_and_filters_are_said() -> None:
    """Content of a hidden column and of rows a filter hides is read, and both are said."""

    def edit(book: Workbook) -> None:
        sheet = book[RISKS]
        sheet.column_dimensions["G"].hidden = True
        sheet.column_dimensions["Z"].hidden = True
        sheet.auto_filter.ref = "A1:I3"
        sheet.auto_filter.add_filter_column(1, ["食材采购"])
        sheet.row_dimensions[3].hidden = True

    outcome = judged(opened(FILE, workbook(f"{HEAD}\n{FIRST}\n{SECOND}", edit)))
    assert said(outcome) == [(RISKS, "G1", "S15"), (RISKS, "A3", "S16")]
    assert list(outcome.risks["control"]) == ["双人验收、定期轮岗", "续签一律集体研究"]


def test_a_conversation_is_read_as_a_comment() -> None:
    """A threaded comment counts as the comment of its cell, with its answers, instead of the older program's notice."""
    note = "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment"
    old = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
    legacy = b'<comments xmlns="x"><commentList><comment ref="A1"><text><t>[Threaded comment] Your version</t></text></comment></commentList></comments>'
    thread = '<ThreadedComments xmlns="x"><threadedComment ref="A1"><text>请核对</text></threadedComment><threadedComment ref="A1"><text>已核对</text></threadedComment></ThreadedComments>'
    parts = {
        "xl/worksheets/_rels/sheet1.xml.rels": relations(t=(note, "../threadedComments/t1.xml"), c=(old, "../comments1.xml")),
        "xl/threadedComments/t1.xml": thread.encode(),
        "xl/comments1.xml": legacy,
    }  # fmt: skip
    assert sheet_of(sheet_xml(f'<row r="1">{text("A1", "甲")}</row>', parts=parts)).comments == {
        (0, 0): "请核对\n已核对"
    }


def test_sheets_of_other_kinds_are_told() -> None:
    """A chart sheet is told, a dialog and a macro sheet are named as never run; none of them is read as data."""
    base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    parts = {
        "xl/_rels/workbook.xml.rels": relations(
            r1=(f"{base}/worksheet", "worksheets/sheet1.xml"),
            r2=(f"{base}/chartsheet", "chartsheets/sheet1.xml"),
            r3=(f"{base}/dialogsheet", "dialogsheets/sheet1.xml"),
            r4=("http://schemas.microsoft.com/office/2006/relationships/xlMacrosheet", "macrosheets/sheet1.xml"),
        ),
        "xl/chartsheets/sheet1.xml": b"<chartsheet/>",
        "xl/dialogsheets/sheet1.xml": b"<dialogsheet/>",
        "xl/macrosheets/sheet1.xml": b"<macrosheet/>",
    }
    book = read_book(sheet_xml(f'<row r="1">{text("A1", "甲")}</row>', parts=parts))
    assert (book.charts, book.oddities) == (1, ("宏", "对话框页"))
    assert [sheet.name for sheet in book.sheets] == ["S"]


def test_a_chart_sheet_in_a_return_is_told_once() -> None:
    """A return with a chart sheet is used as ever, and the sheet is told as information."""

    def edit(book: Workbook) -> None:
        book.create_chartsheet("图")

    assert said(judged(opened(FILE, workbook("", edit)))) == [("", "", "S18")]


def test_very_hidden_sheets_are_said_like_hidden_ones() -> None:
    """A very hidden sheet with content is not read as ours, and said."""

    def edit(book: Workbook) -> None:
        sheet = book.create_sheet("备用")
        sheet["A1"] = "甲"
        sheet.sheet_state = "veryHidden"

    assert said(judged(opened(FILE, workbook("", edit)))) == [("备用", "", "S08")]


def test_merges_over_everything_are_not_followed() -> None:
    """A merge over the whole sheet costs no memory and no content."""
    sheet = sheet_of(
        sheet_xml(
            f'<row r="1">{text("A1", "甲")}</row>', after='<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
        )
    )
    assert (sheet.merges, sheet.rows[0][0]) == ((), "甲")


def test_parts_that_share_bytes_are_refused() -> None:
    """An archive whose members overlap is a bomb."""
    data = bytearray(sheet_xml(f'<row r="1">{text("A1", "甲")}</row>'))
    first = data.index(b"PK\x01\x02")
    second = data.index(b"PK\x01\x02", first + 4)
    data[second + 42 : second + 46] = data[first + 42 : first + 46]
    assert refusal(bytes(data)) in ("文件内部的部件互相重叠", "文件不完整或已损坏")


def test_a_comment_of_ours_and_of_theirs_is_read_with_merges() -> None:
    """Comments and merges come from the walk, whichever way the values are read."""

    def edit(book: Workbook) -> None:
        book[RISKS]["B2"].comment = Comment("批注", "张某")
        book[RISKS].merge_cells("I2:I3")

    sheet = next(one for one in read_book(workbook(f"{HEAD}\n{FIRST}\n{SECOND}", edit)).sheets if one.name == RISKS)
    assert (sheet.comments, sheet.merges) == ({(1, 1): "批注"}, ((1, 8, 2, 8),))
