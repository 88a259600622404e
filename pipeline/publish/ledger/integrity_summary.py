"""汇总 of the integrity ledger: how many risks, cases and measures, by unit, by level and by what was done."""

from collections.abc import Mapping, Sequence
from typing import Final

from pipeline.meaning.definitions import name_of
from pipeline.meaning.outcome import Outcome
from pipeline.publish.ledger.book import Book
from pipeline.publish.ledger.canvas import Canvas
from pipeline.publish.ledger.cells import Formula, Marked
from pipeline.publish.ledger.integrity import frame_of
from pipeline.publish.ledger.listing import A4, set_paper
from pipeline.publish.ledger.looks import COUNT, HEADER, NOTE, SECTION, TEXT, TITLE, TOTAL_FILL
from pipeline.publish.ledger.ranges import Page, Ranges, is_, pages
from pipeline.publish.ledger.tallying import NOT_KNOWN
from pipeline.publish.ledger.titles import as_of_words, titled

SUMMARY: Final = "汇总"
_LABEL_WIDTH, _COUNT_WIDTH = 30, 18
_COUNTED: Final = ("risks", "cases", "measures")


def write_summary(book: Book, outcome: Outcome, secrecy: str) -> None:
    """Write the sheet: counts only, the ones by unit as formulas over the lists."""
    sheet = book.workbook.add_worksheet(SUMMARY)
    sheet.set_column(0, 0, _LABEL_WIDTH)
    sheet.set_column(1, len(_COUNTED), _COUNT_WIDTH)
    sheet.hide_gridlines(2)
    set_paper(sheet, A4, landscape=False, header=secrecy)
    canvas = Canvas(heights={0: 28})
    canvas.place(0, 0, Marked(titled(outcome, "廉政情况汇总"), TITLE))
    canvas.place(1, 0, Marked(f"{secrecy}　{as_of_words(outcome)}", NOTE))
    canvas.place(2, 0, Marked("合计中，重复填报的只计一次，案件以收集廉政情况的单位填报的为准。", NOTE))
    row = _by_unit(canvas, 3, outcome, book.sheet_rows)
    row = _counts(canvas, row, "风险等级", outcome.figures.risks_by_level, "没有填报廉政风险点。")
    _counts(canvas, row, "案件处理方式（人次）", outcome.figures.cases_by_sanction, _no_cases(outcome))
    canvas.write(book, sheet)


def _by_unit(canvas: Canvas, row: int, outcome: Outcome, sheet_rows: int) -> int:
    figures = outcome.figures
    _place(canvas, row, ["各单位填报数", *(name_of(key) for key in _COUNTED)], header=True)
    ranges = {key: Ranges(_pages(outcome, key, sheet_rows), ("number", "unit")) for key in _COUNTED}
    for unit in figures.units:
        row += 1
        counts = [Formula(ranges[key].count(("unit", is_(unit.name))), getattr(unit, key)) for key in _COUNTED]
        _place(canvas, row, [unit.name, *counts])
    cases = NOT_KNOWN if figures.cases is None else figures.cases
    _place(canvas, row + 1, ["合计", figures.risks, cases, figures.measures], fill=TOTAL_FILL)
    return row + 3


def _counts(canvas: Canvas, row: int, title: str, counts: Mapping[str, int], nothing: str) -> int:
    canvas.place(row, 0, Marked(title, SECTION))
    if not any(counts.values()):
        canvas.place(row + 1, 0, Marked(nothing, NOTE))
        return row + 3
    _place(canvas, row + 1, ["项目", "数量"], header=True)
    for line, (name, count) in enumerate(counts.items(), row + 2):
        _place(canvas, line, [name, count])
    return row + 3 + len(counts)


def _no_cases(outcome: Outcome) -> str:
    if outcome.figures.cases is None:
        return "收集廉政情况的单位尚未报送，案件数待核实。"
    return "没有填报查处案件。" if not outcome.figures.cases else "查处案件没有填写处理方式。"


def _pages(outcome: Outcome, key: str, sheet_rows: int) -> tuple[Page, ...]:
    return pages(outcome.campaign.form[key].title, len(frame_of(outcome, key)), sheet_rows)


def _place(canvas: Canvas, row: int, values: Sequence[object], *, header: bool = False, fill: str = "") -> None:
    canvas.heights[row] = 20
    for col, value in enumerate(values):
        look = HEADER if header else (COUNT if col else TEXT).filled(fill)
        canvas.place(row, col, Marked(value, look))
