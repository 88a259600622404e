"""A new workspace: folders, and the campaign workbook read from the plan."""

from datetime import datetime
from pathlib import Path
from shutil import copyfile

from pipeline.campaign.doubts import Doubt
from pipeline.campaign.plan import read_plan
from pipeline.campaign.workbook import empty_campaign, render_campaign
from pipeline.errors import WorkspaceError
from pipeline.publish.replacing import free_name, publish
from pipeline.workspace import Workspace


def begin(place: Workspace, plan: Path | None, force: bool, now: datetime) -> tuple[Path, tuple[Doubt, ...]]:
    """Make the folders and write the campaign workbook; return its path and what the plan leaves open.

    Raises:
        PlanError: If the plan cannot be read or holds no responsibility table.
        WorkspaceError: If there is a campaign workbook already and `force` is not said.
    """
    campaign, doubts = read_plan(plan) if plan else (empty_campaign(), ())
    if place.campaign_book.exists():
        _keep(place.campaign_book, force, now)
    for folder in (place.templates, place.inbox, place.outbox):
        _make(folder)
    content = render_campaign(campaign, doubts)
    return publish(place.campaign_book, lambda path: path.write_bytes(content), now), doubts


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WorkspaceError(f"文件夹“{folder}”建不了（{error.strerror}）。", "请换一个能写入的位置。") from error


def _keep(book: Path, force: bool, now: datetime) -> None:
    if not force:
        raise WorkspaceError(
            f"“{book}”已经有了，没有覆盖。", "要重新生成请加 --force（旧的会改名保留），或换一个文件夹。"
        )
    copy = free_name(book, f"旧 {now:%Y%m%d-%H%M%S}")
    try:
        publish(copy, lambda path: copyfile(book, path), now)
    except OSError as error:
        raise WorkspaceError(
            f"“{book}”存不了副本（{error.strerror}），没有动它。", "请关闭正在使用它的程序，再试一次。"
        ) from error
