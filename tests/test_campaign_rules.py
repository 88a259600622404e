"""A return is held against its campaign: categories and points, units that others speak for (domain.md 5)."""

import pytest

from pipeline.findings import Finding, Severity
from tests.inboxes import BRANCH, DISCIPLINE, campaign, workbook
from tests.judging import judged, opened
from tests.offices import with_cells

POINT = "ZWC3 是否及时回应师生诉求"
ITS_CATEGORY, OTHER_CATEGORY = (str(campaign().category_of_point(code)) for code in ("ZWC3", "HQJT1"))


def told(unit: str, code: str, *cells: tuple[str, int, str, object]) -> list[Finding]:
    """Return the findings of a code about a unit's return with these cells."""
    outcome = judged(opened("自查表.xlsx", with_cells(unit, workbook(unit), *cells)))
    return [finding for finding in outcome.findings if finding.code == code]


@pytest.mark.parametrize(("category", "count"), [(OTHER_CATEGORY, 1), (ITS_CATEGORY, 0), ("", 0)])
def test_a_category_is_that_of_its_point(category: str, count: int) -> None:
    """A campus unit chooses both: another category than the point's is to be confirmed, at the category."""
    found = told(BRANCH, "X26", ("problems", 0, "category", category), ("problems", 0, "point", POINT))
    assert len(found) == count
    assert {(one.field, one.severity, one.found) for one in found} <= {("整治类别", Severity.WARNING, category)}


@pytest.mark.parametrize(
    ("written", "count"),
    [("设备科", 1), ("后勤处", 1), ("总务处、某处", 1), ("总务处", 0), ("总务处、后勤集团", 0), ("校办", 0), ("武昌首义学院总务处", 0)],
)  # fmt: skip
def test_a_source_unit_is_one_of_the_campaign(written: str, count: int) -> None:
    """Who collects says for whom: a name nobody listed, or one that may mean several, is to be confirmed."""
    found = told(DISCIPLINE, "X27", ("risks", 0, "source_unit", written), ("risks", 0, "post", "物资采购"))
    assert [(one.field, one.severity) for one in found] == [("来源单位", Severity.WARNING)] * count
