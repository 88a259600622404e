"""Whose file it is: the weight of evidence, and that nothing is guessed (domain.md 4.3, product.md)."""

from dataclasses import replace
from io import BytesIO

import pytest
from openpyxl import load_workbook

from pipeline.campaign.model import Unit
from pipeline.demo.fakes import photo, saved_bytes, scan
from pipeline.form.identity import META_SHEET
from pipeline.intake.disposition import Disposition
from pipeline.intake.identify import Identity
from pipeline.intake.names import NameBook
from pipeline.publish.unit_workbook import render_unit_workbook
from tests.inboxes import CATERING, PROPERTY, arrival, campaign, misnamed, placed, unmarked, workbook


def identity(path: str, data: bytes, sender: str = "") -> Identity:
    """Return whose a single file is."""
    one = replace(arrival(path, data), sender=sender)
    return placed({path: one})[path].identity


@pytest.mark.parametrize(
    "path",
    [
        "后勤集团-自查表(最终版)(1).xlsx",
        "副本副本.xlsx",
        "1.xlsx",
        "没有后缀",
        "报校办公室.xlsx",
        "校办－后勤集团自查表.xlsx",
        "总务处/后勤集团.xlsx",
        "11月7日收/表.xlsx",
        "急！先看.xlsx",
    ],
)
def test_the_template_mark_tells_the_unit_whatever_the_file_is_called(path: str) -> None:
    """A renamed workbook is known by its mark, whatever folder it lies in, whatever office it is sent to (no. 1)."""
    assert replace(identity(path, workbook(CATERING)), remarks=()) == Identity(CATERING, "模板标记")


def test_hidden_sheet_and_document_properties_each_carry_the_mark() -> None:
    """The mark survives the loss of the hidden sheet, and the loss of the document properties."""
    without_sheet, without_properties = load_workbook(BytesIO(workbook())), load_workbook(BytesIO(workbook()))
    del without_sheet[META_SHEET]
    for name in list(without_properties.custom_doc_props.names):  # type: ignore[attr-defined]  # not in the stubs
        del without_properties.custom_doc_props[name]  # type: ignore[attr-defined]
    assert identity("表.xlsx", saved_bytes(without_sheet.save)) == Identity(CATERING, "文件属性")
    assert identity("表.xlsx", saved_bytes(without_properties.save)) == Identity(CATERING, "模板标记")


def test_without_a_mark_the_unit_cell_tells_and_the_reader_is_told_so() -> None:
    """A workbook copied into a new one is known by 填报单位, with the finding that says by what (no. 15, F08)."""
    assert identity("表.xlsx", unmarked(PROPERTY)) == Identity(PROPERTY, "表内填报单位", "F08", "表内填报单位")


def test_a_known_alias_in_the_unit_cell_is_the_unit() -> None:
    """An alias the campaign lists stands for its unit, with or without a mark (no. 31)."""
    assert identity("表.xlsx", unmarked(PROPERTY, "总务")).unit == PROPERTY
    assert identity("表.xlsx", misnamed(PROPERTY, "总务")) == Identity(PROPERTY, "模板标记")


@pytest.mark.parametrize("written", ["后勤处", "总务科", "后勤", "某某处"])
def test_a_name_nobody_listed_is_not_guessed(written: str) -> None:
    """A name that only resembles a unit's goes to a person, quoted (no. 32, F04)."""
    found = identity("表.xlsx", unmarked(PROPERTY, written))
    assert (found.unit, found.code) == ("", "F04")
    assert written in found.what


def test_the_office_itself_is_no_unit_that_answers() -> None:
    """A workbook that names the collecting office as 填报单位 goes to a person."""
    assert identity("表.xlsx", unmarked(PROPERTY, "校办公室")).code == "F04"
    assert NameBook(campaign()).resolve("校办") == ""


@pytest.mark.parametrize(
    "text",
    ["总务处", " 总务处 ", "总　务　处", "武昌首义学院总务处", "武昌首义学院　总务处", "总务处（水电科）", "总务处水电科", "总务处 维修中心", "总务"],
)  # fmt: skip
def test_school_blanks_brackets_and_sections_are_passed_over(text: str) -> None:
    """School name, full-width blanks, bracketed additions and sections do not hide the unit (no. 33)."""
    assert NameBook(campaign()).resolve(text) == PROPERTY


@pytest.mark.parametrize("text", ["", "武昌首义学院", "处", "总务处和后勤集团", "总务处的上级单位", "不是总务处"])
def test_texts_that_only_contain_a_name_do_not_resolve(text: str) -> None:
    """A short text that says more than a unit's name names no unit."""
    assert NameBook(campaign()).resolve(text) == ""


