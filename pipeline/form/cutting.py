"""Cutting a text at the words of a long list, the longest first."""

import re
from collections.abc import Iterable
from typing import Final

_SIGNS: Final = frozenset("\\[](){}?*+^$.")
"""What makes a pattern of a word."""


class Words:
    """A list of words, thousands of them; a few may be patterns.

    A pattern of as many alternatives tries each of them at each character; here only the lengths are tried that
    words with this first character have.

    Attributes:
        pattern: The words with | between them, the longest first.
    """

    def __init__(self, words: Iterable[str]) -> None:
        ordered = sorted(set(words), key=lambda word: (-len(word), word))
        others = [word for word in ordered if not _SIGNS.isdisjoint(word)]
        self.pattern = "|".join(ordered)
        self.plain = frozenset(ordered).difference(others, ("",))
        self._others = re.compile("|".join(others)) if others else None
        lengths: dict[str, set[int]] = {}
        for word in self.plain:
            lengths.setdefault(word[0], set()).add(len(word))
        self._lengths = {first: tuple(sorted(found, reverse=True)) for first, found in lengths.items()}

    def length_at(self, text: str, at: int) -> int:
        """Return the length of the longest word that stands at a place of a text; 0 where none does."""
        for length in self._lengths.get(text[at], ()):
            if text[at : at + length] in self.plain:
                return length
        other = self._others.match(text, at) if self._others else None
        return len(other[0]) if other else 0

    def cut_from(self, text: str) -> str:
        """Return what of a text is none of the words."""
        kept, at, end = [], 0, len(text)
        known, length_at = self._lengths, self.length_at
        while at < end:
            length = length_at(text, at) if self._others or text[at] in known else 0
            if not length:
                kept.append(text[at])
            at += length or 1
        return "".join(kept)

    def stand_in(self, text: str) -> bool:
        """Tell whether one of the words stands anywhere in a text."""
        return any(self.length_at(text, at) for at in range(len(text)))
