"""One mistake is told once: faults that only follow from another cell's fault are left out.

A wrong day is compared with every other day of its row; a wrong 填报日期 with every row of the return.
"""

from collections import defaultdict
from collections.abc import Mapping
from typing import Final

from pipeline.form.tables import FOUND_ON
from pipeline.meaning.conform import Conformed
from pipeline.meaning.sources import Fault

_FOLLOWS: Final[Mapping[str, frozenset[str]]] = {
    "X02": frozenset(("X01", "X11")),
    "X01": frozenset(("R04", "R09", "R11")),
}
"""Code -> codes that follow from it in the same row; from X02 only what compares with 发现日期."""
_FILLED_ON: Final = "填报日期"
_MANY: Final = 3
"""Rows from which it is 填报日期 that is wrong, if they are half of all."""

_Row = tuple[str, int, int]


def unexplained(conformed: Conformed, faults: list[Fault]) -> list[Fault]:
    """Return the faults without those another one explains, and X22 for a 填报日期 too early for many rows."""
    early = _too_early(conformed, faults)
    codes: defaultdict[_Row, set[str]] = defaultdict(set)
    for fault in faults:
        codes[_row(fault)].add(fault.code)
    kept = [
        fault
        for fault in faults
        if not (fault.source in early and _after_filling(fault)) and not _follows(fault, codes[_row(fault)])
    ]
    return kept + list(early.values())


def _row(fault: Fault) -> _Row:
    return fault.sheet, fault.source, fault.row


def _follows(fault: Fault, codes: set[str]) -> bool:
    causes = {cause for cause in codes & set(_FOLLOWS) if fault.code in _FOLLOWS[cause]}
    return "X01" in causes or ("X02" in causes and FOUND_ON in fault.facts.get("when", ""))


def _after_filling(fault: Fault) -> bool:
    """Tell whether a fault says that something of a problem happened after 填报日期."""
    later = _FILLED_ON in fault.facts.get("when", "")
    return fault.sheet == "problems" and (fault.code == "X02" or (fault.code in ("R02", "X11") and later))


def _too_early(conformed: Conformed, faults: list[Fault]) -> dict[int, Fault]:
    """Return number of a source -> X22, where 填报日期 lies before what at least half of its problems tell."""
    later: defaultdict[int, set[int]] = defaultdict(set)
    for fault in filter(_after_filling, faults):
        later[fault.source].add(fault.row)
    problems, basics = conformed.frames["problems"], conformed.frames["basics"]
    early = {}
    for source, rows in later.items():
        index = basics.sources.index(source) if source in basics.sources else -1
        if index >= 0 and len(rows) >= _MANY and 2 * len(rows) >= problems.sources.count(source):
            early[source] = basics.fault("X22", index, "filled_on", count=str(len(rows)))
    return early
