"""The whole line with a real office program: it fills in our template, and opens what a run makes of it."""

import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pipeline.form import vocabulary as words
from pipeline.form.kinds import Text
from pipeline.publish.self_check import PASSED
from pipeline.workspace import Workspace
from tests import test_office
from tests.offices import facts, ledger_rows, make_office, run, typed
from tests.test_office import CAMPAIGN, RESULT, Desk, Step, booklet, good_values, open_desk

pytestmark = test_office.pytestmark

UNITS = ("后勤集团", "总务处", "纪委办公室", "嘉鱼校区工作部")
RECORDS = [sheet for sheet in CAMPAIGN.form.sheets if sheet.preprinted]
PROSE = {
    column.example for sheet in RECORDS for column in sheet.columns if isinstance(column.kind, Text) and column.required
}

SOURCE_UNIT = CAMPAIGN.form["risks"]["source_unit"].example
"""A unit nobody has: who collects names one of the campaign."""


def own_words(unit: str) -> list[Step]:
    """Return what a careful unit types: prose in words of its own, its own number, all its campuses, nobody held to account."""
    listed, whom = booklet(unit).page("problems"), CAMPAIGN.unit(unit)
    everywhere = whom.campuses[0] if len(whom.campuses) == 1 else words.BOTH_CAMPUSES
    instead = {"HQJT-001": f"{whom.code}-001", SOURCE_UNIT: "总务处", CAMPAIGN.campuses[0]: everywhere}
    left_out = (
        {(listed.sheet.title, listed.address(0, key)) for key in ("accountable", "sanction")} if listed else set()
    )
    steps: list[Step] = []
    for _, sheet, cell, text in good_values(unit):
        own = instead.get(str(text), f"{text}，{unit}已逐项核实" if text in PROSE else text)
        if (sheet, cell) not in left_out:
            steps.append(("type", sheet, cell, own))
    return steps


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """An office that is open."""
    with open_desk(tmp_path_factory.mktemp("desk")) as opened:
        yield opened


@pytest.fixture(scope="module")
def place(desk: Desk, tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A campaign whose templates LibreOffice filled in, saved, and put into the inbox, after its run."""
    place = make_office(tmp_path_factory.mktemp("line") / "w", {})
    assert typed("templates", "-C", place.root).code == 0
    for unit in UNITS:
        (template,) = place.templates.glob(f"{unit}_*.xlsx")
        assert desk.worked(template, place.inbox / template.name, own_words(unit), [RESULT]) == [PASSED]
    answer = run(place)
    assert (answer.code, answer.err) == (0, ""), [one["message"] for one in facts(place)["findings"]]
    return place


@pytest.fixture(scope="module")
def said(place: Workspace) -> dict[str, Any]:
    """The run.json of that run."""
    return facts(place)


def test_what_a_real_office_program_saves_is_accepted(said: dict[str, Any]) -> None:
    """All four workbooks are used, known by their mark, and nothing in them has to be mended or confirmed."""
    assert [one["message"] for one in said["findings"]] == []
    assert [(file["disposition"], file["errors"], file["warnings"]) for file in said["files"]] == [("used", 0, 0)] * 4
    assert [(unit["unit"], unit["state"]) for unit in said["units"]] == [(unit, "ok") for unit in UNITS]
    assert "按模板标记认定" in said["files"][0]["reason"]


def test_every_row_typed_is_in_the_ledger(said: dict[str, Any], place: Workspace) -> None:
    """Each of the three inspecting units typed one problem; each is in the ledger with its number."""
    assert [one["id"] for one in said["problems"]] == ["HQJT-001", "ZWC-001", "JYXQGZB-001"]
    assert [row["问题编号"] for row in ledger_rows(place)] == ["HQJT-001", "ZWC-001", "JYXQGZB-001"]
    assert {one["state"] for one in said["problems"]} == {"ok"}


def test_outputs_open_and_print(place: Workspace, tmp_path: Path) -> None:
    """Ledger, integrity ledger and report of the run are opened by LibreOffice and printed to PDF."""
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    outputs = [place.ledger, place.integrity, place.report]
    command = ["soffice", "--headless", profile, "--convert-to", "pdf", "--outdir", str(tmp_path), *map(str, outputs)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    for output in outputs:
        printed = (tmp_path / f"{output.stem}.pdf").read_bytes()
        assert printed.startswith(b"%PDF")
        assert printed.count(b"/Type/Page") > 1
