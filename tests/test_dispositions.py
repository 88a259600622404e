"""Every file exactly one disposition, with its reason in a sentence (product.md, What happens to a return)."""

from dataclasses import replace
from datetime import date, datetime
from io import BytesIO

import pytest
from openpyxl import load_workbook

from pipeline.campaign.settings import REFUSE_LATE
from pipeline.demo.fakes import letter, lock_file, photo, saved_bytes, scan, torn
from pipeline.form import identity as keys
from pipeline.intake.disposition import Disposition
from pipeline.intake.received import is_late
from pipeline.intake.rounds import first_received
from pipeline.intake.sorting import OfficeWord, Sorted
from tests.inboxes import AS_OF, CATERING, PROPERTY, arrival, blank, campaign, misnamed, placed, unmarked, workbook
from tests.packages import zipped

USED, SUPERSEDED, DUPLICATE, RETURNED, QUARANTINED, ATTACHMENT, CONTAINER, IGNORED = Disposition
LATE = date(2023, 11, 8)


def mailed(data: bytes, sent: str, name: str = "自查表.xlsx", sender: str = "zwc@example.edu.cn") -> bytes:
    """Return a letter with one attachment."""
    return letter(sender, "报送", "请查收。", sent, {name: data})


def used(found: dict[str, Sorted]) -> list[str]:
    """Return the paths of the files in use."""
    return [path for path, one in found.items() if one.disposition is USED]


def test_a_single_return_is_used_and_says_how_it_was_known() -> None:
    """The only return of a unit counts; the reason names unit and evidence."""
    one = placed({"a.xlsx": workbook()})["a.xlsx"]
    assert (one.disposition, one.code) == (USED, "")
    assert one.reason == "后勤集团报来的填报表，按模板标记认定。"


def test_the_later_mail_counts_whatever_zone_it_was_written_in() -> None:
    """Of two mailed returns the one sent later counts, compared in one clock, and the reason says so."""
    found = placed(
        {
            "1.eml": mailed(workbook(PROPERTY, remark="一"), "2023-11-06T20:00:00-08:00"),
            "2.eml": mailed(workbook(PROPERTY, remark="二", filled_on="2023-11-07"), "2023-11-07T10:00:00+08:00"),
        }
    )
    assert used(found) == ["1.eml!自查表.xlsx"]
    assert "邮件日期" in found["1.eml!自查表.xlsx"].reason
    assert found["1.eml!自查表.xlsx"].received == "2023-11-07T12:00:00+08:00"
    older = found["2.eml!自查表.xlsx"]
    assert older.disposition is SUPERSEDED
    assert older.reason == "已由同一单位较新的“1.eml!自查表.xlsx”替代。"


@pytest.mark.parametrize(
    ("older", "newer", "says"),
    [
        (workbook(filled_on="2023-11-06"), workbook(filled_on="2023-11-07", saved="2023-11-05T10:00:00+08:00"), "填报日期"),
        (workbook(), workbook(saved="2023-11-06T11:00:00+08:00", remark="再"), "文件保存时间"),
    ],
    ids=["filled", "saved"],
)  # fmt: skip
def test_filling_day_then_saved_time_order_versions(older: bytes, newer: bytes, says: str) -> None:
    """Without mail dates 填报日期 decides, then the time the program says it saved; file times do not matter."""
    files = {"旧.xlsx": arrival("旧.xlsx", older, modified=9), "新.xlsx": arrival("新.xlsx", newer, modified=1)}
    found = placed(files)
    assert used(found) == ["新.xlsx"]
    assert says in found["新.xlsx"].reason


def test_the_file_time_comes_last_and_is_said_to_be_a_makeshift() -> None:
    """Where everything else is the same the file's time on disk decides, and the reason warns of it."""
    first, second = workbook(remark="一"), workbook(remark="二")
    found = placed({"a.xlsx": arrival("a.xlsx", first, modified=2), "b.xlsx": arrival("b.xlsx", second, modified=1)})
    assert used(found) == ["a.xlsx"]
    assert "磁盘文件时间" in found["a.xlsx"].reason
    assert "请留意" in found["a.xlsx"].reason


