"""The straight line of the letters: who needs one, what it says, the drafts, and the sending."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from pipeline.campaign.model import Campaign, Unit
from pipeline.campaign.reading import read_campaign
from pipeline.findings import Severity
from pipeline.intake.disposition import Disposition
from pipeline.meaning.columns import OFFICE_FILE_WORD
from pipeline.meaning.stages import QUARANTINED
from pipeline.post.addresses import addresses_in
from pipeline.post.books import attached, newest, newest_round, return_book, template_path
from pipeline.post.composing import Correction, Desk, issue_letter, remind_letter, return_letter, unread_letter
from pipeline.post.credentials import Keyring, sender_of, server_of
from pipeline.post.drafts import write_drafts
from pipeline.post.journal import alone
from pipeline.post.last_run import FileLine, LastRun, last_run
from pipeline.post.letter import Attachment, Kind, Letter
from pipeline.post.positions import moved
from pipeline.post.sending import Envelope, Parcel, Sent, Sheaf, send, still_to_send
from pipeline.post.smtp import SmtpPost
from pipeline.post.stamp import is_current
from pipeline.steps import chosen_units, issue
from pipeline.workspace import Workspace


@dataclass(frozen=True)
class Order:
    """What the office asks for.

    Attributes:
        names: The units, all where none is named.
        as_of: The day the deadline is held against.
        by: Until when an answer is asked, where the office names a moment of its own.
    """

    kind: Kind
    names: Sequence[str]
    as_of: date
    by: datetime | None = None


@dataclass(frozen=True)
class Prepared:
    """The letters of an order, each with its draft, and what to say beside."""

    campaign: Campaign
    letters: tuple[Letter, ...]
    drafts: tuple[Path, ...]
    remarks: tuple[str, ...]


def prepare(place: Workspace, order: Order, now: datetime) -> Prepared:
    """Write a draft for every unit that needs a letter of this kind.

    Raises:
        CampaignError: If the campaign workbook is missing or wrong, or a name is no unit's.
        WorkspaceError: If the last run is not what the inbox holds, or a workbook to attach is missing.
    """
    campaign = read_campaign(place.campaign_book)
    units = chosen_units(campaign, order.names)
    desk = Desk(campaign, order.as_of, order.by)
    write = {Kind.ISSUE: _issued, Kind.RETURN: _returned, Kind.REMIND: _reminded}[order.kind]
    letters, remarks = write(_Work(place, desk, units, bool(order.names), now))
    drafts = write_drafts(place, order.kind, units, letters, now)
    return Prepared(campaign, tuple(letters), tuple(drafts), (*remarks, *_unaddressed(campaign, letters)))


def dispatch(
    place: Workspace, campaign: Campaign, parcels: Sequence[Parcel], post: SmtpPost, moment: Callable[[], datetime],
    tick: Callable[[], None],
) -> Sent:  # fmt: skip
    """Send letters and return what became of them; the journal has every one that was taken.

    Raises:
        WorkspaceError: If somebody else is sending, or the journal cannot be written.
    """
    sender, settings = sender_of(campaign.settings), campaign.settings
    answers = addresses_in(settings.receiver_mail)[0]
    envelope = Envelope(sender, answers[0] if answers else "", place.mail_journal, moment)
    with alone(place.mail), post:
        # What another window has sent between showing and sending is not sent again.
        still = {one.letter: one for one in still_to_send([one.letter for one in parcels], place.mail_journal).parcels}
        return send([still[one.letter] for one in parcels if one.letter in still], envelope, post, tick)


def post_office(campaign: Campaign, environment: Mapping[str, str], keyring: Keyring) -> SmtpPost:
    """Return the mail server of a campaign, not reached yet.

    Raises:
        CampaignError: If settings and environment do not name one completely.
    """
    sender_of(campaign.settings)
    return SmtpPost(server_of(campaign.settings, environment, keyring))


def sheaf_of(place: Workspace, prepared: Prepared) -> Sheaf:
    """Return what of an order is still to be sent."""
    return still_to_send(prepared.letters, place.mail_journal)


@dataclass(frozen=True)
class _Work:
    place: Workspace
    desk: Desk
    units: tuple[Unit, ...]
    named: bool
    now: datetime

    @property
    def campaign(self) -> Campaign:
        return self.desk.campaign


_Written = tuple[list[Letter], list[str]]
"""Letters, and remarks beside."""


def _issued(work: _Work) -> _Written:
    rounds = {unit: newest_round(work.place, work.campaign, unit) for unit in work.units}
    books, remarks = _templates(work, rounds)
    return [issue_letter(work.desk, unit, book, rounds[unit]) for unit, book in books.items()], remarks


def _returned(work: _Work) -> _Written:
    run = last_run(work.place, work.campaign.settings.campaign)
    letters = []
    for unit in work.units:
        files = _to_mend(run, unit)
        if files:
            book = return_book(work.place, work.campaign, files[0])
            line, findings = run.units.get(unit.name), run.findings_of({file.path for file in files})
            correction = Correction(
                files, findings, line is not None and line.signed, moved(findings, book.data), run.unread(unit.name)
            )
            letters.append(return_letter(work.desk, unit, correction, book))
    return letters, []


def _to_mend(run: LastRun, unit: Unit) -> list[FileLine]:
    """Return the files of the unit's return that has something to be changed, of the latest round where several have."""
    wrong = {finding.file for finding in run.findings if finding.severity is Severity.ERROR}
    used = [one for one in run.files if one.unit == unit.name and one.disposition is Disposition.USED]
    newest = max((one.round for one in used if one.path in wrong), default=0)
    return [one for one in used if one.round == newest]


