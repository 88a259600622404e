"""The files that count, and how a cell of theirs is named in a finding."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.campaign.model import Unit
from pipeline.findings import Finding, Severity, say
from pipeline.form.lexicon import lexicon
from pipeline.form.privacy import HIDDEN, masked
from pipeline.form.schema import Form
from pipeline.intake.book import shown_text
from pipeline.intake.submission import Remark, Submission


@dataclass(frozen=True)
class Source:
    """One used file: its unit and by what that is known, its path, content, round and day of receipt.

    Attributes:
        submission: What counts of its content: a later round's return may have replaced parts of it.
        whole: All it submits, where that is more.
        remarks: What is to be said of how its unit was known.
        turn: Place among the unit's returns of the round, from 1 for the oldest.
        part: Which part of a return that came in several files, in words that sort; "" where it did not.
        second: Whether this is a second list of a file that is a source itself: the file is spoken of there.
    """

    unit: Unit
    path: str
    submission: Submission
    received: str
    round: int = 1
    evidence: str = ""
    whole: Submission | None = None
    remarks: tuple[Remark, ...] = ()
    turn: int = 1
    part: str = ""
    second: bool = False

    @property
    def place(self) -> tuple[int, int, str]:
        """Return round, turn and part: what tells the files of one unit apart, in their order."""
        return self.round, self.turn, self.part

    @property
    def original(self) -> Submission:
        """Return all the file submits."""
        return self.whole or self.submission


def divided(source: Source) -> tuple[Source, ...]:
    """Return a file as the parts of a return: its second lists, then what it holds beside them, which prevails."""
    tables = source.submission.further
    parts = (
        replace(
            source,
            submission=replace(
                source.submission, tables={table.key: table}, remarks=(), counts=(), unsorted=(), further=()
            ),
            remarks=(),
            part=f"{source.part}{number:03d}",
            second=True,
        )
        for number, table in enumerate(tables, start=1)
    )
    return (*parts, replace(source, part=f"{source.part}{len(tables) + 1:03d}")) if tables else (source,)


def by_unit(sources: Iterable[Source]) -> Mapping[str, list[int]]:
    """Return unit -> the numbers of its files, in the order given."""
    numbers: dict[str, list[int]] = {}
    for number, source in enumerate(sources):
        numbers.setdefault(source.unit.name, []).append(number)
    return numbers


def by_round(sources: Sequence[Source]) -> Mapping[tuple[str, int], list[Source]]:
    """Return (unit, round) -> the files that are one return together, in the order given."""
    together: dict[tuple[str, int], list[Source]] = {}
    for source in sources:
        together.setdefault((source.unit.name, source.round), []).append(source)
    return together


@dataclass(frozen=True)
class Fault:
    """Something wrong at one cell of one record, not yet a sentence.

    Attributes:
        code: Finding code.
        sheet: Sheet key.
        source: Number of the source.
        row: Row in the file; 0 where no row is meant.
        key: Column key, "" where no column is meant.
        facts: What fills the sentence beside field, found and hint.
        gravity: Overrules the catalogue's severity.
    """

    code: str
    sheet: str
    source: int
    row: int
    key: str
    facts: Mapping[str, str]
    gravity: Severity | None = None


class Speaker:
    """Turns faults into findings: address, heading, content and sentence."""

    def __init__(self, form: Form, sources: tuple[Source, ...]) -> None:
        self._form = form
        self._words = lexicon(form)
        self._sources = sources
        self._cells = [
            {
                (key, record.row): record.cells
                for key, table in source.submission.tables.items()
                for record in table.records
            }
            for source in sources
        ]

    def finding(self, fault: Fault, problem: str = "") -> Finding:
        """Return the finding of a fault; a case's content is never in it, personal numbers are masked."""
        source, sheet = self._sources[fault.source], self._form[fault.sheet]
        table = source.submission.tables.get(fault.sheet)
        column = sheet[fault.key] if fault.key else None
        content = fault.facts.get(
            "found", shown_text(self._cells[fault.source].get((fault.sheet, fault.row), {}).get(fault.key))
        )
        shown = HIDDEN if sheet.confidential and content else masked(content)
        heading = column.heading if column else sheet.title
        facts: dict[str, object] = {
            **self._words,
            "field": heading,
            "what": f"“{heading}”没有填",
            "found": _short(shown),
            "hint": column.hint if column else "",
            "record": sheet.record,
            "code": source.unit.code,
            "sheet": sheet.title,
            **fault.facts,
        }
        severity, message, remedy = say(fault.code, facts, fault.gravity)
        return Finding(
            code=fault.code,
            severity=severity,
            file=source.path,
            unit=source.unit.name,
            sheet=table.name if table and not sheet.confidential else sheet.title,
            cell=table.address(fault.row, fault.key) if table else "",
            field=heading if column else "",
            found="" if sheet.confidential else shown,
            message=message,
            remedy=remedy,
            row=fault.row,
            problem=problem,
        )


def _short(text: str) -> str:
    one_line = " ".join(text.split())
    return one_line if len(one_line) <= 40 else f"{one_line[:40]}…"
