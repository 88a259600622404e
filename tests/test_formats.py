"""Every form of workbook file is read by its content, whatever it is called, with nothing lost (domain.md 4.2, 4.3)."""

from dataclasses import asdict, fields, replace
from io import BytesIO

import msoffcrypto
import pandas as pd
import pytest
from msoffcrypto.format.ooxml import OOXMLFile

from pipeline.campaign.settings import Settings
from pipeline.intake import passwords
from pipeline.intake.book import RawBook, Spoilt, UnreadableError
from pipeline.intake.formats import Format, format_of
from pipeline.intake.limits import USUAL, Terms, limits_of, terms_of
from pipeline.intake.opening import Opened, open_arrival
from pipeline.intake.passwords import DEFAULT_PASSWORD
from pipeline.intake.reader import READERS, read_book
from pipeline.meaning.outcome import Outcome
from pipeline.publish.layout import OWN_SHEETS
from tests.forms import FORMS, HIDDEN_TABLE, as_text, clean_book, excel_xml, ods
from tests.inboxes import arrival
from tests.judging import FILE, campaign, clean_workbook, judged, opened
from tests.office import converted, needs_office
from tests.packages import ole, part
from tests.xls_files import XlsSheet, xls
from tests.xlsb_files import XlsbSheet, xlsb

PROBLEMS = "问题清单及整改"
KEY, WRONG_KEY = "2023", "2024"
WITH_KEY, WITH_WRONG_KEY = Terms(password=KEY), Terms(password=WRONG_KEY)


def ledger(outcome: Outcome) -> pd.DataFrame:
    """Return the ledger without the name of the file."""
    return outcome.ledger.drop(columns="file")


def codes(outcome: Outcome) -> list[str]:
    """Return the codes of all findings."""
    return [finding.code for finding in outcome.findings]


def counted(one: Opened) -> dict[str, int]:
    """Return sheet -> rows that hold something; the reader and the independent count must agree."""
    assert one.submission is not None
    assert all(read == count for _, read, count in one.submission.counts)
    return {name: count for name, _, count in one.submission.counts}


def read(data: bytes, terms: Terms = USUAL) -> RawBook:
    """Return a file read as what it is."""
    return read_book(data, format_of(data), terms)


def refusal(data: bytes, terms: Terms = USUAL) -> tuple[str, str]:
    """Return with what code and words a file is refused."""
    with pytest.raises(UnreadableError) as error:
        read(data, terms)
    return error.value.code, error.value.what


# The same return in every form


@pytest.mark.parametrize("kind", FORMS, ids=lambda kind: kind.name)
def test_the_form_of_a_file_changes_nothing_but_what_is_said_of_it(kind: Format) -> None:
    """The clean return in another form gives the same ledger, the same rows, and one warning about the form."""
    clean, other = opened(FILE, clean_workbook()), opened(FILE, FORMS[kind](clean_book()))
    outcome = judged(other)
    assert other.kind is kind
    pd.testing.assert_frame_equal(ledger(outcome), ledger(judged(clean)))
    assert codes(outcome) == (["F08", "F12"] if kind is Format.HTML else ["F12"])
    assert f"文件是{kind.value}，已读取内容。" in {finding.message for finding in outcome.findings}
    seen = {sheet.name for sheet in clean_book().sheets if sheet.visible or kind is not Format.HTML}
    assert counted(other) == {name: count for name, count in counted(clean).items() if name in seen}


