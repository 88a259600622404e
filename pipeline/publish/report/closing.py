"""Parts seven and eight, and the end: difficulties, next steps, attachments, signature."""

from dataclasses import replace
from typing import Final

from pipeline.meaning.outcome import Outcome
from pipeline.publish.report import phrases as say
from pipeline.publish.report.blocks import Block, Line, Look, blank, body
from pipeline.publish.report.opening import named
from pipeline.publish.report.prose import day_words, ended, flat

_ORDINALS: Final = "一二三四五六七八九"
_INDENT: Final = 2
_LEAST_RIGHT: Final = 2


def difficulties(outcome: Outcome) -> list[Block]:
    """Return part seven: only what the figures show, or the sentence that they show nothing."""
    points = [text for text in (_late(outcome), _poor(outcome), _slow(outcome), _lasting(outcome)) if text]
    facts = {"as_of": day_words(outcome.as_of), "missing": outcome.figures.missing}
    if points:
        text = say.DIFFICULTIES_LEAD + (points[0] if len(points) == 1 else _enumerated(points, "；")) + "。"
    else:
        text = (say.DIFFICULTIES_TO_COME if outcome.figures.missing else say.NO_DIFFICULTIES).format(**facts)
    return [Line(Look.PART, say.DIFFICULTIES), *body(text)]


def next_steps(outcome: Outcome) -> list[Block]:
    """Return part eight: the four steps of the set phrase, with the figures they are about."""
    figures, total = outcome.figures, outcome.figures.total
    steps = [say.NEXT_URGE.format(missing=figures.missing)] if figures.missing else []
    if total.unfinished:
        steps.append(say.NEXT_CLOSE.format(unfinished=total.unfinished))
    elif total.problems:
        steps.append(say.NEXT_KEEP.format(problems=total.problems))
    else:
        steps.append(say.NEXT_KEEP_LOOKING)
    spread = say.SPREAD_SOME.format(count=figures.recommended) if figures.recommended else say.SPREAD_ANY
    steps += [say.NEXT_LASTING, say.NEXT_RISKS, say.NEXT_SPREAD.format(what=spread)]
    ordinals = (
        say.ORDINAL.format(ordinal=ordinal, text=ended(text)) for ordinal, text in zip(_ORDINALS, steps, strict=False)
    )
    return [Line(Look.PART, say.NEXT), *body(*ordinals)]


def ending(outcome: Outcome) -> list[Block]:
    """Return 特此报告, the list of attachments, the school's name and an empty date, all on one page.

    No date is invented, and no signature stands on a page without a word of the report.
    """
    lines = [Line(Look.BODY, say.CLOSING), blank(), *_attachments(outcome), blank(), *_signature(outcome)]
    return [*(replace(line, keep_next=True) for line in lines[:-1]), lines[-1]]


def annex_titles(outcome: Outcome) -> list[str]:
    """Return the titles of the attachments, the ledger last; the report that goes out has none of single units' faults."""
    topic = flat(outcome.campaign.settings.topic)
    inside = [say.ANNEX_OBJECTIVE] if outcome.campaign.settings.name_units else []
    return [say.ANNEX_UNITS, say.ANNEX_CATEGORIES, *inside, say.LEDGER_APART.format(topic=topic)]


def _attachments(outcome: Outcome) -> list[Line]:
    """Return the list two characters in, its numbers below each other, turned lines below the first character."""
    hanging = len(say.ATTACHMENTS) + 1
    lines: list[Line] = []
    for number, title in enumerate(annex_titles(outcome), 1):
        head = say.ATTACHMENTS if number == 1 else ""
        lines.append(
            Line(
                Look.ATTACHMENTS,
                head + say.NUMBERED.format(number=number, text=title),
                hang=(_INDENT + hanging, len(head) + 1),
            )
        )
    return lines


def _signature(outcome: Outcome) -> list[Line]:
    """Return name and date: the date begins two characters right of the name, the longer ends two from the edge."""
    school, day = flat(outcome.campaign.settings.school), say.DATE_TO_FILL
    width = max(len(school), len(day) + _INDENT) + _LEAST_RIGHT
    lines = [Line(Look.SIGNATURE, school, right=width - len(school))] if school else []
    return [*lines, Line(Look.SIGNATURE, day, right=width - _INDENT - len(day))]


def _late(outcome: Outcome) -> str:
    figures, deadline = outcome.figures, outcome.campaign.settings.deadline
    parts = []
    if figures.missing and deadline and outcome.as_of > deadline.date():
        parts.append(say.LATE_MISSING.format(missing=figures.missing, names=named(outcome, figures.unheard_units)))
    if figures.late:
        parts.append(say.LATE_LATE.format(late=figures.late, names=named(outcome, figures.late_units)))
    return say.LATE_RETURNS.format(parts="，".join(parts)) if parts else ""


def _poor(outcome: Outcome) -> str:
    figures = outcome.figures
    faulty = figures.faulty_units
    parts = [say.POOR_FAULTY.format(count=len(faulty), names=named(outcome, faulty))] if faulty else []
    parts += [say.POOR_UNSIGNED.format(count=figures.unsigned)] if figures.unsigned else []
    parts += [say.POOR_PENDING.format(count=figures.pending_rows)] if figures.pending_rows else []
    return say.POOR_RETURNS.format(parts="，".join(parts)) if parts else ""


def _slow(outcome: Outcome) -> str:
    total = outcome.figures.total
    if not total.unfinished:
        return ""
    overdue = say.SLOW_OVERDUE.format(overdue=total.overdue) if total.overdue else ""
    return say.SLOW.format(unfinished=total.unfinished, overdue=overdue)


def _lasting(outcome: Outcome) -> str:
    count = outcome.figures.total.long_term
    return say.LASTING_PROBLEMS.format(count=count) if count else ""


def _enumerated(texts: list[str], mark: str) -> str:
    return mark.join(
        say.ORDINAL.format(ordinal=ordinal, text=text) for ordinal, text in zip(_ORDINALS, texts, strict=False)
    )