def test_what_nothing_orders_is_quarantined_both() -> None:
    """Two different returns with the same dates and times wait for the office; the reason names them (F06)."""
    found = placed({"a.xlsx": workbook(remark="一"), "b.xlsx": workbook(remark="二")})
    assert {one.disposition for one in found.values()} == {QUARANTINED}
    assert {one.code for one in found.values()} == {"F06"}
    assert "a.xlsx、b.xlsx" in found["a.xlsx"].reason


def test_an_order_counts_only_if_every_version_has_it() -> None:
    """One mailed and one loose return are not ordered by mail date but by 填报日期."""
    files = {
        "信.eml": mailed(workbook(PROPERTY), "2023-11-09T10:00:00+08:00"),
        "a.xlsx": workbook(PROPERTY, filled_on="2023-11-07"),
    }
    assert used(placed(files)) == ["a.xlsx"]


def test_a_later_broken_file_does_not_replace_a_readable_one() -> None:
    """The newest readable return counts; the broken one is returned and says what to send."""
    found = placed({"总务处.xlsx": workbook(PROPERTY), "总务处（新）.xlsx": torn(workbook(PROPERTY))})
    assert used(found) == ["总务处.xlsx"]
    assert found["总务处（新）.xlsx"].disposition is RETURNED
    assert "另存为 .xlsx" in found["总务处（新）.xlsx"].reason


def test_a_copy_is_a_duplicate_and_says_of_which() -> None:
    """The same content under another name is a duplicate of the first path."""
    found = placed({"后勤集团/b.xlsx": workbook(), "a.xlsx": workbook()})
    assert used(found) == ["后勤集团/b.xlsx"]
    assert found["a.xlsx"].disposition is DUPLICATE
    assert found["a.xlsx"].reason == "内容与“后勤集团/b.xlsx”完全相同。"


@pytest.mark.parametrize(
    "copy", ["后勤集团 - 副本.xlsx", "后勤集团(1).xlsx", "copy of 后勤集团.xlsx", "复件 后勤集团.xlsx"]
)
def test_the_plain_name_is_the_original(copy: str) -> None:
    """Of files with the same content the one whose name is not a copy's is used, whatever comes first."""
    for names in ((copy, "自查表.xlsx"), ("自查表.xlsx", copy)):
        found = placed({name: workbook() for name in names})
        assert (used(found), found[copy].disposition) == (["自查表.xlsx"], DUPLICATE)


def test_a_nameless_copy_of_a_known_scan_is_a_duplicate() -> None:
    """A scan nobody could place, and the same scan under its unit's name, are one scan."""
    found = placed({"IMG_1.png": photo(), "总务处签字.png": photo()})
    assert found["总务处签字.png"].disposition is ATTACHMENT
    assert found["IMG_1.png"].disposition is DUPLICATE
    assert "总务处签字.png" in found["IMG_1.png"].reason


def test_the_same_page_of_two_units_is_an_attachment_of_each() -> None:
    """The same content under two units' names belongs to both."""
    found = placed({"总务处.pdf": scan(), "后勤集团.pdf": scan()})
    assert {one.disposition for one in found.values()} == {ATTACHMENT}


def test_empty_files_are_not_copies_of_each_other() -> None:
    """Empty files of two units are each returned to their unit, a nameless one is quarantined."""
    found = placed({"总务处.xlsx": b"", "后勤集团.xlsx": b"", "x.xlsx": b""})
    assert [one.disposition for one in found.values()] == [RETURNED, RETURNED, QUARANTINED]
    assert {one.code for one in found.values()} == {"F07"}


@pytest.mark.parametrize(
    ("name", "data"),
    [("总务处签字.pdf", scan()), ("总务处.jpg", b"\xff\xd8\xff\xe0" + bytes(60)), ("总务处.png", photo())],
)
def test_scans_and_photos_are_attachments_of_their_unit(name: str, data: bytes) -> None:
    """A scan or photo is registered for its unit, and is no data."""
    one = placed({name: data})[name]
    assert (one.disposition, one.identity.unit) == (ATTACHMENT, PROPERTY)
    assert one.reason.endswith("登记为总务处的附件，不作为填报数据。")


def test_an_attachment_of_nobody_is_quarantined() -> None:
    """A scan that no name, folder or sender explains waits for a person."""
    one = placed({"扫描全能王 11-7.pdf": scan()})["扫描全能王 11-7.pdf"]
    assert (one.disposition, one.code) == (QUARANTINED, "F04")
    assert "请人工确认" in one.reason


