"""How much a file may ask of its reader: limits no real return meets and every bomb does (threats.md 0.6)."""

from dataclasses import dataclass, field
from typing import Final

from pipeline.campaign.settings import Settings

_MIB: Final = 2**20
_TEN_THOUSAND: Final = 10_000
ROWS, COLUMNS = 1_048_576, 16_384
"""The largest sheet any program of today writes."""


@dataclass(frozen=True)
class Limits:
    """What one file may hold and cost.

    Attributes:
        file: Bytes of a file, on disk or in a container, past which it is not opened.
        unfolded: Bytes the parts of an office file, or everything in a container, may inflate to together.
        ratio: How many times its packed size a part or a member of more than 1 MiB may be.
        members: Files in a container, over all its levels.
        nesting: Levels of containers: a letter with an archive is two.
        name: Characters of a member's name.
        parts: Members of the archive an office file is.
        cells: Cells of the box around everything filled in a sheet, and cells filled.
        text: Characters of one cell.
        words: Characters of everything a return tells together: what it costs afterwards, outside its reader.
        depth: Elements of XML in one another.
        attributes: Attributes of one element.
        tags: Tags of a web page.
        seconds: Wall seconds without an answer after which a reader is stopped.
        memory: Bytes of address space a reader may take beyond what it starts with.
    """

    file: int
    unfolded: int
    ratio: int
    members: int
    nesting: int
    name: int
    parts: int
    cells: int
    text: int
    words: int
    depth: int
    attributes: int
    tags: int
    seconds: float
    memory: int

    @property
    def part(self) -> int:
        """Return the bytes one part may inflate to."""
        return self.unfolded * 3 // 4

    def inflated_too_far(self, size: int, packed: int) -> bool:
        """Tell whether what was packed into so few bytes is a bomb; small things may be packed as tightly as they like."""
        return size > _MIB and size > self.ratio * max(packed, 1)


def limits_of(settings: Settings) -> Limits:
    """Return the limits the office set."""
    return Limits(
        file=settings.most_file * _MIB,
        unfolded=settings.most_unfolded * _MIB,
        ratio=settings.most_ratio,
        members=settings.most_members,
        nesting=settings.most_nesting,
        name=settings.most_name,
        parts=settings.most_parts,
        cells=settings.most_cells * _TEN_THOUSAND,
        text=settings.most_text,
        words=settings.most_words * _TEN_THOUSAND,
        depth=settings.most_depth,
        attributes=settings.most_attributes,
        tags=settings.most_tags * _TEN_THOUSAND,
        seconds=float(settings.most_seconds),
        memory=settings.most_memory * _MIB,
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
