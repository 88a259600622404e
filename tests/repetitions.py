"""The words a pattern repeats: one that others make together is tried every way, twice as long for each time it stands there."""

import importlib
import pkgutil
import re
from collections.abc import Iterator
from re import _parser as parser  # type: ignore[attr-defined]  # the only reading of a pattern there is
from typing import Any

import pipeline

OFTEN = 8
"""Times from which a repetition may cost much."""
MOST = 3000
"""Words of a repeated group that are compared; a group of more is passed over."""


def patterns() -> dict[str, str]:
    """Return pattern -> where it stands, for every compiled pattern of the program's modules."""
    found: dict[str, str] = {}
    for module in pkgutil.walk_packages(pipeline.__path__, "pipeline."):
        if not module.name.endswith("__main__"):
            for name, value in vars(importlib.import_module(module.name)).items():
                found |= dict.fromkeys(_within(value), f"{module.name}.{name}")
    return found


def _within(value: object, depth: int = 0) -> Iterator[str]:
    if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
        yield value.pattern
    elif isinstance(value, tuple | list | frozenset) and depth < 4:
        for one in value:
            yield from _within(one, depth + 1)


def made_of_others(pattern: str) -> set[str]:
    """Return the words of the pattern's repeated groups that other words of the same group make together."""
    return set(_ambiguous(parser.parse(pattern)))


def _ambiguous(parts: Any) -> Iterator[str]:
    for kind, what in parts:
        name = str(kind)
        if name in ("MAX_REPEAT", "MIN_REPEAT"):
            if what[1] > OFTEN:
                words = set(_words(what[2]) or ()) - {""}
                yield from (word for word in words if _is_made_of(word, words))
            yield from _ambiguous(what[2])
        elif name == "SUBPATTERN":
            yield from _ambiguous(what[3])
        elif name == "BRANCH":
            for branch in what[1]:
                yield from _ambiguous(branch)
        elif name in ("ASSERT", "ASSERT_NOT"):
            yield from _ambiguous(what[1])


def _is_made_of(word: str, words: set[str]) -> bool:
    reached = {0}
    for start in range(len(word)):
        if start in reached:
            reached |= {end for end in range(start + 1, len(word) + 1) if word[start:end] in words - {word}}
    return len(word) in reached


def _words(parts: Any) -> list[str] | None:
    """Return the words a part can be; None where it is no list of words."""
    words = [""]
    for kind, what in parts:
        more = _words_of(str(kind), what)
        if more is None or len(words) * len(more) > MOST:
            return None
        words = [word + end for word in words for end in more]
    return words


def _words_of(kind: str, what: Any) -> list[str] | None:
    if kind == "LITERAL":
        return [chr(what)]
    if kind == "IN":
        signs = [chr(sign) for one, sign in what if str(one) == "LITERAL"]
        return signs if len(signs) == len(what) else None
    if kind == "BRANCH":
        return [word for branch in what[1] for word in _words(branch) or ()]
    if kind == "SUBPATTERN":
        return _words(what[3])
    if kind == "MAX_REPEAT" and what[:2] == (0, 1):
        words = _words(what[2])
        return None if words is None else ["", *words]
    return [""] if kind in ("ASSERT", "ASSERT_NOT", "AT") else None
