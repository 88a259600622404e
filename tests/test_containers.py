"""Letters and archives: every member is an entry of its own, none is written by its name, none is lost."""

import random
import zipfile
from dataclasses import replace
from email.message import EmailMessage
from email.policy import SMTP

import pytest

from pipeline.demo.fakes import letter, photo, scan
from pipeline.intake.containers import expand
from pipeline.intake.disposition import Disposition
from pipeline.intake.inbox import Arrival
from pipeline.intake.limits import USUAL, Limits
from pipeline.intake.zip_directory import entries_of, names_of
from tests.inboxes import PROPERTY, arrival, placed, workbook
from tests.packages import zipped, zipped_raw

SENT = "2023-11-06T16:20:00+08:00"
ENCRYPTED = 1


def unfolded(path: str, data: bytes, limits: Limits = USUAL.limits) -> list[Arrival]:
    """Return what a container unfolds to, itself first."""
    return expand([arrival(path, data)], limits)


def raw_letter(*headers: bytes, date: bytes = b"Mon, 06 Nov 2023 16:20:00 +0800") -> bytes:
    """Return a letter, the headers of its one attachment given as bytes."""
    head = b"From: =?utf-8?B?5oC75Yqh5aSE?= <zwc@example.edu.cn>\r\nDate: " + date + b"\r\nMIME-Version: 1.0\r\n"
    head += (
        b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nhello\r\n--b\r\n'
    )
    return head + b"\r\n".join(headers) + b"\r\nContent-Transfer-Encoding: base64\r\n\r\nYWJj\r\n--b--\r\n"


def carrying(*attached: tuple[str, bytes]) -> EmailMessage:
    """Return a letter with these attachments, sent at SENT."""
    message = EmailMessage(policy=SMTP)
    message["From"], message["Date"] = "zwc@example.edu.cn", "Mon, 06 Nov 2023 16:20:00 +0800"
    message.set_content("请查收。")
    for name, data in attached:
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return message


def test_an_archives_members_are_entries_of_their_own() -> None:
    """A zip is followed by its members; folders in it are part of their paths, and it says how many they are."""
    found = placed(
        {"返.zip": zipped({"总务处/": b"", "总务处/自查表.xlsx": workbook(PROPERTY), "总务处/签字.pdf": scan()})}
    )
    assert {path: one.disposition for path, one in found.items()} == {
        "返.zip": Disposition.CONTAINER,
        "返.zip!总务处/自查表.xlsx": Disposition.USED,
        "返.zip!总务处/签字.pdf": Disposition.ATTACHMENT,
    }
    assert found["返.zip"].reason == "里面有2个文件，逐个列在下面。"


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8"])
def test_unflagged_names_are_read_as_chinese_windows_writes_them(encoding: str) -> None:
    """A member's name without the UTF-8 flag is read as GBK, or as UTF-8 where that is what it is."""
    found = unfolded("a.zip", zipped_raw({"总务处自查表.xlsx".encode(encoding): b"x"}))
    assert found[1].path == "a.zip!总务处自查表.xlsx"


def test_names_are_labels_and_never_paths() -> None:
    """Backslashes, leading slashes and dots of a member's name write nothing anywhere."""
    found = unfolded("a.zip", zipped_raw({b"..\\..\\1.pdf": b"x", b"/etc/2.pdf": b"y"}))
    assert [one.path for one in found[1:]] == ["a.zip!../../1.pdf", "a.zip!etc/2.pdf"]


@pytest.mark.parametrize(
    "data",
    [zipped_raw({b"x.xlsx": b"1", b"y.xlsx": b"2"}).replace(b"y.xlsx", b"x.xlsx"), carrying(("x.xlsx", b"1"), ("x.xlsx", b"2")).as_bytes()],
    ids=["zip", "letter"],
)  # fmt: skip
def test_members_named_alike_are_told_apart(data: bytes) -> None:
    """Two members of one name are two entries with two contents."""
    found = unfolded("a", data)
    assert [one.path for one in found[1:]] == ["a!x.xlsx", "a!x(2).xlsx"]
    assert found[1].sha256 != found[2].sha256


def test_a_file_called_like_a_member_is_told_apart() -> None:
    """A loose file whose name looks like a member's path keeps its own entry."""
    found = expand([arrival("a.zip", zipped({"x": b"1"})), arrival("a.zip!x", b"2")])
    assert [one.path for one in found] == ["a.zip", "a.zip!x", "a.zip!x(2)"]


