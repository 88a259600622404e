"""Identity over time: the same problem keeps its number, and none is lost (product.md).

A problem is known again by its preprinted number, else by its text: exact, then near, one to one
within its unit; where several would do, nothing is guessed and somebody is told.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from pipeline.campaign.model import Campaign
from pipeline.form import vocabulary as words
from pipeline.form.folding import fold_prose
from pipeline.form.nearness import SAME_TEXT, likeness
from pipeline.form.reading import OVERLONG
from pipeline.intake.memory import KnownProblem
from pipeline.meaning.conform import Conformed
from pipeline.meaning.numbering import ceded_numbers, kept_beside, own_numbers, tail_of
from pipeline.meaning.sources import Fault, by_unit
from pipeline.meaning.views import Return, returns

CLEARLY: Final = 5.0
"""How much nearer than the second the nearest must be."""

_REASON = re.compile(r"延期|延长|推迟|顺延|原因|因|由于|受.{1,12}影响|暂未|尚未|待")


@dataclass(frozen=True)
class Numbered:
    """Every problem with its number.

    Attributes:
        numbers: Index label in the problems frame -> number, each once.
        faults: What is to be said of numbers that could not be settled.
        missing: Problems known from earlier runs that no source reports now and nobody took back.
        gone: Numbers of the problems their units were to report and do not report any more.
    """

    numbers: Mapping[int, str]
    faults: tuple[Fault, ...] = ()
    missing: tuple[KnownProblem, ...] = ()
    gone: frozenset[str] = frozenset()


def number_problems(campaign: Campaign, conformed: Conformed, known: Mapping[str, KnownProblem]) -> Numbered:
    """Return the numbers of all problems: own, recognised, or the next of the unit, in row order.

    A problem of a later round may bear the number it has in an earlier one of its unit; the sources
    of a unit come in the order of their rounds. Where parts of one return use a number for different
    problems, the one it belonged to before keeps it, else the first; the other gets a new one.
    """
    numbers: dict[int, str] = {}
    faults: list[Fault] = []
    texts = _Texts(known)
    every = list(returns(campaign, conformed))
    units = by_unit(conformed.sources)
    ceding = ceded_numbers(every, known)
    for one in every:
        settled, told = _number(
            one,
            texts.before(one),
            ceding,
            _Beside(texts.beside(one), kept_beside(one, [every[n] for n in units[one.source.unit.name]], ceding)),
        )
        texts.add(one, settled)
        numbers |= settled
        faults += told
    return Numbered(numbers, tuple(faults))


class _Texts:
    """What the problems of each unit were called: by earlier runs, then by the returns before."""

    def __init__(self, known: Mapping[str, KnownProblem]) -> None:
        self._known: dict[str, dict[str, str]] = {}
        self._told: dict[str, list[tuple[tuple[int, int, str], str, str]]] = {}
        for number, problem in known.items():
            self._known.setdefault(problem.unit, {})[number] = fold_prose(problem.first["problem"])

    def before(self, one: Return) -> Mapping[str, str]:
        """Return number -> text for the unit of a return, its own round and later ones left out."""
        unit, this = one.source.unit.name, one.source.round
        earlier = {number: text for place, number, text in self._told.get(unit, ()) if place[0] < this}
        return {**earlier, **self._known.get(unit, {})}

    def beside(self, one: Return) -> Mapping[str, str]:
        """Return number -> text of the parts before it of the same return."""
        unit, this = one.source.unit.name, one.source.place
        return {n: text for place, n, text in self._told.get(unit, ()) if place[0] == this[0] and place != this}

    def add(self, one: Return, numbers: Mapping[int, str]) -> None:
        """Remember what a return calls its problems."""
        told = ((one.source.place, number, _text(one, index)) for index, number in numbers.items())
        self._told.setdefault(one.source.unit.name, []).extend(told)


@dataclass(frozen=True)
class _Beside:
    """Numbers in use by other parts of the same return: those given, with their texts, and those still to come."""

    given: Mapping[str, str]
    kept: frozenset[str]


def _number(
    one: Return, known: Mapping[str, str], ceding: Mapping[int, str], beside: _Beside
) -> tuple[dict[int, str], list[Fault]]:
    numbers = {index: number for index, number in own_numbers(one).items() if index not in ceding}
    faults = list(_shifted(one, numbers, known))
    without = [index for index in one.index["problems"] if index not in numbers]
    taken = {*numbers.values(), *beside.kept, *beside.given}
    free = {number: text for number, text in known.items() if number not in taken}
    exact = _exact(one, without, {**free, **beside.given})
    near: dict[int, str] = {}
    numbers |= exact
    left = {number: text for number, text in free.items() if number not in exact.values()}
    for index in (index for index in without if index not in exact):
        choice, rivals = _nearest(_text(one, index), left)
        if choice and choice not in near.values():
            near[index] = choice
        elif rivals:
            faults.append(one.frame("problems").fault("H03", index, "id", candidates="、".join(rivals)))
    numbers |= near
    highest = max([one.last_number, *map(tail_of, (*numbers.values(), *known, *taken))], default=0)
    for index in without:
        if index not in numbers:
            highest += 1
            numbers[index] = f"{one.source.unit.code}-{highest:03d}"
    return numbers, [*faults, *_renumbered(one, numbers, ceding)]


def _renumbered(one: Return, numbers: Mapping[int, str], ceding: Mapping[int, str]) -> Iterator[Fault]:
    """H06: the number is that of another problem in another part of the same return."""
    for index in one.index["problems"]:
        if index in ceding:
            yield one.frame("problems").fault("H06", index, "id", other=ceding[index], number=numbers[index])


def _text(one: Return, index: int) -> str:
    return fold_prose(one.frame("problems").whole["problem"][index])


def _exact(one: Return, rows: Sequence[int], free: Mapping[str, str]) -> dict[int, str]:
    by_text: dict[str, list[str]] = {}
    for number, text in free.items():
        by_text.setdefault(text, []).append(number)
    matched = {}
    for index in rows:
        numbers = by_text.get(_text(one, index), [])
        if numbers and _text(one, index):
            matched[index] = numbers.pop(0)
    return matched


def _nearest(text: str, free: Mapping[str, str]) -> tuple[str, tuple[str, ...]]:
    """Return the number clearly nearest, or "" and the numbers between which nothing decides."""
    ranked = sorted(((likeness(text, other), number) for number, other in free.items() if other), reverse=True)
    near = [(alike, number) for alike, number in ranked if alike >= SAME_TEXT]
    if not near or not text:
        return "", ()
    if len(near) > 1 and near[0][0] - near[1][0] < CLEARLY:
        return "", tuple(number for _, number in near)
    return near[0][1], ()


def _shifted(one: Return, numbers: Mapping[int, str], known: Mapping[str, str]) -> Iterator[Fault]:
    """H02: a row bears one number and the very text of another: rows were moved past their numbers."""
    by_text = {text: number for number, text in known.items()}
    for index, number in numbers.items():
        other = by_text.get(_text(one, index))
        if other and other != number and number in known:
            yield one.frame("problems").fault("H02", index, "id", other=other)


def over_time_faults(
    campaign: Campaign, conformed: Conformed, numbers: Mapping[int, str], known: Mapping[str, KnownProblem],
    marks: Mapping[str, Mapping[str, str]],
) -> Iterator[Fault]:  # fmt: skip
    """Go through what earlier runs and the office's marks say against this one."""
    yield from frozen_changes(campaign, conformed, numbers, known)
    yield from reopened(campaign, conformed, numbers, closed_numbers(marks))


