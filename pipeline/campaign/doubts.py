"""What a careful reader asks about a plan: every check is a function of the plan's facts.

The checks know no plan: they compare the plan with itself (domain.md 5.2 shows what they find in one).
"""

from collections.abc import Callable, Iterable

from pipeline.campaign.doubts_table import TABLE_CHECKS
from pipeline.campaign.doubts_times import TIME_CHECKS
from pipeline.campaign.doubts_units import UNIT_CHECKS
from pipeline.campaign.doubts_words import WORD_CHECKS
from pipeline.campaign.plan_facts import Doubt as Doubt
from pipeline.campaign.plan_facts import PlanFacts

Check = Callable[[PlanFacts], Iterable[Doubt]]
"""Answers with nothing where there is nothing to ask."""

CHECKS: tuple[Check, ...] = (*UNIT_CHECKS, *TIME_CHECKS, *TABLE_CHECKS, *WORD_CHECKS)


def doubts_in(facts: PlanFacts) -> tuple[Doubt, ...]:
    """Return all doubts about a plan: units, days, the annex, the wording; each once."""
    return tuple(dict.fromkeys(doubt for check in CHECKS for doubt in check(facts)))