@pytest.mark.parametrize("text", ["总务处水电科", "武昌首义学院　总务处 水电科", "总务处（水电科）"])
def test_a_section_is_kept_beside_the_unit(text: str) -> None:
    """The section behind a unit's name is told (F14) and stays in the evidence; the unit is its unit (no. 33)."""
    found = identity("表.xlsx", misnamed(PROPERTY, text))
    assert (found.unit, found.evidence) == (PROPERTY, "模板标记（科室：水电科）")
    assert [(one.code, one.sheet, one.cell, one.heading, one.found, one.facts["section"]) for one in found.remarks] == [
        ("F14", "基本情况", "B6", "填报单位", text, "水电科")
    ]
    assert NameBook(campaign()).parted("武昌首义学院　总务处") == (PROPERTY, "")


@pytest.mark.parametrize("text", ["后勤处水电科", "总务处信息技术中心", "总务处保卫处", "后勤集团处餐饮部"])
def test_a_section_never_helps_to_guess(text: str) -> None:
    """A beginning that is a name of several units, and a rest that is a unit or goes on as one, name nobody."""
    shared = {"后勤处": PROPERTY, "后勤": CATERING}
    units = tuple(
        replace(unit, aliases=(*unit.aliases, "后勤处")) if unit.name == CATERING else unit for unit in campaign().units
    )
    units = (*units, Unit("信息技术中心", "XXJS"))
    assert NameBook(replace(campaign(), units=units, unit_aliases=shared)).parted(text) == ("", "")


def test_a_folder_of_another_unit_is_told_and_does_not_decide() -> None:
    """Mark and unit cell weigh more than a folder's name: the file is used, and F15 names the folder's unit."""
    found = identity("总务处/表.xlsx", workbook(CATERING))
    assert (found.unit, [one.code for one in found.remarks]) == (CATERING, ["F15"])
    assert PROPERTY in found.remarks[0].facts["what"]
    assert identity("总务处、后勤集团/表.xlsx", workbook(CATERING)).remarks == ()


def test_a_sender_of_another_unit_is_told_and_does_not_decide() -> None:
    """A marked workbook that another unit's address sent is used with F15; by its unit cell alone it waits (F05)."""
    units = tuple(
        replace(unit, email="zwc@example.edu.cn") if unit.name == PROPERTY else unit for unit in campaign().units
    )
    of = replace(campaign(), units=units)
    for data, unit, code in ((workbook(CATERING), CATERING, "F15"), (unmarked(CATERING), "", "F05")):
        one = replace(arrival("表.xlsx", data), sender="zwc@example.edu.cn")
        found = placed({"表.xlsx": one}, of=of)["表.xlsx"].identity
        assert found.unit == unit
        assert [*(said.code for said in found.remarks), found.code].count(code) == 1
        assert PROPERTY in (found.what or found.remarks[0].facts["what"])


def test_a_folder_against_the_unit_cell_alone_goes_to_a_person() -> None:
    """Without the mark the unit cell and the folder are one word against another: both are named (F05)."""
    found = identity("后勤集团/表.xlsx", unmarked(PROPERTY))
    assert (found.unit, found.code) == ("", "F05")
    assert set(found.sides) == {PROPERTY, CATERING}


def test_an_alias_of_two_units_names_neither() -> None:
    """An alias two units share is ambiguous and never decides; a unit's own name stays its own (no. 32)."""
    one, other = Unit("总务处", "ZWC", aliases=("后勤处", "后勤集团")), Unit("后勤集团", "HQJT", aliases=("后勤处",))
    book = NameBook(replace(campaign(), units=(one, other), unit_aliases={"后勤处": "总务处"}))
    assert book.resolve("后勤处") == ""
    assert book.mentioned("后勤处签字页") == set()
    assert book.resolve("后勤集团") == "后勤集团"


def test_an_alias_works_from_the_moment_the_campaign_lists_it() -> None:
    """An alias of the sheet 别名 is believed like one of 责任单位."""
    assert NameBook(campaign()).resolve("后管处") == ""
    assert NameBook(replace(campaign(), unit_aliases={"后管处": PROPERTY})).resolve("后管处") == PROPERTY


def test_the_longest_name_wins_where_names_overlap() -> None:
    """A name within a longer name is not counted as another unit."""
    book = NameBook(replace(campaign(), unit_aliases={"集团": PROPERTY}))
    assert book.mentioned("后勤集团自查表") == {CATERING}
    assert book.mentioned("后勤集团、集团自查表") == {CATERING, PROPERTY}


