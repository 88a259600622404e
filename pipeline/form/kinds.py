"""Text, choices and references: what a cell may hold besides days, people and amounts."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from pipeline.form.folding import fold, found_text, visible
from pipeline.form.nearness import nearest
from pipeline.form.privacy import has_id_card
from pipeline.form.reading import Guard, Note, Reading, doubtful, rejected
from pipeline.form.vocabulary import OTHER_POINT

_REMARK = re.compile(r"([^(,;:。!]+)[(,;:。!](.+)$")
_TAKEN_BACK = re.compile("未|没|不|无|否|非|部分|基本|待|除|尚|或|？|\\?")
"""In a remark behind a word: it may mean something else than the word."""
_BOX = re.compile("[☐□○]")
_TICKED = re.compile("[☑☒✔✓√■]([^☐□○☑☒✔✓√■]+)")
_END_MARKS = "。.；;，,！!、"

OVERLONG = 1000
"""Characters past which prose is asked to be shortened (domain.md 4.3 no. 68)."""


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
        """Return the text, trimmed at its ends only; warn of overlong texts and identity cards."""
        text = visible(found_text(found)).strip()
        if len(text) < self.least:
            return rejected("V11", least=str(self.least), length=str(len(text)))
        notes: list[Note] = []
        if len(text) > OVERLONG:
            notes.append(Note("W16", (("length", str(len(text))), ("most", str(OVERLONG)))))
        if has_id_card(text):
            notes.append(Note("W17"))
        return Reading(text, tuple(notes))


@dataclass(frozen=True)
class Choice:
    """One word of a list.

    Attributes:
        choices: The words, in page order.
        means: Folded spelling -> word, taken without a question.
        doubtful: Folded spelling -> (word, warning code).
        refused: Folded spelling -> error code that says why it is no answer here.
    """

    choices: tuple[str, ...]
    means: Mapping[str, str] = field(default_factory=dict)
    doubtful: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    refused: Mapping[str, str] = field(default_factory=dict)

    @property
    def hint(self) -> str:
        """List the words."""
        return f"从下拉中选一项：{'、'.join(self.choices)}" if len(self.choices) <= 12 else "从下拉中选一项"

    @property
    def good(self) -> tuple[object, ...]:
        """Give every word and every spelling that means one."""
        return (*self.choices, *self.means)

    @property
    def bad(self) -> tuple[object, ...]:
        """Give contents that are none of the words."""
        return ("※※※", *self.refused)

    def guard(self) -> Guard:
        """Offer the words in a dropdown."""
        return Guard("list", choices=self.choices)

    def read(self, found: object) -> Reading:
        """Return the word meant: exact, folded, by spelling, doubtful, or near with a warning.

        A word with a remark behind it (已完成（11月5日）) is taken with a warning, unless the remark names another.
        """
        known = self.exact(found)
        if known is not None:
            return known
        key = self.key(found_text(found))
        remarked = _REMARK.match(key)
        if remarked and remarked[1] in self._words and remarked[2].strip(")") not in self._words:
            near: str | None = None if _TAKEN_BACK.search(remarked[2]) else remarked[1]
        else:
            near = nearest(key, self._words)
        return doubtful(self._words[near], "W20", word=self._words[near]) if near else rejected("V03")

    def exact(self, found: object) -> Reading | None:
        """Return the reading of a content that is a word, or is spelled in a way that is known; else None."""
        if found is True or found is False:
            found = "是" if found else "否"
        key = self.key(found_text(found))
        if key in self._words:
            return Reading(self._words[key])
        for spelling, (word, code) in self.doubtful.items():
            if fold(spelling) == key:
                return doubtful(word, code, word=word)
        for spelling, code in self.refused.items():
            if fold(spelling) == key:
                return rejected(code)
        return None

    def key(self, text: str) -> str:
        """Return what is compared: folded, without marks behind it; of boxes to tick, the one that is ticked."""
        folded = fold(text)
        ticked = _TICKED.findall(folded) if _BOX.search(folded) else []
        return (ticked[0] if len(ticked) == 1 else folded).strip(_END_MARKS) or folded

    @cached_property
    def _words(self) -> dict[str, str]:
        return {fold(word): word for word in self.choices} | {fold(word): to for word, to in self.means.items()}


@dataclass(frozen=True)
class Choices:
    """Several words of a list, joined with 、 on the page."""

    choices: tuple[str, ...]
    means: Mapping[str, str] = field(default_factory=dict)

    @property
    def hint(self) -> str:
        """List the words and say how to join them."""
        return f"从下拉中选一项或多项，用“、”分隔：{'、'.join(self.choices)}"

    @property
    def good(self) -> tuple[object, ...]:
        """Give one word, and two joined."""
        return (self.choices[0], f"{self.choices[0]}、{self.choices[1]}", f"{self.choices[1]}；{self.choices[0]}")

    @property
    def bad(self) -> tuple[object, ...]:
        """Give contents that hold none of the words."""
        return ("※※※",)

    def guard(self) -> Guard:
        """Offer the words, but let several stand."""
        return Guard("list", choices=self.choices, stops=False)

    def read(self, found: object) -> Reading:
        """Return the words joined with 、, in the order written; any unknown word rejects the cell."""
        one = Choice(self.choices, self.means)
        parts = [part for part in re.split(r"[、，,;；/\n\r\t+＋ ]+", visible(found_text(found)).strip()) if part]
        readings = [one.read(part) for part in parts]
        if not readings or any(reading.value is None for reading in readings):
            return rejected("V03")
        words = "、".join(dict.fromkeys(str(reading.value) for reading in readings))
        return Reading(words, tuple(note for reading in readings for note in reading.notes))


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
        """Return the number in capitals, half-width; anything else is refused."""
        text = fold(found_text(found)).upper().replace("—", "-").replace("–", "-").replace("‐", "-")
        match = re.fullmatch(r"([A-Z0-9]{1,12})-(\d{1,4})", text)
        return Reading(f"{match[1]}-{int(match[2]):03d}") if match else rejected("V23")


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
        parts = [part for part in re.split(r"[、，,;；/\s]+", found_text(found).strip()) if part]
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
        """Return the code of the point, or 其他; a text that fits one point only is taken."""
        key = fold(found_text(found))
        if key.startswith(fold(OTHER_POINT)):
            return Reading(OTHER_POINT)
        by_code = {fold(code): code for code in self.points}
        head = re.match(r"[a-z0-9]+", key)
        if head and head[0] in by_code:
            return Reading(by_code[head[0]])
        texts = [code for code, text in self.points.items() if fold(text) == key]
        if len(texts) == 1:
            return Reading(texts[0])
        near = nearest(key, {fold(text): code for code, text in self.points.items()})
        if near and not texts:
            code = next(code for code, text in self.points.items() if fold(text) == near)
            return doubtful(code, "W20", word=f"{code} {self.points[code]}")
        return rejected("V03")
