"""Choices: one word of a list, or several, however units write them (domain.md 1.2 and 4.3 nos. 54-57)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from pipeline.form.folding import fold, found_text, visible
from pipeline.form.nearness import nearest, turns
from pipeline.form.reading import Guard, Reading, doubtful, rejected

_REMARK = re.compile(r"([^(,;:。!]+)[(,;:。!](.+)$")
_TAKEN_BACK = re.compile("未|没|不|无|否|非|部分|基本|待|除|尚|或|半|[?？]")
"""In a remark behind a word: it may mean something else than the word."""
_COUNTED = re.compile(r"[①-⑳]|(?<!\d)[(（]?\d{1,2}[.．、)）]\s?(?=[\u3400-\u9fff])")
"""What several words are counted with: 1.查阅资料 2.现场检查."""
_AND: Final = ("以及", "和", "及", "与")
"""What joins several words, where none of the words holds it."""
_BOX = re.compile("[☐□○]")
_TICKED = re.compile("[☑☒✔✓√■]([^☐□○☑☒✔✓√■]+)")
_SIGNS = str.maketrans(dict.fromkeys("✓✔☑", "√") | dict.fromkeys("✗✘☒✕✖╳", "×"))
_END_MARKS = "。.；;，,！!、“”\"【】[]'"
_BESIDE: Final = 4
"""Characters that may stand beside a word, and fewest that may stand for a longer one."""


@dataclass(frozen=True)
class Choice:
    """One word of a list.

    Attributes:
        choices: The words, in page order.
        means: Folded spelling -> word, taken without a question.
        doubtful: Folded spelling -> (word, warning code).
        refused: Folded spelling -> error code that says why it is no answer here.
        beside: Pattern of what may stand before or behind a word without saying more: 业务流程类, 历史遗留问题.
        spoken: (pattern of a whole text, word it says, warning code or ""), in the order tried.
    """

    choices: tuple[str, ...]
    means: Mapping[str, str] = field(default_factory=dict)
    doubtful: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    refused: Mapping[str, str] = field(default_factory=dict)
    beside: str = ""
    spoken: tuple[tuple[str, str, str], ...] = ()

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
        """Return the word meant: exact, folded, by spelling or doubtful, as a phrase, else the likely one with a warning."""
        key = self.key(found_text(found))
        known = self.exact(found) or self.phrase(key) or self._twice(key)
        if known is not None:
            return known
        word = self.likely(key)
        return doubtful(word, "W20", word=word) if word else rejected("V03")

    def phrase(self, key: str) -> Reading | None:
        """Return the reading of a text that says in a phrase what a word says, None where it does not."""
        return next(
            (
                doubtful(word, code, word=word) if code else Reading(word)
                for pattern, word, code in self.spoken
                if re.fullmatch(pattern, key)
            ),
            None,
        )

    def likely(self, key: str) -> str | None:
        """Return the one word a text is likely to mean, or None.

        It is the word before a remark that takes nothing back (已完成（11月5日）), the word nearest to it,
        or the one word that is part of it (诫勉谈话, 审计发现) or of which it is a part.
        """
        remarked = _REMARK.match(key)
        word = self._said(remarked[1]) if remarked else None
        if remarked and word and not self._said(remarked[2].strip(")")):
            return None if _TAKEN_BACK.search(remarked[2]) else word
        near = nearest(key, self._words)
        return self._words[near] if near else self._within(key)

    def _twice(self, key: str) -> Reading | None:
        """Return the word a text says twice in two ways, 否（不属于重大疑难）; None where it does not."""
        remarked = _REMARK.match(key)
        words = {self._said(part.strip(")")) for part in remarked.groups()} if remarked else set()
        word = words.pop() if len(words) == 1 else None
        return Reading(word) if word else None

    def _said(self, key: str) -> str | None:
        """Return the word a text says without a doubt, None where it says none."""
        reading = Reading(self._words[key]) if key in self._words else self.phrase(key)
        return str(reading.value) if reading and reading.value is not None and not reading.notes else None

    def _within(self, key: str) -> str | None:
        """Return the one word that shares all its characters, or all of the text's, in one piece.

        Where the text holds spellings of another word as well, or takes the word back, there is none.
        """
        words = {fold(word): word for word in self.choices}
        held = [word for word in words if len(word) > 1 and word in key and len(key) - len(word) <= _BESIDE]
        if not held and len(key) >= _BESIDE:
            held = [word for word in words if key in word]
        longest = [word for word in held if not any(word != other and word in other for other in held)]
        if len(longest) != 1 or turns(key) != turns(longest[0]):
            return None
        around = key.replace(longest[0], "、")
        other = any(
            len(word) > 1 and word in around for word, means in self._words.items() if means != words[longest[0]]
        )
        return None if other or _TAKEN_BACK.search(around) else words[longest[0]]

    def _bare(self, key: str) -> str:
        """Return a text without what says no more beside a known word, itself where no such word is left."""
        if not self.beside or key in self._words:
            return key
        rests = (re.sub(pattern, "", key) for pattern in (f"(?:{self.beside})+$", f"^(?:{self.beside})+"))
        both = re.sub(f"^(?:{self.beside})+|(?:{self.beside})+$", "", key)
        return next((rest for rest in (*rests, both) if rest in self._words), key)

    def exact(self, found: object) -> Reading | None:
        """Return the reading of a content that is a word, or is spelled in a way that is known; else None."""
        if found is True or found is False:
            found = "是" if found else "否"
        key = self._bare(self.key(found_text(found)))
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
        folded = fold(text) if _BOX.search(text) else fold(text).translate(_SIGNS)
        ticked = _TICKED.findall(folded) if _BOX.search(folded) else []
        bare = (ticked[0] if len(ticked) == 1 else folded).strip(_END_MARKS)
        return bare.strip("√") or bare or folded

    @cached_property
    def _words(self) -> dict[str, str]:
        return {fold(word): word for word in self.choices} | {fold(word): to for word, to in self.means.items()}


@dataclass(frozen=True)
class Choices:
    """Several words of a list, joined with 、 on the page."""

    choices: tuple[str, ...]
    means: Mapping[str, str] = field(default_factory=dict)
    beside: str = ""
    spoken: tuple[tuple[str, str, str], ...] = ()

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
        one = Choice(self.choices, self.means, beside=self.beside, spoken=self.spoken)
        whole = one.exact(found)
        if whole is not None:
            return whole
        text = _COUNTED.sub("、", visible(found_text(found)).strip())
        joint = "|".join(sign for sign in _AND if not any(sign in word for word in (*self.choices, *self.means)))
        parts = [part for part in re.split(rf"(?:[、，,;；/\n\r\t+＋ ]|{joint or '、'})+", text) if part]
        readings = [one.read(part) for part in parts]
        if not readings or any(reading.value is None for reading in readings):
            return rejected("V03")
        words = "、".join(dict.fromkeys(str(reading.value) for reading in readings))
        return Reading(words, tuple(note for reading in readings for note in reading.notes))
