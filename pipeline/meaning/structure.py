"""What is to be said of a file's shape: sheets and columns missing, template, lateness, row counts."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from pipeline.campaign.model import Campaign
from pipeline.findings import Finding, Severity, say
from pipeline.form import identity as keys
from pipeline.form import vocabulary as words
from pipeline.form.kinds import Identifier
from pipeline.form.lexicon import lexicon
from pipeline.form.nothing import says_all_is_well
from pipeline.form.privacy import HIDDEN
from pipeline.form.rules import RequiredWhen
from pipeline.form.schema import By, Column, Form, Layout, Sheet
from pipeline.intake.book import shown_text
from pipeline.intake.memory import KnownProblem
from pipeline.intake.received import shown_moment
from pipeline.intake.sorting import Sorted
from pipeline.intake.submission import Remark, Table
from pipeline.meaning.sources import Source


def file_finding(form: Form, one: Sorted) -> Finding:
    """Return the finding of a file that was returned or quarantined."""
    told: dict[str, object] = {
        **lexicon(form),
        "what": one.opened.what if one.opened.code else one.identity.what,
        "unit": one.identity.unit,
        "found": "",
        "other": "",
        **one.facts,
    }
    if one.code == "R25":
        told |= {"found": one.identity.sides[0], "other": one.identity.sides[1]}
    severity, message, remedy = say(one.code, told)
    return Finding(one.code, severity, one.opened.path, one.identity.unit, "", "", "", "", message, remedy)


def shape_findings(
    campaign: Campaign, source: Source, late_since: str, beside: Sequence[Source] = ()
) -> Iterator[Finding]:
    """Go through everything to say of one used file's shape.

    `late_since` is the moment of the unit's first return where that was late, else ""; `beside` are the unit's
    other files of the round: what one of them has is missed in none, what none has only in the newest.
    """
    there = {key for other in beside for key in other.original.tables}
    newest = all(source.place >= other.place for other in beside)
    yield from () if source.second else _file_level(campaign, source, late_since)
    for remark in (*source.remarks, *source.submission.remarks):
        yield _remarked(campaign.form, source, remark)
    for sheet in campaign.sheets_of(source.unit, source.round):
        table = source.original.tables.get(sheet.key)
        if table is not None:
            yield from _missing_columns(campaign, source, sheet, table)
            yield from _placeholders(campaign, source, sheet, table)
        elif _was_asked(source, sheet) and sheet.key not in there and newest:
            yield _missing_sheet(campaign, source, sheet)
    for name, read, counted in source.submission.counts:
        if read != counted:
            facts = {"sheet": name, "read": str(read), "counted": str(counted)}
            yield _remarked(campaign.form, source, Remark("F10", name, facts=facts))


def _file_level(campaign: Campaign, source: Source, late_since: str) -> Iterator[Finding]:
    if late_since:
        deadline = f"{campaign.settings.deadline:%Y-%m-%d %H:%M}"
        yield _remarked(
            campaign.form,
            source,
            Remark("R30", facts={"deadline": deadline, "received": shown_moment(late_since)}),
        )
    if source.submission.oddities:
        yield _remarked(campaign.form, source, Remark("F09", facts={"what": "、".join(source.submission.oddities)}))
    stamped = source.submission.meta.get(keys.FINGERPRINT, "")
    if not stamped or keys.BY_PROPERTIES in source.submission.meta:
        yield _remarked(campaign.form, source, Remark("F08", facts={"what": source.evidence, "unit": source.unit.name}))
    if stamped and stamped != campaign.form.fingerprint():
        yield from _older_form(campaign, source)


def _older_form(campaign: Campaign, source: Source) -> Iterator[Finding]:
    """R26: the workbook was made with another form; S24: what that one did not ask for, all at once."""
    sheets = campaign.sheets_of(source.unit, source.round)
    complete = not any(True for sheet in sheets for _ in _lacking(source, sheet))
    facts = {"what": "，已按列名对上" if complete else "，必填的列不全"}
    yield _remarked(campaign.form, source, Remark("R26", facts=facts), Severity.WARNING if complete else None)
    unasked = [f"“{sheet.title}”表" for sheet in sheets if not _was_asked(source, sheet)]
    for sheet in sheets:
        headings = "、".join(column.heading for column in sheet.columns if _is_new(source, sheet, column))
        if headings and _was_asked(source, sheet):
            unasked.append(f"“{sheet.title}”的{headings}")
    if unasked:
        yield _remarked(campaign.form, source, Remark("S24", facts={"what": "、".join(unasked)}))


def _was_asked(source: Source, sheet: Sheet) -> bool:
    """Tell whether the workbook had the sheet when it was issued, as far as it says."""
    asked = source.submission.asked
    return not asked or sheet.key in asked


def _is_new(source: Source, sheet: Sheet, column: Column) -> bool:
    """Tell whether a required column came into the form after the workbook was issued.

    Without the text of the problem there is no problem: that column is missed in any workbook.
    """
    asked, table = source.submission.asked.get(sheet.key), source.original.tables.get(sheet.key)
    absent = column.required and table is not None and column.key not in table.letters
    return absent and asked is not None and column.key not in asked and column.key != "problem"


def _lacking(source: Source, sheet: Sheet) -> Iterator[Column]:
    """Go through the required columns a sheet that is there lacks although its workbook asked for them."""
    table = source.original.tables.get(sheet.key)
    for column in sheet.columns if table else ():
        if column.required and table and column.key not in table.letters and not _is_new(source, sheet, column):
            yield column


def _remarked(form: Form, source: Source, remark: Remark, gravity: Severity | None = None) -> Finding:
    remark = _discreet(form, source, remark)
    facts = {**lexicon(form), "field": remark.heading, "found": remark.found, "sheet": remark.sheet, **remark.facts}
    severity, message, remedy = say(remark.code, facts, gravity)
    return Finding(
        remark.code,
        severity,
        source.path,
        source.unit.name,
        remark.sheet,
        remark.cell,
        remark.heading,
        "" if remark.found == HIDDEN else remark.found,
        message,
        remedy,
    )


def _discreet(form: Form, source: Source, remark: Remark) -> Remark:
    """Return a remark without words a unit may have put its cases into: the sheet's own name, an added heading."""
    titles = {table.name: form[key] for key, table in source.submission.tables.items() if form[key].confidential}
    sheet = titles.get(remark.sheet)
    if sheet is None:
        return remark
    if any(
        table.name == remark.sheet and not form[key].confidential for key, table in source.submission.tables.items()
    ):
        return remark if remark.code == "S02" else replace(remark, found=HIDDEN if remark.found else "")
    ours = {column.heading for column in sheet.columns}
    heading = remark.heading if remark.heading in ours else HIDDEN if remark.heading else ""
    return replace(remark, sheet=sheet.title, heading=heading, found=HIDDEN if remark.found else "")


