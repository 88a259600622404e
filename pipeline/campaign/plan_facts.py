"""What was read of a plan, in one place for the checks; and what a check answers."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.campaign.model import Campaign
from pipeline.campaign.plan_annex import Annex
from pipeline.campaign.plan_text import TITLE, Duty, Paragraph, Prose
from pipeline.campaign.plan_times import Mention
from pipeline.campaign.plan_units import Naming, task_of


@dataclass(frozen=True)
class Doubt:
    """One thing the plan contradicts or leaves open.

    Attributes:
        place: Where it stands: 附件表第9行, 第四部分.
        what: What was seen, with the plan's words.
        advice: What was assumed, and what the office may do.
    """

    place: str
    what: str
    advice: str


@dataclass(frozen=True)
class PlanFacts:
    """A plan, read: its prose, its annex, its names, its days, and the campaign made of them."""

    prose: Prose
    annex: Annex
    naming: Naming
    mentions: tuple[Mention, ...]
    deadline: Mention | None
    campaign: Campaign

    @property
    def text(self) -> str:
        """Return prose and annex as one text."""
        return "\n".join(text for _, text in self.places())

    @property
    def body(self) -> tuple[Paragraph, ...]:
        """Return the paragraphs behind the title."""
        return tuple(paragraph for paragraph in self.prose.paragraphs if paragraph.place != TITLE)

    def places(self) -> list[tuple[str, str]]:
        """Return (place, text) of every paragraph and every cell of the annex."""
        prose = [(paragraph.place, paragraph.text) for paragraph in self.prose.paragraphs]
        cells = [(row_place(row.number), text) for row in self.annex.rows for text in (row.category, row.content)]
        return prose + cells

    def where(self, words: str) -> str:
        """Return the places in which the words stand, joined with 、."""
        return join_places(place for place, text in self.places() if words in text)

    def task(self, unit: str) -> Duty | None:
        """Return what the prose charges a unit with."""
        return task_of(self.prose.duties, self.naming, unit)


def join_places(places: Iterable[str]) -> str:
    """Join places in reading order, each once: 第三部分第8、9条、附件表第1、3行; 全文 where there are none."""
    families: dict[tuple[str, str], list[str]] = {}
    for place in dict.fromkeys(places):
        parts = re.fullmatch(r"(.*第)(\d+)(条|行)", place) or re.fullmatch(r"(第.+部分)(（.+）)()", place)
        head, number, tail = parts.groups() if parts else (place, "", "")
        families.setdefault((head, tail), []).append(number)
    joined = (f"{head}{('' if tail == '' else '、').join(numbers)}{tail}" for (head, tail), numbers in families.items())
    return "、".join(joined) or "全文"


def quoted(words: Iterable[str]) -> str:
    """Return the words in quotation marks, each once."""
    return "".join(f"“{word}”" for word in dict.fromkeys(words))


def row_place(number: int) -> str:
    """Return the words for one line of the annex."""
    return f"附件表第{number}行"