@needs_office
@pytest.mark.office
@pytest.mark.parametrize(
    ("kind", "target"),
    [
        (Format.XLS, "xls:MS Excel 97"),
        (Format.ODS, "ods"),
        (Format.XLSX, "xlsx:Calc MS Excel 2007 XML"),
        (Format.HTML, "html:HTML (StarCalc)"),
    ],
    ids=lambda one: one.name if isinstance(one, Format) else "",
)
def test_an_office_program_saves_the_same_return(kind: Format, target: str) -> None:
    """The clean return saved in another form by LibreOffice gives the same ledger and no finding but of the form."""
    other = opened(FILE, converted(clean_workbook(), target))
    outcome = judged(other)
    assert other.kind is kind
    pd.testing.assert_frame_equal(ledger(outcome), ledger(judged(opened(FILE, clean_workbook()))))
    assert codes(outcome) == {Format.XLSX: [], Format.HTML: ["F08", "F12"]}.get(kind, ["F12"])
    assert counted(other)[PROBLEMS] == counted(opened(FILE, clean_workbook()))[PROBLEMS]


@pytest.mark.parametrize("separator", [",", ";", "\t"], ids=["comma", "semicolon", "tab"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_a_sheet_sent_as_text_gives_its_rows(separator: str, encoding: str) -> None:
    """The problems as .csv or .txt, whatever the encoding and the separator, are the rows of the clean return."""
    sheet = next(sheet for sheet in clean_book().sheets if sheet.name == PROBLEMS)
    one = opened("后勤集团.csv", as_text(sheet, separator, encoding))
    outcome = judged(one)
    assert one.kind is Format.TEXT
    assert counted(one) == {"文本": sheet.counted}
    expected = ledger(judged(opened(FILE, clean_workbook())))
    for column in ("id", "campus", "problem", "measure", "person", "due", "status", "done_on", "amount"):
        assert list(outcome.ledger[column]) == list(expected[column])


@pytest.mark.parametrize("name", ["后勤集团.et", "后勤集团.xls", "后勤集团.csv", "后勤集团.doc"])
def test_a_name_that_promises_something_else_is_said(name: str) -> None:
    """An .xlsx under another ending is read all the same, with a warning that quotes the ending."""
    outcome = judged(opened(name, clean_workbook()))
    assert codes(outcome) == ["F13"]
    assert f"以“.{name.rpartition('.')[2]}”结尾" in outcome.findings[0].message
    pd.testing.assert_frame_equal(ledger(outcome), ledger(judged(opened(FILE, clean_workbook()))))


def test_every_form_named_a_workbook_has_a_reader() -> None:
    """The table of readers holds every form of workbook there is, and the refusal of all others names the form."""
    assert set(READERS) == {*FORMS, Format.XLSX, Format.TEXT}
    for kind in set(Format) - set(READERS) - {Format.EMPTY, Format.PROTECTED}:
        with pytest.raises(UnreadableError, match=kind.value.replace("（", ".").replace("）", ".")):
            read_book(b"x", kind)


# .xls and .xlsb


ODD_CELLS = {
    (0, 0): "甲", (1, 0): "#REF!", (1, 1): (0.8, "0%"), (2, 0): (45233.0, "yyyy-m-d"), (3, 0): True, (5, 2): 1.5, (6, 0): " ",
}  # fmt: skip


def odd_xls(**facts: object) -> bytes:
    """Return an .xls with a bit of everything."""
    sheet = XlsSheet("问题", ODD_CELLS, hidden_rows=[2], hidden_columns=[1], merges=[(0, 0, 1, 2)])
    return xls([sheet, XlsSheet("二", {(0, 0): "x"}, state=2)], **facts)  # type: ignore[arg-type]


def odd_xlsb(since_1904: bool = False) -> bytes:
    """Return the same as .xlsb."""
    rows: dict[int, dict[int, object]] = {}
    for (row, column), content in ODD_CELLS.items():
        rows.setdefault(row, {})[column] = content
    sheet = XlsbSheet("问题", list(rows.items()), hidden_rows=[2], hidden_columns=[1], merges=[(0, 0, 1, 2)])
    return xlsb([sheet, XlsbSheet("二", [(0, {0: "x"})], state=2)], since_1904)


@pytest.mark.parametrize("make", [odd_xls, odd_xlsb], ids=["xls", "xlsb"])
def test_what_a_binary_sheet_hides_is_seen(make: object) -> None:
    """Error cells, shares, days, hidden rows and columns, merges and very hidden sheets come through."""
    first, second = read(make()).sheets  # type: ignore[operator]
    assert [row[0] for row in first.rows[:2]] == ["甲", Spoilt("V20", "#REF!")]
    assert first.rows[1][1] == "80%"
    assert str(first.rows[2][0]) == "2023-11-03"
    assert first.rows[3][0] is True
    assert (set(first.hidden_rows), set(first.hidden_columns), first.merges) == ({3}, {1}, ((0, 0, 1, 2),))
    assert first.counted == sum(1 for _ in first.filled()) == 5
    assert (first.visible, second.visible) == (True, False)


@pytest.mark.parametrize("make", [odd_xls, odd_xlsb], ids=["xls", "xlsb"])
def test_days_are_counted_from_the_year_the_file_says(make: object) -> None:
    """A file that counts from 1904 means a day four years and a day later by the same number."""
    assert str(read(make(since_1904=True)).sheets[0].rows[2][0]) == "2027-11-04"  # type: ignore[operator]


def test_an_integer_that_is_a_day_is_a_day_in_an_xlsb() -> None:
    """A day written in the short form of numbers is a day, which the fast reader alone does not see."""
    data = xlsb([XlsbSheet("S", [(0, {0: (45233, "yyyy-m-d")})])])
    assert str(read(data).sheets[0].rows[0][0]) == "2023-11-03"


def test_macros_of_an_xls_are_named() -> None:
    """An .xls with macros is read, and the macros are named."""
    assert read(odd_xls(extra=["_VBA_PROJECT_CUR"])).oddities == ("宏",)


@pytest.mark.parametrize("make", ["xls", "xlsb"])
def test_a_stray_far_cell_costs_no_old_workbook(make: str) -> None:
    """A cell at the end of a sheet of a binary file is read where it stands, and its place is said."""
    limits = replace(USUAL.limits, cells=10_000)
    last = (65_535, 255)
    data = (
        xls([XlsSheet("S", {(0, 0): "甲", last: "乙"})])
        if make == "xls"
        else xlsb([XlsbSheet("S", [(0, {0: "甲"}), (last[0], {last[1]: "乙"})])])
    )
    sheet = read(data, Terms(limits)).sheets[0]
    assert (sheet.rows[0][0], sheet.rows[last[0]][last[1]], sheet.far) == ("甲", "乙", "IV65536")
    assert sheet.counted == 2


@pytest.mark.parametrize(
    ("rows", "strings", "says"),
    [
        ([(0, {0: ("s", 7)})], ["一"], "文字找不到了"),
        ([(0, {0: "a", 20_000: "b"})], [], "位置不合法"),
        ([(0, {0: "a"}), (0, {0: "b"})], [], "写了两次"),
    ],
)
def test_an_xlsb_that_contradicts_itself_is_refused(
    rows: list[tuple[int, dict[int, object]]], strings: list[str], says: str
) -> None:
    """A string that is not there, a cell no sheet has, a cell written twice: refused, never guessed."""
    code, what = refusal(xlsb([XlsbSheet("S", rows)], strings=strings))
    assert (code, says in what) == ("F01", True)


def test_cells_of_an_xlsb_out_of_order_are_all_read() -> None:
    """Rows out of order keep their places."""
    sheet = read(xlsb([XlsbSheet("S", [(3, {0: "d"}), (1, {1: "b", 0: "a"})])])).sheets[0]
    assert [list(row) for _, row in sheet.filled()] == [["a", "b"], ["d"]]


# .ods


def one_table(cells: str, name: str = "S") -> str:
    """Return a table of one row."""
    return f'<table:table table:name="{name}"><table:table-row>{cells}</table:table-row></table:table>'


TEXT = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'


def test_what_an_ods_hides_is_seen() -> None:
    """Errors, shares, formulas without a result, comments, text boxes, filters and hidden sheets come through."""
    error = '<table:table-cell table:formula="of:=1/0" office:value-type="string" office:string-value="" calcext:value-type="error"><text:p>#DIV/0!</text:p></table:table-cell>'
    share = (
        '<table:table-cell office:value-type="percentage" office:value="0.8"><text:p>80%</text:p></table:table-cell>'
    )
    unsaved = '<table:table-cell table:formula="of:=[.A1]"/>'
    noted = '<table:table-cell office:value-type="string"><office:annotation><text:p>批注</text:p></office:annotation><text:p>甲<text:s text:c="2"/>乙</text:p><text:p>丙</text:p></table:table-cell>'
    box = "<table:table-cell><draw:frame><draw:text-box><text:p>框里的字</text:p></draw:text-box></draw:frame></table:table-cell>"
    row = f"<table:table-row>{error}{share}{unsaved}{noted}{box}</table:table-row>"
    hidden = f'<table:table-row table:visibility="filter">{TEXT.format("隐")}</table:table-row>'
    columns = '<table:table-column/><table:table-column table:visibility="collapse" table:number-columns-repeated="2"/>'
    table = f'<table:table table:name="S">{columns}{row}{hidden}</table:table>'
    unseen = f'<table:table table:name="H" table:style-name="h"><table:table-row>{TEXT.format("x")}</table:table-row></table:table>'
    sheet, other = read(ods(table + unseen, styles=HIDDEN_TABLE)).sheets
    assert sheet.rows[0][:4] == [Spoilt("V20", "#DIV/0!"), "80%", Spoilt("V21", ""), "甲  乙\n丙"]
    assert (sheet.comments, sheet.boxes, sheet.filtered) == ({(0, 3): "批注"}, ("框里的字",), True)
    assert (set(sheet.hidden_rows), set(sheet.hidden_columns)) == ({2}, {1, 2})
    assert sheet.counted == sum(1 for _ in sheet.filled()) == 2
    assert (sheet.visible, other.visible) == (True, False)


def test_repeated_cells_of_an_ods_are_counted_as_often_as_they_repeat() -> None:
    """A row repeated three times is three rows; a blank one repeated a million times is none."""
    rows = f'<table:table-row table:number-rows-repeated="3">{TEXT.format("甲")}</table:table-row><table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    sheet = read(ods(f'<table:table table:name="S">{rows}</table:table>')).sheets[0]
    assert [row[0] for _, row in sheet.filled()] == ["甲"] * 3
    assert sheet.counted == 3


def test_an_ods_that_repeats_a_value_without_end_is_refused() -> None:
    """A value repeated over a whole sheet is a bomb of three hundred bytes."""
    cell = TEXT.format("甲").replace("<table:table-cell", '<table:table-cell table:number-columns-repeated="16384"')
    row = f'<table:table-row table:number-rows-repeated="1048576">{cell}</table:table-row>'
    code, what = refusal(ods(f'<table:table table:name="S">{row}</table:table>'))
    assert (code, "500万" in what) == ("F01", True)


def test_a_locked_ods_is_said_to_be_locked() -> None:
    """An encrypted .ods says in its manifest that it is."""
    manifest = b'<manifest:manifest xmlns:manifest="m"><manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>'
    assert refusal(ods(one_table(TEXT.format("x")), {"META-INF/manifest.xml": manifest})) == ("F02", "")


def test_an_ods_with_ill_formed_content_never_reaches_the_fast_reader() -> None:
    """The content that sends the fast reader into an endless loop is refused before."""
    broken = ods(one_table(TEXT.format("x")))
    cut = ods("", {"content.xml": part(broken, "content.xml")[:-200]})
    assert refusal(cut)[0] == "F01"


# Web pages and XML


def test_a_page_is_text_only() -> None:
    """Scripts and styles are no content, entities are signs, spans are merges, hidden rows are hidden."""
    page = """<html><body><script>var x = "<table><tr><td>no</td></tr></table>";</script><table>
    <tr><td colspan=2>问题 &lt;一&gt;<br>二</td><td rowspan="2">&#20844;开</td></tr>
    <tr style="height:1px; display: none"><td>a</td><td>b<script>alert(1)</script></td></tr>
    <tr><td>&nbsp;</td></tr></table></body></html>""".encode()
    (sheet,) = read(page).sheets
    assert sheet.rows[0] == ["问题 <一>\n二", "", "公开"]
    assert sheet.rows[1] == ["a", "b"]
    assert (set(sheet.hidden_rows), sheet.counted) == ({2}, 2)
    assert sheet.name == "表格1"


def test_a_page_without_a_table_is_no_workbook() -> None:
    """A web page that holds no table is refused as a web page."""
    assert refusal(b"<html><p>hello</p></html>") == ("F03", Format.HTML.value)


def test_what_an_xml_workbook_hides_is_seen() -> None:
    """Errors, formulas without a result, days, comments, gaps, merges and hidden sheets come through."""
    rows = (
        '<Row ss:Index="2" ss:Hidden="1"><Cell ss:Index="2" ss:MergeAcross="1"><Data ss:Type="String">甲</Data>'
        '<Comment><Data>批注</Data></Comment></Cell><Cell><Data ss:Type="DateTime">2023-11-03T00:00:00.000</Data></Cell></Row>'
        '<Row><Cell><Data ss:Type="Error">#N/A</Data></Cell><Cell ss:Formula="=R1C1"/><Cell><Data ss:Type="Number">1.5</Data></Cell></Row>'
    )
    (sheet,) = read(
        excel_xml(f'<Worksheet ss:Name="S"><Table><Column ss:Hidden="1"/>{rows}</Table></Worksheet>')
    ).sheets
    assert sheet.rows[1][1] == "甲"
    assert str(sheet.rows[1][3]) == "2023-11-03"
    assert sheet.rows[2] == [Spoilt("V20", "#N/A"), Spoilt("V21", ""), 1.5]
    assert (sheet.merges, sheet.comments) == (((1, 1, 1, 2),), {(1, 1): "批注"})
    assert (set(sheet.hidden_rows), set(sheet.hidden_columns), sheet.counted) == ({2}, {0}, 2)


@pytest.mark.parametrize(
    "data",
    [
        b"MIME-Version: 1.0\r\nX-Document-Type: Workbook\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x",
        b"From: <Saved by a browser>\r\nSubject: x\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype=\"text/html\"\r\n\r\n",
    ],
)  # fmt: skip
def test_a_page_with_its_pictures_is_refused_in_words(data: bytes) -> None:
    """A workbook saved as a single web file is named as such, and is not taken for a letter."""
    assert refusal(data) == ("F03", Format.MHTML.value)


def test_a_letter_with_pictures_stays_a_letter() -> None:
    """What was sent by someone to someone is a letter, whatever its parts are."""
    letter = (
        b"From: a@example.invalid\r\nTo: b@example.invalid\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x"
    )
    assert format_of(letter) is Format.MAIL


# Text


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ("问题,措施\n甲,乙\n".encode() + "丙,丁\n".encode("gb18030"), "第3行与第1行的文字编码不同"),
        ("问题,措施\n甲,乙\n丙,丁\n".encode() + b"\0,x\n", "第4行有空字节"),
        ('问题,措施\n甲,乙\n"丙,丁\n戊,己\n'.encode(), "第3行的引号没有成对"),
        ('问题,措施\n"甲"x,乙\n'.encode(), "第2行的引号没有成对"),
        ("name,city\nJos\u00e9 M\u00fcller,K\u00f6ln\n\u00e9\u00e8\u00ea,\u00e0\n".encode("cp1252"), "第2行文字编码认不出"),
        (b"a,b\nc,d\n\xff\xff,x\n", "第3行文字编码认不出"),
    ],
)  # fmt: skip
def test_text_that_cannot_be_trusted_is_refused_with_its_line(data: bytes, says: str) -> None:
    """Mixed encodings, a NUL, a quote never closed, an encoding nobody can tell: refused, with the line."""
    code, what = refusal(data)
    assert code == "F01"
    assert what.startswith(says)


