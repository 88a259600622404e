"""What is different from the run before: new, changed field by field, gone (sheet 变更)."""

from collections.abc import Iterator, Mapping, Sequence

from pipeline.meaning.outcome import Change

COMPARED: Mapping[str, str] = {
    "problem": "problem",
    "status": "status",
    "due": "due",
    "completed": "done_on",
    "light": "light",
    "campus": "campus",
    "category": "category",
}
"""Key in run.json's problems -> key of the ledger column whose heading names it."""

NEW, CHANGED, GONE = "新增", "变化", "消失"


def changes(
    before: Sequence[Mapping[str, object]], problems: Sequence[Mapping[str, object]], headings: Mapping[str, str]
) -> tuple[Change, ...]:
    """Return the changes between the problems of two runs, both as run.json has them, in ledger order.

    `headings` is ledger column key -> heading.
    """
    if not before:
        return ()
    old = {str(problem["id"]): problem for problem in before}
    told = [change for problem in problems for change in _change(old.get(str(problem["id"])), problem, headings)]
    now = {str(problem["id"]) for problem in problems}
    told += [
        Change(GONE, key, str(problem["unit"]), "", str(problem["problem"]), "")
        for key, problem in old.items()
        if key not in now
    ]
    return tuple(told)


def _change(
    old: Mapping[str, object] | None, new: Mapping[str, object], headings: Mapping[str, str]
) -> Iterator[Change]:
    number, unit = str(new["id"]), str(new["unit"])
    if old is None:
        yield Change(NEW, number, unit, "", "", str(new["problem"]))
        return
    for key, column in COMPARED.items():
        if old.get(key) != new.get(key):
            yield Change(CHANGED, number, unit, headings[column], str(old.get(key) or ""), str(new.get(key) or ""))


def gone(told: Sequence[Change]) -> Mapping[str, str]:
    """Return unit -> numbers of its problems that are gone, joined with 、."""
    numbers: dict[str, list[str]] = {}
    for change in told:
        if change.kind == GONE:
            numbers.setdefault(change.unit, []).append(change.problem)
    return {unit: "、".join(mine) for unit, mine in numbers.items()}
