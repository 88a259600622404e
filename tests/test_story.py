"""A campaign from the first return to the last closing, three rounds long, as the office and one unit live it (domain.md 1.3).

后勤集团 reports four problems. The day limits, words and figures below are what they see: the unit in
the workbooks it is sent, the office in the ledger, the leaders in the report.
"""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

import pytest
from docx import Document

from pipeline.form import vocabulary as words
from pipeline.form.identity import HISTORY_HEADING
from pipeline.meaning.changes import CHANGED, CLOSED, COMPLETED, OVERDUE, REOPENED
from pipeline.workspace import Workspace
from tests.followups import PROBLEMS, answered, by_number, form_of, headings, mark, rows
from tests.inboxes import CATERING, DISCIPLINE, PROPERTY, workbook
from tests.offices import Answer, facts, ledger_rows, make_office, run, typed, with_cells

PRICES, EXPIRY, SUPPLIERS, FLOOR = (f"HQJT-{number:03d}" for number in (1, 2, 3, 4))
RETURN = "退回/后勤集团_后勤领域专项治理自查表（退回修正）.xlsx"


class Campaign:
    """One campaign, told in steps; each step is something a person does."""

    def __init__(self, root: Path) -> None:
        self.place: Workspace = make_office(root, {})
        self.day = ""

    def arrives(self, name: str, data: bytes) -> None:
        """Drop a file into the inbox."""
        (self.place.inbox / name).write_bytes(data)

    def office_runs(self, day: str) -> Answer:
        """Run on a day."""
        self.day = day
        return run(self.place, day)

    def office_issues_round(self, until: str) -> Answer:
        """Write the next round's workbooks."""
        return typed("followup", "-C", self.place.root, "--as-of", self.day, "--by", until)

    def unit_answers_round(self, number: int, filled_on: str, changes: Mapping[str, Mapping[str, object]]) -> None:
        """Fill in the workbook of a round as 后勤集团 does, and mail it back."""
        self.arrives(f"后勤集团第{number}轮.xlsx", answered(form_of(self.place, number), changes, filled_on))

    def standing(self, *headings: str) -> dict[str, tuple[object, ...]]:
        """Return number -> what the ledger shows under these headings."""
        return {number: tuple(row[heading] for heading in headings) for number, row in by_number(self.place).items()}

    def said(self) -> set[tuple[str, str]]:
        """Return kind and number of what the last run calls changed, single fields left out."""
        return {(one["kind"], one["problem"]) for one in facts(self.place)["changes"] if one["kind"] != CHANGED}

    def report(self) -> str:
        """Return the report's text."""
        return "\n".join(paragraph.text for paragraph in Document(str(self.place.report)).paragraphs)


@pytest.fixture
def campaign(tmp_path: Path) -> Campaign:
    """An office that has sent out its templates and waits."""
    return Campaign(tmp_path)


