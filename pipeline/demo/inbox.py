"""The example's inbox: what came back, under what name, on which day."""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from typing import Final

from docx import Document

from pipeline.campaign.model import Campaign, Unit
from pipeline.demo.fakes import frozen, letter, lock_file, packed, photo, saved_bytes, scan, torn
from pipeline.demo.messes import (
    CATERING,
    CONSTRUCTION,
    DISCIPLINE,
    EQUIPMENT,
    FINANCE,
    JIAYU,
    MISFILLED,
    NETWORK,
    PROPERTY,
    SECURITY,
    changes_of,
    misfilled,
)
from pipeline.demo.returns import Cells, bind, content_of, written_returns
from pipeline.demo.shapes import Change, changed, copied_to_new_book, unit_cell
from pipeline.publish.content import Content

Render = Callable[[Campaign, Unit, Content], bytes]
"""The renderer of unit workbooks."""


@dataclass(frozen=True)
class Desk:
    """What a delivery is made with; a unit's workbook is rendered once, however often it was sent."""

    campaign: Campaign
    render: Render
    rendered: dict[str, bytes] = field(default_factory=dict)

    def workbook(self, unit: str, saved: str, *further: Change) -> bytes:
        """Return a unit's return with all its mistakes, and with what else was done to this copy of it."""
        whom, changes = self.campaign.unit(unit), (*changes_of(unit), *further)
        if unit not in self.rendered:
            content = misfilled(content_of(self.campaign, whom), (one for one in MISFILLED if one.unit == unit))
            self.rendered[unit] = self.render(self.campaign, whom, content)
        package = self.rendered[unit]
        return frozen(changed(self.campaign, whom, package, changes) if changes else package, saved)


@dataclass(frozen=True)
class Delivery:
    """One file of the inbox: its path, the ISO moment it bears, and how it is made."""

    path: str
    saved: str
    make: Callable[[Desk, str], bytes]

    @property
    def day(self) -> date:
        """Return the day it arrived."""
        return datetime.fromisoformat(self.saved).date()


def fill_inbox(campaign: Campaign, inbox: Path, render: Render, until: date | None = None) -> list[Path]:
    """Write what had come back by a day, all of it where none is given; return the paths in order of arrival.

    The bytes and the file times are the same every time, as far as the renderer's are.
    """
    desk = Desk(campaign, render)
    due = [delivery for delivery in DELIVERIES if until is None or delivery.day <= until]
    return [deposit(inbox / one.path, one.make(desk, one.saved), one.saved) for one in due]


def deposit(path: Path, content: bytes, saved: str) -> Path:
    """Write a file, its folders made, bearing that ISO moment; return its path."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    moment = datetime.fromisoformat(saved).timestamp()
    os.utime(path, (moment, moment))
    return path


def _of(unit: str) -> Callable[[Desk, str], bytes]:
    return lambda desk, saved: desk.workbook(unit, saved)


def _plain(content: bytes) -> Callable[[Desk, str], bytes]:
    def make(desk: Desk, saved: str) -> bytes:
        del desk, saved
        return content

    return make


def _first_version(desk: Desk, saved: str) -> bytes:
    """Return the canteens' first return: a day older, five problems, one of them still open then."""
    written = written_returns()[CATERING]
    unwanted = ("done_on", "effect", "evidence")
    open_then = {key: value for key, value in written.problems[4].items() if key not in unwanted}
    open_then |= {"status": "整改中", "progress": "喷嘴已清理，餐具已送检，待检测结果出来后在原帖回复。"}
    earlier = replace(
        written, basics={**written.basics, "filled_on": "2023-11-06"}, problems=(*written.problems[:4], open_then)
    )
    unit = desk.campaign.unit(CATERING)
    return frozen(desk.render(desk.campaign, unit, bind(desk.campaign, unit, earlier)), saved)


def _on_the_wrong_template(desk: Desk, saved: str) -> bytes:
    """Return the campus office's draft, filled into the workbook of another unit."""
    mine, other = written_returns()[JIAYU], written_returns()[PROPERTY]
    problem: Cells = {key: value for key, value in mine.problems[3].items() if key != "category"}
    draft = replace(mine, points=other.points, problems=(problem,))
    unit = desk.campaign.unit(PROPERTY)
    package = desk.render(desk.campaign, unit, bind(desk.campaign, unit, draft))
    return frozen(changed(desk.campaign, unit, package, (unit_cell(JIAYU),)), saved)


