"""What all commands share: exit codes, options, and failures in words."""

import traceback
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from pipeline.errors import PipelineError
from pipeline.plain import plain
from pipeline.workspace import Workspace, workspace

DONE, WITH_ERRORS, WRONG_USAGE, COULD_NOT = 0, 1, 2, 3
"""Exit codes (product.md)."""

Command = Callable[..., Any]


@contextmanager
def explaining_failures(debug: bool) -> Iterator[None]:
    """Turn what stops a run into one sentence and a remedy; the unexpected says that it is our fault."""
    try:
        yield
    except PipelineError as error:
        if debug:
            traceback.print_exc()
        click.echo(f"没有完成：{plain(error.problem)}\n怎么办：{plain(error.remedy)}", err=True)
        raise SystemExit(COULD_NOT) from error
    except (click.ClickException, click.Abort, BrokenPipeError, SystemExit, KeyboardInterrupt):
        raise
    except OSError as error:
        if debug:
            traceback.print_exc()
        what = f"“{plain(str(error.filename))}”" if error.filename else "文件"
        click.echo(
            f"没有完成：读写{what}时系统报错（{plain(error.strerror or str(error))}），原有结果没有改动。\n"
            "怎么办：请检查磁盘是否已满、文件夹能不能写入、文件是否正在别处打开，再运行一次。",
            err=True,
        )
        raise SystemExit(COULD_NOT) from error
    except Exception as error:
        if debug:
            traceback.print_exc()
        click.echo(
            f"没有完成：程序内部出错（{type(error).__name__}），原有文件没有改动。\n"
            "怎么办：加上 --debug 再运行一次，把显示的内容交给技术人员。",
            err=True,
        )
        raise SystemExit(COULD_NOT) from error


def common(command: Command) -> Command:
    """Add the options every command of a workspace has."""
    folder = click.Path(path_type=Path)
    for option in (
        click.option("--debug", is_flag=True, help="出错时显示技术细节"),
        click.option("--json", "as_json", is_flag=True, help="结果按 JSON 输出，供其他程序读取"),
        click.option("--outbox", type=folder, help="输出文件夹，默认是工作区里的 outbox"),
        click.option("--inbox", type=folder, help="收件文件夹，默认是工作区里的 inbox"),
        click.option("-C", "--workspace", "root", type=folder, help="工作区文件夹，默认是当前文件夹"),
    ):
        command = option(command)
    return command


def dated(command: Command) -> Command:
    """Add the option of commands that hold something against a day."""
    return click.option(
        "--as-of",
        type=click.DateTime(["%Y-%m-%d"]),
        metavar="年-月-日",
        help="统计日期，逾期按这一天计算，默认今天",
    )(command)


def judging(command: Command) -> Command:
    """Add the options of commands that judge returns."""
    jobs = click.option(
        "--jobs", type=click.IntRange(1, 64), default=1, metavar="个数", help="同时读取文件的进程数，默认 1"
    )
    return dated(jobs(command))


def until(explanation: str) -> Callable[[Command], Command]:
    """Add the option of commands that ask for an answer until a moment."""
    return click.option(
        "--by", type=click.DateTime(["%Y-%m-%d %H:%M", "%Y-%m-%d"]), metavar="'年-月-日 时:分'", help=explanation
    )


def whole_day(moment: datetime | None) -> datetime | None:
    """Return a moment; a day without an hour means its end."""
    return moment.replace(hour=23, minute=59) if moment and not (moment.hour or moment.minute) else moment


def place_of(root: Path | None, inbox: Path | None, outbox: Path | None) -> Workspace:
    """Return the workspace a command works in; one named before the command counts where none is named after it."""
    settled = click.get_current_context().find_root().params
    return workspace(root or settled.get("root") or Path(), inbox, outbox)


def say(lines: Iterable[str], err: bool = False) -> None:
    """Write lines to the terminal."""
    for line in lines:
        click.echo(line, err=err)
