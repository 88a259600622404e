"""Unfolds letters and archives in processes that can be killed, since everything in them is a stranger's."""

from collections.abc import Iterator, Sequence
from functools import partial

from pipeline.intake.containers import expanded, is_container, refused_container, told_apart
from pipeline.intake.inbox import Arrival
from pipeline.intake.limits import Limits, Terms
from pipeline.intake.pool import Task, answered


def unfold(arrivals: Sequence[Arrival], jobs: int, terms: Terms) -> list[Arrival]:
    """Return the arrivals, each container followed by its members; no two paths are alike.

    Raises:
        WorkspaceError: If the system does not let a worker start at all.
    """
    containers = [arrival for arrival in arrivals if is_container(arrival)]
    task = Task(partial(_members, terms.limits), refused_container, terms.limits)
    members = dict(zip((one.path for one in containers), answered(task, containers, jobs, lambda: None), strict=True))
    return told_apart([one for arrival in arrivals for one in members.get(arrival.path, [arrival])])


def _members(limits: Limits, arrival: Arrival) -> Iterator[Arrival]:
    """Go through a container and its members, in a worker."""
    try:
        yield from expanded(arrival, limits)
    except MemoryError:
        yield refused_container(arrival, "内容太大，打开时内存不够")
