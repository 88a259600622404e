"""What the self-check compares across sheets: the declaration, the total, and the points with the list."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from pipeline.catalogue import CATALOGUE
from pipeline.findings import remedy_of
from pipeline.form import vocabulary as words
from pipeline.form.folding import found_text
from pipeline.form.lexicon import lexicon
from pipeline.form.schema import Sheet
from pipeline.publish.layout import HEADER_ROW, Booklet, Page, quoted
from pipeline.publish.self_check import CHECK_FIRST_ROW, FILLED


class CrossCheck(NamedTuple):
    """One comparison: its title and remedy in words, its formula, and how often it fails at first."""

    title: str
    remedy: str
    formula: str
    faults: int


def cross_checks(booklet: Booklet, problems: int) -> tuple[CrossCheck, ...]:
    """Return the comparisons of a workbook that lists problems, `problems` of them; none for other workbooks."""
    basics, points, listed = (booklet.page(key) for key in ("basics", "points", "problems"))
    if basics is None or points is None or listed is None:
        return ()
    form = booklet.campaign.form
    rows = f"${FILLED}${CHECK_FIRST_ROW + booklet.pages.index(listed)}"
    nil, total = basics.ranges["nil"], basics.ranges["total"]
    answers = {key: found_text(basics.records[0].cells.get(key)) for key in ("nil", "total")}
    return (
        _check(lexicon(form), "R13", f'({nil}="{words.NO}")*({rows}=0)', answers["nil"] == words.NO and not problems),
        _check(lexicon(form), "R14", f'({nil}="{words.YES}")*({rows}>0)', answers["nil"] == words.YES and problems > 0),
        _check(
            lexicon(form),
            "X03",
            f"IF(LEN({total})=0,0,1-(VALUE({total})={rows}))",
            answers["total"] not in ("", str(problems)),
        ),
        _check(lexicon(form), "R12", _disagreement(points, listed), sum(_disagreeing(points, listed))),
    )


def _check(words_of_form: Mapping[str, object], code: str, formula: str, faults: int) -> CrossCheck:
    remedy = remedy_of(code, {**words_of_form, "count": "清单里的行数"})
    return CrossCheck(CATALOGUE[code].title, remedy, f"=IFERROR({formula},1)", int(faults))


def _conclusions(sheet: Sheet) -> list[str]:
    return [column.key for column in sheet.columns if column.campus]


def _disagreement(points: Page, listed: Page) -> str:
    """Return how many answered points say 发现问题 without a row in the list, or the other way round."""
    code, named = points.ranges["point"], listed.ranges["point"]
    conclusions = [points.ranges[key] for key in _conclusions(points.sheet)]
    says_found = [f'({one}="{words.SOMETHING_FOUND}")*1' for one in conclusions]
    found = f"(({'+'.join(says_found)})>0)"
    answered = "*".join(f"(LEN({one})>0)" for one in conclusions)
    has_row = f'((COUNTIF({named},{code})+COUNTIF({named},{code}&" *"))>0)'
    below = f"(ROW({code})>ROW({quoted(points.sheet.title)}!$A${HEADER_ROW}))"
    return f"SUMPRODUCT((LEN({code})>0)*{below}*{answered}*({found}<>{has_row}))"


def _disagreeing(points: Page, listed: Page) -> Iterator[bool]:
    named = {found_text(record.cells.get("point")).partition(" ")[0] for record in listed.records}
    for record in points.records:
        said = [found_text(record.cells.get(key)) for key in _conclusions(points.sheet)]
        code = found_text(record.cells.get("point"))
        yield bool(code) and all(said) and (words.SOMETHING_FOUND in said) != (code in named)