@pytest.mark.parametrize("written", [CATERING, "某某处"])
def test_another_units_template_goes_to_a_person(written: str) -> None:
    """A unit cell that contradicts the mark is quarantined, both sides named, whether it is known or not (no. 13, R25)."""
    found = placed({"表.xlsx": misnamed(PROPERTY, written)})["表.xlsx"]
    assert (found.identity.unit, found.code, found.disposition) == ("", "R25", Disposition.QUARANTINED)
    assert written in found.reason
    assert PROPERTY in found.reason


@pytest.mark.parametrize("data", [workbook(PROPERTY), unmarked(PROPERTY)], ids=["marked", "unmarked"])
def test_a_file_name_that_contradicts_the_content_goes_to_a_person(data: bytes) -> None:
    """Another unit's name in the file name is a contradiction, both sides named (no. 3, F05)."""
    found = identity("后勤集团自查表.xlsx", data)
    assert (found.unit, found.code) == ("", "F05")
    assert CATERING in found.what
    assert PROPERTY in found.what


def test_a_file_name_that_also_names_the_unit_contradicts_nothing() -> None:
    """Two units in a file name, one of them the right one, leave the mark alone."""
    assert identity("总务处转后勤集团自查表.xlsx", workbook(PROPERTY)).unit == PROPERTY


def test_another_campaigns_workbook_goes_to_a_person() -> None:
    """A workbook issued for another campaign is quarantined and says for which."""
    settings = replace(campaign().settings, campaign="canteen-2022")
    other = replace(campaign(), settings=settings)
    found = placed({"总务处.xlsx": render_unit_workbook(other, other.unit(PROPERTY))})["总务处.xlsx"]
    assert (found.disposition, found.code) == (Disposition.QUARANTINED, "F05")
    assert "canteen-2022" in found.reason


def test_the_sender_tells_whose_a_nameless_scan_is() -> None:
    """A scan without a name in it belongs to the unit whose address the letter came from."""
    assert identity("扫描件.pdf", scan(), sender="ZWC@example.edu.cn") == Identity(
        PROPERTY, "发件地址", "F08", "发件地址"
    )
    assert identity("扫描件.pdf", scan(), sender="somebody@example.com").code == "F04"


def test_a_sender_that_contradicts_the_file_name_goes_to_a_person() -> None:
    """A scan named after one unit and sent by another is not given to either (F05)."""
    found = identity("后勤集团签字页.pdf", scan(), sender="zwc@example.edu.cn")
    assert (found.unit, found.code) == ("", "F05")
    assert identity("总务处签字页.pdf", scan(), sender="zwc@example.edu.cn").unit == PROPERTY


def test_an_address_two_units_share_tells_nothing() -> None:
    """An address listed for two units is no evidence, one of several addresses of a unit is."""
    one, other = Unit("甲处", "JC", email="a@example.com；hq@example.com"), Unit("乙处", "YC", email="hq@example.com")
    book = NameBook(replace(campaign(), units=(one, other)))
    assert book.of_sender("hq@example.com") == ""
    assert book.of_sender("A@example.com") == "甲处"


@pytest.mark.parametrize(
    "path",
    ["总务处签字页.pdf", "总务处/IMG_2031.jpg", "收件/总务/微信图片.png", "返回.zip!总务处/IMG_2031.jpg", "总务处.zip!照片/1.png", "总务.eml!扫描.pdf"],
)  # fmt: skip
def test_file_name_then_folder_tell_whose_an_attachment_is(path: str) -> None:
    """A scan or photo is known by its own name, else by folders, archive or letter around it."""
    found = identity(path, photo())
    assert found.unit == PROPERTY
    assert found.code == "F08"


@pytest.mark.parametrize("path", ["总务处和后勤集团合报.pdf", "总务处/后勤集团.zip!1.pdf", "总务处、后勤集团/1.pdf"])
def test_two_units_in_a_name_are_not_chosen_from(path: str) -> None:
    """A name with two units in it gives a scan to neither, and says which two (F05)."""
    found = identity(path, scan())
    assert (found.unit, found.code) == ("", "F05")
    assert set(found.sides) == {CATERING, PROPERTY}


def test_the_file_name_weighs_more_than_the_folder() -> None:
    """A scan named after one unit in the folder of another is the named one's."""
    assert identity("后勤集团/总务处签字.pdf", scan()).unit == PROPERTY


def test_a_round_that_is_no_number_is_the_first() -> None:
    """A damaged round in the mark does not stop anything."""
    book = load_workbook(BytesIO(workbook(PROPERTY)))
    for row in book[META_SHEET].iter_rows(max_col=2):
        if row[0].value == "pipeline_round":
            row[1].value = "²"
    assert identity("表.xlsx", saved_bytes(book.save)).round == 1
