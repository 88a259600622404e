"""What the office wrote in its blue columns and nobody can act on: said, never thrown away (L01)."""

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.campaign.model import Campaign
from pipeline.findings import Finding, say
from pipeline.form import vocabulary as words
from pipeline.form.days import Day
from pipeline.form.kinds import Choice
from pipeline.form.lexicon import lexicon
from pipeline.form.reading import Kind
from pipeline.intake.names import NameBook
from pipeline.intake.office import MOMENT_HINT, OfficeNotes
from pipeline.intake.sorting import LEAVE_OUT, USE_THIS, named_unit
from pipeline.meaning.columns import FILES_SHEET, LEDGER_SHEET, OFFICE_COLUMNS, OFFICE_FILE_WORD, RECEIVED_WORD


@dataclass(frozen=True)
class _Word:
    """One word nobody can act on: on which sheet, at which line and column, and what is asked for instead."""

    sheet: str
    line: str
    field: str
    found: str
    hint: str


def unreadable(campaign: Campaign, notes: OfficeNotes) -> Iterator[Finding]:
    """Go through L01: what stands in the last ledger's blue columns and is none of the words asked for there."""
    for word in (*_marks(campaign, notes), *_files(campaign, notes)):
        facts = {
            **lexicon(campaign.form),
            "sheet": word.sheet,
            "line": word.line,
            "field": word.field,
            "found": word.found,
            "hint": word.hint,
        }
        severity, message, remedy = say("L01", facts)
        problem = word.line if word.sheet == LEDGER_SHEET else ""
        yield Finding(
            "L01", severity, notes.file, "", word.sheet, "", word.field, word.found, message, remedy, problem=problem
        )


def _marks(campaign: Campaign, notes: OfficeNotes) -> Iterator[_Word]:
    kinds: dict[str, Kind] = {
        "closing": Choice(words.CLOSING_STATES),
        "reviewed_on": Day(campaign.settings.year, past=1, ahead=5),
    }
    headings = {column.key: column.heading for column in OFFICE_COLUMNS}
    for number, marks in notes.marks.items():
        for key, kind in kinds.items():
            found = marks.get(key, "")
            if found and (found not in words.CLOSING_STATES if key == "closing" else kind.read(found).value is None):
                yield _Word(LEDGER_SHEET, number, headings[key], found, kind.hint)


def _files(campaign: Campaign, notes: OfficeNotes) -> Iterator[_Word]:
    book = NameBook(campaign)
    for path, said in notes.words.items():
        if said.word and said.word not in (USE_THIS, LEAVE_OUT) and not named_unit(book, said.word):
            hint = f"写“{USE_THIS}”“{LEAVE_OUT}”或单位名称"
            yield _Word(FILES_SHEET, path, OFFICE_FILE_WORD, said.word, hint)
        if said.unread:
            yield _Word(FILES_SHEET, path, RECEIVED_WORD, said.unread, MOMENT_HINT)
