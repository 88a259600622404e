"""A workbook made with an older form is read by what it says of its own columns (product.md, domain.md 4.3 no. 14)."""

import random
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook

from pipeline.campaign.model import Campaign
from pipeline.findings import Finding, Severity
from pipeline.form import identity as keys
from pipeline.form.kinds import Text
from pipeline.form.schema import Column, Form, Layout, Sheet
from pipeline.intake.opening import Opened, open_arrival
from pipeline.intake.past import Past
from pipeline.intake.submission import Table
from pipeline.meaning.judge import judge
from pipeline.publish.content import Content
from pipeline.publish.layout import OWN_SHEETS
from pipeline.publish.unit_workbook import render_unit_workbook
from tests.clean_return import UNIT, clean_content
from tests.inboxes import arrival
from tests.judging import AS_OF, FILE, campaign, judged
from tests.papers import saved
from tests.workbooks import workbook

Cells = Mapping[str, list[Mapping[str, object]]]


def with_form(form: Form) -> Campaign:
    """Return the campaign as it was when its form was another."""
    then = replace(campaign())
    then.__dict__["form"] = form
    return then


def altered(change: Callable[[Sheet], Sheet]) -> Form:
    """Return the form with every sheet changed; rules over columns that are gone go with them."""
    form = campaign().form
    sheets = tuple(map(change, form.sheets))
    there = {sheet.key: {column.key for column in sheet.columns} for sheet in sheets}
    kept = tuple(rule for rule in form.rules if there.get(rule.sheet, set()).issuperset(rule.columns))
    return replace(form, sheets=sheets, rules=kept)


def issued_with(form: Form, content: Content | None = None) -> Opened:
    """Return a return filled into a workbook of that form, as today's form reads it."""
    then = with_form(form)
    unit = then.unit(UNIT)
    package = render_unit_workbook(then, unit, content or clean_content(campaign(), campaign().unit(UNIT)))
    return open_arrival(campaign().form, OWN_SHEETS, arrival(FILE, package))


def cells_of(opened: Opened) -> Cells:
    """Return sheet key -> cells of its records."""
    assert opened.submission
    return {key: [dict(record.cells) for record in table.records] for key, table in opened.submission.tables.items()}


@cache
def today() -> Cells:
    """Return the same read from a workbook of today's form."""
    return cells_of(issued_with(campaign().form))


def shuffled(seed: int) -> Callable[[Sheet], Sheet]:
    """Return the change that deals headings out anew, mixes the columns and renames the sheet."""
    dice = random.Random(seed)  # noqa: S311  a reproducible mix

    def change(sheet: Sheet) -> Sheet:
        headings = [column.heading for column in sheet.columns]
        dice.shuffle(headings)
        columns = [replace(one, heading=heading, aka=()) for one, heading in zip(sheet.columns, headings, strict=True)]
        if sheet.layout is Layout.ROWS:
            rest = columns[1:]
            dice.shuffle(rest)
            columns = [columns[0], *rest]
        return replace(sheet, title=f"{sheet.record}旧表{dice.randint(1, 99)}", columns=tuple(columns))

    return change


@pytest.mark.parametrize("seed", range(6))
def test_every_cell_lands_under_its_key_whatever_the_headings_were(seed: int) -> None:
    """Headings dealt out anew, other order, other titles: each cell is read under the key it was asked under."""
    old = issued_with(altered(shuffled(seed)))
    assert cells_of(old) == today()
    assert old.submission
    assert {remark.code for remark in old.submission.remarks} <= {"S10", "S09"}


def test_a_renamed_and_a_swapped_column_are_only_worth_a_warning() -> None:
    """Where all columns are there under other headings R26 is a warning, and nothing else is said of the form."""
    run = judged(issued_with(altered(shuffled(7))))
    assert [(one.code, one.severity) for one in run.findings if one.code[0] in "SR"] == [("R26", Severity.WARNING)]
    assert list(run.ledger["id"]) == ["HQJT-001", "HQJT-002", "HQJT-003", "HQJT-004"]


def _without(*gone: tuple[str, str]) -> Callable[[Sheet], Sheet]:
    """Return the change that takes columns out."""
    return lambda sheet: replace(
        sheet, columns=tuple(column for column in sheet.columns if (sheet.key, column.key) not in gone)
    )


def told(form: Form) -> list[Finding]:
    """Return what is said of a workbook of that form."""
    return [one for one in judged(issued_with(form)).findings if one.code in ("R26", "S01", "S03", "S24", "V01")]


