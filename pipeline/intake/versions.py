"""Which of several files of a unit counts: copies, older versions, and what came too late."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from pipeline.campaign.model import Campaign
from pipeline.campaign.settings import REFUSE_LATE
from pipeline.intake.disposition import UNREAD, Disposition
from pipeline.intake.identify import is_copy_name
from pipeline.intake.names import NameBook
from pipeline.intake.opening import Opened
from pipeline.intake.received import came_after, shown_moment
from pipeline.intake.rounds import by_round, explained, late_since, overtaken
from pipeline.intake.sequence import decide
from pipeline.intake.sorting import USE_THIS, OfficeWord, Sorted, dispose, path_key, word_for


def sort_files(
    campaign: Campaign, files: Sequence[Opened], words: Mapping[str, OfficeWord], seen: Mapping[str, str], as_of: date
) -> list[Sorted]:
    """Return every file with its one disposition, in the order given.

    Args:
        campaign: Whose units are known.
        files: All files of the inbox.
        words: Path -> what the office wrote; it overrules everything.
        seen: sha256 -> ISO day of the first run that saw a file of that content.
        as_of: The day of this run: when a new file counts as received.
    """
    book, keyed = NameBook(campaign), {path_key(path): word for path, word in words.items()}
    placed = [dispose(campaign, book, opened, word_for(keyed, opened.path), seen, as_of) for opened in files]
    return _beside_unread(_too_late(campaign, _versions(campaign, _duplicates(placed))))


def _duplicates(files: list[Sorted]) -> list[Sorted]:
    """Return the files with those marked whose content is there already, for the same unit or for a known one.

    Of several with the same content the first whose name is not that of a copy is the original.
    """
    plain_first = sorted(files, key=lambda one: is_copy_name(one.opened.path))
    placed = [one for one in reversed(plain_first) if _has_content(one) and one.identity.unit]
    known = {one.opened.sha256: one.opened.path for one in placed}
    first: dict[tuple[str, str], str] = {}
    decided: dict[str, Sorted] = {}
    for one in plain_first:
        content = (one.opened.sha256, one.identity.unit)
        original = first.get(content) or (known.get(one.opened.sha256, "") if not one.identity.unit else "")
        if not _has_content(one):
            decided[one.opened.path] = one
        elif original and not one.chosen:
            reason = f"内容与“{original}”完全相同。"
            decided[one.opened.path] = replace(one, disposition=Disposition.DUPLICATE, reason=reason, code="")
        else:
            first.setdefault(content, one.opened.path)
            decided[one.opened.path] = one
    return [decided[one.opened.path] for one in files]


def _has_content(one: Sorted) -> bool:
    return bool(one.opened.sha256 and one.opened.size) and one.disposition is not Disposition.IGNORED


def _versions(campaign: Campaign, files: list[Sorted]) -> list[Sorted]:
    decided: dict[str, Sorted] = {}
    once = "、".join(f"“{sheet.title}”" for sheet in campaign.form.sheets if not sheet.again)
    for rounds in by_round(files).values():
        for number, group in rounds.items():
            behind = overtaken(rounds, number)
            left = {one.opened.path for one in behind}
            versions = decide(campaign, [one for one in group if one.opened.path not in left])
            for one in (*behind, *versions):
                used = one.disposition is Disposition.USED
                decided[one.opened.path] = explained(one, rounds, once) if used else one
    return [decided.get(one.opened.path, one) for one in files]


def _beside_unread(files: list[Sorted]) -> list[Sorted]:
    """Return the files, the newest in use of each unit with a word on those that came with or after it and told nothing."""
    newest: dict[str, Sorted] = {}
    for one in files:
        if one.disposition is Disposition.USED:
            first = newest.setdefault(one.identity.unit, one)
            newest[one.identity.unit] = max(first, one, key=lambda two: (two.identity.round, two.turn, two.part))
    unread: dict[str, list[str]] = {}
    for one in files:
        used = newest.get(one.identity.unit) if one.code in UNREAD and one.disposition is Disposition.RETURNED else None
        if used and not came_after(used.received, one.received):
            unread.setdefault(used.opened.path, []).append(f"“{one.opened.path}”")
    return [
        replace(
            one,
            reason=f"{one.reason}同时或以后收到的{'、'.join(names)}用不了，没有采用，请该单位重新报送。",
            code="F17",
            facts={"what": "、".join(names)},
        )
        if (names := unread.get(one.opened.path))
        else one
        for one in files
    ]


def _too_late(campaign: Campaign, files: list[Sorted]) -> list[Sorted]:
    """Return the files with late returns quarantined where the office does not accept them, unless it says 采用."""
    if campaign.settings.late_policy != REFUSE_LATE:
        return files
    late = late_since(campaign, files)
    return [
        _refused_as_late(campaign, one, late[one.identity.unit])
        if one.disposition is Disposition.USED
        and one.identity.round == 1
        and not one.chosen
        and one.identity.unit in late
        else one
        for one in files
    ]


def _refused_as_late(campaign: Campaign, one: Sorted, first: str) -> Sorted:
    facts = {"deadline": f"{campaign.settings.deadline:%Y-%m-%d %H:%M}", "received": shown_moment(first)}
    reason = (
        f"首次收到是{facts['received']}，晚于截止时间{facts['deadline']}，按设置不收逾期报送；"
        f"要采用的，请在“处理指定”写“{USE_THIS}”。"
    )
    return replace(one, disposition=Disposition.QUARANTINED, code="F11", reason=reason, facts=facts)
