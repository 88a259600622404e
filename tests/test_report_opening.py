"""The first page and what the settings decide: title, warnings, introduction, names, date."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

import pytest

from pipeline.campaign.settings import Settings
from pipeline.publish.report.blocks import Line, Look
from pipeline.publish.report.document import report_blocks
from tests.reports import SAMPLES, changed, first_page, lines, tables, told, under


def test_missing_units_are_said_on_the_first_page() -> None:
    """The number stands in a box above the text; no name, unless the office wants names."""
    outcome = SAMPLES["mixed"]
    named = changed(outcome, settings={"name_units": True})

    assert "尚有1个单位未报，以下数据不含上述单位" in first_page(outcome)
    assert "尚有1个单位未报（基建处），以下数据不含上述单位" in first_page(named)


def test_nothing_is_said_of_missing_units_where_all_are_in() -> None:
    """The first page of a complete report carries no warning but the draft mark."""
    page = first_page(SAMPLES["nothing found"])

    assert "未报" not in page
    assert "（草稿，数据截至2023年11月8日）" in page


@pytest.mark.parametrize("name", ["基建处", "保卫处"])
def test_units_are_blamed_by_name_only_if_the_office_wants_it(name: str) -> None:
    """Missing and late units stand in part seven, the roll call and annex 1 by number, unless 报告点名 is set."""
    silent, named = SAMPLES["mixed"], changed(SAMPLES["mixed"], settings={"name_units": True})

    for heading in ("（三）扎实开展自查", "存在的困难和不足"):
        assert name not in under(silent, heading)
        assert name in under(named, heading)
    assert not [row for row in tables(silent)[1].rows if row[0].startswith("基建处") or "逾期" in row[0]]
    assert [row[1] for row in tables(named)[1].rows if row[0] == "基建处"] == ["未报"]


def test_objective_figures_of_units_stay_inside_the_school() -> None:
    """Days late, returns sent back, shares and leads stand in an annex of the report that names units, in no other."""
    silent, named = SAMPLES["mixed"], changed(SAMPLES["mixed"], settings={"name_units": True})
    objective = [table for table in tables(named) if any("逾期报送" in heading for heading in table.headings)]

    assert not [table for table in tables(silent) if any("逾期报送" in heading for heading in table.headings)]
    assert [row[0] for row in objective[0].rows] == [unit.name for unit in named.figures.units]
    assert [row[4] for row in objective[0].rows] == [str(unit.tally.problems) for unit in named.figures.units]


BARE = Settings(topic="专项治理", name_units=False, deadline=None)


def test_empty_settings_leave_whole_sentences() -> None:
    """Without basis, number, dates, leaders, office, school or addressee nothing is invented and no brace is left open."""
    outcome = SAMPLES["mixed"]
    bare = replace(outcome, campaign=replace(outcome.campaign, settings=BARE))
    texts = lines(bare)

    assert texts[0] == "关于专项治理自查自纠情况的报告"
    assert "我校开展了专项治理自查自纠。现将有关情况报告如下。" in texts
    assert "二、工作基本情况" in texts
    assert "学校对专项治理自查自纠工作作出专门部署。" in texts
    assert "党的十八大以来查处案件1件" in told(bare)
    assert not re.search(r"根据|〔|文|领导小组", first_page(bare))


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ({"document_number": "鄂教发办函[2023]11号"}, "的通知》（鄂教发办函〔2023〕11号）要求，我校于2023年11月3日至7日在武昌、嘉鱼两校区"),
        ({"document_number": ""}, "的通知》要求，我校于2023年11月3日至7日"),
        ({"authority": ""}, "根据《省教育厅办公室"),
        ({"basis": ""}, "根据教育部统一部署，我校于"),
        ({"start": ""}, "要求，我校在武昌、嘉鱼两校区"),
        ({"deadline": datetime(2024, 1, 5, 17, 30)}, "我校于2023年11月3日至2024年1月5日在"),  # noqa: DTZ001 - a page has no zone
        ({"campuses": "武昌校区、嘉鱼校区、南湖校区"}, "在武昌、嘉鱼、南湖3个校区开展了"),
    ],
)  # fmt: skip
def test_the_introduction_is_built_of_what_is_set(settings: Mapping[str, object], expected: str) -> None:
    """Each part stands or falls with its setting, and 〔〕 holds the year of a document number."""
    assert expected in told(changed(SAMPLES["mixed"], settings=settings))


def test_the_title_is_wrapped_where_its_meaning_allows() -> None:
    """The school stands alone; a long topic breaks before 自查自纠情况的报告; nothing is said twice."""
    outcome = SAMPLES["mixed"]

    assert lines(outcome)[0].splitlines() == ["某某学院", "关于后勤领域专项治理自查自纠情况的报告"]
    long = changed(outcome, settings={"topic": "学生资助与教育收费领域突出问题专项整治"})
    assert lines(long)[0].splitlines() == [
        "某某学院",
        "关于学生资助与教育收费领域突出问题专项整治",
        "自查自纠情况的报告",
    ]
    twice = changed(outcome, settings={"topic": "后勤领域专项自查自纠"})
    assert lines(twice)[0].splitlines()[1] == "关于后勤领域专项自查自纠情况的报告"


def test_no_date_of_composition_is_invented() -> None:
    """The date below the school's name is left to be filled in."""
    signed = [
        block.text
        for block in report_blocks(SAMPLES["mixed"])
        if isinstance(block, Line) and block.look is Look.SIGNATURE
    ]

    assert signed == ["某某学院", "　　年　月　日"]
