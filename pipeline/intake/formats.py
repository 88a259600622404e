"""What a file is, by its content and never by its name (domain.md 4.2)."""

from enum import Enum
from typing import Final

from pipeline.intake.zip_directory import names_of


class Format(Enum):
    """What a file is; the value is its name in a sentence."""

    XLSX = "Excel 工作簿"
    XLS = "旧版 Excel 工作簿（.xls）"
    XLSB = "二进制 Excel 工作簿（.xlsb）"
    ODS = "OpenDocument 表格（.ods）"
    FLAT_ODS = "OpenDocument 单文件表格（.fods）"
    XML = "Excel 2003 的 XML 表格"
    PROTECTED = "有打开密码的文件"
    WORD = "Word 文档"
    SLIDES = "演示文稿"
    PDF = "PDF 文件"
    PICTURE = "图片"
    ZIP = "压缩包（.zip）"
    RAR = "压缩包（.rar）"
    SEVEN = "压缩包（.7z）"
    MAIL = "邮件"
    OUTLOOK = "Outlook 邮件（.msg）"
    HTML = "网页"
    MHTML = "单个文件的网页（.mht）"
    TEXT = "文本文件"
    EMPTY = "空文件（0 字节）"
    UNKNOWN = "认不出格式的文件"


CONTAINERS = frozenset((Format.ZIP, Format.MAIL, Format.OUTLOOK, Format.RAR, Format.SEVEN))
"""What holds files of its own."""

ATTACHMENTS = frozenset((Format.WORD, Format.PDF, Format.PICTURE, Format.SLIDES))
"""What is registered for its unit and gives no data."""

_MAGIC = (
    (b"%PDF", Format.PDF), (b"\xff\xd8\xff", Format.PICTURE), (b"\x89PNG", Format.PICTURE), (b"GIF8", Format.PICTURE),
    (b"II*\x00", Format.PICTURE), (b"MM\x00*", Format.PICTURE), (b"Rar!", Format.RAR),
    (b"7z\xbc\xaf\x27\x1c", Format.SEVEN),
)  # fmt: skip
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENTRY_BYTES: Final = 128
_STREAMS = (
    ("EncryptedPackage", Format.PROTECTED), ("EncryptionInfo", Format.PROTECTED), ("__properties_version1.0", Format.OUTLOOK),
    ("WordDocument", Format.WORD), ("PowerPoint Document", Format.SLIDES), ("Workbook", Format.XLS), ("Book", Format.XLS),
)  # fmt: skip
_SPREADSHEET = "urn:schemas-microsoft-com:office:spreadsheet"
_FLAT = "<office:document"
_FLAT_SPREADSHEET, _ROOT = b"application/vnd.oasis.opendocument.spreadsheet", 16_384
"""What the root of a flat OpenDocument file says it is, and within how many bytes."""
_MAIL_HEADS = (
    "received:", "from:", "return-path:", "message-id:", "mime-version:", "date:", "x-", "subject:", "delivered-to:", "to:",
)  # fmt: skip


def format_of(data: bytes) -> Format:
    """Return what the bytes are."""
    if not data:
        return Format.EMPTY
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            return kind
    if data[4:12] in (b"ftypheic", b"ftypheix", b"ftypmif1") or (data[:4] == b"RIFF" and data[8:12] == b"WEBP"):
        return Format.PICTURE
    if data[:2] == b"BM" and data[6:10] == bytes(4):
        return Format.PICTURE
    if data.startswith(b"PK"):
        return _inside_zip(data)
    if data.startswith(_OLE):
        return _inside_ole(data)
    return _of_text(data)


def _inside_zip(data: bytes) -> Format:
    names = names_of(data)
    if names is None:
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
    for name, kind in _STREAMS:
        if _has_entry(data, name):
            return kind
    return Format.UNKNOWN


def _has_entry(data: bytes, name: str) -> bool:
    """Tell whether a name stands where the directory of an OLE file has names: every 128 bytes, from its start."""
    wide = f"{name}\0".encode("utf-16-le")
    at = data.find(wide)
    while at >= 0 and at % _ENTRY_BYTES:
        at = data.find(wide, at + 1)
    return at >= 0


def _of_text(data: bytes) -> Format:
    head = _head(data)
    if head.startswith(("<html", "<!doctype html", "<table", "<meta", "<head", "<body", "<style", "<!--")):
        return Format.HTML
    if head.startswith("<?xml") and _SPREADSHEET in head:
        return Format.XML
    if head.startswith("<?xml") and _FLAT in head:
        return Format.FLAT_ODS if _FLAT_SPREADSHEET in data[:_ROOT] else Format.UNKNOWN
    if head.startswith("<?xml"):
        return Format.HTML if "<html" in head else Format.UNKNOWN
    if head.startswith(_MAIL_HEADS) and "\n" in head and ":" in head.split("\n", 1)[0]:
        return Format.MHTML if _is_page(head) else Format.MAIL
    strange = sum(sign < " " and sign not in "\t\r\n\f\0\x1a" for sign in head)
    return Format.TEXT if not strange and head.count("\0") * 20 <= len(head) else Format.UNKNOWN


def _head(data: bytes) -> str:
    """Return the beginning of a text in lower case, each byte a sign where it is no UTF-16."""
    for mark, encoding in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if data.startswith(mark):
            return data[2:4096].decode(encoding, "replace").lstrip().lower()
    return data[:2048].removeprefix(b"\xef\xbb\xbf").lstrip(b" \t\r\n").decode("latin-1").lower()


def _is_page(head: str) -> bool:
    """Tell a page saved with its pictures from a letter: the same form, but sent by nobody to nobody."""
    lines = head.replace("\r\n", "\n").partition("\n\n")[0].split("\n")
    names = {line.partition(":")[0] for line in lines}
    return "multipart/related" in head and not names & {"to", "received", "message-id", "delivered-to", "return-path"}
