"""The ledger frame: every data row of every used file, once, in checklist order."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pandas as pd

from pipeline.campaign.model import Campaign, Point
from pipeline.errors import ConservationError
from pipeline.findings import Finding, Severity, say
from pipeline.form.amounts import Amount, Count
from pipeline.form.days import Day
from pipeline.form.lexicon import lexicon
from pipeline.form.privacy import masked
from pipeline.form.schema import Column
from pipeline.intake.office import OfficeNotes, closing_unsaid
from pipeline.meaning.carried import carried_rows
from pipeline.meaning.columns import OFFICE_COLUMNS, own_key
from pipeline.meaning.conform import Conformed, SheetFrame, written
from pipeline.meaning.continuity import Numbered
from pipeline.meaning.lights import FINE, TO_CORRECT, lights, overdue_days
from pipeline.meaning.sources import Source


def merge(
    campaign: Campaign, conformed: Conformed, numbered: Numbered, findings: Sequence[Finding], as_of: date,
    notes: OfficeNotes,
) -> pd.DataFrame:  # fmt: skip
    """Return the ledger as `outcome.Outcome.ledger` describes it, with what is carried from earlier runs.

    Raises:
        ConservationError: If the rows of the ledger are not exactly the data rows of the sources.
    """
    frame = conformed.frames["problems"]
    ledger = shown(frame, conformed.sources)
    ledger["id"] = pd.Series(numbered.numbers, dtype=object)
    ledger["unit_code"] = [source.unit.code for source in _sources(frame, conformed.sources)]
    ledger["received"] = [source.received for source in _sources(frame, conformed.sources)]
    ledger["round"] = [source.round for source in _sources(frame, conformed.sources)]
    _categorise(campaign, ledger, frame, conformed.sources)
    _compose(ledger)
    ledger = pd.concat([ledger, carried_rows(campaign.form, numbered.missing, list(ledger.columns))], ignore_index=True)
    _judge(ledger, findings)
    _mark_gone(campaign, ledger, numbered.gone)
    _office(ledger, notes)
    due = _days(ledger["due"])
    ledger["light"] = lights(ledger, due, as_of, campaign.settings.blue_days)
    ledger["overdue_days"] = overdue_days(ledger.assign(done_on=_days(ledger["done_on"])), due, as_of)
    _conserve(ledger, conformed, len(numbered.missing))
    return _ordered(campaign, ledger)


def shown(frame: SheetFrame, sources: Sequence[Source]) -> pd.DataFrame:
    """Return a frame as it is shown: value where there is one, else the original text; unit, file, sheet, row.

    What stands in columns of the unit's own follows the content of `Sheet.spill`.
    """
    table = pd.DataFrame(index=range(len(frame)))
    mine = _sources(frame, sources)
    table["unit"] = [source.unit.name for source in mine]
    table["file"] = [source.path for source in mine]
    table["sheet"] = [source.submission.tables[frame.sheet.key].name for source in mine]
    table["row"] = list(frame.lines)
    for column in frame.sheet.columns:
        table[column.key] = _shown(column, frame)
    spill = frame.sheet.spill.key
    table[spill] = ["；".join(filter(None, both)) for both in zip(table[spill], map(masked, frame.extras), strict=True)]
    return table


def _sources(frame: SheetFrame, sources: Sequence[Source]) -> list[Source]:
    return [sources[number] for number in frame.sources]


def _shown(column: Column, frame: SheetFrame) -> "pd.Series[Any]":
    values, found = frame.rows.values[column.key], frame.rows.found[column.key]
    keeps_type = isinstance(column.kind, Day | Amount | Count)
    content = [
        value if value is not None and value == value else (text or (None if keeps_type else ""))
        for value, text in zip(values, found, strict=True)
    ]
    return pd.Series(
        [masked(one) if isinstance(one, str) else one for one in content], index=values.index, dtype=object
    )


def _categorise(campaign: Campaign, ledger: pd.DataFrame, frame: SheetFrame, sources: Sequence[Source]) -> None:
    """Fill 整治类别 from the row, else its point, else the only category of the unit; show points with their text."""
    by_point: dict[object, Point] = {point.code: point for point in campaign.points}
    only = {source.unit.name: campaign.categories_of(source.unit) for source in sources}
    written_category = frame.rows.values["category"]
    categories: list[str] = []
    points: list[str] = []
    for index, code in enumerate(frame.rows.values["point"]):
        point = by_point.get(code)
        mine = only[str(ledger.at[index, "unit"])]
        said = written_category[index]
        categories.append(
            said if isinstance(said, str) else point.category if point else mine[0] if len(mine) == 1 else ""
        )
        points.append(f"{point.code} {point.text}" if point else str(ledger.at[index, "point"]))
    ledger["point_code"] = [code if isinstance(code, str) else "" for code in frame.rows.values["point"]]
    ledger["category"], ledger["point"] = categories, points


def _compose(ledger: pd.DataFrame) -> None:
    """Put 新建/修订 into 建章立制, 上报日期 into 上报主管校领导情况."""
    ledger["regulation_title"] = ledger["regulation"]
    for key, detail in (("regulation", "regulation_kind"), ("reported_to", "reported_on")):
        ledger[key] = [
            f"{text}（{written(more)}）" if text and written(more) else text or written(more)
            for text, more in zip(ledger[key], ledger[detail], strict=True)
        ]


def _judge(ledger: pd.DataFrame, findings: Sequence[Finding]) -> None:
    errors: set[tuple[str, str, int]] = set()
    tips: dict[tuple[str, str, int], list[str]] = {}
    for finding in findings:
        if not finding.row or finding.severity is Severity.INFO:
            continue
        place = (finding.file, finding.sheet, finding.row)
        if finding.severity is Severity.ERROR:
            errors.add(place)
        tips.setdefault(place, []).append(f"【{finding.severity.words}】{finding.message}")
    places = list(zip(ledger["file"], ledger["sheet"], ledger["row"], strict=True))
    ledger["state"] = [TO_CORRECT if place in errors else FINE for place in places]
    ledger["tips"] = ["\n".join(tips.get(place, ())) for place in places]


def _mark_gone(campaign: Campaign, ledger: pd.DataFrame, gone: frozenset[str]) -> None:
    """Mark the rows whose units no longer report them: the sentence of D01 stands in their 校验提示."""
    lost = ledger["id"].isin(list(gone))
    ledger.loc[lost, "state"] = TO_CORRECT
    for number in ledger.loc[lost, "id"]:
        severity, message, _ = say("D01", {**lexicon(campaign.form), "ids": number})
        ledger.loc[ledger["id"].eq(number), "tips"] = f"【{severity.words}】{message}"


def _office(ledger: pd.DataFrame, notes: OfficeNotes) -> None:
    for column in OFFICE_COLUMNS:
        ledger[column.key] = [notes.marks.get(number, {}).get(column.key, "") for number in ledger["id"]]
    for heading in notes.own_headings:
        ledger[own_key(heading)] = [notes.own.get(number, {}).get(heading, "") for number in ledger["id"]]
    silent = ledger["closing"].eq("")
    ledger.loc[silent, "closing"] = [closing_unsaid(status) for status in ledger.loc[silent, "status"]]


def _days(column: "pd.Series[Any]") -> "pd.Series[pd.Timestamp]":
    """Return a column of days as timestamps, NaT where there is text or nothing."""
    return pd.to_datetime(column.map(lambda value: value if isinstance(value, date) else None), errors="coerce")


def _conserve(ledger: pd.DataFrame, conformed: Conformed, carried: int) -> None:
    came_in = carried + sum(
        len(source.submission.tables["problems"].records)
        for source in conformed.sources
        if "problems" in source.submission.tables
    )
    if len(ledger) != came_in or ledger["id"].duplicated().any():
        raise ConservationError(
            f"收到{came_in}行问题，台账里却有{len(ledger)}行或编号重复，没有生成台账。",
            "请把收件箱和本提示交给技术人员。",
        )


def _ordered(campaign: Campaign, ledger: pd.DataFrame) -> pd.DataFrame:
    order = {unit.name: place for place, unit in enumerate(campaign.units)}
    keys = ledger.assign(_unit=ledger["unit"].map(order), _number=ledger["id"].str.extract(r"(\d+)$")[0].astype(float))
    ordered = (
        keys.sort_values(["_unit", "_number", "id"], kind="stable")
        .drop(columns=["_unit", "_number"])
        .reset_index(drop=True)
    )
    ordered.insert(0, "number", range(1, len(ordered) + 1))
    return ordered
