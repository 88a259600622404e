"""Parts four to six: integrity risks, cases (numbers only), measures and experience."""

from typing import Final

import pandas as pd

from pipeline.campaign.settings import Settings
from pipeline.form import vocabulary as words
from pipeline.form.schema import Role
from pipeline.meaning.distinct import MEASURE, RISK, distinct
from pipeline.meaning.outcome import Outcome
from pipeline.publish.report import phrases as say
from pipeline.publish.report.blocks import Block, Line, Look, body
from pipeline.publish.report.conduct import numbered
from pipeline.publish.report.opening import field_of
from pipeline.publish.report.prose import day_of, day_words, flat, shortened, summary

MOST_ITEMS: Final = 12
_ITEM_TEXT: Final = 120
_CONGRESS: Final = Settings().cases_since


def risks(outcome: Outcome) -> list[Block]:
    """Return part four: risks by level, and the posts of the highest level found with what guards them."""
    return [Line(Look.PART, say.RISKS), *body(*_risk_texts(outcome))]


def cases(outcome: Outcome) -> list[Block]:
    """Return part five: numbers only; no word of any case is read, let alone written."""
    since = _since(outcome)
    sentence = _case_sentence(outcome, since) if outcome.figures.returned else say.TO_COME
    return [Line(Look.PART, say.CASES.format(since=since)), *body(sentence)]


def measures(outcome: Outcome) -> list[Block]:
    """Return part six: what was done and what came of it, those recommended for publicity first."""
    return [Line(Look.PART, say.MEASURES), *body(*_measure_texts(outcome))]


def _risk_texts(outcome: Outcome) -> list[str]:
    figures = outcome.figures
    if not figures.risks:
        return [say.NO_RISKS if figures.returned else say.TO_COME]
    levels = [
        (say.LEVEL_PART if level in words.LEVELS else say.LEVEL_UNREAD).format(level=level, count=count)
        for level, count in figures.risks_by_level.items()
    ]
    total = say.RISKS_TOTAL.format(risks=figures.risks, levels="、".join(levels))
    top = next((level for level in words.LEVELS if figures.risks_by_level.get(level)), "")
    risks = distinct(outcome.risks, RISK)
    rows = risks[risks["level"] == top]
    items = list(dict.fromkeys(_risk_item(row) for row in _records(rows)))
    return [total + (say.RISKS_TOP.format(level=top) if items else ""), *numbered(items[:MOST_ITEMS])]


def _risk_item(row: dict[str, object]) -> str:
    control = shortened(row["control"], _ITEM_TEXT)
    return say.RISK_ITEM.format(
        unit=_source(row),
        post=summary(row["post"]),
        risk=summary(row["risk"]),
        control=say.CONTROL.format(control=control) if control else "",
    )


def _since(outcome: Outcome) -> str:
    since = outcome.campaign.settings.cases_since
    if since == _CONGRESS:
        return say.SINCE_CONGRESS
    return say.SINCE_DAY.format(day=day_words(day_of(since), flat(since)))


def _case_sentence(outcome: Outcome, since: str) -> str:
    figures = outcome.figures
    collector = "、".join(unit.name for unit in outcome.campaign.answering if unit.role is Role.COLLECTS)
    field = field_of(outcome.campaign.settings)
    units = say.UNITS_HEARD if figures.missing else say.EVERY_UNIT
    facts = {
        "units": units,
        "since": since,
        "field": say.FIELD.format(field=field) if field else "",
        "collector": collector,
    }
    if not collector:
        found, none = say.CASES_FOUND_ALONE, say.CASES_NONE_ALONE
    else:
        found, none = say.CASES_FOUND, say.CASES_NONE
    if figures.cases is None and collector:
        known = say.CASES_FROM_UNITS.format(count=figures.cases_from_units) if figures.cases_from_units else ""
        return say.CASES_WAITING.format(**facts) + known
    if not figures.cases:
        return none.format(**facts)
    parts = "，".join(
        say.CASES_PART.format(name=name, count=count) for name, count in figures.cases_by_sanction.items() if count
    )
    sanctions = say.CASES_BY_WAY.format(parts=parts) if parts else ""
    return found.format(cases=figures.cases, people=figures.case_people, sanctions=sanctions, **facts)


def _measure_texts(outcome: Outcome) -> list[str]:
    figures = outcome.figures
    if not figures.measures:
        return [say.NO_MEASURES if figures.returned else say.TO_COME]
    rows = sorted(_records(distinct(outcome.measures, MEASURE)), key=lambda row: row["recommended"] != words.YES)
    total = say.MEASURES_TOTAL.format(
        measures=figures.measures,
        recommended=say.RECOMMENDED.format(count=figures.recommended) if figures.recommended else "",
    )
    return [total, *numbered([_measure_item(row) for row in rows[:MOST_ITEMS]])]


def _measure_item(row: dict[str, object]) -> str:
    how, effect = shortened(row["how"], _ITEM_TEXT), shortened(row["effect"], _ITEM_TEXT)
    return say.MEASURE_ITEM.format(
        name=summary(row["name"]),
        unit=_source(row),
        marked=say.MARKED if row["recommended"] == words.YES else "",
        how=say.HOW.format(how=how) if how else "",
        effect=say.EFFECT.format(effect=effect) if effect else "",
    )


def _source(row: dict[str, object]) -> str:
    return flat(row.get("source_unit")) or flat(row["unit"])


def _records(frame: pd.DataFrame) -> list[dict[str, object]]:
    return [{str(key): value for key, value in record.items()} for record in frame.to_dict("records")]
