"""Which sheet of a workbook is which sheet of the form, and where its headings stand."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Final

from xlsxwriter.utility import xl_col_to_name

from pipeline.form.folding import fold, fold_heading, found_text
from pipeline.form.identity import HISTORY_HEADING
from pipeline.form.schema import Form, Layout, Sheet
from pipeline.intake.blocks import blocks_of
from pipeline.intake.book import RawBook, RawSheet, cells_filled
from pipeline.intake.headings import Match, joined_lines, match_headings
from pipeline.intake.issued import Issued
from pipeline.intake.sheet_scan import Place
from pipeline.intake.submission import Remark

SEARCHED_ROWS: Final = 25
"""Rows within which a header row is looked for (domain.md 4.3 no. 21)."""

_FEWEST: Final = 2
"""Headings that make a header row, at least."""


@dataclass(frozen=True)
class Located:
    """A sheet found, its header row (from 1, 0 for 基本情况) and which column stands where.

    `part` is the sheet as it came where headings of two lines were put into one; `answers` is where the answers
    of 基本情况 stand, from 0, where its labels do not stand below each other.
    """

    sheet: RawSheet
    header: int
    match: Match
    label_column: int = 0
    part: RawSheet | None = None
    answers: Mapping[str, Place] = field(default_factory=dict)

    @property
    def origin(self) -> RawSheet:
        """Return the sheet as it was searched."""
        return self.part or self.sheet


@dataclass(frozen=True)
class Search:
    """What was found in a workbook.

    Attributes:
        found: Key -> sheet of the form, or the part of a sheet that is one.
        remarks: What is to be said: renamed, without headings, not ours.
        further: (key, sheet or part) of tables that are another one of those found: a copy, a second list.
        loose: Other tables on sheets of which a part was taken: nobody reads them.
    """

    found: dict[str, Located]
    remarks: list[Remark]
    further: tuple[tuple[str, Located], ...] = ()
    loose: tuple[RawSheet, ...] = ()


def locate(form: Form, book: RawBook, own_sheets: frozenset[str], issued: Issued) -> Search:
    """Return the sheets found by key, and what is to be said: renamed, without headings, not ours.

    Sheets are taken by title first, the one they were issued under or today's; what is left is taken by
    its headings, best match first. A sheet of several tables is searched table by table.
    """
    search = _Search(form, issued)
    visible = [one for one in book.sheets if (one.visible or search.named(one)) and one.name not in own_sheets]
    parts = {id(one): blocks_of(form, one) for one in visible}
    found: dict[str, Located] = {}
    remarks = [Remark("S22", one.name, facts={"sheet": one.name}) for one in visible if not one.visible]
    for wanted in form.sheets:
        for sheet in visible:
            if search.key_of(sheet) == wanted.key and wanted.key not in found:
                places = (search.headings(wanted, part) for part in parts[id(sheet)])
                place = next((one for one in places if one is not None), None)
                if place is not None:
                    found[wanted.key] = place
                else:
                    remarks.append(Remark("S12", sheet.name, facts={"sheet": sheet.name}))
    left = [part for sheet in visible for part in parts[id(sheet)] if not _taken(part, found)]
    search.by_headings(left, found, remarks, {one.name for one in visible if len(parts[id(one)]) > 1})
    unknown = [part for part in left if part.counted and not _taken(part, found)]
    further = {id(part): same for part in unknown if (same := search.same(part, found)) is not None}
    taken = {one.sheet.name for one in (*found.values(), *(one for _, one in further.values()))}
    loose = [part for part in unknown if id(part) not in further and part.name in taken]
    strange = [part for part in unknown if id(part) not in further and not search.named(part)]
    remarks += [_another(one, found[key]) for key, one in further.values()]
    remarks += [Remark("S11", part.name, facts={"sheet": part.name}) for part in strange]
    return Search(found, remarks, tuple(further.values()), tuple(loose))


def _another(one: Located, first: Located) -> Remark:
    """Return what to say of a second table of the same kind."""
    name, cell = one.sheet.name, f"{xl_col_to_name(min(one.match.places.values()))}{one.header}"
    where = f"“{name}”里第{one.header}行起" if name == first.sheet.name else f"工作表“{name}”"
    return Remark("S20", name, cell, facts={"sheet": where, "other": first.sheet.name})


def _taken(part: RawSheet, found: Mapping[str, Located]) -> bool:
    """Tell whether a part was found to be a sheet of ours; what was put right in it is the same part."""
    return any(part is one.origin for one in found.values())


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

    def same(self, sheet: RawSheet, found: Mapping[str, Located]) -> tuple[str, Located] | None:
        """Return key and place where a sheet nobody asked for is another one of those found, best match first."""
        lists = [self._form[key] for key in found if self._form[key].layout is Layout.ROWS]
        places = [(one, place) for one in lists if (place := self.headings(one, sheet)) is not None]
        best = max(places, key=lambda one: len(one[1].match.places) / len(one[0].columns), default=None)
        return (best[0].key, best[1]) if best else None

    def by_headings(
        self, left: list[RawSheet], found: dict[str, Located], remarks: list[Remark], divided: Container[str]
    ) -> None:
        """Find in the sheets left those that bear no title of ours; one that was issued as another is not one.

        On a sheet that is divided, a table may be any.
        """
        scored = []
        for wanted in self._form.sheets:
            for sheet in left:
                own = sheet.name in divided or self._issued.key_of(sheet.name) in ("", wanted.key)
                free = wanted.key not in found and own
                place = self.headings(wanted, sheet) if free else None
                if place is not None:
                    scored.append((len(place.match.places) / len(wanted.columns), wanted, place))
        for _, wanted, place in sorted(scored, key=lambda one: -one[0]):
            if wanted.key not in found and not _taken(place.origin, found):
                found[wanted.key] = place
                facts = {"sheet": wanted.title}
                remarks.append(Remark("S02", place.sheet.name, found=place.sheet.name, facts=facts))

    def headings(self, wanted: Sheet, sheet: RawSheet) -> Located | None:
        """Return where the sheet's headings stand: the row that matches most columns, and enough of them."""
        if wanted.layout is Layout.PAIRS:
            return self._labels(wanted, sheet)
        first = next((number for number, row in enumerate(sheet.rows) if row), 0)
        rows = list(enumerate(sheet.rows[first : first + SEARCHED_ROWS], start=first + 1))
        best: Located | None = None
        for number, row in rows:
            match = self._better(wanted, _texts(row), best)
            if match is not None and self._enough(wanted, match, _needed(wanted)):
                best = Located(sheet, number, match)
        if best is None or len(best.match.places) < len(wanted.columns):
            return self._two_lines(wanted, sheet, rows, best)
        return best

    def _two_lines(
        self, wanted: Sheet, sheet: RawSheet, rows: Sequence[tuple[int, list[object]]], best: Located | None
    ) -> Located | None:
        """Return where headings of two lines stand, put into the lower one, if they are more than `best`."""
        known = {fold_heading(name) for column in wanted.columns for name in (column.heading, *column.aka)}
        for (upper, above), (lower, below) in pairwise(rows):
            if cells_filled(above) + cells_filled(below) <= _known(best):  # as in _better: no text is two headings
                continue
            texts = joined_lines(_texts(above), _texts(below), known)
            match = self._better(wanted, texts, best) if texts else None
            if match is not None and self._enough(wanted, match, _needed(wanted)):
                lines = [*sheet.rows]
                lines[upper - 1], lines[lower - 1] = [], list(texts)
                best = Located(replace(sheet, rows=lines), lower, match, part=sheet)
        return best

    def _labels(self, wanted: Sheet, sheet: RawSheet) -> Located | None:
        best: Located | None = None
        wide: Located | None = None
        for column in range(4):
            labels = [found_text(row[column]).strip() if column < len(row) else "" for row in sheet.rows[:60]]
            match = self._better(wanted, labels, best)
            if match is not None and self._enough(wanted, match, 4):
                best = Located(sheet, 0, match, column)
        if best is None or any(one.required and one.key not in best.match.places for one in wanted.columns):
            wide = self._scattered(wanted, sheet)
        return wide if wide and len(wide.match.places) > len(best.match.places if best else ()) else best

    def _scattered(self, wanted: Sheet, sheet: RawSheet) -> Located | None:
        """Return where labels stand that a unit has put side by side, or all in one line."""
        cells = {
            (row, column): found_text(cell).strip()
            for row, line in enumerate(sheet.rows[:60])
            for column, cell in enumerate(line[:60])
            if found_text(cell).strip()
        }
        places, texts = list(cells), list(cells.values())
        match = match_headings([replace(one, aka=()) for one in wanted.columns], texts, {})
        if not self._enough(wanted, match, 4):
            return None
        labels = {places[place] for place in match.places.values()}
        across = sum((row, column + 1) in labels for row, column in labels)
        down = sum((row + 1, column) in labels for row, column in labels)
        step = (1, 0) if across > down else (0, 1)
        stands = {key: places[place] for key, place in match.places.items()}
        answers = {key: (row + step[0], column + step[1]) for key, (row, column) in stands.items()}
        match = Match({key: row for key, (row, _) in stands.items()})
        return Located(sheet, 0, match, min(column for _, column in labels), answers=answers)

    def _better(self, wanted: Sheet, texts: Sequence[str], best: Located | None) -> Match | None:
        """Return the headings among some texts, None where they are no more than the best so far, or fewer than two."""
        known = _known(best)
        if sum(map(bool, texts)) <= known:  # no text is two headings, so that most rows need no closer look
            return None
        match = match_headings(wanted.columns, texts, self._form.aliases, self._issued.headings_of(wanted.key))
        return match if match.known > known else None

    def _enough(self, wanted: Sheet, match: Match, needed: int) -> bool:
        """Tell whether the headings are those of the sheet: enough of today's, or half of those it was issued with."""
        issued = len(self._issued.headings_of(wanted.key))
        as_issued = bool(issued and match.places) and match.known >= max(_FEWEST, (issued + 1) // 2)
        return as_issued or len(match.places) >= max(_FEWEST, needed)


def _known(best: Located | None) -> int:
    """Return how many headings the next best must have more than."""
    return best.match.known if best else _FEWEST - 1


def _needed(wanted: Sheet) -> int:
    """Return half of the required columns."""
    return (sum(column.required for column in wanted.columns) + 1) // 2


def _texts(row: Sequence[object]) -> list[str]:
    texts = [found_text(cell).strip() if fold_heading(found_text(cell)) else "" for cell in row]
    # what is printed for the unit to read is neither a column of ours nor one of the unit's own
    return ["" if text == HISTORY_HEADING else text for text in texts]
