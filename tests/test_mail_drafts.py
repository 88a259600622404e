"""How the letters stand in a file: drafts for every mail program, the same bytes each time."""

import re
from dataclasses import replace
from email.header import decode_header, make_header
from email.message import Message
from email.parser import BytesParser
from email.policy import compat32
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.intake.containers import expand
from pipeline.intake.formats import Format, format_of
from pipeline.post.addresses import addresses_in
from pipeline.post.letter import Attachment, Kind, Letter
from pipeline.post.mime import draft, one_line, outgoing
from pipeline.publish.cleaning import clean_text
from pipeline.publish.content import Content, RowContent
from pipeline.publish.layout import return_file_name, template_file_name
from pipeline.publish.unit_workbook import render_unit_workbook
from tests.clean_return import clean_content
from tests.inboxes import arrival, campaign
from tests.letters import (
    AS_OF,
    CATERING,
    DISCIPLINE,
    NOW,
    PROPERTY,
    after_a_run,
    before_any_run,
    body_of,
    campaign_with,
    draft_of,
    prepared,
    read,
    text_of,
)
from tests.offices import make_office, run

_LETTER = Letter(
    Kind.ISSUE, "总务处", ("zwc@example.edu.cn",), "请填报", "您好！\n", Attachment("总务处_自查表.xlsx", b"PK"), 1
)
_TYPE = (b"Content-Type: application/vnd.openxmlformats-officedocument.spreadsheetml.sheet;",)
"""The one longer line: it cannot be folded where every program would read it."""
_LINES = st.text(alphabet=st.characters(codec="utf-8"), min_size=1, max_size=120)


def _oldest_reading(data: bytes) -> Message:
    """Return the workbook's part as a program reads it that knows encoded words only."""
    *_, part = BytesParser(policy=compat32).parsebytes(data).walk()
    return part


def test_a_draft_is_a_message_not_sent_yet(tmp_path: Path) -> None:
    """It is marked unsent and has neither sender, date nor identity of its own."""
    message = read(draft_of(prepared(after_a_run(tmp_path), Kind.RETURN), CATERING))

    assert message["X-Unsent"] == "1"
    assert message["To"] == "hqjt@example.edu.cn"
    assert message["MIME-Version"] == "1.0"
    assert [message[name] for name in ("From", "Date", "Message-ID", "Bcc")] == [None] * 4
    assert message["Subject"] == "请修改后重新报送后勤领域专项治理自查表（后勤集团，6处必须改）"
    assert message.defects == []


def test_the_attachment_is_named_for_new_and_for_old_programs(tmp_path: Path) -> None:
    """The name stands in Content-Disposition as RFC 2231 and in Content-Type as RFC 2047."""
    place = after_a_run(tmp_path)
    data = draft_of(prepared(place, Kind.RETURN), CATERING)
    name = return_file_name(campaign_with(), CATERING)

    part = _oldest_reading(data)

    assert b"filename*0*=utf-8''%E5" in data
    assert part.get_filename() == name
    assert str(make_header(decode_header(str(part.get_param("name"))))) == name


def test_the_intake_reads_the_workbook_back_as_it_was(tmp_path: Path) -> None:
    """A draft dropped into the inbox is a letter whose one attachment has the right name and the same bytes."""
    place = after_a_run(tmp_path)
    data = draft_of(prepared(place, Kind.RETURN), CATERING)
    workbook = place.returns / return_file_name(campaign_with(), CATERING)

    letter, attached = expand([arrival("草稿.eml", data)])

    assert format_of(data) is Format.MAIL
    assert (letter.container, letter.held) == (True, 1)
    assert attached.path == f"草稿.eml!{workbook.name}"
    assert attached.data == workbook.read_bytes()


def test_every_line_is_short_and_plain_ascii(tmp_path: Path) -> None:
    """No line is longer than 76 characters, all end in CR LF, and no byte needs an eight-bit server."""
    for kind in Kind:
        for path in prepared(after_a_run(tmp_path / kind.value), kind).drafts:
            *lines, last = path.read_bytes().split(b"\r\n")

            assert last == b""
            assert max(len(line) for line in lines if line not in _TYPE) <= 76
            assert all(line.isascii() and b"\r" not in line and b"\n" not in line for line in lines)


