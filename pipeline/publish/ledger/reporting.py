"""报送情况: the roll call, those who have not answered first."""

from collections.abc import Iterator
from typing import Final

from pipeline.findings import Severity
from pipeline.form import vocabulary as words
from pipeline.meaning.figures import UnitFigures
from pipeline.meaning.outcome import Outcome
from pipeline.meaning.stages import MISSING, QUARANTINED
from pipeline.publish.ledger.cells import Formula, Marked
from pipeline.publish.ledger.listing import Field, Listing, Row
from pipeline.publish.ledger.looks import BAD, CENTER, COUNT, DOUBT, TEXT
from pipeline.publish.ledger.ranges import Ranges, is_, is_not, pages
from pipeline.publish.ledger.titles import as_of_words, moment_words, titled

ROLL_CALL: Final = "报送情况"
_FILLED, _EMPTY = is_("<>"), is_("=")
_KEYS: Final = ("n", "name", "code", "role", "required", "stage", "nil", "received", "late", "signed", "problems", "errors", "warnings", "file", "contact", "email")  # fmt: skip
_FIELDS: Final = (
    Field("序号", 5, CENTER), Field("责任单位", 19), Field("单位码", 8, CENTER), Field("角色", 9, CENTER), Field("是否必报", 6.5, CENTER),
    Field("报送状态", 10, CENTER), Field("零报告", 7, CENTER), Field("首次收到", 17.5, CENTER), Field("是否逾期", 6.5, CENTER),
    Field("签字件", 7, CENTER), Field("问题数", 7, COUNT), Field(Severity.ERROR.words, 7, COUNT), Field(Severity.WARNING.words, 7, COUNT),
    Field("采用的文件", 28), Field("联系人", 9, CENTER), Field("邮箱", 24),
)  # fmt: skip


def roll_call_listing(outcome: Outcome) -> Listing:
    """Return 报送情况: every unit asked, missing ones first and marked."""
    units = sorted(outcome.figures.units, key=lambda unit: not _silent(unit))
    deadline = outcome.campaign.settings.deadline
    until = f"　报送截止{deadline:%Y-%m-%d %H:%M}" if deadline else ""
    return Listing(
        ROLL_CALL,
        titled(outcome, ROLL_CALL),
        f"{as_of_words(outcome)}{until}",
        "没有要报送的单位。",
        _FIELDS,
        len(units),
        _rows(units),
        held=2,
    )


def roll_call_ranges(outcome: Outcome, sheet_rows: int) -> Ranges:
    """Return where the rows of 报送情况 will stand."""
    return Ranges(pages(ROLL_CALL, len(outcome.figures.units), sheet_rows), _KEYS)


def roll_call_figures(outcome: Outcome, ranges: Ranges) -> dict[str, Formula]:
    """Return the figures about units as formulas over 报送情况."""
    figures = outcome.figures
    must = ("required", is_(words.YES))
    here = ("file", _FILLED)
    late = ("late", is_(words.YES))
    return {
        "required": Formula(ranges.count(must), figures.required),
        "returned": Formula(ranges.count(must, here), figures.returned),
        "on_time": Formula(ranges.count(must, here, ("late", is_not(words.YES))), figures.on_time),
        "late": Formula(ranges.count(must, here, late), figures.late),
        "missing": Formula(ranges.count(must, ("file", _EMPTY)), figures.missing),
        "nil": Formula(ranges.count(must, here, ("nil", is_(words.YES))), figures.nil),
    }


def _rows(units: list[UnitFigures]) -> Iterator[Row]:
    for n, unit in enumerate(units, 1):
        yield (
            n, Marked(unit.name, TEXT.filled(BAD)) if _silent(unit) else unit.name, unit.code, unit.role, _yes(unit.required), _stage(unit),
            _yes(unit.nil), moment_words(unit.received), Marked(words.YES, CENTER.filled(DOUBT)) if unit.late else words.NO,
            _signed(unit), unit.tally.problems, unit.errors, unit.warnings, "、".join(unit.files), unit.contact, unit.email,
        )  # fmt: skip


def _silent(unit: UnitFigures) -> bool:
    return unit.required and not unit.heard


def _stage(unit: UnitFigures) -> object:
    if _silent(unit):
        return Marked(unit.stage, CENTER.filled(BAD))
    return Marked(unit.stage, CENTER.filled(DOUBT)) if unit.errors or unit.state == QUARANTINED else unit.stage


def _signed(unit: UnitFigures) -> object:
    if unit.state == MISSING:
        return ""
    return "已收" if unit.signed else Marked("待补", CENTER.filled(DOUBT))


def _yes(held: bool) -> str:
    return words.YES if held else words.NO
