"""The example campaign's content: believable to the form, free of mistakes until they are planted."""

from collections import Counter
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from pipeline.campaign.model import Campaign, Unit
from pipeline.catalogue import CATALOGUE
from pipeline.demo.crowd import crowd_campaign, crowd_content
from pipeline.demo.messes import CLEAN, MISFILLED, NIL, PLANTED, RESHAPED, SILENT, Misfilled, misfilled
from pipeline.demo.plan import demo_campaign, write_plan_docx
from pipeline.demo.returns import content_of, written_returns
from pipeline.form import vocabulary as words
from pipeline.form.folding import fold, found_text
from pipeline.form.rules import Rows
from pipeline.form.schema import INSPECTING, By, Sheet
from pipeline.publish.content import Content

AS_OF = date(2023, 11, 8)
FEWEST, MOST = 28, 35


@pytest.fixture(scope="module")
def campaign() -> Campaign:
    """The campaign of the example's plan."""
    return demo_campaign()


def _answering(campaign: Campaign) -> list[Unit]:
    return [unit for unit in campaign.answering if unit.name != SILENT]


def _contents(campaign: Campaign) -> dict[str, Content]:
    return {unit.name: content_of(campaign, unit) for unit in campaign.answering}


def _all_problems(campaign: Campaign) -> list[dict[str, object]]:
    contents = [content_of(campaign, unit) for unit in _answering(campaign)]
    return [dict(row.cells) for content in contents for row in content.rows.get("problems", ())]


def _is_nil(sheet: Sheet, cells: dict[str, object]) -> bool:
    own = [value for key, value in cells.items() if sheet[key].by is By.UNIT]
    return sheet.nil_row and all(fold(found_text(value)) in words.NOTHING_WORDS for value in own)


def _rows(sheet: Sheet, content: Content) -> Rows:
    keys = [column.key for column in sheet.columns]
    records = [row.cells for row in content.rows.get(sheet.key, ()) if not _is_nil(sheet, dict(row.cells))]
    found = [[found_text(cells.get(key)) for key in keys] for cells in records]
    values = [
        [sheet[key].kind.read(cells[key]).value if found_text(cells.get(key)) else None for key in keys]
        for cells in records
    ]
    return Rows(pd.DataFrame(values, columns=keys, dtype=object), pd.DataFrame(found, columns=keys, dtype=object))


def test_every_answering_unit_has_a_return(campaign: Campaign) -> None:
    """Each unit that gets a workbook has a return of its own, and no return is of anybody else."""
    assert set(written_returns()) == {unit.name for unit in campaign.answering}


def test_every_cell_is_read_without_a_note(campaign: Campaign) -> None:
    """Before mistakes are planted, the form takes every cell as it stands and has nothing to say of it."""
    told = [
        (unit.name, sheet.key, number, key, value, sheet[key].kind.read(value).notes)
        for unit in campaign.answering
        for sheet in campaign.sheets_of(unit)
        for number, row in enumerate(content_of(campaign, unit).rows.get(sheet.key, ()))
        if not _is_nil(sheet, dict(row.cells))
        for key, value in row.cells.items()
        if sheet[key].kind.read(value).notes or sheet[key].kind.read(value).value is None
    ]

    assert told == []


def test_no_cell_stands_in_a_column_that_is_not_asked(campaign: Campaign) -> None:
    """A return fills only columns of the sheets its unit is sent."""
    for unit in campaign.answering:
        asked = {sheet.key: {column.key for column in sheet.columns} for sheet in campaign.sheets_of(unit)}
        for key, rows in content_of(campaign, unit).rows.items():
            for row in rows:
                assert set(row.cells) <= asked[key], (unit.name, key)


def test_required_columns_are_filled(campaign: Campaign) -> None:
    """Each record that is no nil row fills every column required of its unit."""
    blank = [
        (unit.name, sheet.key, number, column.key)
        for unit in campaign.answering
        for sheet in campaign.sheets_of(unit)
        for number, row in enumerate(content_of(campaign, unit).rows.get(sheet.key, ()))
        if not _is_nil(sheet, dict(row.cells))
        for column in sheet.columns
        if column.required and not found_text(row.cells.get(column.key))
    ]

    assert blank == []


