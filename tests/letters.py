"""A workspace with one run behind it: a return to mend, a file nobody can open, and units that said nothing."""

import atexit
import shutil
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from pipeline.campaign.model import Campaign
from pipeline.campaign.workbook import render_campaign
from pipeline.mailing import Order, Prepared, prepare
from pipeline.post.letter import Kind
from pipeline.publish.content import RowContent
from pipeline.publish.unit_workbook import render_unit_workbook
from pipeline.steps import collect
from pipeline.workspace import Workspace, workspace
from tests.campaigns import logistics_campaign
from tests.clean_return import UNIT, clean_content

CATERING, PROPERTY, DISCIPLINE, BRANCH = UNIT, "总务处", "纪委办公室", "嘉鱼校区工作部"
AS_OF = date(2023, 11, 6)
NOW = datetime.fromisoformat("2023-11-06T09:30:00")
CASE_FACTS = "收受供应商礼金十万元"
RETURNED_FILE = "后勤集团（最终版）.xlsx"

_NO_DAY = f"去年{CASE_FACTS}之后"


def faulty_return(campaign: Campaign, faults: int = 1) -> bytes:
    """Return the workbook of 后勤集团 with that many bad due dates, and a case whose date holds what nobody may repeat."""
    unit = campaign.unit(CATERING)
    content = clean_content(campaign, unit)
    first, *others = content.rows["problems"]
    spoilt = RowContent({**first.cells, "due": "尽快", "found_on": "11月3日"})
    more = [
        RowContent({**first.cells, "id": "", "problem": f"第{n}食堂的部分菜品没有按要求公示价格。", "due": "尽快"})
        for n in range(2, faults + 1)
    ]
    case = {"number": 1, "opened_on": _NO_DAY, "post": "物资采购", "facts": CASE_FACTS, "who": "张某"}
    rows = {**content.rows, "problems": (spoilt, *others, *more), "cases": (RowContent(case),)}
    return render_unit_workbook(campaign, unit, replace(content, rows=rows))


def campaign_with(settings: Mapping[str, object] | None = None, emails: Mapping[str, str] | None = None) -> Campaign:
    """Return the campaign with other settings, and other addresses of units."""
    campaign = logistics_campaign()
    units = tuple(replace(unit, email=(emails or {}).get(unit.name, unit.email)) for unit in campaign.units)
    changed = replace(campaign.settings, **dict(settings or {}))  # type: ignore[arg-type]  # names are the caller's
    return replace(campaign, units=units, settings=changed)


@cache
def _run_once(faults: int) -> Path:
    place = workspace(Path(mkdtemp(prefix="letters-")))
    atexit.register(shutil.rmtree, place.root, ignore_errors=True)
    _write_campaign(place, campaign_with())
    place.inbox.mkdir()
    (place.inbox / RETURNED_FILE).write_bytes(faulty_return(campaign_with(), faults))
    (place.inbox / "总务处自查表.xlsx").write_bytes(b"PK\x03\x04 torn on its way")
    collect(place, AS_OF, NOW, 1, lambda: None)
    return place.root


def after_a_run(folder: Path, campaign: Campaign | None = None, faults: int = 1) -> Workspace:
    """Return a fresh copy of the workspace after its run; the campaign may have other addresses and settings since."""
    place = workspace(Path(shutil.copytree(_run_once(faults), folder / "work")))
    if campaign is not None:
        _write_campaign(place, campaign)
    return place


def before_any_run(folder: Path) -> Workspace:
    """Return a workspace that holds its campaign workbook and an empty inbox."""
    place = workspace(folder / "work")
    _write_campaign(place, campaign_with())
    place.inbox.mkdir()
    return place


def _write_campaign(place: Workspace, campaign: Campaign) -> None:
    place.campaign_book.parent.mkdir(parents=True, exist_ok=True)
    place.campaign_book.write_bytes(render_campaign(campaign))


def prepared(place: Workspace, kind: Kind, *names: str, as_of: date = AS_OF, by: datetime | None = None) -> Prepared:
    """Write the drafts of a kind."""
    return prepare(place, Order(kind, names, as_of, by), NOW)


def text_of(place: Workspace, kind: Kind, unit: str, as_of: date = AS_OF) -> str:
    """Return the text of the letter to a unit, as its draft has it."""
    return body_of(read(draft_of(prepared(place, kind, unit, as_of=as_of), unit)))


def draft_of(done: Prepared, unit: str) -> bytes:
    """Return the bytes of a unit's draft."""
    return done.drafts[[letter.unit for letter in done.letters].index(unit)].read_bytes()


def read(data: bytes) -> EmailMessage:
    """Return a message as the standard library reads it."""
    return BytesParser(policy=policy.default).parsebytes(data)


def body_of(message: EmailMessage) -> str:
    """Return the plain text of a message, lines ended by LF."""
    body = message.get_body(("plain",))
    assert body is not None
    return str(body.get_content()).replace("\r\n", "\n")
