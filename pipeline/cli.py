"""The commands: parse, call the straight line, print, exit. The only room with a clock and a console.

Heavy libraries are imported inside the commands that use them, so that --help answers at once.
"""

import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from pipeline import __version__
from pipeline.chinese_help import ChineseCommand, ChineseGroup, usage_words
from pipeline.cli_followup import followup_command
from pipeline.cli_mail import mail_group
from pipeline.command_line import COULD_NOT, DONE, WITH_ERRORS, WRONG_USAGE
from pipeline.command_line import common as _common
from pipeline.command_line import dated as _dated
from pipeline.command_line import explaining_failures as _explaining_failures
from pipeline.command_line import judging as _judging
from pipeline.command_line import place_of as _place
from pipeline.command_line import say as _say
from pipeline.plain import plain
from pipeline.workspace import Workspace, workspace

if TYPE_CHECKING:
    from pipeline.campaign.doubts import Doubt
    from pipeline.steps import Done


def _day(as_of: datetime | None) -> date:
    return as_of.date() if as_of else _now().date()


def _now() -> datetime:
    return datetime.now()  # noqa: DTZ005  the office's own clock is meant


@click.group(cls=ChineseGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("-C", "--workspace", "root", type=click.Path(path_type=Path), help="工作区文件夹，默认是当前文件夹")
@click.version_option(__version__, message="pipeline %(version)s", help="显示版本")
def commands(root: Path | None) -> None:
    """专项治理填报汇总：发填报表，收回后汇总成台账和报告。

    一般顺序：init 建工作区 → templates 生成填报表发给各单位 → 收回的文件放进 inbox → run 汇总 →
    打开 outbox 里的台账和报告。
    """


@commands.command(cls=ChineseCommand)
@click.argument("folder", metavar="[文件夹]", type=click.Path(path_type=Path), required=False)
@click.option(
    "--plan",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="方案.docx",
    help="工作方案（Word），从中读出责任清单",
)
@click.option("--force", is_flag=True, help="已有责任清单时，先改名保留旧的，再写新的")
@click.option("--debug", is_flag=True, help="出错时显示技术细节")
def init(folder: Path | None, plan: Path | None, force: bool, debug: bool) -> None:
    """建一个工作区，并从工作方案读出责任清单。

    会列出方案里前后不一致、没有写明的地方，请逐条核对责任清单.xlsx。
    """
    with _explaining_failures(debug):
        from pipeline.beginning import begin

        place = workspace(folder or click.get_current_context().find_root().params.get("root") or Path())
        with _alone(place) if force and place.campaign_book.exists() else nullcontext():
            written, doubts = begin(place, plan, force, _now())
        click.echo(f"工作区已建好：{place.root.resolve()}")
        click.echo(f"责任清单：{written}")
        _say_doubts(doubts)
        click.echo("下一步：打开责任清单.xlsx 核对，然后运行 pipeline templates", err=True)


def _say_doubts(doubts: "Sequence[Doubt]") -> None:
    if doubts:
        click.echo(f"\n方案中有 {len(doubts)} 处请核对（责任清单.xlsx 的“方案疑点”表也列了）：")
    for number, doubt in enumerate(doubts, start=1):
        click.echo(f"  {number}. {plain(doubt.place)}：{plain(doubt.what)}{plain(doubt.advice)}")


@commands.command(cls=ChineseCommand)
@click.option("--unit", "units", multiple=True, metavar="单位", help="只生成这个单位的，可多次使用")
@_common
def templates(
    units: tuple[str, ...], root: Path | None, inbox: Path | None, outbox: Path | None, as_json: bool, debug: bool
) -> None:
    """给每个责任单位生成一本填报表，放在 templates/xlsx。"""
    with _explaining_failures(debug):
        from pipeline.steps import issue

        place = _place(root, inbox, outbox)
        with _alone(place):
            written = issue(place, units, _now())
        if as_json:
            click.echo(json.dumps([str(path) for path in written], ensure_ascii=True, indent=1))
        else:
            _say_written(written)
            click.echo(f"共 {len(written)} 本，请发给各单位；收回后放进 {place.inbox}", err=True)


@commands.command(cls=ChineseCommand)
@_common
@_judging
def run(
    root: Path | None,
    inbox: Path | None,
    outbox: Path | None,
    as_json: bool,
    debug: bool,
    as_of: datetime | None,
    jobs: int,
) -> None:
    """汇总：读收件箱，写台账、报告、廉政台账和退回修正表。"""
    with _explaining_failures(debug):
        from pipeline.steps import collect

        place = _place(root, inbox, outbox)
        with _alone(place), _progress(as_json) as tick:
            done = collect(place, _day(as_of), _now(), jobs, tick)
        _say_run(done, as_json)
        raise SystemExit(WITH_ERRORS if _needs_work(done) else DONE)


def _needs_work(done: "Done") -> bool:
    from pipeline.intake.disposition import Disposition

    files = done.outcome.figures.files
    unusable = files.get(Disposition.RETURNED.value, 0) + files.get(Disposition.QUARANTINED.value, 0)
    return bool(unusable or done.outcome.figures.errors)


def _say_run(done: "Done", as_json: bool) -> None:
    from pipeline.console import asking, overview
    from pipeline.publish.run_json import run_facts

    _say(done.remarks, err=True)
    if as_json:
        click.echo(json.dumps(run_facts(done.outcome), ensure_ascii=True, indent=1))
        return
    _say(overview(done.outcome))
    to_do = list(asking(done.outcome))
    if to_do:
        _say(["需要处理：", *to_do])
    click.echo("已写好，请打开查看：")
    _say_written(done.written)


@commands.command(cls=ChineseCommand)
@click.argument("files", metavar="文件…", nargs=-1, required=True, type=click.Path(path_type=Path))
@_common
@_judging
def check(
    files: tuple[Path, ...], root: Path | None, inbox: Path | None, outbox: Path | None, as_json: bool, debug: bool,
    as_of: datetime | None, jobs: int,
) -> None:  # fmt: skip
    """校验单个填报表，只显示结果，不写任何文件。"""
    with _explaining_failures(debug):
        from pipeline.inspection import inspect

        results = inspect(_place(root, inbox, outbox), files, _day(as_of), jobs)
        click.echo(json.dumps([result.facts for result in results], ensure_ascii=True, indent=1)) if as_json else None
        for result in () if as_json else results:
            _say(result.lines)
        raise SystemExit(WITH_ERRORS if any(result.needs_work for result in results) else DONE)


@commands.command(cls=ChineseCommand)
@_dated
@_common
def status(
    root: Path | None, inbox: Path | None, outbox: Path | None, as_json: bool, debug: bool, as_of: datetime | None
) -> None:
    """报送情况：谁报了、什么状态、谁逾期、还缺什么（按上次 run 的结果）。"""
    with _explaining_failures(debug):
        from pipeline.clock import Clock
        from pipeline.standing import standing
        from pipeline.workdays import chinese_workdays

        clock = Clock(as_of or _now(), whole_day=as_of is not None)
        now = standing(_place(root, inbox, outbox), clock, chinese_workdays(), _before_the_first_run)
        if as_json:
            click.echo(json.dumps(now.facts, ensure_ascii=True, indent=1))
        else:
            _say(now.lines)
            _say(now.remarks, err=True)


def _before_the_first_run(place: Workspace) -> dict[str, object]:
    from pipeline.unheard import nobody_heard

    return nobody_heard(place)


commands.add_command(mail_group(_now))
commands.add_command(followup_command(_now))


@commands.command(cls=ChineseCommand)
@click.argument("folder", metavar="[文件夹]", type=click.Path(path_type=Path), required=False)
@click.option("--debug", is_flag=True, help="出错时显示技术细节")
def demo(folder: Path | None, debug: bool) -> None:
    """做一个完整的例子：填报表、各单位交来的表、台账和报告。"""
    with _explaining_failures(debug):
        from pipeline.demonstration import demonstrate

        place, done = demonstrate(folder or Path("演示"), _now())
        click.echo(f"演示工作区：{place.root.resolve()}", err=True)
        _say_run(done, as_json=False)


def _alone(place: Workspace) -> AbstractContextManager[None]:
    from pipeline.turns import alone

    return alone(place, _now(), lambda line: _say([line], err=True))


@contextmanager
def _progress(quiet: bool) -> Iterator[Callable[[], None]]:
    """Show how many files are read, on a terminal only."""
    if quiet or not sys.stderr.isatty():
        yield lambda: None
        return
    read = 0

    def tick() -> None:
        nonlocal read
        read += 1
        click.echo(f"\r已读 {read} 个文件", nl=False, err=True)

    yield tick
    click.echo("", err=True)


def _say_written(written: Sequence[Path]) -> None:
    from pipeline.console import to_open

    _say(to_open([path.resolve() for path in written], Path.cwd()))


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run a command and exit; a console that cannot show a character shows its escape instead."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    try:
        commands.main(
            args=list(arguments) if arguments is not None else None, prog_name="pipeline", standalone_mode=False
        )
    except click.UsageError as error:
        click.echo(usage_words(error), err=True)
        raise SystemExit(WRONG_USAGE) from error
    except BrokenPipeError as error:  # whoever read the output has seen enough: what was to be done is done
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115  nothing more can be said
        raise SystemExit(DONE) from error
    except (click.Abort, KeyboardInterrupt) as error:
        click.echo("已中断。outbox 里的文件没有写坏：要么是原来的，要么是新的；再运行一次即可。", err=True)
        raise SystemExit(COULD_NOT) from error
    raise SystemExit(DONE)