def test_no_row_breaks_a_rule(campaign: Campaign) -> None:
    """Before mistakes are planted, no row offends against a rule between columns."""
    offences = [
        (unit, rule.code, offence)
        for unit, content in _contents(campaign).items()
        for rule in campaign.form.rules
        for offence in rule.offenders(_rows(campaign.form[rule.sheet], content))
    ]

    assert offences == []


def test_days_agree_with_the_day_of_filing(campaign: Campaign) -> None:
    """Nothing is found or finished after the return was filled in, and nothing was filled in after the silent unit's."""
    for unit in campaign.answering:
        content = content_of(campaign, unit)
        filed = _rows(campaign.form["basics"], content).values["filled_on"][0]
        problems = _rows(campaign.form["problems"], content).values
        days = [*problems["found_on"].dropna(), *problems["done_on"].dropna(), *problems["reported_on"].dropna()]
        assert all(day <= filed <= AS_OF for day in days), unit.name


def test_what_is_found_agrees_with_the_problems(campaign: Campaign) -> None:
    """A point says 发现问题 for a campus exactly where a problem names it, and names that problem's number."""
    for unit in campaign.answering:
        content = content_of(campaign, unit)
        if unit.role not in INSPECTING:
            continue
        points, problems = (_rows(campaign.form[key], content).values for key in ("points", "problems"))
        found = points.filter(like="conclusion").isin([words.SOMETHING_FOUND]).any(axis=1)
        assert set(points["point"][found]) == set(problems["point"])
        named = "、".join(points["ids"].dropna()).split("、") if len(problems) else []
        assert sorted(named) == sorted(problems["id"])


def test_the_whole_is_varied(campaign: Campaign) -> None:
    """The problems that come back hold every campus, status, plan type and source, amounts, sanctions and both kinds of regulation."""
    problems = pd.DataFrame(_all_problems(campaign))

    assert FEWEST <= len(problems) <= MOST
    assert set(problems["campus"]) == {*campaign.campuses, words.BOTH_CAMPUSES}
    assert set(problems["status"]) == set(words.STATUSES)
    assert set(problems["plan_type"]) == set(words.PLAN_TYPES)
    assert set(problems["source"]) == set(words.SOURCES)
    assert set(problems["regulation_kind"].dropna()) == {words.NEW_RULE, words.REVISED_RULE}
    assert problems["amount"].notna().sum() >= 10
    assert problems["sanction"].notna().sum() >= 3


def test_some_are_overdue_some_late_and_one_was_reported(campaign: Campaign) -> None:
    """On the day of the run some open problems are past their day, some were done late, and one major one went to a leader."""
    problems = _all_problems(campaign)
    overdue = [p for p in problems if p["status"] == words.UNDER_WAY and str(p["due"]) < AS_OF.isoformat()]
    late = [p for p in problems if str(p.get("done_on", "")) > str(p["due"])]
    major = [p for p in problems if p["major"] == words.YES]

    assert len(overdue) >= 2
    assert len(late) >= 2
    assert [bool(p["reported_to"]) and bool(p["reported_on"]) for p in major] == [True]


def test_no_two_texts_are_the_same(campaign: Campaign) -> None:
    """Nobody copied: each problem, measure, effect, duty and accountability is told once."""
    problems = _all_problems(campaign)
    for key in ("problem", "cause", "measure", "progress", "effect"):
        texts = Counter(str(problem[key]) for problem in problems if key in problem)
        assert max(texts.values()) == 1, key
    basics = [written.basics for written in written_returns().values()]
    assert len({str(cells["duties"]) for cells in basics}) == len(basics)
    assert len({str(cells["accountability"]) for cells in basics}) == len(basics)


def test_problems_are_told_at_a_natural_length(campaign: Campaign) -> None:
    """A problem takes between 20 and 80 characters and a measure is never the problem again."""
    for problem in _all_problems(campaign):
        assert 20 <= len(str(problem["problem"])) <= 80
        assert 20 <= len(str(problem["measure"])) <= 90
        assert problem["problem"] != problem["measure"]


def test_problems_of_people_are_answered(campaign: Campaign) -> None:
    """What 师生 pointed out was answered to them, and the return says so."""
    for problem in _all_problems(campaign):
        if problem["source"] == words.FROM_PEOPLE:
            assert "答复" in f"{problem.get('effect', '')}{problem.get('progress', '')}", problem["id"]


