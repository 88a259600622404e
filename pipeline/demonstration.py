"""The example, from the plan to the report: what a newcomer sees in one command."""

from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Final

from pipeline.beginning import begin
from pipeline.campaign.reading import read_campaign
from pipeline.demo.inbox import fill_inbox
from pipeline.demo.plan import PLAN_NAME, write_plan_docx
from pipeline.errors import WorkspaceError
from pipeline.publish.unit_workbook import render_unit_workbook
from pipeline.steps import Done, collect, issue
from pipeline.workspace import Workspace, workspace

DAYS: Final = (date(2023, 11, 7), date(2023, 11, 8))
"""The days on which the example's office runs its summary: of the deadline, and after it."""


def demonstrate(folder: Path, now: datetime) -> tuple[Workspace, Done]:
    """Make a whole campaign in a folder: plan, templates, returns as they come in, and the runs of two days.

    Raises:
        WorkspaceError: If the folder holds anything already.
    """
    if folder.exists() and not (folder.is_dir() and not any(folder.iterdir())):
        raise WorkspaceError(f"文件夹“{folder}”里已经有东西了。", "请换一个新文件夹，如 pipeline demo 演示2。")
    place = workspace(folder)
    folder.mkdir(parents=True, exist_ok=True)
    write_plan_docx(folder / PLAN_NAME)
    begin(place, folder / PLAN_NAME, force=False, now=now)
    issue(place, (), now)
    return place, _last(_run(place, day, now) for day in DAYS)


def _run(place: Workspace, day: date, now: datetime) -> Done:
    fill_inbox(read_campaign(place.campaign_book), place.inbox, render_unit_workbook, until=day)
    return collect(place, day, now, 1, lambda: None)


def _last(runs: Iterable[Done]) -> Done:
    *_, last = runs
    return last
