"""What the report must not say or become, and the whole of it as it reads."""

import ast
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from defusedxml import ElementTree

from pipeline.publish.report import phrases, write_report
from tests.dump_document import dump_document, text_of
from tests.outcomes import sample_outcome
from tests.reports import SAMPLES, changed, rewritten, told

GOLDEN = Path(__file__).parent / "golden" / "report.txt"


def test_no_word_of_a_case_is_in_the_file(tmp_path: Path) -> None:
    """Not one cell of 查处案件 stands anywhere in the package: numbers only."""
    outcome = SAMPLES["mixed"]
    cases = outcome.cases.copy()
    secrets = {
        key: f"机密{number}号"
        for number, key in enumerate(cases.columns)
        if key not in ("unit", "file", "sheet", "row")
    }
    for key, text in secrets.items():
        cases[key] = text
    path = tmp_path / "a.docx"
    write_report(replace(outcome, cases=cases), path)

    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name).decode("utf-8", "replace") for name in package.namelist()}
    assert cases.shape[0] == 1
    assert not [name for name, text in parts.items() if "机密" in text]


def test_no_leader_of_the_school_is_named_but_in_the_settings() -> None:
    """To whom a problem was reported and who is in charge of a risk stays in the ledger."""
    outcome = rewritten(SAMPLES["mixed"], 7, reported_to="欧阳某（2023-11-07）")
    risks = outcome.risks.copy()
    risks["leader"] = "诸葛某"
    text = told(replace(outcome, risks=risks))

    assert "欧阳某" not in text
    assert "诸葛某" not in text
    assert "由校长、党委书记任组长，分管副校长任副组长" in text


HOSTILE = "=cmd|' /C calc'!A0 <w:p>& ]]> {problem} {0} \x00\x0b\ud800 http://example.com\n第二行。"


def test_text_of_units_stays_text(tmp_path: Path) -> None:
    """Formulas, markup, braces, control characters and surrogates are neither run nor fatal; links stay words."""
    outcome = sample_outcome()
    for key in ("problem", "cause", "measure", "progress", "effect", "person"):
        outcome = rewritten(outcome, 0, **{key: HOSTILE})
        outcome = rewritten(outcome, 4, **{key: HOSTILE})
    units = tuple(replace(unit, duties=HOSTILE, accountability=HOSTILE) for unit in outcome.figures.units)
    path = tmp_path / "a.docx"
    write_report(changed(outcome, figures={"units": units}, settings={"leaders": HOSTILE, "school": HOSTILE}), path)

    with zipfile.ZipFile(path) as package:
        document = package.read("word/document.xml")
        for name in package.namelist():
            if name.endswith((".xml", ".rels")):
                ElementTree.fromstring(package.read(name))
    assert b"&lt;w:p&gt;&amp; ]]&gt; {problem} {0}" in document
    assert not re.search(rb"<w:(?:hyperlink|fldSimple|instrText|fldChar)", document)
    assert "第二行" in text_of(path)


def test_every_phrase_is_used() -> None:
    """A phrase no section says is a second statement waiting to contradict the first."""
    folder = Path(phrases.__file__).parent
    used = {
        node.attr
        for path in folder.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "say"
    }
    known = {name for name in vars(phrases) if name.isupper()}

    assert known - used == set()
    assert used - known == set()


def test_figures_know_who_is_unheard() -> None:
    """Units in no total are as many as 未报, late ones as many as 逾期."""
    figures = SAMPLES["mixed"].figures

    assert len(figures.unheard_units) == figures.missing
    assert len(figures.late_units) == figures.late


def test_golden(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    """The whole report reads as it did; `pytest --update-golden` writes it anew."""
    path = tmp_path / "a.docx"
    write_report(SAMPLES["mixed"], path)
    dump = dump_document(path)
    if request.config.getoption("--update-golden"):
        GOLDEN.parent.mkdir(exist_ok=True)
        GOLDEN.write_text(dump, "utf-8")

    assert dump == GOLDEN.read_text("utf-8")
