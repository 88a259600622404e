"""The edge to the network: one letter handed to one server, and each misfortune as a sentence."""

import smtplib
import socket
import ssl
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from types import TracebackType
from typing import Final, Protocol, Self

from pipeline.post.mime import one_line

SECONDS: Final = 30
"""How long a silent server is waited for."""

_OURSELVES: Final = "[127.0.0.1]"
"""What we call ourselves to the server: a computer's own name may be Chinese, which the protocol cannot say."""
_ANSWER_LENGTH: Final = 120
_MISFORTUNES: Final = (OSError, smtplib.SMTPException, UnicodeError)


@dataclass(frozen=True)
class Server:
    """A mail server and the account for it; no user, no log-in."""

    host: str
    port: int
    starttls: bool
    user: str = ""
    password: str = field(default="", repr=False)


class UndeliveredError(Exception):
    """A letter was not taken.

    Attributes:
        sentence: Why, in Chinese.
        hopeless: Whether no other letter would fare better now.
    """

    def __init__(self, sentence: str, hopeless: bool) -> None:
        self.sentence = sentence
        self.hopeless = hopeless
        super().__init__(sentence)


class Post(Protocol):
    """Takes letters."""

    def hand_over(self, sender: str, to: Sequence[str], letter: bytes) -> Mapping[str, str]:
        """Hand a letter over and return address -> why it was refused; raise UndeliveredError where nobody gets it."""


class SmtpPost:
    """A mail server, reached when the first letter goes and again where the line broke."""

    def __init__(self, server: Server, seconds: float = SECONDS) -> None:
        self._server = server
        self._seconds = seconds
        self._line: smtplib.SMTP | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        line, self._line = self._line, None
        if line is not None:
            with suppress(OSError, smtplib.SMTPException):
                line.quit()

    def hand_over(self, sender: str, to: Sequence[str], letter: bytes) -> Mapping[str, str]:
        """Hand a letter over; see `Post`."""
        try:
            line = self._line or self._dial()
        except _MISFORTUNES as error:
            raise self._undelivered(error, hopeless=True) from error
        try:
            return _refusals(line.sendmail(sender, list(to), letter))
        except smtplib.SMTPRecipientsRefused as refused:
            return _refusals(refused.recipients)
        except _MISFORTUNES as error:
            raise self._undelivered(error, isinstance(error, smtplib.SMTPSenderRefused)) from error
        finally:
            if line.sock is None:  # the server ended the conversation: the next letter begins another
                self._line = None

    def _undelivered(self, error: Exception, hopeless: bool) -> UndeliveredError:
        """Return what is raised, the line cut: what state it is in nobody knows."""
        line, self._line = self._line, None
        if line is not None:
            line.close()
        return UndeliveredError(_sentence(error, self._server), hopeless)

    def _dial(self) -> smtplib.SMTP:
        server, trusted = self._server, ssl.create_default_context()
        if server.starttls:
            self._line = smtplib.SMTP(server.host, server.port, _OURSELVES, self._seconds)
            self._line.starttls(context=trusted)
        else:
            self._line = smtplib.SMTP_SSL(server.host, server.port, _OURSELVES, timeout=self._seconds, context=trusted)
        if server.user:
            self._line.login(server.user, server.password)
        return self._line


def _refusals(refused: Mapping[str, tuple[int, bytes]]) -> dict[str, str]:
    return {address: f"服务器不收 {address}（{_answer(*said)}）" for address, said in refused.items()}


def _sentence(error: Exception, server: Server) -> str:
    """Return what went wrong and what to look at, in one sentence."""
    where = f"邮件服务器 {server.host}:{server.port}"
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return f"{where} 不认这个账号或密码（{_said(error)}），很多邮箱要用单独的“授权码”代替密码"
    if isinstance(error, smtplib.SMTPSenderRefused):
        return f"{where} 不接受发件人 {error.sender}（{_said(error)}），请核对发件人与账号"
    if isinstance(error, smtplib.SMTPResponseException):
        return f"{where} 没有收下这封信（{_said(error)}）"
    for kinds, words in _WORDS:
        if isinstance(error, kinds):
            return words.format(where=where, seconds=SECONDS, host=server.host)
    return f"与{where} 的连接出错（{one_line(str(error))[:_ANSWER_LENGTH]}）"


_WORDS: Final[tuple[tuple[type[Exception] | tuple[type[Exception], ...], str], ...]] = (
    (ssl.SSLCertVerificationError, "{where} 的证书核对不上，为防密码泄露没有发送，请核对服务器名称，或请信息中心检查证书"),
    (ssl.SSLError, "与{where} 没有建成加密连接，请核对加密方式与端口是否相配"),
    (smtplib.SMTPNotSupportedError, "{where} 不支持所选的加密方式或登录方式，请核对加密方式与端口"),
    (smtplib.SMTPServerDisconnected, "{where} 中断了连接，请核对加密方式与端口，或稍后再发"),
    (TimeoutError, "{where} 在{seconds}秒内没有应答，请检查网络和端口"),
    (ConnectionRefusedError, "{where} 拒绝连接，请核对端口"),
    (socket.gaierror, "找不到邮件服务器 {host}，请核对名称，检查网络"),
    (UnicodeError, "邮箱账号或密码里有中文或全角字符，请改用半角"),
)  # fmt: skip
"""Misfortune -> sentence, the particular before the general."""


def _said(error: smtplib.SMTPResponseException) -> str:
    return _answer(error.smtp_code, error.smtp_error)


def _answer(code: int, words: bytes | str) -> str:
    """Return a server's answer on one line; Chinese servers answer in UTF-8 or GBK."""
    text = words
    if isinstance(words, bytes):
        try:
            text = words.decode("utf-8")
        except UnicodeDecodeError:
            text = words.decode("gb18030", "replace")
    return f"{code} {one_line(str(text))[:_ANSWER_LENGTH]}".strip()
