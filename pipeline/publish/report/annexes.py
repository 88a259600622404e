"""The attachments that stand in the report itself; the ledger is a workbook of its own."""

from pipeline.meaning.outcome import Outcome
from pipeline.publish.report import phrases as say
from pipeline.publish.report.blocks import Block, Line, Look, blank
from pipeline.publish.report.closing import annex_titles
from pipeline.publish.report.tables import further_by_category, objective_by_unit, standing_by_unit


def annexes(outcome: Outcome) -> list[Block]:
    """Return each attachment on a page of its own: its number, its title, its table."""
    inside = [objective_by_unit(outcome)] if outcome.campaign.settings.name_units else []
    tables = (standing_by_unit(outcome), further_by_category(outcome), *inside)
    blocks: list[Block] = []
    for number, (title, table) in enumerate(zip(annex_titles(outcome), tables, strict=False), 1):
        blocks += [
            Line(Look.ANNEX, say.ANNEX.format(number=number), new_page=True),
            blank(),
            Line(Look.TITLE, title),
            blank(),
            table,
        ]
    return blocks
