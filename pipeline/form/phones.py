"""Telephone numbers as people write them: mobile, landline, extension, several in a cell (domain.md 6, 基本情况)."""

import re
from dataclasses import dataclass
from typing import Final

from pipeline.form.folding import fold, found_text, visible
from pipeline.form.kinds import Text
from pipeline.form.reading import Guard, Reading, rejected

_JOIN = "[- ]?"
_MOBILE = rf"1[3-9]\d{_JOIN}\d{{4}}{_JOIN}\d{{4}}|1[3-9]\d{{2}}{_JOIN}\d{{3}}{_JOIN}\d{{4}}|1[3-9]{_JOIN}\d{{3}}{_JOIN}\d{{3}}{_JOIN}\d{{3}}"
_BIG_CITY = rf"\(?0(?:10|2\d)\)?{_JOIN}\d{{4}}{_JOIN}\d{{4}}"
"""Places of which the code has three digits, and numbers eight."""
_PLACE = rf"\(?0[3-9]\d{{2}}\)?{_JOIN}(?:\d{{4}}{_JOIN}\d{{4}}|\d{{3}}{_JOIN}\d{{4}})"
_LOCAL = rf"[2-9]\d{{3}}{_JOIN}\d{{4}}|[2-9]\d{{2}}{_JOIN}\d{{4}}"
_SERVICE = rf"[48]00{_JOIN}\d{{3,4}}{_JOIN}\d{{3,4}}"
_EXTENSION = r"(?:\(?(?:-|转|分机号?|ext\.?|x)[:]?\d{1,6}\)?)?(?:/\d{1,4})?"
_INNER = r"(?:内线|短号|小号|分机|校内|内部|集群网?)(?:电话|短号|号码?)?[:]?\d{3,6}"
_NUMBER: Final = re.compile(
    rf"(?<!\d)(?:{_INNER}|(?:\+|00)?86{_JOIN}(?:{_MOBILE})|(?:{_MOBILE})|(?:{_SERVICE})|(?:\+?86{_JOIN})?(?:{_BIG_CITY}|{_PLACE}){_EXTENSION}|(?:{_LOCAL}){_EXTENSION}|\+(?!86)\d{{8,15}})(?![\da-z])"
)
_LOST_ZERO = re.compile(r"(?:10|2\d)\d{8}|[3-9]\d{2}\d{7,8}")
"""A landline number typed as a number: its first 0 is gone."""


@dataclass(frozen=True)
class Phone(Text):
    """A telephone number, kept as written; names, posts and a second number may stand beside it."""

    @property
    def bad(self) -> tuple[object, ...]:
        """Give words, and numbers of a wrong length."""
        return ("办公室电话", "1380000000", "138000000000", "027-8842611")

    def guard(self) -> Guard:
        """Hold the typist to nothing: numbers have too many right shapes for a formula."""
        return Guard()

    def read(self, found: object) -> Reading:
        """Return the text where every digit in it is of a telephone number; V28 where one is not, or there is none."""
        text = visible(found_text(found)).strip()
        if isinstance(found, int | float) and _LOST_ZERO.fullmatch(text):
            return Reading(f"0{text}")
        plain = re.sub(r"[—–―‐－]", "-", fold_keeping_blanks(text))
        rest, numbers = _NUMBER.subn("、", re.sub(r" ?(转|-) ?", r"\1", plain))
        return Reading(text) if numbers and not re.search(r"\d", rest) else rejected("V28")


def fold_keeping_blanks(text: str) -> str:
    """Return a text folded piece by piece, the pieces one blank apart: 027 8842 6116 stays readable as one number."""
    return " ".join(filter(None, map(fold, text.split())))
