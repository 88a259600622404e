"""A native chart of stacked bars: a chart part with its figures in it, and a workbook to edit them by."""

from collections.abc import Sequence
from datetime import date, datetime, time
from io import BytesIO
from typing import Final
from xml.sax.saxutils import escape

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Length, Mm
from xlsxwriter.workbook import Workbook

from pipeline.publish.report.blocks import Bars
from pipeline.publish.report.styles import BODY_FACE

_SHADES: Final = (
    ("595959", "FFFFFF"),
    ("8C8C8C", "FFFFFF"),
    ("BFBFBF", "000000"),
    ("FFFFFF", "000000"),
    ("E6E6E6", "000000"),
)
"""Fill and figure colour of each part: greys, because the report is printed in black."""
_SHEET: Final = "Sheet1"
_BOOK_RELATION: Final = "rId1"
_BAR_HEIGHT: Final = Mm(8.5)
_REST_HEIGHT: Final = Mm(20)
_CATEGORY_AXIS, _VALUE_AXIS = 111, 222
_TEXT: Final = (
    '<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="1050" b="0"><a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>'
    f'<a:latin typeface="Times New Roman"/><a:ea typeface="{BODY_FACE}"/></a:defRPr></a:pPr><a:endParaRPr lang="zh-CN"/></a:p></c:txPr>'
)


def chart_drawing(document: Document, bars: Bars, as_of: date, width: Length) -> BaseOxmlElement:
    """Add the chart to the package and return the drawing that shows it in a run."""
    package = document.part.package
    part = Part(PackURI("/word/charts/chart1.xml"), CT.DML_CHART, _chart_xml(bars).encode(), package)
    book = Part(PackURI("/word/embeddings/chart1.xlsx"), CT.SML_SHEET, _workbook(bars, as_of), package)
    part.load_rel(RT.PACKAGE, book, _BOOK_RELATION)
    height = Length(_BAR_HEIGHT * len(bars.labels) + _REST_HEIGHT)
    return parse_xml(_inline_xml(bars, document.part.relate_to(part, RT.CHART), (width, height)))


def _workbook(bars: Bars, as_of: date) -> bytes:
    """Return the figures as a workbook, so that the office can edit the chart; labels are text and nothing else."""
    buffer = BytesIO()
    book = Workbook(buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"created": datetime.combine(as_of, time())})
    sheet = book.add_worksheet(_SHEET)
    for row, label in enumerate(bars.labels, 1):
        sheet.write_string(row, 0, label)
    for column, (name, figures) in enumerate(bars.series, 1):
        sheet.write_string(0, column, name)
        for row, figure in enumerate(figures, 1):
            sheet.write_number(row, column, figure)
    book.close()
    return buffer.getvalue()


def _chart_xml(bars: Bars) -> str:
    series = "".join(_series_xml(bars, index) for index in range(len(bars.series)))
    axes = f'<c:axId val="{_CATEGORY_AXIS}"/><c:axId val="{_VALUE_AXIS}"/>'
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<c:chartSpace {nsdecls("c", "a", "r")}><c:roundedCorners val="0"/><c:chart><c:autoTitleDeleted val="1"/><c:plotArea><c:layout/>'
        f'<c:barChart><c:barDir val="bar"/><c:grouping val="stacked"/><c:varyColors val="0"/>{series}'
        f'<c:gapWidth val="50"/><c:overlap val="100"/>{axes}</c:barChart>{_axes_xml()}</c:plotArea>'
        f'<c:legend><c:legendPos val="b"/><c:overlay val="0"/>{_TEXT.format(colour="000000")}</c:legend>'
        '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        f'<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr><c:externalData r:id="{_BOOK_RELATION}"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>'
    )


def _series_xml(bars: Bars, index: int) -> str:
    name, figures = bars.series[index]
    fill, colour = _SHADES[index % len(_SHADES)]
    column, last = chr(ord("B") + index), len(bars.labels) + 1
    return (
        f'<c:ser><c:idx val="{index}"/><c:order val="{index}"/>'
        f'<c:tx><c:strRef><c:f>{_SHEET}!${column}$1</c:f><c:strCache>{_points_xml([name])}</c:strCache></c:strRef></c:tx>'
        f'<c:spPr><a:solidFill><a:srgbClr val="{fill}"/></a:solidFill><a:ln w="6350"><a:solidFill><a:srgbClr val="000000"/></a:solidFill></a:ln></c:spPr>'
        f'<c:invertIfNegative val="0"/><c:dLbls><c:numFmt formatCode="0;;" sourceLinked="0"/><c:spPr><a:noFill/></c:spPr>{_TEXT.format(colour=colour)}'
        '<c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/><c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/></c:dLbls>'
        f'<c:cat><c:strRef><c:f>{_SHEET}!$A$2:$A${last}</c:f><c:strCache>{_points_xml(bars.labels)}</c:strCache></c:strRef></c:cat>'
        f'<c:val><c:numRef><c:f>{_SHEET}!${column}$2:${column}${last}</c:f><c:numCache><c:formatCode>0</c:formatCode>{_points_xml(figures)}</c:numCache></c:numRef></c:val></c:ser>'
    )  # fmt: skip


def _points_xml(values: Sequence[object]) -> str:
    points = "".join(
        f'<c:pt idx="{index}"><c:v>{escape(str(value))}</c:v></c:pt>' for index, value in enumerate(values)
    )
    return f'<c:ptCount val="{len(values)}"/>{points}'


def _axes_xml() -> str:
    """Return the axes: categories from top to bottom, whole numbers without lines or ticks of their own."""
    text = _TEXT.format(colour="000000")
    line = '<c:spPr><a:ln w="6350"><a:solidFill><a:srgbClr val="000000"/></a:solidFill></a:ln></c:spPr>'
    return (
        f'<c:catAx><c:axId val="{_CATEGORY_AXIS}"/><c:scaling><c:orientation val="maxMin"/></c:scaling><c:delete val="0"/><c:axPos val="l"/>'
        f'<c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>{line}{text}'
        f'<c:crossAx val="{_VALUE_AXIS}"/><c:crosses val="autoZero"/><c:auto val="1"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/><c:noMultiLvlLbl val="0"/></c:catAx>'
        f'<c:valAx><c:axId val="{_VALUE_AXIS}"/><c:scaling><c:orientation val="minMax"/><c:min val="0"/></c:scaling><c:delete val="1"/><c:axPos val="t"/>'
        f'<c:numFmt formatCode="0" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>'
        f'<c:crossAx val="{_CATEGORY_AXIS}"/><c:crosses val="autoZero"/><c:crossBetween val="between"/></c:valAx>'
    )  # fmt: skip


def _inline_xml(bars: Bars, relation: str, size: tuple[Length, Length]) -> str:
    caption = escape(bars.caption, {'"': "&quot;"})
    return (
        f'<w:drawing {nsdecls("w", "wp", "a", "r", "c")}><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{size[0]}" cy="{size[1]}"/><wp:effectExtent l="0" t="0" r="0" b="0"/>'
        f'<wp:docPr id="1" name="{caption}" descr="{caption}"/><wp:cNvGraphicFramePr/>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart">'
        f'<c:chart r:id="{relation}"/></a:graphicData></a:graphic></wp:inline></w:drawing>'
    )
