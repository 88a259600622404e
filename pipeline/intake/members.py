"""What a letter or an archive gives: its members, and how much they may take together."""

from dataclasses import dataclass, field

from pipeline.intake.limits import Limits

TOO_BIG = "解开后大得不正常，没有打开"


class RefusedError(Exception):
    """A container that is not opened; the message says why, in Chinese."""


class LockedError(Exception):
    """A container under a password that hides even the names of what is in it."""


@dataclass(frozen=True)
class Member:
    """One file in a letter or an archive.

    Attributes:
        name: As the sender named it.
        data: Its bytes, empty where it was not taken.
        ignored: Why it is none of our business, "" where it is: a picture shown within the text.
        trouble: Why it was not taken, "" where it was.
        locked: Whether a password keeps it shut.
        size: Its bytes, or what the archive says they would be.
    """

    name: str
    data: bytes = b""
    ignored: str = ""
    trouble: str = ""
    locked: bool = False
    size: int = 0


@dataclass(frozen=True)
class Letter:
    """What a letter says of itself: ISO moment in China's time and address, "" where it does not say."""

    received: str
    sender: str
    attached: tuple[Member, ...]


@dataclass
class Budget:
    """What one file of the inbox may still unfold to, over all its levels."""

    limits: Limits
    members: int = field(init=False)
    size: int = field(init=False)

    def __post_init__(self) -> None:
        """Begin with everything there is."""
        self.members, self.size = self.limits.members, self.limits.unfolded

    @property
    def room(self) -> int:
        """Return the bytes worth reading of the next member: one more than it may have."""
        return min(self.limits.file, self.size) + 1

    def expect(self, members: int) -> None:
        """Raise RefusedError where a container says itself that it has too many members."""
        if members > self.members:
            raise RefusedError(f"里面的文件超过{self.limits.members}个，没有打开")

    def take(self, size: int = 0) -> None:
        """Count a member; raise RefusedError where it is one too many."""
        self.expect(1)
        self.members -= 1
        self.size -= size
        if self.size < 0:
            raise RefusedError(TOO_BIG)
