"""Text into a cell as text: never a formula, a link or markup, whatever it begins with."""

from typing import Final

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

LIKE_FORMULAS: Final = ("=", "+", "-", "@", "\t", "\n", "＝", "＋", "－", "＠")
"""First characters for which a cell is marked as quoted, so that editing it makes no formula (CWE-1236)."""


def write_text(sheet: Worksheet, place: tuple[int, int], text: str, look: Format) -> int:
    """Write a clean text at (row, column) from 0; return the writer's code, 0 where it was written."""
    if text.startswith("<r>") and text.endswith("</r>"):
        # The writer takes such a text for rich markup it made itself; as two runs it is escaped.
        return int(sheet.write_rich_string(*place, text[:1], look, text[1:], look))
    return int(sheet.write_string(*place, text, look))
