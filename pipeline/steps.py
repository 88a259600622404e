"""The straight lines of the product: issue, collect, inspect. Nothing clever happens here."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from pipeline.campaign.model import Campaign, Unit
from pipeline.campaign.reading import read_campaign
from pipeline.errors import CampaignError
from pipeline.intake.inbox import Arrival, gather
from pipeline.intake.limits import limits_of, terms_of
from pipeline.intake.names import NameBook
from pipeline.intake.office import BlueColumns
from pipeline.intake.opening import Opened
from pipeline.intake.past import Past, remember
from pipeline.intake.pool import Tick
from pipeline.intake.readings import UNREAD, Readings, basis_of, load_readings, read_again
from pipeline.intake.unfolding import unfold
from pipeline.intake.workers import open_all
from pipeline.meaning import columns as ledger_words
from pipeline.meaning.judge import judge
from pipeline.meaning.outcome import Outcome
from pipeline.publish.history import aside
from pipeline.publish.layout import OWN_SHEETS, template_file_name
from pipeline.publish.originals import keep_originals, keep_readings
from pipeline.publish.publications import Basis, Published, published
from pipeline.publish.replacing import dated_siblings, publish
from pipeline.publish.switching import fingerprint
from pipeline.publish.unit_workbook import render_unit_workbook
from pipeline.workspace import Workspace


@dataclass(frozen=True)
class Done:
    """What a run did: the outcome, every file written, in the order to open them, and what to say beside."""

    outcome: Outcome
    written: tuple[Path, ...]
    remarks: tuple[str, ...] = ()


def issue(place: Workspace, names: Sequence[str], now: datetime) -> list[Path]:
    """Write one workbook for each unit, or for those named; return their paths."""
    campaign = read_campaign(place.campaign_book)
    return [
        publish(
            place.templates / template_file_name(campaign, unit),
            lambda path, unit=unit: path.write_bytes(render_unit_workbook(campaign, unit)),  # type: ignore[misc]
            now,
        )
        for unit in chosen_units(campaign, names)
    ]


def collect(place: Workspace, as_of: date, now: datetime, jobs: int, tick: Tick) -> Done:
    """Turn whatever came back into ledger, report, returns and run.json; return what happened."""
    campaign = read_campaign(place.campaign_book)
    ledgers = (place.ledger, *aside(place))
    seen = {ledger: fingerprint(ledger) for ledger in ledgers}
    past = remember(ledgers, place.run_json, place.memory, blue_columns(campaign))
    arrivals = gather(place.inbox, limits_of(campaign.settings))
    before = load_readings(place.readings, basis_of(place.campaign_book))
    opened, readings = read_arrivals(campaign, arrivals, jobs, tick, before)
    judged = judge(campaign, opened, past, as_of)
    basis = Basis(seen, past.unread, past.written_in, keep_originals(place, arrivals))
    done = published(judged, place, basis, now, jobs)
    if readings != before:
        keep_readings(place, readings)
    return Done(judged.outcome, done.written, tuple(_remarks(place, past, as_of, done)))


def _remarks(place: Workspace, past: Past, as_of: date, done: Published) -> Iterator[str]:
    for (path, why), copy in zip(past.unread.items(), done.rescued, strict=True):
        yield f"上次的台账“{path.name}”读不出来（{why}），上次运行以后在里面填写的销号等内容没有带上；原件已另存为“{copy}”。"
    yield from (*past.remarks, *_backwards(past, as_of))
    for path in done.beside:
        yield f"“{path.name}”是另存的：{_why_beside(place, path)}"
    if done.remark:
        yield done.remark


def _why_beside(place: Workspace, path: Path) -> str:
    if path in dated_siblings(place.report):
        return (
            f"“{place.report.name}”您改过或正开着，没有覆盖。要用新的草稿，请把改过的内容移过去，再把原来的改名或移走。"
        )
    return "原来的文件正在别处打开，或汇总期间有人改过，没有覆盖；请关闭后再运行一次。"


def _backwards(past: Past, as_of: date) -> list[str]:
    """Say that this run looks back: what is late, and 变更, then read strangely."""
    if past.as_of <= as_of.isoformat():
        return []
    return [
        f"统计日期{as_of.isoformat()}早于上次运行的{past.as_of}：逾期、预警按{as_of.isoformat()}计算；"
        "已记下的内容都在。如果不是有意这样，请检查电脑的日期，或用 --as-of 写明日期。"
    ]


def read_arrivals(
    campaign: Campaign, arrivals: Sequence[Arrival], jobs: int, tick: Tick, before: Readings = UNREAD
) -> tuple[list[Opened], Readings]:
    """Return what the arrivals hold, letters and archives unfolded, and what is to be kept of it; writes nothing."""
    terms = terms_of(campaign.settings)
    return read_again(
        before,
        unfold(arrivals, jobs, terms),
        lambda fresh: open_all(campaign.form, OWN_SHEETS, fresh, jobs, tick, terms),
        tick,
    )


def chosen_units(campaign: Campaign, names: Sequence[str]) -> tuple[Unit, ...]:
    """Return the units of these names, aliases or codes, all that answer where none is named.

    Raises:
        CampaignError: If a name is no unit's.
    """
    if not names:
        return campaign.answering
    book = NameBook(campaign)
    units = {name: book.resolve(name) or book.of_code(name) for name in names}
    unknown = [name for name, unit in units.items() if not unit]
    if unknown:
        known = "、".join(unit.name for unit in campaign.answering)
        raise CampaignError(f"没有“{'、'.join(unknown)}”这个单位。", f"请从这些单位中选：{known}。")
    return tuple(unit for unit in campaign.answering if unit.name in units.values())


def blue_columns(campaign: Campaign) -> BlueColumns:
    """Return where the office's words stand in the ledger of a campaign."""
    place = (ledger_words.CODE, ledger_words.FILE, ledger_words.SHEET, ledger_words.CELL)
    return BlueColumns(
        problems=(
            ledger_words.LEDGER_SHEET,
            campaign.form["problems"]["id"].ledger_heading,
            {column.heading: column.key for column in ledger_words.OFFICE_COLUMNS},
        ),
        status=campaign.form["problems"]["status"].ledger_heading,
        files=(ledger_words.FILES_SHEET, ledger_words.FILE, ledger_words.OFFICE_FILE_WORD, ledger_words.RECEIVED_WORD),
        waivers=(ledger_words.FINDINGS_SHEET, place, ledger_words.WAIVER),
        ledger={column.heading: column.key for column in ledger_words.ledger_columns(campaign.form)},
    )
