"""Which cell formats show a number as a day, and which as a share (domain.md 4.2)."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pipeline.intake.limits import Limits
from pipeline.intake.safe_xml import parse

_DATE_FORMATS = frozenset((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))
"""Built-in formats of days and hours; 27-36 and 50-58 are the Chinese ones, which stand in no file."""
_PERCENT_FORMATS = frozenset((9, 10))
_NOT_MEANT = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)
_OF_DAYS = re.compile("[ymdhs年月日]", re.IGNORECASE)
_GENERAL = re.compile("general|red|black", re.IGNORECASE)


@dataclass(frozen=True)
class Styles:
    """Numbers of the cell formats, as cells write them, that are days and that are shares."""

    dates: frozenset[str] = frozenset()
    percents: frozenset[str] = frozenset()


def styles_of(formats: Iterable[int], codes: Mapping[int, str]) -> Styles:
    """Return the styles of cell formats in order; `codes` are the file's own format codes by number."""
    dates, percents = set(), set()
    for number, one in enumerate(formats):
        code = _NOT_MEANT.sub("", codes.get(one, ""))
        if one in _PERCENT_FORMATS or "%" in code:
            percents.add(str(number))
        elif (one in _DATE_FORMATS and one not in codes) or _OF_DAYS.search(_GENERAL.sub("", code)):
            dates.add(str(number))
    return Styles(frozenset(dates), frozenset(percents))


def read_styles(content: bytes, limits: Limits) -> Styles:
    """Return the styles of `styles.xml`; raises `safe_xml.RefusedXmlError`."""
    codes: dict[int, str] = {}
    formats: list[int] = []
    inside: list[str] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        if name == "numFmt":
            codes[int(attributes.get("numFmtId", "0"))] = attributes.get("formatCode", "")
        elif name == "cellXfs":
            inside.append(name)
        elif name == "xf" and inside:
            formats.append(int(attributes.get("numFmtId") or 0))

    def end(name: str) -> None:
        if name == "cellXfs":
            inside.clear()

    parse(content, limits, start, end, lambda _text: None)
    return styles_of(formats, codes)
