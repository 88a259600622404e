"""Which mail server, and the account for it: from the settings, the environment and the system's keyring only."""

import importlib
from collections.abc import Callable, Mapping
from typing import Final

from pipeline.campaign.settings import TLS_AFTER_HELLO, Settings, label_of
from pipeline.errors import CampaignError
from pipeline.post.addresses import addresses_in
from pipeline.post.smtp import Server

USER, PASSWORD = "PIPELINE_SMTP_USER", "PIPELINE_SMTP_PASSWORD"
SERVER: Final = "PIPELINE_SMTP_SERVER"
"""Names of the environment's variables; SERVER goes before the settings, `host` or `host:port`."""
KEYRING_SERVICE: Final = "pipeline-smtp"

Keyring = Callable[[str, str], str | None]
"""Service and account -> password, None where it is not kept."""


def sender_of(settings: Settings) -> str:
    """Return the address letters are sent from.

    Raises:
        CampaignError: If the settings name none, or one that is no address.
    """
    written = settings.sender or settings.receiver_mail
    good, bad = addresses_in(written)
    if len(good) != 1 or bad:
        raise CampaignError(
            f"没有能用的发件邮箱（“{label_of('sender')}”和“{label_of('receiver_mail')}”：{written or '没有填'}）。",
            f"请在责任清单.xlsx 的“设置”表填写“{label_of('sender')}”，只填一个邮箱。",
        )
    return good[0]


def server_of(settings: Settings, environment: Mapping[str, str], keyring: Keyring) -> Server:
    """Return the mail server with the account for it; without an account it is asked to take letters as it is.

    Raises:
        CampaignError: If no server is named, its port is none, or there is an account without a password.
    """
    host, _, port = environment.get(SERVER, "").strip().partition(":")
    host, port = host or settings.smtp_server.strip(), port or str(settings.smtp_port)
    if not host or not host.isascii() or not port.isdigit() or not 0 < int(port) < 65536:
        raise CampaignError(
            f"没有能用的邮件服务器（{host or '没有填'}，端口 {port}）。",
            f"请在责任清单.xlsx 的“设置”表填写“{label_of('smtp_server')}”和“{label_of('smtp_port')}”；不用命令发送的，直接打开草稿发送即可。",
        )
    account = environment.get(USER, "").strip()
    password = environment.get(PASSWORD, "") or keyring(KEYRING_SERVICE, account or sender_of(settings)) or ""
    if account and not password:
        raise CampaignError(
            f"没有邮箱账号 {account} 的密码。", f"请设置环境变量 {PASSWORD}，或存入系统密码库，做法见 docs/mail.md。"
        )
    user = (account or sender_of(settings)) if password else ""
    return Server(host, int(port), settings.smtp_security == TLS_AFTER_HELLO, user, password)


def system_keyring(service: str, account: str) -> str | None:
    """Return a password of the system's keyring, None where the optional package or the password is missing."""
    try:
        found = importlib.import_module("keyring").get_password(service, account)
    except Exception:  # the package is optional, and each system's keyring fails in its own way
        return None
    return found if isinstance(found, str) else None
