"""Rules across the sheets of one return: 核对表, 问题清单, 零报告 (R12-R15 and their like).

One function a rule, all of one shape: (view of one source) -> faults. `SHEET_RULES` is the list.
"""

from collections.abc import Iterator, Sequence

from pipeline.form import vocabulary as words
from pipeline.form.admissions import tells_finding
from pipeline.form.folding import fold
from pipeline.meaning.sources import Fault
from pipeline.meaning.views import Return, SheetRule


def found_but_not_listed(one: Return) -> Iterator[Fault]:
    """R12: a point with 发现问题 has at least one problem that refers to it; where none is listed at all, R13 says so.

    A problem whose point cannot be read may be the one: that cell is told by itself.
    """
    unread = [index for index in one.listed if one.value("problems", index, "point") is None]
    for index in one.index["points"] if one.listed and not one.replaced else ():
        code = one.value("points", index, "point")
        found = [place for place in one.conclusions if one.value("points", index, place[1]) == words.SOMETHING_FOUND]
        if code is None or not found:
            continue
        if code in one.referenced:
            yield from _not_on_campus(one, index, code, found)
            continue
        if unread:
            unread.pop()
            continue
        campus, key = found[0]
        what = f"核对表中{code}的{campus}结论是“发现问题”，问题清单里却没有对应{code}的问题。"
        yield one.frame("points").fault("R12", index, key, what=what)


def _not_on_campus(one: Return, index: int, code: object, found: Sequence[tuple[str, str]]) -> Iterator[Fault]:
    """R12 for each campus: one with 发现问题 has a problem of that point, unless X08 asks about the campus anyway.

    A problem whose campus cannot be read, or is asked about already, may be the one.
    """
    mine = [problem for problem in one.listed if one.value("problems", problem, "point") == code]
    on = {one.value("problems", problem, "campus") for problem in mine}
    asked = any(one.frame("problems").was_told(problem, "campus") for problem in mine)
    if asked or on - {campus for campus, _ in found}:
        return
    for campus, key in found:
        if campus not in on:
            what = f"核对表中{code}的{campus}结论是“发现问题”，问题清单里对应{code}的问题却都不在{campus}。"
            yield one.frame("points").fault("R12", index, key, what=what)


def listed_but_not_found(one: Return) -> Iterator[Fault]:
    """R12: a problem refers to a point for which some campus says 发现问题, as far as the conclusions are known.

    Where the point's own row names the problem's number it is the conclusion that is wrong, told once.
    """
    named = dict(_named_though_clear(one))
    for index in one.index["problems"]:
        code = one.value("problems", index, "point")
        if code is not None and _is_clear(one, code) and code not in named:
            what = f"这个问题对应自查要点{code}，核对表中{code}的结论却不是“发现问题”。"
            yield one.frame("problems").fault("R12", index, "point", what=what)
    for code, index in named.items():
        campuses = {
            one.value("problems", problem, "campus")
            for problem in one.listed
            if one.value("problems", problem, "point") == code
        }
        key = next((key for campus, key in one.conclusions if campus in campuses), one.conclusions[0][1])
        what = f"{code}的结论不是“发现问题”，涉及问题编号和问题清单里却有对应{code}的问题。"
        yield one.frame("points").fault("R12", index, key, what=what)


def _is_clear(one: Return, code: object) -> bool:
    """Tell whether the conclusions of a point are all known, and none is 发现问题."""
    said = one.concluded.get(code)
    return said is not None and not {said.get(key) for _, key in one.conclusions} & {None, words.SOMETHING_FOUND}


def _named_though_clear(one: Return) -> Iterator[tuple[object, int]]:
    """Go through (point, index label of its row) of the points that are clear and yet name a problem of theirs."""
    point_of = {one.value("problems", index, "id"): one.value("problems", index, "point") for index in one.listed}
    for index in one.index["points"]:
        code, ids = one.value("points", index, "point"), one.value("points", index, "ids")
        if isinstance(ids, str) and _is_clear(one, code) and code in map(point_of.get, ids.split("、")):
            yield code, index


def other_campus(one: Return) -> Iterator[Fault]:
    """X08: a problem lies on a campus whose conclusion for its point says that nothing was found.

    Where several problems say so it is the conclusion that is asked about, once.
    """
    against: dict[tuple[object, str], list[int]] = {}
    for index in one.index["problems"]:
        point, campus = one.value("problems", index, "point"), str(one.value("problems", index, "campus"))
        said = one.concluded.get(point, {})
        conclusions = {place: said.get(key) for place, key in one.conclusions}
        elsewhere = words.SOMETHING_FOUND in conclusions.values()
        for place in conclusions if campus == words.BOTH_CAMPUSES else (campus,):
            if elsewhere and conclusions.get(place) in (words.NOTHING_FOUND, words.NOT_CONCERNED):
                against.setdefault((point, place), []).append(index)
    for (point, campus), problems in against.items():
        key = dict(one.conclusions)[campus]
        facts = {"campus": campus, "conclusion": str(one.concluded[point][key])}
        rows = [index for index in one.index["points"] if one.value("points", index, "point") == point]
        if len(problems) > 1 and rows:
            yield one.frame("points").fault("X08", rows[0], key, **facts)
        else:
            yield from (one.frame("problems").fault("X08", index, "campus", **facts) for index in problems)


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
            if frame.found[key][index] == "" and not one.answered_beside("points", index, key):
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
    """X04, X05: 发现问题 names numbers that are in the list; one that is miswritten there is told there."""
    frame = one.frame("points")
    listed = {one.value("problems", index, "id") for index in one.listed}
    numbers = ((one.frame("problems").found["id"][index], one.value("problems", index, "id")) for index in one.listed)
    misnumbered = sum(bool(found) and not _is_own(one, number) for found, number in numbers)
    for index in one.index["points"]:
        found = any(one.value("points", index, key) == words.SOMETHING_FOUND for _, key in one.conclusions)
        unlisted = bool(one.listed) and one.value("points", index, "point") not in one.referenced  # R12 says so
        if found and frame.found["ids"][index] == "" and not unlisted:
            yield frame.fault("X04", index, "ids", example=f"{one.source.unit.code}-001")
        ids = one.value("points", index, "ids")
        if (
            "problems" in one.source.submission.tables
            and isinstance(ids, str)
            and len(set(ids.split("、")) - listed) > misnumbered
        ):
            yield frame.fault("X05", index, "ids")


