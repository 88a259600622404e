"""The straight line of the next round: open problems into workbooks that only ask what has become of them."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from pipeline.campaign.model import Campaign, Unit
from pipeline.campaign.reading import read_campaign
from pipeline.errors import WorkspaceError
from pipeline.intake.disposition import Disposition
from pipeline.intake.past import Past, remember
from pipeline.post.last_run import LastRun, last_run
from pipeline.publish.content import Content
from pipeline.publish.following import RoundStart, followup_content
from pipeline.publish.history import aside
from pipeline.publish.layout import moment_words, template_file_name
from pipeline.publish.replacing import publish
from pipeline.publish.unit_workbook import render_unit_workbook
from pipeline.steps import blue_columns, chosen_units
from pipeline.workspace import Workspace

_RUN_FIRST = "请先运行 pipeline run，再生成下一轮的填报表。"


@dataclass(frozen=True)
class Order:
    """What the office asks for.

    Attributes:
        names: The units, all where none is named.
        as_of: The day overdue is measured against.
        by: Until when an answer is asked, None where the notice says.
        round_number: The round, None for the one after the last that was answered.
    """

    names: Sequence[str]
    as_of: date
    by: datetime | None = None
    round_number: int | None = None


@dataclass(frozen=True)
class Followed:
    """What was written for the next round.

    Attributes:
        round_number: The round.
        written: Workbook -> its unit and how many problems it lists.
        without: Units that have no open problem.
        remarks: What to say beside.
    """

    round_number: int
    written: dict[Path, tuple[str, int]]
    without: tuple[str, ...]
    remarks: tuple[str, ...]


def follow_up(place: Workspace, order: Order, now: datetime) -> Followed:
    """Write the next round's workbook of every unit with open problems.

    Raises:
        CampaignError: If the campaign workbook is missing or wrong, or a name is no unit's.
        WorkspaceError: If the last run is not what the inbox holds, or the round cannot be.
    """
    campaign = read_campaign(place.campaign_book)
    run = _last_run(place, campaign)
    round_number = _round(run, order.round_number)
    past = remember((place.ledger, *aside(place)), place.run_json, place.memory, blue_columns(campaign))
    start = RoundStart(order.as_of, past.memory.problems, past.notes.marks, past.memory.withdrawn)
    until = moment_words(order.by) if order.by else ""
    units = chosen_units(campaign, order.names)
    contents = {unit: followup_content(campaign, unit, start, until) for unit in units if start.open_problems(unit)}
    folder = place.templates_of(round_number)
    written = {
        _publish(campaign, unit, content, round_number, folder, now): (unit.name, len(content.issued))
        for unit, content in contents.items()
    }
    without = tuple(unit.name for unit in units if unit not in contents)
    _sweep(folder, [template_file_name(campaign, campaign.unit(name), round_number) for name in without])
    return Followed(round_number, written, without, tuple(_remarks(past)))


def _last_run(place: Workspace, campaign: Campaign) -> LastRun:
    try:
        return last_run(place, campaign.settings.campaign)
    except WorkspaceError as error:
        raise WorkspaceError(error.problem, _RUN_FIRST) from error


def _round(run: LastRun, asked: int | None) -> int:
    """Return the round to write for: the one asked, else the one after the last that was answered."""
    answered = max((file.round for file in run.files if file.disposition is Disposition.USED), default=1)
    if asked is not None and asked < answered:
        raise WorkspaceError(
            f"第{answered}轮的填报表已经收到，不能再发第{asked}轮的。", "请不写 --round，或写更大的轮次。"
        )
    return asked or answered + 1


def _publish(
    campaign: Campaign, unit: Unit, content: Content, round_number: int, folder: Path, now: datetime
) -> Path:  # fmt: skip
    def write(path: Path) -> None:
        path.write_bytes(render_unit_workbook(campaign, unit, content, round_number))

    return publish(folder / template_file_name(campaign, unit, round_number), write, now)


def _sweep(folder: Path, names: Sequence[str]) -> None:
    """Remove what an earlier call wrote for units that have nothing open any more."""
    for name in names:
        with suppress(OSError):  # open in another program: nobody needs it, it may stay
            (folder / name).unlink(missing_ok=True)


def _remarks(past: Past) -> Iterator[str]:
    for path, why in past.unread.items():
        yield f"台账“{path.name}”读不出来（{why}），销号等内容按上次运行时的记录。"
    yield from past.remarks
