"""The sheet 外部线索: what others say of a unit."""

from collections.abc import Iterable
from datetime import date

from pipeline.campaign.book_table import Entry
from pipeline.campaign.model import OutsideLead
from pipeline.campaign.reading_units import Register
from pipeline.campaign.sheets import UNITS
from pipeline.form.days import Day


def read_outside_leads(entries: Iterable[Entry], register: Register, year: int) -> tuple[OutsideLead, ...]:
    """Return the leads in order.

    Raises:
        CampaignError: If a lead names no unit of the register, or a day that is none.
    """
    return tuple(
        OutsideLead(
            _unit(row, register), row.text("content"), row.text("source"), _day(row, year), row.file, row.cell("unit")
        )
        for row in entries
    )


def _unit(row: Entry, register: Register) -> str:
    name = register.find(row.text("unit"))
    if name is None:
        remedy = f"请写{UNITS.title}表中的名称或别名；不涉及哪个单位的线索不要写在这张表里。"
        raise row.wrong("unit", f"{UNITS.title}表里没有这个单位", remedy)
    return name


def _day(row: Entry, year: int) -> str:
    if not row.text("day"):
        return ""
    kind = Day(year, past=10, ahead=2)
    value = kind.read(row.values["day"]).value
    if not isinstance(value, date):
        raise row.wrong("day", "看不出是哪一天", f"请{kind.hint}。")
    return value.isoformat()
