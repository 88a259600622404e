"""A letter to one unit: to whom, about what, with which workbook."""

import hashlib
from dataclasses import dataclass
from enum import Enum
from functools import cached_property


class Kind(Enum):
    """Why a unit is written to; the value is the command's name."""

    ISSUE = "issue"
    RETURN = "return"
    REMIND = "remind"

    @property
    def words(self) -> str:
        """Return the word in the draft's name."""
        return {"issue": "发表", "return": "退回", "remind": "催报"}[self.value]


@dataclass(frozen=True)
class Attachment:
    """The workbook that goes with a letter."""

    name: str
    data: bytes

    @cached_property
    def sha256(self) -> str:
        """Return the fingerprint of its bytes."""
        return hashlib.sha256(self.data).hexdigest()


@dataclass(frozen=True)
class Letter:
    """One letter, complete.

    Attributes:
        unit: Canonical name.
        to: Addresses; none where the campaign workbook names no usable one.
        subject: One line.
        text: Plain text, lines ended by LF.
        round: Round of the workbook attached.
        day: ISO day of a reminder, which may be sent again another day; "" for letters sent once.
    """

    kind: Kind
    unit: str
    to: tuple[str, ...]
    subject: str
    text: str
    attachment: Attachment
    round: int
    day: str = ""
