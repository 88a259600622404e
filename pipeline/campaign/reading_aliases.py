"""The sheet 别名: other names of units, headings and choices."""

from collections.abc import Iterable, Iterator, Mapping

from pipeline.campaign.book_table import Entry
from pipeline.campaign.reading_units import Register
from pipeline.campaign.sheets import ALIASES, CHOICE_ALIAS, HEADING_ALIAS, UNIT_ALIAS, UNITS
from pipeline.form.choices import Choice, Choices
from pipeline.form.folding import fold, fold_heading
from pipeline.form.schema import Column, Form

GROUPS = ALIASES["group"].choices


def read_unit_aliases(entries: Iterable[Entry], register: Register) -> Register:
    """Return the register with the aliases of units added.

    Raises:
        CampaignError: If an alias means two units, or a unit nobody knows; or a row is of no group.
    """
    for row in _of(entries, UNIT_ALIAS):
        name = register.find(row.text("meant"))
        if name is None:
            raise row.wrong(
                "meant",
                f"{UNITS.title}表里没有这个单位",
                f"请改为{UNITS.title}表中的名称，或在{UNITS.title}表补上这个单位。",
            )
        other = register.names.get(row.folded("written"), name)
        if other != name:
            raise row.wrong(
                "written", f"已经是“{other}”的名称，不能又指“{name}”", "一个写法只能指一个单位，请在其中一处删去。"
            )
        register = register.with_alias(row.text("written"), name)
    return register


def read_headings(entries: Iterable[Entry], form: Form) -> Mapping[str, str]:
    """Return folded heading -> heading of ours; raise CampaignError where there is no such heading, or two."""
    ours = {fold_heading(column.heading): column.heading for _, column in form.columns()}
    headings: dict[str, str] = {}
    for row in _of(entries, HEADING_ALIAS):
        heading = ours.get(fold_heading(row.text("meant")))
        if heading is None:
            raise row.wrong("meant", "填报表里没有这一列", "请照填报表的表头填写，一字不差。")
        written = fold_heading(row.text("written"))
        if headings.get(written, heading) != heading:
            raise row.wrong(
                "written",
                f"前面已经指“{headings[written]}”，不能又指“{heading}”",
                "一个写法只能指一列，请在其中一处删去。",
            )
        headings[written] = heading
    return headings


def read_spellings(entries: Iterable[Entry], form: Form) -> Mapping[str, Mapping[str, str]]:
    """Return heading -> folded spelling -> choice; raise CampaignError where column or choice is none."""
    spellings: dict[str, dict[str, str]] = {}
    for row in _of(entries, CHOICE_ALIAS):
        column = _choosing(row, form)
        choices = column.kind.choices if isinstance(column.kind, Choice | Choices) else ()
        choice = next((choice for choice in choices if fold(choice) == row.folded("meant")), None)
        if choice is None:
            raise row.wrong("meant", f"“{column.heading}”没有这个选项", f"请改为其中之一：{'、'.join(choices)}。")
        known = spellings.setdefault(column.heading, {})
        if known.get(row.folded("written"), choice) != choice:
            raise row.wrong(
                "written",
                f"前面已经指“{known[row.folded('written')]}”，不能又指“{choice}”",
                "一个写法只能指一个选项，请在其中一处删去。",
            )
        known[row.folded("written")] = choice
    return spellings


def _choosing(row: Entry, form: Form) -> Column:
    heading = fold_heading(row.text("heading"))
    for _, column in form.columns():
        if fold_heading(column.heading) == heading and isinstance(column.kind, Choice | Choices):
            return column
    raise row.wrong("heading", "填报表里没有这样的选项列", "请写明是哪一列的选项，照填报表的表头填写。")


def _of(entries: Iterable[Entry], group: str) -> Iterator[Entry]:
    for row in entries:
        if row.text("group") not in GROUPS:
            raise row.wrong("group", "没有这个类别", f"请从下拉中选一项：{'、'.join(GROUPS)}。")
        blank = next((key for key in ("written", "meant") if not row.text(key)), "")
        if blank:
            raise row.wrong(blank, f"这一行没有填“{ALIASES[blank].heading}”", "请补上，或删去这一行。")
        if row.text("group") == group:
            yield row
