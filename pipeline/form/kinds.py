"""Text and references: what a cell may hold besides choices, days, people and amounts."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from pipeline.form.folding import fold, found_text, visible
from pipeline.form.nearness import nearest, turns
from pipeline.form.privacy import names_informer, personal_numbers
from pipeline.form.reading import OVERLONG, Guard, Note, Reading, doubtful, rejected
from pipeline.form.vocabulary import OTHER_POINT

_CODE = re.compile(r"([a-z]+)[-_.、 ]?(\d{1,3})(?!\d)")
_DASHED = re.compile(r"\s*[-－—–‐]\s*")
_NUMBERED = re.compile(r"^\(?\d{1,2}[.、)]\)?(?=[\u4e00-\u9fff])")
_COUNTER = re.compile(r"(?:第|问题|NO\.?|-)?(\d{1,4})(?:号|条|项)?")
"""A number of which the unit's code was left out."""
_WHETHER = re.compile("是否|有无|情况|的")
_TELLING = 4
"""Characters of a point's text that tell which one is meant, if only one has them."""


@dataclass(frozen=True)
class Text:
    """Prose, kept as written.

    Attributes:
        least: Fewest characters that say something.
        say: What to write, in one phrase.
        sample: One good content; shown in the template.
    """

    say: str
    sample: str
    least: int = 0

    @property
    def hint(self) -> str:
        """Say what to write, and how much at least."""
        return f"{self.say}（不少于{self.least}字）" if self.least > 1 else self.say

    @property
    def good(self) -> tuple[object, ...]:
        """Give the sample."""
        return (self.sample,)

    @property
    def bad(self) -> tuple[object, ...]:
        """Give a text that is too short, where one can be."""
        return ("某" * (self.least - 1),) if self.least > 1 else ()

    def guard(self) -> Guard:
        """Ask the typist for enough characters."""
        return Guard("length", least=self.least, most=32767, stops=False) if self.least > 1 else Guard()

    def read(self, found: object) -> Reading:
        """Return the text, trimmed at its ends only; warn of overlong texts, personal numbers and who reported something."""
        text = visible(found_text(found)).strip()
        if len(text) < self.least:
            return rejected("V11", least=str(self.least), length=str(len(text)))
        notes: list[Note] = []
        if len(text) > OVERLONG:
            notes.append(Note("W16", (("length", str(len(text))), ("most", str(OVERLONG)))))
        if numbers := personal_numbers(text):
            notes.append(Note("W17", (("what", "、".join(numbers)),)))
        if names_informer(text):
            notes.append(Note("W24"))
        return Reading(text, tuple(notes))


@dataclass(frozen=True)
class Identifier:
    """A preprinted number such as HQJT-001; units leave it alone."""

    prefix: str = "DW"

    @property
    def hint(self) -> str:
        """Say to leave it alone."""
        return "保留预印的编号；新增的行可以留空，由系统续编"

    @property
    def good(self) -> tuple[object, ...]:
        """Give the shape of a number."""
        return (f"{self.prefix}-001",)

    @property
    def bad(self) -> tuple[object, ...]:
        """Give a content that is no number of ours."""
        return ("第一条",)

    def guard(self) -> Guard:
        """Warn when a number is typed over."""
        return Guard("shape", formula='ISNUMBER(FIND("-",{cell}))', stops=False)

    def read(self, found: object) -> Reading:
        """Return the number in capitals, half-width; a counter alone, 001, as -001: its unit's; anything else is refused."""
        text = fold(found_text(found)).upper().replace("—", "-").replace("–", "-").replace("‐", "-")
        if counter := _COUNTER.fullmatch(text):
            return Reading(f"-{int(counter[1]):03d}")
        match = re.fullmatch(r"([A-Z0-9]{1,12})-(\d{1,4})|([A-Z]{1,12})_?(\d{3,4})", text.rstrip("。.;,"))
        return Reading(f"{match[1] or match[3]}-{int(match[2] or match[4]):03d}") if match else rejected("V23")


