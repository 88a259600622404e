"""Files that give no data: each refused with a plain sentence, none stops the run (threats.md)."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.demo.fakes import scan, torn
from pipeline.errors import WorkspaceError
from pipeline.intake.disposition import Disposition
from pipeline.intake.inbox import gather
from pipeline.intake.limits import USUAL
from pipeline.intake.sorting import Sorted
from tests.inboxes import CATERING, PROPERTY, campaign, placed, workbook
from tests.packages import changed_parts, ole, part, zipped

PROBLEMS = "xl/worksheets/sheet4.xml"
WORD = zipped({"word/document.xml": b"<w/>"})
SLIDES = zipped({"ppt/presentation.xml": b"<p/>"})
FAR = b'<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t xml:space="preserve">%s</t></is></c></row></sheetData>'


def refused(data: bytes, name: str = "总务处自查表.xlsx") -> Sorted:
    """Return what becomes of one file that names its unit."""
    return placed({name: data})[name]


def with_sheet(change: Callable[[bytes], bytes], sheet: str = PROBLEMS) -> bytes:
    """Return a good return with the XML of a sheet changed."""
    before = part(workbook(CATERING), sheet)
    after = change(before)
    assert after != before
    return changed_parts(workbook(CATERING), {sheet: after})


def entity(head: str, use: str) -> bytes:
    """Return a return whose shared strings declare an entity."""
    strings = part(workbook(CATERING), "xl/sharedStrings.xml").decode()
    root = strings.index("<sst")
    text = f"{strings[:root]}<!DOCTYPE sst [{head}]>{strings[root:]}".replace("<t>后勤集团</t>", f"<t>{use}</t>")
    return changed_parts(workbook(CATERING), {"xl/sharedStrings.xml": text.encode()})


LAUGHS = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10 if n else "哈"}">' for n in range(9))


@pytest.mark.parametrize(
    ("name", "data", "code", "says"),
    [
        ("总务处.xlsx", b"", "F07", "文件是空的"),
        ("总务处.xlsx", torn(workbook(PROPERTY)), "F01", "已损坏"),
        ("总务处.xlsx", ole("EncryptionInfo", "EncryptedPackage"), "F02", "密码"),
        ("总务处.xls", ole("EncryptionInfo", "EncryptedPackage"), "F02", "密码"),
        ("总务处.xlsx", ole("Workbook"), "F01", "已损坏，请检查后另存为 .xlsx"),
        ("总务处.xls", ole("Book"), "F01", "另存为 .xlsx"),
        ("总务处.xls", b"<html><table><tr><td>1</td></tr></table></html>", "F03", "没有本次填报表的内容"),
        ("总务处.xlsx", b"\xef\xbb\xbf\r\n<!DOCTYPE html><p>x", "F03", "这是网页"),
        ("总务处.csv", "问题,措施\n".encode("gb18030"), "F03", "这是文本文件"),
        ("总务处.rar", b"Rar!\x1a\x07\x02\x00", "F01", "压缩包或邮件已损坏"),
        ("总务处.7z", b"7z\xbc\xaf\x27\x1c\x00", "F01", "压缩包或邮件已损坏"),
        ("总务处.msg", ole("__properties_version1.0"), "F01", "压缩包或邮件已损坏"),
        ("总务处.xlsb", zipped({"xl/workbook.bin": b"x"}), "F01", "另存为 .xlsx"),
        ("总务处.ods", zipped({"mimetype": b"x", "content.xml": b"<x/>"}), "F01", "没有工作表"),
        ("总务处.et", b"\x00\x01\x02", "F03", "认不出格式"),
        ("总务处.xlsx", zipped({"xl/workbook.xml": b"<workbook/>"}), "F01", "没有工作表"),
        ("总务处.xlsx", zipped({"xl/workbook.xml": b"<workbook>"}), "F01", "XML"),
    ],
)  # fmt: skip
def test_each_kind_is_refused_with_its_own_sentence(name: str, data: bytes, code: str, says: str) -> None:
    """What cannot be read is returned to its unit and says what it is and what to send instead, by content not by name."""
    one = refused(data, name)
    assert (one.disposition, one.identity.unit, one.code) == (Disposition.RETURNED, PROPERTY, code)
    assert says in one.reason


@pytest.mark.parametrize("data", [b"", torn(workbook(PROPERTY)), ole("EncryptedPackage"), b"<html>", b"Rar!\x1a"])
def test_of_an_unknown_unit_it_is_quarantined(data: bytes) -> None:
    """What cannot be read and belongs to nobody known waits for a person, and says both."""
    one = refused(data, "表.xlsx")
    assert one.disposition is Disposition.QUARANTINED
    assert one.reason.endswith("看不出是哪个单位的，请人工确认。")


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("总务处.docx", WORD),
        ("总务处.xlsx", WORD),
        ("总务处.doc", ole("WordDocument")),
        ("总务处.pptx", SLIDES),
        ("总务处.xlsx", scan()),
    ],
)
def test_texts_and_scans_are_attachments_whatever_they_are_called(name: str, data: bytes) -> None:
    """A Word text or a scan called .xlsx is what it is: registered for its unit, no data."""
    assert refused(data, name).disposition is Disposition.ATTACHMENT


def test_a_workbook_without_any_sheet_of_ours_is_returned() -> None:
    """A readable workbook of something else says that it is not the form, in reason and finding."""
    book = changed_parts(workbook(PROPERTY), {})
    sheet = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>%s</t></is></c></row></sheetData></worksheet>'
    every = {f"xl/worksheets/sheet{n}.xml": sheet % "值班表".encode() for n in range(1, 10)}
    one = refused(changed_parts(book, {**every, "docProps/custom.xml": None}))
    assert (one.disposition, one.code) == (Disposition.RETURNED, "F03")
    assert one.facts["what"] == "没有本次填报表内容的工作簿"


@pytest.mark.parametrize(
    "data",
    [
        entity(LAUGHS, "&a8;"),
        entity('<!ENTITY x SYSTEM "file:///etc/hostname">', "&x;"),
        entity('<!ENTITY unused "x">', "后勤集团"),
        with_sheet(lambda xml: xml.replace(b"<worksheet", b'<!DOCTYPE x [<!ENTITY a "b">]><worksheet', 1)),
        with_sheet(lambda xml: xml.replace(b"<styleSheet", b'<!DOCTYPE x [<!ENTITY a "b">]><styleSheet', 1), "xl/styles.xml"),
        with_sheet(lambda xml: xml.replace(b"</sheetData>", b"")),
        with_sheet(lambda xml: xml.replace(b"<sheetData>", b"<sheetData>" + b"<x>" * 300 + b"</x>" * 300)),
    ],
    ids=["billion laughs", "external", "unused", "in a sheet", "in a part nobody walks", "ill-formed", "too deep"],
)  # fmt: skip
def test_xml_no_office_program_writes_is_refused(data: bytes) -> None:
    """Declared entities, ill-formed and absurdly nested XML refuse the whole file; nothing is expanded or fetched."""
    one = refused(data, "后勤集团.xlsx")
    assert (one.disposition, one.code) == (Disposition.RETURNED, "F01")
    assert "XML" in one.reason


@pytest.mark.parametrize("text", [b"x", b" "], ids=["text", "blank"])
def test_a_cell_at_the_end_of_the_world_costs_no_return(text: bytes) -> None:
    """One far cell, even a blank one, would make the fast reader ask for half a terabyte: it is never asked."""
    one = refused(with_sheet(lambda xml: xml.replace(b"</sheetData>", FAR % text)), "后勤集团.xlsx")
    assert (one.disposition, one.code) == (Disposition.USED, "")
    assert one.opened.submission is not None
    said = {(remark.code, remark.cell) for remark in one.opened.submission.remarks}
    assert said == {("S19", "XFD1048576")} | ({("S10", "A1048576")} if text.strip() else set())
    assert one.opened.submission.data_rows == opened_rows(workbook(CATERING))


def opened_rows(data: bytes) -> int:
    """Return how many rows a good return submits."""
    submission = refused(data, "后勤集团.xlsx").opened.submission
    assert submission is not None
    return submission.data_rows


def test_a_part_that_inflates_beyond_belief_is_refused() -> None:
    """A part that is a thousand times its packed size is a bomb, not a return."""
    one = refused(changed_parts(workbook(CATERING), {"xl/media/image1.png": bytes(3 * 2**20)}), "后勤集团.xlsx")
    assert "大得不正常" in one.reason


def test_sheets_are_found_wherever_the_package_keeps_them() -> None:
    """A program that keeps its sheets in a folder of another name loses no row."""
    before = workbook(CATERING)
    relations = part(before, "xl/_rels/workbook.xml.rels").replace(b"worksheets/", b"s/")
    types = part(before, "[Content_Types].xml").replace(b"/xl/worksheets/", b"/xl/s/")
    moved: dict[str, bytes | None] = {"xl/_rels/workbook.xml.rels": relations, "[Content_Types].xml": types}
    for n in range(1, 11):
        name = f"xl/worksheets/sheet{n}.xml"
        moved |= {name: None, f"xl/s/sheet{n}.xml": part(before, name)}
    found = placed({"1.xlsx": changed_parts(before, moved)})["1.xlsx"]
    expected = placed({"1.xlsx": before})["1.xlsx"]
    assert found.opened.submission is not None
    assert expected.opened.submission is not None
    assert found.opened.submission.data_rows == expected.opened.submission.data_rows > 0


def test_two_parts_of_one_name_are_refused() -> None:
    """A package that names a part twice, so that two readers may see two files, is refused."""
    data = changed_parts(workbook(CATERING), {"xl/worksheets/Sheet4.xml": part(workbook(CATERING), PROBLEMS)})
    assert "重名" in refused(data, "后勤集团.xlsx").reason


def test_the_inbox_is_read_at_any_depth_and_in_order(tmp_path: Path) -> None:
    """Files in folders within folders are found, listed by their path below the inbox."""
    for path in ("b/总务处/深/表.xlsx", "a.xlsx", "b/~$表.xlsx"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(b"x")
    assert [one.path for one in gather(tmp_path)] == ["a.xlsx", "b/~$表.xlsx", "b/总务处/深/表.xlsx"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
def test_links_and_devices_are_listed_and_never_followed(tmp_path: Path) -> None:
    """A link to a file, to a folder, to nowhere and a pipe are each listed with why they were not opened."""
    secret, box = tmp_path / "别处", tmp_path / "inbox"
    for folder in (secret, box):
        folder.mkdir()
    (secret / "总务处.xlsx").write_bytes(workbook(PROPERTY))
    (box / "1.xlsx").symlink_to(secret / "总务处.xlsx")
    (box / "2").symlink_to(secret, target_is_directory=True)
    (box / "3.xlsx").symlink_to(secret / "没有")
    os.mkfifo(box / "4.xlsx")
    found = gather(box)
    assert [one.path for one in found] == ["1.xlsx", "2", "3.xlsx", "4.xlsx"]
    assert {one.trouble for one in found} == {"不是普通文件（链接或设备），没有打开"}
    assert {one.data for one in found} == {b""}


def test_a_file_or_folder_that_may_not_be_read_is_listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the system refuses to open is listed with the reason; the rest of the inbox is read."""

    def denied(path: Path) -> bytes:
        if path.name == "锁.xlsx":
            raise PermissionError(13, "Permission denied")
        return b"x"

    def walk(top: Path, onerror: Callable[[OSError], None]) -> list[tuple[str, list[str], list[str]]]:
        onerror(PermissionError(13, "Permission denied", str(top / "锁着的")))
        return [(str(top), [], ["好.xlsx", "锁.xlsx"])]

    for name in ("好.xlsx", "锁.xlsx"):
        (tmp_path / name).write_bytes(b"x")
    monkeypatch.setattr(Path, "read_bytes", denied)
    monkeypatch.setattr("os.walk", walk)
    said = {one.path: one.trouble for one in gather(tmp_path)}
    assert said == {"好.xlsx": "", "锁.xlsx": "读不了（Permission denied）", "锁着的/": "这个文件夹打不开"}


