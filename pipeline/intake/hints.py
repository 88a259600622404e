"""Whether a comment on a heading is the hint we print there, in today's words or those of an older template."""

from typing import Final

from rapidfuzz import fuzz

from pipeline.form.folding import fold
from pipeline.form.schema import Column

_LIKE: Final = 75
"""Likeness, of 100, from which a comment is a hint in other words."""
_ADDED: Final = 3
"""Characters behind our hint from which a unit has written on."""
_HEADS: Final = ("必填", "已预印", "保留预印")


def is_our_hint(column: Column, comment: str) -> bool:
    """Tell whether a comment says what we print on the heading, and nothing behind it; moved columns leave it elsewhere.

    Calc writes numbers of its own drawing behind a comment it saves.
    """
    said, hint = fold(comment).rstrip("-0123456789"), fold(column.hint)
    if hint and hint in said:
        return len(said.rpartition(hint)[2]) < _ADDED
    ours = said.startswith(_HEADS) or "时必填" in said
    return ours or fuzz.partial_ratio(hint, said) >= _LIKE
