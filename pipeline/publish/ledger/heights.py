"""How high a row must be to show its longest wrapped cell whole, on the screen and on paper."""

from collections.abc import Sequence
from functools import lru_cache
from math import ceil
from typing import Final

from pipeline.publish.ledger.cells import Marked

LINE: Final = 13.5
"""Points a line of body text takes; a few more are left above and below. All are whole pixels of 0.75."""

MOST: Final = 408.75
"""Points no row can pass."""

_AROUND: Final = 5.25
_LOST_A_LINE: Final = 1.6
"""Column units a line leaves empty: margins, and a character that may not stand at its end."""


def height_of(widths: Sequence[float], values: Sequence[object], least: float) -> float:
    """Return the height in points, from `least` on."""
    lines = 1
    for width, value in zip(widths, values, strict=True):
        text = value.value if type(value) is Marked else value
        if isinstance(text, str) and len(text) * 2 > width - 2:
            lines = max(lines, lines_of(text, width))
    return min(max(least, lines * LINE + _AROUND), MOST)


@lru_cache(8192)
def lines_of(text: str, width: float) -> int:
    """Return how many lines a text takes in a column that wide."""
    return sum(ceil(width_of(line) / (width - _LOST_A_LINE)) or 1 for line in text.split("\n"))


def width_of(text: str) -> float:
    """Return the width of a text in column units: about two for a Chinese character, one for a Latin one."""
    return (len(text.encode("utf-8", "replace")) + len(text)) / 2 * 0.98
