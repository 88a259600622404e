"""What a kind says of one cell: its value, and what is to be told about it."""

from dataclasses import dataclass, field
from typing import Final, Protocol, runtime_checkable

OVERLONG: Final = 1000
"""Characters past which prose is asked to be shortened (domain.md 4.3 no. 68); its wording is judged so far only."""
LONGEST_VALUE: Final = 500
"""Characters of the longest content of any other kind: a list of many people. What is longer is none, and not tried."""


@dataclass(frozen=True)
class Note:
    """One thing to tell about a cell: a code of `findings.CATALOGUE` and what fills its sentence."""

    code: str
    facts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Reading:
    """The value of a cell, or None where there is none, and the notes about it.

    Attributes:
        value: str, int, Decimal, date or None; None with an error note means rejected.
        notes: Notes in the order they arose; warnings go with a value, errors without.
    """

    value: object = None
    notes: tuple[Note, ...] = ()


def rejected(code: str, **facts: str) -> Reading:
    """Return the reading of a cell no value can be made of."""
    return Reading(None, (Note(code, tuple(facts.items())),))


def doubtful(value: object, code: str, **facts: str) -> Reading:
    """Return a value that somebody has to confirm."""
    return Reading(value, (Note(code, tuple(facts.items())),))


@dataclass(frozen=True)
class Guard:
    """What a spreadsheet program can hold a typist to: a courtesy, `Kind.read` decides.

    Attributes:
        test: One of `list`, `length`, `decimal`, `whole`, `shape` or `none`.
        least: Smallest length or number.
        most: Largest length or number.
        choices: The words of a `list`.
        formula: For `shape`: an Excel condition in which `{cell}` is the cell itself.
        stops: Whether a wrong entry is refused, or only asked about.
    """

    test: str = "none"
    least: float | None = None
    most: float | None = None
    choices: tuple[str, ...] = field(default=())
    formula: str = ""
    stops: bool = True


@runtime_checkable
class Kind(Protocol):
    """What a cell may hold. `read` alone decides; hint, guard and examples are derived or proven by tests."""

    @property
    def hint(self) -> str:
        """What to write, in one Chinese phrase."""
        ...

    @property
    def good(self) -> tuple[object, ...]:
        """Contents `read` takes without an error or warning; the first is shown as example."""
        ...

    @property
    def bad(self) -> tuple[object, ...]:
        """Contents `read` rejects."""
        ...

    def read(self, found: object) -> Reading:
        """Return the value of a non-blank content, or a rejection."""
        ...

    def guard(self) -> Guard:
        """Return what the template asks of the typist."""
        ...
