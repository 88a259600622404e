"""A real mail server on this computer, with a certificate of an authority made for the test."""

import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import trustme
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

ACCOUNT, RIGHT_WORD = "xb@example.edu.cn", "right-word"
HOST = "localhost"


@dataclass
class Mailbox:
    """What the server took, and what it refuses."""

    letters: list[tuple[str, list[str], bytes]] = field(default_factory=list)
    refused: set[str] = field(default_factory=set)
    full: bool = False
    busy_after: int = 1_000

    async def handle_RCPT(  # noqa: N802  the library calls it so
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Take a recipient, or refuse one who is not known here."""
        del server, session, options
        if address in self.refused:
            return "550 没有这个邮箱"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Take a letter, or say that it is too big."""
        del server, session
        if self.full or len(self.letters) >= self.busy_after:
            return "552 message exceeds size limit"
        assert isinstance(envelope.content, bytes)
        self.letters.append((str(envelope.mail_from), list(envelope.rcpt_tos), envelope.content))
        return "250 OK"


@dataclass(frozen=True)
class Running:
    """A server that runs: its port, its authority's certificate, its mailbox."""

    port: int
    authority: Path
    mailbox: Mailbox


@contextmanager
def running(folder: Path, starttls: bool = False, name: str = HOST) -> Iterator[Running]:
    """Run a server with TLS from the first byte or after STARTTLS; only the right word logs in.

    `name` is who its certificate says it is.
    """
    folder.mkdir(parents=True, exist_ok=True)
    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(folder / "authority.pem"))
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert(name).configure_cert(context)
    mailbox = Mailbox()
    encrypted = {"tls_context": context, "require_starttls": True} if starttls else {"ssl_context": context}
    port = _free_port()
    controller = Controller(
        mailbox,
        hostname="127.0.0.1",
        port=port,
        authenticator=_authenticate,
        auth_required=True,
        auth_require_tls=starttls,
        **encrypted,
    )
    controller.start()
    try:
        yield Running(port, folder / "authority.pem", mailbox)
    finally:
        controller.stop()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _authenticate(server: SMTP, session: Session, envelope: Envelope, mechanism: str, said: object) -> AuthResult:
    del server, session, envelope, mechanism
    right = isinstance(said, LoginPassword) and (said.login, said.password) == (ACCOUNT.encode(), RIGHT_WORD.encode())
    return AuthResult(success=right, handled=False)