def _is_own(one: Return, number: object) -> bool:
    """Tell whether a number is of this unit."""
    return isinstance(number, str) and number.rpartition("-")[0] == one.source.unit.code


def accountable_without_case(one: Return) -> Iterator[Fault]:
    """R20: somebody held to account stands in 查处案件 as well."""
    if one.index["cases"] or one.elsewhere["cases"] or "cases" not in one.answered:
        return
    for index in one.index["problems"]:
        count = one.value("problems", index, "accountable")
        if isinstance(count, int) and count > 0:
            what = "“查处案件”没有对应记录"
            yield one.frame("problems").fault("R20", index, "accountable", when=f"填了追责问责人次{count}", what=what)


def repeated_points(one: Return) -> Iterator[Fault]:
    """X17: a point is answered in one row."""
    first = dict[object, int]()
    for index in one.index["points"]:
        point, frame = one.value("points", index, "point"), one.frame("points")
        if point is not None and point in first:
            yield frame.fault("X17", index, "point", point=str(point), other=str(first[point]))
        first.setdefault(point, frame.lines[index])


def repeated_records(one: Return) -> Iterator[Fault]:
    """X18: a risk, a case, a measure stands once; what is printed for the unit does not count."""
    for key in ("risks", "cases", "measures"):
        frame, first = one.frame(key), dict[tuple[str, ...], int]()
        own = [column.key for column in frame.sheet.columns if column.key not in frame.sheet.printed]
        for index in one.index[key]:
            words_of = tuple(fold(frame.found[name][index]) for name in own)
            if words_of in first:
                filled = next((name for name, word in zip(own, words_of, strict=True) if word), own[0])
                yield frame.fault("X18", index, filled, other=str(first[words_of]))
            first.setdefault(words_of, frame.lines[index])


def beyond_coverage(one: Return) -> Iterator[Fault]:
    """X19: a unit that covers one campus lists no problem on another; where it has but one, V25 says so."""
    if len(one.conclusions) < 2:
        return
    for index in one.index["basics"][:1]:
        covered = one.value("basics", index, "coverage")
        campuses = dict.fromkeys(one.value("problems", problem, "campus") for problem in one.index["problems"])
        beyond = [str(campus) for campus in campuses if campus not in (None, covered, "")]
        if covered in one.campaign.campuses and beyond:
            yield one.frame("basics").fault("X19", index, "coverage", campus="、".join(beyond))


def noted_though_clear(one: Return) -> Iterator[Fault]:
    """X30: the note of a point where nothing was found tells of nothing that was."""
    frame = one.frame("points")
    for index in one.index["points"]:
        said = {one.value("points", index, key) for _, key in one.conclusions}
        clear = bool(said) and said <= {words.NOTHING_FOUND, words.NOT_CONCERNED}
        if clear and tells_finding(frame.found["basis"][index]):
            yield frame.fault("X30", index, "basis")


def numbers_elsewhere(one: Return) -> Iterator[Fault]:
    """X20: the numbers beside a point are of its problems. X13: where nothing was found there are none."""
    frame, point_of = one.frame("points"), dict[object, object]()
    for problem in one.listed:
        point_of.setdefault(one.value("problems", problem, "id"), one.value("problems", problem, "point"))
    for index in one.index["points"]:
        ids, point = one.value("points", index, "ids"), one.value("points", index, "point")
        said = [one.value("points", index, key) for _, key in one.conclusions]
        named = [point_of.get(number) for number in ids.split("、")] if isinstance(ids, str) and ids else []
        mine = [str(number) for number, of in point_of.items() if of == point and number]
        if named and None not in said and words.SOMETHING_FOUND not in said:
            if point in named:
                continue  # R12 says so
            yield frame.fault("X13", index, "ids")
        elif mine and named and point not in named and None not in named:
            others = "、".join(dict.fromkeys(map(str, named)))
            yield frame.fault("X20", index, "ids", point=str(point), other=others, numbers="、".join(mine))


SHEET_RULES: tuple[SheetRule, ...] = (
    found_but_not_listed, listed_but_not_found, other_campus, incomplete_nil, nil_with_problems, both_campuses, wrong_total,
    problem_numbers, accountable_without_case, repeated_points, repeated_records, beyond_coverage, numbers_elsewhere,
    noted_though_clear,
)  # fmt: skip
"""In the order findings are raised."""
