"""Days as people write them (domain.md 4.3 nos. 39-49).

`Day.read` gives a `datetime.date`; what is not certain is a warning with the value,
what is ambiguous (2023.1 is January or October) is rejected and never guessed.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from pipeline.form.day_words import plainly
from pipeline.form.folding import fold, found_text
from pipeline.form.numerals import arabic, half_width
from pipeline.form.reading import Guard, Reading, doubtful, rejected

_SEPARATOR = r"[.\-/年]"
_FULL = re.compile(rf"(\d{{4}}|\d{{2}}){_SEPARATOR}(\d{{1,2}})[.\-/月](\d{{1,2}})[日号]?$")
_EIGHT = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)$")
_NO_YEAR = re.compile(r"(\d{1,2})(?:月|[.\-/])(\d{1,2})[日号]?$")
_MONTH = re.compile(rf"(\d{{4}}){_SEPARATOR}(\d{{1,2}})月?$")
_BARE_MONTH = re.compile(r"(?:(\d{4})年)?(\d{1,2})月(?:份)?$")
_VAGUE = re.compile(
    r"(?:(\d{4})[年.\-/]|今年|本年)?(?:(\d{1,2})(?:月|(?=[底末]))|本月|当月)?(年底|年末|年内|月底|月末|底|末|上旬|中旬|下旬)$"
)
_DONE_BY = "(?:完成|整改|改完|办结|到位|解决|落实|销号|完毕)"
_BY_THEN = f"(?:可|能|全面|全部|均|已|已经)?{_DONE_BY}*(?:工作|任务)?$"
_BEFORE = re.compile(rf"(?:之前|以前|前)?{_BY_THEN}")
_NOT_AFTER = re.compile(rf"(?:之前|以前|前){_BY_THEN}")
_PART_OF_DAY = re.compile(
    r"(?<=[日号\d])(?:(?:[01]?\d|2[0-4])[时点](?:\d{1,2}分?|[整半])?|凌晨|早上?|上午|中午|下午|晚上?|夜间|当[天日]|下班){1,3}$"
)
_TIME = re.compile(
    r"(?:[Tt\s]|(?<=[日)]))\s*(?:上午|下午)?(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d(?:\.\d+)?)?(?=$|之?前)"
)
_WEEKDAY = re.compile(r"\(?(?:星期|礼拜|周)[一二三四五六日天]\)?(?=$|之?前)")
_BEFORE_MONTH = re.compile(rf"(?:\d{{4}}年)?\d{{1,2}}月份?(?:之前|以前|前){_BY_THEN}")
_CHINESE_STOP = re.compile(r"(?<=\d)[。，,、·．](?=\d)")
_YEAR_FIRST = re.compile(r"(?:19|20)\d\d\D")
RANGE: Final = re.compile(
    r"(?:自|从)?(.+?)(?:起|开始)?(?:至|到|~|～|—+|-{2,}|(?<=[日号])-|(?<=\d)-(?=\d{1,2}[.月]\d|\d{4}[-.年]\d))(.+)$"
)
_ANY_DAY = re.compile(r"\d{1,2}月\d{1,2}|\d{4}[.\-/]\d{1,2}[.\-/]\d{1,2}|(?<![\d.])\d{1,2}\.\d{1,2}(?![\d.])")
_OPEN_ENDED = frozenset(("长期", "长期坚持", "持续", "持续整改", "持续坚持", "长期整改", "常态化", "长期推进"))
_NOT_DAYS = re.compile(r"立行立改|立查立改|即知即改|已完成|完成|整改中|已整改|未启动|无|暂无")
_SERIAL = re.compile(r"[3-5]\d{4}(?:\.\d+)?")
"""A day as the number Excel keeps, pasted into a column of text."""
_MONTHS = 12
_ENDS = {"上旬": 10, "中旬": 20}


@dataclass(frozen=True)
class Day:
    """One day, written as text like 2023-11-03.

    Attributes:
        year: Year of the campaign, supplied where a unit wrote none (with a warning).
        ends: Whether a month, a range or 年底 means its last day (整改时限), else it is rejected,
            save a bare month, which is taken with a warning.
        open_ended: Whether 长期 is an answer; it reads as no date and rules judge the rest.
        past: How many years before `year` are believed.
        ahead: How many years after `year` are believed.
        month: Month of the campaign, meant by a bare 月底; 0 where it is not known.
    """

    year: int
    ends: bool = False
    open_ended: bool = False
    past: int = 0
    ahead: int = 0
    month: int = 0

    @property
    def hint(self) -> str:
        """Say the shape of a day."""
        return f"按 年-月-日 填写，如 {self.year}-11-03"

    @property
    def good(self) -> tuple[object, ...]:
        """Give days in the shapes that need no confirmation."""
        y = self.year
        return (f"{y}-11-03", f"{y}.11.3", f"{y}年11月3日", f"{y}/11/3 0:00", f"{y}1103", date(y, 11, 3))

    @property
    def bad(self) -> tuple[object, ...]:
        """Give contents no day can be made of."""
        return (f"{self.year}-11-31", f"{self.year}.1", "尽快", "近期")

    def guard(self) -> Guard:
        """Ask the typist for a real date, typed or as text."""
        shape = "IF(ISNUMBER({cell}),TRUE,IFERROR(YEAR(DATEVALUE({cell}))>1990,FALSE))"
        return Guard("shape", formula=shape, stops=False)

    def read(self, found: object) -> Reading:
        """Return the day found, in any of the shapes of domain.md 4.3."""
        if isinstance(found, datetime):
            return self._plausible(found.date())
        if isinstance(found, date):
            return self._plausible(found)
        if isinstance(found, time | timedelta | bool):
            return rejected("V04")
        if isinstance(found, int | float):
            return self._from_number(float(found))
        text = found_text(found)
        return self._from_number(float(text)) if _SERIAL.fullmatch(fold(text)) else self._from_text(text)

    def _from_number(self, number: float) -> Reading:
        if 30000 <= number <= 60000:
            return self._plausible(date(1899, 12, 30) + timedelta(days=int(number)))
        reading = self._from_text(found_text(number))
        if reading.value is not None and re.fullmatch(r"\d{1,2}\.[123]", str(number)):
            return doubtful(reading.value, "W22", day=f"{reading.value:%Y-%m-%d}")
        return reading

    def _from_text(self, text: str) -> Reading:
        folded = plainly(
            _WEEKDAY.sub("", arabic(fold(_TIME.sub("", half_width(text))))),
            self.ends,
            self.ends and not self.open_ended,
        )
        if _YEAR_FIRST.match(folded):
            folded = _CHINESE_STOP.sub(".", folded)
        if folded in _OPEN_ENDED:
            return Reading() if self.open_ended else rejected("V13")
        told = self._told(folded)
        if told != folded:
            meant = self._from_text(told)
            return meant if meant.notes else doubtful(meant.value, "W05", day=_iso(meant.value))
        return self._from_folded(folded)

    def _from_folded(self, folded: str) -> Reading:
        if _BEFORE_MONTH.match(folded):
            return rejected("V08")
        bare = _PART_OF_DAY.sub("", _BEFORE.sub("", folded)) or folded
        if not self.ends and _NOT_AFTER.search(folded):
            return self._not_after(bare)
        for attempt in (self._full, self._eight, self._ambiguous, self._month, self._no_year, self._vague, self._range):
            reading = attempt(bare)
            if reading is not None:
                return reading
        if len(_ANY_DAY.findall(folded)) > 1:
            return rejected("V06")
        if _NOT_DAYS.match(folded):
            return rejected("V13")
        return rejected(
            "V08"
            if re.search(
                r"学期|近期|尽快|尽早|适时|以后|今后|待|年前|假|节|季度|[上中下]旬|[月年]初|[上下本这]个?[月周年]|[周天日月内]内|左右|前后|上下",
                folded,
            )
            else "V04"
        )

    def _not_after(self, bare: str) -> Reading:
        """Return the day before which something is said to have been done, to be confirmed."""
        reading = self._full(bare) or self._eight(bare) or self._no_year(bare) or rejected("V08")
        return reading if reading.value is None else doubtful(reading.value, "W05", day=_iso(reading.value))

    def _told(self, text: str) -> str:
        """Return a text with 明年, 本月 and 下月 as the year and month they are, where those are known."""
        text = re.sub("^明年", f"{self.year + 1}年", re.sub(r"^[今本]年(?=\d{1,2}月)", f"{self.year}年", text))
        if not self.month:
            return text
        after = f"{self.year}年{self.month + 1}月" if self.month < _MONTHS else f"{self.year + 1}年1月"
        return re.sub(
            "^(?:本月|当月|这个?月)(?=\\d)",
            f"{self.month}月",
            re.sub(r"^(?:下月|下个月|次月)(?=底|末|[上中下]旬|\d)", after, text),
        )

    def _full(self, text: str) -> Reading | None:
        match = _FULL.match(text)
        if match is None:
            return None
        year, month, day = (int(part) for part in match.groups())
        if len(match[1]) == 2:
            reading = self._made(2000 + year, month, day)
            if {note.code for note in reading.notes} & {"W07"}:
                return rejected("V04")
            return reading if reading.value is None else doubtful(reading.value, "W03", day=_iso(reading.value))
        return self._made(year, month, day)

    def _eight(self, text: str) -> Reading | None:
        match = _EIGHT.match(text)
        return self._made(*(int(part) for part in match.groups())) if match else None

    def _ambiguous(self, text: str) -> Reading | None:
        match = re.fullmatch(r"((?:19|20)\d\d)\.(\d)", text)
        return (
            rejected("V05", one=f"{match[1]}-0{match[2]}", other=f"{match[1]}-10")
            if match and match[2] == "1"
            else None
        )

    def _month(self, text: str) -> Reading | None:
        match = _MONTH.match(text) or _BARE_MONTH.match(text)
        if match is None or not 1 <= int(match[2]) <= 12:
            return None
        return self._month_end(int(match[1] or self.year), int(match[2]), "W02")

    def _month_end(self, year: int, month: int, code: str) -> Reading:
        day = date(year, month, calendar.monthrange(year, month)[1])
        return doubtful(day, code, day=_iso(day))

    def _no_year(self, text: str) -> Reading | None:
        match = _NO_YEAR.match(text)
        if match is None:
            return None
        reading = self._made(self.year, int(match[1]), int(match[2]))
        return reading if reading.value is None else doubtful(reading.value, "W01", day=_iso(reading.value))

    def _vague(self, text: str) -> Reading | None:
        match = _VAGUE.match(text)
        if match is None:
            return None
        if not self.ends:
            return rejected("V08")
        year = int(match[1] or self.year)
        if match[3].startswith("年") or (match[3] in "底末" and (match[1] or text[1] == "年") and not match[2]):
            return self._month_end(year, 12, "W05")
        month = int(match[2] or self.month)
        if not 1 <= month <= 12:
            return rejected("V08")
        if match[3] in _ENDS:
            day = date(year, month, _ENDS[match[3]])
            return doubtful(day, "W05", day=_iso(day))
        return self._month_end(year, month, "W05")

    def _range(self, text: str) -> Reading | None:
        match = RANGE.match(text)
        if match is None:
            return None
        first = self._full(match[1]) or self._no_year(match[1])
        if first is None or not isinstance(first.value, date):
            return None
        last = self._full(match[2]) or self._no_year(match[2]) or self._day_of(first.value, match[2])
        if last is None:
            return None
        if not isinstance(last.value, date):
            return last
        if last.value < first.value:
            return rejected("V15")
        return doubtful(last.value, "W04", day=_iso(last.value)) if self.ends else rejected("V14")

    def until(self, first: date, text: str) -> date | None:
        """Return the last day of a range that began on `first`, None where the text is no day."""
        last = self._full(text) or self._eight(text) or self._no_year(text) or self._day_of(first, text) or Reading()
        return last.value if isinstance(last.value, date) else None

    def _day_of(self, first: date, text: str) -> Reading | None:
        match = re.fullmatch(r"(\d{1,2})[日号]", text)
        return self._made(first.year, first.month, int(match[1])) if match else None

    def _made(self, year: int, month: int, day: int) -> Reading:
        try:
            return self._plausible(date(year, month, day))
        except ValueError:
            return rejected("V07")

    def _plausible(self, day: date) -> Reading:
        if self.year - self.past <= day.year <= self.year + self.ahead:
            return Reading(day)
        return doubtful(day, "W07", year=str(day.year))


def _iso(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else ""
