"""Click's own words in Chinese: headings of --help and the sentences about wrong usage."""

import re

import click

from pipeline.plain import plain

_HELP = "显示帮助"


class _ChineseHelp(click.Command):
    """A command whose help speaks Chinese throughout."""

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return the help option with its explanation in Chinese."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = _HELP
        return option

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the usage line."""
        pieces = [piece.replace("[OPTIONS]", "[选项]") for piece in self.collect_usage_pieces(ctx)]
        pieces = [piece.replace("COMMAND [ARGS]...", "命令 …") for piece in pieces]
        formatter.write_usage(ctx.command_path, " ".join(pieces), prefix="用法：")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options."""
        records = [record for parameter in self.get_params(ctx) if (record := parameter.get_help_record(ctx))]
        if records:
            with formatter.section("选项"):
                formatter.write_dl(
                    [(left.replace("DIRECTORY", "文件夹").replace("PATH", "文件夹"), right) for left, right in records]
                )


class ChineseCommand(_ChineseHelp):
    """One command."""


class ChineseGroup(_ChineseHelp, click.Group):
    """The group of commands; without one it shows what there is."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Return what is left of the arguments; none at all means: show the help, and that is no mistake."""
        if not args and not ctx.resilient_parsing:
            click.echo(ctx.get_help())
            ctx.exit()
        return super().parse_args(ctx, args)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write options, then commands."""
        super().format_options(ctx, formatter)
        self.format_commands(ctx, formatter)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands in the order of use."""
        del ctx
        return list(self.commands)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands with their first sentence."""
        del ctx
        with formatter.section("命令"):
            formatter.write_dl([(name, command.get_short_help_str(80)) for name, command in self.commands.items()])


def usage_words(error: click.UsageError) -> str:
    """Return what is wrong with a command line, in Chinese, and how to see the usage."""
    path = error.ctx.command_path if error.ctx else "pipeline"
    return f"用法不对：{plain(_sentence(error))}\n用“{path} --help”查看用法。"


def _sentence(error: click.UsageError) -> str:
    if isinstance(error, click.NoSuchOption):
        return f"没有 {error.option_name} 这个选项。"
    if isinstance(error, click.MissingParameter):
        return f"缺少 {_name(error.param)}。"
    if isinstance(error, click.BadParameter):
        return f"{_name(error.param)} 的值不对，{_wanted(error.param)}。"
    if isinstance(error, click.BadOptionUsage):
        ends = "后面不要写内容" if "does not take" in error.message else "后面缺少内容"
        return f"{error.option_name} {ends}。"
    for pattern, words in _MESSAGES:
        if match := pattern.match(error.message):
            return words.format(match[1])
    return error.format_message()


_MESSAGES = (
    (re.compile(r"No such command '(.*)'", re.DOTALL), "没有 {} 这个命令。"),
    (re.compile(r"Got unexpected extra arguments? \((.*)\)", re.DOTALL), "多了 {}。"),
)


def _name(parameter: click.Parameter | None) -> str:
    """Return a parameter as it is typed: the option, or what the help calls the argument."""
    if isinstance(parameter, click.Argument):
        return parameter.metavar or parameter.human_readable_name
    return parameter.opts[0] if parameter else "参数"


def _wanted(parameter: click.Parameter | None) -> str:
    kind = parameter.type if parameter else None
    if isinstance(kind, click.DateTime):
        return "请写 年-月-日，如 2023-11-07"
    if isinstance(kind, click.IntRange):
        return f"请写 {kind.min} 到 {kind.max} 的整数"
    if isinstance(kind, click.Choice):
        return f"请写其中之一：{'、'.join(map(str, kind.choices))}"
    return "请写文件名" if isinstance(kind, click.Path) and not kind.dir_okay else "请核对"
