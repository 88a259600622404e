"""Text of unknown encoding: taken only where one encoding explains all of it (threats.md 2.4)."""

import codecs
from typing import Final

from pipeline.intake.book import UnreadableError

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"),
)  # fmt: skip
_COMMON_SHARE: Final = 0.6
"""Share of Chinese signs that are common ones in any Chinese text; other encodings taken for GB18030 give rare ones."""
_LAST_COMMON: Final = 0xD7
"""First byte of the last of the 3,755 signs of GB2312 level 1."""


def decoded(data: bytes) -> str:
    """Return the text.

    Raises:
        UnreadableError: F01 with the number of the first line that fits no encoding, or holds a NUL.
    """
    text = _decoded(data)
    if "\0" in text:
        raise _refusal(text.count("\n", 0, text.index("\0")) + 1, "有空字节")
    return text


def _decoded(data: bytes) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _as(data[len(mark) :], encoding)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        wrong = _line(data, error.start)
        mixed = next((number for number, line in enumerate(data.split(b"\n"), start=1) if _is_utf8(line)), 0)
        if mixed:
            raise _refusal(wrong, f"与第{mixed}行的文字编码不同") from error
    text = _as(data, "gb18030")
    if not _plausible(text):
        raise _refusal(wrong, "文字编码认不出")
    return text


def _as(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _refusal(_line(data, error.start), "文字编码认不出") from error


def _line(data: bytes, at: int) -> int:
    return data.count(b"\n", 0, at) + 1


def _is_utf8(line: bytes) -> bool:
    """Tell whether a line is UTF-8 beyond doubt: three bytes a sign, which GBK rarely imitates."""
    try:
        return any(ord(sign) >= 0x800 for sign in line.decode("utf-8"))
    except UnicodeDecodeError:
        return False


def _plausible(text: str) -> bool:
    chinese = [sign for sign in text if "\u3400" <= sign <= "\u9fff" or "\ue000" <= sign <= "\uf8ff"]
    return sum(map(_common, chinese)) >= _COMMON_SHARE * len(chinese)


def _common(sign: str) -> bool:
    try:
        return sign.encode("gb2312")[0] <= _LAST_COMMON
    except UnicodeEncodeError:
        return False


def _refusal(line: int, what: str) -> UnreadableError:
    return UnreadableError("F01", f"第{line}行{what}")