def _reminded(work: _Work) -> _Written:
    run = last_run(work.place, work.campaign.settings.campaign)
    rounds = {}
    for unit in work.units:
        number = run.owed(unit.name, newest_round(work.place, work.campaign, unit))
        # The silence of a unit that need not answer the first round is asked about only where it is named.
        if number and (unit.required or work.named or number > 1):
            rounds[unit] = number
    mended = {finding.file for finding in run.findings if finding.severity is Severity.ERROR}
    unread = {unit: run.used(unit.name) for unit in work.units if unit not in rounds and run.unread(unit.name)}
    # A unit with something to mend reads it in the letter its return goes back with.
    unread = {unit: files for unit, files in unread.items() if not mended & {one.path for one in files}}
    rounds |= {unit: files[0].round for unit, files in unread.items()}
    books, remarks = _templates(work, rounds)
    remarks += [
        f"“{unit.name}”报来的文件待人工确认，没有催报；请在台账“{OFFICE_FILE_WORD}”里处理。"
        for unit in work.units
        if (line := run.units.get(unit.name)) and line.state == QUARANTINED
    ]
    letters = [
        unread_letter(work.desk, unit, run.unread(unit.name), unread[unit], book)
        if unit in unread
        else remind_letter(work.desk, unit, run.unusable(unit.name, rounds[unit]), book, rounds[unit])
        for unit, book in books.items()
    ]
    return letters, remarks


def _templates(work: _Work, rounds: Mapping[Unit, int]) -> tuple[dict[Unit, Attachment], list[str]]:
    """Return every unit's workbook of a round, written first where it is missing, and which are out of date."""
    paths = {unit: template_path(work.place, work.campaign, unit, number) for unit, number in rounds.items()}
    missing = [unit.name for unit, path in paths.items() if newest(path) is None]
    if missing:
        issue(work.place, missing, work.now)
    books = {unit: attached(path) for unit, path in paths.items()}
    stale = [unit.name for unit, book in books.items() if not is_current(work.campaign, book.data)]
    words = f"{'、'.join(stale)}的填报表与现在的责任清单不符，请先运行 pipeline templates 重新生成，再生成邮件。"
    return books, [words] if stale else []


def _unaddressed(campaign: Campaign, letters: Sequence[Letter]) -> Iterator[str]:
    """Go through what is wrong with the addresses of those written to."""
    without = [letter.unit for letter in letters if not letter.to]
    for letter in letters:
        bad = addresses_in(campaign.unit(letter.unit).email)[1]
        if bad:
            yield f"“{letter.unit}”的邮箱“{'、'.join(bad)}”写得不对，没有用；请在“责任单位”表改正。"
    if without:
        yield f"{'、'.join(without)}没有邮箱，草稿的收件人是空的；请打开草稿自己填，或补到责任清单.xlsx 的“责任单位”表。"
