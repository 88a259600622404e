"""What we ask and what we take: kinds prove their own examples, rules say the same in Excel and in Python."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import product
from time import perf_counter

import pandas as pd
import pytest

from pipeline.findings import Severity, say
from pipeline.form.campuses import campus_choice
from pipeline.form.folding import found_text
from pipeline.form.lexicon import lexicon
from pipeline.form.reading import Guard, Kind
from pipeline.form.rules import NotBefore, Rows, Rule
from pipeline.form.schema import Column, Form, Sheet
from pipeline.publish.layout import Page
from tests.campaigns import logistics_campaign
from tests.excel import Content, value_of
from tests.judging import pages

FORM = logistics_campaign().form
COLUMNS = [(sheet, column) for sheet, column in FORM.columns()]
RULES = [(page, rule) for page in pages().values() for rule in page.rules if not isinstance(rule, NotBefore)]
REPEATED = (
    "整改完毕", "落实到位", "处理完毕", "正在", "已经", "推进", "类型", "风险点", "9时1", "1人", "张三", "科", "不涉及", "未发现", "问题的",
    "给予处分", "阶段性完成,", "长期坚持", "千百", "、", "和",
)  # fmt: skip
"""Words two of which may be read as one: what a pattern could try in every order."""
NUMBERS = {"decimal": float, "whole": int}

by_column = pytest.mark.parametrize(
    ("sheet", "column"), COLUMNS, ids=[f"{sheet.title}-{column.heading}" for sheet, column in COLUMNS]
)


@by_column
def test_good_contents_are_taken_without_a_question(sheet: Sheet, column: Column) -> None:
    """Every good content of a kind gives a value, or says nothing is there, and no finding."""
    del sheet
    for content in column.kind.good:
        assert column.kind.read(content).notes == (), content


@by_column
def test_bad_contents_are_refused_with_a_whole_sentence(sheet: Sheet, column: Column) -> None:
    """Every bad content gives no value and one error whose sentence can be said."""
    del sheet
    for content in column.kind.bad:
        reading = column.kind.read(content)
        (note,) = reading.notes
        facts = {**lexicon(FORM), "field": column.heading, "found": content, "hint": column.hint, "code": "HQJT"}

        assert reading.value is None
        assert say(note.code, facts | dict(note.facts))[0] is Severity.ERROR


@by_column
def test_words_without_end_are_refused_at_once(sheet: Sheet, column: Column) -> None:
    """No pattern tries the readings of a repeated word one by one: thirty of them would take hours."""
    del sheet
    began = perf_counter()
    for word in REPEATED:
        column.kind.read(f"{word * 30}x")
        column.kind.read(f"2023年11月5日{word * 30}x")

    assert perf_counter() - began < 5


@by_column
def test_what_is_read_once_is_read_again_as_itself(sheet: Sheet, column: Column) -> None:
    """A value written as the outputs write it reads as the same value, without a question."""
    del sheet
    for content in column.kind.good:
        value = column.kind.read(content).value
        if value is not None:
            again = column.kind.read(found_text(value))

            assert (again.value, again.notes) == (value, ())


@by_column
def test_the_guard_lets_in_what_is_read_and_stops_what_is_not(sheet: Sheet, column: Column) -> None:
    """Where Excel stops the typist, it lets the example in, and stops every bad content."""
    del sheet
    guard = column.kind.guard()
    if guard.stops and guard.test not in ("none", "shape"):
        assert lets_in(guard, column.kind.good[0])
        assert [bad for bad in column.kind.bad if guard.test != "length" and lets_in(guard, bad)] == []


def lets_in(guard: Guard, content: object) -> bool:
    """Tell whether a spreadsheet program lets a content pass a guard."""
    if guard.test == "list":
        return content in guard.choices
    least, most = guard.least or 0, guard.most or float("inf")
    if guard.test == "length":
        return least <= len(found_text(content)) <= most
    try:
        return bool(least <= NUMBERS[guard.test](found_text(content)) <= most)
    except ValueError:
        return False


@pytest.mark.parametrize(("page", "rule"), RULES, ids=[f"{rule.code}-{'-'.join(rule.columns)}" for _, rule in RULES])
def test_a_rule_says_the_same_in_excel_and_in_python(page: Page, rule: Rule) -> None:
    """For every combination of empty, good and other contents of its cells, colour and finding agree."""
    names = {key: key for key in rule.columns}
    lines = [dict(zip(names, line, strict=True)) for line in product(*(_contents(page.sheet[key]) for key in names))]
    values = [{key: _value(page, key, content) for key, content in line.items()} for line in lines]
    found = [{key: found_text(content) for key, content in line.items()} for line in lines]

    offences = {(one.index, one.key) for one in rule.offenders(Rows(_frame(values), _frame(found)))}
    coloured = {
        (index, key)
        for index, line in enumerate(lines)
        for key in rule.fills or rule.columns[:1]
        if value_of(rule.fault(key, names), line)
    }

    assert offences
    assert coloured == offences


def _frame(lines: Sequence[Mapping[str, object]]) -> pd.DataFrame:
    return pd.DataFrame({key: [line[key] for line in lines] for key in lines[0]}, dtype=object)


def _contents(column: Column) -> list[Content]:
    """Return what a cell of a column may hold in the comparison: nothing, and contents Excel itself lets in."""
    guard = column.kind.guard()
    if guard.test in NUMBERS:
        return ["", 0.0, 2.0]
    return ["", *(guard.choices or (found_text(column.kind.good[0]),))]


def _value(page: Page, key: str, content: Content) -> object:
    return page.sheet[key].kind.read(content).value if content != "" else None


def test_days_out_of_order_are_found() -> None:
    """A day before the day it must not precede is an offence at the later one; the same day and unknown days are none."""
    (rule,) = (rule for rule in FORM.rules if rule.code == "X01")
    kind: Kind = FORM["problems"]["due"].kind
    days = [kind.read(text).value for text in ("2023-11-03", "2023-11-04", "2023-11-05")]
    values = pd.DataFrame({"due": [*days, None], "found_on": [days[1]] * 4}, dtype=object)

    offences = [(one.index, one.key) for one in rule.offenders(Rows(values, values.astype(str)))]

    assert offences == [(0, "due")]


def test_a_form_checks_itself() -> None:
    """Two headings that fold alike, and a rule over a column there is not, are refused at once."""
    risks = FORM["risks"]
    doubled = replace(risks, columns=(*risks.columns, replace(risks.columns[-1], heading="风险 等级：")))

    with pytest.raises(ValueError, match="stand twice"):
        Form((doubled,))
    with pytest.raises(ValueError, match="unknown columns"):
        Form((replace(risks, columns=risks.columns[:3]),), FORM.rules_of("risks"))


def test_the_fingerprint_changes_with_what_is_asked() -> None:
    """A heading, a choice or the order changed gives another fingerprint; width and examples do not."""
    sheets = {sheet.key: sheet for sheet in FORM.sheets}
    risks = sheets["risks"]

    def of(columns: tuple[Column, ...]) -> str:
        return Form(tuple((sheets | {"risks": replace(risks, columns=columns)}).values()), FORM.rules).fingerprint()

    first, *rest = risks.columns
    assert of((replace(first, width=40), *rest)) == FORM.fingerprint()
    assert of((replace(first, heading="号"), *rest)) != FORM.fingerprint()
    assert of((*rest, first)) != FORM.fingerprint()
    assert of((*rest[:-1], replace(rest[-1], kind=campus_choice(("东区", "西区"))), first)) != FORM.fingerprint()
