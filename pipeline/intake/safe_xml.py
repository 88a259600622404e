"""XML of strangers: one pass of expat that refuses what no office program writes (threats.md 5.1)."""

from collections.abc import Callable
from typing import Final
from xml.parsers import expat

from pipeline.intake.limits import Limits

Start = Callable[[str, dict[str, str]], None]
"""Called with the local name and the attributes, as written (r:id keeps its prefix)."""
End = Callable[[str], None]
Data = Callable[[str], None]


SPOILT_XML: Final = "文件内部的 XML 不完整或含有不允许的声明"


class RefusedXmlError(Exception):
    """The XML is ill-formed, declares entities, or is nested past all sense."""


def parse(content: bytes, limits: Limits, start: Start, end: End, data: Data) -> None:
    """Walk a whole part in one call; chunks would let large tokens take quadratic time.

    Raises:
        RefusedXmlError: If the part is refused.
    """
    parser = expat.ParserCreate()
    parser.buffer_text = True
    depth, deepest, most = 0, limits.depth, limits.attributes

    def opened(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > deepest or len(attributes) > most:
            raise RefusedXmlError("too deep")
        start(name if ":" not in name else name.rpartition(":")[2], attributes)

    def closed(name: str) -> None:
        nonlocal depth
        depth -= 1
        end(name if ":" not in name else name.rpartition(":")[2])

    def refuse(*_: object) -> None:
        raise RefusedXmlError("entity declared")

    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = opened, closed, data
    parser.EntityDeclHandler = refuse
    try:
        parser.Parse(content, True)
    except expat.ExpatError as error:
        raise RefusedXmlError(str(error)) from error


def elements(content: bytes, tag: str, limits: Limits) -> list[tuple[dict[str, str], str]]:
    """Return (attributes, all text inside) of every element of that local name, in order.

    Raises:
        RefusedXmlError: If the part is refused.
    """
    found: list[tuple[dict[str, str], str]] = []
    texts: list[str] = []
    inside: list[dict[str, str]] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        if name == tag:
            inside.append(attributes)
            texts.clear()

    def end(name: str) -> None:
        if name == tag:
            found.append((inside.pop(), "".join(texts)))

    parse(content, limits, start, end, lambda text: texts.append(text) if inside else None)
    return found
