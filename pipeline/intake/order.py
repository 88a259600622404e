"""In which order the returns of a unit were made, and by what that is known."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from pipeline.campaign.model import Campaign
from pipeline.form.days import Day
from pipeline.form.folding import found_text
from pipeline.intake.part_names import stem_of
from pipeline.intake.parts import Conflict
from pipeline.intake.sorting import Sorted


@dataclass(frozen=True)
class Order:
    """Returns of a unit and round in the order they were made.

    Attributes:
        files: The oldest first; where it does not matter which is older, by path.
        unclear: Those of which nothing tells which is newer although it matters; older than all others.
        by: By what the newest is known, "" where nothing had to be decided.
    """

    files: tuple[Sorted, ...]
    unclear: tuple[Sorted, ...] = ()
    by: str = ""


def ordered(campaign: Campaign, files: Sequence[Sorted], conflict: Conflict) -> Order:
    """Return the files in order, the newest of all found first, then the newest of the rest."""
    left, done, by = list(files), list[Sorted](), ""
    while len(left) > 1:
        newest, words = _newest(campaign, left)
        if newest is None:
            break
        by = by or words
        done.insert(0, newest)
        left.remove(newest)
    unclear = [one for one in left if any(conflict(one, other) for other in left if other is not one)]
    free = sorted((one for one in left if one not in unclear), key=lambda one: one.opened.path)
    return Order((*free, *done), tuple(sorted(unclear, key=lambda one: one.opened.path)), by)


def _newest(campaign: Campaign, pool: Sequence[Sorted]) -> tuple[Sorted | None, str]:
    for words, order in _ORDERS:
        marks = {one.opened.path: order(campaign, one) for one in pool}
        newest = [one for one in pool if marks[one.opened.path] == max(marks.values())]
        if all(marks.values()) and len(newest) == 1:
            return newest[0], words
    return None, ""


def _by_received(_: Campaign, one: Sorted) -> str:
    return one.received if "T" in one.received else ""


def _by_filled(campaign: Campaign, one: Sorted) -> str:
    basics = one.opened.submission.tables.get("basics") if one.opened.submission else None
    found = basics.records[0].cells.get("filled_on") if basics and basics.records else None
    value = Day(campaign.settings.year, ahead=1).read(found).value if found_text(found) else None
    return value.isoformat() if isinstance(value, date) else ""


def _by_saved(_: Campaign, one: Sorted) -> str:
    return one.opened.submission.saved if one.opened.submission else ""


def _by_modified(_: Campaign, one: Sorted) -> str:
    return f"{one.opened.modified:024d}"


def _by_named_day(_: Campaign, one: Sorted) -> str:
    """Return the day a file's own name ends with, 总务处自查表1106 or 20231106, as month and day."""
    found = _NAMED_DAY.search(stem_of(one.opened.path))
    return f"{int(found[1]):02d}{int(found[2]):02d}" if found else ""


def _by_named_version(_: Campaign, one: Sorted) -> str:
    """Return what a file's own name says of its version: one without a word is the first, 最终版 and 更正 the last."""
    stem = stem_of(one.opened.path)
    number, last = _NAMED_VERSION.search(stem), _LAST_VERSION.search(stem)
    counted = next((_numeral(digits) for digits in (number.groups() if number else ()) if digits), 1)
    return f"{int(bool(last))}{counted:03d}"


def _numeral(text: str) -> int:
    return int(text) if text.isdecimal() else "一二三四五六七八九".index(text) + 1


_NAMED_DAY: Final = re.compile(
    r"(?:(?<!\d)(?:20\d\d)?|20\d\d[-.年])(0?[1-9]|1[0-2])[-.月]?(0[1-9]|[12]\d|3[01])日?(?!\d)[)）]?$"
)
_NAMED_VERSION: Final = re.compile(r"[vV](\d{1,2})|第?(\d{1,2}|[一二三四五六七八九])[稿版]|版(\d{1,2})")
_LAST_VERSION: Final = re.compile("最终|终稿|定稿|终版|更正|修正|修订|改后|修改")

_ORDERS: tuple[tuple[str, Callable[[Campaign, Sorted], str]], ...] = (
    ("邮件日期", _by_received),
    ("填报日期", _by_filled),
    ("文件保存时间", _by_saved),
    ("文件名里的日期", _by_named_day),
    ("文件名里的版本", _by_named_version),
    ("磁盘文件时间（其余依据相同，仅据此区分，请留意）", _by_modified),
)
"""What orders versions, surest first; each decides only if all versions have it and one is alone at the top."""
