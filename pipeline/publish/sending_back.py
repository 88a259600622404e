"""The return workbooks of a run: which returns go back, and their workbooks, made by as many processes as it has."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from pipeline.campaign.model import Campaign
from pipeline.errors import WorkspaceError
from pipeline.findings import Finding, Severity
from pipeline.intake.limits import limits_of
from pipeline.intake.pool import Task, answered
from pipeline.meaning.sources import Source, by_round
from pipeline.publish.returning import content_of
from pipeline.publish.unit_workbook import render_unit_workbook

_WORTHWHILE: Final = 40
"""Workbooks for which starting processes takes less time than it saves, at least."""
_AT_ONCE: Final = 400
"""Workbooks held in memory at once, at most."""


@dataclass(frozen=True)
class GoingBack:
    """One return that goes back.

    Attributes:
        sources: The files of one round of one unit, those that count.
        findings: What is to be said of them.
    """

    sources: Sequence[Source]
    findings: Sequence[Finding]

    @property
    def size(self) -> int:
        """Return about how many bytes its process is sent: little, beside a file."""
        return 0


def going_back(sources: Sequence[Source], effective: Sequence[Finding]) -> Mapping[tuple[str, int], GoingBack]:
    """Return (unit, round) -> the return, of those with errors; `effective` are the findings that count."""
    said: dict[str, list[Finding]] = {}
    for finding in effective:
        said.setdefault(finding.file, []).append(finding)
    wrong = {file for file, mine in said.items() if any(one.severity is Severity.ERROR for one in mine)}
    return {
        place: GoingBack(
            files, [one for path in dict.fromkeys(file.path for file in files) for one in said.get(path, ())]
        )
        for place, files in by_round(sources).items()
        if any(file.path in wrong for file in files)
    }


def workbooks(campaign: Campaign, back: Sequence[GoingBack], until: str, jobs: int) -> Iterator[bytes]:
    """Go through the workbooks of returns, in their order; `until` says by when they are due, "" where nobody said.

    A workbook that no other process has made, because it was stopped or could not start, is made in this one.
    """
    make = partial(_workbook, campaign, until)
    if jobs < 2 or len(back) < _WORTHWHILE:
        yield from map(make, back)
        return
    for first in range(0, len(back), _AT_ONCE):
        some = back[first : first + _AT_ONCE]
        for one, made in zip(some, _made(campaign, some, until, jobs), strict=True):
            yield made or make(one)


def _made(campaign: Campaign, back: Sequence[GoingBack], until: str, jobs: int) -> Iterator[bytes]:
    """Go through the workbooks other processes make, b"" for one they do not."""
    task = Task(partial(_answer, campaign, until), _not_made, limits_of(campaign.settings))
    try:
        yield from (made for (made,) in answered(task, back, jobs, lambda: None))
    except WorkspaceError:
        yield from (b"" for _ in back)


def _answer(campaign: Campaign, until: str, one: GoingBack) -> Iterator[bytes]:
    yield _workbook(campaign, until, one)


def _not_made(_one: GoingBack, _why: str) -> bytes:
    return b""


def _workbook(campaign: Campaign, until: str, one: GoingBack) -> bytes:
    content = content_of(campaign.form, one.sources, one.findings, until)
    return render_unit_workbook(campaign, one.sources[0].unit, content, one.sources[0].round)
