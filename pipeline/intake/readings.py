"""What files were read as, kept from run to run: unchanged files are not read again (product.md, Beyond one machine).

What was read holds for one campaign workbook, one program and one set of readers: where any of them has
changed, everything is read anew. Only workbooks that gave data are kept; whatever failed is tried again.
"""

import contextlib
import hashlib
import io
import pickle
import sqlite3
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from importlib.metadata import version
from pathlib import Path, PurePosixPath
from typing import Final

from pipeline.intake.inbox import Arrival
from pipeline.intake.opening import Opened

_READERS: Final = ("python-calamine", "xlrd")
"""Libraries that say what a cell holds."""
_PACKAGE: Final = Path(__file__).parents[1]
_OURS: Final = "pipeline.intake."
_DATA: Final = frozenset(("Opened", "Submission", "Table", "Record", "Remark", "Spoilt", "Format"))
_OTHERS: Final = frozenset(
    (*(("datetime", name) for name in ("date", "datetime", "time", "timedelta")), ("builtins", "frozenset"))
)
"""What a reading is made of: names of classes of the intake, module and name of others."""
_TABLE: Final = "CREATE TABLE readings (key TEXT PRIMARY KEY, basis TEXT NOT NULL, answer BLOB NOT NULL)"


@dataclass(frozen=True)
class Readings:
    """What was read before.

    Attributes:
        basis: What it holds for, as `basis_of` gives it; "" where nothing may be kept.
        packed: Key of a file -> what it was opened as, packed.
    """

    basis: str = ""
    packed: Mapping[str, bytes] = field(default_factory=dict)

    def opened(self, arrival: Arrival) -> Opened | None:
        """Return what a file was opened as, under its path of today; None where it is to be read."""
        packed = self.packed.get(_key(arrival))
        opened = _unpacked(packed) if packed else None
        if opened is None:
            return None
        return replace(
            opened, path=arrival.path, modified=arrival.modified, received=arrival.received, sender=arrival.sender
        )


UNREAD: Final = Readings()
"""Where nothing was read before."""


def read_again(
    before: Readings, arrivals: Sequence[Arrival], read: Callable[[Sequence[Arrival]], Sequence[Opened]],
    tick: Callable[[], None],
) -> tuple[list[Opened], Readings]:  # fmt: skip
    """Return every arrival opened, in the order given, and what is to be kept of it; `read` is given those not known.

    `tick` is called for those that are.
    """
    known = {number: one for number, arrival in enumerate(arrivals) if (one := before.opened(arrival))}
    fresh = iter(read([arrival for number, arrival in enumerate(arrivals) if number not in known]))
    for _ in known:
        tick()
    opened = [known[number] if number in known else next(fresh) for number in range(len(arrivals))]
    return opened, replace(before, packed=dict(_packed(before, arrivals, opened)) if before.basis else {})


def basis_of(campaign_book: Path) -> str:
    """Return what readings hold for: a digest of the campaign workbook, the program and its readers.

    "" where the program's own text is not at hand, so that nothing tells one program from the next.
    """
    own = sorted(_PACKAGE.rglob("*.py"))
    digest = hashlib.sha256(campaign_book.read_bytes())
    for path in own:
        digest.update(path.read_bytes())
    for reader in _READERS:
        digest.update(version(reader).encode())
    return digest.hexdigest() if own else ""


def load_readings(store: Path, basis: str) -> Readings:
    """Return what the store holds for a basis; nothing where there is no store, or it is damaged."""
    if not (basis and store.is_file()):
        return Readings(basis)
    try:
        with contextlib.closing(sqlite3.connect(f"{store.absolute().as_uri()}?mode=ro", uri=True)) as base:
            rows = base.execute("SELECT key, answer FROM readings WHERE basis = ?", (basis,)).fetchall()
    except sqlite3.Error:
        return Readings(basis)
    return Readings(basis, {str(key): bytes(answer) for key, answer in rows})


def save_readings(readings: Readings, store: Path) -> None:
    """Write a whole store to a path that holds nothing yet, or an empty file."""
    rows = ((key, readings.basis, answer) for key, answer in readings.packed.items())
    with contextlib.closing(sqlite3.connect(store)) as base, base:
        base.execute(_TABLE)
        base.executemany("INSERT INTO readings VALUES (?, ?, ?)", rows)


def _packed(before: Readings, arrivals: Iterable[Arrival], opened: Iterable[Opened]) -> Iterator[tuple[str, bytes]]:
    for arrival, one in zip(arrivals, opened, strict=True):
        key = _key(arrival)
        if one.submission is not None:
            yield key, before.packed.get(key) or zlib.compress(pickle.dumps(one), 1)


def _key(arrival: Arrival) -> str:
    """Return by what a file is known: its content, and the ending of its name, which is compared with it."""
    return f"{arrival.sha256}{PurePosixPath(arrival.path).suffix.lower()}"


def _unpacked(packed: bytes) -> Opened | None:
    """Return a reading, None where it is damaged or holds anything a reading does not."""
    try:
        opened = _Unpickler(io.BytesIO(zlib.decompress(packed))).load()
    except Exception:  # whatever somebody has put there
        return None
    return opened if isinstance(opened, Opened) else None


class _Unpickler(pickle.Unpickler):
    """Makes nothing but what a reading is made of: a store somebody has put there runs no code."""

    def find_class(self, module: str, name: str) -> object:
        """Return a class of the intake's data, or a day.

        Raises:
            UnpicklingError: If it is anything else.
        """
        if (module, name) in _OTHERS or (module.startswith(_OURS) and name in _DATA):
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f"{module}.{name} is in no reading")
