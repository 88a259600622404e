"""Which sheet of a workbook is which sheet of the form, and where its headings stand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from pipeline.form.folding import fold, fold_heading, found_text
from pipeline.form.identity import HISTORY_HEADING
from pipeline.form.schema import Form, Layout, Sheet
from pipeline.intake.book import RawBook, RawSheet
from pipeline.intake.headings import Match, match_headings
from pipeline.intake.issued import Issued
from pipeline.intake.submission import Remark

SEARCHED_ROWS: Final = 25
"""Rows within which a header row is looked for (domain.md 4.3 no. 21)."""

_FEWEST: Final = 2
"""Headings that make a header row, at least."""


@dataclass(frozen=True)
class Located:
    """A sheet found, its header row (from 1, 0 for 基本情况) and which column stands where."""

    sheet: RawSheet
    header: int
    match: Match
    label_column: int = 0


def locate(
    form: Form, book: RawBook, own_sheets: frozenset[str], issued: Issued
) -> tuple[dict[str, Located], list[Remark]]:
    """Return the sheets found by key, and what is to be said: renamed, without headings, not ours.

    Sheets are taken by title first, the one they were issued under or today's; what is left is taken by
    its headings, best match first.
    """
    search = _Search(form, issued)
    visible = [one for one in book.sheets if (one.visible or search.named(one)) and one.name not in own_sheets]
    found: dict[str, Located] = {}
    remarks = [Remark("S22", one.name, facts={"sheet": one.name}) for one in visible if not one.visible]
    for wanted in form.sheets:
        for sheet in visible:
            if search.key_of(sheet) == wanted.key and wanted.key not in found:
                place = search.headings(wanted, sheet)
                if place is not None:
                    found[wanted.key] = place
                else:
                    remarks.append(Remark("S12", sheet.name, facts={"sheet": sheet.name}))
    left = [sheet for sheet in visible if all(sheet is not one.sheet for one in found.values())]
    search.by_headings(left, found, remarks)
    unknown = (sheet for sheet in left if sheet.counted and all(sheet is not one.sheet for one in found.values()))
    remarks.extend(search.unknown(sheet, found) for sheet in unknown if not search.named(sheet))
    return found, remarks


class _Search:
    """Looks for the sheets of a form in a workbook that may have been made with an older one."""

    def __init__(self, form: Form, issued: Issued) -> None:
        self._form = form
        self._issued = issued
        self._titles = {fold(sheet.title): sheet.key for sheet in form.sheets}

    def key_of(self, sheet: RawSheet) -> str:
        """Return the key of the sheet a title belongs to, "" where it belongs to none."""
        return self._issued.key_of(sheet.name) or self._titles.get(fold(sheet.name), "")

    def named(self, sheet: RawSheet) -> bool:
        """Tell whether a sheet bears the title of one that is asked today."""
        return self.key_of(sheet) in self._titles.values()

    def unknown(self, sheet: RawSheet, found: Mapping[str, Located]) -> Remark:
        """Return what to say of a sheet nobody asked for: a second copy of one of ours, or something else."""
        for key, one in found.items():
            if self.headings(self._form[key], sheet) is not None:
                return Remark("S20", sheet.name, facts={"sheet": sheet.name, "other": one.sheet.name})
        return Remark("S11", sheet.name, facts={"sheet": sheet.name})

    def by_headings(self, left: list[RawSheet], found: dict[str, Located], remarks: list[Remark]) -> None:
        """Find in the sheets left those that bear no title of ours; one that was issued as another is not one."""
        scored = []
        for wanted in self._form.sheets:
            for sheet in left:
                free = wanted.key not in found and self._issued.key_of(sheet.name) in ("", wanted.key)
                place = self.headings(wanted, sheet) if free else None
                if place is not None:
                    scored.append((len(place.match.places) / len(wanted.columns), wanted, place))
        for _, wanted, place in sorted(scored, key=lambda one: -one[0]):
            if wanted.key not in found and all(place.sheet is not one.sheet for one in found.values()):
                found[wanted.key] = place
                facts = {"sheet": wanted.title}
                remarks.append(Remark("S02", place.sheet.name, found=place.sheet.name, facts=facts))

    def headings(self, wanted: Sheet, sheet: RawSheet) -> Located | None:
        """Return where the sheet's headings stand: the row that matches most columns, and enough of them."""
        if wanted.layout is Layout.PAIRS:
            return self._labels(wanted, sheet)
        best: Located | None = None
        for number, row in enumerate(sheet.rows[:SEARCHED_ROWS], start=1):
            match = self._better(wanted, _texts(row), best)
            if match is not None and self._enough(wanted, match, _needed(wanted)):
                best = Located(sheet, number, match)
        return best

    def _labels(self, wanted: Sheet, sheet: RawSheet) -> Located | None:
        best: Located | None = None
        for column in range(4):
            labels = [found_text(row[column]).strip() if column < len(row) else "" for row in sheet.rows[:60]]
            match = self._better(wanted, labels, best)
            if match is not None and self._enough(wanted, match, 4):
                best = Located(sheet, 0, match, column)
        return best

    def _better(self, wanted: Sheet, texts: Sequence[str], best: Located | None) -> Match | None:
        """Return the headings among some texts, None where they are no more than the best so far, or fewer than two."""
        known = best.match.known if best else _FEWEST - 1
        if sum(map(bool, texts)) <= known:  # no text is two headings, so that most rows need no closer look
            return None
        match = match_headings(wanted.columns, texts, self._form.aliases, self._issued.headings_of(wanted.key))
        return match if match.known > known else None

    def _enough(self, wanted: Sheet, match: Match, needed: int) -> bool:
        """Tell whether the headings are those of the sheet: enough of today's, or half of those it was issued with."""
        issued = len(self._issued.headings_of(wanted.key))
        as_issued = bool(issued and match.places) and match.known >= max(_FEWEST, (issued + 1) // 2)
        return as_issued or len(match.places) >= max(_FEWEST, needed)


def _needed(wanted: Sheet) -> int:
    """Return half of the required columns."""
    return (sum(column.required for column in wanted.columns) + 1) // 2


def _texts(row: Sequence[object]) -> list[str]:
    texts = [found_text(cell).strip() if fold_heading(found_text(cell)) else "" for cell in row]
    # what is printed for the unit to read is neither a column of ours nor one of the unit's own
    return ["" if text == HISTORY_HEADING else text for text in texts]
