"""A Word document as stable text: every paragraph with its style, every table row, every footer."""

import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"


def dump_document(path: Path) -> str:
    """Return the document as text: `style | text` a paragraph, `a | b | c` a table row; parts in the order of their names."""
    with zipfile.ZipFile(path) as package:
        body = ET.fromstring(package.read("word/document.xml")).find(f"{W}body")  # noqa: S314 - our own file
        assert body is not None
        parts = [f"## {name}" for name in sorted(package.namelist())]
        charts = [
            name for name in sorted(package.namelist()) if name.startswith("word/charts/") and name.endswith(".xml")
        ]
        drawn = [line for name in charts for line in _chart(ET.fromstring(package.read(name)))]  # noqa: S314 - our own file
    return "\n".join((*parts, "", *_blocks(body), "", *drawn)) + "\n"


def text_of(path: Path) -> str:
    """Return only the text of the document's paragraphs, one a line, tables included."""
    with zipfile.ZipFile(path) as package:
        root = ET.fromstring(package.read("word/document.xml"))  # noqa: S314 - our own file
    return "\n".join(_text(paragraph) for paragraph in root.iter(f"{W}p"))


def _blocks(body: ET.Element) -> Iterator[str]:
    for block in body:
        if block.tag == f"{W}p":
            yield f"{_style(block)} | {_text(block)}"
        elif block.tag == f"{W}tbl":
            for row in block.iter(f"{W}tr"):
                yield "  " + " | ".join("".join(_text(p) for p in cell.iter(f"{W}p")) for cell in row.iter(f"{W}tc"))
        else:
            yield from (f"section {mark.tag.removeprefix(W)} {_marks(mark)}" for mark in block)


def _marks(mark: ET.Element) -> str:
    return " ".join(f"{key.rsplit('}')[-1]}={value}" for key, value in mark.attrib.items())


def _style(paragraph: ET.Element) -> str:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if style is None else style.attrib[f"{W}val"]


def _text(paragraph: ET.Element) -> str:
    marks = {f"{W}br": "/", f"{W}drawing": "[drawing]"}
    return "".join(
        marks.get(node.tag, "") or ((node.text or "") if node.tag == f"{W}t" else "") for node in paragraph.iter()
    )


def _chart(root: ET.Element) -> Iterator[str]:
    for series in root.iter(f"{C}ser"):
        texts = [
            [point.findtext(f"{C}v", "") for point in series.findall(f"{C}{part}//{C}pt")]
            for part in ("tx", "cat", "val")
        ]
        yield f"chart {''.join(texts[0])}: " + ", ".join(
            f"{name}={value}" for name, value in zip(*texts[1:], strict=True)
        )
