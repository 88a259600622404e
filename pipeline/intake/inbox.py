"""The inbox on disk: every file of every folder, read once, never changed."""

import hashlib
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import WorkspaceError
from pipeline.intake.limits import USUAL, Limits

_SYSTEM_NAMES = frozenset(("thumbs.db", "desktop.ini", ".ds_store", ".gitkeep", ".gitignore"))
_SYSTEM_FOLDERS = frozenset(("__macosx",))


@dataclass(frozen=True)
class Arrival:
    """One file as it lies in the inbox, or in a container.

    Attributes:
        path: Below the inbox, `/` between folders.
        data: Its bytes; empty where `trouble` says why it was not read.
        modified: File time in nanoseconds: a tie-break only.
        trouble: Why it was not read, "" where it was.
        ignored: Why it is none of our business (temporary, system), "" where it is.
        received: Moment a letter was sent, ISO text, for the letter and what is in it; else "".
        sender: Address it was sent from, likewise.
        container: Whether it is a letter or archive whose members follow it.
        held: How many members it has.
        locked: Whether a password keeps it shut.
    """

    path: str
    data: bytes
    sha256: str
    size: int
    modified: int
    trouble: str = ""
    ignored: str = ""
    received: str = ""
    sender: str = ""
    container: bool = False
    held: int = 0
    locked: bool = False


def gather(inbox: Path, limits: Limits = USUAL.limits) -> list[Arrival]:
    """Return everything in the inbox, sorted by path.

    Raises:
        WorkspaceError: If the inbox is missing or no folder.
    """
    if not inbox.is_dir():
        raise WorkspaceError(
            f"没有找到收件文件夹“{inbox}”。", "请新建这个文件夹并把收回的填报表放进去，或用 --inbox 指定文件夹。"
        )
    return sorted(_walk(inbox, limits), key=lambda arrival: arrival.path)


def _walk(inbox: Path, limits: Limits) -> Iterator[Arrival]:
    troubles: list[OSError] = []
    for folder, folders, names in os.walk(inbox, onerror=troubles.append):
        folders.sort()
        links = [name for name in folders if (Path(folder) / name).is_symlink()]
        for name in sorted((*names, *links)):
            yield arrival_of(Path(folder) / name, (Path(folder) / name).relative_to(inbox).as_posix(), limits)
    for trouble in troubles:
        where = Path(str(trouble.filename)).relative_to(inbox).as_posix()
        yield Arrival(f"{where}/", b"", "", 0, 0, trouble="这个文件夹打不开")


def system_file(path: str) -> str:
    """Return why a file is none of our business, "" where it is."""
    parts = path.lower().split("/")
    if parts[-1].startswith(("~$", ".~")) or parts[-1].endswith((".tmp", ".crdownload", ".part")):
        return "办公软件的临时文件"
    if parts[-1] in _SYSTEM_NAMES or parts[-1].startswith("._") or _SYSTEM_FOLDERS & set(parts[:-1]):
        return "系统文件"
    return ""


def too_large(limits: Limits) -> str:
    """Return why a file past the limit was not opened."""
    return f"文件超过{limits.file // 2**20} MB，没有打开"


def arrival_of(file: Path, path: str, limits: Limits = USUAL.limits) -> Arrival:
    """Return one file of the disk under the path it is known by; what cannot be read says why."""
    try:
        state = file.lstat()
        if not stat.S_ISREG(state.st_mode):
            return Arrival(path, b"", "", 0, 0, trouble="不是普通文件（链接或设备），没有打开")
        if why := system_file(path):
            return Arrival(path, b"", "", state.st_size, state.st_mtime_ns, ignored=why)
        if state.st_size > limits.file:
            return Arrival(path, b"", "", state.st_size, state.st_mtime_ns, trouble=too_large(limits))
        data = file.read_bytes()
    except OSError as error:
        return Arrival(path, b"", "", 0, 0, trouble=f"读不了（{error.strerror or '系统拒绝'}）")
    return Arrival(path, data, hashlib.sha256(data).hexdigest(), len(data), state.st_mtime_ns)
