"""Objective figures of units, for the office's own eyes: late days, returns sent back, share, leads (domain.md 5.4)."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from pipeline.campaign.model import Campaign, OutsideLead
from pipeline.campaign.sheets import OUTSIDE
from pipeline.findings import Finding, say
from pipeline.form.lexicon import lexicon
from pipeline.meaning.columns import WAIVER
from pipeline.meaning.figures import UnitFigures, percent
from pipeline.meaning.stages import MISSING


def with_objective_figures(
    campaign: Campaign, units: Sequence[UnitFigures], times_returned: Mapping[str, int], as_of: date
) -> tuple[UnitFigures, ...]:
    """Return the roll call with late days, returns sent back, shares of all problems and outside leads."""
    leads = Counter(lead.unit for lead in campaign.outside_leads)
    whole = sum(unit.tally.problems for unit in units)
    return tuple(
        replace(
            unit,
            times_returned=times_returned.get(unit.name, 0),
            late_days=_late_days(unit, campaign.settings.deadline, as_of),
            share=percent(unit.tally.problems, whole),
            outside_leads=leads[unit.name],
        )
        for unit in units
    )


def _late_days(unit: UnitFigures, deadline: datetime | None, as_of: date) -> int:
    """Return the days from the deadline's to that of the first return, or to today while it is owed; a part is whole."""
    owed = unit.required and unit.state == MISSING
    if deadline is None or not (unit.late or owed):
        return 0
    until = date.fromisoformat(unit.received[:10]) if unit.late else as_of
    return max((until - deadline.date()).days, int(unit.late))


def contradicted(campaign: Campaign, nil: Collection[str]) -> Iterator[Finding]:
    """Go through D02: nil reports of units of which others report something (domain.md 4.3 no. 63).

    It concerns the office and stands at the lead, so that no return workbook and no letter tells it.
    """
    leads: dict[str, list[OutsideLead]] = {}
    for lead in campaign.outside_leads:
        leads.setdefault(lead.unit, []).append(lead)
    for unit in (unit.name for unit in campaign.units if unit.name in nil and unit.name in leads):
        yield _contradicted(campaign, unit, leads[unit])


def _contradicted(campaign: Campaign, unit: str, leads: Sequence[OutsideLead]) -> Finding:
    sources = "、".join(dict.fromkeys(lead.source for lead in leads if lead.source))
    facts = {
        **lexicon(campaign.form),
        "unit": unit,
        "sheet": OUTSIDE.title,
        "count": len(leads),
        "sources": f"（{sources}）" if sources else "",
        "waiver": WAIVER,
    }
    severity, message, remedy = say("D02", facts)
    file, cell, field = leads[0].file, leads[0].cell, OUTSIDE["unit"].heading
    return Finding("D02", severity, file, unit, OUTSIDE.title, cell, field, unit, message, remedy)
