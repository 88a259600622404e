"""Parts one and two: how the inspection was organised, and what the units say of their duties."""

import re
from typing import Final

from pipeline.form.vocabulary import INSPECTION_WAYS
from pipeline.meaning.figures import Figures
from pipeline.meaning.outcome import Outcome
from pipeline.publish.report import phrases as say
from pipeline.publish.report.blocks import Block, Line, Look, body
from pipeline.publish.report.opening import campuses_words, field_of, named
from pipeline.publish.report.prose import day_words, ended, flat, listed, shortened

_POSTS = re.compile(r"(副?组长|成员)[:：](.+)")
_ENDS_OF_POST: Final = re.compile(r"[；;。\n]+")


def conduct(outcome: Outcome) -> list[Block]:
    """Return part one: the leading group as the settings have it, the checklist, the roll call."""
    return [
        Line(Look.PART, say.CONDUCT),
        Line(Look.CHAPTER, say.CONDUCT_LEADING),
        *body(_leading(outcome)),
        Line(Look.CHAPTER, say.CONDUCT_DUTY),
        *body(_duty(outcome)),
        Line(Look.CHAPTER, say.CONDUCT_INSPECTION),
        *body(_inspected(outcome) + coverage(outcome) + _further(outcome)),
    ]


def basics(outcome: Outcome) -> list[Block]:
    """Return part two: one paragraph a unit on duties, and one on who answers for them."""
    duties = [(unit.name, unit.duties) for unit in outcome.figures.units if unit.heard]
    accountability = [(unit.name, unit.accountability) for unit in outcome.figures.units if unit.heard]
    return [
        Line(Look.PART, say.BASICS.format(field=field_of(outcome.campaign.settings))),
        Line(Look.CHAPTER, say.BASICS_DUTIES),
        *body(*_told(outcome.figures, duties)),
        Line(Look.CHAPTER, say.BASICS_ACCOUNTABILITY),
        *body(*_told(outcome.figures, accountability)),
    ]


def coverage(outcome: Outcome) -> str:
    """Return the sentence of the roll call, right for nobody, some late, nobody late and all in."""
    figures = outcome.figures
    numbers = {"required": figures.required, "as_of": day_words(outcome.as_of), "returned": figures.returned}
    if not figures.returned:
        return say.COVERAGE_NOBODY.format(**numbers)
    late_names = named(outcome, figures.late_units).strip("（）")
    missing = say.COVERAGE_MISSING.format(missing=figures.missing, names=named(outcome, figures.unheard_units))
    return say.COVERAGE.format(timely=_timely(figures), missing=missing if figures.missing else "", **numbers) + (
        say.LATE_NAMES.format(names=late_names) if late_names else ""
    )


def _timely(figures: Figures) -> str:
    if not figures.late:
        return say.ALL_ON_TIME
    if not figures.on_time:
        return say.ALL_LATE
    return say.ON_TIME_AND_LATE.format(on_time=figures.on_time, late=figures.late)


def _leading(outcome: Outcome) -> str:
    settings = outcome.campaign.settings
    topic, leaders = flat(settings.topic), settings.leaders.strip()
    office = say.OFFICE.format(office=flat(settings.office)) if settings.office else ""
    if not leaders:
        return office or say.DEPLOYED.format(topic=topic)
    posts = [_POSTS.fullmatch(flat(part).replace(" ", "")) for part in _ENDS_OF_POST.split(leaders) if part.strip()]
    roles = [_role(post[1], post[2]) for post in posts if post]
    written = say.GROUP_AS_WRITTEN.format(leaders=flat(leaders))
    return (
        say.GROUP.format(topic=topic, members=say.GROUP_LED.format(roles="，".join(roles)) if all(posts) else written)
        + office
    )


def _role(role: str, people: str) -> str:
    return (say.GROUP_ROLE if role.endswith("组长") else say.GROUP_MEMBERS).format(people=people, role=role)


def _duty(outcome: Outcome) -> str:
    campaign = outcome.campaign
    lines = [
        say.DUTY_LINE.format(
            category=flat(line.category),
            leads="、".join(line.leads) or say.NO_UNIT,
            supports=say.DUTY_SUPPORTS.format(supports="、".join(line.supports)) if line.supports else "",
        )
        for line in campaign.lines
    ]
    if not lines:
        return ""
    return say.DUTY.format(
        categories=len(campaign.categories),
        points=say.DUTY_POINTS.format(points=len(campaign.points)) if campaign.points else "",
        units=len({lead for line in campaign.lines for lead in line.leads}),
        lines=listed(lines),
    )


def _inspected(outcome: Outcome) -> str:
    figures, campuses = outcome.figures, campuses_words(outcome)
    if not figures.returned:
        return ""
    told = {way for unit in figures.units if unit.heard for way in re.split("[、，,；;]", flat(unit.ways))}
    ways = "、".join(way for way in INSPECTION_WAYS if way in told)
    return say.INSPECTED.format(
        scope=say.SCOPE.format(campuses=campuses) if campuses else "",
        ways=say.WAYS.format(ways=ways) if ways else "",
    )


def _further(outcome: Outcome) -> str:
    figures = outcome.figures
    nil = say.NIL_UNITS.format(nil=figures.nil) if figures.nil else ""
    optional = say.OPTIONAL_UNITS.format(count=figures.optional_returned) if figures.optional_returned else ""
    unsigned = say.UNSIGNED.format(unsigned=figures.unsigned) if figures.unsigned else ""
    return nil + optional + unsigned


def _told(figures: Figures, texts: list[tuple[str, str]]) -> list[str]:
    told = [say.OF_UNIT.format(unit=unit, text=ended(shortened(text))) for unit, text in texts if flat(text)]
    if not any(unit.heard for unit in figures.units):
        return [say.TO_COME]
    others = [say.OTHERS_TO_COME.format(missing=figures.missing)] if figures.missing else []
    return numbered(told or [say.NOT_FILLED], plain=not told) + others


def numbered(texts: list[str], *, plain: bool = False) -> list[str]:
    """Return the texts with 1. 2. 3. before them, unless they stand alone as a sentence."""
    if plain:
        return texts
    return [say.NUMBERED.format(number=number, text=text) for number, text in enumerate(texts, 1)]
