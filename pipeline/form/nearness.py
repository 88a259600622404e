"""What is near: the one known spelling close to what was typed, two texts that may be one (rapidfuzz, MIT)."""

from collections.abc import Iterable
from typing import Final

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from pipeline.form.reading import OVERLONG

SAME_TEXT: Final = 80.0
"""Likeness (rapidfuzz ratio, 0-100) from which two problems may be one in other words."""

_TURNS = frozenset("未不无没非已否高中低前后完全半择延逾")
"""Characters that turn a word into its opposite: 未完成 is never near 已完成."""


def turns(text: str) -> frozenset[str]:
    """Return the characters of a text that turn its meaning."""
    return _TURNS & set(text)


def likeness(text: str, other: str) -> float:
    """Return how much two texts are alike, 0-100, by their first `OVERLONG` characters."""
    return fuzz.ratio(text[:OVERLONG], other[:OVERLONG])


def _digits(text: str) -> list[str]:
    return [character for character in text if character.isdigit()]


def nearest(typed: str, known: Iterable[str]) -> str | None:
    """Return the known spelling nearest to what was typed, or None.

    One edit is near for words of three and more characters, two for ten and more, but no other
    digit: 500% is not 100%. Two spellings equally near are none, since choosing would be guessing.
    """
    most = 0 if len(typed) < 3 else 1 if len(typed) < 10 else 2
    if not most:
        return None
    alike = (word for word in known if len(word) >= 3 and abs(len(word) - len(typed)) <= most)  # others are further off
    ranked = sorted((Levenshtein.distance(typed, word, score_cutoff=most), word) for word in alike)
    turned = turns(typed)
    near = [
        (distance, word)
        for distance, word in ranked
        if distance <= most and turns(word) == turned and _digits(word) == _digits(typed)
    ]
    if not near or (len(near) > 1 and near[0][0] == near[1][0]):
        return None
    return near[0][1]
