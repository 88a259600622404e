"""The workbooks that go with letters: which file it is, also where its newest version stands beside its place."""

from pathlib import Path
from typing import Final

from pipeline.campaign.model import Campaign, Unit
from pipeline.errors import WorkspaceError
from pipeline.post.last_run import FileLine
from pipeline.post.letter import Attachment
from pipeline.post.stamp import round_of
from pipeline.publish.layout import return_file_name, template_file_name
from pipeline.publish.replacing import dated_siblings
from pipeline.workspace import Workspace

_ROUNDS: Final = 99
"""No campaign goes round more often."""


def template_path(place: Workspace, campaign: Campaign, unit: Unit, round_number: int) -> Path:
    """Return where a unit's workbook of a round stands."""
    return place.templates_of(round_number) / template_file_name(campaign, unit, round_number)


def newest_round(place: Workspace, campaign: Campaign, unit: Unit) -> int:
    """Return the latest round there is a workbook of the unit for, 1 where there is none."""
    there = (number for number in range(_ROUNDS, 1, -1) if template_path(place, campaign, unit, number).is_file())
    return next(there, 1)


def return_book(place: Workspace, campaign: Campaign, file: FileLine) -> Attachment:
    """Return the return workbook of a file, under the name of its round or the plain one.

    Raises:
        WorkspaceError: If there is none, or the one there is belongs to another round.
    """
    names = dict.fromkeys((return_file_name(campaign, file.unit, file.round), return_file_name(campaign, file.unit)))
    paths = [place.returns / name for name in names]
    for path in paths:
        if newest(path) is not None:
            book = attached(path)
            if round_of(book.data) == max(1, file.round):
                return book
    raise _missing(paths[0])


def attached(path: Path) -> Attachment:
    """Return a workbook of ours under its own name.

    Raises:
        WorkspaceError: If it is missing or cannot be read.
    """
    found = newest(path)
    if found is None:
        raise _missing(path)
    try:
        return Attachment(path.name, found.read_bytes())
    except OSError as error:
        raise WorkspaceError(f"“{found}”读不了（{error.strerror or error}）。", "请关闭打开它的程序后再试。") from error


def newest(path: Path) -> Path | None:
    """Return the newest of a file and its dated versions beside it, None where there is none."""
    there = [one for one in (path, *dated_siblings(path)) if one.is_file()]
    return max(there, key=lambda one: one.stat().st_mtime_ns, default=None)


def _missing(path: Path) -> WorkspaceError:
    return WorkspaceError(f"没有找到要附的文件“{path}”。", "请先运行 pipeline run，再生成邮件。")
