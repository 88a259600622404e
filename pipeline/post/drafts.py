"""The drafts in outbox/邮件: one file a unit and kind, rewritten only where it says something else."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from pipeline.campaign.model import Unit
from pipeline.post.letter import Kind, Letter
from pipeline.post.mime import draft
from pipeline.publish.layout import file_stem
from pipeline.publish.replacing import dated_siblings, publish
from pipeline.workspace import Workspace


def write_drafts(
    place: Workspace, kind: Kind, units: Sequence[Unit], letters: Sequence[Letter], now: datetime
) -> list[Path]:
    """Write one draft a letter and return where they stand; drafts of this kind the other units no longer need go.

    Raises:
        WorkspaceError: If the folder cannot be written.
    """
    wanted = {letter.unit for letter in letters}
    for unit in units:
        if unit.name not in wanted:
            _remove(draft_path(place, kind, unit.name))
    return [_written(draft_path(place, kind, letter.unit), draft(letter), now) for letter in letters]


def draft_path(place: Workspace, kind: Kind, unit: str) -> Path:
    """Return `outbox/邮件/<单位>-<发表|退回|催报>.eml`."""
    return place.mail / f"{file_stem(unit)}-{kind.words}.eml"


def _written(path: Path, data: bytes, now: datetime) -> Path:
    if path.is_file() and path.read_bytes() == data:
        return path
    return publish(path, lambda target: target.write_bytes(data), now)


def _remove(path: Path) -> None:
    for old in (path, *dated_siblings(path)):
        with suppress(OSError):  # open in a mail program: it goes with the next run
            old.unlink()