def unsigned_nil(campaign: Campaign, sources: Sequence[Source], signed: frozenset[str]) -> Iterator[Finding]:
    """Go through the nil reports for which no scan with the head's signature has come (R13, domain.md 4.3 no. 61)."""
    listing: dict[str, set[tuple[int, int, str]]] = {}
    for source in filter(_lists, sources):
        listing.setdefault(source.unit.name, set()).add(source.place)
    for source in sources:
        problems, basics = (source.submission.tables.get(key) for key in ("problems", "basics"))
        if problems is None or basics is None or problems.records or source.unit.name in signed:
            continue
        if any(place != source.place and place[0] == source.round for place in listing.get(source.unit.name, ())):
            continue
        column = campaign.form["basics"]["nil"]
        if basics.records and column.kind.read(basics.records[0].cells.get("nil", "")).value == words.YES:
            facts = {"what": "还没有收到单位负责人手写签字的扫描件"}
            place = basics.address(basics.records[0].row, "nil")
            remark = Remark("R13", basics.name, place, column.heading, words.YES, facts)
            yield _remarked(campaign.form, source, remark, Severity.WARNING)


def unsigned(
    campaign: Campaign, sources: Iterable[Source], signed: frozenset[str], told: frozenset[str], as_of: date
) -> Iterator[Finding]:
    """Go through F18: after the day of the deadline, returns of which no scan with the signature has come (4.3 no. 8).

    Until then a scan may be on its way, and the roll call says so. `sources` are the newest of each unit, `told` the
    units that are told already.
    """
    deadline = campaign.settings.deadline
    for source in sources if deadline and as_of > deadline.date() else ():
        if source.unit.name not in signed | told:
            yield _remarked(campaign.form, source, Remark("F18"))


