"""The looks of an official document (GB/T 9704-2012, domain.md 3.2) as one table, and the styles made of it."""

from dataclasses import dataclass
from typing import Final

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from pipeline.publish.report.blocks import Look

TITLE_FACE: Final = "方正小标宋简体"
BODY_FACE: Final = "仿宋_GB2312"
PART_FACE: Final = "黑体"
CHAPTER_FACE: Final = "楷体_GB2312"
NUMBER_FACE: Final = "宋体"
LATIN_FACE: Final = "Times New Roman"

STACKS: Final = {
    TITLE_FACE: "方正小标宋_GBK,华文中宋,宋体",
    BODY_FACE: "仿宋,华文仿宋",
    PART_FACE: "SimHei",
    CHAPTER_FACE: "楷体,华文楷体",
    NUMBER_FACE: "SimSun",
}
"""Face -> the faces to take where it is not installed; rare names (喆, 昇) need one beyond GB2312."""

LINE_PITCH: Final = 579
"""Twentieths of a point between lines: 28.95 pt, the most with which 22 lines fit 225 mm."""
CHARACTER: Final = 315
"""Twentieths of a point a body character takes: 16 pt less the quarter point that makes 28 fit 156 mm."""
_TIGHTER: Final = -5
_SINGLE: Final = 0


@dataclass(frozen=True)
class Cut:
    """How one look is set.

    Attributes:
        name: Style name, as shown in the style gallery.
        face: East Asian font.
        points: Size.
        align: both, center, left, right.
        pitch: Exact line pitch in twentieths of a point, 0 for single spacing.
        indent: Characters the first line is set in.
        level: Outline level from 1, 0 for body text.
        latin: Font of digits and letters.
        boxed: Whether a frame is drawn around it.
        space: Space before and after, in twentieths of a point.
        keep_next: Whether it stays with the paragraph that follows.
    """

    name: str
    face: str
    points: float
    align: str = "both"
    pitch: int = LINE_PITCH
    indent: int = 0
    level: int = 0
    latin: str = LATIN_FACE
    boxed: bool = False
    space: tuple[int, int] = (0, 0)
    keep_next: bool = False


CUTS: Final = {
    Look.TITLE: Cut("公文标题", TITLE_FACE, 22, "center", 700),
    Look.DRAFT: Cut("草稿标记", CHAPTER_FACE, 16, "center"),
    Look.ALARM: Cut("首页提示", PART_FACE, 16, "center", boxed=True, space=(120, 0)),
    Look.ADDRESSEE: Cut("主送机关", BODY_FACE, 16, "left"),
    Look.PART: Cut("heading 1", PART_FACE, 16, indent=2, level=1, keep_next=True),
    Look.CHAPTER: Cut("heading 2", CHAPTER_FACE, 16, indent=2, level=2, keep_next=True),
    Look.BODY: Cut("公文正文", BODY_FACE, 16, indent=2),
    Look.ATTACHMENTS: Cut("附件说明", BODY_FACE, 16, "left"),
    Look.SIGNATURE: Cut("署名日期", BODY_FACE, 16, "right"),
    Look.ANNEX: Cut("附件标识", PART_FACE, 16, "left", keep_next=True),
    Look.CAPTION: Cut("表题", PART_FACE, 12, "center", _SINGLE, space=(120, 60), keep_next=True),
    Look.CHART_CAPTION: Cut("图题", PART_FACE, 12, "center", _SINGLE, space=(60, 120)),
    Look.HEAD_CELL: Cut("表头文字", PART_FACE, 10.5, "center", _SINGLE),
    Look.TEXT_CELL: Cut("表内文字", BODY_FACE, 10.5, "left", _SINGLE),
    Look.FIGURE_CELL: Cut("表内数字", BODY_FACE, 10.5, "center", _SINGLE),
    Look.NOTE: Cut("表注", BODY_FACE, 10.5, "left", _SINGLE, space=(60, 120)),
    Look.CHART: Cut("图", BODY_FACE, 10.5, "center", _SINGLE, space=(120, 0), keep_next=True),
    Look.PAGE_NUMBER: Cut("页码", NUMBER_FACE, 14, "left", _SINGLE, latin=NUMBER_FACE),
}