@pytest.mark.parametrize(
    "data", ["附上本单位的填报表。\n请查收。\n".encode(), b"1.txt", "问题,措施\n".encode("gb18030")]
)
def test_text_that_is_no_table_is_no_workbook(data: bytes) -> None:
    """A note to the office is refused as text, not read as a table of one column."""
    assert refusal(data) == ("F03", Format.TEXT.value)


def test_cells_of_several_lines_are_one_row() -> None:
    """Line breaks and separators within quotes, blank lines and `sep=` are read as they are meant."""
    (sheet,) = read('sep=;\r\n问题;措施\r\n"一;\r\n二";"三""四"\r\n;\r\n\r\n五;六'.encode()).sheets
    assert sheet.rows == [["问题", "措施"], ["一;\n二", '三"四'], ["", ""], [], ["五", "六"]]
    assert sheet.counted == sum(1 for _ in sheet.filled()) == 3


# Passwords


def test_an_old_workbook_is_opened_with_the_password_of_the_settings() -> None:
    """An .xls under RC4 is read with the right password; with another that one does not fit, with none it is locked."""
    sheets = [XlsSheet(PROBLEMS, {(0, 0): "具体问题", (1, 0): "食堂台账不全" * 300})]
    data = xls(sheets, password=KEY)
    assert read(data, WITH_KEY).sheets[0].rows == read(xls(sheets)).sheets[0].rows
    assert refusal(data) == ("F02", "")
    assert refusal(data, WITH_WRONG_KEY) == ("F02", "（设置的“打开密码”打不开它）")