def test_a_blank_template_sent_back_is_returned() -> None:
    """A template in which nothing is filled in is no nil report; it says so."""
    one = placed({"总务处.xlsx": blank(PROPERTY)})["总务处.xlsx"]
    assert (one.disposition, one.code) == (RETURNED, "F07")
    assert "空白" in one.reason


@pytest.mark.parametrize(
    "path",
    [
        "~$自查表.xlsx",
        "后勤集团/.DS_Store",
        "Thumbs.db",
        "__MACOSX/总务处.xlsx",
        "下载.crdownload",
        "._总务处.xlsx",
        "desktop.ini",
    ],
)
def test_system_and_temporary_files_are_ignored_inside_archives_too(path: str) -> None:
    """What programs leave behind is ignored, listed with its reason, and never quarantined."""
    one = placed({"a.zip": zipped({path: lock_file("周某")})})[f"a.zip!{path}"]
    assert one.disposition is IGNORED
    assert one.reason.endswith("不处理。")


def test_lateness_by_moment() -> None:
    """A moment is late from the second after the deadline on, in China's time, whatever zone it is written in."""
    of = campaign()
    assert of.settings.deadline == datetime(2023, 11, 7, 17, 30)  # noqa: DTZ001  the deadline has no zone
    assert not is_late(of, "2023-11-07T17:30:00+08:00")
    assert is_late(of, "2023-11-07T17:30:01+08:00")
    assert is_late(of, "2023-11-07T10:00:00+00:00")
    assert not is_late(of, "2023-11-07T17:30:00")


def test_lateness_by_day() -> None:
    """A file whose moment nobody knows is never late on the day of the deadline, and late on the next."""
    assert not is_late(campaign(), "2023-11-07")
    assert is_late(campaign(), "2023-11-08")
    assert not is_late(replace(campaign(), settings=replace(campaign().settings, deadline=None)), "2024-11-08")


def test_received_is_the_day_of_the_run_that_first_saw_the_content() -> None:
    """A loose file was received on the day of the first run that saw it, however often it is seen again or renamed."""
    one = arrival("a.xlsx", workbook())
    assert placed({"a.xlsx": one}, as_of=LATE)["a.xlsx"].received == "2023-11-08"
    again = placed({"改名.xlsx": replace(one, path="改名.xlsx")}, seen={one.sha256: "2023-11-06"}, as_of=LATE)
    assert again["改名.xlsx"].received == "2023-11-06"


def test_the_office_may_choose_the_older_version() -> None:
    """采用 decides between versions; the others say that the office chose."""
    files = {"旧.xlsx": workbook(filled_on="2023-11-06"), "新.xlsx": workbook(filled_on="2023-11-07")}
    found = placed(files, {"旧.xlsx": OfficeWord("采用")})
    assert used(found) == ["旧.xlsx"]
    assert found["旧.xlsx"].reason == "汇总单位指定采用。"
    assert found["新.xlsx"].reason == "已由汇总单位指定采用的“旧.xlsx”替代。"


def test_two_chosen_files_count_together() -> None:
    """Where the office chose two they are merged, and a third that is newer still counts for nothing."""
    files = {f"{day}.xlsx": workbook(filled_on=f"2023-11-0{day}") for day in (4, 5, 6)}
    found = placed(files, {"4.xlsx": OfficeWord("采用"), "5.xlsx": OfficeWord("采用")})
    assert used(found) == ["4.xlsx", "5.xlsx"]
    assert found["4.xlsx"].reason == "汇总单位指定采用，与另1份合并采用。"
    assert found["6.xlsx"].reason == "已由汇总单位指定采用的“4.xlsx”、“5.xlsx”替代。"


@pytest.mark.parametrize("word", ["总务处", "总务", "属于总务处", "武昌首义学院 总务处"])
def test_the_office_may_say_whose_a_file_is(word: str) -> None:
    """A unit named in 处理指定 overrules mark, unit cell and file name."""
    one = placed({"后勤集团.xlsx": misnamed(PROPERTY, CATERING)}, {"后勤集团.xlsx": OfficeWord(word)})["后勤集团.xlsx"]
    assert (one.disposition, one.identity.unit, one.identity.evidence) == (USED, PROPERTY, "汇总单位指定")


