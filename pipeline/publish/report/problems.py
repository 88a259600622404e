"""Part three, (一) and (二): what was found altogether and by category."""

from collections.abc import Iterable
from typing import Final

import pandas as pd

from pipeline.form import vocabulary as words
from pipeline.meaning.figures import Figures, Tally
from pipeline.meaning.outcome import Outcome
from pipeline.publish.report import phrases as say
from pipeline.publish.report.blocks import Block, Line, Look, body
from pipeline.publish.report.categories import Category, categories_of, collects
from pipeline.publish.report.conduct import numbered
from pipeline.publish.report.prose import amount_words, answered, day_words, flat, listed, summary
from pipeline.publish.report.tables import chart_by_category, standing_by_category

MAIN_PROBLEMS: Final = 5
MAIN_EFFECTS: Final = 2


def found(outcome: Outcome) -> list[Block]:
    """Return the heading of part three and its chapters on the whole and on each category."""
    figures = outcome.figures
    blocks: list[Block] = [Line(Look.PART, say.PROBLEMS), Line(Look.CHAPTER, say.PROBLEMS_TOTAL)]
    if not figures.returned and not figures.total.problems:
        return [*blocks, *body(say.TO_COME), Line(Look.CHAPTER, say.PROBLEMS_BY_CATEGORY), *body(say.TO_COME)]
    blocks += body(total_sentence(outcome), _divided(outcome), _pace(outcome))
    if figures.total.problems:
        blocks += [standing_by_category(outcome), chart_by_category(outcome)]
    paragraphs = [category_paragraph(outcome, category) for category in categories_of(outcome)]
    return [*blocks, Line(Look.CHAPTER, say.PROBLEMS_BY_CATEGORY), *body(*numbered(paragraphs))]


def total_sentence(outcome: Outcome) -> str:
    """Return the sentence with all variables; its own where nothing was found, and where all reports are nil."""
    figures, total = outcome.figures, outcome.figures.total
    if not total.problems:
        return _nothing(outcome)
    regulations = regulations_words(figures)
    open_parts = _counted(
        (
            (say.TOTAL_UNDER_WAY, total.under_way),
            (say.TOTAL_NOT_STARTED, total.not_started),
            (say.TOTAL_STAGE, total.stage_done),
            (say.TOTAL_UNCLEAR, total.unclear),
        )
    )
    return say.TOTAL.format(
        problems=total.problems,
        done=total.done,
        counted=say.COUNTED_WITH_STAGES if total.long_term_counts else "",
        rate=total.rate,
        open=say.TOTAL_OPEN.format(parts="，".join(open_parts)) if open_parts else "",
        regulations=say.TOTAL_REGULATIONS.format(parts=regulations) if regulations else "",
    )


def regulations_words(figures: Figures) -> str:
    """Return how many regulations are new and revised, nothing where there are none."""
    kinds = (
        (say.NEW_REGULATIONS, words.NEW_RULE),
        (say.REVISED_REGULATIONS, words.REVISED_RULE),
        (say.UNMARKED_REGULATIONS, ""),
    )
    return "、".join(_counted((phrase, figures.regulations_of(kind)) for phrase, kind in kinds))


def _counted(parts: Iterable[tuple[str, int]]) -> list[str]:
    """Return the phrases filled with their counts, those of nothing left out."""
    return [phrase.format(count=count) for phrase, count in parts if count]


def category_paragraph(outcome: Outcome, category: Category) -> str:
    """Return the paragraph of one category: what was found and how far it has come, or why nothing is told."""
    if category.unread:
        return say.CATEGORY_UNREAD.format(count=category.tally.problems)
    names = "、".join(unit.name for unit in category.leads) or say.NO_UNIT
    facts = {"category": flat(category.name), "units": names}
    if category.collected:
        return say.COLLECTED.format(**facts)
    silent = "、".join(unit.name for unit in category.silent) if outcome.campaign.settings.name_units else say.NO_UNIT
    partly = say.CATEGORY_PARTLY.format(units=silent) if category.silent else ""
    if category.tally.problems:
        return _found_here(outcome, category) + partly
    if category.unknown:
        return say.CATEGORY_MISSING.format(**facts | {"units": silent})
    facts["units"] = "、".join(unit.name for unit in category.heard)
    if any(unit in outcome.figures.faulty_units and not (unit.nil or unit.tally.problems) for unit in category.heard):
        return say.NIL_DOUBTFUL.format(**facts) + partly
    points = say.AGAINST_POINTS.format(points=category.points) if category.points else ""
    return say.NOTHING_FOUND.format(points=points, **facts) + partly