@pytest.mark.parametrize("terms", [USUAL, WITH_WRONG_KEY], ids=["none", "another"])
def test_what_excel_opens_without_asking_is_opened_and_said(terms: Terms) -> None:
    """A workbook under Excel's own default password is read whatever is set, and the warning names that password."""
    stream = BytesIO()
    OOXMLFile(BytesIO(clean_workbook())).encrypt(DEFAULT_PASSWORD, stream)
    one = open_arrival(campaign().form, OWN_SHEETS, arrival(FILE, stream.getvalue()), terms)
    (finding,) = judged(one).findings
    assert finding.code == "F12"
    assert DEFAULT_PASSWORD in finding.message
    assert read(xls([XlsSheet("甲", {(0, 0): "乙"})], password=DEFAULT_PASSWORD), terms).lock


def locked_workbook() -> bytes:
    """Return the clean return under a password."""
    stream = BytesIO()
    OOXMLFile(BytesIO(clean_workbook())).encrypt(KEY, stream)
    return stream.getvalue()


def test_a_locked_workbook_is_opened_with_the_password_of_the_settings() -> None:
    """With the right password the return is read as ever, with a warning; without or with another it is returned."""
    data = locked_workbook()
    one = open_arrival(campaign().form, OWN_SHEETS, arrival(FILE, data), terms_of(Settings(password=KEY)))
    outcome = judged(one)
    assert codes(outcome) == ["F12"]
    assert "有打开密码的文件" in outcome.findings[0].message
    pd.testing.assert_frame_equal(ledger(outcome), ledger(judged(opened(FILE, clean_workbook()))))
    assert refusal(data) == ("F02", "")
    assert refusal(data, WITH_WRONG_KEY) == ("F02", "（设置的“打开密码”打不开它）")


