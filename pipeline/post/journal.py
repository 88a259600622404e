"""The journal of what was sent: one line an address, written to disk before the next letter goes."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from pipeline.errors import WorkspaceError
from pipeline.post.letter import Letter
from pipeline.publish.locking import locked

_LOCK: Final = ".lock"


@dataclass(frozen=True)
class Stamp:
    """What makes two letters the same letter to the same address; a reminder is another one every day."""

    kind: str
    unit: str
    round: int
    sha256: str
    day: str
    to: str


def stamp_of(letter: Letter, address: str) -> Stamp:
    """Return the stamp of a letter to one of its addresses."""
    return Stamp(letter.kind.value, letter.unit, letter.round, letter.attachment.sha256, letter.day, address)


def read_journal(path: Path) -> frozenset[Stamp]:
    """Return what was sent; a line that was not written whole counts as not sent.

    Raises:
        WorkspaceError: If the journal is there and cannot be read: sending without it could send twice.
    """
    try:
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    except FileNotFoundError:
        return frozenset()
    except OSError as error:
        raise _unusable(path, error) from error
    return frozenset(stamp for line in lines for stamp in _stamps(line))


def _stamps(line: str) -> Iterator[Stamp]:
    try:
        said = json.loads(line)
        yield Stamp(**{key: said[key] for key in Stamp.__dataclass_fields__})
    except (ValueError, KeyError, TypeError):
        return


def note_sent(path: Path, stamp: Stamp, letter: Letter, identity: str, moment: datetime) -> None:
    """Add a line to the journal; it is on the disk when this returns.

    Raises:
        WorkspaceError: If it cannot be written.
    """
    facts = {**asdict(stamp), "subject": letter.subject, "attachment": letter.attachment.name}
    facts |= {"message_id": identity, "sent": moment.isoformat(timespec="seconds")}
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a+b") as journal:
            torn = journal.tell() and not _ends_whole(path)
            journal.write(("\n" if torn else "").encode() + json.dumps(facts, ensure_ascii=False).encode() + b"\n")
            journal.flush()
            os.fsync(journal.fileno())
    except OSError as error:
        raise _unusable(path, error) from error


def _ends_whole(path: Path) -> bool:
    with path.open("rb") as journal:
        journal.seek(-1, os.SEEK_END)
        return journal.read(1) == b"\n"


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Keep a second person from sending the same letters at the same time.

    Raises:
        WorkspaceError: If somebody is sending from this folder.
    """
    busy = WorkspaceError("另一个窗口正在发这个工作区的邮件。", "请等它发完再运行；一直不结束的，先关掉那个窗口。")
    with locked(folder / _LOCK, busy):
        yield


def _unusable(path: Path, error: OSError) -> WorkspaceError:
    return WorkspaceError(
        f"“{path}”读写不了（{error.strerror or error}）。",
        "请检查文件是否只读或正在别处打开；没有它就不能防止重复发送。",
    )
