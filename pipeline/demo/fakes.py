"""Files an inbox holds besides good workbooks: scans, photos, letters, broken and left-over ones.

All bytes are the same every time: office files are given the moment they were saved instead of the clock's.
"""

import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import SMTP
from io import BytesIO
from typing import Final

ISSUED: Final = "2023-11-03T10:00:00+08:00"
"""When the example campaign began: the plan and the blank templates bear this moment."""

_CLOCK_MARKS = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
_XLSX = ("application", "vnd.openxmlformats-officedocument.spreadsheetml.sheet")
_PDF = ("application", "pdf")


def saved_bytes(save: Callable[[BytesIO], None]) -> bytes:
    """Return what a saving function writes."""
    stream = BytesIO()
    save(stream)
    return stream.getvalue()


def frozen(package: bytes, saved: str) -> bytes:
    """Return an office file as if it had been saved at that ISO moment: same parts, no other clock in it."""
    moment = datetime.fromisoformat(saved)
    mark = moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    with zipfile.ZipFile(BytesIO(package)) as archive:
        parts = {entry.filename: archive.read(entry) for entry in archive.infolist()}
    core = "docProps/core.xml"
    if core in parts:
        parts[core] = _CLOCK_MARKS.sub(rb"\g<1>" + mark, parts[core])
    return packed(parts, saved)


def packed(parts: Mapping[str, bytes], saved: str) -> bytes:
    """Return a zip of the parts, each dated at that ISO moment."""
    year, month, day, hour, minute, second = datetime.fromisoformat(saved).timetuple()[:6]
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, (year, month, day, hour, minute, second))
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return stream.getvalue()


def scan() -> bytes:
    """Return a one-page PDF that shows an empty frame, as a scanned signature page would."""
    drawing = b"2 w 60 60 475 722 re S 60 160 475 0 re S"
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawing), drawing),
    )
    body, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    trailer = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(body))
    return body + head + table + trailer


def photo(width: int = 48, height: int = 64) -> bytes:
    """Return a small grey PNG, as a photographed signature page would be."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    lines = b"".join(b"\0" + bytes(200 + (row + column) % 40 for column in range(width)) for row in range(height))
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(lines, 9)) + chunk(b"IEND", b"")


def torn(package: bytes) -> bytes:
    """Return the first part of a file, as a broken upload leaves it: it begins like a zip and has no end."""
    return package[: len(package) // 3]


def lock_file(owner: str) -> bytes:
    """Return what Excel leaves beside an open workbook."""
    name = owner.encode("utf-16-le")
    return (
        (bytes([len(owner)]) + owner.encode("gbk")).ljust(55, b" ")
        + struct.pack("<H", len(owner))
        + name.ljust(108, b" ")
    )


def letter(sender: str, subject: str, text: str, sent: str, attached: Mapping[str, bytes]) -> bytes:
    """Return a mail as saved from a mail program, sent at that ISO moment, with the files attached."""
    message = EmailMessage(policy=SMTP)
    message["From"] = sender
    message["To"] = "xiaoban@example.edu.cn"
    message["Subject"] = subject
    message["Date"] = datetime.fromisoformat(sent)
    message["Message-ID"] = f"<{zlib.crc32(subject.encode()):08x}@example.edu.cn>"
    message.set_content(text)
    for name, content in attached.items():
        main, sub = _PDF if name.endswith(".pdf") else _XLSX
        message.add_attachment(content, maintype=main, subtype=sub, filename=name)
    message.set_boundary("=-=-a-letter-of-the-example-=-=")
    return message.as_bytes()
