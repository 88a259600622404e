"""The plan's Word file, opened: its paragraphs and tables in reading order, as plain text.

Walks the XML itself, since python-docx's own texts leave out inserted revisions, content
controls and text boxes, all of which a plan that went round the offices may hold.
"""

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from docx import Document
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from pipeline.campaign.broken import BROKEN
from pipeline.campaign.plan_numbering import Numbering
from pipeline.errors import PlanError
from pipeline.form.folding import visible

_MOST_BYTES = 256 * 1024 * 1024
_MOST_COLUMNS = 60
_OLE = b"\xd0\xcf\x11\xe0"
_SKIPPED = frozenset(
    (qn("w:del"), qn("w:moveFrom"), "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback")
)
_SAVE_AS = "请用 Word 或 WPS 打开它，另存为“Word 文档（.docx）”后再试。"


@dataclass(frozen=True)
class Grid:
    """One table: rows of cell texts; a merged cell's text stands in every place it covers."""

    rows: tuple[tuple[str, ...], ...]


Block = str | Grid
"""One paragraph that is not empty, its automatic number in front; or one table."""


def open_plan(path: Path) -> tuple[Block, ...]:
    """Return the paragraphs and tables of a plan in reading order; nested tables follow their outer one.

    Raises:
        PlanError: If the file is missing, damaged, locked or no .docx.
    """
    content = _bytes_of(path)
    try:
        _check_kind(path, content)
        document = Document(BytesIO(content))
        numbering = Numbering(document)
        return tuple(_blocks(document.element.body, numbering))
    except BROKEN as error:
        raise PlanError(f"方案文件“{path.name}”已损坏，或不是 Word 文档，读不出内容。", _SAVE_AS) from error


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise PlanError(f"找不到方案文件“{path}”。", "请检查文件名和所在文件夹是否写对。") from error
    except OSError as error:
        raise PlanError(
            f"方案文件“{path}”打不开（{error.strerror or error}）。", "请先关闭正在使用它的程序，或把它复制到别处再试。"
        ) from error


def _check_kind(path: Path, content: bytes) -> None:
    if content.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in content:
            raise PlanError(f"方案文件“{path.name}”设了打开密码。", "请去掉密码、另存后再试。")
        raise PlanError(f"方案文件“{path.name}”是旧版 Word 格式（.doc），不能直接读取。", _SAVE_AS)
    if not zipfile.is_zipfile(BytesIO(content)):
        raise PlanError(f"方案文件“{path.name}”不是 Word 文档（.docx），或已损坏。", _SAVE_AS)
    with zipfile.ZipFile(BytesIO(content)) as archive:
        if "word/document.xml" not in archive.namelist():
            raise PlanError(f"方案文件“{path.name}”不是 Word 文档（.docx）。", _SAVE_AS)
        if sum(entry.file_size for entry in archive.infolist()) > _MOST_BYTES:
            raise PlanError(f"方案文件“{path.name}”展开后过大，不像一份工作方案。", "请删去其中的大图片，另存后再试。")


def _blocks(parent: BaseOxmlElement, numbering: Numbering) -> Iterator[Block]:
    for child in parent.iterchildren("{*}*"):
        if child.tag in _SKIPPED:
            continue
        if child.tag == qn("w:p"):
            yield from _lines(numbering.label(child) + _own_text(child))
            yield from _boxed(child, numbering)
        elif child.tag == qn("w:tbl"):
            yield _grid(child)
            for cell in child.iter(qn("w:tc")):
                if next(cell.iterancestors(qn("w:tbl"))) is child:
                    yield from (block for block in _blocks(cell, numbering) if isinstance(block, Grid))
        elif child.tag != qn("w:sectPr"):
            yield from _blocks(child, numbering)


def _lines(text: str) -> Iterator[str]:
    yield from (line.strip() for line in text.split("\n") if line.strip())


def _boxed(paragraph: BaseOxmlElement, numbering: Numbering) -> Iterator[Block]:
    for box in paragraph.iter(qn("w:txbxContent")):
        if not any(above.tag in _SKIPPED for above in box.iterancestors()):
            yield from _blocks(box, numbering)


def _own_text(element: BaseOxmlElement) -> str:
    """Return the text of one paragraph, without the text boxes anchored in it."""
    parts: list[str] = []
    for child in element.iterchildren("{*}*"):
        if child.tag == qn("w:t"):
            parts.append(child.text or "")
        elif child.tag in (qn("w:br"), qn("w:cr")):
            parts.append("\n")
        elif child.tag == qn("w:tab"):
            parts.append(" ")
        elif child.tag not in _SKIPPED and child.tag not in (qn("w:txbxContent"), qn("w:pPr")):
            parts.append(_own_text(child))
    return visible("".join(parts))


def _grid(table: BaseOxmlElement) -> Grid:
    rows: list[tuple[str, ...]] = []
    for row in table.iter(qn("w:tr")):
        if next(row.iterancestors(qn("w:tbl"))) is table:
            rows.append(tuple(_row(row, rows[-1] if rows else ())))
    width = max((len(row) for row in rows), default=0)
    return Grid(tuple(row + ("",) * (width - len(row)) for row in rows))


def _row(row: BaseOxmlElement, above: tuple[str, ...]) -> list[str]:
    before = _property(row, "w:trPr", "w:gridBefore")
    cells = [""] * _count(before)
    for cell in row.iter(qn("w:tc")):
        if next(cell.iterancestors(qn("w:tr"))) is row:
            merge = _property(cell, "w:tcPr", "w:vMerge")
            continued = merge is not None and merge != "restart" and len(cells) < len(above)
            text = above[len(cells)] if continued else _cell_text(cell)
            cells += [text] * max(1, _count(_property(cell, "w:tcPr", "w:gridSpan")))
    return cells


def _property(element: BaseOxmlElement, properties: str, tag: str) -> str | None:
    """Return the value of a property of a row or cell, "" where it has none, None where it is not set."""
    found = element.find(f"{qn(properties)}/{qn(tag)}")
    return None if found is None else str(found.get(qn("w:val"), ""))


def _count(value: str | None) -> int:
    return min(int(value), _MOST_COLUMNS) if value and value.isdecimal() else 0


def _cell_text(cell: BaseOxmlElement) -> str:
    lines = (
        line for paragraph in cell.iter(qn("w:p")) if _is_in(paragraph, cell) for line in _lines(_own_text(paragraph))
    )
    return "\n".join(lines)


def _is_in(paragraph: BaseOxmlElement, cell: BaseOxmlElement) -> bool:
    above = paragraph.iterancestors(qn("w:tc"), *_SKIPPED)
    return next(above) is cell
