"""What earlier runs left: the office's words, days of receipt, the problems as they were."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.intake.office import BlueColumns, OfficeNotes, read_office_notes


@dataclass(frozen=True)
class Past:
    """What earlier runs left.

    Attributes:
        notes: The office's blue columns of the last ledger.
        received: sha256 -> day or moment of first receipt.
        problems: run.json's problems of the last run.
    """

    notes: OfficeNotes = field(default_factory=OfficeNotes)
    received: Mapping[str, str] = field(default_factory=dict)
    problems: Sequence[Mapping[str, object]] = ()


def remember(ledger: Path, run_json: Path, blue: BlueColumns) -> Past:
    """Return what the last run left in the outbox; a missing or broken run.json is no past."""
    notes = read_office_notes(ledger, blue)
    try:
        said = json.loads(run_json.read_text(encoding="utf-8"))
        received = {file["sha256"]: file["received"] for file in said["files"] if file["sha256"]}
        return Past(notes, received, said["problems"])
    except (OSError, ValueError, KeyError, TypeError):
        return Past(notes)