def test_the_office_may_leave_a_file_out() -> None:
    """忽略 takes a file out, and everything it wrote stays in its columns."""
    files = {"a.xlsx": workbook(remark="一"), "b.xlsx": workbook(remark="二")}
    found = placed(files, {"b.xlsx": OfficeWord("忽略", received="2023-11-05")})
    assert used(found) == ["a.xlsx"]
    assert found["b.xlsx"].disposition is IGNORED
    assert found["b.xlsx"].reason == "汇总单位指定忽略。"
    assert (found["b.xlsx"].office_word, found["b.xlsx"].office_received) == ("忽略", "2023-11-05")


@pytest.mark.parametrize(("word", "becomes"), [("忽略", IGNORED), ("总务处", USED), ("采用", QUARANTINED)])
def test_a_word_for_a_letter_holds_for_what_is_in_it(word: str, becomes: Disposition) -> None:
    """What the office writes for a letter or archive holds for its members, but stays written where it was written."""
    files = {"信.eml": mailed(unmarked(PROPERTY, "某某处"), "2023-11-06T10:00:00+08:00")}
    found = placed(files, {"信.eml": OfficeWord(word)})["信.eml!自查表.xlsx"]
    assert found.disposition is becomes
    assert found.office_word == ""


def test_the_word_for_a_member_weighs_more_than_that_for_its_letter() -> None:
    """A word written for one attachment holds there, the letter's for the others."""
    files = {
        "信.eml": letter(
            "x@example.com", "报", "好", "2023-11-06T10:00:00+08:00", {"1.pdf": scan(), "2.xlsx": unmarked(PROPERTY)}
        )
    }
    found = placed(files, {"信.eml": OfficeWord("忽略"), "信.eml!2.xlsx": OfficeWord("采用")})
    assert found["信.eml!1.pdf"].disposition is IGNORED
    assert found["信.eml!2.xlsx"].disposition is USED


def test_a_corrected_time_of_receipt_overrules_every_other() -> None:
    """更正收件时间 weighs more than the mail's date and the first run, and decides between versions."""
    files = {
        "1.eml": mailed(workbook(PROPERTY, remark="一"), "2023-11-06T10:00:00+08:00"),
        "2.eml": mailed(workbook(PROPERTY, remark="二"), "2023-11-06T11:00:00+08:00"),
    }
    found = placed(files, {"1.eml!自查表.xlsx": OfficeWord(received="2023-11-06T12:00:00")})
    assert used(found) == ["1.eml!自查表.xlsx"]
    assert found["1.eml!自查表.xlsx"].received == "2023-11-06T12:00:00"


@pytest.mark.parametrize(
    "path", [" 总务处.xlsx", "总务处\u202exslx.xlsx", "总务处\u3000表.xlsx", "总务处\x07.xlsx", "总务处\udcd7.xlsx"]
)
def test_the_offices_word_reaches_files_with_odd_names(path: str) -> None:
    """What a spreadsheet cell does not keep of a name (blanks at its ends, unseen marks) does not lose the word."""
    shown = path.replace("\udcd7", "\ufffd").replace("\x07", "").replace("\u202e", "").strip()
    assert placed({path: workbook(PROPERTY)}, {shown: OfficeWord("忽略")})[path].disposition is IGNORED


def test_where_late_returns_are_not_accepted_the_office_decides() -> None:
    """Under 不收 a late return is quarantined with both times (F11); 采用 lets it in; one in time is used."""
    strict = replace(campaign(), settings=replace(campaign().settings, late_policy=REFUSE_LATE))
    files = {"信.eml": mailed(workbook(PROPERTY), "2023-11-07T18:00:00+08:00")}
    one = placed(files, of=strict)["信.eml!自查表.xlsx"]
    assert (one.disposition, one.code) == (QUARANTINED, "F11")
    assert "2023-11-07 17:30" in one.reason
    assert "2023-11-07 18:00" in one.reason
    assert used(placed(files, {"信.eml!自查表.xlsx": OfficeWord("采用")}, of=strict)) == ["信.eml!自查表.xlsx"]
    assert used(placed({"a.xlsx": workbook(PROPERTY)}, of=strict, as_of=AS_OF)) == ["a.xlsx"]
    assert used(placed(files)) == ["信.eml!自查表.xlsx"]