def test_a_second_run_changes_nothing(tmp_path: Path) -> None:
    """The same letters are the same bytes, and files that say the same are not touched."""
    place = after_a_run(tmp_path)
    first = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in prepared(place, Kind.RETURN).drafts}
    second = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in prepared(place, Kind.RETURN).drafts}

    assert first == second
    assert first


def test_drafts_are_named_by_unit_and_kind(tmp_path: Path) -> None:
    """The folder says at a glance who gets what."""
    place = after_a_run(tmp_path)
    for kind in Kind:
        prepared(place, kind)

    assert sorted(path.name for path in place.mail.iterdir()) == sorted(
        [
            "后勤集团-发表.eml", "总务处-发表.eml", "纪委办公室-发表.eml", "嘉鱼校区工作部-发表.eml",
            "后勤集团-退回.eml", "总务处-催报.eml", "纪委办公室-催报.eml",
        ]
    )  # fmt: skip


def test_drafts_nobody_needs_any_more_go(tmp_path: Path) -> None:
    """A unit with nothing left to mend loses its draft; whatever else lies in the folder stays."""
    place = after_a_run(tmp_path)
    prepared(place, Kind.REMIND)
    stale = place.mail / "总务处-退回.eml"
    for path in (stale, place.mail / "自己写的.eml", place.mail / "别的单位-退回.eml"):
        path.write_bytes(b"X-Unsent: 1")

    prepared(place, Kind.RETURN)

    assert not stale.exists()
    assert {"自己写的.eml", "别的单位-退回.eml", "总务处-催报.eml"} <= {path.name for path in place.mail.iterdir()}


def test_a_return_in_two_files_goes_back_in_one_letter(tmp_path: Path) -> None:
    """Where a unit's return came in two files, one letter lists what is wrong in each, under its name."""
    rows = clean_content(campaign(), campaign().unit(CATERING)).rows
    risk = RowContent({**rows["risks"][0].cells, "level": "说不清"})
    status = RowContent({**rows["problems"][0].cells, "status": "差不多了"})
    parts = {
        "问题.xlsx": {**rows, "risks": (), "problems": (status, *rows["problems"][1:])},
        "风险点.xlsx": {"risks": (risk, *rows["risks"][1:])},
    }
    unit = campaign().unit(CATERING)
    place = make_office(
        tmp_path, {name: render_unit_workbook(campaign(), unit, Content(part)) for name, part in parts.items()}
    )
    assert run(place).code == 1
    said = text_of(place, Kind.RETURN, CATERING)
    assert re.findall(r"文件：(\S+)", said) == ["问题.xlsx", "风险点.xlsx"]
    assert said.index("差不多了") < said.index("风险点.xlsx") < said.index("说不清")


def test_one_unit_leaves_the_drafts_of_others(tmp_path: Path) -> None:
    """`--unit` speaks of that unit only."""
    place = after_a_run(tmp_path)
    prepared(place, Kind.REMIND)

    done = prepared(place, Kind.REMIND, "总务")

    assert [letter.unit for letter in done.letters] == [PROPERTY]
    assert (place.mail / "纪委办公室-催报.eml").exists()


def test_a_unit_without_an_address_gets_a_draft_all_the_same(tmp_path: Path) -> None:
    """The draft has nobody in To, and the command says so."""
    done = prepared(after_a_run(tmp_path), Kind.REMIND, DISCIPLINE)

    assert read(draft_of(done, DISCIPLINE))["To"] is None
    assert any("纪委办公室没有邮箱" in remark for remark in done.remarks)


