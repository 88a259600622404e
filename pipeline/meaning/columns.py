"""The columns of the ledger (domain.md 1.5), derived from the form and the system's own."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from pipeline.form import vocabulary as words
from pipeline.form.schema import Form


class Owner(Enum):
    """Who writes a ledger column: the unit, the system, or the office (blue)."""

    UNIT = "单位"
    SYSTEM = "系统"
    OFFICE = "校办"


@dataclass(frozen=True)
class LedgerColumn:
    """One column of the sheet 问题及整改台账; `key` is the column of the ledger frame."""

    key: str
    heading: str
    width: int
    owner: Owner
    choices: tuple[str, ...] = ()


OFFICE_COLUMNS = (
    LedgerColumn("closing", "销号状态", 11, Owner.OFFICE, words.CLOSING_STATES),
    LedgerColumn("reviewer", "审核人", 10, Owner.OFFICE),
    LedgerColumn("reviewed_on", "审核日期", 12, Owner.OFFICE),
    LedgerColumn("review_note", "审核意见", 20, Owner.OFFICE),
)
"""The office's own (blue) columns: read back before every run and written again."""

LEDGER_SHEET = "问题及整改台账"
FILES_SHEET = "收件清单"
FINDINGS_SHEET = "校验明细"
"""The sheets that carry blue columns; one that continues is named 问题及整改台账(2)."""

FILE, SHEET, CELL, CODE = "文件", "表", "单元格", "码"
"""Headings by which a line of 收件清单 and 校验明细 is known again: its file, or code, file, sheet and cell."""

OFFICE_FILE_WORD = "处理指定"
RECEIVED_WORD = "更正收件时间"
WAIVER = "豁免理由"
"""Headings of the blue columns of 收件清单 and 校验明细."""
WAIVED_ON = "豁免日期"
"""Heading of the day of the run that first read a waiver."""

_SYSTEM = {
    "number": LedgerColumn("number", "序号", 6, Owner.SYSTEM),
    "unit": LedgerColumn("unit", "责任单位", 14, Owner.SYSTEM),
    "category": LedgerColumn("category", "整治类别", 18, Owner.SYSTEM),
    "overdue_days": LedgerColumn("overdue_days", "逾期天数", 9, Owner.SYSTEM),
    "light": LedgerColumn("light", "预警", 7, Owner.SYSTEM),
    "file": LedgerColumn("file", "来源文件", 26, Owner.SYSTEM),
    "row": LedgerColumn("row", "来源行号", 9, Owner.SYSTEM),
    "received": LedgerColumn("received", "收件时间", 16, Owner.SYSTEM),
    "state": LedgerColumn("state", "记录状态", 9, Owner.SYSTEM),
    "tips": LedgerColumn("tips", "校验提示", 34, Owner.SYSTEM),
}
_FIRST = ("number", "id", "unit", "campus", "category")
_MERGED = frozenset(("regulation_kind", "reported_on"))
_BEFORE_REMARK = (
    "overdue_days",
    "light",
    *(column.key for column in OFFICE_COLUMNS),
    "file",
    "row",
    "received",
    "state",
    "tips",
)


def own_key(heading: str) -> str:
    """Return the ledger key of a column the office added to the ledger itself."""
    return f"own:{heading}"


def ledger_columns(form: Form, own: Sequence[str] = ()) -> tuple[LedgerColumn, ...]:
    """Return the ledger's columns in page order.

    新建/修订 and 上报日期 stand inside 建章立制 and 上报主管校领导情况; columns the office added in
    填报字段 follow the unit's own, 备注 is last of ours. `own` are the headings of the columns the
    office added to the ledger itself: they stand at the right.
    """
    asked = {column.key: column for column in form["problems"].columns}
    office = {column.key: column for column in OFFICE_COLUMNS}
    middle = [key for key in asked if key not in _FIRST and key not in _MERGED and key != "remark"]

    def column(key: str) -> LedgerColumn:
        if key in _SYSTEM:
            return _SYSTEM[key]
        if key in office:
            return office[key]
        heading = "上报主管校领导情况" if key == "reported_to" else asked[key].ledger_heading
        return LedgerColumn(key, heading, max(asked[key].width, 9), Owner.UNIT)

    added = (LedgerColumn(own_key(heading), heading, 16, Owner.OFFICE) for heading in own)
    return (*(column(key) for key in (*_FIRST, *middle, *_BEFORE_REMARK, "remark")), *added)
