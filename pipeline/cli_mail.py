"""The commands of the letters: `pipeline mail issue`, `return` and `remind`; the clock is given."""

import json
import os
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from pipeline.chinese_help import ChineseCommand, ChineseGroup
from pipeline.command_line import (
    DONE,
    WITH_ERRORS,
    common,
    dated,
    explaining_failures,
    place_of,
    say,
    until,
    whole_day,
)
from pipeline.errors import WorkspaceError
from pipeline.workspace import Workspace

if TYPE_CHECKING:
    from pipeline.mailing import Prepared
    from pipeline.post.sending import Sent, Sheaf

Clock = Callable[[], datetime]

_KINDS: Final = {
    "issue": "发表：给每个单位一封草稿，附空白填报表（没有的先生成）。",
    "return": "退回：给有必须改处的单位一封草稿，逐格列出怎么改，附退回修正表。",
    "remind": "催报：给还没有报、或报来的文件不能用的单位一封草稿，写明还有几天或已逾期几天。",
}


def mail_group(now: Clock) -> click.Group:
    """Return the group of mail commands."""
    words = "给各单位的邮件：写好草稿，附上表格；加 --send 直接发出。"
    group = ChineseGroup("mail", help=words)
    for kind, explanation in _KINDS.items():
        group.add_command(_command(kind, explanation, now))
    return group


def _command(kind: str, explanation: str, now: Clock) -> click.Command:
    @click.command(kind, cls=ChineseCommand, help=explanation)
    @click.option("--unit", "units", multiple=True, metavar="单位", help="只给这个单位，可多次使用")
    @until("要求在什么时候以前报来，默认是报送截止；已过截止的写“请尽快”")
    @click.option("--send", is_flag=True, help="列出要发的邮件，确认后经“设置”里的邮件服务器发出；发过的不再发")
    @click.option("--yes", is_flag=True, help="与 --send 一起用：不再询问，供定时任务等使用")
    @dated
    @common
    def write(
        root: Path | None, inbox: Path | None, outbox: Path | None, as_json: bool, debug: bool, **said: Any
    ) -> None:
        with explaining_failures(debug):
            raise SystemExit(_write(kind, place_of(root, inbox, outbox), as_json, said, now))

    return write


def _write(kind: str, place: Workspace, as_json: bool, said: dict[str, Any], now: Clock) -> int:
    """Write the drafts, send them where that is asked, and return the exit code."""
    from pipeline.mailing import Order, prepare, sheaf_of
    from pipeline.post.letter import Kind
    from pipeline.post.telling import facts_of, states_of
    from pipeline.turns import alone

    if said["yes"] and not said["send"]:
        raise click.UsageError("--yes 要与 --send 一起用。")
    if said["send"] and not said["yes"] and not _terminal():
        raise WorkspaceError("发送前要有人确认，这里没有终端可以确认。", "请在终端里运行；由程序运行的，请加 --yes。")
    day, moment = said["as_of"] or now(), said["by"]
    with alone(place, now(), lambda line: say([line], err=True)):
        prepared = prepare(place, Order(Kind(kind), said["units"], day.date(), whole_day(moment)), now())
    say(prepared.remarks, err=True)
    if not said["send"]:
        _say_drafts(prepared, place, as_json)
        return DONE
    sheaf = sheaf_of(place, prepared)
    sent = _sent(place, prepared, sheaf, said["yes"], now)
    if as_json:
        _say_json(facts_of(prepared.letters, prepared.drafts, states_of(sheaf, sent)))
    return WITH_ERRORS if sheaf.lost or (sent and sent.failures) else DONE


def _sent(place: Workspace, prepared: "Prepared", sheaf: "Sheaf", yes: bool, now: Clock) -> "Sent | None":
    """Show what will be sent, ask, and send it; None where the answer is no."""
    from pipeline.mailing import dispatch, post_office
    from pipeline.post.credentials import system_keyring
    from pipeline.post.sending import Sent
    from pipeline.post.telling import not_sent, outcome_lines, to_send

    say(not_sent(sheaf), err=True)
    if not sheaf.parcels:
        click.echo("没有要发的邮件。", err=True)
        return Sent()
    post = post_office(prepared.campaign, os.environ, system_keyring)
    click.echo(f"将发出 {len(sheaf.parcels)} 封邮件：", err=True)
    say(to_send(sheaf.parcels), err=True)
    if not yes and not click.confirm("确认发送吗？", err=True):
        click.echo(f"没有发送。草稿在 {place.mail}", err=True)
        return None
    sent = dispatch(place, prepared.campaign, sheaf.parcels, post, now, lambda: None)
    say(outcome_lines(sent), err=True)
    return sent


def _terminal() -> bool:
    return sys.stdin.isatty()


def _say_drafts(prepared: "Prepared", place: Workspace, as_json: bool) -> None:
    from pipeline.console import to_open
    from pipeline.post.telling import facts_of

    if as_json:
        _say_json(facts_of(prepared.letters, prepared.drafts, {}))
        return
    say(to_open([path.resolve() for path in prepared.drafts], Path.cwd()))
    if prepared.drafts:
        click.echo(f"共 {len(prepared.drafts)} 封草稿，请逐封打开检查后发送；或加 --send 由程序发出。", err=True)
    else:
        click.echo("没有单位需要这种邮件。", err=True)
    del place


def _say_json(facts: list[dict[str, object]]) -> None:
    click.echo(json.dumps(facts, ensure_ascii=True, indent=1))
