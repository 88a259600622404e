"""What the office wrote in its blue columns and nobody can act on: said, never thrown away (L01-L03)."""

from collections.abc import Container, Iterator
from dataclasses import dataclass

import pandas as pd

from pipeline.campaign.model import Campaign
from pipeline.findings import Finding, say
from pipeline.form import vocabulary as words
from pipeline.form.choices import Choice
from pipeline.form.days import Day
from pipeline.form.lexicon import lexicon
from pipeline.form.reading import Kind
from pipeline.intake.blue_cells import MOMENT_HINT
from pipeline.intake.names import NameBook
from pipeline.intake.office import OfficeNotes
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
        yield _finding(campaign, notes, "L01", word)


def of_nobody(campaign: Campaign, notes: OfficeNotes, known: Container[str]) -> Iterator[Finding]:
    """Go through L02: lines of the last ledger whose number no problem bears; all that stands in them is told."""
    headings = {column.key: column.heading for column in OFFICE_COLUMNS}
    for number in dict.fromkeys((*notes.marks, *notes.own)):
        if number in known:
            continue
        said = {headings[key]: text for key, text in notes.marks.get(number, {}).items()}
        said |= notes.own.get(number, {})
        found = "；".join(f"{heading}：{text}" for heading, text in said.items())
        id_heading = campaign.form["problems"]["id"].ledger_heading
        yield _finding(campaign, notes, "L02", _Word(LEDGER_SHEET, number, id_heading, found, ""))


def too_early(campaign: Campaign, notes: OfficeNotes, ledger: pd.DataFrame) -> Iterator[Finding]:
    """Go through L03: problems the office has closed though their unit does not report them done (domain.md 1.3)."""
    heading = next(column.heading for column in OFFICE_COLUMNS if column.key == "closing")
    done = ledger["status"].isin((words.DONE, words.STAGE_DONE))
    early = ledger[ledger["closing"].eq(words.CLOSED) & ~done]
    for number, status in zip(early["id"], early["status"], strict=True):
        yield _finding(campaign, notes, "L03", _Word(LEDGER_SHEET, number, heading, words.CLOSED, str(status)))


def _finding(campaign: Campaign, notes: OfficeNotes, code: str, word: _Word) -> Finding:
    facts = {
        **lexicon(campaign.form),
        "sheet": word.sheet,
        "line": word.line,
        "field": word.field,
        "found": word.found,
        "hint": word.hint,
    }
    severity, message, remedy = say(code, facts)
    problem = word.line if word.sheet == LEDGER_SHEET else ""
    return Finding(
        code, severity, notes.file, "", word.sheet, "", word.field, word.found, message, remedy, problem=problem
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