def test_an_archive_in_a_letter_is_opened_and_one_too_deep_is_said_to_be() -> None:
    """A letter with an archive is unfolded; what is nested deeper is listed as not opened."""
    inner = zipped({"内.zip": zipped({"表.xlsx": b"x"})})
    found = placed({"信.eml": letter("zwc@example.edu.cn", "报", "好", SENT, {"外.zip": inner})})
    assert list(found) == ["信.eml", "信.eml!外.zip", "信.eml!外.zip!内.zip"]
    deep = found["信.eml!外.zip!内.zip"]
    assert deep.disposition is Disposition.RETURNED
    assert "套得太深" in deep.reason


def test_an_encrypted_member_says_that_a_password_keeps_it_shut() -> None:
    """Members under a password are listed one by one, each with the sentence about passwords (F02)."""
    found = placed({"总务处.zip": zipped_raw({b"a.xlsx": b"x", b"b.xlsx": b"y"}, ENCRYPTED)})
    assert [one.code for one in found.values()] == ["", "F02", "F02"]
    assert found["总务处.zip!a.xlsx"].disposition is Disposition.RETURNED
    assert "密码" in found["总务处.zip!a.xlsx"].reason


def test_a_damaged_member_does_not_cost_the_others() -> None:
    """A member that cannot be unpacked is listed as damaged; the rest of the archive is read."""
    data = bytearray(zipped({"好.xlsx": workbook(PROPERTY), "总务处坏.xlsx": scan() * 20}))
    data[data.rindex(b"PK\x01\x02", 0, data.rindex(b"PK\x01\x02")) - 20] ^= 0xFF
    found = placed({"a.zip": bytes(data)})
    assert found["a.zip!好.xlsx"].disposition is Disposition.USED
    assert found["a.zip!总务处坏.xlsx"].disposition is Disposition.RETURNED
    assert "已损坏" in found["a.zip!总务处坏.xlsx"].reason


@pytest.mark.parametrize("name", ["总务处.zip", "x.zip"])
def test_a_damaged_archive_is_refused_whole(name: str) -> None:
    """An archive without a directory is returned to its unit, or quarantined where that is unknown."""
    one = placed({name: zipped({"自查表.xlsx": b"x" * 500})[:100]})[name]
    assert one.disposition is (Disposition.RETURNED if "总务" in name else Disposition.QUARANTINED)
    assert (one.code, one.opened.container) == ("F01", True)
    assert "压缩包或邮件已损坏，请检查后重新报送" in one.reason


def test_an_empty_archive_and_a_letter_without_attachment_say_so() -> None:
    """An archive with nothing in it goes back to its unit; of a letter it is asked whether something was forgotten."""
    found = placed({"总务处.zip": zipped({}), "空.zip": zipped({"夹/": b""}), "空.eml": carrying().as_bytes()})
    assert [(one.disposition, one.code) for one in found.values()] == [
        (Disposition.RETURNED, "F01"),
        (Disposition.QUARANTINED, "F01"),
        (Disposition.CONTAINER, ""),
    ]
    assert "压缩包里没有文件，可能没有传完整，请检查后重新报送" in found["总务处.zip"].reason
    assert found["空.eml"].reason == "里面没有附件，请确认是否漏发。"


def test_a_bomb_is_refused_by_what_it_unfolds_to() -> None:
    """What one file unfolds to is limited over all its levels together, not level by level."""
    inner = zipped({"a": bytes(400_000)})
    found = unfolded(
        "炸弹.zip", zipped({f"{n}.zip": inner + bytes(n) for n in range(8)}), replace(USUAL.limits, unfolded=2**20)
    )
    assert [one.path for one in found if "大得不正常" in one.trouble] != []
    assert sum(one.size for one in found if not one.container) <= 2**20


def test_too_many_members_are_refused() -> None:
    """An archive of thousands of files is listed as one that was not opened."""
    (one,) = unfolded("多.zip", zipped({str(n): b"x" for n in range(4)}), replace(USUAL.limits, members=3))
    assert "没有打开" in one.trouble


def test_a_directory_of_a_million_entries_is_not_built() -> None:
    """The entries of a zip are counted before anything is made of them, whatever the zip says of their number."""
    data = zipped({f"{n}": b"" for n in range(5_000)})
    assert entries_of(data) == 5_000
    assert entries_of(data + b"PK\x05\x06") == 0
    (one,) = unfolded("多.zip", data)
    assert "超过2000个" in one.trouble
    assert names_of(zipped({f"{n}": b"" for n in range(20_001)})) is None