def _nothing(outcome: Outcome) -> str:
    figures = outcome.figures
    asked = [unit for unit in figures.units if unit.required and not collects(unit)]
    if figures.nil and all(unit.nil for unit in asked):
        unsigned = figures.unsigned_nil
        signed = say.SOME_UNSIGNED.format(unsigned=unsigned) if unsigned else say.ALL_SIGNED
        return say.ALL_NIL.format(nil=figures.nil, signed=signed)
    return say.NOTHING_REPORTED.format(as_of=day_words(outcome.as_of))


def _divided(outcome: Outcome) -> str:
    figures = outcome.figures
    if not figures.total.problems:
        return ""
    sources = [say.COUNT_PART.format(name=name, count=count) for name, count in figures.by_source.items() if count]
    campuses = _campus_parts(outcome) if len(outcome.campaign.campuses) > 1 else []
    return "".join(
        phrase.format(parts="，".join(parts))
        for phrase, parts in ((say.BY_CAMPUS, campuses), (say.BY_SOURCE, sources), (say.BY_TYPE, _type_parts(figures)))
        if parts
    )


def _campus_parts(outcome: Outcome) -> list[str]:
    named = outcome.campaign.campuses
    return [
        say.BOTH_CAMPUSES_PART.format(count=tally.problems)
        if campus == words.BOTH_CAMPUSES
        else (say.CAMPUS_PART if campus in named else say.COUNT_PART).format(
            campus=campus.removesuffix("校区"), name=campus, count=tally.problems
        )
        for campus, tally in outcome.figures.by_campus.items()
        if tally.problems
    ]


def _type_parts(figures: Figures) -> list[str]:
    total = figures.total
    inside = {words.AT_ONCE: say.AT_ONCE_PART}
    if 0 < total.stage_done <= total.long_term:
        inside[words.LONG_TERM] = say.LONG_TERM_PART
    return [
        name
        + inside.get(name, say.COUNT_PART).format(name="", count=count, done=total.at_once_done, stage=total.stage_done)
        for name, count in figures.by_plan_type.items()
        if name and count
    ]


def _pace(outcome: Outcome) -> str:
    figures, total = outcome.figures, outcome.figures.total
    if not total.problems:
        return ""
    late = say.DONE_LATE.format(done_late=total.done_late) if total.done_late else ""
    overdue = (say.OVERDUE if total.overdue else say.NONE_OVERDUE).format(
        as_of=day_words(outcome.as_of), overdue=total.overdue, done_late=late
    )
    return (
        overdue
        + _closed(total)
        + _money(figures)
        + (say.TO_CORRECT.format(count=total.to_correct) if total.to_correct else "")
    )


def _closed(total: Tally) -> str:
    if not total.done:
        return ""
    return say.CLOSED.format(closed=total.closed, rate=total.closing_rate) if total.closed else say.NONE_CLOSED


def _money(figures: Figures) -> str:
    total, count = figures.total, figures.doubtful_amounts
    if not total.amount:
        return ""
    doubtful = say.DOUBTFUL_MONEY.format(count=count) if count else ""
    recovered = say.RECOVERED.format(recovered=amount_words(total.recovered)) if total.recovered else ""
    return say.MONEY.format(amount=amount_words(total.amount), recovered=recovered, doubtful=doubtful)


def _found_here(outcome: Outcome, category: Category) -> str:
    ledger = outcome.ledger
    rows = ledger[ledger["category"] == category.name]
    main = [summary(text) for text in rows["problem"].head(MAIN_PROBLEMS)]
    count = category.tally.problems
    others = say.AND_OTHERS if count > MAIN_PROBLEMS else ""
    phrase = say.FOUND_ONE if count == 1 else say.FOUND
    head = phrase.format(category=flat(category.name), count=count, main=listed(main) + others)
    return head + _standing(category.tally) + _effects(rows)


def _standing(tally: Tally) -> str:
    if tally.done == tally.problems:
        return say.STANDING.format(parts=say.STANDING_DONE if tally.problems == 1 else say.ALL_DONE)
    parts = (
        (say.STANDING_DONE, tally.done),
        (say.STANDING_UNDER_WAY, tally.under_way),
        (say.STANDING_NOT_STARTED, tally.not_started),
        (say.STANDING_STAGE, tally.stage_done),
        (say.STANDING_UNCLEAR, tally.unclear),
    )
    said = [
        standing if tally.problems == 1 else say.STANDING_PART.format(standing=standing, count=count)
        for standing, count in parts
        if count
    ]
    return say.STANDING.format(parts="，".join(said))


def _effects(rows: pd.DataFrame) -> str:
    done = rows[rows["status"] == words.DONE]
    effects = [summary(answered(text)) for text in done["effect"]]
    chosen = listed([effect for effect in effects if effect][:MAIN_EFFECTS])
    return say.EFFECTS.format(effects=chosen) if chosen else ""
