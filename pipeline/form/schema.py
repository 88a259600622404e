"""The shape of what we ask: Form, Sheet and Column, frozen and self-checking."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum
from functools import cached_property

from pipeline.form.folding import fold_heading
from pipeline.form.kinds import Text
from pipeline.form.reading import Kind
from pipeline.form.rules import Rule

SHEET_NAME_LIMIT = 31
HINT_LIMIT = 255


class Role(Enum):
    """What a unit does in the campaign; the words stand in the sheet 责任单位."""

    INSPECTS = "自查"
    COLLECTS = "收集"
    CAMPUS = "校区专表"
    OFFICE = "汇总"


ANSWERING = frozenset((Role.INSPECTS, Role.COLLECTS, Role.CAMPUS))
INSPECTING = frozenset((Role.INSPECTS, Role.CAMPUS))


class By(Enum):
    """Who writes a column."""

    UNIT = "单位填写"
    PREPRINTED = "已预印"


class Layout(Enum):
    """How a sheet is laid out: one record a row, or one field a row (基本情况)."""

    ROWS = "rows"
    PAIRS = "pairs"


@dataclass(frozen=True)
class Column:
    """One thing asked.

    Attributes:
        key: Name in code; the column of the value frames.
        heading: What stands above it in the template.
        kind: What it may hold.
        required: Whether it must be filled in every row that is not empty.
        by: Who writes it.
        aka: Other headings under which units return it.
        width: Column width in characters.
        ledger: Heading in the ledger, where it differs.
        roles: Units that are asked.
        ditto: Whether 同上 may be filled from the row above.
        several_categories: Asked only where the unit answers for more than one category.
        campus: Campus it is asked about, "" for all.
        pictures: Whether a picture in the cell is an answer.
        campus: The campus it is about; asked only of units that look at it.
        note: Further words of the office for a column it added.
        settled: Whether the first round settles it: in later rounds 基本情况 leaves it out, and on a problem
            that was reported before it stands fixed.
        again: What to know of it in later rounds, "" where nothing is different then.
    """

    key: str
    heading: str
    kind: Kind
    required: bool = False
    by: By = By.UNIT
    aka: tuple[str, ...] = ()
    width: int = 14
    ledger: str = ""
    roles: frozenset[Role] = ANSWERING
    ditto: bool = False
    several_categories: bool = False
    campus: str = ""
    pictures: bool = False
    note: str = ""
    settled: bool = False
    again: str = ""

    @property
    def hint(self) -> str:
        """What to write: the office's words, if it has any, and the kind's."""
        return "；".join(dict.fromkeys(words for words in (self.note, self.kind.hint) if words))

    @property
    def example(self) -> str:
        """The example shown in the template: the first good content of its kind."""
        return str(self.kind.good[0]) if self.kind.good else ""

    @property
    def ledger_heading(self) -> str:
        """The heading in the ledger."""
        return self.ledger or self.heading


@dataclass(frozen=True)
class Sheet:
    """One sheet of the template.

    Attributes:
        key: Name in code.
        title: Sheet name in the workbook.
        record: What one row is, for messages: 问题, 风险点 …
        columns: In page order.
        layout: Records in rows, or fields in rows.
        preprinted: How many numbered rows the template carries.
        roles: Units that get it.
        confidential: Whether its content may be shown nowhere but in 廉政台账 and the unit's own return.
        nil_row: Whether a row saying 无 is an answer.
        lead: What to do on this sheet, in one sentence.
        again: The same in later rounds; a sheet without it is asked in the first round only.
    """

    key: str
    title: str
    record: str
    columns: tuple[Column, ...]
    layout: Layout = Layout.ROWS
    preprinted: int = 0
    roles: frozenset[Role] = ANSWERING
    confidential: bool = False
    nil_row: bool = False
    lead: str = ""
    again: str = ""

    def __getitem__(self, key: str) -> Column:
        """Return the column of that key; raise KeyError where there is none."""
        for column in self.columns:
            if column.key == key:
                return column
        raise KeyError(key)

    @property
    def printed(self) -> frozenset[str]:
        """The keys of the columns we print."""
        return frozenset(column.key for column in self.columns if column.by is By.PREPRINTED)

    @property
    def spill(self) -> Column:
        """The column behind whose content stands what a unit wrote in columns of its own: 备注, else the last of prose."""
        prose = [column for column in self.columns if isinstance(column.kind, Text)]
        return next((column for column in prose if column.key == "remark"), prose[-1])

    def asked(self, role: Role, campuses: tuple[str, ...], several_categories: bool) -> "Sheet":
        """Return the sheet as one unit is asked it: only the columns that concern it."""
        columns = tuple(
            column
            for column in self.columns
            if role in column.roles
            and (not column.several_categories or several_categories)
            and (not column.campus or column.campus in campuses)
        )
        return replace(self, columns=columns)

    def later(self) -> "Sheet":
        """Return the sheet as it is asked in the rounds after the first: with what may have changed since."""
        columns = tuple(
            replace(column, note="；".join(filter(None, (column.note, column.again))))
            for column in self.columns
            if self.layout is Layout.ROWS or not column.settled
        )
        return replace(self, columns=columns, lead=self.again)


@dataclass(frozen=True)
class Form:
    """Everything asked, of everybody: the one statement all readers derive from.

    Raises:
        ValueError: If two headings of a sheet fold alike, a rule names an unknown column,
            a hint or sheet name passes Excel's limit, or a kind contradicts its own examples.
    """

    sheets: tuple[Sheet, ...]
    rules: tuple[Rule, ...] = ()
    aliases: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Check what Excel would only reveal later."""
        for sheet in self.sheets:
            _check_sheet(sheet)
        for rule in self.rules:
            missing = set(rule.columns) - {column.key for column in self[rule.sheet].columns}
            if missing:
                raise ValueError(f"rule {rule.code} names unknown columns {sorted(missing)}")

    def __getitem__(self, key: str) -> Sheet:
        """Return the sheet of that key; raise KeyError where there is none."""
        for sheet in self.sheets:
            if sheet.key == key:
                return sheet
        raise KeyError(key)

    def columns(self) -> Iterator[tuple[Sheet, Column]]:
        """Go through every column with its sheet."""
        for sheet in self.sheets:
            for column in sheet.columns:
                yield sheet, column

    def rules_of(self, sheet: str) -> tuple[Rule, ...]:
        """Return the rules of a sheet, in order."""
        return tuple(rule for rule in self.rules if rule.sheet == sheet)

    def needed_when(self, sheet: str, key: str) -> tuple[Rule, ...]:
        """Return the rules under which a column that is not always required must be filled."""
        return tuple(rule for rule in self.rules_of(sheet) if key in rule.fills)

    def fingerprint(self) -> str:
        """Return twelve hex digits that change when a heading, key, choice or order changes."""
        return self._fingerprint

    @cached_property
    def _fingerprint(self) -> str:
        shape = [
            [sheet.title, [[column.key, column.heading, list(column.kind.guard().choices)] for column in sheet.columns]]
            for sheet in self.sheets
        ]
        return hashlib.sha256(json.dumps(shape, ensure_ascii=False).encode()).hexdigest()[:12]


def _check_sheet(sheet: Sheet) -> None:
    if len(sheet.title) > SHEET_NAME_LIMIT:
        raise ValueError(f"sheet name {sheet.title!r} is longer than {SHEET_NAME_LIMIT}")
    folded = [fold_heading(column.heading) for column in sheet.columns]
    twice = {heading for heading in folded if folded.count(heading) > 1}
    if twice:
        raise ValueError(f"sheet {sheet.title}: headings {sorted(twice)} stand twice")
    for column in sheet.columns:
        if len(column.kind.hint) > HINT_LIMIT:
            raise ValueError(f"{sheet.title} {column.heading}: the hint is longer than {HINT_LIMIT}")
