"""Letters of Outlook (.msg): the same as letters of any other program, where the extra is there."""

import random
import sys

import pytest

from pipeline.demo.fakes import photo, scan
from pipeline.intake.containers import expand
from pipeline.intake.disposition import Disposition
from pipeline.intake.formats import Format, format_of
from pipeline.intake.inbox import Arrival
from tests.inboxes import PROPERTY, arrival, placed, workbook
from tests.outlook_files import Attachment, Message, msg

SENT = "2023-11-06T16:20:00+08:00"
METHOD, HIDDEN, FLAGS = 0x3705, 0x7FFE, 0x3714
HEADERS = "From: =?utf-8?B?5oC75Yqh5aSE?= <BGS@example.edu.cn>\r\nDate: Mon, 06 Nov 2023 16:20:00 +0800\r\n"


def unfolded(message: Message) -> list[Arrival]:
    """Return what a letter unfolds to, itself first."""
    return expand([arrival("信.msg", msg(message))])


def test_attachments_are_entries_of_their_own() -> None:
    """Attachments are read for what they are, received when the letter was sent."""
    data = msg(Message((Attachment("自查表.xlsx", workbook(PROPERTY)), Attachment("总务处签字.pdf", scan()))))
    assert format_of(data) is Format.OUTLOOK
    found = placed({"信.msg": data})
    assert {path: (one.disposition, one.received) for path, one in found.items()} == {
        "信.msg": (Disposition.CONTAINER, SENT),
        "信.msg!自查表.xlsx": (Disposition.USED, SENT),
        "信.msg!总务处签字.pdf": (Disposition.ATTACHMENT, SENT),
    }


@pytest.mark.parametrize("narrow", [False, True], ids=["Unicode", "GBK"])
def test_texts_are_read_in_both_ways_they_are_written(narrow: bool) -> None:
    """Names and addresses are read as Unicode, and in the code page of Chinese Windows."""
    found = unfolded(Message((Attachment("自查表.xlsx", b"abc"),), narrow=narrow))
    assert [(one.path, one.data, one.sender) for one in found[1:]] == [
        ("信.msg!自查表.xlsx", b"abc", "zwc@example.edu.cn")
    ]


def test_the_headers_it_came_with_say_who_sent_it_and_when() -> None:
    """The headers of the way the letter took come first; where it took none, what Outlook noted."""
    (by_headers,) = unfolded(Message(headers=HEADERS, submitted="2023-11-01T00:00:00+00:00", sender="/O=SCHOOL/CN=ZWC"))
    assert (by_headers.received, by_headers.sender) == (SENT, "bgs@example.edu.cn")
    (by_outlook,) = unfolded(Message(sender="ZWC@example.edu.cn"))
    assert (by_outlook.received, by_outlook.sender) == (SENT, "zwc@example.edu.cn")
    (neither,) = unfolded(Message(submitted="", sender="/O=SCHOOL/CN=ZWC"))
    assert (neither.received, neither.sender) == ("", "")


def test_attachments_of_a_letter_within_a_letter_came_with_the_outer_one() -> None:
    """Letters within the letter give their attachments, received when the outer one was sent."""
    inner = Message((Attachment("里.pdf", b"x" * 5_000),), submitted="2023-11-01T00:00:00+00:00")
    found = unfolded(Message((Attachment("转发", inner), Attachment("外.pdf", b"y"))))
    assert [(one.path, one.received) for one in found] == [
        (path, SENT) for path in ("信.msg", "信.msg!里.pdf", "信.msg!外.pdf")
    ]
    assert found[1].data == b"x" * 5_000


@pytest.mark.parametrize("numbers", [{HIDDEN: 1}, {FLAGS: 4}], ids=["hidden", "of the text"])
def test_pictures_within_the_text_are_listed_and_ignored(numbers: dict[int, int]) -> None:
    """A logo shown in the letter's text is no attachment of the unit; anything else so marked is one."""
    logo = Attachment("logo.png", photo(), "image/png", numbers)
    found = placed({"信.msg": msg(Message((logo, Attachment("总务处.pdf", scan(), numbers=numbers))))})
    assert found["信.msg!logo.png"].reason == "邮件正文中的图片，不处理。"
    assert found["信.msg!总务处.pdf"].disposition is Disposition.ATTACHMENT


def test_what_is_not_in_the_letter_is_said_to_be_elsewhere() -> None:
    """A link to a file in place of the file is returned with that reason."""
    one = unfolded(Message((Attachment("总务处.xlsx", None, numbers={METHOD: 7}),)))[1]
    assert "链接" in one.trouble


def test_a_nameless_attachment_is_there_all_the_same() -> None:
    """What has no name is numbered."""
    assert unfolded(Message((Attachment("", b"x"),)))[1].path == "信.msg!附件1"


def test_letters_in_letters_end_somewhere() -> None:
    """Letters nested past all sense are not followed, and it is said."""
    letter = Message((Attachment("底.pdf", b"x"),))
    for _ in range(25):
        letter = Message((Attachment("转发", letter),))
    assert "套得太深" in unfolded(letter)[-1].trouble


def test_without_the_extra_it_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the extra is not installed the letter is returned: forward the attachments, or install the extra."""
    monkeypatch.setitem(sys.modules, "olefile", None)
    (one,) = placed({"总务处.msg": msg(Message((Attachment("a.xlsx", b"x"),)))}).values()
    assert (one.disposition, one.code) == (Disposition.RETURNED, "F03")
    assert "请把邮件里的附件单独转发（汇总单位安装 pipeline[outlook] 后可直接读取）" in one.reason


@pytest.mark.parametrize("seed", range(40))
def test_a_garbled_letter_never_stops_the_run(seed: int) -> None:
    """Whatever bytes are damaged, the letter is listed, first and once."""
    chance = random.Random(seed)  # noqa: S311  a mess that is the same every time
    data = bytearray(
        msg(
            Message((Attachment("自查表.xlsx", b"abc" * 50), Attachment("转", Message((Attachment("b.pdf", scan()),)))))
        )
    )
    for _ in range(chance.randrange(1, 12)):
        data[chance.randrange(8, len(data))] = chance.randrange(256)
    found = expand([arrival("a", bytes(data))])
    assert found[0].path == "a"
    assert len({one.path for one in found}) == len(found)
