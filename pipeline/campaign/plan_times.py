"""Days and hours as a plan writes them: 11月3日-6日, 11月7日下班前, 2024年5月20日17:00前."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from pipeline.campaign.plan_text import Paragraph

END_OF_WORK = time(17, 30)
"""The hour meant by 下班前, and where a plan names none (domain.md 7)."""

_MONTH, _DATE = r"(?:1[0-2]|0?[1-9])", r"(?:3[01]|[12]\d|0?[1-9])"
_DAY = re.compile(
    rf"(?:(?P<year>20\d{{2}})\s*[年.\-/]\s*(?P<month>{_MONTH})\s*[月.\-/]\s*(?P<day>{_DATE})(?!\d)|(?<![\d.])(?P<bare_month>{_MONTH})\s*月\s*(?P<bare_day>{_DATE})(?!\d))\s*[日号]?"
    rf"(?:\s*(?:-|—+|–|~|～|至|到)\s*(?:(?P<year2>20\d{{2}})\s*年\s*)?(?:(?P<month2>{_MONTH})\s*月\s*)?(?P<day2>{_DATE})\s*[日号])?"
)
_CLOCK = re.compile(
    r"[T\s]*+前?[（(]?\s*+(?:星期.|周.)?\s*+[)）]?\s*+(?P<half>上午|下午|晚上?|中午)?\s*+(?P<hour>[01]?\d|2[0-4])\s*+(?:[:：时点](?P<minute>[0-5]\d)?|时|点)(?:整|分)?"
)
_OFF_WORK = re.compile(r"\s*+[（(]?\s*+(?:星期.|周.)?\s*+[)）]?\s*+下班")
_REPORTED = re.compile(r"报送|上报|提交|报至|报到|报给|交至|交到|交给|发送|反馈|送至|送到")
_REPORT_DUE = re.compile(r"(?:报送|上报|提交).{0,8}(?:截止|时间|时限|期限)")
_UPWARD = re.compile(r"(?:报送?|上报|提交)(?:至|到|给)?(?:省|市|教育厅|教育局|教育部|上级|厅)")
_NARROW = str.maketrans("０１２３４５６７８９．", "0123456789.")
_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")


@dataclass(frozen=True)
class Mention:
    """One day or span of days in the prose.

    Attributes:
        first: First day.
        last: Last day; the same for a single day.
        written: As it stands in the plan.
        before: The words of the sentence in front of it, from the date before on.
        clause: The words from it to the next date or the end of the sentence.
        clock: The hour behind it, None where there is none; 下班 is none.
        off_work: Whether 下班 stands behind it.
        has_year: Whether the year was written, here or earlier in the paragraph.
        place: Where it stands.
    """

    first: date
    last: date
    written: str
    before: str
    clause: str
    clock: time | None
    off_work: bool
    has_year: bool
    place: str


def find_year(paragraphs: Sequence[Paragraph]) -> int:
    """Return the year of the campaign: the latest among full dates, document numbers and the title; 0 where none stands."""
    text = "\n".join(paragraph.text for paragraph in paragraphs)
    years = [int(year) for year in re.findall(r"(20\d{2})\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日", _arabic(text))]
    years += [int(year) for year in re.findall(r"[〔\[【（(](20\d{2})[〕\]】）)]\s*\d*\s*号?", text)]
    years += [int(year) for paragraph in paragraphs[:6] for year in re.findall(r"(20\d{2})年", paragraph.text)]
    return max(years, default=0)


def find_mentions(paragraphs: Sequence[Paragraph], year: int) -> tuple[Mention, ...]:
    """Return every day named after the title, in reading order; without a year none can be told."""
    return tuple(mention for paragraph in paragraphs for mention in _mentions(paragraph, year))


def find_deadline(mentions: Sequence[Mention]) -> Mention | None:
    """Return the day by which units report: the likeliest by its words, the first of equals; None where no day is for reporting."""
    reporting = [mention for mention in mentions if _is_for_reporting(mention)]
    return max(reporting, key=_likelihood, default=None)


def find_start(mentions: Sequence[Mention]) -> Mention | None:
    """Return the day the inspection begins: of a span in whose words 自查 or 检查 stands, else of a day; None where neither is."""
    spans = [mention for mention in mentions if mention.first != mention.last]
    for candidates in (spans, mentions):
        for mention in candidates:
            words = mention.before + mention.clause
            if re.search(r"自查|自纠|排查|开展检查", words) and not _REPORTED.search(mention.clause):
                return mention
    return None


def _is_for_reporting(mention: Mention) -> bool:
    """Tell whether units report on that day: not when the school itself reports to those above it."""
    due = _REPORTED.search(mention.clause) or _REPORT_DUE.search(mention.before)
    return bool(due) and not _UPWARD.search(mention.clause)


def _likelihood(mention: Mention) -> int:
    clause = mention.clause
    score = 2 * bool(re.search(r"各.{0,4}(?:单位|部门|学院|处室|院部)|本单位", clause))
    return score + bool(re.search(r"自查|清单|台账|报告", clause)) + bool(re.match(r"[^，]{0,12}前", clause))


def parse_moment(text: str, year: int) -> datetime | None:
    """Return the day and hour a text gives, `END_OF_WORK` where it gives no hour; None where it gives no single day."""
    found = tuple(_mentions(Paragraph(text, ""), year))
    if len(found) != 1 or found[0].first != found[0].last:
        return None
    return datetime.combine(found[0].last, found[0].clock or END_OF_WORK)


def _mentions(paragraph: Paragraph, year: int) -> Iterator[Mention]:
    text = _arabic(paragraph.text)
    matches = list(_DAY.finditer(text))
    known, written_year = year, False
    for at, match in enumerate(matches):
        if match["year"]:
            known, written_year = int(match["year"]), True
        end = matches[at + 1].start() if at + 1 < len(matches) else len(text)
        days = _days(match, known)
        if days:
            clause = re.split(r"[。；;]", text[match.end() : end])[0]
            before = re.split(r"[。；;]", text[matches[at - 1].end() if at else 0 : match.start()])[-1]
            clock, off_work = _hour(clause)
            yield Mention(*days, match[0].strip(), before, clause, clock, off_work, written_year, paragraph.place)


def _days(match: re.Match[str], year: int) -> tuple[date, date] | None:
    try:
        first = date(year, int(match["month"] or match["bare_month"]), int(match["day"] or match["bare_day"]))
        if not match["day2"]:
            return first, first
        month = int(match["month2"] or first.month)
        last_year = int(match["year2"] or year + (month < first.month))
        return first, date(last_year, month, int(match["day2"]))
    except ValueError:
        return None


def _hour(clause: str) -> tuple[time | None, bool]:
    off_work = _OFF_WORK.match(clause)
    match = _CLOCK.match(clause, off_work.end() if off_work else 0)
    if not match:
        return None, bool(off_work)
    hour = int(match["hour"])
    if match["half"] and match["half"][0] in "下晚" and hour < 12:
        hour += 12
    return (time(23, 59) if hour == 24 else time(hour, int(match["minute"] or 0))), bool(off_work)


def _arabic(text: str) -> str:
    """Return the text with Chinese numbers before 年月日 as digits: 二〇二三年十一月七日."""

    def digits(match: re.Match[str]) -> str:
        words = match[0]
        tens, ten, ones = words.partition("十")
        return f"{tens.translate(_DIGITS) or 1}{ones.translate(_DIGITS) or 0}" if ten else words.translate(_DIGITS)

    return re.sub(r"[〇○零一二三四五六七八九十]{1,4}(?=[年月日])(?!年级)", digits, text.translate(_NARROW))