def test_without_the_extra_a_locked_workbook_says_what_would_open_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the extra is not installed the reason names it, only where there is a password to try."""
    monkeypatch.setattr(passwords, "msoffcrypto", None)
    assert "pipeline[password]" in refusal(locked_workbook(), WITH_KEY)[1]
    assert refusal(locked_workbook()) == ("F02", "")
    one = judged(opened("后勤集团.xlsx", locked_workbook()))
    assert [(entry.disposition.value, entry.reason) for entry in one.files] == [
        ("returned", "文件有打开密码，请去掉密码后重新报送。")
    ]
    assert one.findings[0].message == "文件设了打开密码，读不到内容。"


def test_an_old_workbook_under_a_password_is_known_without_the_extra() -> None:
    """The record that says so is enough; with a password to try, one that does not fit is said."""
    assert refusal(odd_xls(locked=True)) == ("F02", "")
    assert refusal(odd_xls(locked=True), WITH_KEY) == ("F02", "（设置的“打开密码”打不开它）")
    assert msoffcrypto is not None


# What a file is


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"BM,1\nx,2\n", Format.TEXT),
        (b"BM\x36\0\0\0\0\0\0\0\x36", Format.PICTURE),
        (ole("__properties_version1.0", "Workbook"), Format.OUTLOOK),
        (ole("WordDocument", "Workbook"), Format.WORD),
        (ole("Scratch") + "Workbook".encode("utf-16-le"), Format.UNKNOWN),
        ("\ufeff<html><table>".encode("utf-16-le"), Format.HTML),
        (b"<?xml version='1.0'?><html><table/></html>", Format.HTML),
        (b"<?xml version='1.0'?><w:wordDocument/>", Format.UNKNOWN),
        (b"\x00\x01\x02\x03", Format.UNKNOWN),
    ],
)  # fmt: skip
def test_a_file_is_what_it_holds(data: bytes, kind: Format) -> None:
    """The first bytes, the directory and the first words say what a file is."""
    assert format_of(data) is kind


# Limits


def test_limits_are_settings() -> None:
    """Every limit can be set by the office, in the unit its label names, and the password goes with them."""
    set_at = {entry.name: number for number, entry in enumerate(fields(Settings), start=1) if entry.metadata["within"]}
    terms = terms_of(replace(Settings(password=KEY), **set_at))  # type: ignore[arg-type]  # names are the fields'
    units = {
        "most_file": 2**20,
        "most_unfolded": 2**20,
        "most_memory": 2**20,
        "most_cells": 10_000,
        "most_words": 10_000,
        "most_tags": 10_000,
    }
    assert terms.password == KEY
    assert asdict(terms.limits) == {
        name.removeprefix("most_"): number * units.get(name, 1) for name, number in set_at.items()
    }


def test_the_usual_limits_are_the_defaults_of_the_settings() -> None:
    """Where nothing is set, what stands in the sheet as default is what holds, and lies within its bounds."""
    assert limits_of(Settings()) == USUAL.limits
    bounds = {entry.name: entry.metadata["within"] for entry in fields(Settings) if entry.metadata["within"]}
    assert all(least <= getattr(Settings(), name) <= most for name, (least, most) in bounds.items())


@pytest.mark.parametrize("kind", [*FORMS, Format.XLSX, Format.TEXT], ids=lambda kind: kind.name)
def test_a_cell_longer_than_the_limit_refuses_the_file(kind: Format) -> None:
    """In every form a cell with more text than the limit refuses the file and says so."""
    sheet = next(sheet for sheet in clean_book().sheets if sheet.name == PROBLEMS)
    data = (
        clean_workbook()
        if kind is Format.XLSX
        else as_text(sheet)
        if kind is Format.TEXT
        else FORMS[kind](clean_book())
    )
    code, what = refusal(data, Terms(replace(USUAL.limits, text=20)))
    assert code == "F01"
    assert "超过20字" in what or "过长" in what


@pytest.mark.parametrize("limit", ["parts", "unfolded", "ratio"])
def test_an_archive_beyond_a_limit_is_refused_before_it_is_read(limit: str) -> None:
    """Too many parts, too much inflated, packed too tightly: refused by counting."""
    terms = Terms(replace(USUAL.limits, **{limit: 1}))
    data = ods(one_table(TEXT.format("甲" * 600_000))) if limit == "ratio" else clean_workbook()
    code, what = refusal(data, terms)
    assert (code, what in ("文件内部的部件过多或重名", "文件解开后大得不正常")) == ("F01", True)