@dataclass(frozen=True)
class Identifiers:
    """Numbers of problems, joined with 、 on the page."""

    @property
    def hint(self) -> str:
        """Say how numbers are joined."""
        return "填问题清单中的问题编号，多个用“、”分隔"

    @property
    def good(self) -> tuple[object, ...]:
        """Give one number, and two."""
        return ("DW-001", "DW-001、DW-002")

    @property
    def bad(self) -> tuple[object, ...]:
        """Give a content that holds no number."""
        return ("见问题清单",)

    def guard(self) -> Guard:
        """Hold the typist to nothing: the list is checked across sheets."""
        return Guard()

    def read(self, found: object) -> Reading:
        """Return the numbers joined with 、; anything that is no number rejects the cell."""
        parts = [
            part
            for part in re.split(r"[、，,;；。/\s【】()（）]+", _DASHED.sub("-", found_text(found)).strip())
            if part
        ]
        readings = [Identifier().read(part) for part in parts]
        if not readings or any(reading.value is None for reading in readings):
            return rejected("V26")
        return Reading("、".join(str(reading.value) for reading in readings))


@dataclass(frozen=True)
class PointReference:
    """An inspection point, written by its code, its text or both; reads as the code.

    Attributes:
        points: Point code -> text, for all points that may be named.
    """

    points: Mapping[str, str]

    @property
    def choices(self) -> tuple[str, ...]:
        """List the points as the page shows them, and 其他."""
        return (*(f"{code} {text}" for code, text in self.points.items()), OTHER_POINT)

    @property
    def hint(self) -> str:
        """Say where the points are."""
        return "从下拉中选择自查要点；都不对应时选“其他”"

    @property
    def good(self) -> tuple[object, ...]:
        """Give the points as shown, and by code alone."""
        return (*self.choices, *self.points)

    @property
    def bad(self) -> tuple[object, ...]:
        """Give a content that is no point."""
        return ("※※※",)

    def guard(self) -> Guard:
        """Offer the points in a dropdown."""
        return Guard("list", choices=self.choices)

    def read(self, found: object) -> Reading:
        """Return the code of the point, or 其他; a text that fits one point only is taken, and 3 as -3: its unit's third."""
        key = _NUMBERED.sub("", fold(found_text(found)).strip("。.；;，,、"))
        if re.fullmatch(r"0?[1-9]\d?", key):
            return Reading(f"-{int(key)}")
        if key.startswith((fold(OTHER_POINT), "其它")):
            return Reading(OTHER_POINT)
        by_code = {fold(code): code for code in self.points}
        head = _CODE.match(key)
        code = by_code.get(f"{head[1]}{int(head[2])}") or by_code.get(head[0]) if head else None
        if head and code:
            others = {by_code.get(f"{word}{int(number)}", code) for word, number in _CODE.findall(key)}
            other = others > {code} or self._says_another(code, key[head.end() :])
            return rejected("V03") if other else Reading(code)
        by_text = {fold(text): code for code, text in self.points.items()}
        same = [code for code, text in self.points.items() if fold(text) == key]
        if len(same) == 1:
            return Reading(same[0])
        near = None if same else nearest(key, by_text) or self._part_of(key, by_text)
        if near is None:
            return rejected("V03")
        return doubtful(by_text[near], "W20", word=f"{by_text[near]} {self.points[by_text[near]]}")

    def _says_another(self, code: str, text: str) -> bool:
        """Tell whether the text behind a code is that of another point of the same unit: one of the two is wrong."""
        unit = _CODE.match(code.lower())
        mine = [(c, fold(t)) for c, t in self.points.items() if unit and c.lower().rstrip("0123456789") == unit[1]]
        text = text.strip(" :-—、.,()")
        return len(text) >= _TELLING and any(c != code and text == t for c, t in mine) and (code, text) not in mine

    def _part_of(self, key: str, texts: Collection[str]) -> str | None:
        """Return the one text that says the same, holds what was written, or is held by it; a few characters are too few."""
        bare = _WHETHER.sub("", key)
        same = [text for text in texts if _WHETHER.sub("", text) == bare]
        held = same or [text for text in texts if (key in text and len(key) >= _TELLING) or text in key]
        told = [turns(_WHETHER.sub("", text)) for text in (key, *held)]
        return held[0] if len(held) == 1 and told[0] == told[1] else None