def _without_marks(desk: Desk, saved: str) -> bytes:
    """Return the equipment office's return, copied into a new workbook under the name the plan's text uses."""
    return frozen(copied_to_new_book(desk.workbook(EQUIPMENT, saved, unit_cell(_EQUIPMENT_ALIAS))), saved)


def _written_report(desk: Desk, saved: str) -> bytes:
    """Return the building office's return as running text, in Word."""
    del desk
    written = written_returns()[CONSTRUCTION]
    document = Document()
    document.add_paragraph("基建处关于后勤领域专项治理自查自纠情况的报告")
    document.add_paragraph(f"一、基本情况\n{written.basics['duties']}{written.basics['accountability']}")
    document.add_paragraph("二、存在的问题及整改情况")
    for number, problem in enumerate(written.problems, start=1):
        document.add_paragraph(f"{number}.{problem['problem']}整改措施：{problem['measure']}")
    return frozen(saved_bytes(document.save), saved)


def _zipped(desk: Desk, saved: str) -> bytes:
    parts = {
        "基建处后勤领域专项治理自查表.xlsx": desk.workbook(CONSTRUCTION, saved),
        "基建处后勤领域专项治理自查表（签字盖章）.pdf": scan(),
    }
    return packed(parts, saved)


def _mailed(desk: Desk, saved: str) -> bytes:
    attached: Mapping[str, bytes] = {
        "信息技术中心后勤领域专项治理自查表.xlsx": desk.workbook(NETWORK, saved),
        "信息技术中心后勤领域专项治理自查表（签字）.pdf": scan(),
    }
    text = "老师，您好！\n\n信息技术中心自查表和签字扫描件见附件，本次为零报告，请查收。\n\n曹某  内线 8071\n"
    return letter("xxzx@example.edu.cn", "信息技术中心报送后勤领域专项治理自查表（零报告）", text, saved, attached)


_EQUIPMENT_ALIAS = "设备处"

DELIVERIES: Final = (
    Delivery("后勤集团自查表.xlsx", "2023-11-06T17:20:00+08:00", _first_version),
    Delivery("嘉鱼校区工作部自查表（初稿）.xlsx", "2023-11-06T18:05:00+08:00", _on_the_wrong_template),
    Delivery("嘉鱼校区工作部后勤领域专项治理自查表.xlsx", "2023-11-07T09:02:00+08:00", _of(JIAYU)),
    Delivery("财务处自查表.xlsx", "2023-11-07T09:40:00+08:00", lambda desk, saved: torn(desk.workbook(FINANCE, saved))),
    Delivery("财务处自查表（重发）.xlsx", "2023-11-07T10:15:00+08:00", _of(FINANCE)),
    Delivery("保卫处/保卫处后勤领域专项治理自查表.xlsx", "2023-11-07T11:30:00+08:00", _of(SECURITY)),
    Delivery("副本保卫处自查表1107.xlsx", "2023-11-07T11:30:00+08:00", _of(SECURITY)),
    Delivery("保卫处/微信图片_20231107113502.png", "2023-11-07T11:35:02+08:00", _plain(photo())),
    Delivery("设备处自查表.xlsx", "2023-11-07T14:08:00+08:00", _without_marks),
    Delivery("基建处自查自纠情况报告.docx", "2023-11-07T14:50:00+08:00", _written_report),
    Delivery("基建处.zip", "2023-11-07T15:10:00+08:00", _zipped),
    Delivery("信息技术中心报送自查表（零报告）.eml", "2023-11-07T15:42:10+08:00", _mailed),
    Delivery("纪委办/纪委办公室后勤领域廉政情况收集表.xlsx", "2023-11-07T16:20:00+08:00", _of(DISCIPLINE)),
    Delivery("后勤集团/后勤集团-自查表(最终版)(1).xlsx", "2023-11-08T08:31:00+08:00", _of(CATERING)),
    Delivery("后勤集团/~$后勤集团-自查表(最终版)(1).xlsx", "2023-11-08T08:32:00+08:00", _plain(lock_file("周某"))),
    Delivery("总务处后勤领域专项治理自查表.xlsx", "2023-11-08T08:55:00+08:00", _of(PROPERTY)),
    Delivery("总务处签字页 扫描全能王 2023-11-08 09.12.pdf", "2023-11-08T09:12:00+08:00", _plain(scan())),
)
"""Everything that came back, in order of arrival; only 校医院 never answers."""