def test_a_member_packed_too_tightly_is_not_opened() -> None:
    """What unfolds to hundreds of times its size is listed as not opened; the rest of the archive is read."""
    found = unfolded("a.zip", zipped({"空.bmp": bytes(3 * 2**20), "b.pdf": scan()}))
    assert [one.trouble for one in found] == ["", "压缩倍数大得不正常，没有打开", ""]


def test_a_member_too_large_is_not_opened() -> None:
    """A member or an attachment past the limit of a file is listed with its size and that reason."""
    limits = replace(USUAL.limits, file=2**20)
    big = random.Random(1).randbytes(2**20 + 1)  # noqa: S311  any bytes will do
    for data in (zipped({"a.pdf": big}), carrying(("a.pdf", big)).as_bytes()):
        assert [(one.trouble, one.size) for one in unfolded("a", data, limits)[1:]] == [
            ("文件超过1 MB，没有打开", len(big))
        ]


def test_a_name_longer_than_any_is_shortened() -> None:
    """The name of a member is shown to its limit, beginning and end kept, and its content is read."""
    limits = replace(USUAL.limits, name=20)
    found = unfolded("a.zip", zipped({f"总务处{'很' * 3_000}自查表.xlsx": b"x", "b": b"y"}), limits)
    assert [one.path for one in found[1:]] == ["a.zip!总务处很很很很很很很…很自查表.xlsx", "a.zip!b"]
    assert [one.data for one in found[1:]] == [b"x", b"y"]


def test_a_compression_nobody_knows_costs_the_member_only() -> None:
    """A member packed in a way that cannot be undone is listed as damaged."""
    data = zipped({"a.xlsx": b"x" * 50, "b.txt": b"y"}, zipfile.ZIP_STORED)
    data = data.replace(b"\x14\x03\x14\0\0\0\0\0", b"\x14\x03\x14\0\0\0\x5d\0", 1)
    found = unfolded("a.zip", data)
    assert [bool(one.trouble) for one in found] == [False, True, False]


def test_the_letters_date_and_sender_hold_for_everything_in_it() -> None:
    """Letter and attachments were received when the letter was sent, in China's time."""
    found = unfolded(
        "信.eml",
        raw_letter(b"Content-Disposition: attachment; filename=a.pdf", date=b"Mon, 06 Nov 2023 08:20:00 +0000"),
    )
    assert {(one.received, one.sender) for one in found} == {(SENT, "zwc@example.edu.cn")}


@pytest.mark.parametrize("date", [b"", b"yesterday", b"Mon, 99 Nov 2023 99:20:00 +0800"])
def test_a_letter_without_a_believable_date_is_received_when_it_is_seen(date: bytes) -> None:
    """A Date header that is no moment is no date of receipt."""
    assert {
        one.received for one in unfolded("信.eml", raw_letter(b"Content-Type: application/pdf; name=a.pdf", date=date))
    } == {""}


@pytest.mark.parametrize(
    "headers",
    [
        (b"Content-Disposition: attachment; filename*=UTF-8''%E8%87%AA%E6%9F%A5%E8%A1%A8.xlsx",),
        (b"Content-Disposition: attachment; filename*0*=UTF-8''%E8%87%AA%E6%9F%A5;\r\n filename*1*=%E8%A1%A8.xlsx",),
        (b'Content-Disposition: attachment; filename="=?utf-8?B?6Ieq5p+l6KGo?=.xlsx"',),
        (b'Content-Disposition: attachment;\r\n filename="=?gb18030?B?19Sy6bHtLnhsc3g=?="',),
        (b'Content-Disposition: attachment;\r\n filename="=?gb18030?B?19Sy6bHt?=\r\n =?gb18030?B?Lnhsc3g=?="',),
        (b'Content-Disposition: attachment; filename="' + "自查表.xlsx".encode("gb18030") + b'"',),
        (b'Content-Disposition: attachment; filename="' + "自查表.xlsx".encode() + b'"',),
        (b'Content-Type: application/octet-stream; name="=?utf-8?B?6Ieq5p+l6KGoLnhsc3g=?="', b"Content-Disposition: attachment"),
    ],
    ids=["2231", "2231 in pieces", "2047", "2047 gb18030", "2047 in two words", "raw GBK", "raw UTF-8", "only in Content-Type"],
)  # fmt: skip
def test_attachment_names_are_read_however_they_are_written(headers: tuple[bytes, ...]) -> None:
    """RFC 2231, RFC 2047 and raw bytes all give the Chinese name."""
    found = unfolded("信.eml", raw_letter(*headers))
    assert [one.path for one in found] == ["信.eml", "信.eml!自查表.xlsx"]
    assert found[1].data == b"abc"


