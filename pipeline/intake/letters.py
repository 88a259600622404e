"""A letter (.eml): when it was sent, by whom, and what is attached under what name."""

import re
from collections.abc import Iterator
from email import policy
from email.message import EmailMessage
from email.parser import BytesHeaderParser, BytesParser
from email.utils import parseaddr, parsedate_to_datetime
from typing import Final

from pipeline.intake.members import Letter, Member
from pipeline.intake.received import in_china

IN_THE_TEXT: Final = "邮件正文中的图片"

_UNREADABLE: Final = "\ufffd"
_NAMING: Final = ("content-disposition", "content-type")
_NAMED = re.compile(r'name="?([^";\r\n]+)', re.IGNORECASE)


def open_letter(data: bytes) -> Letter:
    """Return a letter with all its attachments, those of letters within it included.

    Raises:
        Exception: Whatever the parser of the standard library stumbles over.
    """
    message = BytesParser(policy=policy.default).parsebytes(data)
    return Letter(_date(message), _sender(message), tuple(_attachments(message)))


def heading_of(headers: bytes) -> tuple[str, str]:
    """Return the moment and the sender that the headers of a letter tell, "" what they do not."""
    message = BytesHeaderParser(policy=policy.default).parsebytes(headers)
    return _date(message), _sender(message)


def _sender(message: EmailMessage) -> str:
    return parseaddr(str(message.get("From", "")))[1].lower()


def _attachments(message: EmailMessage) -> Iterator[Member]:
    number = 0
    for part in message.walk():
        if part.is_multipart():
            continue
        name, shown_in_text = _name(part), part.get_content_disposition() == "inline"
        if not name and part.get_content_maintype() == "text" and part.get_content_disposition() != "attachment":
            continue
        payload = part.get_payload(decode=True)
        number += 1
        if isinstance(payload, bytes):
            picture = shown_in_text and part.get_content_maintype() == "image"
            yield Member(name or f"附件{number}", payload, IN_THE_TEXT if picture else "")


def _date(message: EmailMessage) -> str:
    try:
        return in_china(parsedate_to_datetime(str(message["Date"])))
    except (TypeError, ValueError, OverflowError):
        return ""


def _name(part: EmailMessage) -> str:
    """Return an attachment's name, "" where it has none or one nobody can read."""
    try:
        name = part.get_filename() or ""
        return name if _UNREADABLE not in name else _raw_name(part) or name
    except (
        Exception
    ):  # a malformed header raises whatever the parser stumbles over; the attachment is there all the same
        return ""


def _raw_name(part: EmailMessage) -> str:
    """Return a name written into the headers as bare bytes, which is against the rules and common: GBK or UTF-8."""
    for head, value in part.raw_items():
        match = _NAMED.search(str(value)) if head.lower() in _NAMING else None
        if match is not None:
            raw = match[1].encode("utf-8", "surrogateescape")
            try:
                return raw.decode("utf-8")
            except UnicodeDecodeError:
                return raw.decode("gb18030", "replace")
    return ""
