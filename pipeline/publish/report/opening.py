"""What stands on the first page before the first part: title, draft mark, warnings, addressee, introduction."""

import re
from typing import Final

from pipeline.campaign.settings import Settings
from pipeline.meaning.figures import UnitFigures
from pipeline.meaning.outcome import Outcome
from pipeline.publish.report import phrases as say
from pipeline.publish.report.blocks import Block, Line, Look, blank, body
from pipeline.publish.report.prose import day_of, day_words, flat, span_words

TITLE_LINE_LENGTH: Final = 20
"""Characters of 2 号 that stand in one line."""
_BRACKETED_YEAR = re.compile(r"[\[［(（【]((?:19|20)\d\d)[\]］)）】]")
_FIELD = re.compile(r"(?:领域)?(?:突出)?(?:问题)?(?:专项|集中)?(?:整治|治理|自查自纠|自查|行动|工作|检查)+$")


def opening(outcome: Outcome) -> list[Block]:
    """Return the first page down to the introduction; what is missing is said before anything is counted."""
    settings = outcome.campaign.settings
    alarms = _alarms(outcome)
    addressee = flat(settings.addressee)
    return [
        Line(Look.TITLE, "\n".join(title_lines(settings))),
        Line(Look.DRAFT, say.DRAFT.format(as_of=day_words(outcome.as_of))),
        *([Line(Look.ALARM, "\n".join(alarms))] if alarms else []),
        blank(),
        *([Line(Look.ADDRESSEE, f"{addressee}：")] if addressee else []),
        *body(_introduction(outcome)),
    ]


def title_lines(settings: Settings) -> list[str]:
    """Return the title, broken where its meaning allows: the school, then 关于…的报告, in two lines if it is long."""
    topic, end = flat(settings.topic), say.TITLE_END
    if topic.endswith("自查自纠"):
        end = end.removeprefix("自查自纠")
    about = say.TITLE.format(topic=topic)
    rest = [about + end] if len(about + end) <= TITLE_LINE_LENGTH else [about, end]
    return [line for line in (flat(settings.school), *rest) if line]


def named(outcome: Outcome, units: tuple[UnitFigures, ...]) -> str:
    """Return the names of units in brackets, nothing where the setting 报告点名 says no."""
    if not outcome.campaign.settings.name_units or not units:
        return ""
    return say.NAMES.format(names="、".join(unit.name for unit in units))


def field_of(settings: Settings) -> str:
    """Return the field the topic is about: 后勤 of 后勤领域专项治理, nothing of a bare 专项治理."""
    return _FIELD.sub("", flat(settings.topic))


def campuses_words(outcome: Outcome) -> str:
    """Return 武昌、嘉鱼两校区, nothing where there is only one campus."""
    names = [name.removesuffix("校区") for name in outcome.campaign.campuses]
    if len(names) < 2:
        return ""
    phrase = say.TWO_CAMPUSES if len(names) == 2 else say.MORE_CAMPUSES
    return phrase.format(names="、".join(names), count=len(names))


def _alarms(outcome: Outcome) -> list[str]:
    figures, alarms = outcome.figures, []
    if not figures.returned:
        alarms.append(say.ALARM_NOBODY)
    elif figures.missing:
        names = named(outcome, figures.unheard_units)
        alarms.append(say.ALARM_MISSING.format(missing=figures.missing, names=names))
    if figures.pending_rows:
        alarms.append(say.ALARM_PENDING.format(pending=figures.pending_rows))
    return alarms


def _introduction(outcome: Outcome) -> str:
    settings = outcome.campaign.settings
    campuses = campuses_words(outcome)
    span = _span(settings)
    return say.INTRODUCTION.format(
        ground=_ground(settings),
        span=say.SPAN.format(span=span) if span else "",
        campuses=say.AT_CAMPUSES.format(campuses=campuses) if campuses else "",
        topic=flat(settings.topic).removesuffix("自查自纠"),
    )


def _ground(settings: Settings) -> str:
    number = _BRACKETED_YEAR.sub(r"〔\1〕", flat(settings.document_number))
    number = say.NAMES.format(names=number.strip("（）()")) if number else ""
    parts = []
    if settings.authority:
        parts.append(say.GROUND_AUTHORITY.format(authority=flat(settings.authority)))
    if settings.basis:
        parts.append(say.GROUND_BASIS.format(basis=flat(settings.basis), number=number))
    return say.GROUND.format(ground="和".join(parts)) if parts else ""


def _span(settings: Settings) -> str:
    """Return the days of the campaign, as far as the settings know both."""
    first = day_of(settings.start)
    return span_words(first, settings.deadline.date()) if first and settings.deadline else ""
