"""What a file is, by its content and never by its name (domain.md 4.2)."""

import io
import zipfile
from enum import Enum


class Format(Enum):
    """What a file is; the value is its name in a sentence."""

    XLSX = "Excel 工作簿"
    XLS = "旧版 Excel 工作簿（.xls）"
    XLSB = "二进制 Excel 工作簿（.xlsb）"
    ODS = "OpenDocument 表格（.ods）"
    PROTECTED = "有打开密码的文件"
    WORD = "Word 文档"
    SLIDES = "演示文稿"
    PDF = "PDF 文件"
    PICTURE = "图片"
    ZIP = "压缩包（.zip）"
    RAR = "压缩包（.rar）"
    SEVEN = "压缩包（.7z）"
    MAIL = "邮件"
    HTML = "网页"
    TEXT = "文本文件"
    EMPTY = "空文件（0 字节）"
    UNKNOWN = "认不出格式的文件"


ATTACHMENTS = frozenset((Format.WORD, Format.PDF, Format.PICTURE, Format.SLIDES))
"""What is registered for its unit and gives no data."""

_MAGIC = (
    (b"%PDF", Format.PDF), (b"\xff\xd8\xff", Format.PICTURE), (b"\x89PNG", Format.PICTURE), (b"GIF8", Format.PICTURE),
    (b"BM", Format.PICTURE), (b"II*\x00", Format.PICTURE), (b"MM\x00*", Format.PICTURE), (b"Rar!", Format.RAR),
    (b"7z\xbc\xaf\x27\x1c", Format.SEVEN),
)  # fmt: skip
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MAIL_HEADS = (
    b"received:",
    b"from:",
    b"return-path:",
    b"message-id:",
    b"mime-version:",
    b"date:",
    b"x-",
    b"subject:",
    b"delivered-to:",
    b"to:",
)


def format_of(data: bytes) -> Format:
    """Return what the bytes are."""
    if not data:
        return Format.EMPTY
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            return kind
    if data[4:12] in (b"ftypheic", b"ftypheix", b"ftypmif1") or (data[:4] == b"RIFF" and data[8:12] == b"WEBP"):
        return Format.PICTURE
    if data.startswith(b"PK"):
        return _inside_zip(data)
    if data.startswith(_OLE):
        return _inside_ole(data)
    return _of_text(data)


def _inside_zip(data: bytes) -> Format:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        return Format.XLSX if b"xl/" in data[:4096] else Format.ZIP
    if "xl/workbook.bin" in names:
        return Format.XLSB
    if any(name.startswith("xl/") for name in names):
        return Format.XLSX
    if any(name.startswith("word/") for name in names):
        return Format.WORD
    if any(name.startswith("ppt/") for name in names):
        return Format.SLIDES
    return Format.ODS if {"mimetype", "content.xml"} <= names else Format.ZIP


def _inside_ole(data: bytes) -> Format:
    if _wide("EncryptedPackage") in data or _wide("EncryptionInfo") in data:
        return Format.PROTECTED
    if _wide("WordDocument") in data:
        return Format.WORD
    if _wide("PowerPoint Document") in data:
        return Format.SLIDES
    return Format.XLS if _wide("Workbook") in data or _wide("Book") in data else Format.UNKNOWN


def _wide(name: str) -> bytes:
    return name.encode("utf-16-le")


def _of_text(data: bytes) -> Format:
    head = data[:2048].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<html", b"<!doctype html", b"<table", b"<meta", b"<head", b"<body")):
        return Format.HTML
    if head.startswith(_MAIL_HEADS) and b"\n" in head and b":" in head.split(b"\n", 1)[0]:
        return Format.MAIL
    return Format.UNKNOWN if b"\x00" in data[:2048] else Format.TEXT
