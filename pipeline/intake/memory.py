"""What is known of the campaign from earlier runs, kept in one SQLite file beside the archive.

The file is written anew with every run and put in place with the other outputs, so that a killed run
leaves the memory of the run before. It is read through migrations; where it is lost or damaged, the
problems are recovered from the ledger itself.
"""

import contextlib
import json
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from pipeline.errors import WorkspaceError
from pipeline.intake.office import OfficeNotes
from pipeline.intake.sorting import OfficeWord

FIXED_FIRST: Final = ("problem", "found_on", "due")
"""Ledger keys of what is fixed when a problem is first reported."""


@dataclass(frozen=True)
class KnownProblem:
    """One problem as an earlier run left it.

    Attributes:
        id: Its permanent number.
        unit: Canonical name of its unit.
        record: Ledger key -> text, as canonical as it could be made.
        first: the keys of `FIXED_FIRST` as they were when the problem was first reported.
        source: sha256 of the file it was last read from.
        since: Day of the run that first saw it, ISO.
        last: Day of the last run in which its unit reported it, ISO.
        gone: Whether its unit did not report it any more in the last run.
        rounds: Round that is over -> how the problem stood then: the keys of `HOW_IT_STOOD`.
    """

    id: str
    unit: str
    record: Mapping[str, str]
    first: Mapping[str, str]
    source: str
    since: str
    last: str
    gone: bool = False
    rounds: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


HOW_IT_STOOD: Final = ("last", "status", "due", "done_on", "closing", "review_note")
"""What is kept of a problem when a round is over: the day it was last reported, and ledger keys."""


@dataclass(frozen=True)
class Memory:
    """Everything earlier runs left in the store.

    Attributes:
        problems: Number -> problem, withdrawn ones left out.
        received: sha256 -> day or moment of first receipt.
        notes: What the office wrote, also on problems and files no longer in the ledger.
        trouble: Why the store could not be used, "" where it could or there is none.
        withdrawn: Number -> problem that was taken back with its file: its number is nobody else's.
        sent_back: sha256 -> unit, of the returns that went back to be mended.
        ledgers: sha256 of the ledgers the last run read: nobody has written into them since.
        waived_on: (finding code, file, sheet, cell) -> day of the run that first read the waiver, ISO.
    """

    problems: Mapping[str, KnownProblem] = field(default_factory=dict)
    received: Mapping[str, str] = field(default_factory=dict)
    notes: OfficeNotes = field(default_factory=OfficeNotes)
    trouble: str = ""
    withdrawn: Mapping[str, KnownProblem] = field(default_factory=dict)
    sent_back: Mapping[str, str] = field(default_factory=dict)
    ledgers: frozenset[str] = frozenset()
    waived_on: Mapping[tuple[str, str, str, str], str] = field(default_factory=dict)


_MIGRATIONS: Final = (
    """
    CREATE TABLE problems (
        id TEXT PRIMARY KEY, unit TEXT NOT NULL, record TEXT NOT NULL, first TEXT NOT NULL,
        source TEXT NOT NULL, since TEXT NOT NULL, last TEXT NOT NULL,
        gone INTEGER NOT NULL
    );
    CREATE TABLE received (sha256 TEXT PRIMARY KEY, moment TEXT NOT NULL);
    CREATE TABLE marks (id TEXT NOT NULL, key TEXT NOT NULL, text TEXT NOT NULL, PRIMARY KEY (id, key));
    CREATE TABLE words (path TEXT PRIMARY KEY, word TEXT NOT NULL, received TEXT NOT NULL);
    CREATE TABLE waivers (
        code TEXT NOT NULL, file TEXT NOT NULL, sheet TEXT NOT NULL, cell TEXT NOT NULL, reason TEXT NOT NULL,
        PRIMARY KEY (code, file, sheet, cell)
    );
    """,
    "ALTER TABLE problems ADD COLUMN rounds TEXT NOT NULL DEFAULT '{}';",
    """
    ALTER TABLE problems ADD COLUMN withdrawn INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE words ADD COLUMN unread TEXT NOT NULL DEFAULT '';
    CREATE TABLE own (id TEXT NOT NULL, heading TEXT NOT NULL, text TEXT NOT NULL, PRIMARY KEY (id, heading));
    CREATE TABLE own_headings (place INTEGER PRIMARY KEY, heading TEXT NOT NULL);
    CREATE TABLE sent_back (sha256 TEXT PRIMARY KEY, unit TEXT NOT NULL);
    CREATE TABLE ledgers (sha256 TEXT PRIMARY KEY);
    """,
    "ALTER TABLE waivers ADD COLUMN since TEXT NOT NULL DEFAULT '';",
)
"""Step n brings a store of version n-1 to version n; a step that was ever released is never changed."""


def load_memory(path: Path) -> Memory:
    """Return what the store holds; an empty memory with its trouble where it is damaged.

    Raises:
        WorkspaceError: If a newer program wrote it.
    """
    if not path.exists():
        return Memory()
    try:
        with _copy(path) as store:
            return _read(store)
    except (sqlite3.Error, ValueError, KeyError, OSError) as error:
        return Memory(trouble=f"历史记录“{path.name}”读不出来（{error}）")


