"""总览: the key figures, each a formula over the other sheets, whether they agree, and four charts."""

from typing import Final

from pipeline.meaning.outcome import Outcome
from pipeline.publish.ledger.agreement import place_agreement
from pipeline.publish.ledger.book import Book
from pipeline.publish.ledger.canvas import Canvas
from pipeline.publish.ledger.cards import Sources, place_cards
from pipeline.publish.ledger.cells import Marked
from pipeline.publish.ledger.charts import draw_charts
from pipeline.publish.ledger.listing import A4, set_paper
from pipeline.publish.ledger.looks import ALERT, NOTE, TITLE
from pipeline.publish.ledger.spread import place_spread
from pipeline.publish.ledger.titles import as_of_words, nothing_found, titled

OVERVIEW: Final = "总览"
COLUMNS, COLUMN_WIDTH = 12, 8.3
NAMES_SHOWN = 20
_LINE_OF_ALERT = 38


def write_overview(book: Book, outcome: Outcome, sources: Sources) -> None:
    """Write the sheet; charts stand below the figures, a sentence in their place where nothing was found."""
    sheet = book.workbook.add_worksheet(OVERVIEW)
    sheet.set_column(0, COLUMNS - 1, COLUMN_WIDTH)
    sheet.hide_gridlines(2)
    set_paper(sheet, A4, landscape=False)
    canvas = Canvas()
    row = _head(canvas, outcome)
    cells, row = place_cards(canvas, row, outcome, sources)
    row = place_agreement(canvas, row, outcome, cells)
    spread = place_spread(canvas, row, outcome, sources.ledger)
    last = spread.next_row
    found = outcome.figures.total.problems > 0
    if not found:
        canvas.place(last, 0, Marked(f"{nothing_found(outcome)}不绘制统计图。", NOTE))
    canvas.write(book, sheet)
    if found:
        last = draw_charts(book, sheet, outcome, spread)
    sheet.print_area(0, 0, last, COLUMNS - 1)


def _head(canvas: Canvas, outcome: Outcome) -> int:
    """Place title, day and what a reader must know first; return the next free row."""
    canvas.heights |= {0: 30, 1: 18}
    office = outcome.campaign.settings.office
    canvas.place(0, 0, Marked(titled(outcome, "问题及整改情况总览"), TITLE))
    canvas.place(1, 0, Marked("　".join((as_of_words(outcome), f"汇总单位：{office}" if office else "")), NOTE))
    row = 2
    for sentence in _alerts(outcome):
        canvas.heights[row] = 8 + 16 * -(-len(sentence) // _LINE_OF_ALERT)
        canvas.place(row, 0, Marked(sentence, ALERT), COLUMNS)
        row += 1
    return row


def _alerts(outcome: Outcome) -> list[str]:
    figures = outcome.figures
    alerts = []
    if figures.missing:
        names = "、".join(unit.name for unit in figures.unheard_units[:NAMES_SHOWN])
        more = "等" if len(figures.unheard_units) > NAMES_SHOWN else ""
        alerts.append(f"尚有{figures.missing}个应报单位未报（{names}{more}），以下数据不含未报单位。")
    if figures.pending_rows:
        alerts.append(f"另有{figures.pending_rows}条记录来自待核实的文件，未计入任何合计，见“待核实”。")
    if figures.doubtful_amounts:
        alerts.append(f"有{figures.doubtful_amounts}个问题的金额疑似填错单位，已计入金额合计，请核对“校验明细”。")
    return alerts
