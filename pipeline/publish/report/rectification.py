"""Part three, (三) to (五): what is not finished, what was reported upwards, what will last."""

import re
from typing import Final

import pandas as pd

from pipeline.form import vocabulary as words
from pipeline.meaning.figures import Figures
from pipeline.meaning.outcome import Outcome
from pipeline.publish.report import phrases as say
from pipeline.publish.report.blocks import Block, Line, Look, body
from pipeline.publish.report.conduct import numbered
from pipeline.publish.report.problems import regulations_words
from pipeline.publish.report.prose import answered, cause, day_words, flat, listed, quoted, summary

MOST_ITEMS: Final = 15
"""Problems told one by one; the ledger has the rest."""
LEDGER_ANNEX: Final = 3
_NUMBERED_DAY = re.compile(r"((?:19|20)\d\d)[-年.](\d{1,2})[-月.](\d{1,2})")
_ALREADY = ("目前", "现", "现已")
_STANDINGS: Final = {
    words.UNDER_WAY: say.STILL_UNDER_WAY,
    words.NOT_STARTED: say.STILL_NOT_STARTED,
    words.STAGE_DONE: say.STAGE_REACHED,
}

Entry = dict[str, object]
"""One line of the ledger frame by key."""


def rectification(outcome: Outcome) -> list[Block]:
    """Return the chapters on unfinished and lasting problems, on major ones, on regulations and accountability."""
    nobody = not outcome.figures.returned and not outcome.figures.total.problems
    chapters = ((say.UNFINISHED, _unfinished), (say.MAJOR, _major), (say.LASTING, _lasting))
    blocks: list[Block] = []
    for heading, write in chapters:
        blocks += [Line(Look.CHAPTER, heading), *body(*([say.TO_COME] if nobody else write(outcome)))]
    return blocks


def _unfinished(outcome: Outcome) -> list[str]:
    total, as_of = outcome.figures.total, day_words(outcome.as_of)
    if not total.problems:
        return [say.NO_PROBLEM_LEFT.format(as_of=as_of)]
    counts = [say.UNFINISHED_COUNT.format(unfinished=total.unfinished)] if total.unfinished else []
    counts += [say.STAGE_COUNT.format(stage=total.stage_done)] if total.stage_done else []
    if not counts:
        return [say.UNFINISHED_NONE.format(as_of=as_of)]
    entries = _open_entries(outcome.ledger)
    rest = len(entries) - MOST_ITEMS
    items = numbered([_item(outcome, entry) for entry in entries[:MOST_ITEMS]])
    more = [say.REST_IN_LEDGER.format(count=rest, annex=LEDGER_ANNEX)] if rest > 0 else []
    return [say.UNFINISHED_LEAD.format(as_of=as_of, parts="，".join(counts)), *items, *more]


def _open_entries(ledger: pd.DataFrame) -> list[Entry]:
    """Return the entries not done: overdue ones first, then the rest, each in ledger order."""
    entries: list[Entry] = [
        {str(key): value for key, value in record.items()}
        for record in ledger[ledger["status"] != words.DONE].to_dict("records")
    ]
    return sorted(entries, key=lambda entry: not _days(entry))


def _item(outcome: Outcome, entry: Entry) -> str:
    reason = cause(entry["cause"])
    measure = summary(answered(entry["measure"]))
    return say.UNFINISHED_ITEM.format(
        unit=entry["unit"],
        problem=quoted(summary(entry["problem"])),
        standing=_standing(entry),
        cause=say.CAUSE.format(cause=reason) if reason else "",
        measure=say.MEASURE.format(measure=measure) if measure else "",
        progress=_progress(entry),
        due=_due(entry),
        person=_person(outcome, entry["person"]),
    )


def _person(outcome: Outcome, written: object) -> str:
    """Return who is responsible; what names nobody (各科室负责人) is left to be settled."""
    person = outcome.campaign.form["problems"]["person"].kind.read(written).value
    return say.PERSON.format(person=flat(person)) if person else say.PERSON_NOT_READ


def _standing(entry: Entry) -> str:
    if entry["plan_type"] == words.LONG_TERM and entry["status"] == words.UNDER_WAY:
        return say.STILL_LONG_TERM
    return _STANDINGS.get(str(entry["status"]), say.STANDING_NOT_READ)


def _progress(entry: Entry) -> str:
    progress = summary(answered(entry["progress"]))
    for word in _ALREADY:
        progress = progress.removeprefix(word).lstrip("，,")
    return say.PROGRESS.format(progress=progress) if progress else ""


def _due(entry: Entry) -> str:
    due, days = entry["due"], _days(entry)
    lasting = entry["plan_type"] == words.LONG_TERM
    if isinstance(due, str) and due:
        return say.DUE_NOT_READ.format(due=quoted(flat(due)))
    if not day_words(due):
        return say.DUE_OPEN
    if days:
        return (say.MILESTONE_PASSED if lasting else say.DUE_PASSED).format(due=day_words(due), days=days)
    return (say.MILESTONE if lasting else say.DUE).format(due=day_words(due))


def _days(entry: Entry) -> int:
    days = entry["overdue_days"]
    return int(days) if isinstance(days, int | float) and days > 0 else 0


def _major(outcome: Outcome) -> list[str]:
    figures = outcome.figures
    entries = outcome.ledger[outcome.ledger["major"] == words.YES].to_dict("records")
    if not figures.total.major and not figures.reported:
        return [say.NO_MAJOR]
    waiting = figures.total.major - figures.reported
    sentences = [say.REPORTED.format(reported=figures.reported)] if figures.reported else []
    sentences += [say.NOT_YET_REPORTED.format(major=figures.total.major, open=waiting)] if waiting > 0 else []
    items = [
        say.MAJOR_ITEM.format(
            unit=entry["unit"], problem=quoted(summary(entry["problem"])), report=_report(entry["reported_to"])
        )
        for entry in entries[:MOST_ITEMS]
    ]
    return ["".join(sentences), *numbered(items)]


def _report(reported_to: object) -> str:
    """Return when it was reported; to whom by name is left to the ledger."""
    text = flat(reported_to)
    day = _NUMBERED_DAY.search(text)
    if day:
        return say.REPORTED_ON.format(day=f"{day[1]}年{int(day[2])}月{int(day[3])}日")
    return say.REPORTED_SOME_DAY if text else say.NOT_REPORTED


def _lasting(outcome: Outcome) -> list[str]:
    return [_regulations(outcome.figures), _accountability(outcome.figures)]


def _regulations(figures: Figures) -> str:
    if not figures.regulations:
        return say.NO_REGULATIONS
    by_unit: dict[str, list[str]] = {}
    for regulation in figures.regulations:
        by_unit.setdefault(regulation.unit, []).append(regulation.kind + _titled(regulation.title))
    return say.REGULATIONS.format(
        parts=regulations_words(figures),
        lists=listed(unit + "、".join(titles) for unit, titles in by_unit.items()),
    )


def _titled(title: str) -> str:
    bare = flat(title)
    return bare if bare.startswith("《") else f"《{bare}》"


def _accountability(figures: Figures) -> str:
    if not figures.accountable:
        return say.NO_ACCOUNTABLE
    ways = "、".join(way for way, count in figures.sanctions.items() if count)
    return say.ACCOUNTABLE.format(count=figures.accountable, sanctions=say.SANCTIONS.format(ways=ways) if ways else "")
