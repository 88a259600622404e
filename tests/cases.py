r"""Reads tests/cases/*.md: what is changed in the clean return, and what is then to be said.

A case is a `## heading`, whatever prose, and tables. Two kinds of tables begin a case:

    | 表 | 行 | 列 | 值 |            the cells changed; an empty 值 empties the cell
    | 表 | 行 | 列 | 写法 | …        one case a line: this cell is changed, and the line says what comes of it

and two say what is expected, of everything that is changed in the case:

    | 表 | 行 | 列 | 码 | 级别 |     every finding, no other; 行 and 列 empty where it is about no cell
    | 表 | 行 | 列 | 得到 |          what stands for the cell in ledger and run.json

表 may be left out: it is then 问题清单及整改. 行 counts records from 1; in 基本情况 it is 1. 全行 empties every
cell of the row but its number, and writes 值 into the first of them.
值 is text as typed, with `\n`, `\t` and `\uXXXX` understood; `#45233` is a number, `@2023-11-03` a date,
`#TRUE` a truth value, `#REF!` and its like an error cell, `#公式` a formula without a result; `{1001字}` is so long.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cache
from pathlib import Path

from pipeline.intake.book import Spoilt
from tests.judging import Change, Told, cell_of, clean, told

FOLDER = Path(__file__).with_name("cases")
PROBLEMS = "问题清单及整改"

Expected = tuple[str, str, str, str]
"""Sheet, cell, code and severity of a finding; "" for a sheet or cell it does not name."""

Line = Mapping[str, str]
"""One line of a table: heading -> cell."""


@dataclass(frozen=True)
class Case:
    """One case: its name, the cells changed, the findings expected, and (sheet, row, heading, text) of values."""

    name: str
    changes: tuple[Change, ...] = ()
    findings: tuple[Expected, ...] = ()
    values: tuple[tuple[str, int, str, str], ...] = field(default=())


def read_cases(path: Path) -> list[Case]:
    """Return the cases of a file, in order.

    Raises:
        ValueError: If a table has headings that are none of ours, or a case has no table.
    """
    cases: list[Case] = []
    for section in re.split(r"^## ", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
        name, _, body = section.partition("\n")
        cases += _cases(name.strip(), list(_tables(body)))
    return cases


@cache
def judgements(path: Path) -> list[Told]:
    """Return what is said of every case of a file: all copies are judged in one go, as a run does."""
    return told([clean().spoilt(case.changes) for case in read_cases(path)])


def _tables(body: str) -> Iterator[list[Line]]:
    for block in re.findall(r"(?:^\|.*\n?)+", body, flags=re.MULTILINE):
        rows = [_cells(line) for line in block.strip().splitlines()]
        lines = [row for row in rows[1:] if not all(re.fullmatch(r":?-+:?", cell) for cell in row)]
        yield [dict(zip(rows[0], line, strict=True)) for line in lines] or [dict.fromkeys(rows[0], "")]


def _cells(line: str) -> list[str]:
    return [cell.strip(" ").replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", line.strip())[1:-1]]


def _cases(name: str, tables: Sequence[list[Line]]) -> list[Case]:
    case, listed = Case(name), []
    for table in tables:
        kind = set(table[0]) - {"表", "行", "列"}
        if kind == {"值"}:
            case = replace(case, changes=(*case.changes, *map(_change, table)))
        elif kind == {"码", "级别"}:
            case = replace(case, findings=tuple(_expected(line) for line in table if line["码"]))
        elif kind == {"得到"}:
            case = replace(case, values=tuple((*_place(line), line["得到"]) for line in table))
        elif kind == {"写法", "得到", "码", "级别"}:
            listed += table
        else:
            raise ValueError(f"{name}: no such table: {sorted(table[0])}")
    if not tables:
        raise ValueError(f"{name}: a case without a table")
    return [_line_case(case, line) for line in listed] or [case]


def _line_case(base: Case, line: Line) -> Case:
    sheet, row, heading = _place(line)
    codes = [{**line, "码": code} for code in line["码"].split()]
    return Case(
        f"{base.name}：{heading} {line['写法']}",
        (*base.changes, Change(sheet, row, heading, content_of(line["写法"]))),
        (*base.findings, *map(_expected, codes)),
        (*base.values, (sheet, row, heading, line["得到"])),
    )


def _place(line: Line) -> tuple[str, int, str]:
    return line.get("表") or PROBLEMS, int(line["行"] or 0), line["列"]


def _change(line: Line) -> Change:
    return Change(*_place(line), content_of(line["值"]))


def _expected(line: Line) -> Expected:
    sheet, row, heading = _place(line)
    return sheet, cell_of(sheet, row, heading) if row else "", line["码"], line["级别"]


def content_of(text: str) -> object:
    """Return the content a case writes as text: see above."""
    if text == "#公式":
        return Spoilt("V21", "")
    if text in ("#TRUE", "#FALSE"):
        return text == "#TRUE"
    if re.fullmatch(r"@\d{4}-\d{2}-\d{2}", text):
        return datetime.fromisoformat(text[1:])
    if re.fullmatch(r"#-?\d+(\.\d+)?", text):
        return float(text[1:])
    if re.fullmatch(r"#[A-Z/0]+[!?A]?", text):
        return Spoilt("V20", text)
    if length := re.fullmatch(r"\{(\d+)字\}", text):
        return "字" * int(length[1])
    return re.sub(r"\\(n|t|u[0-9a-fA-F]{4})", _escape, text)


def _escape(match: re.Match[str]) -> str:
    word = match[1]
    return {"n": "\n", "t": "\t"}.get(word) or chr(int(word[1:], 16))
