"""What a letter says to one unit, put together from the phrases."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from pipeline.campaign.model import Campaign, Unit
from pipeline.findings import Finding, Severity
from pipeline.form import vocabulary as words
from pipeline.post import phrases
from pipeline.post.addresses import addresses_in
from pipeline.post.last_run import FileLine
from pipeline.post.letter import Attachment, Kind, Letter
from pipeline.post.mime import one_line
from pipeline.post.remarks import asking, listing
from pipeline.publish.layout import (
    GUIDE_SHEET,
    REMARKS_SHEET,
    moment_words,
    recipient_of,
    reply_by,
    round_mark,
    title_of,
)
from pipeline.publish.self_check import PASSED


@dataclass(frozen=True)
class Desk:
    """What every letter of a day has in common.

    Attributes:
        as_of: The day the deadline is held against.
        by: Until when an answer is asked, where the office names a moment of its own.
    """

    campaign: Campaign
    as_of: date
    by: datetime | None = None

    def due(self, round_number: int) -> str:
        """Say until when: the office's own moment, else the deadline unless it is over, else "".

        The campaign's deadline is that of the first round.
        """
        if self.by:
            return moment_words(self.by)
        return reply_by(self.campaign.settings, self.as_of) if round_number < 2 else ""

    def clock(self, round_number: int) -> str:
        """Say how many days are left, or how many it is late; "" without a deadline."""
        deadline = self.campaign.settings.deadline
        if deadline is None or round_number > 1:
            return ""
        days = (deadline.date() - self.as_of).days
        if not days:
            return phrases.LAST_DAY
        return (phrases.DAYS_LEFT if days > 0 else phrases.DAYS_LATE).format(days=abs(days))

    def facts(self, unit: Unit, round_number: int) -> dict[str, str]:
        """Return what fills the gaps of the phrases for a unit in a round."""
        settings, due = self.campaign.settings, self.due(round_number)
        return {
            "unit": unit.name,
            "noun": f"{title_of(self.campaign)}{round_mark(round_number)}",
            "due": due,
            "deadline": moment_words(settings.deadline) if settings.deadline and round_number < 2 else "",
            "day": f"{self.as_of.year}年{self.as_of.month}月{self.as_of.day}日",
            "until": phrases.BY.format(moment=due) if due else phrases.SOON,
            "clock": self.clock(round_number),
            "recipient": recipient_of(settings),
            "guide": GUIDE_SHEET,
            "passed": PASSED,
            "nil": _nil(self.campaign, unit, round_number),
            "basis": _basis(self.campaign),
        }

    def letter(
        self, kind: Kind, unit: Unit, subject: str, paragraphs: Sequence[str], attachment: Attachment, round_number: int
    ) -> Letter:
        """Return a letter with greeting, paragraphs, whom to ask, and signature."""
        settings = self.campaign.settings
        facts = self.facts(unit, round_number)
        ending = (phrases.CONTACT.format_map(facts), f"{settings.school}{settings.office}")
        body = "\n\n".join(part for part in (phrases.GREETING.format_map(facts), *paragraphs, *ending) if part)
        return Letter(
            kind=kind,
            unit=unit.name,
            to=addresses_in(unit.email)[0],
            subject=one_line(subject),
            text=f"{body}\n",
            attachment=attachment,
            round=round_number,
            day=self.as_of.isoformat() if kind is Kind.REMIND else "",
        )


def issue_letter(desk: Desk, unit: Unit, attachment: Attachment, round_number: int) -> Letter:
    """Return the letter a template goes out with."""
    facts = desk.facts(unit, round_number)
    subject = phrases.ISSUE_SUBJECT_BY if facts["due"] else phrases.ISSUE_SUBJECT
    opening = phrases.ISSUE_OPENING if round_number < 2 else phrases.FOLLOW_UP_OPENING
    told = (opening, phrases.ISSUE_WHEN, phrases.ISSUE_HOW, phrases.ISSUE_WHERE)
    paragraphs = [phrase.format_map(facts) for phrase in told]
    return desk.letter(Kind.ISSUE, unit, subject.format_map(facts), paragraphs, attachment, round_number)


@dataclass(frozen=True)
class Correction:
    """What a unit is asked to mend.

    Attributes:
        files: The files its return came in, of one round.
        findings: Everything found in them, in the order of the return workbook.
        signed: Whether a signed scan has come.
        moved: Finding -> where its cell stands in the return workbook, where it is another place.
        unread: Files that came with or after these and that nobody could open.
    """

    files: Sequence[FileLine]
    findings: Sequence[Finding]
    signed: bool
    moved: Mapping[Finding, str]
    unread: Sequence[FileLine] = ()

    @property
    def round(self) -> int:
        """Return the round."""
        return self.files[0].round

    def of(self, file: FileLine) -> tuple[Finding, ...]:
        """Return what was found in one of the files."""
        return tuple(finding for finding in self.findings if finding.file == file.path)


def return_letter(desk: Desk, unit: Unit, correction: Correction, attachment: Attachment) -> Letter:
    """Return the letter a return goes back with, everything that is wrong listed cell by cell."""
    asked = [finding.severity for finding in asking(correction.findings)]
    errors, warnings = asked.count(Severity.ERROR), asked.count(Severity.WARNING)
    also = phrases.RETURN_WARNINGS.format(warnings=warnings, ask=Severity.WARNING.words) if warnings else ""
    facts = {
        **desk.facts(unit, correction.round),
        "errors": str(errors),
        "must": Severity.ERROR.words,
        "warnings": also,
    }
    facts |= {"remarks": REMARKS_SHEET}
    paragraphs = [
        phrases.RETURN_OPENING.format_map(facts),
        phrases.RETURN_HOW + phrases.SAVE.format_map(facts) + ("" if correction.signed else phrases.UNSIGNED),
        *(
            "\n".join(listing(desk.campaign.form, file.name, correction.of(file), correction.moved))
            for file in correction.files
            if correction.of(file)
        ),
        _unread(phrases.RETURN_UNREAD, {**facts, "kept": _names(correction.files)}, correction.unread),
    ]
    subject = phrases.RETURN_SUBJECT.format_map(facts)
    return desk.letter(Kind.RETURN, unit, subject, paragraphs, attachment, correction.round)


def remind_letter(
    desk: Desk, unit: Unit, unusable: Sequence[FileLine], attachment: Attachment, round_number: int
) -> Letter:
    """Return the letter to a unit nobody has heard of, or whose files could not be used."""
    facts = desk.facts(unit, round_number)
    subject = (phrases.AGAIN_SUBJECT if unusable else phrases.REMIND_SUBJECT).format_map(facts)
    paragraphs = [
        _not_here(facts, unit, unusable),
        phrases.REMIND_ASK.format_map(facts),
        phrases.REMIND_HOW.format_map(facts),
        "" if unusable else phrases.REMIND_SENT,
    ]
    return desk.letter(Kind.REMIND, unit, subject, paragraphs, attachment, round_number)


def unread_letter(
    desk: Desk, unit: Unit, unread: Sequence[FileLine], kept: Sequence[FileLine], attachment: Attachment
) -> Letter:
    """Return the letter to a unit whose return counts and of which a file that may be newer could not be opened."""
    facts = {**desk.facts(unit, kept[0].round), "kept": _names(kept), "clock": ""}
    paragraphs = [
        _unread(phrases.UNREAD_OPENING, facts, unread),
        phrases.UNREAD_ASK.format_map(facts),
        phrases.REMIND_HOW.format_map(facts),
    ]
    return desk.letter(
        Kind.REMIND, unit, phrases.AGAIN_SUBJECT.format_map(facts), paragraphs, attachment, kept[0].round
    )


def _unread(opening: str, facts: Mapping[str, str], unread: Sequence[FileLine]) -> str:
    return "\n".join((opening.format_map(facts), *_reasons(unread))) if unread else ""


def _names(files: Sequence[FileLine]) -> str:
    return "”“".join(one_line(one.name) for one in files)


def _reasons(files: Sequence[FileLine]) -> list[str]:
    return [phrases.AGAIN_FILE.format(file=one_line(one.name), reason=one_line(one.reason)) for one in files]


def _not_here(facts: Mapping[str, str], unit: Unit, unusable: Sequence[FileLine]) -> str:
    if unusable:
        return "\n".join((phrases.AGAIN_OPENING.format_map(facts), *_reasons(unusable)))
    if not facts["deadline"]:
        return phrases.REMIND_OPEN.format_map(facts)
    return (phrases.REMIND_DUE if unit.required else phrases.REMIND_WISHED).format_map(facts)


def _nil(campaign: Campaign, unit: Unit, round_number: int) -> str:
    """Say how to report nothing; "" to a unit that is not asked to declare it."""
    for sheet in campaign.sheets_of(unit, round_number):
        for column in sheet.columns:
            if column.key == "nil":
                return phrases.NIL_TOO.format(sheet=sheet.title, nil=column.heading, yes=words.YES)
    return ""


def _basis(campaign: Campaign) -> str:
    settings = campaign.settings
    if not settings.basis:
        return ""
    number = phrases.NUMBER.format(number=settings.document_number) if settings.document_number else ""
    return phrases.BASIS.format(basis=settings.basis, number=number)
