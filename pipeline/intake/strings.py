"""The shared strings of a workbook: each stands once, cells refer to it by number."""

from collections.abc import Callable

from pipeline.intake.book import UnreadableError
from pipeline.intake.limits import Limits
from pipeline.intake.safe_xml import parse


def blank_strings(content: bytes, limits: Limits) -> tuple[frozenset[int], int]:
    """Return the numbers of the strings that show nothing, and how many there are; raises like `shared_strings`."""
    blank: set[int] = set()
    count = 0

    def take(text: str) -> None:
        nonlocal count
        if not text.strip():
            blank.add(count)
        count += 1

    _StringWalk(take, limits).walk(content)
    return frozenset(blank), count


def shared_strings(content: bytes, limits: Limits) -> list[str]:
    """Return the strings in order, without their readings.

    Raises:
        RefusedXmlError: If the part is refused.
        UnreadableError: If a string is longer than any cell.
    """
    strings: list[str] = []
    _StringWalk(strings.append, limits).walk(content)
    return strings


class _StringWalk:
    def __init__(self, take: Callable[[str], None], limits: Limits) -> None:
        self._take, self._limits = take, limits
        self._texts: list[str] = []
        self._wanted = False
        self._phonetic = False

    def walk(self, content: bytes) -> None:
        parse(content, self._limits, self._start, self._end, self._data)

    def _start(self, name: str, _attributes: dict[str, str]) -> None:
        if name == "t":
            self._wanted = not self._phonetic
        elif name == "rPh":
            self._phonetic = True

    def _data(self, text: str) -> None:
        if self._wanted:
            self._texts.append(text)

    def _end(self, name: str) -> None:
        if name == "t":
            self._wanted = False
        elif name == "rPh":
            self._phonetic = False
        elif name == "si":
            text = "".join(self._texts)
            if len(text) > self._limits.text:
                raise UnreadableError("F01", f"里面有超过{self._limits.text}字的单元格")
            self._texts.clear()
            self._take(text)
