"""The same returns, sent otherwise: what is said of them does not change but for where it was read."""

import re
import zipfile
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from functools import cache
from io import BytesIO
from pathlib import Path
from random import Random
from typing import Final

import pandas as pd
import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.styles import PatternFill
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.campaign.model import Campaign, Unit
from pipeline.demo.fakes import frozen
from pipeline.demo.messes import MISFILLED, misfilled
from pipeline.demo.plan import demo_campaign
from pipeline.demo.returns import content_of
from pipeline.demo.shapes import changed, pasted_example, total_row
from pipeline.form.schema import Role
from pipeline.intake.containers import expand
from pipeline.intake.inbox import gather
from pipeline.intake.opening import open_arrival
from pipeline.intake.past import Past
from pipeline.meaning.judge import judge
from pipeline.meaning.outcome import Outcome
from pipeline.publish.layout import OWN_SHEETS
from pipeline.publish.unit_workbook import render_unit_workbook
from pipeline.steps import read_arrivals
from tests.deliveries import archive, mail
from tests.inboxes import arrival
from tests.judging import AS_OF, judged, signed
from tests.office import all_converted, needs_office

UNITS: Final = ("后勤集团", "总务处", "财务处", "信息技术中心", "纪委办公室")
"""Units of the example: with mistakes of all kinds, with a nil report, and the one that collects."""
SOURCE_COLUMNS: Final = ("file", "sheet", "row", "received")
SENT: Final = "2023-11-06T16:20:00+08:00"

Files = Mapping[str, bytes]
"""Path below the inbox -> content."""


@cache
def campaign() -> Campaign:
    """Return the example's campaign."""
    return demo_campaign()


@cache
def base() -> Files:
    """Return the returns as their units saved them: mistakes in cells, and rows that are no data."""
    return {f"{unit}自查表.xlsx": _return_of(campaign().unit(unit)) for unit in UNITS}


def _return_of(unit: Unit) -> bytes:
    left = (pasted_example("measures", 8), total_row("problems", 20, "合计", "problem", "3条"))
    package = _rendered(unit)
    return frozen(changed(campaign(), unit, package, left) if unit.role is Role.INSPECTS else package, SENT)


@cache
def _rendered(unit: Unit) -> bytes:
    mistakes = (one for one in MISFILLED if one.unit == unit.name)
    return render_unit_workbook(campaign(), unit, misfilled(content_of(campaign(), unit), mistakes))


@cache
def said() -> Outcome:
    """Return what a run says of them."""
    return outcome_of(base())


def outcome_of(files: Files) -> Outcome:
    """Return what a run says of an inbox, in this process."""
    arrivals = expand([arrival(path, data) for path, data in files.items()])
    return judged(*(open_arrival(campaign().form, OWN_SHEETS, one) for one in arrivals), of=campaign())


def alike(outcome: Outcome, *beside: str, without: tuple[str, ...] = (), other: Outcome | None = None) -> None:
    """Hold an outcome against that of the base: all but sources, findings with codes `beside`, and columns `without`."""
    other = other or said()
    for name in ("ledger", "risks", "cases", "measures"):
        pd.testing.assert_frame_equal(_frame(outcome, name, without), _frame(other, name, without))
    assert _findings(outcome, beside) - _findings(other, beside) == Counter()
    assert _findings(other, beside) - _findings(outcome, beside) == Counter()
    assert _figures(outcome, bool(beside)) == _figures(other, bool(beside))
    assert {finding.code for finding in outcome.findings} >= set(beside)


def _frame(outcome: Outcome, name: str, without: tuple[str, ...]) -> pd.DataFrame:
    frame: pd.DataFrame = getattr(outcome, name)
    tables = frame.drop(columns=[key for key in (*SOURCE_COLUMNS, *without) if key in frame.columns])
    return tables.sort_values(list(tables.columns), key=lambda column: column.map(str), ignore_index=True)


def _findings(outcome: Outcome, beside: tuple[str, ...]) -> Counter[tuple[str, ...]]:
    return Counter(
        (f.code, f.severity.value, f.unit, f.field, f.found, f.message, f.remedy, f.problem)
        for f in outcome.findings
        if f.code not in beside
    )