def test_a_missing_template_is_made(tmp_path: Path) -> None:
    """Letters go out with a workbook also where `pipeline templates` was never run; one there is left as it is."""
    place = before_any_run(tmp_path)
    own = place.templates / template_file_name(campaign_with(), campaign_with().unit(PROPERTY))
    own.parent.mkdir(parents=True)
    own.write_bytes(b"as the office left it")

    done = prepared(place, Kind.ISSUE)

    books = {letter.unit: letter.attachment.data for letter in done.letters}
    assert books[PROPERTY] == b"as the office left it"
    assert books[CATERING].startswith(b"PK")
    assert any("总务处的填报表与现在的责任清单不符" in remark for remark in done.remarks)


@pytest.mark.parametrize(
    ("cell", "good", "bad"),
    [
        ("a@example.edu.cn、b@example.edu.cn", ("a@example.edu.cn", "b@example.edu.cn"), ()),
        ("ａ＠example.edu.cn", ("a@example.edu.cn",), ()),
        ("a@example.edu.cn\r\nBcc: x@evil.example", ("a@example.edu.cn",), ("Bcc: x@evil.example",)),
        ("a@example.edu.cn\r\n\r\n正文", ("a@example.edu.cn",), ("正文",)),
        ("张某 <a@example.edu.cn>", (), ("张某 <a@example.edu.cn>",)),
        ("a@localhost", (), ("a@localhost",)),
        ("", (), ()),
    ],
)
def test_only_plain_addresses_are_used(cell: str, good: tuple[str, ...], bad: tuple[str, ...]) -> None:
    """What is no address adds neither a header nor a recipient."""
    assert addresses_in(cell) == (good, bad)


def test_an_address_that_is_none_is_said(tmp_path: Path) -> None:
    """The office learns which cell to correct."""
    place = after_a_run(tmp_path, campaign_with(emails={PROPERTY: "总务处邮箱"}))

    done = prepared(place, Kind.REMIND, PROPERTY)

    assert any("“总务处”的邮箱“总务处邮箱”写得不对" in remark for remark in done.remarks)


@pytest.mark.parametrize(
    "name",
    ["总务处\r\nBcc: x@evil.example\r\n\r\n正文", "总务处\x00\x85\u2028\ud800", '"; name="x', "=?utf-8?B?eA==?="],
)
def test_no_name_can_add_a_header(name: str) -> None:
    """Unit names, subjects and file names with line ends and quotes stay what they are: text."""
    letter = replace(_LETTER, unit=name, subject=name, attachment=Attachment(f"{name}.xlsx", b"PK"))

    message = read(draft(letter))

    assert sorted(message.keys()) == ["Content-Type", "MIME-Version", "Subject", "To", "X-Unsent"]
    assert [part.get_content_type() for part in message.walk()] == [
        "multipart/mixed",
        "text/plain",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ]
    assert body_of(message) == "您好！\n"


@given(subject=_LINES, text=_LINES, name=_LINES, data=st.binary(max_size=400))
def test_whatever_is_written_is_read(subject: str, text: str, name: str, data: bytes) -> None:
    """Any subject, text, file name and workbook come back from the bytes, both ways of naming alike."""
    letter = replace(_LETTER, subject=f"题{subject}", text=text, attachment=Attachment(f"名{name}.xlsx", data))

    raw = draft(letter)
    part = _oldest_reading(raw)
    named = str(make_header(decode_header(str(part.get_param("name")))))

    assert max(len(line) for line in raw.split(b"\r\n") if line not in _TYPE) <= 76
    assert part.get_payload(decode=True) == data
    assert part.get_filename() == named
    assert str(read(raw)["Subject"]) == one_line(letter.subject)
    assert body_of(read(raw)) == clean_text(text).replace("\r", "\n")


def test_a_letter_that_goes_out_has_sender_date_and_identity() -> None:
    """What a draft leaves open is filled in when the program itself sends it."""
    message = read(
        outgoing(_LETTER, "xb@example.edu.cn", "bangongshi@example.edu.cn", NOW.astimezone(), "<1@example.edu.cn>")
    )

    assert (message["From"], message["Reply-To"]) == ("xb@example.edu.cn", "bangongshi@example.edu.cn")
    assert message["Date"].datetime.date() == AS_OF
    assert message["Message-ID"] == "<1@example.edu.cn>"
    assert message["X-Unsent"] is None
