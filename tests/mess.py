"""The list of messes: what people do to a return before they send it."""

from collections.abc import Callable
from typing import Final

from tests.papers import Paper

Mess = Callable[[Paper], None]
"""Does one thing to a return, whatever was done before; may do nothing where there is nothing to do it to."""

MESSES: Final[dict[str, Mess]] = {}
"""Name -> mess, in the order they were written."""


def mess(do: Mess) -> Mess:
    """Put a mess on the list: test_conservation.py then holds it to the rule."""
    MESSES[do.__name__] = do
    return do
