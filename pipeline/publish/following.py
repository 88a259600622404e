"""What stands in a unit's workbook of a later round: its open problems, what became of them, what to do now."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from pipeline.campaign.model import Campaign, Unit
from pipeline.form import vocabulary as words
from pipeline.form.days import Day
from pipeline.form.identity import round_words
from pipeline.form.schema import Column
from pipeline.intake.memory import KnownProblem
from pipeline.meaning.lights import TO_CORRECT
from pipeline.meaning.numbering import tail_of
from pipeline.publish.content import Content, RowContent
from pipeline.publish.prefill import HISTORY

MILESTONE_DAYS: Final = 30
"""Days before the milestone of a long-term problem in which the unit is asked about it."""

_UNSAID: Final = (words.NOT_APPLIED, words.AWAITING_REVIEW)
"""States of 销号 that say nothing the status does not."""

_COMPOSED: Final = {"regulation": "regulation_kind", "reported_to": "reported_on"}
"""Columns the ledger shows together with another in brackets behind."""


@dataclass(frozen=True)
class RoundStart:
    """How the campaign stands when a round begins.

    Attributes:
        as_of: The day overdue is measured against.
        known: Number -> problem, as the last run left it.
        marks: Number -> what the office wrote in its blue columns.
        withdrawn: Number -> problem that was taken back; its number is not given again.
    """

    as_of: date
    known: Mapping[str, KnownProblem]
    marks: Mapping[str, Mapping[str, str]]
    withdrawn: Mapping[str, KnownProblem] = field(default_factory=dict)

    def open_problems(self, unit: Unit) -> list[KnownProblem]:
        """Return the problems of a unit that are not closed, in the order of their numbers."""
        mine = (problem for problem in self.known.values() if problem.unit == unit.name)
        not_closed = (problem for problem in mine if self.closing(problem) != words.CLOSED)
        return sorted(not_closed, key=lambda problem: (tail_of(problem.id), problem.id))

    def closing(self, problem: KnownProblem) -> str:
        """Return 销号状态: what the office wrote, else what the last run showed."""
        return self.marks.get(problem.id, {}).get("closing", "") or problem.record.get("closing", "")

    def note(self, problem: KnownProblem) -> str:
        """Return 审核意见."""
        return self.marks.get(problem.id, {}).get("review_note", "")


def followup_content(campaign: Campaign, unit: Unit, start: RoundStart, reply_by: str) -> Content:
    """Return the open problems of a unit, ready to be carried on; their numbers go on after all it ever had."""
    problems = start.open_problems(unit)
    columns = campaign.form["problems"].columns
    ever = (*start.known.values(), *start.withdrawn.values())
    taken = [tail_of(problem.id) for problem in ever if problem.unit == unit.name]
    return Content(
        rows={"problems": tuple(_record(problem, columns, start) for problem in problems)},
        reply_by=reply_by,
        to_correct=False,
        issued=tuple(problem.id for problem in problems),
        next_number=max(taken, default=0) + 1,
    )


def _record(problem: KnownProblem, columns: Sequence[Column], start: RoundStart) -> RowContent:
    cells = {column.key: _cell(problem.record, column) for column in columns}
    history = "\n".join((*_past(problem, start), f"本轮：{_task(problem, start)}"))
    urgent = start.closing(problem) in (words.SENT_BACK, words.REOPENED)
    return RowContent({**cells, HISTORY: history}, urgent=urgent)


def _cell(record: Mapping[str, str], column: Column) -> object:
    """Return what a unit would have written: a number as a number, a title without what the ledger puts behind."""
    text = record.get(column.key, "")
    if column.key in _COMPOSED:
        text = record.get("regulation_title") or text if column.key == "regulation" else text
        return text.removesuffix(f"（{record.get(_COMPOSED[column.key], '')}）")
    value = column.kind.read(text).value if text else None
    return float(value) if isinstance(value, Decimal) else value if isinstance(value, int) else text


def _past(problem: KnownProblem, start: RoundStart) -> Iterator[str]:
    """Go through how a problem stood at the end of every round, the last one as it stands now."""
    notes = []
    for number, stood in sorted(problem.rounds.items(), key=lambda one: int(one[0])):
        notes.append(stood.get("review_note", ""))
        yield _line(number, stood, notes[-1])
    note = start.note(problem)
    now = {**problem.record, "closing": start.closing(problem), "last": problem.last}
    yield _line(problem.record.get("round") or "1", now, "" if notes[-1:] == [note] else note)
    first, due = problem.first.get("due", ""), problem.record.get("due", "")
    if first and first != due:
        yield f"首次报的时限：{first}"


def _line(number: str, stood: Mapping[str, str], note: str) -> str:
    closing = stood.get("closing", "")
    facts = [stood.get("status", "") or "状态没有填", f"完成日期{stood['done_on']}" if stood.get("done_on") else ""]
    facts += [closing if closing not in _UNSAID else "", f"审核意见：{note}" if note else ""]
    return f"{round_words(int(number))}（{stood.get('last', '')}）：{'；'.join(filter(None, facts))}"


def _task(problem: KnownProblem, start: RoundStart) -> str:
    """Say what the unit is to do about a problem in this round."""
    record, closing, note = problem.record, start.closing(problem), start.note(problem)
    because = f"（{note}）" if note else ""
    if closing == words.SENT_BACK:
        return f"{closing}{because}，请补充后重新填报。"
    if closing == words.REOPENED:
        return f"{closing}{because}，请继续整改，更新状态、进展和时限。"
    if record.get("state") == TO_CORRECT:
        return f"上次填的有错，请改正。{_faults(record)}"
    if record.get("status") == words.DONE:
        return f"已报完成，{words.AWAITING_REVIEW}，不用再填。"
    return _progress_task(record, start.as_of)


def _faults(record: Mapping[str, str]) -> str:
    return "".join(f"\n{tip}" for tip in record.get("tips", "").split("\n") if tip)


def _progress_task(record: Mapping[str, str], as_of: date) -> str:
    due = _day(record.get("due", ""))
    long_term = record.get("plan_type") == words.LONG_TERM or record.get("status") == words.STAGE_DONE
    if long_term and due and due > as_of + timedelta(days=MILESTONE_DAYS):
        return f"{words.LONG_TERM}，阶段节点{due}未到，没有新进展可以不填。"
    if long_term:
        when = f"阶段节点{due}{'已过' if due < as_of else '将到'}" if due else "没有写阶段节点"
        return f"{words.LONG_TERM}，{when}，请写阶段性措施和成效，并填下一个节点日期。"
    if due and due < as_of:
        return f"已逾期{(as_of - due).days}天，请写明进展、原因和新的计划，完成的填完成情况。"
    return "请更新状态和进展，完成的填完成情况。"


def _day(text: str) -> date | None:
    value = Day(2000, past=200, ahead=200).read(text).value if text else None
    return value if isinstance(value, date) else None
