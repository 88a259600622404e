"""The self-check: formulas that count what is still to be filled and what contradicts itself.

The counts of every sheet stand in one table on 填报说明; each sheet's own line reads them from
there. Nothing needs a macro, a newer function than Excel 2010 has, or a cell among the data.
"""

from collections.abc import Iterator, Mapping
from typing import Final, Generic, NamedTuple, TypeVar

from xlsxwriter.utility import xl_col_to_name

from pipeline.form.schema import By, Column
from pipeline.publish.layout import GUIDE_SHEET, HEADER_ROW, Page, quoted
from pipeline.publish.lists import ListNames

T = TypeVar("T")

NOTHING: Final = "无"
"""The word of an empty answer; a row that says nothing else counts as empty."""

CHECK_FIRST_ROW: Final = 22
FILLED, MISSING, FAULTS = "D", "E", "F"

PASSED: Final = "自查通过，可以报送"
SHEET_PASSED: Final = "本表自查通过"


class Counts(NamedTuple, Generic[T]):
    """Records filled, cells still to be filled, and contradictions: as formulas, or as numbers."""

    filled: T
    missing: T
    faults: T


def sheet_counts(page: Page, lists: ListNames) -> Counts[str]:
    """Return the three counts of a sheet as formulas; an error in the data counts as one."""
    asked, ranges = _asked(page), page.ranges
    blanks = [f"(LEN({ranges[column.key]})=0)" for column in required(page)]
    missing = [f"{asked}*({'+'.join(blanks)})"] if blanks else []
    missing += [f"{blank}*1" for _, blank in conditional_blanks(page, ranges)]
    faults = [f"{fault}*{_below_head(page)}" for _, fault in contradictions(page, ranges)]
    words = [stray for _, stray in strays(page, ranges, lists)]
    faults += [f"{asked}*({'+'.join(words)})"] if words else []
    return Counts(
        _safe(_sum([_filled(page)])),
        _safe(_sum(missing) + _unanswered(page)),
        _safe(_sum(faults)),
    )


def sheet_words(line: int, pairs: bool) -> str:
    """Return the formula of a sheet's own line, `line` being its row in the table on 填报说明."""
    head = quoted(GUIDE_SHEET)
    filled, missing, faults = (f"{head}!${letter}${line}" for letter in (FILLED, MISSING, FAULTS))
    rows = '"。"' if pairs else f'"，已填 "&{filled}&" 行。"'
    still_open = f'"本表还有 "&{missing}&" 处必填未填，"&{faults}&" 处有矛盾"'
    return f'=IF({missing}+{faults}=0,"{SHEET_PASSED}",{still_open})&{rows}'


def sheet_sentence(counts: Counts[int], pairs: bool) -> str:
    """Return what `sheet_words` says of these counts."""
    rows = "。" if pairs else f"，已填 {counts.filled} 行。"
    still_open = f"本表还有 {counts.missing} 处必填未填，{counts.faults} 处有矛盾"
    return (still_open if counts.missing + counts.faults else SHEET_PASSED) + rows


def total_words(last_line: int) -> str:
    """Return the formula of the overall result over the table that ends in that row."""
    missing, faults = (f"SUM(${a}${CHECK_FIRST_ROW}:${a}${last_line})" for a in (MISSING, FAULTS))
    still_open = f'"还有 "&{missing}&" 处必填未填，"&{faults}&" 处有矛盾，暂不能报送"'
    return f'=IF({missing}+{faults}=0,"{PASSED}",{still_open})'


def total_sentence(missing: int, faults: int) -> str:
    """Return what `total_words` says of these sums."""
    return f"还有 {missing} 处必填未填，{faults} 处有矛盾，暂不能报送" if missing + faults else PASSED


def required(page: Page) -> list[Column]:
    """Return the columns that must be filled in every record that is asked for."""
    return [column for column in page.sheet.columns if column.required and column.by is By.UNIT]


def conditional_blanks(page: Page, cells: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Go through the columns that rules make required: key, and where it is wanted and blank."""
    always = {column.key for column in required(page)}
    for key in dict.fromkeys(key for rule in page.rules for key in rule.fills if key not in always):
        wanted = [rule.fault(key, cells) for rule in page.rules if key in rule.fills]
        yield key, f"(({'+'.join(wanted)})>0)"


def contradictions(page: Page, cells: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Go through the rules that only forbid: key of the cell to mend, and where it is wrong."""
    for rule in page.rules:
        fault = "" if rule.fills else rule.fault(rule.columns[0], cells)
        if fault:
            yield rule.columns[0], f"({fault})"


def strays(page: Page, cells: Mapping[str, str], lists: ListNames) -> Iterator[tuple[str, str]]:
    """Go through the choices: key, and where something stands that the list does not hold; pasting goes past dropdowns."""
    for column in page.sheet.columns:
        guard = column.kind.guard()
        if column.by is By.UNIT and guard.test == "list" and guard.stops:
            cell = cells[column.key]
            yield column.key, f"(LEN({cell})>0)*(COUNTIF({lists[guard.choices]},{cell})=0)"


def row_is_asked(page: Page, row: int) -> str:
    """Return, for conditional formats, whether a row has to be complete."""
    if page.pairs:
        return "TRUE"
    if page.fixed:
        return f"LEN($A{row})>0"
    places = [page.place(key) for key in page.own_keys]
    own = f"${xl_col_to_name(min(places))}{row}:${xl_col_to_name(max(places))}{row}"
    return f'COUNTA({own})>COUNTIF({own},"{NOTHING}")'


def _asked(page: Page) -> str:
    """Return 1 for each record that has to be complete: every point, else every row that says more than 无."""
    if page.fixed:
        return f"(LEN({page.ranges[page.sheet.columns[0].key]})>0)*{_below_head(page)}"
    return "1" if page.pairs else _filled(page)


def _filled(page: Page) -> str:
    cells = [page.ranges[key] for key in page.own_keys]
    if page.pairs:
        return "+".join(f"(LEN({cell})>0)" for cell in cells)
    says = "+".join(f'(LEN({cell})>0)*({cell}<>"{NOTHING}")' for cell in cells)
    return f"(({says})>0)*{_below_head(page)}"


def _below_head(page: Page) -> str:
    """Return 1 for rows below the headings, which the ranges begin with."""
    if page.pairs:
        return "1"
    return f"(ROW({page.ranges[page.sheet.columns[0].key]})>ROW({quoted(page.sheet.title)}!$A${HEADER_ROW}))"


def _unanswered(page: Page) -> str:
    """Return what adds one where a sheet that wants at least 无 is empty; the headings are always there."""
    if not page.nil_answer:
        return ""
    first, last = (page.ranges[key] for key in (page.own_keys[0], page.own_keys[-1]))
    block = f"{first.partition(':')[0]}:{last.partition(':')[2]}"
    return f"+(COUNTA({block})<={len(page.own_keys)})"


def _sum(terms: list[str]) -> str:
    return f"SUMPRODUCT({'+'.join(terms)})" if terms else "0"


def _safe(formula: str) -> str:
    return f"=IFERROR({formula},1)"
