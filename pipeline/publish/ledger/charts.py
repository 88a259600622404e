"""The four charts of 总览: by status, by light, by unit, by category."""

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from xlsxwriter.chart import Chart
from xlsxwriter.worksheet import Worksheet

from pipeline.form import vocabulary as words
from pipeline.meaning.definitions import name_of
from pipeline.meaning.figures import Tally
from pipeline.meaning.outcome import Outcome
from pipeline.publish.ledger.book import Book
from pipeline.publish.ledger.looks import BODY_FONT
from pipeline.publish.ledger.ranges import HEADER_ROW
from pipeline.publish.ledger.spread import HALF, LIGHT_COL, STATUS_COL, Spread
from pipeline.publish.ledger.tallies import BY_CATEGORY, BY_UNIT, FIRST_FIGURE
from pipeline.publish.ledger.tallying import STATUS_FIGURES, TALLY_KEYS

SHOWN_UNITS: Final = 20
HALF_WIDTH, HALF_HEIGHT, BAR, AROUND_BARS = 375, 200, 24, 84
ROW_PIXELS: Final = 20
STATUS_COLORS: Final = {"done": "#8FBC8F", "under_way": "#8DB4E2", "not_started": "#BFBFBF", "stage_done": "#B1A0C7", "unclear": "#F4B183"}  # fmt: skip
LIGHT_COLORS: Final = {words.RED: "#E67C73", words.YELLOW: "#F2C94C", words.BLUE: "#8DB4E2", words.PURPLE: "#B1A0C7", words.ON_TIME: "#BFBFBF", words.GREEN: "#8FBC8F"}  # fmt: skip
_FONT: Final = {"name": BODY_FONT, "size": 9}
_AXIS: Final = {"color": "#A6A6A6"}
_NOT_ZERO: Final = "0;;;"
_TITLE_FONT: Final = {"name": BODY_FONT, "size": 11, "bold": True}


class _Bars(NamedTuple):
    """A table of tallies to draw: its sheet, its label column, and its lines in page order."""

    sheet: str
    label_col: int
    tallies: Mapping[str, Tally]


def draw_charts(book: Book, sheet: Worksheet, outcome: Outcome, spread: Spread) -> int:
    """Draw all four below the tables; return the last row they cover."""
    row = spread.next_row + 1
    figures = outcome.figures
    statuses = {name_of(key): getattr(figures.total, key) for key in STATUS_FIGURES}
    status = _columns(book, sheet, spread, STATUS_COL, statuses, list(STATUS_COLORS.values()))
    light = _columns(
        book, sheet, spread, LIGHT_COL, figures.by_light, [LIGHT_COLORS[name] for name in figures.by_light]
    )
    status.set_title({"name": "按整改状态（个）", "name_font": _TITLE_FONT})
    light.set_title({"name": "按预警（个）", "name_font": _TITLE_FONT})
    sheet.insert_chart(row, 0, status, {"x_offset": 2, "object_position": 2})
    sheet.insert_chart(row, HALF, light, {"x_offset": 2, "object_position": 2})
    row += HALF_HEIGHT // ROW_PIXELS + 2
    sheet.set_h_pagebreaks([row])
    units = {unit.name: unit.tally for unit in figures.units[:SHOWN_UNITS]}
    whose = "各单位" if len(figures.units) <= SHOWN_UNITS else f"责任清单前{SHOWN_UNITS}个单位"
    for title, bars in (
        (f"{whose}发现问题（个）", _Bars(BY_UNIT, 1, units)),
        ("各类别发现问题（个）", _Bars(BY_CATEGORY, 1, figures.by_category)),
    ):
        chart, height = _stacked(book, bars)
        chart.set_title({"name": title, "name_font": _TITLE_FONT})
        sheet.insert_chart(row, 0, chart, {"x_offset": 2, "object_position": 2})
        row += height // ROW_PIXELS + 2
    return row


def _columns(
    book: Book, sheet: Worksheet, spread: Spread, col: int, counts: Mapping[str, int], colors: Sequence[str]
) -> Chart:
    chart = book.workbook.add_chart({"type": "column"})
    first, last = spread.first_row, spread.first_row + len(counts) - 1
    chart.add_series(
        {
            "categories": [sheet.get_name(), first, col, last, col],
            "values": [sheet.get_name(), first, col + HALF - 1, last, col + HALF - 1],
            "categories_data": list(counts),
            "values_data": list(counts.values()),
            "points": [{"fill": {"color": color}} for color in colors],
            "data_labels": {"value": True, "font": _FONT},
            "gap": 60,
        }
    )
    _frame(chart, HALF_WIDTH, HALF_HEIGHT)
    chart.set_x_axis({"num_font": _FONT, "line": _AXIS, "major_tick_mark": "none"})
    chart.set_y_axis({"visible": False, "major_gridlines": {"visible": False}, "min": 0})
    chart.set_legend({"none": True})
    return chart


def _stacked(book: Book, bars: _Bars) -> tuple[Chart, int]:
    chart = book.workbook.add_chart({"type": "bar", "subtype": "stacked"})
    first, last = HEADER_ROW + 1, HEADER_ROW + len(bars.tallies)
    for key in STATUS_FIGURES:
        counts = [getattr(tally, key) for tally in bars.tallies.values()]
        col = FIRST_FIGURE[bars.sheet] + TALLY_KEYS.index(key)
        if any(counts):
            chart.add_series(
                {
                    "name": name_of(key),
                    "categories": [bars.sheet, first, bars.label_col, last, bars.label_col],
                    "values": [bars.sheet, first, col, last, col],
                    "categories_data": list(bars.tallies),
                    "values_data": counts,
                    "fill": {"color": STATUS_COLORS[key]},
                    "gap": 50,
                    "data_labels": {"value": True, "font": _FONT, "num_format": _NOT_ZERO},
                }
            )
    height = BAR * len(bars.tallies) + AROUND_BARS
    _frame(chart, HALF_WIDTH * 2 + 4, height)
    chart.set_y_axis({"reverse": True, "num_font": _FONT, "line": _AXIS, "major_tick_mark": "none"})
    chart.set_x_axis({"visible": False, "major_gridlines": {"visible": False}, "min": 0})
    chart.set_legend({"position": "bottom", "font": _FONT})
    return chart, height


def _frame(chart: Chart, width: int, height: int) -> None:
    chart.set_size({"width": width, "height": height})
    chart.set_chartarea({"border": {"color": "#D9D9D9"}})