def _figures(outcome: Outcome, otherwise: bool) -> object:
    """Return the figures without what tells of files; where more is said, also without how much is said."""
    units = tuple(replace(unit, files=(), received="") for unit in outcome.figures.units)
    figures = replace(outcome.figures, files={}, units=units)
    if not otherwise:
        return figures
    uncounted = tuple(replace(unit, errors=0, warnings=0) for unit in units)
    return replace(figures, units=uncounted, errors=0, warnings=0)


# Files


def test_the_order_of_files_changes_nothing() -> None:
    """Files in any order give the same."""
    names = list(base())
    Random(1).shuffle(names)  # noqa: S311  # a fixed seed is the point

    alike(outcome_of({name: base()[name] for name in names}))


def test_names_and_folders_of_files_change_nothing() -> None:
    """Names that say nothing, in nested folders, give the same: a workbook says itself whose it is."""
    alike(
        outcome_of({f"{n}/收到/新建 Microsoft Excel 工作表 ({n}).xlsx": data for n, data in enumerate(base().values())})
    )


@pytest.mark.parametrize("gbk", [False, True], ids=["utf-8", "gbk"])
def test_an_archive_changes_nothing(gbk: bool) -> None:
    """Workbooks in archives, whatever encoding their names have, give the same."""
    alike(outcome_of({f"{path}.zip": archive(path, data, gbk=gbk) for path, data in base().items()}))


def test_a_letter_changes_nothing() -> None:
    """Workbooks attached to letters give the same."""
    alike(outcome_of({f"{path}.eml": mail({path: data}, SENT) for path, data in base().items()}))


def test_an_archive_in_a_letter_changes_nothing() -> None:
    """All workbooks in one archive attached to one letter give the same."""
    letters = {f"{path}.eml": mail({"材料.zip": archive(path, data, gbk=True)}, SENT) for path, data in base().items()}

    alike(outcome_of(letters))


@pytest.mark.parametrize("jobs", [1, 2])
def test_the_number_of_processes_changes_nothing(jobs: int, tmp_path: Path) -> None:
    """A folder read by one or two worker processes gives the same."""
    for path, data in base().items():
        (tmp_path / path).write_bytes(data)

    opened, _ = read_arrivals(campaign(), gather(tmp_path), jobs, lambda *_: None)
    alike(signed(judge(campaign(), opened, Past(), AS_OF).outcome))


# Programs

Edit = Callable[[Workbook], object]
"""Does something to a workbook that is no change of its content."""


def edited(edit: Edit) -> Outcome:
    """Return what is said of the returns after an edit in another program."""
    files = {}
    for path, data in base().items():
        book = load_workbook(BytesIO(data))
        edit(book)
        stream = BytesIO()
        book.save(stream)
        files[path] = stream.getvalue()
    return outcome_of(files)


def record_pages(book: Workbook) -> list[tuple[Worksheet, int]]:
    """Return the sheets that list records, each with the row of its headings."""
    titles = {sheet.title for sheet in campaign().form.sheets if sheet.preprinted}
    return [(page, _header(page)) for page in book.worksheets if page.title in titles]


def _header(page: Worksheet) -> int:
    return next(cell.row for (cell,) in page.iter_rows(max_col=1, max_row=25) if cell.value in ("问题编号", "序号"))


def test_another_program_changes_nothing() -> None:
    """Workbooks saved again by openpyxl give the same."""
    alike(edited(lambda _: None))


def test_five_thousand_styled_empty_rows_change_nothing() -> None:
    """Rows that hold nothing but colour, far below the data, give the same."""

    def colour(book: Workbook) -> None:
        page, _ = record_pages(book)[0]
        bottom = page.max_row + 1
        for row in range(bottom, bottom + 5_000):
            page.cell(row, 1).fill = PatternFill("solid", fgColor="FFFF00")

    alike(edited(colour))


@pytest.mark.parametrize("since_1904", [False, True], ids=["1900", "1904"])
def test_real_dates_change_nothing_whatever_they_are_counted_from(since_1904: bool) -> None:
    """Days written as days of the program, counted from 1900 or from 1904, give the same."""

    def dated(book: Workbook) -> None:
        if since_1904:
            book.epoch = CALENDAR_MAC_1904
        for page, header in record_pages(book):
            for row in page.iter_rows(min_row=header + 1):
                for cell in row:
                    if isinstance(cell.value, str) and re.fullmatch(r"20\d\d-[01]\d-[0-3]\d", cell.value):
                        cell.value = datetime.fromisoformat(cell.value)
                        cell.number_format = "yyyy-mm-dd"

    alike(edited(dated))