def set_styles(document: Document, bold_headings: bool) -> None:
    """Replace every style, default and font of the document by ours; no theme font is left."""
    root = document.styles.element
    for child in list(root):
        if child.tag in (qn("w:style"), qn("w:docDefaults"), qn("w:latentStyles")):
            root.remove(child)
    root.append(parse_xml(_defaults()))
    for xml in _FOUNDATION:
        root.append(parse_xml(xml))
    for look, cut in CUTS.items():
        root.append(parse_xml(_paragraph_style(look, cut, bold=bold_headings and look is Look.CHAPTER)))
    _set_font_table(document)


def _faces(east: str, latin: str) -> str:
    return f'<w:rFonts w:ascii="{latin}" w:eastAsia="{east}" w:hAnsi="{latin}" w:cs="{latin}"/>'


def _defaults() -> str:
    return (
        f"<w:docDefaults {nsdecls('w')}><w:rPrDefault><w:rPr>{_faces(BODY_FACE, LATIN_FACE)}"
        '<w:color w:val="000000"/><w:kern w:val="2"/><w:sz w:val="32"/><w:szCs w:val="32"/>'
        '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        '<w:pPrDefault><w:pPr><w:widowControl w:val="0"/><w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>'
        "</w:pPr></w:pPrDefault></w:docDefaults>"
    )


_FOUNDATION: Final = (
    f'<w:style {nsdecls("w")} w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>',
    f'<w:style {nsdecls("w")} w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
    '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>',
    f'<w:style {nsdecls("w")} w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>'
    '<w:top w:w="0" w:type="dxa"/><w:left w:w="50" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="50" w:type="dxa"/>'
    "</w:tblCellMar></w:tblPr></w:style>",
    f'<w:style {nsdecls("w")} w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/><w:semiHidden/></w:style>',
)  # fmt: skip


def _paragraph_style(look: Look, cut: Cut, *, bold: bool) -> str:
    follower = Look.BODY.value if cut.level else look.value
    return (
        f'<w:style {nsdecls("w")} w:type="paragraph" w:customStyle="{0 if cut.level else 1}" w:styleId="{look.value}">'
        f'<w:name w:val="{cut.name}"/><w:basedOn w:val="Normal"/><w:next w:val="{follower}"/><w:qFormat/>'
        f"<w:pPr>{_paragraph_marks(cut)}</w:pPr>"
        f"<w:rPr>{_faces(cut.face, cut.latin)}{'<w:b/>' if bold else ''}{_character_marks(cut)}</w:rPr></w:style>"
    )


def _paragraph_marks(cut: Cut) -> str:
    """Return the paragraph properties in the order the standard of the file format wants them."""
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="8" w:space="4" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right")
    )
    rule = f'w:line="{cut.pitch}" w:lineRule="exact"' if cut.pitch else 'w:line="240" w:lineRule="auto"'
    return "".join(
        (
            "<w:keepNext/>" if cut.keep_next else "",
            '<w:widowControl w:val="0"/>',
            f"<w:pBdr>{sides}</w:pBdr>" if cut.boxed else "",
            "" if cut.pitch == LINE_PITCH else '<w:snapToGrid w:val="0"/>',
            f'<w:spacing w:before="{cut.space[0]}" w:after="{cut.space[1]}" {rule}/>',
            f'<w:ind w:firstLineChars="{cut.indent * 100}" w:firstLine="{cut.indent * 320}"/>' if cut.indent else "",
            f'<w:ind w:left="{CHARACTER}" w:right="{CHARACTER}"/>' if cut.boxed else "",
            f'<w:jc w:val="{cut.align}"/>',
            f'<w:outlineLvl w:val="{cut.level - 1}"/>' if cut.level else "",
        )
    )


def _character_marks(cut: Cut) -> str:
    tighter = f'<w:spacing w:val="{_TIGHTER}"/>' if cut.points == 16 else ""
    return f'{tighter}<w:sz w:val="{cut.points * 2:.0f}"/><w:szCs w:val="{cut.points * 2:.0f}"/>'


def _set_font_table(document: Document) -> None:
    fonts = "".join(
        f'<w:font w:name="{face}"><w:altName w:val="{others}"/><w:charset w:val="86"/></w:font>'
        for face, others in STACKS.items()
    )
    latin = f'<w:font w:name="{LATIN_FACE}"><w:charset w:val="00"/></w:font>'
    xml = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:fonts {nsdecls("w")}>{fonts}{latin}</w:fonts>'
    name, package = PackURI("/word/fontTable.xml"), document.part.package
    document.part.relate_to(Part(name, CT.WML_FONT_TABLE, xml.encode(), package), RT.FONT_TABLE)
