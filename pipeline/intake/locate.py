"""Which sheet of a workbook is which sheet of the form, and where its headings stand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from pipeline.form.folding import fold, fold_heading, found_text
from pipeline.form.identity import HISTORY_HEADING
from pipeline.form.schema import Form, Layout, Sheet
from pipeline.intake.book import RawBook, RawSheet
from pipeline.intake.headings import Match, match_headings
from pipeline.intake.submission import Remark

SEARCHED_ROWS: Final = 25
"""Rows within which a header row is looked for (domain.md 4.3 no. 21)."""


@dataclass(frozen=True)
class Located:
    """A sheet found, its header row (from 1, 0 for 基本情况) and which column stands where."""

    sheet: RawSheet
    header: int
    match: Match
    label_column: int = 0


def locate(form: Form, book: RawBook, own_sheets: frozenset[str]) -> tuple[dict[str, Located], list[Remark]]:
    """Return the sheets found by key, and what is to be said: renamed, without headings, not ours.

    Sheets are taken by title first; what is left is taken by its headings, best match first.
    """
    visible = [one for one in book.sheets if (one.visible or _named(form, one)) and one.name not in own_sheets]
    found: dict[str, Located] = {}
    remarks = [Remark("S22", one.name, facts={"sheet": one.name}) for one in visible if not one.visible]
    for wanted in form.sheets:
        for sheet in visible:
            if fold(sheet.name) == fold(wanted.title) and wanted.key not in found:
                place = _headings(form, wanted, sheet)
                if place is not None:
                    found[wanted.key] = place
                else:
                    remarks.append(Remark("S12", sheet.name, facts={"sheet": sheet.name}))
    left = [sheet for sheet in visible if all(sheet is not one.sheet for one in found.values())]
    _by_headings(form, left, found, remarks)
    unknown = (sheet for sheet in left if sheet.counted and all(sheet is not one.sheet for one in found.values()))
    remarks.extend(_unknown(form, sheet, found) for sheet in unknown if not _named(form, sheet))
    return found, remarks


def _unknown(form: Form, sheet: RawSheet, found: Mapping[str, Located]) -> Remark:
    """Return what to say of a sheet nobody asked for: a second copy of one of ours, or something else."""
    for key, one in found.items():
        if _headings(form, form[key], sheet) is not None:
            return Remark("S20", sheet.name, facts={"sheet": sheet.name, "other": one.sheet.name})
    return Remark("S11", sheet.name, facts={"sheet": sheet.name})


def _named(form: Form, sheet: RawSheet) -> bool:
    return any(fold(sheet.name) == fold(wanted.title) for wanted in form.sheets)


def _by_headings(form: Form, left: list[RawSheet], found: dict[str, Located], remarks: list[Remark]) -> None:
    scored = []
    for wanted in form.sheets:
        for sheet in left:
            place = _headings(form, wanted, sheet) if wanted.key not in found else None
            if place is not None:
                scored.append((len(place.match.places) / len(wanted.columns), wanted, place))
    for _, wanted, place in sorted(scored, key=lambda one: -one[0]):
        if wanted.key not in found and all(place.sheet is not one.sheet for one in found.values()):
            found[wanted.key] = place
            facts = {"sheet": wanted.title}
            remarks.append(Remark("S02", place.sheet.name, found=place.sheet.name, facts=facts))


def _headings(form: Form, wanted: Sheet, sheet: RawSheet) -> Located | None:
    """Return where the sheet's headings stand: the row that matches most columns, at least half of the required."""
    if wanted.layout is Layout.PAIRS:
        return _labels(form, wanted, sheet)
    best: Located | None = None
    for number, row in enumerate(sheet.rows[:SEARCHED_ROWS], start=1):
        match = match_headings(wanted.columns, _texts(row), form.aliases)
        if len(match.places) >= max(2, _needed(wanted)) and (
            best is None or len(match.places) > len(best.match.places)
        ):
            best = Located(sheet, number, match)
    return best


def _needed(wanted: Sheet) -> int:
    return (sum(column.required for column in wanted.columns) + 1) // 2


def _labels(form: Form, wanted: Sheet, sheet: RawSheet) -> Located | None:
    best: Located | None = None
    for column in range(4):
        labels = [found_text(row[column]).strip() if column < len(row) else "" for row in sheet.rows[:60]]
        match = match_headings(wanted.columns, labels, form.aliases)
        if len(match.places) >= 4 and (best is None or len(match.places) > len(best.match.places)):
            best = Located(sheet, 0, match, column)
    return best


def _texts(row: Sequence[object]) -> list[str]:
    texts = [found_text(cell).strip() if fold_heading(found_text(cell)) else "" for cell in row]
    # what is printed for the unit to read is neither a column of ours nor one of the unit's own
    return ["" if text == HISTORY_HEADING else text for text in texts]
