"""Every run is kept: what it published, and the ledgers that had to stand aside."""

import shutil
from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import datetime
from itertools import chain, count
from pathlib import Path
from typing import Final

from pipeline.publish.replacing import Write, dated_siblings, held, publish_all
from pipeline.workspace import Workspace

_SAVED_AS: Final = (".xls", ".et", ".xlsb", ".xlsm", ".ods")
"""What an office program may make of a ledger, beside .xlsx."""


def aside(place: Workspace) -> list[Path]:
    """Return the ledgers beside the ledger: written there because it was open, or saved in another format."""
    others = (place.ledger.with_suffix(suffix) for suffix in _SAVED_AS)
    return [*dated_siblings(place.ledger), *(path for path in others if path.exists())]


def rescue(place: Workspace, ledgers: Iterable[Path], why: str, now: datetime) -> list[Path]:
    """Copy ledgers to the history, `why` added to their names, before anything takes their place; return the copies."""
    folder = _folder(place, now)
    return publish_all(((folder / f"{path.stem}（{why}）{path.suffix}", _copier(path)) for path in ledgers), now)


def keep(place: Workspace, written: Sequence[Path], now: datetime) -> None:
    """Keep what a run has published, unless the run kept last published the very same.

    The ledgers beside it, whose words the ledger holds again, move there too, as far as nobody has them open.
    """
    ledger, report, run_json = written[0], written[1], written[-1]
    folder = _folder(place, now)
    if ledger == place.ledger:
        for old in aside(place):
            if not held(old):
                with suppress(OSError):  # open in another program: it goes with the next run
                    folder.mkdir(parents=True, exist_ok=True)
                    old.replace(folder / old.name)
    kept = (
        (ledger, place.ledger.name), (report, place.report.name), (run_json, place.run_json.name),
    )  # fmt: skip
    last = max((one for one in place.history.glob("*/") if (one / place.run_json.name).exists()), default=None)
    if last is None or any(not _same(path, last / name) for path, name in kept):
        publish_all(((folder / name, _copier(path)) for path, name in kept), now)


def _folder(place: Workspace, now: datetime) -> Path:
    """Return a run's own folder: the second run of a second gets another."""
    stamp = f"{now:%Y-%m-%d %H%M%S}"
    names = chain((stamp,), (f"{stamp}-{number}" for number in count(2)))
    return next(place.history / name for name in names if not (place.history / name / place.run_json.name).exists())


def _copier(source: Path) -> Write:
    return lambda target: shutil.copyfile(source, target)


def _same(one: Path, other: Path) -> bool:
    return other.exists() and one.read_bytes() == other.read_bytes()
