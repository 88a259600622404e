"""Hypothesis strategies: whole returns of 后勤集团 of canonical values that keep every rule."""

from datetime import date, timedelta
from decimal import Decimal
from string import ascii_uppercase

from hypothesis import strategies as st

from pipeline.form import vocabulary as words
from pipeline.form.amounts import Amount, Count
from pipeline.form.choices import Choice, Choices
from pipeline.form.days import Day
from pipeline.form.kinds import PointReference, Text
from pipeline.form.people import People
from pipeline.form.periods import Period
from pipeline.form.phones import Phone
from pipeline.form.schema import By, Column
from pipeline.publish.content import Content, RowContent
from tests.clean_return import UNIT
from tests.judging import AS_OF, campaign, pages

PROBLEMS, CANTEEN = "问题清单及整改", campaign().unit(UNIT)
NAMES = ("张某", "李某某", "王某", "赵某某", "阿依古丽·某某", "欧阳某")
SHAPED = {Period: "2023-11-03 至 2023-11-06", Phone: "027-00000000"}
LETTERS = "食堂超市公示价格采购验收窗口台账记录巡查，。、“”：Ａ㎡喆𠮷\n =+-@'\"<>&%#{}"
"""What prose is made of: marks of formulas and of markup, characters beyond the usual, no digits that number items."""


def prose(least: int = 12) -> st.SearchStrategy[str]:
    """Return texts that say something: never a word for nothing, never too short, and of a thing."""
    return st.text(LETTERS, min_size=least, max_size=least + 30).map(lambda text: f"某{text}处门锁3把".strip())


def days(first: date, last: date) -> st.SearchStrategy[str]:
    """Return days as 2023-11-03."""
    return st.integers(0, (last - first).days).map(lambda n: (first + timedelta(days=n)).isoformat())


DAYS = days(date(2023, 1, 1), AS_OF)


def several(choices: tuple[str, ...]) -> st.SearchStrategy[str]:
    """Return one to three of the words, joined."""
    return st.lists(st.sampled_from(choices), min_size=1, max_size=3, unique=True).map("、".join)


def canonical(column: Column) -> st.SearchStrategy[object]:
    """Return contents of a column as the outputs write them, with no regard for other columns."""
    kind = column.kind
    if isinstance(kind, PointReference | Choice):
        return st.sampled_from(kind.choices)
    if isinstance(kind, Choices):
        return several(kind.choices)
    if isinstance(kind, People):
        return several(NAMES)
    if isinstance(kind, Amount):
        return st.integers(0, 99_999).map(lambda cents: float(Decimal(cents) / 100))
    if isinstance(kind, Count):
        return st.integers(1, 9)
    if isinstance(kind, Day):
        return DAYS
    if type(kind) in SHAPED:
        return st.just(SHAPED[type(kind)])
    least = max(kind.least, 12) if isinstance(kind, Text) else 12
    return prose(least).map(lambda text: f"{text}（{column.heading[:2]}）")  # no column says what another does


@st.composite
def record(draw: st.DrawFn, title: str, *always: str) -> dict[str, object]:
    """Return a record of a sheet: required columns and those named are filled, others now and then."""
    columns = [column for column in pages()[title].sheet.columns if column.by is By.UNIT]
    wanted = [column for column in columns if column.required or column.key in always or draw(st.booleans())]
    return {column.key: draw(canonical(column)) for column in wanted}


