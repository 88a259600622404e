"""What earlier runs left: the office's words, days of receipt, the problems as they were."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from pipeline.errors import WorkspaceError
from pipeline.intake.book import RawBook, UnreadableError
from pipeline.intake.memory import Memory, load_memory
from pipeline.intake.office import BlueColumns, OfficeNotes, merged, read_office_notes
from pipeline.intake.reader import read_book
from pipeline.intake.recovery import recovered


@dataclass(frozen=True)
class Past:
    """What earlier runs left.

    Attributes:
        notes: The office's blue columns of the last ledger, and of those that stand beside it.
        received: sha256 -> ISO day of the first run that saw a file of that content.
        memory: Problems, receipts and marks as the last run left them.
        unread: Ledgers that could not be read, and why.
    """

    notes: OfficeNotes = field(default_factory=OfficeNotes)
    received: Mapping[str, str] = field(default_factory=dict)
    memory: Memory = field(default_factory=Memory)
    unread: Mapping[Path, str] = field(default_factory=dict)


def remember(ledgers: Sequence[Path], run_json: Path, store: Path, blue: BlueColumns) -> Past:
    """Return what the last run left in the outbox; a missing or broken run.json is no past.

    `ledgers` are the ledger and those that stand beside it because it was open; what was saved
    later weighs more. Where the store is lost, the problems are recovered from the ledger.

    Raises:
        WorkspaceError: If a ledger is there and the system does not let it be read, or a newer
            program wrote the store.
    """
    notes, unread, seen = OfficeNotes(), {}, _seen(run_json)
    memory = load_memory(store)
    for ledger in sorted((one for one in ledgers if one.exists()), key=lambda one: one.stat().st_mtime_ns):
        try:
            book = _opened(ledger)
            notes = merged(notes, read_office_notes(book, ledger.name, blue))
            if not memory.problems:
                memory = replace(recovered(book, blue, _day(run_json)), trouble=memory.trouble)
        except UnreadableError as error:
            unread[ledger] = str(error)
    if unread or not any(ledger.exists() for ledger in ledgers):
        notes = merged(memory.notes, notes)
    return Past(notes, {**memory.received, **seen}, memory, unread)


def _seen(run_json: Path) -> Mapping[str, str]:
    try:
        said = json.loads(run_json.read_text(encoding="utf-8"))
        return {file["sha256"]: file["seen"] for file in said["files"] if file["sha256"]}
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def _day(run_json: Path) -> str:
    try:
        return str(json.loads(run_json.read_text(encoding="utf-8"))["as_of"])
    except (OSError, ValueError, KeyError, TypeError):
        return ""


def _opened(ledger: Path) -> RawBook:
    try:
        return read_book(ledger.read_bytes())
    except OSError as error:
        raise WorkspaceError(
            f"上次的台账“{ledger}”打不开（{error.strerror or error}），没有继续，以免丢失其中填写的销号等内容。",
            "请关闭正在使用它的程序，再试一次。",
        ) from error
