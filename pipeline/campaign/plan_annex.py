"""The annex of the plan: the table that says who inspects what, found by the words of its header."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.campaign.plan_names import Named, units_in_cell
from pipeline.campaign.plan_source import Block, Grid
from pipeline.form.folding import fold, fold_heading

_HEADER_DEPTH = 8
_HEADER_LENGTH = 24
_PARTS: tuple[tuple[str, str], ...] = (
    (
        "other",
        r"时限|时间|期限|日期|校领导|分管领导|责任领导|责任人|负责人|联系|电话|备注|进度|完成|方式|结果|成效|依据",
    ),
    ("support", r"(?:配合|协办|协同|协助|参与|参加)(?:单位|部门|处室|$)"),
    ("number", r"^(?:序号|编号|序|号|no\.?)$"),
    ("unit", r"单位|部门|处室|牵头|承办|主责|责任主体"),
    ("content", r"内容|重点|要点|标准|要求|措施|任务清单|具体任务|自查事项|检查事项"),
    ("category", r"类别|项目|领域|分类|方面|类型|板块|环节|事项|任务|名称|模块"),
)
"""What a header cell speaks of: the first pattern that is found in its folded words decides."""


@dataclass(frozen=True)
class AnnexRow:
    """One line of the annex as written.

    Attributes:
        number: Place among the lines, from 1.
        category: 整治类别.
        content: What is inspected.
        units: Who answers, who helps.
        borrowed: Whether the unit's cell was empty and the one above was taken.
    """

    number: int
    category: str
    content: str
    units: Named
    borrowed: bool = False


@dataclass(frozen=True)
class Annex:
    """The table found: its lines, the heading of its content column, and where it stands among the blocks."""

    rows: tuple[AnnexRow, ...]
    content_heading: str
    block: int


@dataclass(frozen=True)
class _Header:
    last: int
    columns: dict[str, int]
    words: tuple[str, ...]


def find_annex(blocks: Sequence[Block]) -> Annex | None:
    """Return the one table whose header names content and unit; of several the one with a category, then the longest."""
    found = [
        (grid, header, at) for at, grid in enumerate(blocks) if isinstance(grid, Grid) if (header := _header(grid))
    ]
    annexes = [(header, annex) for grid, header, at in found if (annex := _annex(grid, header, at)).rows]
    if not annexes:
        return None
    return max(annexes, key=lambda pair: ("category" in pair[0].columns, len(pair[1].rows)))[1]


def _header(grid: Grid) -> _Header | None:
    for at, row in enumerate(grid.rows[:_HEADER_DEPTH]):
        columns = _columns(row)
        if columns is None:
            continue
        below = grid.rows[at + 1] if at + 1 < len(grid.rows) else ()
        merged = tuple(two or one for one, two in zip(row, below, strict=False))
        if _is_second_header(row, below) and (both := _columns(merged)):
            return _Header(at + 1, both, merged)
        return _Header(at, columns, row)
    return None


def _is_second_header(row: Sequence[str], below: Sequence[str]) -> bool:
    """Tell whether 责任单位 is divided below into 牵头单位 and 配合单位."""
    news = [two for one, two in zip(row, below, strict=False) if two and two != one]
    return bool(news) and all(_part(word) not in ("", "number") for word in news)


def _columns(row: Sequence[str]) -> dict[str, int] | None:
    parts = [_part(cell) for cell in row]
    distinct = {fold(cell) for cell, part in zip(row, parts, strict=True) if part}
    columns: dict[str, int] = {
        part: parts.index(part) for part in ("number", "category", "content", "unit", "support") if part in parts
    }
    nouns = [at for at, part in enumerate(parts) if part == "category" and row[at] != row[columns["category"]]]
    if "content" not in columns and "category" in columns:
        columns["content"] = nouns[-1] if nouns else columns["category"]
    if "unit" not in columns and "support" in columns:
        columns["unit"] = columns.pop("support")
    return columns if {"content", "unit"} <= columns.keys() and len(distinct) > 1 else None


def _part(cell: str) -> str:
    words = fold_heading(cell)
    if not words or len(words) > _HEADER_LENGTH or re.search(r"[。;]", words):
        return ""
    return next((part for part, pattern in _PARTS if re.search(pattern, words)), "")


def _annex(grid: Grid, header: _Header, block: int) -> Annex:
    return Annex(tuple(_rows(grid, header)), _flat(header.words[header.columns["content"]]), block)


def _rows(grid: Grid, header: _Header) -> Iterator[AnnexRow]:
    lines: list[AnnexRow] = []
    for row in grid.rows[header.last + 1 :]:
        if _is_data(row, header):
            line = _line(row, header, lines)
            if lines and (line.category, line.content) == (lines[-1].category, lines[-1].content):
                lines[-1] = _joined(lines[-1], line)
            else:
                lines.append(line)
    yield from lines


def _is_data(row: Sequence[str], header: _Header) -> bool:
    content, unit = (row[header.columns[part]] for part in ("content", "unit"))
    if not content.strip() or (len({cell for cell in row if cell}) == 1 and content == unit):
        return False
    return _columns(row) is None or fold_heading(content) != fold_heading(header.words[header.columns["content"]])


def _line(row: Sequence[str], header: _Header, lines: Sequence[AnnexRow]) -> AnnexRow:
    cells = {part: row[column].strip() for part, column in header.columns.items()}
    category = _flat(cells.get("category", "")) or (
        lines[-1].category if lines and "category" in header.columns else ""
    )
    units = units_in_cell(cells["unit"])
    if cells.get("support"):
        helping = units_in_cell(cells["support"])
        helpers = tuple(name for name in helping.leads + helping.supports if name not in units.leads)
        units = Named(units.leads, (*units.supports, *helpers), units.collective + helping.collective)
    borrowed = not cells["unit"] and bool(lines)
    content = _prose(cells["content"])
    return AnnexRow(
        len(lines) + 1, category or _flat(content)[:30], content, lines[-1].units if borrowed else units, borrowed
    )


def _joined(one: AnnexRow, other: AnnexRow) -> AnnexRow:
    merged = (dict.fromkeys(a + b) for a, b in zip(one.units, other.units, strict=True))
    leads, supports, collective = (tuple(names) for names in merged)
    helpers = tuple(name for name in supports if name not in leads)
    return AnnexRow(one.number, one.category, one.content, Named(leads, helpers, collective), one.borrowed)


def _flat(text: str) -> str:
    return "".join(line.strip() for line in text.split("\n"))


def _prose(text: str) -> str:
    """Join lines that were broken within a sentence; keep those that begin a new item."""
    joined = ""
    for line in text.split("\n"):
        breaks = bool(joined) and (
            joined[-1] in "。；;：:" or bool(re.match(r"\s*(?:\d{1,2}[.．、)）]|[（(]|[①-⑳])", line))
        )
        joined += ("\n" if breaks else "") + line.strip()
    return joined