def closed_numbers(marks: Mapping[str, Mapping[str, str]]) -> frozenset[str]:
    """Return the numbers of the problems the office has closed."""
    return frozenset(number for number, said in marks.items() if said.get("closing") == words.CLOSED)


def frozen_changes(
    campaign: Campaign, conformed: Conformed, numbers: Mapping[int, str], known: Mapping[str, KnownProblem]
) -> Iterator[Fault]:
    """H01, H04: what was fixed when the problem was first reported reads otherwise now.

    具体问题 and 发现日期 are fixed; 整改时限 may be put off with a reason in 整改进展 or 备注, and that of
    what lasts is a milestone: the next one follows when a stage is done.
    """
    for one in returns(campaign, conformed):
        frame = one.frame("problems")
        for index in one.index["problems"]:
            problem = known.get(numbers[index])
            if problem is None:
                continue
            for key in ("problem", "found_on"):
                before, now = problem.first.get(key, "")[:OVERLONG], _shown(one, index, key)
                if before and now and fold_prose(before) != fold_prose(now):
                    yield frame.fault("H01", index, key, before=before)
            agreed, due = _agreed_due(problem, one.source.round), _shown(one, index, "due")
            if agreed and due > agreed and not _reasoned(one, index) and not _next_stage(one, index):
                yield frame.fault("H04", index, "due", before=agreed)


def _agreed_due(problem: KnownProblem, this_round: int) -> str:
    """Return the day a problem was to be done by when the round before was over; what was put off then stands."""
    over = [was.get("due", "") for was in problem.rounds.values()]
    if int(problem.record.get("round") or this_round) < this_round:
        over.append(problem.record.get("due", ""))
    return max([problem.first.get("due", ""), *over])


def _shown(one: Return, index: int, key: str) -> str:
    value = one.value("problems", index, key)
    return "" if value is None else str(value)


def _next_stage(one: Return, index: int) -> bool:
    plan_type, status = (one.value("problems", index, key) for key in ("plan_type", "status"))
    return plan_type == words.LONG_TERM and status == words.STAGE_DONE


def _reasoned(one: Return, index: int) -> bool:
    found = one.frame("problems").found
    return any(_REASON.search(str(found[key][index])) for key in ("progress", "remark"))


def reopened(
    campaign: Campaign, conformed: Conformed, numbers: Mapping[int, str], closed: frozenset[str]
) -> Iterator[Fault]:
    """H05: a problem the office has closed is reported as not done."""
    for one in returns(campaign, conformed):
        for index in one.index["problems"]:
            status = one.value("problems", index, "status")
            if numbers[index] in closed and status in (words.NOT_STARTED, words.UNDER_WAY):
                yield one.frame("problems").fault("H05", index, "status")
