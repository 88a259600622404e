"""Sending: every letter once to every address, each success noted before the next letter goes."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from pipeline.post.journal import Stamp, note_sent, read_journal, stamp_of
from pipeline.post.letter import Letter
from pipeline.post.mime import outgoing
from pipeline.post.smtp import Post, UndeliveredError


@dataclass(frozen=True)
class Parcel:
    """A letter, and those of its addresses that have not got it yet."""

    letter: Letter
    to: tuple[str, ...]


@dataclass(frozen=True)
class Sheaf:
    """What there is to send.

    Attributes:
        parcels: What goes out now.
        served: Letters every address has got already.
        lost: Letters that have no address.
    """

    parcels: tuple[Parcel, ...]
    served: tuple[Letter, ...]
    lost: tuple[Letter, ...]


@dataclass(frozen=True)
class Failure:
    """One address, or all of a letter's, that did not get it, and why."""

    unit: str
    to: tuple[str, ...]
    why: str


@dataclass
class Sent:
    """What became of the parcels."""

    delivered: list[Parcel] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)


@dataclass(frozen=True)
class Envelope:
    """From where and when letters go out, and where it is noted."""

    sender: str
    reply_to: str
    journal: Path
    moment: Callable[[], datetime]


def still_to_send(letters: Sequence[Letter], journal: Path) -> Sheaf:
    """Sort letters by what the journal says of them."""
    sent = read_journal(journal)
    parcels = [Parcel(one, tuple(to for to in one.to if stamp_of(one, to) not in sent)) for one in letters if one.to]
    return Sheaf(
        tuple(parcel for parcel in parcels if parcel.to),
        tuple(parcel.letter for parcel in parcels if not parcel.to),
        tuple(letter for letter in letters if not letter.to),
    )


def send(parcels: Sequence[Parcel], envelope: Envelope, post: Post, tick: Callable[[], None]) -> Sent:
    """Hand every parcel over and return what became of it; where one failure means all would fail, the rest is not tried.

    Raises:
        WorkspaceError: If the journal cannot be written: nothing more is sent then.
    """
    result, hopeless = Sent(), ""
    for parcel in parcels:
        if hopeless:
            result.failures.append(Failure(parcel.letter.unit, parcel.to, hopeless))
            continue
        try:
            _send_one(parcel, envelope, post, result)
        except UndeliveredError as error:
            hopeless = error.sentence if error.hopeless else ""
            result.failures.append(Failure(parcel.letter.unit, parcel.to, error.sentence))
        tick()
    return result


def _send_one(parcel: Parcel, envelope: Envelope, post: Post, result: Sent) -> None:
    letter, moment = parcel.letter, envelope.moment()
    identity = _identity(letter, parcel.to, envelope.sender)
    data = outgoing(letter, envelope.sender, envelope.reply_to, moment, identity)
    refused = post.hand_over(envelope.sender, parcel.to, data)
    for to in parcel.to:
        if to in refused:
            result.failures.append(Failure(letter.unit, (to,), refused[to]))
        else:
            note_sent(envelope.journal, stamp_of(letter, to), letter, identity, moment)
    taken = tuple(to for to in parcel.to if to not in refused)
    if taken:
        result.delivered.append(Parcel(letter, taken))


def _identity(letter: Letter, to: Sequence[str], sender: str) -> str:
    """Return a Message-ID that is the same when the same letter is tried again, so that servers see one letter."""
    stamps: list[Stamp] = [stamp_of(letter, address) for address in to]
    return (
        f"<{hashlib.sha256(repr(stamps).encode('utf-8', 'surrogatepass')).hexdigest()[:40]}@{sender.partition('@')[2]}>"
    )