@pytest.mark.parametrize(
    "header",
    [b"Content-Disposition: attachment", b"Content-Disposition: attachment; filename=", b"Content-Type: application/pdf", b"Content-Disposition: attachment; filename*0*=", b"Content-Disposition: attachment; filename*=bogus''%E8", b"Content-Type: ;;;", b'Content-Disposition: attachment; filename*="'],
)  # fmt: skip
def test_an_attachment_without_a_readable_name_is_there_all_the_same(header: bytes) -> None:
    """What has no name, or one nobody can read, is listed; only the text of the letter is not."""
    found = unfolded("信.eml", raw_letter(header))
    if header == b"Content-Type: ;;;":
        assert len(found) == 1
    else:
        assert len(found) == 2
        assert found[1].data == b"abc"


def test_attachments_of_a_letter_within_a_letter_came_with_the_outer_one() -> None:
    """A forwarded letter's attachments are listed, received when the outer letter was sent."""
    inner, outer = carrying(("自查表.xlsx", b"abc")), carrying()
    inner.replace_header("Date", "Wed, 01 Nov 2023 09:00:00 +0800")
    outer.add_attachment(inner)
    found = unfolded("转.eml", outer.as_bytes())
    assert [(one.path, one.received) for one in found] == [("转.eml", SENT), ("转.eml!自查表.xlsx", SENT)]


def test_a_saved_letter_attached_to_a_letter_is_opened_too() -> None:
    """A letter attached as a file is a container of its own, received when the outer letter was sent."""
    inner = carrying(("自查表.xlsx", b"abc"))
    inner.replace_header("Date", "Wed, 01 Nov 2023 09:00:00 +0800")
    found = unfolded("转.eml", carrying(("原件.eml", inner.as_bytes())).as_bytes())
    assert [one.path for one in found] == ["转.eml", "转.eml!原件.eml", "转.eml!原件.eml!自查表.xlsx"]
    assert {one.received for one in found} == {SENT}


def test_pictures_within_the_text_are_listed_and_ignored() -> None:
    """A logo shown in the letter's text is no attachment of the unit, and says why."""
    message = carrying(("自查表.xlsx", workbook(PROPERTY)))
    message.add_attachment(photo(), maintype="image", subtype="png", filename="logo.png", disposition="inline")
    found = placed({"信.eml": message.as_bytes()})
    assert found["信.eml!logo.png"].disposition is Disposition.IGNORED
    assert found["信.eml!logo.png"].reason == "邮件正文中的图片，不处理。"


def test_two_identical_letters_count_once() -> None:
    """The copy of a letter is a duplicate, and so is everything in it."""
    data = carrying(("自查表.xlsx", workbook(PROPERTY)), ("签字.pdf", scan())).as_bytes()
    found = placed({"1.eml": data, "2.eml": data})
    assert [one.disposition for path, one in found.items() if path.startswith("2")] == [Disposition.DUPLICATE] * 3
    assert found["2.eml!自查表.xlsx"].reason == "内容与“1.eml!自查表.xlsx”完全相同。"


@pytest.mark.parametrize("seed", range(60))
def test_a_garbled_letter_or_archive_never_stops_the_run(seed: int) -> None:
    """Whatever bytes of a container are damaged, it is listed, first and once."""
    chance = random.Random(seed)  # noqa: S311  a mess that is the same every time
    whole = (
        zipped({"a.xlsx": b"x" * 300, "b.pdf": scan()})
        if seed % 2
        else carrying(("自查表.xlsx", b"abc" * 50)).as_bytes()
    )
    data = bytearray(whole)
    for _ in range(chance.randrange(1, 12)):
        data[chance.randrange(len(data))] = chance.randrange(256)
    found = unfolded("a", bytes(data))
    assert found[0].path == "a"
    assert len({one.path for one in found}) == len(found)
