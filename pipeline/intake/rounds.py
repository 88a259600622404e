"""The rounds of a unit: the newest file of each counts, and none takes back what a later one has reported."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from pipeline.campaign.model import Campaign
from pipeline.form.identity import round_words
from pipeline.intake.disposition import Disposition
from pipeline.intake.received import came_after, is_late
from pipeline.intake.sorting import USE_THIS, Sorted

Rounds = Mapping[int, Sequence[Sorted]]
"""Round -> the files of one unit that could be used for it."""


def by_round(files: Sequence[Sorted]) -> Mapping[str, dict[int, list[Sorted]]]:
    """Return unit -> round -> its files that could be used, in the order given."""
    units: dict[str, dict[int, list[Sorted]]] = {}
    for one in files:
        if one.disposition is Disposition.USED:
            units.setdefault(one.identity.unit, {}).setdefault(one.identity.round, []).append(one)
    return units


def overtaken(rounds: Rounds, number: int) -> list[Sorted]:
    """Return the files of a round that came when a later one had begun, superseded by an earlier file of their own.

    Where the round has no earlier file, and where the office says 采用, they compete as any other.
    """
    behind = {
        one.opened.path: begun for one in rounds[number] if not one.chosen and (begun := _begun(one, rounds, number))
    }
    if len(behind) == len(rounds[number]):
        return []
    return [
        replace(one, disposition=Disposition.SUPERSEDED, reason=_late_reason(number, behind[one.opened.path]))
        for one in rounds[number]
        if one.opened.path in behind
    ]


def _begun(one: Sorted, rounds: Rounds, number: int) -> int:
    """Return the first round after `number` of which a file came before this one, 0 for none."""
    begun = (
        later
        for later in sorted(rounds)
        if later > number and any(came_after(one.received, first.received) for first in rounds[later])
    )
    return next(begun, 0)


def _late_reason(number: int, begun: int) -> str:
    return (
        f"这是{round_words(number)}的填报表，在{round_words(begun)}报来以后才收到，没有采用，以免退回到旧的进展；"
        f"要采用的，请在“处理指定”写“{USE_THIS}”。"
    )


def explained(one: Sorted, rounds: Rounds, asked_once: str) -> Sorted:
    """Return a used file with what its round means for its content, where the unit has answered more than one.

    `asked_once` names the sheets that later rounds do not ask again.
    """
    later = [number for number in rounds if number > one.identity.round]
    if later:
        newest = round_words(max(later))
        late = "收到时后一轮已经报来，" if _begun(one, rounds, one.identity.round) else ""
        told = f"{late}{newest}报来的问题以{newest}为准，其余内容仍用这一份。"
    elif one.identity.round > 1 and len(rounds) == 1:
        told = f"收件箱里没有{round_words(1)}的填报表，{asked_once}没有再问，本次没有数据。"
    else:
        return one
    return replace(one, reason=f"{one.reason}{told}")


def first_received(files: Sequence[Sorted]) -> Mapping[str, str]:
    """Return unit -> moment or day of its first return that was readable, used now or not; earlier rounds go first."""
    return {unit: received for unit, (_, received) in _first(files).items()}


def late_since(campaign: Campaign, files: Sequence[Sorted]) -> Mapping[str, str]:
    """Return unit -> moment of its first return, where that was late: the deadline is that of the first round."""
    return {
        unit: received
        for unit, (number, received) in _first(files).items()
        if number == 1 and is_late(campaign, received)
    }


def _first(files: Sequence[Sorted]) -> Mapping[str, tuple[int, str]]:
    counts = (Disposition.USED, Disposition.SUPERSEDED, Disposition.DUPLICATE)
    first: dict[str, tuple[int, str]] = {}
    for one in files:
        if one.disposition in counts and one.identity.unit and one.opened.submission is not None:
            mine = (one.identity.round, one.received)
            first[one.identity.unit] = min(first.get(one.identity.unit, mine), mine)
    return first
