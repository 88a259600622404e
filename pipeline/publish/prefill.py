"""What stands in a unit's workbook before anybody types: its questions, numbers and own values."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

from pipeline.campaign.model import Campaign, Unit
from pipeline.form import vocabulary as words
from pipeline.form.campuses import campus_choice
from pipeline.form.choices import Choice
from pipeline.form.folding import fold, found_text
from pipeline.form.identity import HISTORY_HEADING, round_words
from pipeline.form.kinds import Identifier, PointReference, Text
from pipeline.form.reading import Kind
from pipeline.form.rules import RequiredWhen, Rule, When
from pipeline.form.schema import By, Column, Layout, Sheet
from pipeline.publish.content import Content, RowContent
from pipeline.publish.layout import PRINTED, Booklet, Page

HISTORY: Final = "history"
"""Key under which a record's content says what became of it so far; no column of the form."""

_HISTORY_WIDTH: Final = 40
_NEW_ROWS: Final = 10
"""Empty rows for problems that were found since."""


def make_booklet(campaign: Campaign, unit: Unit, content: Content | None, round_number: int) -> Booklet:
    """Return the workbook of a unit: blank where there is no content, else its own values in the same places."""
    given = content or Content()
    sheets = [_with_history(_offered(campaign, unit, sheet), given) for sheet in campaign.sheets_of(unit, round_number)]
    pages = tuple(
        Page(
            sheet,
            _records(campaign, unit, sheet, given),
            _rules(campaign, sheet),
            nil_answer=sheet.nil_row and sheet.key != "problems",
        )
        for sheet in sheets
    )
    return Booklet(campaign, unit, round_number, given, content is not None and given.to_correct, pages)


def _offered(campaign: Campaign, unit: Unit, sheet: Sheet) -> Sheet:
    return replace(sheet, columns=tuple(_narrowed(campaign, unit, column) for column in sheet.columns))


def _with_history(sheet: Sheet, content: Content) -> Sheet:
    """Return the sheet with what became of each record so far, where something is told of it.

    Number, problem and history stand first, then what may have changed, and last what stands fixed.
    """
    if not any(HISTORY in record.cells for record in content.rows.get(sheet.key, ())):
        return sheet
    head = [sheet["id"], sheet["problem"]]
    rest = [column for column in sheet.columns if column not in head]
    told = Column(
        HISTORY,
        HISTORY_HEADING,
        Text(PRINTED.removesuffix("。"), f"{round_words(1)}：{words.UNDER_WAY}"),
        by=By.PREPRINTED,
        width=_HISTORY_WIDTH,
    )
    return replace(sheet, columns=(*head, told, *sorted(rest, key=lambda column: column.settled)))


def _narrowed(campaign: Campaign, unit: Unit, column: Column) -> Column:
    """Return the column with the choices that concern the unit: its own campuses, categories and points."""
    kind: Kind = column.kind
    if isinstance(kind, PointReference):
        kind = PointReference({point.code: point.text for point in campaign.points_of(unit)})
    elif isinstance(kind, Identifier):
        kind = Identifier(unit.code)
    elif isinstance(kind, Choice) and kind.choices == campus_choice(campaign.campuses).choices:
        kind = campus_choice(unit.campuses or campaign.campuses)
    elif isinstance(kind, Choice) and kind.choices == campaign.categories:
        kind = replace(kind, choices=campaign.categories_of(unit))
    return replace(column, kind=kind)


def _rules(campaign: Campaign, sheet: Sheet) -> tuple[Rule, ...]:
    asked = {column.key for column in sheet.columns}
    ours = [rule for rule in campaign.form.rules_of(sheet.key) if asked.issuperset(rule.columns)]
    return (*ours, *_found_needs_number(sheet))


def _found_needs_number(sheet: Sheet) -> Iterable[Rule]:
    """Go through the conclusions: each that says 发现问题 asks for the problem's number."""
    if sheet.key != "points":
        return
    for column in sheet.columns:
        if column.campus:
            when = When(column.key, (words.SOMETHING_FOUND,), f"{column.heading}为“{words.SOMETHING_FOUND}”")
            yield RequiredWhen("X04", sheet.key, ("ids",), when)


def _records(campaign: Campaign, unit: Unit, sheet: Sheet, content: Content) -> tuple[RowContent, ...]:
    given = content.rows.get(sheet.key, ())
    if sheet.layout is Layout.PAIRS:
        return (_answers(unit, sheet, given[0] if given else RowContent(_known(unit, sheet))),)
    if not sheet.preprinted:
        return (*given, *_unanswered(campaign, unit, sheet, given))
    return (*given, *_numbered(unit, sheet, given, content.next_number))


def _known(unit: Unit, sheet: Sheet) -> Mapping[str, object]:
    """Return what the campaign knows already of a unit's 基本情况."""
    known = {"head": unit.head, "leader": unit.leader, "filler": unit.contact}
    asked = {column.key: column for column in sheet.columns}
    coverage = asked["coverage"].kind.guard().choices if "coverage" in asked else ()
    if len(coverage) == 1:
        known["coverage"] = coverage[0]
    return {key: text for key, text in known.items() if text and key in asked}


def _answers(unit: Unit, sheet: Sheet, record: RowContent) -> RowContent:
    return replace(record, cells={**record.cells, **dict.fromkeys(sheet.printed, unit.name)})


def _unanswered(campaign: Campaign, unit: Unit, sheet: Sheet, given: tuple[RowContent, ...]) -> Iterable[RowContent]:
    """Go through the points the unit has not answered yet."""
    read = sheet["point"].kind.read
    there = {read(found_text(record.cells.get("point"))).value for record in given}
    for point in campaign.points_of(unit):
        if point.code not in there:
            yield RowContent({"point": point.code, "text": point.text})


def _numbered(unit: Unit, sheet: Sheet, given: tuple[RowContent, ...], following: int) -> Iterable[RowContent]:
    """Go through empty rows that carry the numbers not used yet; in later rounds a few, from `following` on."""
    column = sheet.columns[0]
    used = {fold(found_text(record.cells.get(column.key))) for record in given}
    numbers = range(following, following + _NEW_ROWS) if following else range(1, sheet.preprinted + 1)
    for number in numbers:
        text: object = f"{unit.code}-{number:03d}" if isinstance(column.kind, Identifier) else number
        if fold(found_text(text)) not in used:
            yield RowContent({column.key: text})
