"""Letters and archives: every member an entry of its own, read in memory, never written by its name."""

import hashlib
import io
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parseaddr, parsedate_to_datetime
from typing import Final

from pipeline.intake.formats import Format, format_of
from pipeline.intake.inbox import FILE_LIMIT, Arrival, system_file

DEPTH: Final = 2
"""How deep a container may stand in another: a letter with an archive, an archive in an archive."""
MEMBERS: Final = 200
TOTAL: Final = 256 * 2**20


def expand(arrivals: Sequence[Arrival]) -> list[Arrival]:
    """Return the arrivals, each container followed by its members, `letter.eml!自查表.xlsx`."""
    return [one for arrival in arrivals for one in _expanded(arrival, DEPTH)]


def _expanded(arrival: Arrival, depth: int) -> Iterator[Arrival]:
    kind = format_of(arrival.data) if arrival.data and not arrival.trouble and not arrival.ignored else None
    if kind not in (Format.ZIP, Format.MAIL):
        yield arrival
        return
    if not depth:
        yield replace(arrival, trouble="压缩包套得太深，没有打开")
        return
    try:
        members = list(_letter(arrival) if kind is Format.MAIL else _archive(arrival))
    except (zipfile.BadZipFile, OSError, EOFError, ValueError, RuntimeError, NotImplementedError, zlib.error) as error:
        encrypted = isinstance(error, RuntimeError) and "password" in str(error)
        yield replace(arrival, trouble="压缩包有密码" if encrypted else "压缩包或邮件已损坏", container=True)
        return
    yield replace(arrival, container=True, held=len(members))
    for member in members:
        yield from _expanded(member, depth - 1)


def _archive(arrival: Arrival) -> Iterator[Arrival]:
    with zipfile.ZipFile(io.BytesIO(arrival.data)) as archive:
        members = [member for member in archive.infolist() if not member.is_dir()]
        if len(members) > MEMBERS:
            raise ValueError("too many members")
        left = TOTAL
        for member in members:
            with archive.open(member) as part:
                data = part.read(min(FILE_LIMIT, left) + 1)
            left -= len(data)
            if left < 0 or len(data) > FILE_LIMIT:
                raise ValueError("too big")
            yield _member(arrival, _name(member), data)


def _name(member: zipfile.ZipInfo) -> str:
    """Return a member's name; without the UTF-8 flag it is GBK as Chinese Windows writes it."""
    if member.flag_bits & 0x800:
        return member.filename
    raw = member.filename.encode("cp437", "replace")
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return member.filename


def _letter(arrival: Arrival) -> Iterator[Arrival]:
    message = BytesParser(policy=policy.default).parsebytes(arrival.data)
    received, sender = _date(message), parseaddr(str(message.get("From", "")))[1].lower()
    known = replace(arrival, received=received or arrival.received, sender=sender or arrival.sender)
    count = 0
    for part in message.walk():
        name = part.get_filename()
        if (
            part.is_multipart()
            or not name
            or (part.get_content_disposition() == "inline" and part.get_content_maintype() == "image")
        ):
            continue
        payload = part.get_payload(decode=True)
        count += 1
        if isinstance(payload, bytes) and count <= MEMBERS:
            yield _member(known, _mended(name), payload)


def _date(message: EmailMessage) -> str:
    try:
        return parsedate_to_datetime(str(message["Date"])).isoformat()
    except (TypeError, ValueError):
        return ""


def _mended(name: str) -> str:
    """Return an attachment's name; raw GBK bytes in a header are read as what they are."""
    try:
        return (
            name.encode("ascii", "surrogateescape").decode("gb18030")
            if not name.isascii() and max(name) >= "\udc80"
            else name
        )
    except (UnicodeEncodeError, UnicodeDecodeError):
        return name


def _member(container: Arrival, name: str, data: bytes) -> Arrival:
    inside = name.replace("\\", "/").lstrip("/")
    return Arrival(
        path=f"{container.path}!{inside}",
        data=data,
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
        modified=container.modified,
        ignored=system_file(inside),
        received=container.received,
        sender=container.sender,
    )