def save_memory(memory: Memory, path: Path) -> None:
    """Write a whole store to a path that holds nothing yet, or an empty file."""
    with contextlib.closing(sqlite3.connect(path)) as store, store:
        _migrate(store)
        for table, rows in _tables(memory).items():
            for row in rows:
                store.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(row))})", row)  # noqa: S608  (our own names)


def _tables(memory: Memory) -> Mapping[str, Iterable[tuple[object, ...]]]:
    """Return table -> rows, cells in the order of the columns."""
    notes = memory.notes
    kept = [(one, False) for one in memory.problems.values()] + [(one, True) for one in memory.withdrawn.values()]
    return {
        "problems": (
            (one.id, one.unit, _text(one.record), _text(one.first), one.source, one.since, one.last, one.gone,
             json.dumps({number: dict(stood) for number, stood in one.rounds.items()}), withdrawn)
            for one, withdrawn in kept
        ),
        "received": memory.received.items(),
        "marks": ((number, key, text) for number, said in notes.marks.items() for key, text in said.items()),
        "words": ((path, said.word, said.received, said.unread) for path, said in notes.words.items()),
        "waivers": ((*place, why, memory.waived_on.get(place, "")) for place, why in notes.waivers.items()),
        "own": ((number, heading, text) for number, said in notes.own.items() for heading, text in said.items()),
        "own_headings": enumerate(notes.own_headings),
        "sent_back": memory.sent_back.items(),
        "ledgers": ((sha256,) for sha256 in sorted(memory.ledgers)),
    }  # fmt: skip


@contextlib.contextmanager
def _copy(path: Path) -> Iterator[sqlite3.Connection]:
    """Open a copy: reading must neither lock nor change the file the last run left."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "copy.sqlite"
        copy.write_bytes(path.read_bytes())
        with contextlib.closing(sqlite3.connect(copy)) as store:
            _migrate(store)
            yield store


def _migrate(store: sqlite3.Connection) -> None:
    version = int(store.execute("PRAGMA user_version").fetchone()[0])
    if version > len(_MIGRATIONS):
        raise WorkspaceError(
            "历史记录由更新版本的程序写成，这个版本读不了。", "请安装新版程序后再运行；原有文件没有改动。"
        )
    for number in range(version, len(_MIGRATIONS)):
        store.executescript(_MIGRATIONS[number])
    store.execute(f"PRAGMA user_version = {len(_MIGRATIONS)}")


def _read(store: sqlite3.Connection) -> Memory:
    problems, withdrawn = ({one.id: one for one in _problems(store, flag)} for flag in (0, 1))
    marks: dict[str, dict[str, str]] = {}
    for number, key, text in store.execute("SELECT id, key, text FROM marks"):
        marks.setdefault(number, {})[key] = text
    own: dict[str, dict[str, str]] = {}
    for number, heading, text in store.execute("SELECT id, heading, text FROM own"):
        own.setdefault(number, {})[heading] = text
    words = {
        path: OfficeWord(word, moment, unread)
        for path, word, moment, unread in store.execute("SELECT path, word, received, unread FROM words")
    }
    waived = store.execute("SELECT code, file, sheet, cell, reason, since FROM waivers").fetchall()
    waivers = {(code, file, sheet, cell): why for code, file, sheet, cell, why, _ in waived}
    headings = tuple(heading for (heading,) in store.execute("SELECT heading FROM own_headings ORDER BY place"))
    return Memory(
        problems,
        dict(store.execute("SELECT sha256, moment FROM received").fetchall()),
        OfficeNotes(marks, words, waivers, own=own, own_headings=headings),
        withdrawn=withdrawn,
        sent_back=dict(store.execute("SELECT sha256, unit FROM sent_back").fetchall()),
        ledgers=frozenset(sha256 for (sha256,) in store.execute("SELECT sha256 FROM ledgers")),
        waived_on={(code, file, sheet, cell): since for code, file, sheet, cell, _, since in waived if since},
    )


def _problems(store: sqlite3.Connection, withdrawn: int) -> Iterator[KnownProblem]:
    columns = "id, unit, record, first, source, since, last, gone, rounds"
    query = f"SELECT {columns} FROM problems WHERE withdrawn = ? ORDER BY rowid"  # noqa: S608  (our own names)
    for row in store.execute(query, (withdrawn,)):
        record, first, gone, rounds = _mapping(row[2]), _mapping(row[3]), bool(row[7]), json.loads(row[8])
        yield KnownProblem(row[0], row[1], record, first, row[4], row[5], row[6], gone, rounds)


def _text(mapping: Mapping[str, str]) -> str:
    # a lone surrogate of a unit's text is no UTF-8; escaped it survives
    return json.dumps(dict(mapping), ensure_ascii=True)


def _mapping(text: str) -> Mapping[str, str]:
    said: dict[str, str] = json.loads(text)
    return said
