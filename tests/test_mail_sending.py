"""Letters on their way: a real server with TLS, the question before, the journal after, and every misfortune."""

import json
import smtplib
import socket
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import click
import pytest

from pipeline import cli_mail
from pipeline.cli import main
from pipeline.command_line import COULD_NOT, DONE, WITH_ERRORS, WRONG_USAGE
from pipeline.errors import CampaignError, WorkspaceError
from pipeline.post import smtp
from pipeline.post.credentials import KEYRING_SERVICE, PASSWORD, SERVER, USER, server_of, system_keyring
from pipeline.post.journal import alone, read_journal
from pipeline.publish.layout import return_file_name
from pipeline.workspace import Workspace
from tests.letters import CATERING, DISCIPLINE, PROPERTY, after_a_run, body_of, campaign_with, read
from tests.mail_server import ACCOUNT, HOST, RIGHT_WORD, Running, running

pytestmark = pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")
"""The test server does not see that its port is encrypted from the first byte."""

_ADDRESSES = {DISCIPLINE: "jw@example.edu.cn"}


@dataclass(frozen=True)
class Desk:
    """A workspace after its run, and what a command in it said."""

    place: Workspace
    capture: pytest.CaptureFixture[str]

    def mail(self, kind: str, *arguments: str) -> tuple[int, str, str]:
        """Run `pipeline mail …` on the day before the deadline and return exit code, stdout and stderr."""
        self.capture.readouterr()
        with pytest.raises(SystemExit) as ended:
            main(["mail", kind, "-C", str(self.place.root), "--as-of", "2023-11-06", "--debug", *arguments])
        said = self.capture.readouterr()
        return int(str(ended.value.code)), said.out, said.err


@contextmanager
def _desk(
    tmp_path: Path,
    server: Running,
    capture: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    **settings: object,
) -> Iterator[Desk]:
    monkeypatch.setenv("SSL_CERT_FILE", str(server.authority))
    monkeypatch.setenv(USER, ACCOUNT)
    monkeypatch.setenv(PASSWORD, RIGHT_WORD)
    settings = {"smtp_server": HOST, "smtp_port": server.port, "sender": ACCOUNT, **settings}
    yield Desk(after_a_run(tmp_path, campaign_with(settings, _ADDRESSES)), capture)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Running]:
    """Run a server that speaks TLS from the first byte."""
    with running(tmp_path / "server") as one:
        yield one


