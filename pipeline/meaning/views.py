"""One return seen whole: the rows of one file in every frame, and those of the unit's other files."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from pipeline.campaign.model import Campaign
from pipeline.form import vocabulary as words
from pipeline.form.tables import conclusion_key
from pipeline.meaning.conform import Conformed, SheetFrame
from pipeline.meaning.sources import Fault, Source, by_unit


@dataclass(frozen=True)
class Return:
    """One source and its rows in every frame.

    Attributes:
        number: Number of the source.
        index: Sheet key -> index labels of its rows.
        elsewhere: The same for the unit's other files, of this round or another.
        beside: The same for its other files of this round: together they are one return.
        answered: Keys of the sheets its unit has sent, in this file or another.
    """

    campaign: Campaign
    conformed: Conformed
    number: int
    index: dict[str, list[int]]
    elsewhere: Mapping[str, list[int]]
    beside: Mapping[str, list[int]]
    answered: frozenset[str] = frozenset()

    @property
    def source(self) -> Source:
        """Return the source."""
        return self.conformed.sources[self.number]

    def frame(self, key: str) -> SheetFrame:
        """Return the frame of a sheet over all sources."""
        return self.conformed.frames[key]

    def value(self, sheet: str, index: int, key: str) -> object:
        """Return one value; None where there is none."""
        return self.frame(sheet).values[key][index]

    def basics(self, code: str, key: str, **facts: str) -> Iterator[Fault]:
        """Go through one fault at a field of 基本情况, none where the sheet is missing."""
        for index in self.index["basics"][:1]:
            yield self.frame("basics").fault(code, index, key, **facts)

    @property
    def last_number(self) -> int:
        """Return the highest preprinted number of its list, 0 where there is none."""
        table = self.source.submission.tables.get("problems")
        return table.last_number if table else 0

    @property
    def conclusions(self) -> tuple[tuple[str, str], ...]:
        """Return (campus, key of its conclusion) for the campuses this unit looks at."""
        mine = self.source.unit.campuses or self.campaign.campuses
        return tuple((campus, conclusion_key(n)) for n, campus in enumerate(self.campaign.campuses) if campus in mine)

    @property
    def referenced(self) -> set[str]:
        """Return the codes of the points its unit's problems refer to."""
        return {str(self.value("problems", index, "point")) for index in self.listed}

    @property
    def listed(self) -> list[int]:
        """Return the rows of its unit's problems, those of other files after its own."""
        return [*self.index["problems"], *self.elsewhere["problems"]]

    @property
    def nil(self) -> object:
        """Return 零报告声明: 是, 否, or None; where this file does not say, as another of the return does."""
        said = (self.value("basics", index, "nil") for index in (*self.index["basics"], *self.beside["basics"]))
        return next((nil for nil in said if nil is not None), None)

    @property
    def without_list(self) -> bool:
        """Tell whether the file never had a list of problems: another of the return has it."""
        table = self.source.original.tables.get("problems")
        return table is None or not (table.records or table.nil_rows)

    @property
    def replaced(self) -> bool:
        """Tell whether a later return of the round has replaced its list of problems."""
        return "problems" in self.source.original.tables and "problems" not in self.source.submission.tables

    @cached_property
    def concluded(self) -> Mapping[object, Mapping[str, object]]:
        """Return point -> key of a conclusion -> what the files of the return say; 发现问题 in any of them holds."""
        said: dict[object, dict[str, object]] = {}
        for index in (*self.index["points"], *self.beside["points"]):
            mine = said.setdefault(self.value("points", index, "point"), {})
            for _, key in self.conclusions:
                value = self.value("points", index, key)
                if value is not None and mine.get(key) != words.SOMETHING_FOUND:
                    mine[key] = value
        return said

    def answered_beside(self, sheet: str, index: int, key: str) -> bool:
        """Tell whether another file of the return answers what this one leaves blank: 基本情况, or a point."""
        if sheet not in ("basics", "points"):
            return False
        frame, point = self.frame(sheet), "point" if sheet == "points" else key
        mine = frame.values[point][index]
        same = (i for i in self.beside[sheet] if sheet == "basics" or frame.values[point][i] == mine)
        return any(frame.found[key][i] for i in same)


SheetRule = Callable[[Return], Iterator[Fault]]
"""(one return) -> the faults, in sheet and row order."""


def returns(campaign: Campaign, conformed: Conformed) -> Iterator[Return]:
    """Go through the sources, each with its rows in every frame."""
    grouped: list[dict[str, list[int]]] = [{key: [] for key in conformed.frames} for _ in conformed.sources]
    for key, frame in conformed.frames.items():
        for index, number in enumerate(frame.sources):
            grouped[number][key].append(index)
    others = _other_files(conformed)
    for number, index_of in enumerate(grouped):
        beside = [n for n in others[number] if conformed.sources[n].round == conformed.sources[number].round]
        elsewhere, within = (
            {key: [i for n in among for i in grouped[n][key]] for key in conformed.frames}
            for among in (others[number], beside)
        )
        sent = (conformed.sources[one].submission.tables for one in (number, *others[number]))
        there = frozenset(key for tables in sent for key in tables)
        yield Return(campaign, conformed, number, index_of, elsewhere, within, there)


def _other_files(conformed: Conformed) -> list[list[int]]:
    """Return for every source the other sources of its unit."""
    of_unit = by_unit(conformed.sources)
    return [
        [other for other in of_unit[source.unit.name] if conformed.sources[other].place != source.place]
        for source in conformed.sources
    ]
