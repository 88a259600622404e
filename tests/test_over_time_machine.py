"""A campaign of two units lived through at random: whatever happens between runs, nothing is lost or counted twice."""

import os
import re
import tempfile
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Final

from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    precondition,
    rule,
    run_state_machine_as_test,
)

from pipeline.form import vocabulary as words
from pipeline.intake.book import RawBook, RawSheet, shown_text
from pipeline.intake.disposition import Disposition
from pipeline.intake.memory import Memory, load_memory, save_memory
from pipeline.intake.office import OfficeNotes
from pipeline.intake.opening import Opened, refused
from pipeline.intake.past import Past
from pipeline.intake.recovery import recovered
from pipeline.intake.sorting import LEAVE_OUT, USE_THIS, OfficeWord
from pipeline.intake.submission import Record
from pipeline.meaning.changes import records
from pipeline.meaning.columns import LEDGER_SHEET, ledger_columns
from pipeline.meaning.judge import Judged, judge
from pipeline.steps import blue_columns
from tests.dear import dear
from tests.inboxes import arrival
from tests.judging import AS_OF, campaign, opened, return_of_other_unit
from tests.judging import clean_workbook as catering_workbook

STEPS: Final = int(os.environ.get("STEPS", "15"))
EXAMPLES: Final = int(os.environ.get("EXAMPLES", "15"))
"""How long a life is, and how many are lived; `EXAMPLES=500 STEPS=60 pytest tests/test_over_time_machine.py` by hand."""
UNITS: Final = {"后勤集团": "HQJT", "总务处": "ZWC"}
DEEDS: Final = ("finds", "corrects", "rewords", "strikes", "reorders", "copies_the_numbers", "empties_the_numbers")
MARK: Final = re.compile(r"第[甲乙丙丁戊己庚辛壬癸]{4}件")
_DIGITS = "甲乙丙丁戊己庚辛壬癸"
_PLACES = (
    "食堂冷库",
    "地下车库",
    "图书馆西侧楼梯",
    "学生公寓水房",
    "实训楼配电间",
    "操场看台",
    "教学楼消防通道",
    "超市仓库",
    "锅炉房",
    "医务室走廊",
)
_FAULTS = (
    "温度记录连续缺失",
    "应急照明不亮",
    "合同到期后没有续签",
    "收费标准没有公示",
    "巡查表由一人代签",
    "台账与实物不符",
    "地面破损没有修补",
    "值班电话无人接听",
    "验收没有使用方签字",
    "废弃物没有分类",
)


@dataclass(frozen=True)
class Written:
    """One problem as its unit has it on its desk.

    Attributes:
        mark: What makes its text unlike any other.
        number: The number in its first cell, "" where there is none.
        text: Its 具体问题.
        status: Its 整改状态.
    """

    mark: str
    number: str
    text: str
    status: str = words.UNDER_WAY