@st.composite
def problem(draw: st.DrawFn, number: int) -> dict[str, object]:
    """Return a problem that keeps the rules of one row."""
    cells = draw(record(PROBLEMS, "due", "effect", "evidence", "progress", "regulation"))
    cells |= {"id": f"{CANTEEN.code}-{number:03d}", "found_on": draw(days(date(2023, 9, 1), date(2023, 10, 15)))}
    cells["problem"] = f"{cells['problem']}其{ascii_uppercase[number]}"
    cells["effect"] = f"{cells['effect']}，已答复"
    cells["measure"] = f"更换{cells['measure']}"
    if "cause" in cells:
        cells["cause"] = f"锈蚀：{cells['cause']}"
    cells["regulation"] = f"《{cells['regulation']}》"
    cells["evidence"] = f"{cells['evidence']}，记录表.xlsx"
    cells["due"] = draw(days(AS_OF, AS_OF + timedelta(days=365)))
    cells["done_on"] = ""
    cells["plan_type"] = draw(st.sampled_from((words.BY_DATE, words.LONG_TERM)))
    stages = (words.STAGE_DONE,) if cells["plan_type"] == words.LONG_TERM else ()
    cells["status"] = draw(st.sampled_from((words.NOT_STARTED, words.UNDER_WAY, *stages)))
    if draw(st.booleans()):
        cells |= {"plan_type": draw(st.sampled_from((words.BY_DATE, words.AT_ONCE))), "status": words.DONE}
        cells["done_on"] = draw(days(date(2023, 10, 15), AS_OF))
    cells |= {"accountable": "", "sanction": "", "recovered": ""}
    cells["reported_on"] = AS_OF.isoformat() if cells["major"] == words.YES else ""
    if cells["major"] == words.YES:
        cells["reported_to"] = draw(several(NAMES))
    return cells


@st.composite
def risk(draw: st.DrawFn) -> dict[str, object]:
    """Return a risk; a high one has its leader."""
    return draw(record("廉政风险点", "leader"))


@st.composite
def case(draw: st.DrawFn) -> dict[str, object]:
    """Return a case; it is dealt with after it was opened, and each way of doing so has its penalties."""
    cells = draw(record("查处案件", "handled_on"))
    cells["who"] = draw(st.sampled_from(NAMES[:4]))
    cells |= dict(zip(("opened_on", "handled_on"), sorted(draw(st.lists(DAYS, min_size=2, max_size=2))), strict=True))
    said = [kind for kind in str(cells["sanction"]).split("、") if kind in words.PENALTIES_OF]
    return cells | {"penalty": "、".join(draw(st.sampled_from(words.PENALTIES_OF[kind])) for kind in said)}


@st.composite
def measure(draw: st.DrawFn) -> dict[str, object]:
    """Return a measure; one that cannot be spread is not recommended, and what is not recommended has no platform."""
    cells = draw(record("举措及经验"))
    if cells.get("spreadable") == words.NO:
        cells["recommended"] = words.NO
    return cells | ({"outlet": ""} if cells.get("recommended") == words.NO else {})


@st.composite
def contents(draw: st.DrawFn) -> Content:
    """Return a whole return: problems, the points they belong to, risks, cases, measures."""
    problems = [draw(problem(number)) for number in range(1, draw(st.integers(1, 8)) + 1)]
    basics = draw(record("基本情况")) | {
        "nil": words.NO, "total": len(problems), "filled_on": AS_OF.isoformat(), "coverage": words.BOTH_CAMPUSES,
    }  # fmt: skip
    rows = {
        "basics": [basics],
        "points": [draw(_point(code, text, problems)) for code, text in _points()],
        "problems": problems,
        "risks": draw(st.lists(risk(), min_size=1, max_size=4)),
        "cases": draw(st.lists(case(), min_size=1, max_size=2)),
        "measures": draw(st.lists(measure(), min_size=1, max_size=3)),
    }
    return Content({key: tuple(RowContent(cells) for cells in records) for key, records in rows.items()})


def _points() -> list[tuple[str, str]]:
    return [(point.code, point.text) for point in campaign().points_of(CANTEEN)]


@st.composite
def _point(draw: st.DrawFn, code: str, text: str, problems: list[dict[str, object]]) -> dict[str, object]:
    mine = [one for one in problems if str(one["point"]).startswith(code)]
    said = {
        f"conclusion{n}": words.SOMETHING_FOUND
        if any(one["campus"] in (campus, words.BOTH_CAMPUSES) for one in mine)
        else draw(st.sampled_from((words.NOTHING_FOUND, words.NOT_CONCERNED)))
        for n, campus in enumerate(CANTEEN.campuses)
    }
    return {
        "point": code, "text": text, **said, "basis": draw(prose()), "ids": "、".join(str(one["id"]) for one in mine),
    }  # fmt: skip
