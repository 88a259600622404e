"""Files as units send them, and what becomes of them, within the test's own process."""

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache

from pipeline.campaign.model import Campaign
from pipeline.demo.fakes import frozen
from pipeline.demo.shapes import changed, copied_to_new_book, unit_cell
from pipeline.form import vocabulary as words
from pipeline.intake.containers import expand
from pipeline.intake.inbox import Arrival
from pipeline.intake.opening import open_arrival
from pipeline.intake.sorting import OfficeWord, Sorted
from pipeline.intake.versions import sort_files
from pipeline.publish.content import Content, RowContent
from pipeline.publish.layout import OWN_SHEETS
from pipeline.publish.unit_workbook import render_unit_workbook
from tests.campaigns import logistics_campaign
from tests.clean_return import UNIT, clean_content

CATERING, PROPERTY, DISCIPLINE, BRANCH = UNIT, "总务处", "纪委办公室", "嘉鱼校区工作部"
SAVED = "2023-11-06T10:00:00+08:00"
AS_OF = date(2023, 11, 7)

_NIL_COLUMN = {"risks": "post", "cases": "post", "measures": "name"}


@cache
def campaign() -> Campaign:
    """Return the campaign the files belong to."""
    return logistics_campaign()


@cache
def workbook(unit: str = CATERING, saved: str = SAVED, filled_on: str = "2023-11-06", remark: str = "") -> bytes:
    """Return a good return of a unit: four problems from the canteens, a nil report from everybody else.

    `remark` goes into the duties, so that returns with different ones differ.
    """
    whom = campaign().unit(unit)
    content = clean_content(campaign(), whom) if unit == CATERING else _nil_report(campaign(), unit)
    basics = dict(content.rows["basics"][0].cells)
    basics |= {"filled_on": filled_on, "duties": f"{basics['duties']}{remark}"}
    rows = {**content.rows, "basics": (RowContent(basics),)}
    return frozen(render_unit_workbook(campaign(), whom, replace(content, rows=rows)), saved)


def _nil_report(of: Campaign, unit: str) -> Content:
    whom = of.unit(unit)
    basics = {
        "coverage": words.BOTH_CAMPUSES if len(whom.campuses) > 1 else whom.campuses[0],
        "duties": "负责两校区车辆保障、水电维修、校园保洁的日常管理，负责物业服务合同的签订和履行监督。",
        "accountability": "成立自查小组，按岗位分解任务。", "head": "赵某某", "filler": "钱某", "phone": "027-00000000",
        "period": "2023-11-03 至 2023-11-06", "nil": words.YES, "total": 0,
    }  # fmt: skip
    said = {"conclusion0": words.NOTHING_FOUND, "conclusion1": words.NOTHING_FOUND, "basis": "查阅台账，现场抽查2次。"}
    points = tuple(RowContent({"point": one.code, "text": one.text, **said}) for one in of.points_of(whom))
    asked = {sheet.key for sheet in of.sheets_of(whom)}
    rows = {"basics": (RowContent(basics),), "points": points}
    rows |= {key: (RowContent({"number": 1, column: "无"}),) for key, column in _NIL_COLUMN.items()}
    return Content({key: records for key, records in rows.items() if key in asked})


@cache
def blank(unit: str = CATERING) -> bytes:
    """Return the template of a unit as it was sent out."""
    return render_unit_workbook(campaign(), campaign().unit(unit))


@cache
def unmarked(unit: str = CATERING, written: str = "") -> bytes:
    """Return a return copied into a new workbook: no mark of ours; `written` is what 填报单位 says, if it was changed."""
    package = workbook(unit)
    if written:
        package = changed(campaign(), campaign().unit(unit), package, (unit_cell(written),))
    return frozen(copied_to_new_book(package), SAVED)


@cache
def misnamed(unit: str, written: str) -> bytes:
    """Return a unit's workbook in which 填报单位 was overwritten."""
    return frozen(changed(campaign(), campaign().unit(unit), workbook(unit), (unit_cell(written),)), SAVED)


def arrival(path: str, data: bytes, modified: int = 0) -> Arrival:
    """Return a file as it lies in the inbox."""
    return Arrival(path, data, hashlib.sha256(data).hexdigest(), len(data), modified)


def placed(
    files: Mapping[str, bytes | Arrival],
    words_for: Mapping[str, OfficeWord] | None = None,
    seen: Mapping[str, str] | None = None,
    as_of: date = AS_OF,
    of: Campaign | None = None,
) -> dict[str, Sorted]:
    """Return path -> file with its disposition, containers opened; `words_for` is path -> the office's word."""
    mine = of or campaign()
    arrivals = [one if isinstance(one, Arrival) else arrival(path, one) for path, one in files.items()]
    opened = [open_arrival(mine.form, OWN_SHEETS, one) for one in expand(arrivals)]
    return {one.opened.path: one for one in sort_files(mine, opened, words_for or {}, seen or {}, as_of)}
