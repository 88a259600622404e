"""Word's automatic numbers: 一、 and 1. that stand on the page but in no text."""

import re
from collections import defaultdict

from docx.document import Document
from docx.opc.part import XmlPart
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

_CHINESE = frozenset(
    ("chineseCounting", "chineseCountingThousand", "japaneseCounting", "ideographDigital", "taiwaneseCountingThousand")
)
_DIGITS = "〇一二三四五六七八九"


def chinese_number(number: int) -> str:
    """Return 1 to 99 in Chinese: 十二 for 12."""
    tens, ones = divmod(number, 10)
    head = "" if not tens else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return head + (_DIGITS[ones] if ones or not tens else "")


class Numbering:
    """Counts along with the document: `label` is asked once for each paragraph, in order."""

    def __init__(self, document: Document) -> None:
        self._counts: dict[str, list[int]] = defaultdict(lambda: [0] * 10)
        self._levels: dict[str, dict[int, tuple[str, str]]] = {}
        self._abstract: dict[str, str] = {}
        self._styles = {style.get(qn("w:styleId")): style for style in document.styles.element.iter(qn("w:style"))}
        for part in document.part.rels.values():
            if part.reltype.endswith("/numbering") and isinstance(part.target_part, XmlPart):
                self._learn(part.target_part.element)

    def label(self, paragraph: BaseOxmlElement) -> str:
        """Return the number in front of a paragraph as printed, "" where it has none we can print."""
        number, level = self._asked(paragraph)
        abstract = self._abstract.get(number, "")
        levels = self._levels.get(abstract, {})
        if level not in levels:
            return ""
        counts = self._counts[abstract]
        counts[level] += 1
        counts[level + 1 :] = [0] * (9 - level)
        return self._printed(levels, counts, level)

    def _printed(self, levels: dict[int, tuple[str, str]], counts: list[int], level: int) -> str:
        def one(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            count = max(counts[at], 1)
            return chinese_number(count) if levels.get(at, ("", ""))[0] in _CHINESE and count < 100 else str(count)

        shape, text = levels[level]
        return re.sub(r"%([1-9])", one, text) if shape in _CHINESE or shape.startswith("decimal") else ""

    def _asked(self, paragraph: BaseOxmlElement) -> tuple[str, int]:
        source = paragraph.find(qn("w:pPr"))
        while source is not None:
            asked = source.find(qn("w:numPr"))
            if asked is not None:
                number, level = (_value(asked, tag) for tag in ("w:numId", "w:ilvl"))
                return number, int(level) if level.isdigit() and int(level) < 9 else 0
            if source.getparent().tag == qn("w:style"):
                break
            style = self._styles.get(_value(source, "w:pStyle"))
            source = style.find(qn("w:pPr")) if style is not None else None
        return "", 0

    def _learn(self, root: BaseOxmlElement) -> None:
        for entry in root.iter(qn("w:abstractNum")):
            levels = {
                int(level.get(qn("w:ilvl"), "0")): (_value(level, "w:numFmt"), _value(level, "w:lvlText"))
                for level in entry.iter(qn("w:lvl"))
            }
            self._levels[entry.get(qn("w:abstractNumId"), "")] = levels
        for entry in root.iter(qn("w:num")):
            self._abstract[entry.get(qn("w:numId"), "")] = _value(entry, "w:abstractNumId")


def _value(element: BaseOxmlElement, tag: str) -> str:
    found = element.find(qn(tag))
    return "" if found is None else str(found.get(qn("w:val"), ""))