class Campaign(RuleBasedStateMachine):
    """Two units, an office, an inbox, a store: the rules are what people do, the invariants what must hold after a run."""

    def __init__(self) -> None:
        super().__init__()
        self.day = AS_OF
        self.inbox: dict[str, Opened] = {}
        self.desks: dict[str, list[Written]] = {unit: [] for unit in UNITS}
        self.sent: dict[str, tuple[Written, ...]] = {}
        self.notes = OfficeNotes()
        self.memory = Memory()
        self.last: Judged | None = None
        self.changed = True
        self.issued: dict[str, str] = {}
        self.count = self.posted = 0

    @initialize()
    def both_report(self) -> None:
        """Both units find something and send it."""
        for unit in UNITS:
            self.finds(unit)
            self.finds(unit)
            self.sends(unit)

    # What units do

    @rule(days=st.integers(1, 4), seed=st.integers(0, 2**32))
    def works(self, days: int, seed: int) -> None:
        """On each of some days a unit does a few things to its workbook and sends it, and the office runs the program.

        What is done is drawn from the seed: left to the strategy, lives are too much alike.
        """
        chance = Random(seed)  # noqa: S311  # variety, no secret
        for _ in range(days):
            unit = chance.choice(sorted(UNITS))
            for deed in chance.choices(DEEDS, k=chance.randint(1, 4)):
                getattr(self, deed)(unit, chance.randint(0, 9))
            self.sends(unit)
            self.runs()

    def finds(self, unit: str, _: int = 0) -> None:
        """A unit writes down a new problem, without a number."""
        self.count += 1
        digits = "".join(_DIGITS[int(digit)] for digit in f"{self.count:04d}")
        chance = Random(self.count)  # noqa: S311  # variety, no secret
        text = f"第{digits}件：{chance.choice(_PLACES)}{self.count}号点位{chance.choice(_FAULTS)}，已经有{chance.randint(2, 90)}天，{chance.choice(_PLACES)}同样。"
        self.desks[unit].append(Written(f"第{digits}件", "", text))

    def corrects(self, unit: str, which: int) -> None:
        """A unit reports a problem as begun, done, or not yet begun."""
        self._change(
            unit, which, lambda one: replace(one, status=(words.NOT_STARTED, words.UNDER_WAY, words.DONE)[which % 3])
        )

    def rewords(self, unit: str, which: int) -> None:
        """A unit says a problem in slightly other words."""
        self._change(unit, which, lambda one: replace(one, text=one.text.replace("已经有", "至今已有")))

    def strikes(self, unit: str, which: int) -> None:
        """A unit leaves a problem out."""
        if len(self.desks[unit]) > 1:
            self.desks[unit].pop(which % len(self.desks[unit]))

    def reorders(self, unit: str, _: int = 0) -> None:
        """A unit sorts its rows, numbers and all."""
        self.desks[unit].reverse()

    def copies_the_numbers(self, unit: str, _: int = 0) -> None:
        """A unit writes the numbers of the ledger beside its problems."""
        known = {mark: number for number, mark in self.issued.items()}
        self.desks[unit] = [replace(one, number=known.get(one.mark, one.number)) for one in self.desks[unit]]

    def empties_the_numbers(self, unit: str, _: int = 0) -> None:
        """A unit copies its rows into a new workbook, without numbers."""
        self.desks[unit] = [replace(one, number="") for one in self.desks[unit]]

    def sends(self, unit: str) -> None:
        """A unit sends what it has: a newer file beside the older ones."""
        self.posted += 1
        path = f"{unit}/{self.posted:03d}.xlsx"
        self.inbox[path] = _sent(unit, path, self.desks[unit], self.posted)
        self.sent[path] = tuple(self.desks[unit])
        self.changed = True

    @rule()
    def sends_a_copy(self) -> None:
        """Somebody forwards a file that is there already."""
        path = next(reversed(self.inbox), "")
        if path and path in self.sent:
            copy = f"{path.removesuffix('.xlsx')} - 副本.xlsx"
            self.inbox[copy] = replace(self.inbox[path], path=copy)
            self.sent[copy] = self.sent[path]
            self.changed = True

    @rule()
    def sends_rubbish(self) -> None:
        """A file arrives that nobody can open."""
        self.posted += 1
        path = f"后勤集团损坏{self.posted:03d}.xlsx"
        self.inbox[path] = refused(arrival(path, path.encode()), "文件已损坏")
        self.changed = True

    # What the office does

    @rule(which=st.integers(0, 9))
    def takes_a_file_out(self, which: int) -> None:
        """The office takes a file out of the inbox."""
        if len(self.inbox) > 1:
            del self.inbox[sorted(self.inbox)[which % len(self.inbox)]]
            self.changed = True

    @rule(which=st.integers(0, 9), word=st.sampled_from((words.CLOSED, words.REOPENED, "退回补充")))
    @precondition(lambda self: self.last is not None and not self.last.outcome.ledger.empty)
    def marks_a_problem(self, which: int, word: str) -> None:
        """The office writes 销号状态 and 审核意见 on a problem."""
        assert self.last is not None
        listed = self.last.outcome.ledger["id"]
        number = listed[which % len(listed)]
        marks = {**self.notes.marks, number: {"closing": word, "review_note": f"意见{which}"}}
        self.notes = replace(self.notes, marks=marks)
        self.changed = True

    @rule(which=st.integers(0, 9), word=st.sampled_from((USE_THIS, LEAVE_OUT)))
    def decides_on_a_file(self, which: int, word: str) -> None:
        """The office writes 采用 or 忽略 on a file, and takes back what it wrote on others."""
        path = sorted(self.inbox)[which % len(self.inbox)]
        self.notes = replace(self.notes, words={path: OfficeWord(word)})
        self.changed = True

    @rule()
    def takes_the_word_back(self) -> None:
        """The office empties 处理指定."""
        self.notes = replace(self.notes, words={})
        self.changed = True

    @rule(days=st.integers(1, 40))
    def days_pass(self, days: int) -> None:
        """Time passes: what is overdue may be told anew."""
        self.day += timedelta(days=days)
        self.changed = True

    @rule()
    def the_store_is_saved_and_loaded(self) -> None:
        """What is remembered goes through the store on disk."""
        with tempfile.TemporaryDirectory() as folder:
            save_memory(self.memory, Path(folder) / "记录.sqlite")
            assert load_memory(Path(folder) / "记录.sqlite") == self.memory

    @rule()
    @precondition(lambda self: self.last is not None and not self.changed)
    def the_store_is_lost(self) -> None:
        """The store is deleted: what is remembered is what the ledger itself shows, nothing of what was taken back."""
        assert self.last is not None
        listed = set(self.last.outcome.ledger["id"])
        self.issued = {number: mark for number, mark in self.issued.items() if number in listed}
        marks = {number: said for number, said in self.notes.marks.items() if number in listed}
        self.notes = replace(self.notes, marks=marks)
        columns, rows = ledger_columns(campaign().form), records(self.last.outcome.ledger)
        lines: list[list[object]] = [[column.heading for column in columns]]
        lines += [[row[column.key] for column in columns] for row in rows]
        book = RawBook((RawSheet(LEDGER_SHEET, True, lines, len(lines)),))
        self.memory = replace(recovered(book, blue_columns(campaign()), self.day.isoformat()), notes=self.notes)
        self.changed = True

    @rule()
    def runs(self) -> None:
        """The office runs the program; what must hold then is asserted."""
        run = self._judge()
        self._every_row_once(run)
        self._one_disposition_a_file(run)
        self._numbers_stay(run)
        self._words_stay(run)
        if not self.changed and self.last is not None:
            now, then = run.outcome, self.last.outcome
            # named first: pytest would write out two whole outcomes to explain a comparison
            changes, same_findings, same_ledger = (
                now.changes,
                now.findings == then.findings,
                now.ledger.equals(then.ledger),
            )
            assert (changes, same_findings, same_ledger) == ((), True, True)
        self.last, self.memory, self.changed = run, run.memory, False

    def _judge(self) -> Judged:
        files = [self.inbox[path] for path in sorted(self.inbox)]
        return judge(campaign(), files, Past(self.notes, self.memory.received, self.memory), self.day)

    # What must hold

    def _every_row_once(self, run: Judged) -> None:
        """Every row of the used files stands in the ledger once, those of the files they replaced too.

        What else stands there, an earlier run knew. Where the office chose a file, the others need not be there.
        """
        marks = [_mark_of(text) for text in run.outcome.ledger["problem"]]
        used, replaced = (self._reported(run, kind) for kind in (Disposition.USED, Disposition.SUPERSEDED))
        ever = (*self.memory.problems.values(), *self.memory.withdrawn.values())
        known = {_mark_of(one.record["problem"]) for one in ever}
        assert sorted(marks) == sorted(set(marks))
        assert used <= set(marks) <= used | replaced | known
        assert self.notes.words or replaced <= set(marks)

    def _reported(self, run: Judged, kind: Disposition) -> set[str]:
        """Return the marks of all rows of the files that became this."""
        paths = (entry.path for entry in run.outcome.files if entry.disposition is kind)
        return {one.mark for path in paths for one in self.sent[path]}

    def _one_disposition_a_file(self, run: Judged) -> None:
        """Every file of the inbox is in 收件清单 once."""
        listed = sorted(entry.path for entry in run.outcome.files)
        assert listed == sorted(self.inbox)

    def _numbers_stay(self, run: Judged) -> None:
        """A number never comes to mean another problem."""
        for number, text in zip(run.outcome.ledger["id"], run.outcome.ledger["problem"], strict=True):
            mark = _mark_of(text)
            assert self.issued.setdefault(number, mark) == mark, (number, text)

    def _words_stay(self, run: Judged) -> None:
        """What the office wrote on a problem stands on it, and is remembered where it is not there."""
        rows = run.outcome.ledger.set_index("id")
        for number, said in self.notes.marks.items():
            kept = run.memory.notes.marks.get(number)
            assert kept == said
            if number in rows.index:
                shown = {key: rows.at[number, key] for key in said}
                assert shown == said

    def _change(self, unit: str, which: int, how: object) -> None:
        desk = self.desks[unit]
        if desk:
            desk[which % len(desk)] = how(desk[which % len(desk)])  # type: ignore[operator]