def test_a_giant_is_not_read(tmp_path: Path) -> None:
    """A file past the limit is listed without being read."""
    with (tmp_path / "总务处.xlsx").open("wb") as giant:
        giant.truncate(USUAL.limits.file + 1)
    (one,) = gather(tmp_path)
    assert (one.trouble, one.data) == ("文件超过64 MB，没有打开", b"")


@pytest.mark.parametrize("make", [lambda _: None, lambda path: path.write_bytes(b"x")], ids=["missing", "a file"])
def test_a_missing_inbox_is_said_with_a_remedy(make: Callable[[Path], object], tmp_path: Path) -> None:
    """An inbox that is no folder stops the run with one sentence and what to do."""
    make(tmp_path / "inbox")
    with pytest.raises(WorkspaceError) as error:
        gather(tmp_path / "inbox")
    assert "没有找到收件文件夹" in error.value.problem
    assert "--inbox" in error.value.remedy


def test_no_refusal_repeats_what_is_in_the_file() -> None:
    """What a file holds is not quoted in the reason for refusing it."""
    secret = "收受供应商礼金".encode()
    for data in (b"<html>" + secret, secret, ole("EncryptedPackage") + secret, torn(workbook(PROPERTY)) + secret):
        assert "礼金" not in json.dumps(refused(data).reason, ensure_ascii=False)
    assert campaign().form["cases"].confidential