def test_the_order_of_sheets_changes_nothing() -> None:
    """Sheets in another order give the same."""
    alike(edited(lambda book: book._sheets.reverse()))  # type: ignore[attr-defined]  # openpyxl has no other way


def test_the_order_of_columns_changes_nothing() -> None:
    """Columns in another order, headings and all, give the same."""

    def shuffled(book: Workbook) -> None:
        for page, header in record_pages(book):
            order = list(range(1, page.max_column + 1))
            Random(page.title).shuffle(order)  # noqa: S311  # a fixed seed is the point
            for row in range(header - 1, page.max_row + 1):
                contents = [page.cell(row, place).value for place in order]
                for place, content in enumerate(contents, start=1):
                    page.cell(row, place).value = content

    alike(edited(shuffled), "S09", "S10")


def test_columns_moved_without_the_example_change_nothing() -> None:
    """Columns in another order below an example line that was left as printed give the same: nobody forgot an example."""

    def shuffled(book: Workbook) -> None:
        for page, header in record_pages(book):
            order = list(range(1, page.max_column + 1))
            Random(page.title).shuffle(order)  # noqa: S311  # a fixed seed is the point
            for row in range(header, page.max_row + 1):
                contents = [page.cell(row, place).value for place in order]
                for place, content in enumerate(contents, start=1):
                    page.cell(row, place).value = content

    outcome = edited(shuffled)

    alike(outcome, "S09", "S10")
    assert [one.cell for one in outcome.findings if one.code == "S09"] == [
        one.cell for one in said().findings if one.code == "S09"
    ]


def test_a_column_of_the_units_own_changes_only_remarks() -> None:
    """A column more is told, and what stands in it follows the remark of its row."""

    def widened(book: Workbook) -> None:
        for page, header in record_pages(book):
            if page.title != campaign().form["problems"].title:
                continue
            page.insert_cols(3)
            page.cell(header, 3).value = "科室"
            if page.cell(header + 1, 4).value:
                page.cell(header + 1, 3).value = "综合科"

    outcome = edited(widened)

    alike(outcome, "S06", without=("remark",))
    told = outcome.ledger[outcome.ledger["remark"].str.contains("科室：综合科")]
    assert set(told["unit"]) == set(said().ledger["unit"])


def test_how_texts_are_stored_changes_nothing() -> None:
    """Texts inside their cells instead of in a table of their own give the same."""
    rendered = {f"{name}.xlsx": _rendered(campaign().unit(name)) for name in UNITS}

    alike(outcome_of({path: _inlined(data) for path, data in rendered.items()}), other=outcome_of(rendered))


def _inlined(data: bytes) -> bytes:
    """Return a workbook with every shared text written into its cells."""
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as source, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        shared = re.findall("<si>(.*?)</si>", source.read("xl/sharedStrings.xml").decode(), re.DOTALL)
        for name in source.namelist():
            part = source.read(name)
            if name.startswith("xl/worksheets/sheet"):
                written = re.sub(
                    r'<c ([^>]*?)t="s"([^>]*)><v>(\d+)</v></c>',
                    lambda cell: f'<c {cell[1]}t="inlineStr"{cell[2]}><is>{shared[int(cell[3])]}</is></c>',
                    part.decode(),
                )
                part = written.encode()
            target.writestr(name, part)
    return stream.getvalue()


@needs_office
@pytest.mark.office
@pytest.mark.parametrize(
    ("suffix", "filter_name", "told"),
    [
        ("xlsx", "Calc MS Excel 2007 XML", ()),
        ("xlsx", "Calc Office Open XML", ()),
        ("xls", "MS Excel 97", ("F12",)),
        ("ods", "calc8", ("F12",)),
    ],
)
def test_an_office_program_changes_nothing(suffix: str, filter_name: str, told: tuple[str, ...]) -> None:
    """Workbooks opened and saved by LibreOffice, in any of its forms, give the same but for a word on the form."""
    alike(outcome_of(all_converted(base(), suffix, filter_name)), *told)
