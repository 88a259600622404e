"""Rules on what prose says: nothing, what another column says, where to look, several things at once.

One small function a rule, all of one shape: (frame, context) -> faults. `PROSE_RULES` is the list.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Final

from pipeline.findings import Severity
from pipeline.form import vocabulary as words
from pipeline.form.amiss import is_general_fault, is_hollow_cause, is_hollow_problem
from pipeline.form.answering import calls_it_answer, tells_answer, tells_of_reporter
from pipeline.form.commonplace import is_commonplace
from pipeline.form.evidence import is_evidence_alone, is_still_wanting, names_evidence
from pipeline.form.folding import fold
from pipeline.form.generalities import (
    is_hollow_accountability,
    is_hollow_basis,
    is_hollow_duty,
    is_hollow_lesson,
    is_hollow_name,
    is_hollow_post,
    is_hollow_power,
    is_hollow_practice,
    is_hollow_precaution,
    is_hollow_risk,
)
from pipeline.form.hollow import (
    is_effect_awaited,
    is_hollow_effect,
    is_hollow_progress,
)
from pipeline.form.kinds import Text
from pipeline.form.nothing import says_same
from pipeline.form.numbered_items import items_in
from pipeline.form.placeholders import is_placeholder
from pipeline.form.promises import ends_in_promise
from pipeline.form.regulations import names_regulation, says_no_title
from pipeline.form.restating import is_same, repeats
from pipeline.form.schema import By
from pipeline.form.wording import only_refers, refers_elsewhere
from pipeline.meaning.conform import SheetFrame
from pipeline.meaning.context import Context, RowRule
from pipeline.meaning.sources import Fault

_ASKED_BY_STATUS = frozenset(("progress", "effect"))
_WISHED = frozenset(("cause",))
"""Prose that need not be filled, but where 见附件 is worth a word."""
_JUDGED_APART = frozenset(("phone", "evidence", "regulation", "remark", "rank", "pledge"))
"""Prose that may be a number or has a rule of its own."""
_IS_CAUSE = re.compile(
    "(?:由于|因为?|主要是因为?|原因是)[^，,。；;]+|[^，,。；;]+(?:所致|造成|导致|引起|不足|不够|不到位|短缺|紧缺|不强|不严)(?:的)?"
)
_FINISHED: Final = (words.DONE, words.STAGE_DONE)


def _said(frame: SheetFrame, key: str) -> Iterator[tuple[int, str]]:
    """Go through what is `_written` and neither refers elsewhere nor is a placeholder: those are told by themselves."""
    for index, text in _written(frame, key):
        if not only_refers(text) and not is_placeholder(text):
            yield index, text


def _written(frame: SheetFrame, key: str) -> Iterator[tuple[int, str]]:
    """Go through the cells of a column that hold something of which reading has said nothing; 同上 is told by itself."""
    for index, text in enumerate(frame.found[key]):
        if text and not frame.was_told(index, key) and not says_same(text):
            yield index, text


def enclosed(frame: SheetFrame, context: Context) -> Iterator[Fault]:
    """R16: 见附件 names no file and none has come, or 暂缺: for a done problem an error; what names nothing is to be confirmed."""
    for index, text in _written(frame, "evidence"):
        named = names_evidence(text)
        pointed = refers_elsewhere(text) or (only_refers(text) and not named)
        if frame.sources[index] in context.with_attachments or (named and not pointed):
            continue
        done = (pointed or is_still_wanting(text)) and frame.values["status"][index] == words.DONE
        yield replace(frame.fault("R16", index, "evidence"), gravity=Severity.ERROR if done else None)


def unfilled(frame: SheetFrame, context: Context) -> Iterator[Fault]:
    """V19: XXX, ing or 请填写 was left where the text is asked for; to be confirmed in a column that need not be filled."""
    del context
    for column in frame.sheet.columns:
        if not isinstance(column.kind, Text) or column.by is By.PREPRINTED or column.key in _JUDGED_APART:
            continue
        asked = column.required or column.key in _ASKED_BY_STATUS
        for index, text in _written(frame, column.key):
            if is_placeholder(text):
                yield replace(frame.fault("V19", index, column.key), gravity=None if asked else Severity.WARNING)


def omitted(frame: SheetFrame, context: Context) -> Iterator[Fault]:
    """V19: 略 or 见附件 stands where the text itself is asked for (domain.md 4.3 no. 67).

    Where the unit has sent attachments, and in a column that need not be filled, that is to be confirmed.
    """
    for column in frame.sheet.columns:
        asked = column.required or column.key in _ASKED_BY_STATUS
        if not isinstance(column.kind, Text) or column.by is By.PREPRINTED or not (asked or column.key in _WISHED):
            continue
        for index, text in _written(frame, column.key):
            if only_refers(text):
                sent = frame.sources[index] in context.with_attachments and fold(text).strip("()") != "略"
                gravity = Severity.WARNING if sent or not asked else None
                yield replace(frame.fault("V19", index, column.key), gravity=gravity)


def vacuous_measure(frame: SheetFrame, context: Context) -> Iterator[Fault]:
    """R17: the measure repeats the problem, is under six characters, or is a commonplace."""
    del context
    for index, text in enumerate(frame.found["measure"]):
        if text and frame.values["measure"][index] is not None and not only_refers(text) and not is_placeholder(text):
            what = _wrong_measure(text, frame.found["problem"][index])
            if what:
                yield frame.fault("R17", index, "measure", what=what)


def _wrong_measure(text: str, problem: str) -> str:
    bare = fold(text).strip("。；;，,")
    if bare == fold(problem).strip("。；;，,") or repeats(text, problem):
        return "与具体问题相同"
    if len(bare) < 6:
        return "不足6个字"
    if _IS_CAUSE.fullmatch(bare) or is_general_fault(text):
        return "写的是原因，没有具体做法"
    return "没有具体做法" if is_commonplace(text) else ""


def hollow(frame: SheetFrame, context: Context) -> Iterator[Fault]:
    """W27: prose that fits any case answers nothing, 效果明显 as little as 无."""
    del context
    for key, is_hollow in _HOLLOW.get(frame.sheet.key, {}).items():
        for index, text in _said(frame, key):
            if is_hollow(text):
                yield _unsaid(frame, index, key)


def hollow_progress(frame: SheetFrame, context: Context) -> Iterator[Fault]:
    """W27: progress of what is under way or late says what is done, and not the measure once more."""
    for index, text in _said(frame, "progress"):
        status, plan, due = (frame.values[key][index] for key in ("status", "plan_type", "due"))
        explained = plan == words.AT_ONCE or (due is not None and str(due) < str(context.as_of))
        asked = status == words.UNDER_WAY or (status == words.NOT_STARTED and explained)
        empty = is_hollow_progress(text) or is_same(text, frame.found["measure"][index])
        if asked and empty:
            yield _unsaid(frame, index, "progress")


def hollow_effect(frame: SheetFrame, context: Context) -> Iterator[Fault]:
    """W27: the effect of what is done is seen, neither promised nor the measure or a paper.

    What is done and said to have no effect yet is an error, as an effect left out is.
    """
    del context
    for index, text in _said(frame, "effect"):
        if frame.values["status"][index] in _FINISHED:
            promised = frame.values["status"][index] == words.DONE and ends_in_promise(text)
            same = is_same(text, frame.found["measure"][index])
            empty = is_hollow_effect(text) and not tells_of_reporter(text)
            if promised or same or empty or is_evidence_alone(text):
                awaited = frame.values["status"][index] == words.DONE and is_effect_awaited(text)
                yield frame.fault("V19", index, "effect") if awaited else _unsaid(frame, index, "effect")


def hollow_cause(frame: SheetFrame, context: Context) -> Iterator[Fault]:
    """W27: a cause fits more than any case, and is not the problem once more."""
    del context
    for index, text in _said(frame, "cause"):
        if is_hollow_cause(text) or repeats(text, frame.found["problem"][index]):
            yield _unsaid(frame, index, "cause")


def _unsaid(frame: SheetFrame, index: int, key: str) -> Fault:
    return frame.fault("W27", index, key)


def several_in_one(frame: SheetFrame, context: Context) -> Iterator[Fault]:
    """R18: one cell with two or more numbered items."""
    del context
    for index, text in enumerate(frame.found["problem"]):
        count = items_in(text)
        if count >= 2:
            yield frame.fault("R18", index, "problem", count=str(count))


def unanswered(frame: SheetFrame, context: Context) -> Iterator[Fault]:
    """R22: what teachers and students reported shows how they were answered."""
    del context
    for index, source in enumerate(frame.values["source"]):
        if source != words.FROM_PEOPLE or calls_it_answer(frame.found["problem"][index]):
            continue
        if not any(tells_answer(frame.found[key][index]) for key in ("effect", "progress", "evidence", "remark")):
            yield frame.fault("R22", index, "effect")


def untitled_regulation(frame: SheetFrame, context: Context) -> Iterator[Fault]:
    """R23: 建章立制 gives the title of a regulation, also where only 新建 or 修订 is chosen."""
    del context
    for index, text in enumerate(frame.found["regulation"]):
        made = frame.values["regulation_kind"][index]
        if text and not names_regulation(text):
            yield frame.fault("R23", index, "regulation", what=f"写的是“{text}”")
        elif not text and made is not None:
            what = f"没有填，“{frame.sheet['regulation_kind'].heading}”却填了“{made}”"
            yield frame.fault("R23", index, "regulation", what=what)


def untitled_rules(frame: SheetFrame, context: Context) -> Iterator[Fault]:
    """R23: rules said to be there already have a name: 有, 相关制度 are none."""
    del context
    for index, text in _written(frame, "regulation"):
        if says_no_title(text):
            yield frame.fault("R23", index, "regulation", what=f"写的是“{text}”")


def pointed_elsewhere(frame: SheetFrame, context: Context) -> Iterator[Fault]:
    """R16, where no evidence is asked for: what is written all the same names a thing, 见附件 and 略 do not."""
    for index, text in _written(frame, "evidence"):
        named = names_evidence(text) and not refers_elsewhere(text)
        if only_refers(text) and not named and frame.sources[index] not in context.with_attachments:
            yield frame.fault("R16", index, "evidence")


def restated(frame: SheetFrame, context: Context) -> Iterator[Fault]:
    """W27: a column that asks for more than another does not say the same."""
    del context
    for key, other in _RESTATED.get(frame.sheet.key, ()):
        for index, text in _said(frame, key):
            if is_same(text, frame.found[other][index]):
                yield _unsaid(frame, index, key)


_remembered: Final = lru_cache(maxsize=4096)
"""Units of a campaign write the same sentences over and over."""
_HOLLOW: Final[Mapping[str, Mapping[str, Callable[[str], bool]]]] = {
    "basics": {"duties": _remembered(is_hollow_duty), "accountability": _remembered(is_hollow_accountability)},
    "points": {"basis": _remembered(is_hollow_basis)},
    "problems": {"problem": _remembered(is_hollow_problem)},
    "risks": {
        "post": _remembered(is_hollow_post),
        "power": _remembered(is_hollow_power),
        "risk": _remembered(is_hollow_risk),
        "form": _remembered(is_hollow_risk),
        "control": _remembered(is_hollow_precaution),
    },
    "cases": {"reform": _remembered(is_hollow_lesson)},
    "measures": {
        "name": _remembered(is_hollow_name),
        "how": _remembered(is_hollow_practice),
        "effect": _remembered(is_hollow_effect),
    },
}
"""Sheet key -> column -> what tells that it says nothing, whatever else the row holds."""
_RESTATED: Final[Mapping[str, tuple[tuple[str, str], ...]]] = {
    "risks": (("form", "risk"), ("control", "risk"), ("control", "form")),
    "cases": (("reform", "facts"),),
    "measures": (("how", "name"), ("effect", "how")),
}
"""Sheet key -> (column, the one it is not to repeat)."""

PROSE_RULES: tuple[tuple[str, RowRule], ...] = (
    *(("problems", rule) for rule in (
        enclosed, vacuous_measure, hollow_progress, hollow_effect, hollow_cause, several_in_one, unanswered, untitled_regulation,
    )),
    ("risks", untitled_rules), ("measures", pointed_elsewhere),
    *((sheet, restated) for sheet in _RESTATED),
    *((sheet, rule) for sheet in ("problems", "basics", "points", "risks", "cases", "measures") for rule in (unfilled, omitted, hollow)),
)  # fmt: skip
"""(sheet key, rule), in the order findings are raised."""
