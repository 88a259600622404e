"""The page of the report: GB/T 9704-2012 as domain.md 3.2 has it."""

import re
import zipfile
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Mm, Twips

from pipeline.publish.report import write_report
from pipeline.publish.report.blocks import Look
from pipeline.publish.report.page import TEXT_WIDTH
from pipeline.publish.report.styles import CHARACTER, CUTS, LINE_PITCH, STACKS
from tests.outcomes import sample_outcome


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the sample report once."""
    path = tmp_path_factory.mktemp("report") / "报告.docx"
    write_report(sample_outcome(), path)
    return path


def part(path: Path, name: str) -> str:
    """Return one part of the package as text."""
    with zipfile.ZipFile(path) as package:
        return package.read(name).decode()


def style_xml(path: Path, look: Look) -> str:
    """Return the XML of one style."""
    found = re.search(rf'<w:style [^>]*w:styleId="{look.value}".*?</w:style>', part(path, "word/styles.xml"), re.DOTALL)
    assert found is not None
    return found[0]


def test_paper_and_margins(report: Path) -> None:
    """A4, 37/35/28/26 mm, page number 7 mm below the type area."""
    section = docx.Document(str(report)).sections[0]

    measured = (section.page_width, section.page_height, section.top_margin, section.bottom_margin, section.left_margin, section.right_margin, section.footer_distance)  # fmt: skip
    assert [round(length.mm) for length in measured if length is not None] == [210, 297, 37, 35, 28, 26, 25]


def test_twenty_two_lines_of_twenty_eight(report: Path) -> None:
    """28.95 pt exactly, characters a quarter point tighter, the grid in lines, no widow control."""
    body = style_xml(report, Look.BODY)

    assert 'w:line="579" w:lineRule="exact"' in body
    assert '<w:spacing w:val="-5"/>' in body
    assert '<w:widowControl w:val="0"/>' in body
    assert 'w:firstLineChars="200"' in body
    assert re.search(r'<w:docGrid w:type="lines" w:linePitch="579"/>', part(report, "word/document.xml"))
    assert Twips(LINE_PITCH * 22) <= Mm(225)
    assert Twips(CHARACTER * 28) <= TEXT_WIDTH


@pytest.mark.parametrize("look", list(Look))
def test_every_style_names_its_chinese_font(report: Path, look: Look) -> None:
    """The East Asian font stands in the style, not only the Latin one."""
    assert f'w:eastAsia="{CUTS[look].face}"' in style_xml(report, look)


@pytest.mark.parametrize(
    ("look", "face", "size"),
    [
        (Look.TITLE, "方正小标宋简体", 44),
        (Look.BODY, "仿宋_GB2312", 32),
        (Look.PART, "黑体", 32),
        (Look.CHAPTER, "楷体_GB2312", 32),
        (Look.ANNEX, "黑体", 32),
        (Look.PAGE_NUMBER, "宋体", 28),
    ],
)
def test_faces_and_sizes(report: Path, look: Look, face: str, size: int) -> None:
    """Title 2 号小标宋, body 3 号仿宋, 一、黑体, （一）楷体, page number 4 号宋体."""
    style = style_xml(report, look)

    assert face in style
    assert f'<w:sz w:val="{size}"/>' in style


def test_no_theme_font_is_left(report: Path) -> None:
    """A theme font would beat the named ones, and the library's theme is Japanese."""
    assert "Theme=" not in part(report, "word/styles.xml")
    assert 'w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"' in part(report, "word/settings.xml")
    assert 'w:eastAsia="zh-CN"' in part(report, "word/styles.xml")


def test_fonts_that_may_be_missing_name_their_substitutes(report: Path) -> None:
    """The font table says what to take instead, so that no face falls to a Latin default."""
    table = part(report, "word/fontTable.xml")

    assert all(f'w:name="{face}"><w:altName w:val="{others}"/>' in table for face, others in STACKS.items())


@pytest.mark.parametrize(("bold", "expected"), [(False, False), (True, True)])
def test_second_headings_are_bold_only_if_the_office_wants_it(tmp_path: Path, bold: bool, expected: bool) -> None:
    """The standard asks for no bold type."""
    outcome = sample_outcome()
    settings = replace(outcome.campaign.settings, bold_headings=bold)
    path = tmp_path / "a.docx"
    write_report(replace(outcome, campaign=replace(outcome.campaign, settings=settings)), path)

    assert ("<w:b/>" in style_xml(path, Look.CHAPTER)) is expected
    assert "<w:b/>" not in style_xml(path, Look.BODY)


def test_page_numbers_stand_outside(report: Path) -> None:
    """— 1 — right on odd pages and left on even ones, one character in."""
    assert "<w:evenAndOddHeaders/>" in part(report, "word/settings.xml")
    odd, even = part(report, "word/footer1.xml"), part(report, "word/footer2.xml")

    assert 'w:rightChars="100"' in odd
    assert 'w:leftChars="100"' in even
    assert all(footer.count(">—<") == 2 and "PAGE" in footer for footer in (odd, even))


def test_tables_repeat_their_heading_and_never_split_a_row(report: Path) -> None:
    """Each table has one heading row that comes again, rows stay whole, at most eight columns."""
    for table in docx.Document(str(report)).tables:
        rows = table._tbl.findall(qn("w:tr"))
        assert len(table.columns) <= 8
        assert [row.find(f".//{qn('w:tblHeader')}") is not None for row in rows] == [True] + [False] * (len(rows) - 1)
        assert all(row.find(f".//{qn('w:cantSplit')}") is not None for row in rows)


def test_chinese_runs_are_hinted(report: Path) -> None:
    """Quotation marks and dashes would be set in a Latin font without the hint."""
    xml = part(report, "word/document.xml")

    for run in re.findall(r"<w:r>.*?</w:r>", xml):
        if re.search("[“”—…]", run):
            assert 'w:hint="eastAsia"' in run


def test_annexes_begin_pages(report: Path) -> None:
    """附件1 and 附件2 stand first on a page, without a colon."""
    starts = [p.text for p in docx.Document(str(report)).paragraphs if p.paragraph_format.page_break_before]

    assert starts == ["附件1", "附件2"]


def test_signature_and_attachments_stay_together(report: Path) -> None:
    """From 特此报告 to the date every paragraph is kept with the next."""
    paragraphs = docx.Document(str(report)).paragraphs
    texts = [paragraph.text for paragraph in paragraphs]
    first, last = texts.index("特此报告。"), texts.index("　　年　月　日")

    assert all(paragraph.paragraph_format.keep_with_next for paragraph in paragraphs[first:last])


def test_same_outcome_same_bytes(tmp_path: Path) -> None:
    """Nothing in the file depends on the clock or on chance."""
    for name in ("a.docx", "b.docx"):
        write_report(sample_outcome(), tmp_path / name)

    assert (tmp_path / "a.docx").read_bytes() == (tmp_path / "b.docx").read_bytes()


def test_properties_say_nothing_of_the_library(report: Path) -> None:
    """Title, author and dates are the campaign's; no picture or part of the library's template is left."""
    properties = docx.Document(str(report)).core_properties

    assert properties.title == "某某学院关于后勤领域专项治理自查自纠情况的报告"
    assert properties.author == "校办公室"
    assert properties.created is not None
    assert properties.created.date() == sample_outcome().as_of
    with zipfile.ZipFile(report) as package:
        assert not [name for name in package.namelist() if re.search("thumbnail|customXml|stylesWithEffects", name)]
