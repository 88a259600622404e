"""The mistakes of the example's returns (domain.md 4.3), and the finding each must give.

`MISFILLED` are cells written as units write them, `RESHAPED` what they did to their workbooks;
`PLANTED` is what a run has to find. A value without a code is one that is to be understood
without a finding. Units that are in none of them are clean.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from pipeline.demo.shapes import (
    Change,
    formula,
    hidden_row,
    inserted_column,
    merged,
    pasted_example,
    renamed_heading,
    renamed_sheet,
    total_row,
)
from pipeline.publish.content import Content

CATERING: Final = "后勤集团"
FINANCE: Final = "财务处"
SECURITY: Final = "保卫处"
PROPERTY: Final = "总务处"
EQUIPMENT: Final = "实验室与设备管理处"
CONSTRUCTION: Final = "基建处"
NETWORK: Final = "信息技术中心"
CLINIC: Final = "校医院"
DISCIPLINE: Final = "纪委办公室"
JIAYU: Final = "嘉鱼校区工作部"

CLEAN: Final = (CONSTRUCTION, NETWORK, DISCIPLINE, JIAYU)
"""Units whose return holds no mistake."""

SILENT: Final = CLINIC
"""The unit that never answers."""

NIL: Final = NETWORK
"""The unit that found nothing."""


@dataclass(frozen=True)
class Misfilled:
    """One cell as a unit wrote it: the record is counted from 0, `code` is the finding it must give, "" for none."""

    unit: str
    sheet: str
    record: int
    column: str
    value: object
    code: str = ""


@dataclass(frozen=True)
class Reshaped:
    """One change of a unit's workbook and the finding it must give at a record and column, None and "" where at none."""

    unit: str
    change: Change
    sheet: str
    record: int | None
    column: str
    code: str


@dataclass(frozen=True)
class Planted:
    """What a run must find: the record is counted from 0 and None, the sheet and column "", where it concerns none."""

    unit: str
    sheet: str
    record: int | None
    column: str
    code: str


MISFILLED: Final = (
    Misfilled(CATERING, "problems", 0, "done_on", 45217),
    Misfilled(CATERING, "problems", 1, "status", "基本完成", "W12"),
    Misfilled(CATERING, "problems", 2, "found_on", 45233),
    Misfilled(CATERING, "problems", 4, "evidence", "见附件", "R16"),
    Misfilled(FINANCE, "points", 1, "conclusion1", "", "R15"),
    Misfilled(FINANCE, "problems", 0, "campus", "全校"),
    Misfilled(FINANCE, "problems", 0, "source", "学生投诉"),
    Misfilled(FINANCE, "problems", 1, "due", 2023.1, "V05"),
    Misfilled(FINANCE, "problems", 3, "recovered", "3.5万元", "W06"),
    Misfilled(FINANCE, "problems", 4, "amount", 35000, "R21"),
    Misfilled(SECURITY, "problems", 0, "person", "各科室负责人", "R24"),
    Misfilled(SECURITY, "problems", 1, "status", "√"),
    Misfilled(SECURITY, "problems", 1, "done_on", "2023.10.17"),
    Misfilled(SECURITY, "problems", 2, "found_on", "10月23日", "W01"),
    Misfilled(SECURITY, "risks", 1, "person", "吴科长", "V12"),
    Misfilled(PROPERTY, "basics", 0, "total", 5, "X03"),
    Misfilled(PROPERTY, "problems", 0, "accountable", "2人（2人批评教育）", "W18"),
    Misfilled(PROPERTY, "problems", 2, "person", "同上", "W09"),
    Misfilled(PROPERTY, "problems", 3, "measure", "同上", "V18"),
    Misfilled(PROPERTY, "problems", 3, "due", "尽快", "V08"),
    Misfilled(PROPERTY, "problems", 4, "status", "立行立改", "V17"),
    Misfilled(PROPERTY, "risks", 0, "level", "较高", "W14"),
    Misfilled(EQUIPMENT, "problems", 0, "found_on", "20231103"),
    Misfilled(EQUIPMENT, "problems", 1, "done_on", "2023.10.11"),
    Misfilled(EQUIPMENT, "problems", 3, "status", "已整改"),
    Misfilled(EQUIPMENT, "problems", 3, "evidence", "", "R01"),
)
"""Every cell a unit filled otherwise than asked."""

RESHAPED: Final = (
    Reshaped(CATERING, pasted_example("problems", 7), "problems", 7, "", "S09"),
    Reshaped(CATERING, hidden_row("problems", 3), "problems", None, "", "S07"),
    Reshaped(FINANCE, formula("problems", 4, "recovered", "=1.75*2"), "problems", 4, "recovered", "V21"),
    Reshaped(FINANCE, total_row("problems", 5, "合计", "problem", "共5个问题"), "problems", 5, "", "S10"),
    Reshaped(FINANCE, inserted_column("problems", "remark", "科室", ("收费管理科", "收费管理科", "收费管理科", "会计核算科", "资金结算科")), "problems", None, "", "S06"),
    Reshaped(SECURITY, renamed_sheet("risks", "廉政风险点(2)"), "risks", None, "", "S02"),
    Reshaped(PROPERTY, merged("problems", "campus", 0, 1), "problems", 1, "campus", "W10"),
    Reshaped(EQUIPMENT, renamed_heading("problems", "major", "是否为重大疑难"), "problems", None, "major", "S04"),
)  # fmt: skip
"""Every change of a workbook's shape."""

_OF_FILES = (
    Planted(FINANCE, "", None, "", "F01"),
    Planted(EQUIPMENT, "", None, "", "F08"),
    Planted("", "", None, "", "R25"),
    Planted(PROPERTY, "", None, "", "R30"),
)
_DONE_LATE = (Planted(CATERING, "problems", 4, "", "R04"), Planted(EQUIPMENT, "problems", 1, "", "R04"))

PLANTED: Final = (
    *(Planted(one.unit, one.sheet, one.record, one.column, one.code) for one in MISFILLED if one.code),
    *(Planted(one.unit, one.sheet, one.record, one.column, one.code) for one in RESHAPED),
    *_OF_FILES,
    *_DONE_LATE,
)
"""Every finding the example's inbox must give."""


def misfilled(content: Content, cells: Iterable[Misfilled]) -> Content:
    """Return the content with those cells written as units wrote them."""
    rows = dict(content.rows)
    for one in cells:
        records = list(rows[one.sheet])
        written: Mapping[str, object] = {**records[one.record].cells, one.column: one.value}
        records[one.record] = replace(records[one.record], cells=written)
        rows[one.sheet] = tuple(records)
    return replace(content, rows=rows)


def changes_of(unit: str) -> tuple[Change, ...]:
    """Return what a unit did to its workbook, in order."""
    return tuple(one.change for one in RESHAPED if one.unit == unit)
