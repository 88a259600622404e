"""The campaign workbook 责任清单.xlsx, read: tolerant of how an office edits, plain about what it cannot use."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from pipeline.campaign import sheets
from pipeline.campaign.book_source import open_book
from pipeline.campaign.book_table import Book, Entry
from pipeline.campaign.model import Campaign, Line, Point
from pipeline.campaign.point_lines import points_of_lines
from pipeline.campaign.reading_aliases import read_headings, read_spellings, read_unit_aliases
from pipeline.campaign.reading_extra import read_extra
from pipeline.campaign.reading_lines import read_lines, read_points
from pipeline.campaign.reading_outside import read_outside_leads
from pipeline.campaign.reading_settings import read_settings_page
from pipeline.campaign.reading_units import Register, read_units
from pipeline.errors import CampaignError


def read_campaign(path: Path) -> Campaign:
    """Return the campaign a workbook describes.

    Columns are found by heading in any order; further columns and rows are left alone; blank
    unit codes and points are derived.

    Raises:
        CampaignError: If the workbook is missing, damaged or not filled in, or a cell says something
            impossible; the sentence names sheet and cell.
    """
    return campaign_in(Book(path.name, open_book(path)))


def campaign_in(book: Book) -> Campaign:
    """Return the campaign an opened workbook describes; raises as `read_campaign` does."""
    checklist, named, aliases = _filled(book, sheets.LINES), _filled(book, sheets.UNITS), book.entries(sheets.ALIASES)
    settings = read_settings_page(book)
    units = read_units(named, Campaign(settings).campuses)
    register = read_unit_aliases(aliases, Register.of(units, settings.school, book.file))
    lines = read_lines(checklist, register)
    points = _points(book, lines, {unit.name: unit.code for unit in units})
    plain = Campaign(settings, lines, points, units, unit_aliases=register.aliases)
    asked = replace(plain, extra=read_extra(book.entries(sheets.EXTRA), plain.form, settings.year))
    return replace(
        asked,
        headings=read_headings(aliases, asked.form),
        spellings=read_spellings(aliases, asked.form),
        outside_leads=read_outside_leads(book.entries(sheets.OUTSIDE), register, settings.year),
    )


def _filled(book: Book, page: sheets.Page) -> tuple[Entry, ...]:
    entries = book.entries(page)
    if not entries:
        raise CampaignError(
            f"{book.file} 的工作表“{page.title}”还没有填写。",
            f"请照“{sheets.GUIDE_TITLE}”表中的说明填好后再试，或用 pipeline init --plan 方案.docx 从工作方案生成。",
        )
    return entries


def _points(book: Book, lines: Sequence[Line], codes: Mapping[str, str]) -> tuple[Point, ...]:
    written = read_points(book.entries(sheets.POINTS), lines, codes)
    served = {point.category for point in written}
    derived = points_of_lines(
        [line for line in lines if line.category not in served], codes, {point.code for point in written}
    )
    order = {category: at for at, category in enumerate(dict.fromkeys(line.category for line in lines))}
    return tuple(sorted((*written, *derived), key=lambda point: order[point.category]))
