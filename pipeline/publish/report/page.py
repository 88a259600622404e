"""The page of an official document: A4, its margins, 22 lines, and page numbers outside (GB/T 9704-2012)."""

from typing import Final

from docx.blkcntnr import BlockItemContainer
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm

from pipeline.publish.report.blocks import Look
from pipeline.publish.report.styles import LINE_PITCH

TEXT_WIDTH: Final = Mm(156)
_DASH: Final = "—"
_STYLES_APART = "http://schemas.microsoft.com/office/2007/relationships/stylesWithEffects"
_OF_THE_TEMPLATE = frozenset((RT.FONT_TABLE, RT.CUSTOM_XML, RT.NUMBERING, RT.WEB_SETTINGS, RT.THUMBNAIL, _STYLES_APART))
_SETTINGS = (
    f"<w:settings {nsdecls('w')}>"
    '<w:zoom w:percent="100"/>'
    '<w:defaultTabStop w:val="420"/>'
    "<w:evenAndOddHeaders/>"
    '<w:characterSpacingControl w:val="doNotCompress"/>'
    "<w:compat><w:useFELayout/>"
    '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
    '<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/>'
    '<w:decimalSymbol w:val="."/>'
    '<w:listSeparator w:val=","/>'
    "</w:settings>"
)  # fmt: skip


def drop_template_parts(document: Document) -> None:
    """Take out what the library's own template brings along: fonts, previews, list and web settings."""
    for rels in (document.part.rels, document.part.package.rels if document.part.package else {}):
        for key in [key for key, rel in rels.items() if rel.reltype in _OF_THE_TEMPLATE]:
            del rels[key]


def set_page(document: Document) -> None:
    """Set paper, margins, grid, language and the page numbers of odd and even pages."""
    settings = document.settings.element
    for child in list(settings):
        settings.remove(child)
    settings.extend(list(parse_xml(_SETTINGS)))
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.header_distance, section.footer_distance = Mm(15), Mm(25)
    properties = document.element.body.get_or_add_sectPr()
    for grid in properties.findall(qn("w:docGrid")):
        properties.remove(grid)
    properties.append(parse_xml(f'<w:docGrid {nsdecls("w")} w:type="lines" w:linePitch="{LINE_PITCH}"/>'))
    _number_pages(section.footer, "right")
    _number_pages(section.even_page_footer, "left")


def _number_pages(footer: BlockItemContainer, outside: str) -> None:
    """Write — 1 — one character in from the outer edge."""
    for paragraph in list(footer.paragraphs):
        paragraph._p.getparent().remove(paragraph._p)
    dash = f'<w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr><w:t xml:space="preserve">{_DASH}</w:t></w:r>'
    space = '<w:r><w:t xml:space="preserve"> </w:t></w:r>'
    footer._element.append(
        parse_xml(
            f'<w:p {nsdecls("w")}><w:pPr><w:pStyle w:val="{Look.PAGE_NUMBER.value}"/>'
            f'<w:ind w:{outside}Chars="100" w:{outside}="280"/><w:jc w:val="{outside}"/></w:pPr>'
            f'{dash}{space}<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>{space}{dash}</w:p>'
        )
    )
