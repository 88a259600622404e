"""The work plan becomes a campaign, and what it leaves open becomes a list of doubts."""

from pathlib import Path

from pipeline.campaign.doubts import doubts_in
from pipeline.campaign.model import Campaign, Line
from pipeline.campaign.plan_annex import Annex, find_annex
from pipeline.campaign.plan_facts import Doubt, PlanFacts
from pipeline.campaign.plan_names import without_school
from pipeline.campaign.plan_settings import read_settings
from pipeline.campaign.plan_source import open_plan
from pipeline.campaign.plan_text import Prose, read_prose
from pipeline.campaign.plan_times import find_deadline, find_mentions, find_year
from pipeline.campaign.plan_units import Naming, name_units, units_of
from pipeline.campaign.point_lines import points_of_lines
from pipeline.errors import PlanError


def read_plan(path: Path) -> tuple[Campaign, tuple[Doubt, ...]]:
    """Return the campaign a plan (.docx) describes, and everything in it a person has to decide.

    Raises:
        PlanError: If the file cannot be read, or holds no table with content and responsible unit.
    """
    blocks = open_plan(path)
    annex = find_annex(blocks)
    if annex is None:
        raise PlanError(
            f"方案文件“{path.name}”里没有找到责任清单表格。",
            "表格的表头应写明“整治类别”“自查自纠主要内容”“责任单位”这几列；请核对方案，或用不带 --plan 的 pipeline init 新建后在责任清单.xlsx 中填写。",
        )
    facts = _understand(read_prose(blocks, annex.block), annex)
    return facts.campaign, doubts_in(facts)


def _understand(prose: Prose, annex: Annex) -> PlanFacts:
    year = find_year(prose.paragraphs)
    mentions = find_mentions(prose.paragraphs, year)
    deadline = find_deadline(mentions)
    naming = name_units(prose, annex.rows, deadline)
    settings = read_settings(prose, naming, year, mentions, deadline)
    lines = tuple(_lines(annex, naming, prose.school))
    campuses = Campaign(settings).campuses
    units = units_of(lines, prose, naming, campuses)
    points = points_of_lines(lines, {unit.name: unit.code for unit in units})
    aliases = {alias: unit.name for unit in units for alias in unit.aliases}
    campaign = Campaign(settings, lines, points, units, unit_aliases=aliases)
    return PlanFacts(prose, annex, naming, mentions, deadline, campaign)


def _lines(annex: Annex, naming: Naming, school: str) -> list[Line]:
    def canonical(names: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(naming.canonical(without_school(name, school)) for name in names))

    return [
        Line(row.number, row.category, row.content, canonical(row.units.leads), canonical(row.units.supports))
        for row in annex.rows
    ]
