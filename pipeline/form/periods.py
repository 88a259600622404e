"""Periods as people write them: a first and a last day (domain.md 6, 基本情况)."""

import re
from dataclasses import dataclass
from datetime import date

from pipeline.form.days import RANGE, Day
from pipeline.form.folding import fold, found_text
from pipeline.form.numerals import arabic, half_width
from pipeline.form.reading import Guard, Note, Reading, rejected

_TWO_EIGHTS = re.compile(r"(\d{8})[-~至到](\d{8})$")
_WHOLE = re.compile(
    r"止$|^(?:自查)?(?:时间|日期|期间)[:为是](?=[自从由\d])|^由(?=\d)|(?<=[日号])(?:早上|上午|中午|下午|晚上?)"
)
"""Words around a period that change nothing of it: 自…起至…止."""
_NOT_ONE_DAY = frozenset(("W02", "W04", "W05"))
"""Warnings of a content that is more than a day: it has no first day to read."""


@dataclass(frozen=True)
class Period:
    """A first and a last day, written as 2023-11-01 至 2023-11-03; reads as that very text."""

    year: int

    @property
    def hint(self) -> str:
        """Say the shape of a period."""
        return f"填起止两个日期，如 {self.year}-11-01 至 {self.year}-11-03"

    @property
    def good(self) -> tuple[object, ...]:
        """Give periods that need no confirmation."""
        y = self.year
        return (f"{y}-11-01 至 {y}-11-03", f"{y}.11.1～{y}.11.3", f"{y}年11月1日至{y}年11月3日")

    @property
    def bad(self) -> tuple[object, ...]:
        """Give contents no period can be made of."""
        return ("上周", f"{self.year}-11-03 至 {self.year}-11-01")

    def guard(self) -> Guard:
        """Hold the typist to nothing: a period has too many right shapes for a formula."""
        return Guard()

    def read(self, found: object) -> Reading:
        """Return `first 至 last`; a single day, taken for both, and a year nobody wrote are asked about."""
        text = _WHOLE.sub("", re.sub(r"\(.*\)$", "", arabic(fold(half_width(found_text(found))))))
        day = Day(self.year, ends=True, ahead=1)
        single = day.read(text)
        if text.endswith(("起", "开始", "以来")):
            return rejected("V15")
        if isinstance(single.value, date) and not {note.code for note in single.notes} & _NOT_ONE_DAY:
            return Reading(f"{single.value} 至 {single.value}", (*single.notes, Note("W26")))
        match = _TWO_EIGHTS.match(text) or RANGE.match(text) or re.match(r"(.+[日号\d])-(.+)$", text)
        first = day.read(match[1]) if match else Reading()
        if match is None or not isinstance(first.value, date):
            return rejected("V15")
        last = day.until(first.value, f"{match[2]}日" if re.fullmatch(r"\d{1,2}", match[2]) else match[2])
        if last is None or last < first.value:
            return rejected("V15")
        period = f"{first.value} 至 {last}"
        asked = (
            Note(note.code, (*(fact for fact in note.facts if fact[0] != "day"), ("day", period)))
            for note in first.notes
        )
        return Reading(period, tuple(asked))
