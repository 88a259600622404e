"""How the blocks of the report become paragraphs, tables and a chart of a Word document.

Text of units enters in one place, `_run`, escaped and cleaned: it can become neither a field nor a link nor markup.
"""

import re
from collections.abc import Sequence
from datetime import date
from typing import Final
from xml.sax.saxutils import escape

from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from pipeline.publish.cleaning import clean_text
from pipeline.publish.report.blocks import Bars, Block, Line, Look, Table
from pipeline.publish.report.chart import chart_drawing
from pipeline.publish.report.page import TEXT_WIDTH
from pipeline.publish.report.styles import CHARACTER

_CHINESE: Final = re.compile("[\u2014\u2018-\u201d\u2026\u3000-\u9fff\uff00-\uffef]")
_ROW_HEIGHT: Final = 420
_CELL_MARGINS: Final = '<w:left w:w="40" w:type="dxa"/><w:right w:w="40" w:type="dxa"/>'
_SIDES: Final = ("top", "left", "bottom", "right", "insideH", "insideV")
_BORDERS: Final = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>' for side in _SIDES)


def draw(document: Document, blocks: Sequence[Block], as_of: date) -> None:
    """Append the blocks to the document, in order."""
    for block in blocks:
        if isinstance(block, Table):
            _append(document, _caption(block.caption) + _table(block) + _paragraph(Look.NOTE, block.note))
        elif isinstance(block, Bars):
            _append(document, _paragraph(Look.CHART, ""))
            document.paragraphs[-1].add_run()._r.append(chart_drawing(document, block, as_of, TEXT_WIDTH))
            _append(document, _paragraph(Look.CHART_CAPTION, block.caption))
        else:
            _append(document, _line(block))


def _append(document: Document, xml: str) -> None:
    """Put the elements at the end of the body, before its section properties."""
    end = document.element.body.get_or_add_sectPr()
    for element in list(parse_xml(f"<w:body {nsdecls('w')}>{xml}</w:body>")):
        end.addprevious(element)


def _line(line: Line) -> str:
    marks = "<w:keepNext/>" if line.keep_next else ""
    marks += "<w:pageBreakBefore/>" if line.new_page else ""
    if line.right:
        marks += _indent(right=line.right)
    if line.hang:
        left, hanging = line.hang
        marks += _indent(left=left, hanging=hanging)
    return _paragraph(line.look, line.text, marks)


def _indent(**characters: float) -> str:
    """Return an indent in characters, and the same in twips for programs that do not count characters."""
    marks = " ".join(
        f'w:{side}Chars="{round(count * 100)}" w:{side}="{round(count * CHARACTER)}"'
        for side, count in characters.items()
    )
    return f"<w:ind {marks}/>"


def _caption(text: str) -> str:
    return _paragraph(Look.CAPTION, text) if text else ""


def _paragraph(look: Look, text: str, marks: str = "") -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{look.value}"/>{marks}</w:pPr>{_run(text)}</w:p>'


def _run(text: str) -> str:
    """Return the text as a run; Chinese marks are told to be Chinese, or a word processor sets them in Latin."""
    if not text:
        return ""
    hint = '<w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr>' if _CHINESE.search(text) else ""
    lines = (f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in clean_text(text).split("\n"))
    return f"<w:r>{hint}{'<w:br/>'.join(lines)}</w:r>"


def _table(table: Table) -> str:
    """Return a table as wide as the text: its heading row comes again on each page, no row is torn apart."""
    total = TEXT_WIDTH.twips
    widths = [round(total * weight / sum(table.weights)) for weight in table.weights]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    heads = _row(table.headings, widths, [Look.HEAD_CELL] * len(widths), "<w:cantSplit/><w:tblHeader/>")
    looks = [Look.TEXT_CELL, *[Look.FIGURE_CELL] * (len(widths) - 1)]
    rows = "".join(_row(cells, widths, looks, "<w:cantSplit/>") for cells in table.rows)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{total}" w:type="dxa"/><w:jc w:val="center"/><w:tblBorders>{_BORDERS}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{_CELL_MARGINS}</w:tblCellMar></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{heads}{rows}</w:tbl>'
    )


def _row(cells: Sequence[str], widths: Sequence[int], looks: Sequence[Look], marks: str) -> str:
    drawn = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>{_paragraph(look, text)}</w:tc>'
        for text, width, look in zip(cells, widths, looks, strict=True)
    )
    return f'<w:tr><w:trPr>{marks}<w:trHeight w:val="{_ROW_HEIGHT}" w:hRule="atLeast"/></w:trPr>{drawn}</w:tr>'
