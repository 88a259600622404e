"""The straight line of the letters: who needs one, what it says, the drafts, and the sending."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from pipeline.campaign.model import Campaign, Unit
from pipeline.campaign.reading import read_campaign
from pipeline.errors import WorkspaceError
from pipeline.findings import Severity
from pipeline.intake.disposition import Disposition
from pipeline.meaning.roll import MISSING, QUARANTINED
from pipeline.post.addresses import addresses_in
from pipeline.post.composing import Correction, Desk, issue_letter, remind_letter, return_letter
from pipeline.post.credentials import Keyring, sender_of, server_of
from pipeline.post.drafts import write_drafts
from pipeline.post.journal import alone
from pipeline.post.last_run import FileLine, LastRun, last_run
from pipeline.post.letter import Attachment, Kind, Letter
from pipeline.post.positions import moved
from pipeline.post.sending import Envelope, Parcel, Sent, Sheaf, send, still_to_send
from pipeline.post.smtp import SmtpPost
from pipeline.post.stamp import is_current, round_of
from pipeline.publish.layout import return_file_name, template_file_name
from pipeline.publish.replacing import dated_siblings
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
    books, remarks = _templates(work, work.units)
    return [issue_letter(work.desk, unit, book, round_of(book.data)) for unit, book in books.items()], remarks


def _returned(work: _Work) -> _Written:
    run = last_run(work.place, work.campaign.settings.campaign)
    letters = []
    for unit in work.units:
        line = run.units.get(unit.name)
        findings = run.findings_of(line.file) if line and line.file else ()
        if line and any(finding.severity is Severity.ERROR for finding in findings):
            book = _attachment(work.place.returns / return_file_name(work.campaign, unit.name))
            correction = Correction(run.file(line.file), findings, line.signed, moved(findings, book.data))
            letters.append(return_letter(work.desk, unit, correction, book))
    return letters, []


def _reminded(work: _Work) -> _Written:
    run = last_run(work.place, work.campaign.settings.campaign)
    silent = [unit for unit in work.units if _silent(run, unit, work.named)]
    books, remarks = _templates(work, silent)
    remarks += [
        f"“{unit.name}”报来的文件待人工确认，没有催报；请在台账“处理指定”里处理。"
        for unit in work.units
        if (line := run.units.get(unit.name)) and line.state == QUARANTINED
    ]
    letters = [
        remind_letter(work.desk, unit, _unusable(run, unit), book, round_of(book.data)) for unit, book in books.items()
    ]
    return letters, remarks


def _silent(run: LastRun, unit: Unit, named: bool) -> bool:
    """Tell whether a unit is reminded: one whose silence does not count only where it is named."""
    line = run.units.get(unit.name)
    return (line is None or line.state == MISSING) and (unit.required or named)


def _unusable(run: LastRun, unit: Unit) -> list[FileLine]:
    return [one for one in run.files if one.unit == unit.name and one.disposition is Disposition.RETURNED]


def _templates(work: _Work, units: Sequence[Unit]) -> tuple[dict[Unit, Attachment], list[str]]:
    """Return every unit's template, written first where it is missing, and which ones are out of date."""
    paths = {unit: work.place.templates / template_file_name(work.campaign, unit) for unit in units}
    missing = [unit.name for unit, path in paths.items() if _newest(path) is None]
    if missing:
        issue(work.place, missing, work.now)
    books = {unit: _attachment(path) for unit, path in paths.items()}
    stale = [unit.name for unit, book in books.items() if not is_current(work.campaign, book.data)]
    words = f"{'、'.join(stale)}的填报表与现在的责任清单不符，请先运行 pipeline templates 重新生成，再生成邮件。"
    return books, [words] if stale else []


def _attachment(path: Path) -> Attachment:
    """Return a workbook of ours under its own name, also where its newest version stands beside it."""
    newest = _newest(path)
    if newest is None:
        raise WorkspaceError(f"没有找到要附的文件“{path}”。", "请先运行 pipeline run，再生成邮件。")
    try:
        return Attachment(path.name, newest.read_bytes())
    except OSError as error:
        raise WorkspaceError(
            f"“{newest}”读不了（{error.strerror or error}）。", "请关闭打开它的程序后再试。"
        ) from error


def _newest(path: Path) -> Path | None:
    there = [one for one in (path, *dated_siblings(path)) if one.is_file()]
    return max(there, key=lambda one: one.stat().st_mtime_ns, default=None)


def _unaddressed(campaign: Campaign, letters: Sequence[Letter]) -> Iterator[str]:
    """Go through what is wrong with the addresses of those written to."""
    without = [letter.unit for letter in letters if not letter.to]
    for letter in letters:
        bad = addresses_in(campaign.unit(letter.unit).email)[1]
        if bad:
            yield f"“{letter.unit}”的邮箱“{'、'.join(bad)}”写得不对，没有用；请在“责任单位”表改正。"
    if without:
        yield f"{'、'.join(without)}没有邮箱，草稿的收件人是空的；请打开草稿自己填，或补到责任清单.xlsx 的“责任单位”表。"
