"""Letters and archives: every member an entry of its own, read in memory, never written by its name."""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from pipeline.intake.archives import rar_members, seven_members, zip_members
from pipeline.intake.formats import CONTAINERS, Format, format_of
from pipeline.intake.inbox import Arrival, system_file, too_large
from pipeline.intake.letters import open_letter
from pipeline.intake.limits import USUAL, Limits
from pipeline.intake.members import Budget, Letter, LockedError, Member, RefusedError
from pipeline.intake.outlook import open_outlook
from pipeline.intake.part_names import own_name

_ARCHIVES: Final[Mapping[Format, Callable[[bytes, Budget], Iterator[Member]]]] = {
    Format.ZIP: zip_members,
    Format.SEVEN: seven_members,
    Format.RAR: rar_members,
}
_NO_MEMBERS: Final = "压缩包里没有文件，可能没有传完整"
_SHORTENED: Final = "…"


def is_container(arrival: Arrival) -> bool:
    """Tell whether a file holds others."""
    readable = arrival.data and not arrival.trouble and not arrival.ignored and not arrival.container
    return bool(readable) and format_of(arrival.data) in CONTAINERS


def expand(arrivals: Sequence[Arrival], limits: Limits = USUAL.limits) -> list[Arrival]:
    """Return the arrivals, each container followed by its members, `letter.eml!自查表.xlsx`; no two paths are alike."""
    return told_apart([one for arrival in arrivals for one in expanded(arrival, limits)])


def expanded(arrival: Arrival, limits: Limits) -> Iterator[Arrival]:
    """Go through a file and everything in it; what cannot be opened says why, and what needs an extra stays as it is."""
    yield from _expanded(arrival, limits.nesting, Budget(limits))


def refused_container(arrival: Arrival, why: str) -> Arrival:
    """Return a container that was not opened, and why."""
    return replace(arrival, data=b"", container=True, trouble=why)


def _expanded(arrival: Arrival, depth: int, budget: Budget) -> Iterator[Arrival]:
    if not is_container(arrival):
        yield arrival
        return
    try:
        if not depth:
            raise RefusedError("压缩包或邮件套得太深，没有打开")
        opened, members = _opened(arrival, budget)
    except Exception as error:  # parsers of strangers' files raise whatever they stumble over
        yield _shut(arrival, error)
    else:
        yield replace(opened, data=b"", container=True, held=len(members))
        for member in told_apart(members):
            yield from _expanded(member, depth - 1, budget)


def _shut(arrival: Arrival, error: Exception) -> Arrival:
    """Return a container that was not opened, and why; one that needs an extra stays the file it is."""
    if isinstance(error, MemoryError):
        raise error
    if isinstance(error, ImportError):
        return arrival
    if isinstance(error, LockedError):
        return replace(arrival, data=b"", locked=True)
    return refused_container(arrival, str(error) if isinstance(error, RefusedError) else "压缩包或邮件已损坏")


def _opened(arrival: Arrival, budget: Budget) -> tuple[Arrival, list[Arrival]]:
    """Return the container, a letter with its date and sender, and its members; a letter within a letter came with the outer."""
    kind = format_of(arrival.data)
    if kind in _ARCHIVES:
        members = [_entry(arrival, one, budget.limits) for one in _ARCHIVES[kind](arrival.data, budget)]
        if not members:
            raise RefusedError(_NO_MEMBERS)
        return arrival, members
    letter = open_letter(arrival.data) if kind is Format.MAIL else open_outlook(arrival.data, budget)
    dated = replace(arrival, received=arrival.received or letter.received, sender=arrival.sender or letter.sender)
    return dated, [_entry(dated, one, budget.limits) for one in _counted(letter, budget)]


def _counted(letter: Letter, budget: Budget) -> Iterator[Member]:
    for one in letter.attached:
        budget.take(len(one.data))
        large = len(one.data) > budget.limits.file
        yield replace(one, data=b"", trouble=too_large(budget.limits), size=len(one.data)) if large else one


def _entry(container: Arrival, member: Member, limits: Limits) -> Arrival:
    """Return a member as an entry of its own; what is none of our business is not looked at."""
    inside = member.name.replace("\\", "/").lstrip("/")
    ignored = member.ignored or system_file(inside)
    data = b"" if ignored else member.data
    return Arrival(
        path=f"{container.path}!{_short(inside, limits)}",
        data=data,
        sha256=hashlib.sha256(member.data).hexdigest() if member.data else "",
        size=len(member.data) or member.size,
        modified=container.modified,
        trouble=member.trouble,
        ignored=ignored,
        received=container.received,
        sender=container.sender,
        locked=member.locked,
    )


def _short(name: str, limits: Limits) -> str:
    """Return a name no longer than it may be, beginning and ending as it did."""
    over = len(name) - limits.name
    return name if over <= 0 else f"{name[: limits.name // 2]}{_SHORTENED}{name[limits.name // 2 + over + 1 :]}"


def told_apart(arrivals: Sequence[Arrival]) -> list[Arrival]:
    """Return the arrivals with a number added to a path that has come before: two attachments may be named alike."""
    taken: set[str] = set()
    result = []
    for arrival in arrivals:
        path, number = arrival.path, 1
        while path in taken:
            number += 1
            path = _numbered(arrival.path, number)
        taken.add(path)
        result.append(arrival if path == arrival.path else replace(arrival, path=path))
    return result


def _numbered(path: str, number: int) -> str:
    name = own_name(path)
    stem, dot, suffix = name.rpartition(".")
    return f"{path.removesuffix(name)}{stem}({number}){dot}{suffix}" if stem else f"{path}({number})"