def test_three_rounds_from_the_first_return_to_closing(campaign: Campaign) -> None:
    """Every problem is reported, mended, reviewed and closed; one comes back and is closed again; nothing is lost."""
    place = campaign.place

    # 7 November. The unit's first return has a slip; it goes back marked, and comes corrected the next morning.
    slip = with_cells(CATERING, workbook(CATERING), ("problems", 1, "status", "差不多了"))
    campaign.arrives("后勤集团.xlsx", slip)
    campaign.arrives("总务处.xlsx", workbook(PROPERTY))
    assert campaign.office_runs("2023-11-07").code == 1
    assert (place.outbox / RETURN).exists()
    assert campaign.standing("整改状态", "预警")[EXPIRY] == ("差不多了", words.YELLOW)

    campaign.arrives("后勤集团（改）.xlsx", workbook(CATERING, filled_on="2023-11-08"))
    campaign.arrives("纪委办公室.xlsx", workbook(DISCIPLINE, filled_on="2023-11-08"))
    assert campaign.office_runs("2023-11-08").code == 0
    assert not (place.outbox / RETURN).exists()
    assert campaign.standing("整改状态", "销号状态", "预警") == {
        PRICES: (words.DONE, words.AWAITING_REVIEW, words.GREEN),
        EXPIRY: (words.UNDER_WAY, words.NOT_APPLIED, words.ON_TIME),
        SUPPLIERS: (words.STAGE_DONE, words.NOT_APPLIED, words.PURPLE),
        FLOOR: (words.NOT_STARTED, words.NOT_APPLIED, words.YELLOW),
    }
    assert "共自查发现问题4个，已完成整改1个，整改完成率25.0%" in campaign.report()
    (unit,) = [row for row in ledger_rows(place, "分单位") if row["责任单位"] == CATERING]
    assert unit["退回次数"] == 1

    # 9 November. The office reviews: prices are closed, of the floor it wants a reason. The second round goes out.
    mark(place, PRICES, 销号状态=words.CLOSED, 审核人="王某", 审核日期="2023-11-09")
    mark(place, FLOOR, 销号状态=words.SENT_BACK, 审核意见="请说明为什么要等到寒假")
    assert campaign.office_runs("2023-11-09").code == 0
    assert campaign.said() == {(CLOSED, PRICES)}
    assert campaign.standing("销号状态", "预警")[FLOOR] == (words.SENT_BACK, words.YELLOW)
    assert campaign.office_issues_round("2023-11-20 17:30").code == 0
    assert [path.name for path in place.templates_of(2).iterdir()] == ["后勤集团_后勤领域专项治理自查表（第2轮）.xlsx"]
    assert sorted(issued(place, 2)) == [EXPIRY, SUPPLIERS, FLOOR]
    assert "请说明为什么要等到寒假" in issued(place, 2)[FLOOR]

    # 20 November. The unit has finished the one, explains the other, and puts it off for a reason.
    campaign.unit_answers_round(2, "2023-11-20", {
        EXPIRY: {"status": words.DONE, "done_on": "2023-11-18", "effect": "制度已印发，专区每日巡查。", "evidence": "制度文件.pdf"},
        FLOOR: {"status": words.UNDER_WAY, "progress": "因学期中停用三食堂影响就餐，延期到寒假施工。", "due": "2024-01-31"},
    })  # fmt: skip
    assert campaign.office_runs("2023-11-20").code == 0
    assert campaign.said() == {(COMPLETED, EXPIRY)}
    assert campaign.standing("整改状态", "整改时限", "销号状态") == {
        PRICES: (words.DONE, day("2023-11-06"), words.CLOSED),
        EXPIRY: (words.DONE, day("2023-11-30"), words.AWAITING_REVIEW),
        SUPPLIERS: (words.STAGE_DONE, day("2023-12-31"), words.NOT_APPLIED),
        FLOOR: (words.UNDER_WAY, day("2024-01-31"), words.SENT_BACK),
    }
    assert "已完成整改2个，整改完成率50.0%" in campaign.report()

    # 21 November. The office closes what is done; a complaint opens the prices again. The third round goes out.
    mark(place, EXPIRY, 销号状态=words.CLOSED, 审核人="王某", 审核日期="2023-11-21")
    mark(place, PRICES, 销号状态=words.REOPENED, 审核意见="学生反映二楼又没有标价")
    mark(place, FLOOR, 销号状态=None)
    assert campaign.office_runs("2023-11-21").code == 0
    assert campaign.said() == {(CLOSED, EXPIRY), (REOPENED, PRICES)}
    assert campaign.office_issues_round("2024-02-05 17:30").code == 0
    assert sorted(issued(place, 3)) == [PRICES, SUPPLIERS, FLOOR]
    assert "重新开启" in issued(place, 3)[PRICES]

    # 1 February. Nothing has come by the day agreed: red. On the 5th the third round is in, and a late copy of the first.
    assert campaign.office_runs("2024-02-01").code == 0
    assert campaign.said() == {(OVERDUE, FLOOR)}
    assert campaign.standing("预警", "逾期天数")[FLOOR] == (words.RED, 1)
    campaign.unit_answers_round(3, "2024-02-05", {
        PRICES: {"status": words.DONE, "done_on": "2023-11-25", "effect": "改用电子价签，已答复学生。", "evidence": "照片.jpg"},
        SUPPLIERS: {"progress": "第二轮三方会签已完成，淘汰供应商2家。", "effect": "会签覆盖全部供应商。", "due": "2024-06-30"},
        FLOOR: {"status": words.DONE, "done_on": "2024-01-28", "effect": "地面已重铺并验收。", "evidence": "验收单.pdf"},
    })  # fmt: skip
    campaign.arrives("后勤集团（补）.xlsx", workbook(CATERING, filled_on="2023-11-10", remark="补报"))
    assert campaign.office_runs("2024-02-05").code == 0
    assert campaign.said() == {(COMPLETED, FLOOR)}
    files = {one["path"]: one["disposition"] for one in facts(place)["files"]}
    assert files["后勤集团（补）.xlsx"] == "superseded"

    # 6 February. Everything is closed but what lasts, which stands at its next milestone; nothing was ever lost.
    mark(place, PRICES, 销号状态=words.CLOSED, 审核人="王某", 审核日期="2024-02-06")
    mark(place, FLOOR, 销号状态=words.CLOSED, 审核人="王某", 审核日期="2024-02-06")
    assert campaign.office_runs("2024-02-06").code == 0
    assert campaign.standing("整改状态", "销号状态", "预警") == {
        PRICES: (words.DONE, words.CLOSED, words.GREEN),
        EXPIRY: (words.DONE, words.CLOSED, words.GREEN),
        SUPPLIERS: (words.STAGE_DONE, words.NOT_APPLIED, words.PURPLE),
        FLOOR: (words.DONE, words.CLOSED, words.GREEN),
    }
    assert "已完成整改3个，整改完成率75.0%" in campaign.report()
    assert campaign.office_runs("2024-02-06").code == 0
    assert facts(place)["changes"] == []


def issued(place: Workspace, number: int) -> dict[str, str]:
    """Return number -> history of the problems a round's workbook of 后勤集团 lists."""
    listed = form_of(place, number)[PROBLEMS.title]
    at = headings(listed)[HISTORY_HEADING]
    return {of: str(listed.cell(row, at).value) for of, row in rows(listed).items() if listed.cell(row, at).value}


def day(iso: str) -> datetime:
    """Return a day as the ledger holds it."""
    return datetime.fromisoformat(iso)
