"""How much a file may ask of its reader: limits no real return meets and every bomb does (threats.md 0.6)."""

from dataclasses import dataclass, field
from typing import Final

from pipeline.campaign.settings import Settings

_MIB: Final = 2**20
ROWS, COLUMNS = 1_048_576, 16_384
"""The largest sheet any program of today writes."""


@dataclass(frozen=True)
class Limits:
    """What one file may hold and cost.

    Attributes:
        parts: Members of the archive an office file is.
        unfolded: Bytes they may inflate to together; one part may take three quarters of it.
        ratio: How many times its packed size a part of more than 1 MiB may be.
        cells: Cells of the box around everything filled in a sheet, and cells filled.
        text: Characters of one cell.
        seconds: Wall seconds without an answer after which a reader is stopped.
        memory: Bytes of address space a reader may take beyond what it starts with.
    """

    parts: int
    unfolded: int
    ratio: int
    cells: int
    text: int
    seconds: float
    memory: int

    @property
    def part(self) -> int:
        """Return the bytes one part may inflate to."""
        return self.unfolded * 3 // 4


def limits_of(settings: Settings) -> Limits:
    """Return the limits the office set; nothing is less than one."""
    return Limits(
        parts=max(1, settings.most_parts),
        unfolded=max(1, settings.most_unfolded) * _MIB,
        ratio=max(1, settings.most_ratio),
        cells=max(1, settings.most_cells) * 10_000,
        text=max(1, settings.most_text),
        seconds=float(max(1, settings.most_seconds)),
        memory=max(1, settings.most_memory) * _MIB,
    )


@dataclass(frozen=True)
class Terms:
    """On what terms files are opened: the limits, and the password to try where a file has one, "" for none."""

    limits: Limits = field(default_factory=lambda: limits_of(Settings()))
    password: str = ""


def terms_of(settings: Settings) -> Terms:
    """Return the terms the office set."""
    return Terms(limits_of(settings), settings.password)


USUAL: Final = Terms()
"""The terms where nothing is set."""
