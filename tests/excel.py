"""The little of Excel's language the rules speak, worked out in Python: = <> > + * and LEN, over named cells."""

import re
from collections.abc import Callable, Iterator, Mapping

Content = str | float
"""What a cell holds: text or a number; an empty cell is an empty text."""

_PART = re.compile(r'\s*("[^"]*"|\d+(?:\.\d+)?|<>|[=>+*()]|[A-Za-z_]\w*)')
_SAME: Mapping[str, Callable[[Content, Content], bool]] = {
    "=": lambda left, right: left == right,
    "<>": lambda left, right: left != right,
    ">": lambda left, right: (isinstance(left, str), left) > (isinstance(right, str), right),
}
"""Comparisons; to Excel any text is more than any number, and is never equal to one."""


def value_of(expression: str, cells: Mapping[str, Content]) -> Content:
    """Return what Excel makes of an expression over cells by name.

    Raises:
        ValueError: If it speaks more of Excel's language than this knows.
    """
    parts = list(_parts(expression))
    value = _comparison(parts, cells)
    if parts:
        raise ValueError(f"left over: {parts}")
    return value


def _parts(expression: str) -> Iterator[str]:
    place = 0
    while place < len(expression):
        match = _PART.match(expression, place)
        if match is None:
            raise ValueError(f"not known: {expression[place:]}")
        yield match[1]
        place = match.end()


def _comparison(parts: list[str], cells: Mapping[str, Content]) -> Content:
    left = _sum(parts, cells)
    if parts and parts[0] in _SAME:
        return float(_SAME[parts.pop(0)](left, _sum(parts, cells)))
    return left


def _sum(parts: list[str], cells: Mapping[str, Content]) -> Content:
    total = _product(parts, cells)
    while parts and parts[0] == "+":
        parts.pop(0)
        total = float(total) + float(_product(parts, cells))
    return total


def _product(parts: list[str], cells: Mapping[str, Content]) -> Content:
    product = _atom(parts, cells)
    while parts and parts[0] == "*":
        parts.pop(0)
        product = float(product) * float(_atom(parts, cells))
    return product


def _atom(parts: list[str], cells: Mapping[str, Content]) -> Content:
    part = parts.pop(0)
    if part == "(" or (part == "LEN" and parts.pop(0) == "("):
        inner = _comparison(parts, cells)
        if parts.pop(0) != ")":
            raise ValueError("a bracket is not closed")
        return inner if part == "(" else float(len(_shown(inner)))
    if part.startswith('"'):
        return part.strip('"')
    return float(part) if part[0].isdigit() else cells[part]


def _shown(content: Content) -> str:
    return content if isinstance(content, str) else f"{content:g}"