def test_risks_are_of_every_level_and_few(campaign: Campaign) -> None:
    """Each unit names three to six risks, and together they are of every level and every kind."""
    risks = [row.cells for content in _contents(campaign).values() for row in content.rows["risks"]]
    assert all(3 <= len(content.rows["risks"]) <= 6 for content in _contents(campaign).values())
    assert {cells["level"] for cells in risks} == set(words.LEVELS)
    assert {cells["kind"] for cells in risks} == set(words.RISK_KINDS)


def test_only_the_collecting_unit_tells_a_case(campaign: Campaign) -> None:
    """One case is told, by the unit that collects them; the others answer that there is none."""
    sheet = campaign.form["cases"]
    told = [
        unit
        for unit, content in _contents(campaign).items()
        for row in content.rows["cases"]
        if not _is_nil(sheet, dict(row.cells))
    ]

    assert [campaign.unit(name).role in INSPECTING for name in told] == [False]


def test_the_nil_return_is_one(campaign: Campaign) -> None:
    """One unit found nothing: no problem, 是 at the nil declaration, and no point with a problem."""
    content = content_of(campaign, campaign.unit(NIL))

    assert content.rows["problems"] == ()
    assert content.rows["basics"][0].cells["nil"] == words.YES
    assert all(words.SOMETHING_FOUND not in row.cells.values() for row in content.rows["points"])


def test_clean_units_have_no_planted_mistake() -> None:
    """A clean unit is in no list of mistakes."""
    messy = {one.unit for one in MISFILLED} | {one.unit for one in RESHAPED} | {one.unit for one in PLANTED}
    assert not set(CLEAN) & messy


def test_planted_codes_are_in_the_catalogue() -> None:
    """Every finding expected is one the catalogue can tell."""
    assert {one.code for one in PLANTED} <= set(CATALOGUE)


@pytest.mark.parametrize(
    "one",
    [one for one in MISFILLED if one.value not in ("", *words.DITTO_WORDS)],
    ids=lambda one: f"{one.unit}-{one.sheet}-{one.record}-{one.column}",
)
def test_a_cell_misfilled_is_read_as_expected(campaign: Campaign, one: Misfilled) -> None:
    """A cell the form judges alone gives the finding planted, or none where it is to be understood."""
    notes = campaign.form[one.sheet][one.column].kind.read(one.value).notes
    judged_elsewhere = ("R16", "R21", "X03")
    assert [note.code for note in notes] == ([] if one.code in (*judged_elsewhere, "") else [one.code])


def test_misfilling_replaces_the_cell_only(campaign: Campaign) -> None:
    """Planting a mistake changes that cell and leaves the rest of the return alone."""
    one = next(one for one in MISFILLED if one.code == "R24")
    clean = content_of(campaign, campaign.unit(one.unit))
    spoilt = misfilled(clean, [one])

    assert spoilt.rows[one.sheet][one.record].cells == {
        **clean.rows[one.sheet][one.record].cells,
        one.column: one.value,
    }
    assert spoilt.rows["basics"] == clean.rows["basics"]


def test_the_plan_is_written_alike_every_time(tmp_path: Path) -> None:
    """Writing the plan twice gives the same bytes."""
    write_plan_docx(tmp_path / "a.docx")
    write_plan_docx(tmp_path / "b.docx")

    assert (tmp_path / "a.docx").read_bytes() == (tmp_path / "b.docx").read_bytes()


def test_a_crowd_begins_like_a_smaller_one() -> None:
    """The return of a unit of the crowd depends on its number, not on how many there are."""
    few, many = crowd_campaign(8), crowd_campaign(40)
    assert [unit.code for unit in few.answering] == [f"U{number:04d}" for number in range(1, 9)]
    for unit in few.answering:
        assert crowd_content(few, unit) == crowd_content(many, many.unit(unit.name))


def test_a_crowd_is_not_all_alike() -> None:
    """Units of the crowd differ in how much they write and in what."""
    crowd = crowd_campaign(24)
    counts = {len(crowd_content(crowd, unit).rows["problems"]) for unit in crowd.answering}

    assert len(counts) > 5
