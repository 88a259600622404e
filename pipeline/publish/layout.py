"""Where everything stands in a unit's workbook: rows, addresses and names, stated once.

A sheet of records, for both sides of the mail:

    row 1  title            row 4  what to do here
    row 2  unit, deadline   row 5  示例 | one example a column
    row 3  self-check       row 6  headings, then the records from row 7
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from functools import cached_property
from typing import Final

from xlsxwriter.utility import xl_col_to_name

from pipeline.campaign.model import Campaign, Unit
from pipeline.campaign.settings import Settings
from pipeline.form.identity import HISTORY_HEADING, round_words
from pipeline.form.kinds import Identifier
from pipeline.form.rules import Rule
from pipeline.form.schema import By, Column, Layout, Sheet
from pipeline.publish.content import Content, RowContent

GUIDE_SHEET: Final = "填报说明"
REMARKS_SHEET: Final = "修改意见"
OWN_SHEETS: Final = frozenset((GUIDE_SHEET, REMARKS_SHEET))
"""Visible sheets of ours that hold no data."""

TITLE_ROW, INFO_ROW, CHECK_ROW, LEAD_ROW, EXAMPLE_ROW, HEADER_ROW = range(1, 7)
FIRST_ROW: Final = HEADER_ROW + 1
LAST_ROW: Final = 206
SPARE_ROWS: Final = 50
"""Rows that are guarded and counted below the last record, at least."""

PAIRS_HEADER_ROW: Final = EXAMPLE_ROW
PAIRS_FIRST_ROW: Final = PAIRS_HEADER_ROW + 1
PAIRS_HEADINGS: Final = ("项目", "填写内容", "填写说明")
ITEM, ANSWER, EXPLANATION = range(3)

PRINTED: Final = "已预印，请不要改动。"
EXAMPLE_MARK: Final = "示例"

_NOUN: Final = "自查表"
_UNTIL_TOLD: Final = "以通知为准"
_STEM_LIMIT: Final = 80
_NO_FILE_NAME = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f\ud800-\udfff]')


class Need(Enum):
    """Whether a column must be filled; the value is the mark in its heading."""

    REQUIRED = "*"
    CONDITIONAL = "◐"
    OPTIONAL = ""
    PREPRINTED = " "


@dataclass(frozen=True)
class Page:
    """One sheet of the form as it stands in one unit's workbook.

    Attributes:
        sheet: The sheet, narrowed to what the unit is asked.
        records: What stands in it, preprinted rows included, from the first row on.
        rules: The rules between its columns.
        nil_answer: Whether an empty sheet is incomplete: somebody has to write 无.
    """

    sheet: Sheet
    records: tuple[RowContent, ...]
    rules: tuple[Rule, ...] = ()
    nil_answer: bool = False

    @property
    def pairs(self) -> bool:
        """Tell whether it is a list of questions with one answer each."""
        return self.sheet.layout is Layout.PAIRS

    @property
    def fixed(self) -> bool:
        """Tell whether its rows are given and every one must be answered."""
        return not self.pairs and not self.sheet.preprinted

    @cached_property
    def extras(self) -> tuple[str, ...]:
        """Return the headings of the unit's own columns, in the order they appear."""
        return tuple(dict.fromkeys(heading for record in self.records for heading in record.extras))

    @cached_property
    def own_keys(self) -> tuple[str, ...]:
        """Return the keys of the columns the unit writes."""
        return tuple(column.key for column in self.sheet.columns if column.by is By.UNIT)

    @cached_property
    def _places(self) -> Mapping[str, int]:
        return {column.key: place for place, column in enumerate(self.sheet.columns)}

    @cached_property
    def width(self) -> int:
        """Return how many characters all its columns are wide together."""
        return sum(column.width for column in self.sheet.columns)

    @property
    def heads(self) -> int:
        """Return how many columns stay in sight: the number, and where it is told what became of a record, up to that."""
        told = [place for place, column in enumerate(self.sheet.columns) if column.heading == HISTORY_HEADING]
        return told[0] + 1 if told else 1

    @property
    def last_row(self) -> int:
        """Return the last row that is guarded and counted."""
        return max(LAST_ROW, FIRST_ROW + len(self.records) - 1 + SPARE_ROWS)

    def place(self, key: str) -> int:
        """Return the place of a column among the sheet's columns, from 0."""
        return self._places[key]

    def row(self, index: int, key: str) -> int:
        """Return the row of a record's cell, from 1."""
        return PAIRS_FIRST_ROW + self.place(key) if self.pairs else FIRST_ROW + index

    def column(self, key: str) -> int:
        """Return the column of a key's cells, from 0."""
        return ANSWER if self.pairs else self.place(key)

    def address(self, index: int, key: str) -> str:
        """Return the A1 address of a record's cell."""
        return f"{xl_col_to_name(self.column(key))}{self.row(index, key)}"

    def cells(self, row: int) -> Mapping[str, str]:
        """Return key -> cell for conditional formats that start at a row: `$L7`, for 基本情况 `$B$9`."""
        if self.pairs:
            return {column.key: f"$B${self.row(0, column.key)}" for column in self.sheet.columns}
        return {column.key: f"${xl_col_to_name(n)}{row}" for n, column in enumerate(self.sheet.columns)}

    @cached_property
    def ranges(self) -> Mapping[str, str]:
        """Return key -> range over all records, sheet named.

        Ranges begin at the headings, which nobody can cut or delete, so that rows inserted above
        the first record are inside them.
        """
        if self.pairs:
            return {key: f"{quoted(self.sheet.title)}!{cell}" for key, cell in self.cells(0).items()}
        letters = {column.key: xl_col_to_name(n) for n, column in enumerate(self.sheet.columns)}
        head = quoted(self.sheet.title)
        return {key: f"{head}!${a}${HEADER_ROW}:${a}${self.last_row}" for key, a in letters.items()}

    def conditions(self, key: str) -> tuple[str, ...]:
        """Return in words when a column that is not always required must be filled."""
        return tuple(dict.fromkeys(rule.words for rule in self.rules if key in rule.fills))

    def need(self, column: Column) -> Need:
        """Return how a column must be filled."""
        if column.by is By.PREPRINTED:
            return Need.PREPRINTED
        if column.required:
            return Need.REQUIRED
        return Need.CONDITIONAL if self.conditions(column.key) else Need.OPTIONAL

    def heading(self, column: Column) -> str:
        """Return the heading as printed, with the mark of its need."""
        return f"{column.heading}{self.need(column).value}".strip()

    def demand(self, column: Column) -> str:
        """Return what to write and when, in one or two phrases."""
        if column.by is By.PREPRINTED and not isinstance(column.kind, Identifier):
            return PRINTED
        conditions = "，或".join(self.conditions(column.key))
        needed = {Need.REQUIRED: "必填。", Need.CONDITIONAL: f"{conditions}时必填。"}.get(self.need(column), "")
        return f"{needed}{column.hint}。"