def _mark_of(text: str) -> str:
    """Return the mark of a problem's text, which every text has."""
    found = MARK.search(text)
    assert found, text
    return found[0]


def _sent(unit: str, path: str, desk: list[Written], content: int) -> Opened:
    """Return a return with these problems as a run opens it; `content` makes it unlike all others, and newer."""
    base = _opened(unit)
    assert base.submission is not None
    table = base.submission.tables["problems"]
    first = table.records[0]
    records = tuple(_record(first, number, one) for number, one in enumerate(desk))
    saved = f"2023-11-07T{content // 60:02d}:{content % 60:02d}:00+08:00"
    submission = replace(
        base.submission, saved=saved, tables={**base.submission.tables, "problems": replace(table, records=records)}
    )
    return replace(base, path=path, sha256=f"{content:064x}", submission=submission)


def _record(first: Record, number: int, one: Written) -> Record:
    cells = {**first.cells, "id": one.number, "problem": one.text, "status": one.status}
    return replace(first, row=first.row + number, cells={key: cell for key, cell in cells.items() if shown_text(cell)})


_BASES: dict[str, Opened] = {}


def _opened(unit: str) -> Opened:
    if unit not in _BASES:
        data = catering_workbook() if unit == "后勤集团" else return_of_other_unit("一处。")
        _BASES[unit] = opened(f"{unit}.xlsx", data)
    return _BASES[unit]


def test_a_campaign_lived_through_at_random() -> None:
    """Over random lives of a campaign, every run keeps rows, numbers, dispositions and the office's words."""
    run_state_machine_as_test(
        Campaign,
        settings=dear(EXAMPLES, random="EXAMPLES" in os.environ, steps=STEPS),
    )
