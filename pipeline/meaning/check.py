"""All rules over all returns: a loop over lists of rules, without knowing any of them."""

from collections.abc import Iterator, Sequence

from pipeline.campaign.model import Campaign
from pipeline.form.schema import Form
from pipeline.meaning.campaign_rules import CAMPAIGN_RULES
from pipeline.meaning.conform import Conformed, SheetFrame
from pipeline.meaning.consequences import unexplained
from pipeline.meaning.context import Context
from pipeline.meaning.likeness import alike, repeated
from pipeline.meaning.prose_rules import PROSE_RULES
from pipeline.meaning.relations import RELATIONS
from pipeline.meaning.row_rules import ROW_RULES
from pipeline.meaning.sheet_rules import SHEET_RULES
from pipeline.meaning.sources import Fault
from pipeline.meaning.views import Return, returns

EMPTY_CELL_CODES = frozenset(("R01", "R05", "R06", "R07", "R10", "R13", "R15", "R20", "R27", "R29", "V01", "V02"))
"""Codes that say a cell is empty: one cell is told so once, by the first rule that does."""


def check(campaign: Campaign, conformed: Conformed, context: Context) -> tuple[Fault, ...]:
    """Return every fault of every return: readings first, then row, sheet and cross-unit rules.

    A cell is told once that it is empty; a cell without a value is not told what its value breaks.
    """
    faults = [*conformed.faults, *_declared(campaign.form, conformed), *_row(conformed, context)]
    every = list(returns(campaign, conformed))
    for one in every:
        for rule in (*SHEET_RULES, *CAMPAIGN_RULES):
            faults += rule(one)
    faults += _required(campaign, conformed, every)
    faults += repeated(conformed.frames["problems"])
    faults += alike(conformed)
    return tuple(_once(unexplained(conformed, faults)))


def _declared(form: Form, conformed: Conformed) -> Iterator[Fault]:
    for rule in form.rules:
        frame = conformed.frames[rule.sheet]
        for offence in rule.offenders(frame.rows):
            if _asked(frame, conformed, offence.index, offence.key):
                yield frame.fault(rule.code, offence.index, offence.key, **offence.facts)


def _row(conformed: Conformed, context: Context) -> Iterator[Fault]:
    for key, rule in (*ROW_RULES, *PROSE_RULES, *RELATIONS):
        if len(conformed.frames[key]):
            yield from rule(conformed.frames[key], context)


def _required(campaign: Campaign, conformed: Conformed, every: Sequence[Return]) -> Iterator[Fault]:
    """V01: required columns of the sheets as each unit is asked them."""
    asked = [
        {sheet.key: {column.key for column in sheet.columns} for sheet in campaign.sheets_of(source.unit, source.round)}
        for source in conformed.sources
    ]
    for key, frame in conformed.frames.items():
        for column in frame.sheet.columns:
            if not column.required:
                continue
            for index in blank_cells(frame, column.key):
                number = frame.sources[index]
                wanted = column.key in asked[number].get(key, ()) and _asked(frame, conformed, index, column.key)
                if wanted and not every[number].answered_beside(key, index, column.key):
                    yield frame.fault("V01", index, column.key)


def blank_cells(frame: SheetFrame, key: str) -> list[int]:
    """Return the rows in which a column is blank."""
    return [index for index, text in enumerate(frame.rows.found[key]) if not text]


def _asked(frame: SheetFrame, conformed: Conformed, index: int, key: str) -> bool:
    """Tell whether the file has that column at all: a missing column is one finding, not one a row."""
    source = conformed.sources[frame.sources[index]]
    return key in source.submission.tables[frame.sheet.key].letters


def _once(faults: list[Fault]) -> Iterator[Fault]:
    empty: set[tuple[str, int, int, str]] = set()
    told: set[tuple[str, str, int, int, str, str]] = set()
    for fault in faults:
        place = (fault.sheet, fault.source, fault.row, fault.key)
        what = fault.facts.get("what", "")
        if fault.code in EMPTY_CELL_CODES:
            if place in empty:
                continue
            empty.add(place)
        if (fault.code, *place, what) not in told:
            told.add((fault.code, *place, what))
            yield fault
