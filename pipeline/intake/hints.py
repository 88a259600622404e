"""Whether a comment on a heading is the hint we print there, in today's words or those of an older template."""

from collections.abc import Sequence
from typing import Final

from rapidfuzz import fuzz

from pipeline.form.folding import fold
from pipeline.form.schema import Column

_LIKE: Final = 75
"""Likeness, of 100, from which a comment is a hint in other words."""
_ADDED: Final = 3
"""Characters behind our hint from which a unit has written on."""
_HEADS: Final = ("必填", "已预印", "保留预印")


def is_our_hint(columns: Sequence[Column], comment: str) -> bool:
    """Tell whether a comment on a heading says what we print on one of a sheet's, and nothing behind it: columns move.

    Calc writes numbers of its own drawing behind a comment it saves.
    """
    said = fold(comment).rstrip("-0123456789")
    printed = [hint for hint in (fold(one.hint) for one in columns) if hint and hint in said]
    if printed:
        return min(len(said.rpartition(hint)[2]) for hint in printed) < _ADDED
    ours = said.startswith(_HEADS) or "时必填" in said
    return ours or any(fuzz.partial_ratio(fold(one.hint), said) >= _LIKE for one in columns)
