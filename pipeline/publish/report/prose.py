"""How a unit's text becomes part of a sentence: one line, no doubled marks, cut where a sentence ends."""

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from math import isnan
from typing import Final

from pipeline.form.nothing import says_nothing, says_same
from pipeline.publish.cleaning import clean_text

ELLIPSIS: Final = "……"
SUMMARY_LENGTH: Final = 60
PARAGRAPH_LENGTH: Final = 220

_SPACE = re.compile(r"\s+")
_BREAKS = frozenset("\n\v\f\u2028\u2029")
_BLANKS = re.compile(r"[ \t\u3000\xa0]+")
_MARK_THEN_SEMICOLON = re.compile(r"([。；;！？!?，,、：:])；")
_CLOSING = " 。；;，,、.．：:"
_ENDS = "。！？!?"
_PAUSES = "；;，,。"
_PAIRS = {"（": "）", "《": "》", "“": "”", "‘": "’", "(": ")", "【": "】", "〔": "〕"}
_INNER_QUOTES = str.maketrans("“”", "‘’")
_OVERFULL = re.compile(r"(……|[！？!?])(?:等。|。|等(?=[；，]))")
_SHORTEST_SUMMARY: Final = 8
_LEADING_CLAUSE = re.compile(r"[，,](?:因|由于|虽|尽管|如|若|当|经|对|在|为)[^，,；;]*$")
_CAUSE_HEAD = re.compile(r"^(?:(?:主要)?原因(?:主要)?(?:是|在于|为|[:：])|主要(?:是|在于))?(?:由于|因为)?")


def flat(text: object) -> str:
    """Return the text as one line without a closing mark; line breaks become ；, None becomes nothing."""
    if text is None or (isinstance(text, float) and isnan(text)):
        return ""
    joined = _SPACE.sub(_joined, clean_text(str(text)).strip())
    return _BLANKS.sub(" ", _MARK_THEN_SEMICOLON.sub(r"\1", joined)).strip(" ；;").rstrip(_CLOSING)


def _joined(blank: re.Match[str]) -> str:
    return "；" if _BREAKS & set(blank[0]) else blank[0]


def ended(sentence: str) -> str:
    """Return the sentence with exactly one full stop at its end, none where it ends in …… or a stronger mark."""
    if not sentence or sentence.endswith((ELLIPSIS, *_ENDS)):
        return sentence
    return sentence.rstrip(_CLOSING) + "。"


def shortened(text: object, limit: int = PARAGRAPH_LENGTH) -> str:
    """Return the text flat and, where it is longer than the limit, cut at the end of a sentence or clause with ……."""
    whole = flat(text)
    if len(whole) <= limit:
        return whole
    head = whole[:limit]
    end = max(head.rfind(mark) for mark in _ENDS)
    pause = max(head.rfind(mark) for mark in _PAUSES)
    cut = end if end >= limit // 2 else pause if pause >= limit // 3 else limit
    return _balanced(head[:cut].rstrip(_CLOSING + _ENDS)) + ELLIPSIS


def summary(text: object, limit: int = SUMMARY_LENGTH) -> str:
    """Return the first sentence of the text or its first whole clauses, at most that long.

    A clause that only leads to the next one (因…, 经…) is not left at the end. Only where not even a
    clause fits does the summary end in …….
    """
    whole = flat(text)
    first = re.split(r"[。！？!?]", whole, maxsplit=1)[0] or whole
    if len(first) <= limit:
        return first.rstrip(_CLOSING)
    pause = max(first[: limit + 1].rfind(mark) for mark in _PAUSES)
    if pause < _SHORTEST_SUMMARY:
        return shortened(first, limit)
    kept = _balanced(first[:pause].rstrip(_CLOSING))
    leading = _LEADING_CLAUSE.search(kept)
    return kept[: leading.start()] if leading and leading.start() >= _SHORTEST_SUMMARY else kept


def answered(text: object) -> str:
    """Return the text flat, nothing where it only says 同上 or 无."""
    whole = flat(text)
    return "" if says_same(whole) or says_nothing(whole) else whole


def settled(paragraph: str) -> str:
    """Return the paragraph without a full stop or 等 after …… and without one after a stronger mark."""
    return _OVERFULL.sub(r"\1", paragraph)


def quoted(text: str) -> str:
    """Return the text in “”, quotation marks inside it as ‘’."""
    return f"“{text.translate(_INNER_QUOTES)}”"


def cause(text: object) -> str:
    """Return a cause fit to follow 主要原因是: without 由于, 因为 or 原因是 of its own."""
    return _CAUSE_HEAD.sub("", summary(answered(text)), count=1).lstrip("，, ")


def listed(parts: Iterable[str]) -> str:
    """Return the parts that are not empty, joined with ；, which then stands between parts and nowhere else."""
    return "；".join(re.sub("[；;]", "，", part) for part in parts if part)


def day_words(day: object, otherwise: str = "") -> str:
    """Return 2023年11月7日; the text itself where a unit wrote what is no day."""
    if isinstance(day, date):
        return f"{day.year}年{day.month}月{day.day}日"
    return flat(day) or otherwise


def day_of(text: str) -> date | None:
    """Return the day a setting names, written 2023-11-07; None where it names none."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None


def span_words(first: date, last: date) -> str:
    """Return 2023年11月3日至7日: what both days share is said once."""
    if first == last:
        return day_words(first)
    if first.year != last.year:
        return f"{day_words(first)}至{day_words(last)}"
    month = "" if first.month == last.month else f"{last.month}月"
    return f"{day_words(first)}至{month}{last.day}日"


def amount_words(amount: Decimal) -> str:
    """Return an amount in 万元 as `amount_digits` writes it."""
    return f"{amount_digits(amount)}万元"


def amount_digits(amount: Decimal) -> str:
    """Return an amount with two decimals, with four where two would show nothing of it."""
    cents = amount.quantize(Decimal("0.01"), "ROUND_HALF_UP")
    return f"{cents if cents or not amount else amount.quantize(Decimal('0.0001'), 'ROUND_HALF_UP')}"


def _balanced(text: str) -> str:
    """Return the text up to a bracket left open by the cut, or with it closed where little would be left."""
    open_marks: list[tuple[int, str]] = []
    for place, character in enumerate(text):
        if character in _PAIRS:
            open_marks.append((place, _PAIRS[character]))
        elif open_marks and character == open_marks[-1][1]:
            open_marks.pop()
    if not open_marks:
        return text
    first = open_marks[0][0]
    if first >= len(text) // 2:
        return text[:first].rstrip(_CLOSING)
    return text + "".join(closing for _, closing in reversed(open_marks))