def _lists(source: Source) -> bool:
    table = source.submission.tables.get("problems")
    return bool(table and table.records)


def _missing_sheet(campaign: Campaign, source: Source, sheet: Sheet) -> Finding:
    declared = source.submission.tables.get("basics")
    nil = (
        declared
        and declared.records
        and campaign.form["basics"]["nil"].kind.read(declared.records[0].cells.get("nil", "")).value
    )
    gravity = Severity.WARNING if nil == words.YES and sheet.nil_row else None
    return _remarked(campaign.form, source, Remark("S01", sheet.title, facts={"sheet": sheet.title}), gravity)


def _missing_columns(campaign: Campaign, source: Source, sheet: Sheet, table: Table) -> Iterator[Finding]:
    cell = f"A{table.header}" if sheet.layout is Layout.ROWS else ""
    unnumbered = [one for one in sheet.columns if isinstance(one.kind, Identifier) and one.key not in table.letters]
    for column in (*_lacking(source, sheet), *(unnumbered if table.records else ())):
        facts = {"sheet": table.name, "field": column.heading}
        gravity = None if column.required else Severity.WARNING
        yield _remarked(campaign.form, source, Remark("S03", table.name, cell, column.heading, facts=facts), gravity)
    if table.records:
        yield from _further_columns(campaign, source, sheet, table)


def _further_columns(campaign: Campaign, source: Source, sheet: Sheet, table: Table) -> Iterator[Finding]:
    """Go through the columns that need not always be filled: S03 where a record needs one, else S29, all at once.

    What no record needs is missed only in a workbook that had it.
    """
    cell = f"A{table.header}" if sheet.layout is Layout.ROWS else ""
    asked = source.submission.asked.get(sheet.key, frozenset[str]())
    gone = list(_optional(sheet, table))
    needed = [column for column in gone if _is_needed(campaign.form, sheet, column, table)]
    for column in needed:
        facts = {"sheet": table.name, "field": column.heading}
        yield _remarked(campaign.form, source, Remark("S03", table.name, cell, column.heading, facts=facts))
    if spare := [column for column in gone if column not in needed and column.key in asked]:
        facts = {"sheet": table.name, "field": "、".join(column.heading for column in spare)}
        yield _remarked(campaign.form, source, Remark("S29", table.name, cell, spare[0].heading, facts=facts))


def _optional(sheet: Sheet, table: Table) -> Iterator[Column]:
    """Go through the columns that need not always be filled and are gone."""
    for column in sheet.columns:
        if column.by is By.UNIT and not column.required and column.key not in table.letters:
            yield column


def _is_needed(form: Form, sheet: Sheet, column: Column, table: Table) -> bool:
    """Tell whether a record holds what makes a column required: 已完成 asks for 佐证材料."""
    whens = [rule.when for rule in form.needed_when(sheet.key, column.key) if isinstance(rule, RequiredWhen)]
    return any(
        when.values and sheet[when.key].kind.read(record.cells.get(when.key, "")).value in when.values
        for when in whens
        for record in table.records
    )


def _placeholders(campaign: Campaign, source: Source, sheet: Sheet, table: Table) -> Iterator[Finding]:
    blank = not table.records and not table.nil_rows and sheet.key in source.submission.tables
    if sheet.nil_row and sheet.key != "problems" and blank:
        yield _remarked(campaign.form, source, Remark("S21", table.name, facts={"sheet": sheet.title}))
    for row, cells in table.nil_rows.items() if table.records else ():
        key = next((key for key, content in cells.items() if says_all_is_well(shown_text(content))), "")
        cell, heading = table.address(row, key) or f"A{row}", sheet[key].heading if key else ""
        yield _remarked(campaign.form, source, Remark("W21", table.name, cell, heading, "无", {"record": sheet.record}))


def disappeared(campaign: Campaign, sources: Iterable[Source], missing: Sequence[KnownProblem]) -> Iterator[Finding]:
    """Go through D01: problems a unit was to report and no longer reports (domain.md 4.3 no. 72).

    `sources` are the newest of each unit.
    """
    for source in sources:
        gone = [problem.id for problem in missing if problem.unit == source.unit.name]
        if gone:
            yield _remarked(campaign.form, source, Remark("D01", facts={"ids": "、".join(gone)}))