@pytest.fixture
def desk(
    tmp_path: Path, server: Running, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Iterator[Desk]:
    """Set a desk with that server in its settings and the right account in its environment."""
    with _desk(tmp_path, server, capsys, monkeypatch) as one:
        yield one


def _recipients(server: Running) -> list[str]:
    return [to for _, tos, _ in server.mailbox.letters for to in tos]


def test_a_letter_arrives_with_its_workbook(desk: Desk, server: Running) -> None:
    """What the server gets is the draft's text and workbook, with sender, date and identity."""
    code, _, said = desk.mail("return", "--send", "--yes")

    assert code == DONE
    assert "已发出 1 封。" in said
    [(sender, to, raw)] = server.mailbox.letters
    message = read(raw)
    [attached] = message.iter_attachments()
    book = desk.place.returns / return_file_name(campaign_with(), CATERING)
    assert (sender, to) == (ACCOUNT, ["hqjt@example.edu.cn"])
    assert (message["From"], message["Date"] is None, message["X-Unsent"]) == (ACCOUNT, False, None)
    assert message["Message-ID"].endswith("@example.edu.cn>")
    assert (attached.get_filename(), attached.get_content()) == (book.name, book.read_bytes())
    assert body_of(message) == body_of(read((desk.place.mail / "后勤集团-退回.eml").read_bytes()))


def test_starttls_works_too(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A server that is greeted first and encrypted then takes letters as well."""
    with (
        running(tmp_path / "server", starttls=True) as server,
        _desk(tmp_path, server, capsys, monkeypatch, smtp_security="STARTTLS") as desk,
    ):
        assert desk.mail("return", "--send", "--yes")[0] == DONE
        assert _recipients(server) == ["hqjt@example.edu.cn"]


def test_what_goes_to_whom_is_shown_before_the_question(
    desk: Desk, server: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Recipients, subjects and workbooks are shown; after a no nothing is sent."""
    monkeypatch.setattr(cli_mail, "_terminal", lambda: True)
    asked: list[str] = []
    monkeypatch.setattr(click, "confirm", lambda question, **_: asked.append(question))

    code, _, said = desk.mail("remind", "--send")

    assert (code, asked) == (DONE, ["确认发送吗？"])
    assert "1. 总务处\n   收件人：zwc@example.edu.cn\n   主题：请重新报送" in said
    assert "   附件：纪委办公室_后勤领域专项治理自查表.xlsx（" in said
    assert "没有发送。" in said
    assert server.mailbox.letters == []


def test_after_a_yes_it_is_sent(desk: Desk, server: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    """The answer at the terminal is all that is needed."""
    monkeypatch.setattr(cli_mail, "_terminal", lambda: True)
    monkeypatch.setattr(click, "confirm", lambda _, **__: True)

    assert desk.mail("remind", "--send")[0] == DONE
    assert sorted(_recipients(server)) == ["jw@example.edu.cn", "zwc@example.edu.cn"]


def test_without_a_terminal_nobody_is_asked_and_nothing_sent(desk: Desk, server: Running) -> None:
    """A program that sends has to say --yes."""
    code, _, said = desk.mail("return", "--send")

    assert code == COULD_NOT
    assert "没有终端可以确认" in said
    assert "--yes" in said
    assert server.mailbox.letters == []


def test_yes_alone_is_wrong_usage(desk: Desk) -> None:
    """--yes answers a question that only --send asks."""
    assert desk.mail("return", "--yes")[0] == WRONG_USAGE


def test_the_same_letter_is_sent_once(desk: Desk, server: Running) -> None:
    """The journal remembers; another workbook is another letter."""
    desk.mail("return", "--send", "--yes")
    code, out, said = desk.mail("return", "--send", "--yes", "--json")
    assert (code, json.loads(out)[0]["state"]) == (DONE, "already-sent")
    assert "已经发过、不再发的：后勤集团。" in said
    assert len(server.mailbox.letters) == 1

    book = desk.place.returns / return_file_name(campaign_with(), CATERING)
    book.write_bytes(book.read_bytes() + b"\0")
    desk.mail("return", "--send", "--yes")

    assert len(server.mailbox.letters) == 2


def test_a_reminder_may_go_again_another_day(desk: Desk, server: Running) -> None:
    """Twice a day it is not sent, on the next day it is."""
    for day in ("2023-11-06", "2023-11-06", "2023-11-08"):
        assert desk.mail("remind", "--unit", PROPERTY, "--send", "--yes", "--as-of", day)[0] == DONE

    assert _recipients(server) == ["zwc@example.edu.cn"] * 2


def test_a_corrected_address_gets_the_letter(desk: Desk, server: Running) -> None:
    """The journal speaks of addresses, so that a letter to a wrong one can be sent to the right one."""
    server.mailbox.refused.add("hqjt@example.edu.cn")
    code, out, said = desk.mail("return", "--send", "--yes", "--json")
    assert (code, json.loads(out)[0]["state"]) == (WITH_ERRORS, "failed")
    assert "后勤集团（hqjt@example.edu.cn）：服务器不收 hqjt@example.edu.cn（550 没有这个邮箱）。" in said

    server.mailbox.refused.clear()

    assert desk.mail("return", "--send", "--yes")[0] == DONE
    assert _recipients(server) == ["hqjt@example.edu.cn"]


def test_of_two_addresses_only_the_refused_one_is_tried_again(
    tmp_path: Path, server: Running, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who has a letter does not get it twice because somebody else was refused."""
    monkeypatch.setitem(_ADDRESSES, CATERING, "a@example.edu.cn、b@example.edu.cn")
    with _desk(tmp_path, server, capsys, monkeypatch) as desk:
        server.mailbox.refused.add("b@example.edu.cn")
        assert desk.mail("return", "--send", "--yes")[0] == WITH_ERRORS
        server.mailbox.refused.clear()

        assert desk.mail("return", "--send", "--yes")[0] == DONE
        assert _recipients(server) == ["a@example.edu.cn", "b@example.edu.cn"]


def test_a_letter_the_server_will_not_take_does_not_stop_the_others(desk: Desk, server: Running) -> None:
    """One failure is said in one sentence; what was sent is not sent again."""
    server.mailbox.busy_after = 1
    code, _, said = desk.mail("remind", "--send", "--yes")

    assert code == WITH_ERRORS
    assert "已发出 1 封。" in said
    assert "没有收下这封信（552 message exceeds size limit）" in said
    server.mailbox.busy_after = 1_000
    assert desk.mail("remind", "--send", "--yes")[0] == DONE
    assert sorted(_recipients(server)) == ["jw@example.edu.cn", "zwc@example.edu.cn"]


def test_a_unit_without_an_address_is_said_and_counted(desk: Desk, server: Running) -> None:
    """The others are sent; the exit code says that somebody got nothing."""
    code, out, said = desk.mail("issue", "--send", "--yes", "--json")

    states = {letter["unit"]: letter["state"] for letter in json.loads(out)}
    assert (code, states["嘉鱼校区工作部"], states[CATERING]) == (WITH_ERRORS, "no-address", "sent")
    assert "没有邮箱、发不了的：嘉鱼校区工作部。" in said
    assert len(server.mailbox.letters) == 3


def test_a_wrong_password_is_one_sentence(desk: Desk, server: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is sent, the word itself is never shown, and no second letter is tried."""
    monkeypatch.setenv(PASSWORD, "wrong-word")
    code, out, said = desk.mail("remind", "--send", "--yes")

    assert code == WITH_ERRORS
    assert said.count("不认这个账号或密码") == 1
    assert "原因同上" in said
    assert "wrong-word" not in out + said
    assert server.mailbox.letters == []


def test_a_server_that_is_somebody_else_gets_no_password(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A certificate for another name ends it before anything is said."""
    with (
        running(tmp_path / "server", name="mail.example.edu.cn") as server,
        _desk(tmp_path, server, capsys, monkeypatch) as desk,
    ):
        code, _, said = desk.mail("return", "--send", "--yes")

        assert code == WITH_ERRORS
        assert "证书核对不上" in said
        assert server.mailbox.letters == []


def test_a_certificate_nobody_vouches_for_is_refused(
    desk: Desk, server: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without the authority among those the system trusts nothing is sent."""
    monkeypatch.delenv("SSL_CERT_FILE")

    assert "证书核对不上" in desk.mail("return", "--send", "--yes")[2]
    assert server.mailbox.letters == []


def test_the_wrong_kind_of_encryption_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """TLS from the first byte at a port that waits for STARTTLS is a sentence, not a hang."""
    with (
        running(tmp_path / "server", starttls=True) as server,
        _desk(tmp_path, server, capsys, monkeypatch) as desk,
    ):
        assert "请核对加密方式与端口" in desk.mail("return", "--send", "--yes")[2]


def test_a_closed_port_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A server that is not there leaves the drafts, and the letter for the next time."""
    with running(tmp_path / "server") as server:
        pass
    with _desk(tmp_path, server, capsys, monkeypatch) as desk:
        code, _, said = desk.mail("return", "--send", "--yes")

        assert code == WITH_ERRORS
        assert f"邮件服务器 localhost:{server.port} 拒绝连接" in said
        assert (desk.place.mail / "后勤集团-退回.eml").exists()
        assert read_journal(desk.place.mail_journal) == frozenset()


def test_a_silent_server_is_not_waited_for_for_ever(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """A port that takes the call and says nothing is given up."""
    with socket.create_server(("127.0.0.1", 0)) as silent:
        monkeypatch.setenv(SERVER, f"{HOST}:{silent.getsockname()[1]}")
        monkeypatch.setattr(smtp.SmtpPost.__init__, "__defaults__", (0.2,))

        assert "秒内没有应答" in desk.mail("return", "--send", "--yes")[2]


def test_a_line_that_breaks_is_taken_up_again(desk: Desk, server: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    """A server that hangs up in the middle costs one letter, not the rest."""
    taken = smtplib.SMTP.sendmail
    calls: list[str] = []

    def sendmail(line: smtplib.SMTP, sender: str, to: Sequence[str], letter: bytes) -> object:
        calls.append(to[0])
        if len(calls) == 1:
            line.close()
        return taken(line, sender, to, letter)

    monkeypatch.setattr(smtplib.SMTP, "sendmail", sendmail)
    code, _, said = desk.mail("remind", "--send", "--yes")

    assert code == WITH_ERRORS
    assert "中断了连接" in said
    assert _recipients(server) == calls[1:]


def test_the_journal_survives_a_torn_line(desk: Desk, server: Running) -> None:
    """A line that was cut off counts as not sent, and the next one begins on a line of its own."""
    desk.mail("remind", "--unit", PROPERTY, "--send", "--yes")
    whole = desk.place.mail_journal.read_bytes()
    desk.place.mail_journal.write_bytes(whole + whole[:40])

    desk.mail("remind", "--unit", DISCIPLINE, "--send", "--yes")

    assert desk.mail("remind", "--send", "--yes")[0] == DONE
    assert {stamp.unit for stamp in read_journal(desk.place.mail_journal)} == {PROPERTY, DISCIPLINE}
    assert len(server.mailbox.letters) == 2


def test_two_people_do_not_send_at_once(desk: Desk, server: Running) -> None:
    """The second is told to wait; nothing is sent twice, and the lock goes with its owner."""
    with alone(desk.place.mail), pytest.raises(WorkspaceError, match="另一个窗口正在发"), alone(desk.place.mail):
        pass
    with alone(desk.place.mail):
        code, _, said = desk.mail("return", "--send", "--yes")
        assert (code, "另一个窗口正在发" in said) == (COULD_NOT, True)

    assert desk.mail("return", "--send", "--yes")[0] == DONE
    assert len(server.mailbox.letters) == 1


def test_without_a_server_the_drafts_are_there_and_the_remedy_said(desk: Desk) -> None:
    """Who has not set up sending still has the drafts to open."""
    place = after_a_run(desk.place.root / "bare", campaign_with())
    code, _, said = Desk(place, desk.capture).mail("return", "--send", "--yes")

    assert code == COULD_NOT
    assert "“SMTP服务器”" in said
    assert (place.mail / "后勤集团-退回.eml").exists()


def test_the_list_of_drafts_is_the_result(desk: Desk) -> None:
    """Without --send stdout holds the drafts, as lines or as JSON, and nothing else."""
    code, out, _ = desk.mail("return")
    assert (code, [Path(line).name for line in out.split()]) == (DONE, ["后勤集团-退回.eml"])

    [facts] = json.loads(desk.mail("return", "--json")[1])
    assert (facts["unit"], facts["kind"], facts["state"]) == (CATERING, "return", "draft")
    assert facts["to"] == ["hqjt@example.edu.cn"]
    assert Path(str(facts["draft"])).is_file()


def test_an_account_without_a_password_is_said() -> None:
    """The remedy names the variable; no password stands in the settings."""
    settings = campaign_with({"smtp_server": HOST}).settings

    with pytest.raises(CampaignError, match=PASSWORD):
        server_of(settings, {USER: ACCOUNT}, lambda *_: None)


def test_the_keyring_is_asked_for_the_account(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the environment holds no password, the system's keyring may; without the package there is none."""
    kept = ModuleType("keyring")
    kept.__dict__["get_password"] = lambda *key: {(KEYRING_SERVICE, ACCOUNT): RIGHT_WORD}.get(key)
    settings = campaign_with({"smtp_server": HOST, "sender": ACCOUNT}).settings
    monkeypatch.setitem(sys.modules, "keyring", kept)
    assert server_of(settings, {}, system_keyring).password == RIGHT_WORD

    monkeypatch.setitem(sys.modules, "keyring", None)
    assert server_of(settings, {}, system_keyring).user == ""


@pytest.mark.parametrize("port", [0, 65536])
def test_a_port_that_is_none_is_said(port: int) -> None:
    """A number no port has is a sentence about the settings."""
    with pytest.raises(CampaignError, match="没有能用的邮件服务器"):
        server_of(campaign_with({"smtp_server": HOST, "smtp_port": port}).settings, {}, lambda *_: None)


def test_the_environment_goes_before_the_settings() -> None:
    """A server named there is used instead, with its port or the settings' own."""
    settings = campaign_with({"smtp_server": HOST, "smtp_port": 465}).settings

    assert server_of(settings, {SERVER: "mail.example.edu.cn:587"}, lambda *_: None).port == 587
    assert server_of(settings, {SERVER: "mail.example.edu.cn"}, lambda *_: None).port == 465
