"""The documentation says what the code says."""

import re
from pathlib import Path

import pytest

from pipeline.campaign.reading import read_campaign
from pipeline.cli import commands
from pipeline.form.identity import FINGERPRINT
from pipeline.intake.reader import read_book
from pipeline.publish.layout import template_file_name
from tests.documentation import CHINESE, PARTS, README, ROOT, renewed


@pytest.mark.parametrize("file", PARTS)
def test_generated_parts_are_current(file: str) -> None:
    """Every generated part equals what the code says; `python -m tests.documentation` writes it anew."""
    assert (ROOT / file).read_text(encoding="utf-8") == renewed(file)


@pytest.mark.parametrize("file", [README, CHINESE])
def test_every_command_is_described(file: str) -> None:
    """Both READMEs name every command."""
    text = (ROOT / file).read_text(encoding="utf-8")

    assert [name for name in commands.commands if f"pipeline {name}" not in text] == []


@pytest.mark.parametrize("file", [README, CHINESE])
def test_every_link_leads_somewhere(file: str) -> None:
    """Every relative link and picture of the READMEs exists."""
    targets = re.findall(r"\]\((?!http)([^)#]+)\)", (ROOT / file).read_text(encoding="utf-8"))

    assert targets
    assert [target for target in targets if not (ROOT / target).exists()] == []


def test_the_workspace_of_the_repository_is_finished() -> None:
    """A fresh clone holds the campaign workbook and an inbox, so that `pipeline run` works at once."""
    assert (ROOT / "templates" / "责任清单.xlsx").is_file()
    assert (ROOT / "inbox").is_dir()


def test_no_registry_address_stands_in_the_constraints() -> None:
    """The constraints name versions only."""
    lines = Path(ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()

    assert [line for line in lines if not re.fullmatch(r"#.*|[A-Za-z0-9_.-]+==[0-9A-Za-z.+]+", line)] == []


def test_the_templates_of_the_repository_are_current() -> None:
    """Every unit's workbook in templates/xlsx is the one the campaign workbook beside it asks for."""
    campaign = read_campaign(ROOT / "templates" / "责任清单.xlsx")
    found = {
        path.name: read_book(path.read_bytes()).properties for path in (ROOT / "templates" / "xlsx").glob("*.xlsx")
    }

    assert {name: said[FINGERPRINT] for name, said in found.items()} == {
        template_file_name(campaign, unit): campaign.form.fingerprint() for unit in campaign.answering
    }
