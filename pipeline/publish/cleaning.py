"""Text made fit for every office format, once, before any writer sees it.

Control characters raise in two of the three writers and a lone surrogate in all of them, at
save time after all the work (measured); nothing else of a unit's text is touched.
"""

import re
from typing import Final

CELL_LIMIT: Final = 32_767
"""UTF-16 units a spreadsheet cell holds."""

CUT_MARK: Final = "……（全文见来源文件）"

_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff\u202a-\u202e\u2066-\u2069]")
_SURROGATE = re.compile("[\ud800-\udfff]")


def clean_text(text: str) -> str:
    """Return the text without characters XML forbids and direction overrides, surrogates as U+FFFD, CR LF as LF."""
    return _SURROGATE.sub("\ufffd", _ILLEGAL.sub("", text.replace("\r\n", "\n").replace("\r", "\n")))


def cell_text(text: str) -> str:
    """Return clean text that fits a cell; what is too long ends in a mark that says where the rest is."""
    if len(text) <= CELL_LIMIT // 2 and text.isprintable():
        return text
    cleaned = clean_text(text)
    if len(cleaned.encode("utf-16-le")) // 2 <= CELL_LIMIT:
        return cleaned
    kept = cleaned.encode("utf-16-le")[: 2 * (CELL_LIMIT - len(CUT_MARK))].decode("utf-16-le", "ignore")
    return kept + CUT_MARK