def test_what_the_old_form_did_not_ask_is_told_once() -> None:
    """Columns that have become required since are one warning for the file, not an error a row or a column."""
    findings = told(altered(_without(("problems", "major"), ("problems", "source"), ("risks", "control"))))
    assert [(one.code, one.severity) for one in findings] == [("R26", Severity.WARNING), ("S24", Severity.WARNING)]
    assert "问题来源、是否重大疑难" in findings[1].message
    assert "防控措施" in findings[1].message


def test_a_sheet_the_old_form_did_not_have_is_told_with_it() -> None:
    """A sheet that came later is not missed in an older workbook."""
    form = campaign().form
    old = replace(
        form,
        sheets=tuple(sheet for sheet in form.sheets if sheet.key != "measures"),
        rules=tuple(rule for rule in form.rules if rule.sheet != "measures"),
    )
    findings = told(old)
    assert [(one.code, one.severity) for one in findings] == [("R26", Severity.WARNING), ("S24", Severity.WARNING)]
    assert "举措及经验" in findings[1].message


def test_without_the_text_of_the_problem_an_old_form_cannot_be_mapped() -> None:
    """The one column no mapping makes up for is 具体问题: S03 and R26 are errors."""
    findings = told(altered(_without(("problems", "problem"))))
    assert [(one.code, one.severity) for one in findings] == [("R26", Severity.ERROR), ("S03", Severity.ERROR)]


def test_a_column_that_is_gone_is_kept_like_one_of_the_units_own() -> None:
    """What a former column held follows 备注, even where its heading is near to one of today's (S06)."""

    def change(sheet: Sheet) -> Sheet:
        former = Column("former", "原因剖析", Text("填剖析", "往年遗留"))
        kept = _without(("problems", "cause"))(sheet).columns
        return replace(sheet, columns=(*kept, former)) if sheet.key == "problems" else sheet

    content = clean_content(campaign(), campaign().unit(UNIT))
    rows = tuple(replace(row, cells={**row.cells, "former": "往年遗留"}) for row in content.rows["problems"])
    run = judged(issued_with(altered(change), replace(content, rows={**content.rows, "problems": rows})))
    assert list(run.ledger["remark"].str.contains("原因剖析：往年遗留")) == [True] * 4
    assert [one.field for one in run.findings if one.code == "S06"] == ["原因剖析"]
    assert set(run.ledger["cause"]) == {""}


def test_a_workbook_without_the_table_goes_by_its_headings() -> None:
    """Where `_meta` does not map the columns, or not the sheets, headings and titles are compared as ever."""

    def bare(book: Workbook) -> None:
        sheet = book[keys.META_SHEET]
        head = next(row[0].row for row in sheet.iter_rows() if row[0].value == keys.COLUMN_KEYS_HEAD[0])
        sheet.delete_rows(head, sheet.max_row)

    def older(book: Workbook) -> None:
        book[keys.META_SHEET].delete_cols(5)

    for edit in (bare, older):
        read = open_arrival(campaign().form, OWN_SHEETS, arrival(FILE, workbook("", edit)))
        assert cells_of(read) == today()
    read = open_arrival(campaign().form, OWN_SHEETS, arrival(FILE, workbook("", older)))
    assert read.submission
    assert read.submission.asked["problems"] >= {"id", "problem"}


def test_the_reader_returns_tables_of_todays_form() -> None:
    """An older workbook gives tables under today's keys, with the names its own sheets have."""
    old = issued_with(altered(lambda sheet: replace(sheet, title=f"{sheet.title}（2022）")))
    assert old.submission
    tables: Mapping[str, Table] = old.submission.tables
    assert tables["problems"].name == "问题清单及整改（2022）"
    run = judge(campaign(), [old], Past(), AS_OF).outcome
    assert set(run.ledger["sheet"]) == {"问题清单及整改（2022）"}


def test_a_file_with_a_second_list_is_told_once_of_its_form() -> None:
    """What holds for the file is not said for each of its lists, least of all in two severities."""
    then = with_form(altered(_without(("risks", "control"))))
    content = clean_content(campaign(), campaign().unit(UNIT))

    book = load_workbook(BytesIO(render_unit_workbook(then, then.unit(UNIT), content)))
    copy = book.copy_worksheet(book["廉政风险点"])
    copy.title = "风险点（嘉鱼）"
    copy.delete_cols(next(cell.column for row in copy.iter_rows() for cell in row if cell.value == "责任人*"))
    run = judged(open_arrival(campaign().form, OWN_SHEETS, arrival(FILE, saved(book))))
    assert [(one.code, one.severity) for one in run.findings if one.code == "R26"] == [("R26", Severity.WARNING)]
