"""A campaign as rows of text, sheet by sheet: what the campaign workbook shows."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from pipeline.campaign import sheets
from pipeline.campaign.extra import options_of, word_of
from pipeline.campaign.model import Campaign
from pipeline.campaign.plan_facts import Doubt
from pipeline.campaign.settings import LIMITS_HELP, Settings, page_lines
from pipeline.form import vocabulary as words

Row = Mapping[str, str]
"""Column key -> text; a missing key is an empty cell."""


def page_rows(campaign: Campaign) -> tuple[tuple[sheets.Page, tuple[Row, ...]], ...]:
    """Return every sheet the office edits with its rows."""
    return (
        (sheets.LINES, tuple(_lines(campaign))),
        (
            sheets.POINTS,
            tuple({"code": point.code, "category": point.category, "text": point.text} for point in campaign.points),
        ),
        (sheets.UNITS, tuple(_units(campaign))),
        (sheets.SETTINGS, tuple(_settings(campaign.settings))),
        (sheets.EXTRA, tuple(_extra(campaign))),
        (sheets.ALIASES, tuple(_aliases(campaign))),
        (sheets.OUTSIDE, tuple(_leads(campaign))),
    )


def doubt_rows(doubts: Sequence[Doubt]) -> tuple[Row, ...]:
    """Return the rows of the sheet 方案疑点."""
    return tuple(
        {"number": str(number), "place": doubt.place, "what": doubt.what, "advice": doubt.advice}
        for number, doubt in enumerate(doubts, start=1)
    )


def setting_text(value: object) -> str:
    """Return a setting as it stands on the page: 是, 7, 2023-11-07 17:30; None is empty."""
    if isinstance(value, bool):
        return _yes_no(value)
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    return "" if value is None else str(value)


def _joined(names: Sequence[str]) -> str:
    return "、".join(names)


def _yes_no(answer: bool) -> str:
    return words.YES if answer else words.NO


def _lines(campaign: Campaign) -> Iterator[Row]:
    for line in campaign.lines:
        yield {
            "number": str(line.number),
            "category": line.category,
            "content": line.content,
            "leads": _joined(line.leads),
            "supports": _joined(line.supports),
        }


def _units(campaign: Campaign) -> Iterator[Row]:
    for unit in campaign.units:
        yield {
            "name": unit.name,
            "code": unit.code,
            "aliases": _joined(unit.aliases),
            "campuses": _joined(unit.campuses),
            "role": unit.role.value,
            "required": _yes_no(unit.required),
            "contact": unit.contact,
            "email": unit.email,
            "head": unit.head,
            "leader": unit.leader,
        }


def _settings(settings: Settings) -> Iterator[Row]:
    for entry in page_lines():
        if isinstance(entry, str):
            yield {"label": entry, "help": LIMITS_HELP}
            continue
        value = getattr(settings, entry.name)
        unset = entry.default == value == 0 and entry.name == "year"
        yield {
            "label": str(entry.metadata["label"]),
            "value": "" if unset else setting_text(value),
            "help": str(entry.metadata["help"]),
        }


def _extra(campaign: Campaign) -> Iterator[Row]:
    for extra in campaign.extra:
        sheet, column = campaign.form[extra.sheet], extra.column
        yield {
            "sheet": sheet.title,
            "heading": column.heading,
            "kind": word_of(column.kind),
            "options": _joined(options_of(column.kind)),
            "required": _yes_no(column.required),
            "note": column.note,
            "after": sheet[extra.after].heading if extra.after else "",
        }


def _leads(campaign: Campaign) -> Iterator[Row]:
    for lead in campaign.outside_leads:
        yield {"unit": lead.unit, "content": lead.content, "source": lead.source, "day": lead.day}


def _aliases(campaign: Campaign) -> Iterator[Row]:
    own = {alias for unit in campaign.units for alias in unit.aliases}
    for written, meant in campaign.unit_aliases.items():
        if written not in own:
            yield {"group": sheets.UNIT_ALIAS, "written": written, "meant": meant}
    for written, meant in campaign.headings.items():
        yield {"group": sheets.HEADING_ALIAS, "written": written, "meant": meant}
    for heading, spellings in campaign.spellings.items():
        for written, meant in spellings.items():
            yield {"group": sheets.CHOICE_ALIAS, "written": written, "meant": meant, "heading": heading}
