"""The sheet 设置: one row a setting, found by its label."""

from dataclasses import Field, fields, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from pipeline.campaign.book_table import Book, Entry
from pipeline.campaign.plan_times import parse_moment
from pipeline.campaign.reading_units import parts_of
from pipeline.campaign.settings import LIMITS, Settings, label_of
from pipeline.campaign.sheets import SETTINGS
from pipeline.errors import CampaignError
from pipeline.form import vocabulary as words
from pipeline.form.choices import Choice
from pipeline.form.days import Day
from pipeline.form.folding import fold, found_text
from pipeline.form.nearness import nearest

_WHOLE = "请填整数，如 {example}。"
_ANY_YEAR, _BELIEVED = 2000, 60
_EXCEL_EPOCH = datetime.combine(date(1899, 12, 30), time())
_EXAMPLES = {"day": "2023-11-03", "moment": "2023-11-07 17:30"}


def read_settings_page(book: Book) -> Settings:
    """Return the settings; what is left empty or out keeps its default.

    Raises:
        CampaignError: If a value cannot be read, a label stands twice or is misspelt, or no year is known.
    """
    known = {fold(str(entry.metadata["label"])): entry for entry in fields(Settings)}
    found: dict[str, Entry] = {}
    for row in book.entries(SETTINGS):
        label = row.folded("label")
        if label == fold(LIMITS):
            continue
        if label not in known:
            _check_label(row, list(known))
        elif known[label].name in found:
            raise row.wrong("label", "这一项前面已经有了", "请删去其中一行。")
        else:
            found[known[label].name] = row
    year = _year(found)
    values = {
        entry.name: _value(entry, found[entry.name], year)
        for entry in fields(Settings)
        if entry.name in found and found[entry.name].text("value")
    }
    return _with_year(book, replace(Settings(), **values))


def _check_label(row: Entry, known: list[str]) -> None:
    near = nearest(row.folded("label"), known)
    if near:
        meant = next(
            str(entry.metadata["label"]) for entry in fields(Settings) if fold(str(entry.metadata["label"])) == near
        )
        raise row.wrong("label", "没有这个设置项", f"是不是“{meant}”？请改回原来的写法。")


def _year(found: dict[str, Entry]) -> int:
    row = found.get("year")
    return _whole(row, 2023) if row and row.text("value") else 0


def _value(entry: "Field[Any]", row: Entry, year: int) -> Any:
    shape, choices = entry.metadata["shape"], entry.metadata["choices"]
    if shape == "moment":
        return _moment(row, year)
    if shape == "day":
        return _day(row, year)
    if isinstance(entry.default, bool):
        return _yes_no(row)
    if isinstance(entry.default, int):
        return _within(entry, row, _whole(row, entry.default or 2023))
    if choices:
        return _one_of(row, choices)
    return _campuses(row) if entry.name == "campuses" else row.text("value")


def _campuses(row: Entry) -> str:
    """Return the campuses joined with 、, without 校区 behind their names, each once."""
    return "、".join(dict.fromkeys(name.removesuffix("校区") or name for name in parts_of(row.text("value"))))


def _moment(row: Entry, year: int) -> datetime:
    moment = parse_moment(found_text(_dated(row.values["value"])), year)
    if moment is None:
        why = "认不出是哪一天" if year else "没有写全年月日"
        raise row.wrong("value", why, f"请写成年-月-日 时:分，如 {_EXAMPLES['moment']}。")
    return moment


def _day(row: Entry, year: int) -> str:
    reading = Day(year or _ANY_YEAR, past=_BELIEVED, ahead=_BELIEVED).read(_dated(row.values["value"]))
    guessed = not year and any(note.code == "W01" for note in reading.notes)
    if not isinstance(reading.value, date) or guessed:
        raise row.wrong("value", "认不出是哪一天", f"请写成年-月-日，如 {_EXAMPLES['day']}。")
    return reading.value.isoformat()


def _dated(value: object) -> object:
    """Return a date and time where Excel kept only their number: 45237.73 is 2023-11-07 17:30."""
    if isinstance(value, int | float) and 30000 <= value <= 60000:
        return _EXCEL_EPOCH + timedelta(minutes=round(value * 1440))
    return value


def _yes_no(row: Entry) -> bool:
    reading = Choice(words.YES_NO, words.YES_NO_MEANS).read(row.values["value"])
    if reading.value is None:
        raise row.wrong("value", "这里只能填“是”或“否”", "请从下拉中选一项。")
    return reading.value == words.YES


def _whole(row: Entry, example: int) -> int:
    digits = row.folded("value").removesuffix("年").removesuffix("天")
    if not digits.isascii() or not digits.isdigit() or len(digits) > 6:
        raise row.wrong("value", "这里要填整数", _WHOLE.format(example=example))
    return int(digits)


def _within(entry: "Field[Any]", row: Entry, number: int) -> int:
    within: tuple[int, int] | None = entry.metadata["within"]
    if within and not within[0] <= number <= within[1]:
        why = f"这里要填{within[0]}到{within[1]}之间的整数"
        raise row.wrong("value", why, f"不清楚的请留空，按{entry.default}算。")
    return number


def _one_of(row: Entry, choices: tuple[str, ...]) -> str:
    for choice in choices:
        if fold(choice) == row.folded("value"):
            return choice
    raise row.wrong("value", f"这里只能填{'、'.join(f'“{choice}”' for choice in choices)}之一", "请从下拉中选一项。")


def _with_year(book: Book, settings: Settings) -> Settings:
    """Return the settings with the year of the deadline or start, where no year is given."""
    if settings.year:
        return settings
    if settings.deadline:
        return replace(settings, year=settings.deadline.year)
    if settings.start:
        return replace(settings, year=int(settings.start[:4]))
    raise CampaignError(
        f"{book.file} 工作表“{SETTINGS.title}”里没有填写“{label_of('year')}”，也没有填写“{label_of('deadline')}”。",
        f"请至少填写“{label_of('deadline')}”，如 {_EXAMPLES['moment']}。",
    )
