"""The command of the next round: `pipeline followup`; the clock is given."""

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.chinese_help import ChineseCommand
from pipeline.command_line import common, dated, explaining_failures, place_of, say, until, whole_day

if TYPE_CHECKING:
    from pipeline.followup import Followed

_HELP = """下一轮整改跟踪：给每个还有没销号问题的单位一本填报表，放在 templates/xlsx/第N轮。

已报的内容和编号印好、锁定，单位只更新整改状态、进展、完成情况；收回后放进 inbox 再运行 pipeline run。
"""


def followup_command(now: Callable[[], datetime]) -> click.Command:
    """Return the command that writes the next round's workbooks."""

    @click.command("followup", cls=ChineseCommand, help=_HELP)
    @click.option("--unit", "units", multiple=True, metavar="单位", help="只生成这个单位的，可多次使用")
    @click.option(
        "--round",
        "round_number",
        type=click.IntRange(2, 99),
        metavar="轮次",
        help="第几轮，默认是已收回的最后一轮的下一轮",
    )
    @until("印在表上的报送截止；不写则印“以通知为准”")
    @dated
    @common
    def followup(
        root: Path | None, inbox: Path | None, outbox: Path | None, as_json: bool, debug: bool,
        units: tuple[str, ...], round_number: int | None, by: datetime | None, as_of: datetime | None,
    ) -> None:  # fmt: skip
        with explaining_failures(debug):
            from pipeline.followup import Order, follow_up
            from pipeline.turns import alone

            place = place_of(root, inbox, outbox)
            order = Order(units, (as_of or now()).date(), whole_day(by), round_number)
            with alone(place, now(), lambda line: say([line], err=True)):
                done = follow_up(place, order, now())
            say(done.remarks, err=True)
            _say_json(done) if as_json else _say(done, place.inbox)

    return followup


def _say(done: "Followed", inbox: Path) -> None:
    from pipeline.console import to_open

    say(to_open([path.resolve() for path in done.written], Path.cwd()))
    if done.without:
        click.echo(f"没有未销号问题，不用填的单位：{'、'.join(done.without)}", err=True)
    total = sum(count for _, count in done.written.values())
    click.echo(
        f"第{done.round_number}轮共 {len(done.written)} 本，列出 {total} 个未销号问题；请发给各单位，收回后放进 {inbox}",
        err=True,
    )


def _say_json(done: "Followed") -> None:
    facts = {
        "round": done.round_number,
        "workbooks": [
            {"unit": unit, "problems": count, "path": str(path)} for path, (unit, count) in done.written.items()
        ],
        "without": list(done.without),
    }
    click.echo(json.dumps(facts, ensure_ascii=True, indent=1))
