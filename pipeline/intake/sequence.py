"""Several returns of one unit and round: which count, for what, and in what order (product.md, domain.md 4.3 no. 2)."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from pipeline.campaign.model import Campaign
from pipeline.form.identity import round_words
from pipeline.intake.answered import Standing, answered, standing
from pipeline.intake.disposition import Disposition
from pipeline.intake.order import Order, ordered
from pipeline.intake.parts import Parts, conflict_of, parts_by_campus, parts_by_name, unlike_all
from pipeline.intake.sorting import LEAVE_OUT, USE_THIS, Sorted


def decide(campaign: Campaign, group: Sequence[Sorted]) -> list[Sorted]:
    """Return the returns of one unit and round, each with its disposition, turn and part.

    What the office chose counts alone, and together. Else each sheet counts as the newest return has it,
    and parts of one return count together; where nothing tells how they belong together all wait.
    """
    chosen = [one for one in group if one.chosen]
    if chosen:
        return _by_office(campaign, group, chosen)
    if len(group) == 1:
        why = f"{_called(group)}报来的填报表，按{group[0].identity.evidence}认定。"
        return [replace(group[0], reason=why, turn=1)]
    parts = parts_by_campus(campaign, group) or parts_by_name(campaign, group)
    if not parts and unlike_all(campaign, group):
        return _waiting(group, group, "F16")
    order = ordered(campaign, group, conflict_of(campaign, parts))
    if not order.files:
        return _waiting(group, order.unclear, "F06")
    return _counted(campaign, group, parts, order)


def _no_conflict(*_: Sorted) -> bool:
    """Tell that it does not matter which file is newer: the office has decided."""
    return False


def _called(group: Sequence[Sorted]) -> str:
    identity = group[0].identity
    return identity.unit if identity.round == 1 else f"{identity.unit}{round_words(identity.round)}"


def _by_office(campaign: Campaign, group: Sequence[Sorted], chosen: Sequence[Sorted]) -> list[Sorted]:
    """Return the chosen ones as parts of one return, the newest last; the others are out of the line."""
    others = [one for one in group if not one.chosen]
    order = ordered(campaign, chosen, _no_conflict)
    beside = f"与另{len(chosen) - 1}份合并采用。" if len(chosen) > 1 else ""
    why = f"汇总单位指定采用{'，' if beside else '。'}{beside}"
    instead = f"已由汇总单位指定采用的{_named(chosen)}替代。"
    used = [
        replace(one, reason=why, turn=1, part=f"{number:03d}" if beside else "")
        for number, one in enumerate(order.files)
    ]
    return used + [replace(one, disposition=Disposition.SUPERSEDED, reason=instead) for one in others]


def _counted(campaign: Campaign, group: Sequence[Sorted], parts: Parts, order: Order) -> list[Sorted]:
    """Return the files in their order, used as far as no later one answers the same."""
    line = [*order.unclear, *order.files]
    turns = _turns(line, parts)
    placed = [replace(one, turn=turns[one.opened.path], part=parts.get(one.opened.path, "")) for one in line]
    left = standing(campaign.form, [_standing(one) for one in placed])
    newest = [one for one in placed if one.turn == max(turns.values())]
    counts = {
        one.opened.path: [key for key in tables if key in _said(campaign, one)]
        for one, tables in zip(placed, left, strict=True)
    }
    unclear = {one.opened.path for one in order.unclear}
    if any(counts[path] for path in unclear):
        rest = [one for one in placed if one.opened.path not in unclear]
        return _waiting(order.unclear, order.unclear, "F06") + [
            _told(campaign, group, order, newest, one, counts) for one in rest
        ]
    return [_told(campaign, group, order, newest, one, counts) for one in placed]


def _told(
    campaign: Campaign, group: Sequence[Sorted], order: Order, newest: Sequence[Sorted], one: Sorted,
    counts: Mapping[str, Sequence[str]],
) -> Sorted:  # fmt: skip
    """Return a file with its disposition and what is to be said of it."""
    mine = counts[one.opened.path]
    if one in newest:
        return replace(one, reason=_why(group, order, newest, one))
    if mine:
        return replace(one, reason=_in_part(campaign, one, mine, newest))
    older = f"已由同一单位较新的{_named(_after(one, newest))}替代。"
    return replace(one, disposition=Disposition.SUPERSEDED, reason=older)


def _turns(line: Sequence[Sorted], parts: Parts) -> Mapping[str, int]:
    """Return path -> turn: the newest of every part share the last one."""
    turns = {one.opened.path: number for number, one in enumerate(line, start=1)}
    last = {part: one.opened.path for one in line if (part := parts.get(one.opened.path, ""))}
    return turns | dict.fromkeys(last.values(), max((turns[path] for path in last.values()), default=0))


def _standing(one: Sorted) -> Standing:
    if one.opened.submission is None:
        raise ValueError(one.opened.path)
    return Standing(one.opened.submission, one.identity.round, one.turn, one.part)


def _said(campaign: Campaign, one: Sorted) -> frozenset[str]:
    return answered(campaign.form, _standing(one).submission)


def _after(one: Sorted, newest: Sequence[Sorted]) -> Sequence[Sorted]:
    """Return those of the newest that can have replaced a file: its own part, if there are parts."""
    return [other for other in newest if other.part in ("", one.part)] or newest


def _why(group: Sequence[Sorted], order: Order, newest: Sequence[Sorted], one: Sorted) -> str:
    if len(newest) > 1:
        beside = _named([other for other in newest if other is not one])
        return f"{_called(group)}分{len(newest)}份报来，没有相同的问题，与{beside}合并采用。"
    if not order.by:
        return f"{_called(group)}报来{len(group)}份，各报一部分，一并采用。"
    return f"{_called(group)}报来{len(group)}份，采用{order.by}最新的一份。"


def _in_part(campaign: Campaign, one: Sorted, counts: Sequence[str], newest: Sequence[Sorted]) -> str:
    titles = "".join(f"“{campaign.form[key].title}”" for key in counts)
    by = _named(_after(one, newest))
    if set(counts) == _said(campaign, one):
        return f"{titles}采用，较新的{by}没有这些内容。"
    return f"其中{titles}采用（较新的没有填），其余已由同一单位较新的{by}替代。"


def _named(files: Sequence[Sorted]) -> str:
    return "、".join(f"“{one.opened.path}”" for one in files)


def _waiting(group: Sequence[Sorted], files: Sequence[Sorted], code: str) -> list[Sorted]:
    """Return the files quarantined, all of the group named."""
    names = "、".join(one.opened.path for one in group)
    reason = {
        "F06": f"{_called(group)}报来不止一份而分不清先后（{names}），请在“处理指定”写明采用哪一份。",
        "F16": f"{_called(group)}报来不止一份，其中的问题没有一个相同，看不出是分开报的还是重报的（{names}）；"
        f"都要的请在“处理指定”各写“{USE_THIS}”，合并采用；不要的写“{LEAVE_OUT}”。",
    }[code]
    return [
        replace(one, disposition=Disposition.QUARANTINED, code=code, reason=reason, facts={"what": names})
        for one in files
    ]