def test_a_copy_received_in_time_makes_the_unit_in_time() -> None:
    """A unit is late by its first readable return, though a copy of it saved later is the one in use."""
    found = placed(
        {"a.xlsx": workbook(PROPERTY), "信.eml": mailed(workbook(PROPERTY), "2023-11-07T16:00:00+08:00")}, as_of=LATE
    )
    assert found["信.eml!自查表.xlsx"].disposition is DUPLICATE
    assert first_received(list(found.values())) == {PROPERTY: "2023-11-07T16:00:00+08:00"}


def test_nothing_depends_on_the_order_of_files() -> None:
    """Whatever order the inbox is read in, each file gets the same disposition."""
    files = {
        "1.eml": mailed(workbook(PROPERTY, remark="一"), "2023-11-06T10:00:00+08:00"),
        "2.eml": mailed(workbook(PROPERTY, remark="二"), "2023-11-06T11:00:00+08:00"),
        "后勤集团.xlsx": workbook(), "后勤集团.pdf": scan(), "x.png": photo(), "坏.xlsx": torn(workbook()), "空": b"",
    }  # fmt: skip
    forwards = {path: one.disposition for path, one in placed(files).items()}
    backwards = {path: one.disposition for path, one in placed(dict(reversed(files.items()))).items()}
    assert forwards == backwards
    assert len(set(forwards.values())) == 5


def test_a_workbook_of_another_campaign_says_which_and_what_to_do() -> None:
    """A file issued for another campaign waits, and names that campaign, the unit it went to, and both ways out."""
    book = load_workbook(BytesIO(workbook(CATERING)))
    for row in book[keys.META_SHEET].iter_rows(max_col=2):
        if row[0].value == keys.CAMPAIGN:
            row[1].value = "logistics-2022"
    del book.custom_doc_props[keys.CAMPAIGN]  # type: ignore[attr-defined]  # the stubs do not know it

    one = placed({"表.xlsx": saved_bytes(book.save)})["表.xlsx"]

    assert (one.disposition, one.code) == (Disposition.QUARANTINED, "F05")
    assert one.reason == (
        "这是另一次活动（logistics-2022）发给后勤集团的填报表，不是本次活动（logistics-2023）的。"
        "请该单位改用本次发给它的填报表重新报送；核对内容确是本次报来的，请在“处理指定”写明单位。"
    )


def test_a_newer_file_that_cannot_be_opened_is_told_at_the_one_that_counts() -> None:
    """The newest readable return counts; its line names the file that came later and could not be opened, no earlier one."""
    found = placed({
        "一.eml": mailed(torn(workbook(PROPERTY, remark="初稿")), "2023-11-05T09:00:00+08:00", "总务处初稿.xlsx"),
        "二.eml": mailed(workbook(PROPERTY), "2023-11-06T09:00:00+08:00"),
        "三.eml": mailed(torn(workbook(PROPERTY)), "2023-11-07T09:00:00+08:00", "总务处定稿.xlsx"),
    })  # fmt: skip

    assert used(found) == ["二.eml!自查表.xlsx"]
    assert found["三.eml!总务处定稿.xlsx"].disposition is RETURNED
    reason = found["二.eml!自查表.xlsx"].reason
    assert reason.endswith("同时或以后收到的“三.eml!总务处定稿.xlsx”用不了，没有采用，请该单位重新报送。")
    assert "初稿" not in reason
    assert found["二.eml!自查表.xlsx"].code == "F17"


@pytest.mark.parametrize("data", [b"", "本处补充一条".encode()])
def test_a_newer_file_that_tells_nothing_is_told_likewise(data: bytes) -> None:
    """An empty file, a plain text: what the unit meant to say with it is not known."""
    found = placed({
        "一.eml": mailed(workbook(PROPERTY), "2023-11-06T09:00:00+08:00"),
        "二.eml": mailed(data, "2023-11-07T09:00:00+08:00", "总务处定稿.xlsx"),
    })  # fmt: skip

    assert found["二.eml!总务处定稿.xlsx"].disposition is RETURNED
    assert found["一.eml!自查表.xlsx"].code == "F17"
