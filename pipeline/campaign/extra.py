"""Columns the office adds in the sheet 填报字段: from its words to a column of the form, and back."""

import hashlib

from pipeline.form import vocabulary as words
from pipeline.form.amounts import Amount, Count
from pipeline.form.choices import Choice, Choices
from pipeline.form.days import Day
from pipeline.form.folding import fold_heading
from pipeline.form.kinds import Text
from pipeline.form.people import People
from pipeline.form.reading import Kind

TEXT, ONE_OF, SOME_OF, DAY, AMOUNT, COUNT, YES_OR_NO, PEOPLE = (
    "文本",
    "选项",
    "多选",
    "日期",
    "金额",
    "整数",
    "是否",
    "人员",
)
EXTRA_KINDS = (TEXT, ONE_OF, SOME_OF, DAY, AMOUNT, COUNT, YES_OR_NO, PEOPLE)
"""The words the column 类型 may hold."""

FEWEST_OPTIONS = 2
_FREE = "按实际情况填写"


def kind_of(word: str, options: tuple[str, ...], note: str, year: int) -> Kind:
    """Return the kind a word of `EXTRA_KINDS` names; `options` are those of 选项 and 多选."""
    kinds: dict[str, Kind] = {
        ONE_OF: Choice(options),
        SOME_OF: Choices(options),
        DAY: Day(year, past=10, ahead=5),
        AMOUNT: Amount(),
        COUNT: Count(),
        YES_OR_NO: Choice(words.YES_NO, words.YES_NO_MEANS),
        PEOPLE: People(),
    }
    return kinds.get(word) or Text(note or _FREE, "")


def word_of(kind: Kind) -> str:
    """Return the word of `EXTRA_KINDS` that names a kind; 文本 for any kind it does not know."""
    if isinstance(kind, Choice):
        return YES_OR_NO if kind.choices == words.YES_NO else ONE_OF
    named: tuple[tuple[type, str], ...] = (
        (Choices, SOME_OF),
        (Day, DAY),
        (Amount, AMOUNT),
        (Count, COUNT),
        (People, PEOPLE),
    )
    return next((word for kind_type, word in named if isinstance(kind, kind_type)), TEXT)


def options_of(kind: Kind) -> tuple[str, ...]:
    """Return the options written in the column 选项 for a kind."""
    return kind.choices if isinstance(kind, Choice | Choices) and word_of(kind) in (ONE_OF, SOME_OF) else ()


def extra_key(heading: str) -> str:
    """Return the key of an added column; the same heading always has the same key."""
    return f"extra{hashlib.sha256(fold_heading(heading).encode('utf-8', 'replace')).hexdigest()[:8]}"
