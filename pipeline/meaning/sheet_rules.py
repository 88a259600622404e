"""Rules across the sheets of one return: 核对表, 问题清单, 零报告 (R12-R15 and their like).

One function a rule, all of one shape: (view of one source) -> faults. `SHEET_RULES` is the list.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from pipeline.campaign.model import Campaign
from pipeline.form import vocabulary as words
from pipeline.form.schema import INSPECTING
from pipeline.form.tables import conclusion_key
from pipeline.meaning.conform import Conformed, SheetFrame
from pipeline.meaning.sources import Fault, Source


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
        return any(frame.rows.found.at[i, key] for i in same)


SheetRule = Callable[[Return], Iterator[Fault]]
"""(one return) -> the faults, in sheet and row order."""


def found_but_not_listed(one: Return) -> Iterator[Fault]:
    """R12: a point with 发现问题 has at least one problem that refers to it; where none is listed at all, R13 says so."""
    for index in one.index["points"] if one.listed and not one.replaced else ():
        code = one.value("points", index, "point")
        if code is None or code in one.referenced:
            continue
        for campus, key in one.conclusions:
            if one.value("points", index, key) == words.SOMETHING_FOUND:
                what = f"核对表中{code}的{campus}结论是“发现问题”，问题清单里却没有对应{code}的问题。"
                yield one.frame("points").fault("R12", index, key, what=what)
                break


def listed_but_not_found(one: Return) -> Iterator[Fault]:
    """R12: a problem refers to a point for which some campus says 发现问题, as far as the conclusions are known."""
    clear = {
        point
        for point, said in one.concluded.items()
        if not {said.get(key) for _, key in one.conclusions} & {None, words.SOMETHING_FOUND}
    }
    for index in one.index["problems"]:
        code = one.value("problems", index, "point")
        if code is not None and code in clear:
            what = f"这个问题对应自查要点{code}，核对表中{code}的结论却不是“发现问题”。"
            yield one.frame("problems").fault("R12", index, "point", what=what)


def other_campus(one: Return) -> Iterator[Fault]:
    """X08: a problem lies on a campus whose conclusion for its point says that nothing was found."""
    for index in one.index["problems"]:
        said = one.concluded.get(one.value("problems", index, "point"), {})
        conclusions = {campus: said.get(key) for campus, key in one.conclusions}
        campus = str(one.value("problems", index, "campus"))
        elsewhere = words.SOMETHING_FOUND in conclusions.values()
        if elsewhere and conclusions.get(campus) in (words.NOTHING_FOUND, words.NOT_CONCERNED):
            yield one.frame("problems").fault(
                "X08", index, "campus", campus=campus, conclusion=str(conclusions[campus])
            )


def incomplete_nil(one: Return) -> Iterator[Fault]:
    """R13: without problems, the nil report is declared, signed for by a name, and nothing is found."""
    if one.listed or one.source.round > 1 or "problems" not in one.source.submission.tables:
        return
    if one.nil != words.YES:
        yield from one.basics("R13", "nil", what="零报告声明也没有选“是”")
    found = [
        (index, key)
        for index in one.index["points"]
        for _, key in one.conclusions
        if one.value("points", index, key) == words.SOMETHING_FOUND
    ]
    for index, key in found:
        yield one.frame("points").fault("R13", index, key, what="核对表却有“发现问题”")


def nil_with_problems(one: Return) -> Iterator[Fault]:
    """R14: a declared nil report lists no problem."""
    told = [*one.index["problems"], *(one.beside["problems"] if one.without_list else ())]
    if one.nil == words.YES and told:
        yield from one.basics("R14", "nil", count=str(len(told)))


def both_campuses(one: Return) -> Iterator[Fault]:
    """R15: a unit of several campuses gives a conclusion for each."""
    if len(one.conclusions) < 2:
        return
    frame = one.frame("points")
    for index in one.index["points"]:
        for _, key in one.conclusions:
            if frame.rows.found.at[index, key] == "" and not one.answered_beside("points", index, key):
                yield frame.fault("R15", index, key, campuses="、".join(campus for campus, _ in one.conclusions))


def wrong_total(one: Return) -> Iterator[Fault]:
    """X03: 本单位问题总数 is the number of problems listed, in the file itself or in all files of the return."""
    table = one.source.original.tables.get("problems")
    together = len(one.index["problems"]) + len(one.beside["problems"])
    count = len(table.records) if table and not one.without_list else together
    right = {count, together} if one.beside["problems"] else {count}
    for index in one.index["basics"]:
        total = one.value("basics", index, "total")
        if isinstance(total, int) and total not in right and (table or one.beside["problems"]):
            yield one.frame("basics").fault("X03", index, "total", count=str(count))


def problem_numbers(one: Return) -> Iterator[Fault]:
    """X04, X05: 发现问题 names numbers that are in the list."""
    frame = one.frame("points")
    listed = {one.value("problems", index, "id") for index in one.listed}
    for index in one.index["points"]:
        found = any(one.value("points", index, key) == words.SOMETHING_FOUND for _, key in one.conclusions)
        if found and frame.rows.found.at[index, "ids"] == "":
            yield frame.fault("X04", index, "ids", example=f"{one.source.unit.code}-001")
        ids = one.value("points", index, "ids")
        if "problems" in one.source.submission.tables and isinstance(ids, str) and set(ids.split("、")) - listed:
            yield frame.fault("X05", index, "ids")


def foreign_points(one: Return) -> Iterator[Fault]:
    """V22: a problem refers to a point of its own unit."""
    mine = {point.code for point in one.campaign.points_of(one.source.unit)} | {words.OTHER_POINT}
    for index in one.index["problems"]:
        code = one.value("problems", index, "point")
        if isinstance(code, str) and code not in mine:
            yield one.frame("problems").fault("V22", index, "point")


def missing_points(one: Return) -> Iterator[Fault]:
    """X07: every point of the unit is in its 核对表."""
    if "points" not in one.source.submission.tables or one.source.unit.role not in INSPECTING:
        return
    answered = {one.value("points", index, "point") for index in (*one.index["points"], *one.beside["points"])}
    for point in one.campaign.points_of(one.source.unit):
        if point.code not in answered:
            yield Fault("X07", "points", one.number, 0, "", {"point": f"{point.code} {point.text}"})


def foreign_campus(one: Return) -> Iterator[Fault]:
    """V25: a problem lies on a campus of its unit."""
    mine = one.source.unit.campuses or one.campaign.campuses
    allowed = {*mine, words.BOTH_CAMPUSES} if len(mine) > 1 else set(mine)
    for index in one.index["problems"]:
        campus = one.value("problems", index, "campus")
        if isinstance(campus, str) and campus not in allowed:
            yield one.frame("problems").fault("V25", index, "campus", campuses="、".join(mine))


def foreign_numbers(one: Return) -> Iterator[Fault]:
    """V23, V24: a problem's number is of its unit, and stands once."""
    first: dict[str, int] = {}
    frame = one.frame("problems")
    for index in one.index["problems"]:
        number = one.value("problems", index, "id")
        if not isinstance(number, str):
            continue
        if number.rpartition("-")[0] != one.source.unit.code:
            yield frame.fault("V23", index, "id", code=one.source.unit.code)
        elif number in first:
            yield frame.fault("V24", index, "id", other=str(first[number]))
        else:
            first[number] = frame.lines[index]


def accountable_without_case(one: Return) -> Iterator[Fault]:
    """R20: somebody held to account stands in 查处案件 as well."""
    if one.index["cases"] or one.elsewhere["cases"] or "cases" not in one.answered:
        return
    for index in one.index["problems"]:
        count = one.value("problems", index, "accountable")
        if isinstance(count, int) and count > 0:
            what = "“查处案件”没有对应记录"
            yield one.frame("problems").fault("R20", index, "accountable", when=f"填了追责问责人次{count}", what=what)


SHEET_RULES: tuple[SheetRule, ...] = (
    found_but_not_listed, listed_but_not_found, other_campus, incomplete_nil, nil_with_problems, both_campuses, wrong_total,
    problem_numbers, foreign_points, missing_points, foreign_campus, foreign_numbers, accountable_without_case,
)  # fmt: skip
"""In the order findings are raised."""


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
    by_unit: dict[str, list[int]] = {}
    for number, source in enumerate(conformed.sources):
        by_unit.setdefault(source.unit.name, []).append(number)
    return [
        [other for other in by_unit[source.unit.name] if conformed.sources[other].place != source.place]
        for source in conformed.sources
    ]
