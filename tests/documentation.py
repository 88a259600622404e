"""The parts of the documentation that the code itself says; `python -m tests.documentation` writes them anew.

Each part stands between `<!-- name -->` and `<!-- end name -->` in a Markdown file of `PARTS`.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import click

from pipeline.catalogue import CATALOGUE
from pipeline.cli import commands
from pipeline.findings import Severity
from pipeline.form.lexicon import lexicon
from pipeline.form.schema import By, Form
from tests.campaigns import logistics_campaign

ROOT = Path(__file__).parent.parent
README, CHINESE, FIELDS, FINDINGS = "README.md", "README.zh-CN.md", "docs/fields.md", "docs/findings.md"


def command_table() -> str:
    """Return every command with its first sentence."""
    rows = [f"| `pipeline {name}` | {command.get_short_help_str(200)} |" for name, command in commands.commands.items()]
    return "\n".join(("| 命令 | 做什么 |", "|---|---|", *rows))


def help_blocks() -> str:
    """Return what --help prints, command by command."""
    context = click.Context(commands, info_name="pipeline", terminal_width=80, **commands.context_settings)
    blocks = [commands.get_help(context)]
    for name, command in commands.commands.items():
        blocks.append(command.get_help(click.Context(command, info_name=name, parent=context)))
    return "\n\n".join(f"```text\n{block}\n```" for block in blocks)


def field_tables() -> str:
    """Return every column of every sheet: who fills it, when, with what, and how else it may be headed."""
    return "\n\n".join(_fields(logistics_campaign().form))


def _fields(form: Form) -> Iterator[str]:
    for sheet in form.sheets:
        yield f"## {sheet.title}\n\n{sheet.lead}"
        rows = ["| 列 | 填写 | 写什么 | 也认得的写法 |", "|---|---|---|---|"]
        for column in sheet.columns:
            conditions = "；".join(dict.fromkeys(rule.words for rule in form.needed_when(sheet.key, column.key)))
            need = "必填" if column.required else f"{conditions}时必填" if conditions else "可空"
            who = By.PREPRINTED.value if column.by is By.PREPRINTED else need
            rows.append(f"| {column.heading} | {who} | {_cell(column.hint)} | {'、'.join(column.aka)} |")
        yield "\n".join(rows)


def finding_table() -> str:
    """Return every finding with its sentence and its remedy."""
    words = lexicon(logistics_campaign().form)
    rows = ["| 码 | 级别 | 名称 | 说明 | 怎么改 |", "|---|---|---|---|---|"]
    for code, advice in CATALOGUE.items():
        texts = (_named(text, words) for text in (advice.message, advice.remedy))
        rows.append(f"| {code} | {Severity(advice.severity).words} | {advice.title} | {' | '.join(texts)} |")
    return "\n".join(rows)


def _named(sentence: str, words: Mapping[str, object]) -> str:
    """Return a sentence with the form's words filled in and everything else as a gap."""
    gaps = dict.fromkeys(re.findall(r"{(\w+)}", sentence), "…")
    return _cell(sentence.format_map({**words, **gaps}))


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


PARTS: Mapping[str, Mapping[str, Callable[[], str]]] = {
    README: {"help": help_blocks},
    CHINESE: {"commands": command_table},
    FIELDS: {"fields": field_tables},
    FINDINGS: {"findings": finding_table},
}
"""File -> name of the part -> what stands in it."""


def renewed(file: str) -> str:
    """Return a file's text with all its parts as the code says them now."""
    text = (ROOT / file).read_text(encoding="utf-8")
    for name, part in PARTS[file].items():
        start, end = f"<!-- {name} -->", f"<!-- end {name} -->"
        before, _, rest = text.partition(start)
        _, _, after = rest.partition(end)
        text = f"{before}{start}\n{part()}\n{end}{after}"
    return text


if __name__ == "__main__":
    for file in PARTS:
        (ROOT / file).write_text(renewed(file), encoding="utf-8")