@dataclass(frozen=True)
class Booklet:
    """One unit's workbook before it is written.

    Attributes:
        content: The unit's own values and findings; empty for the blank template.
        round_number: The round it is for; after the first it follows up what was reported.
        is_return: Whether it goes back for correction.
        pages: Its sheets, in order.
    """

    campaign: Campaign
    unit: Unit
    round_number: int
    content: Content
    is_return: bool
    pages: tuple[Page, ...]

    def page(self, key: str) -> Page | None:
        """Return the page of a sheet's key, None where the unit is not asked it."""
        return next((page for page in self.pages if page.sheet.key == key), None)

    @property
    def deadline(self) -> str:
        """Say until when the workbook is due; the campaign's deadline is that of the first round."""
        if self.follows_up:
            return self.content.reply_by or _UNTIL_TOLD
        moment = self.campaign.settings.deadline
        return moment_words(moment) if moment else _UNTIL_TOLD

    @property
    def follows_up(self) -> bool:
        """Tell whether it is for a round after the first."""
        return self.round_number > 1

    @property
    def title(self) -> str:
        """Return what the workbook is called, with its round where that is not the first."""
        return f"{title_of(self.campaign)}{round_mark(self.round_number)}"

    @property
    def recipient(self) -> str:
        """Say to whom it goes: office, person and address, as far as the settings name them."""
        return recipient_of(self.campaign.settings)


def recipient_of(settings: Settings) -> str:
    """Return office, person and address units write to, as far as the settings name them; the office only once."""
    office = "" if settings.office in settings.receiver else settings.office
    who = " ".join(part for part in (office, settings.receiver) if part) or "汇总单位"
    return f"{who}（{settings.receiver_mail}）" if settings.receiver_mail else who


def moment_words(moment: datetime) -> str:
    """Return a moment as a letter says it: 2023年11月7日17:30."""
    return f"{moment.year}年{moment.month}月{moment.day}日{moment:%H:%M}"


def reply_by(settings: Settings, as_of: date) -> str:
    """Return until when a correction is due, "" where the deadline is over or nobody set one."""
    deadline = settings.deadline
    return moment_words(deadline) if deadline and deadline.date() >= as_of else ""


def quoted(title: str) -> str:
    """Return a sheet's title as it stands in a formula."""
    doubled = title.replace("'", "''")
    return f"'{doubled}'"


def title_of(campaign: Campaign) -> str:
    """Return what the workbook is called: 后勤领域专项治理自查表."""
    return f"{campaign.settings.topic}{_NOUN}"


def template_file_name(campaign: Campaign, unit: Unit, round_number: int = 1) -> str:
    """Return `<单位>_<专项>自查表.xlsx`, in later rounds `…自查表（第2轮）.xlsx`, fit for Windows."""
    return f"{file_stem(f'{unit.name}_{title_of(campaign)}')}{round_mark(round_number)}.xlsx"


def return_file_name(campaign: Campaign, unit: str, round_number: int = 1) -> str:
    """Return `<单位>_<专项>自查表（退回修正）.xlsx`, in later rounds `…（第2轮）（退回修正）.xlsx`, fit for Windows."""
    return f"{file_stem(f'{unit}_{title_of(campaign)}')}{round_mark(round_number)}（退回修正）.xlsx"


def round_mark(round_number: int) -> str:
    """Return （第2轮） for a round after the first, else nothing."""
    return f"（{round_words(round_number)}）" if round_number > 1 else ""


def file_stem(text: str) -> str:
    """Return a text as the beginning of a file name that Windows accepts."""
    return _NO_FILE_NAME.sub("_", text).strip(" .")[:_STEM_LIMIT]


def lines_in(text: str, width: float) -> int:
    """Return how many lines a text takes in a column of that many half-width characters."""
    return sum(max(1, -(-_half_widths(line) // max(1, int(width)))) for line in text.split("\n"))


def _half_widths(text: str) -> int:
    return 2 * len(text) - len(text.encode("ascii", "ignore"))
