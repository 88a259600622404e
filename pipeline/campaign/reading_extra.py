"""The sheet 填报字段: columns the office adds to the form."""

import re
from collections.abc import Iterable, Sequence

from pipeline.campaign.book_table import Entry
from pipeline.campaign.extra import EXTRA_KINDS, FEWEST_OPTIONS, ONE_OF, SOME_OF, TEXT, extra_key, kind_of
from pipeline.form import vocabulary as words
from pipeline.form.choices import Choice
from pipeline.form.folding import fold, fold_heading
from pipeline.form.schema import HINT_LIMIT, Column, Form, Sheet
from pipeline.form.tables import ExtraColumn

_SEPARATORS = re.compile(r"[、，,;；\n]+")
_LONGEST_HEADING = 40


def read_extra(entries: Iterable[Entry], form: Form, year: int) -> tuple[ExtraColumn, ...]:
    """Return the added columns in order; `form` is the form without them.

    Raises:
        CampaignError: If sheet, type or neighbour is none, a heading is taken, or options are missing.
    """
    extra: list[ExtraColumn] = []
    for row in entries:
        sheet = _sheet(row, form)
        before = [one.column for one in extra if one.sheet == sheet.key]
        columns = (*sheet.columns, *before)
        extra.append(ExtraColumn(sheet.key, _column(row, columns, year), _after(row, columns)))
    return tuple(extra)


def _sheet(row: Entry, form: Form) -> Sheet:
    for sheet in form.sheets:
        if fold(sheet.title) == row.folded("sheet"):
            return sheet
    raise row.wrong(
        "sheet", "填报表里没有这张工作表", f"请从下拉中选一项：{'、'.join(sheet.title for sheet in form.sheets)}。"
    )


def _column(row: Entry, columns: Sequence[Column], year: int) -> Column:
    heading = row.text("heading")
    if not heading or len(heading) > _LONGEST_HEADING:
        raise row.wrong("heading", f"列名要有，且不超过{_LONGEST_HEADING}个字", "请填写列名。")
    for column in columns:
        if fold_heading(heading) in map(fold_heading, (column.heading, *column.aka)):
            raise row.wrong("heading", f"这张表已有“{column.heading}”一列，两者会混淆", "请换一个列名。")
    note = row.text("note").rstrip("。；;")
    kind = kind_of(_kind(row), _options(row), note, year)
    column = Column(extra_key(heading), heading, kind, _required(row), note=note, width=16)
    if len(column.hint) > HINT_LIMIT:
        raise row.wrong("note", f"填写说明和选项合起来超过{HINT_LIMIT}个字", "请写短一些。")
    return column


def _kind(row: Entry) -> str:
    word = row.text("kind") or TEXT
    if word not in EXTRA_KINDS:
        raise row.wrong("kind", "没有这个类型", f"请从下拉中选一项：{'、'.join(EXTRA_KINDS)}。")
    return word


def _options(row: Entry) -> tuple[str, ...]:
    options = tuple(
        dict.fromkeys(option.strip() for option in _SEPARATORS.split(row.text("options")) if option.strip())
    )
    if _kind(row) in (ONE_OF, SOME_OF) and len(options) < FEWEST_OPTIONS:
        raise row.wrong(
            "options", f"类型为“{_kind(row)}”时至少要有{FEWEST_OPTIONS}个选项", "请把各个选项用“、”分隔写在这里。"
        )
    return options


def _required(row: Entry) -> bool:
    if not row.text("required"):
        return False
    reading = Choice(words.YES_NO, words.YES_NO_MEANS).read(row.values["required"])
    if reading.value is None:
        raise row.wrong("required", "这里只能填“是”或“否”", "请从下拉中选一项。")
    return reading.value == words.YES


def _after(row: Entry, columns: Sequence[Column]) -> str:
    if not row.text("after"):
        return ""
    for column in columns:
        if fold_heading(column.heading) == fold_heading(row.text("after")):
            return column.key
    raise row.wrong("after", "这张表里没有这一列", "请照填报表的表头填写；留空则排在最后。")
