"""The documentation says what the code says."""

import re
from pathlib import Path

import pytest

from pipeline.cli import commands
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
