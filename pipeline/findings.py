"""A finding: what is wrong at which cell, and what to write instead."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from pipeline.catalogue import CATALOGUE


class Severity(Enum):
    """How grave a finding is; the value is what run.json says."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def words(self) -> str:
        """Return the word on the page."""
        return {"error": "必须改", "warning": "请确认", "info": "已代为规范"}[self.value]


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding, complete: a reader needs nothing else to mend the cell.

    Attributes:
        code: Permanent code, a key of `catalogue.CATALOGUE`.
        severity: ERROR must be mended, WARNING asks for confirmation, INFO tells what was done.
        file: Path of the file in the inbox, `letter.eml!自查表.xlsx` inside containers.
        unit: Canonical name, "" where the unit is not known.
        sheet, cell, field: Sheet name as found, A1 address, heading; "" where it concerns the file.
        found: Text found; "" for blank cells and for everything in 查处案件.
        message: What is wrong.
        remedy: What to write instead, with an example.
        row: Row in the sheet, 0 where it concerns no row.
        problem: Number of the problem concerned, "" where it concerns none.
    """

    code: str
    severity: Severity
    file: str
    unit: str
    sheet: str
    cell: str
    field: str
    found: str
    message: str
    remedy: str
    row: int = 0
    problem: str = ""

    @property
    def key(self) -> tuple[str, str, str, str]:
        """Return code, file, sheet and cell: by these it is known again in another run, and waived."""
        return self.code, self.file, self.sheet, self.cell

    @property
    def place(self) -> str:
        """Return `file  sheet!cell`, as far as known."""
        where = f"{self.sheet}!{self.cell}" if self.cell else self.sheet
        return f"{self.file}  {where}".strip()


def say(code: str, facts: Mapping[str, object], severity: Severity | None = None) -> tuple[Severity, str, str]:
    """Return severity, message and remedy of a code, its sentence filled with the facts.

    Raises:
        KeyError: If the code is not in the catalogue, or a fact its sentence needs is missing.
    """
    advice = CATALOGUE[code]
    return severity or Severity(advice.severity), advice.message.format_map(facts), remedy_of(code, facts)


def remedy_of(code: str, facts: Mapping[str, object]) -> str:
    """Return only the remedy of a code, filled with the facts; raises like `say`."""
    return CATALOGUE[code].remedy.format_map(facts)
