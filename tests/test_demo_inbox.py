"""The example's inbox: what is in it, always the same, and that a run finds what was planted."""

import re
import zipfile
from collections.abc import Sequence
from datetime import date
from email import message_from_bytes, policy
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from pipeline.demo.fakes import frozen, packed, photo, scan, torn
from pipeline.demo.inbox import DELIVERIES, Desk, fill_inbox
from pipeline.demo.messes import CLEAN, PLANTED, SILENT, Planted
from pipeline.demo.plan import demo_campaign
from pipeline.findings import Finding, Severity
from pipeline.form.identity import META_SHEET
from pipeline.form.schema import Layout
from pipeline.intake.disposition import Disposition
from pipeline.intake.inbox import gather
from pipeline.intake.opening import open_arrival
from pipeline.intake.past import Past
from pipeline.meaning.judge import judge
from pipeline.meaning.outcome import Outcome
from pipeline.publish.layout import FIRST_ROW, OWN_SHEETS
from pipeline.publish.unit_workbook import render_unit_workbook

FIRST_DAY, LAST_DAY = date(2023, 11, 6), date(2023, 11, 8)
SAVED = "2023-11-07T16:00:00+08:00"


@pytest.fixture(scope="module")
def inbox(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An inbox with everything that came back."""
    folder = tmp_path_factory.mktemp("example") / "inbox"
    fill_inbox(demo_campaign(), folder, render_unit_workbook)
    return folder


@pytest.fixture(scope="module")
def outcome(inbox: Path) -> Outcome:
    """What is found out about it on the last day."""
    return _judged(inbox)


def _judged(folder: Path) -> Outcome:
    campaign = demo_campaign()
    opened = [open_arrival(campaign.form, OWN_SHEETS, arrival) for arrival in gather(folder)]
    return judge(campaign, opened, Past(), LAST_DAY).outcome


def _fits(planted: Planted, finding: Finding) -> bool:
    form = demo_campaign().form
    if (planted.code, planted.unit) != (finding.code, finding.unit):
        return False
    if planted.column and form[planted.sheet][planted.column].heading != finding.field:
        return False
    if planted.record is None or form[planted.sheet].layout is Layout.PAIRS:
        return True
    return re.sub(r"\D", "", finding.cell) == str(FIRST_ROW + planted.record)


def _read(outcome: Outcome, disposition: Disposition) -> list[str]:
    return [entry.path for entry in outcome.files if entry.disposition is disposition]


def test_every_planted_mistake_is_found(outcome: Outcome) -> None:
    """Each mistake planted gives the finding expected, at its cell."""
    missed = [planted for planted in PLANTED if not any(_fits(planted, finding) for finding in outcome.findings)]

    assert missed == []


def test_nothing_else_is_wrong_with_the_messy_units(outcome: Outcome) -> None:
    """Every error about a cell is one that was planted."""
    errors: Sequence[Finding] = [one for one in outcome.findings if one.severity is Severity.ERROR and one.cell]

    assert [one.place for one in errors if not any(_fits(planted, one) for planted in PLANTED)] == []


def test_clean_units_have_no_error(tmp_path: Path) -> None:
    """Returns in which nothing was planted are all used, and none of their findings is an error."""
    desk = Desk(demo_campaign(), render_unit_workbook)
    for unit in CLEAN:
        (tmp_path / f"{unit}.xlsx").write_bytes(desk.workbook(unit, SAVED))
    outcome = _judged(tmp_path)

    assert len(_read(outcome, Disposition.USED)) == len(CLEAN)
    assert [one for one in outcome.findings if one.severity is Severity.ERROR] == []


def test_the_newer_of_two_is_used(outcome: Outcome) -> None:
    """Of the canteens' two returns the one filled in later counts, whatever its name and folder."""
    assert "后勤集团/后勤集团-自查表(最终版)(1).xlsx" in _read(outcome, Disposition.USED)
    assert _read(outcome, Disposition.SUPERSEDED) == ["后勤集团自查表.xlsx"]


def test_odd_files_get_their_disposition(outcome: Outcome) -> None:
    """The copy is a duplicate, the left-over is ignored, scans, photos and Word texts are attachments."""
    assert len(_read(outcome, Disposition.DUPLICATE)) == 1
    assert _read(outcome, Disposition.IGNORED) == ["后勤集团/~$后勤集团-自查表(最终版)(1).xlsx"]
    assert {Path(path).suffix for path in _read(outcome, Disposition.ATTACHMENT)} >= {".png", ".pdf", ".docx"}
    assert _read(outcome, Disposition.QUARANTINED) == ["嘉鱼校区工作部自查表（初稿）.xlsx"]
    assert "财务处自查表.xlsx" in _read(outcome, Disposition.RETURNED)


def test_the_silent_unit_is_nowhere(inbox: Path) -> None:
    """No file of the inbox bears the name of the unit that never answers."""
    assert [path for path in inbox.rglob("*") if SILENT in path.name] == []


def test_the_inbox_is_the_same_every_time(inbox: Path, tmp_path: Path) -> None:
    """Filling an inbox again gives the same names, bytes and file times."""
    again = fill_inbox(demo_campaign(), tmp_path, render_unit_workbook)

    for path in again:
        other = inbox / path.relative_to(tmp_path)
        assert path.read_bytes() == other.read_bytes(), path.name
        assert path.stat().st_mtime == other.stat().st_mtime, path.name


def test_the_first_day_brings_only_what_had_come(tmp_path: Path) -> None:
    """Up to a day the later files are not there."""
    paths = fill_inbox(demo_campaign(), tmp_path, render_unit_workbook, FIRST_DAY)

    assert [path.name for path in paths] == [one.path for one in DELIVERIES if one.day <= FIRST_DAY]
    assert len(paths) == len(list(tmp_path.rglob("*.*"))) == 2


def test_file_times_rise_in_order_of_arrival(inbox: Path) -> None:
    """What came later bears a later time, so that the time can break a tie."""
    times = [(inbox / delivery.path).stat().st_mtime for delivery in DELIVERIES]

    assert times == sorted(times)
    assert len(set(times)) > len(times) / 2


def test_a_copied_workbook_has_lost_our_marks(inbox: Path) -> None:
    """The workbook copied by hand has no hidden sheet, no document property, and an alias in its unit cell."""
    book = load_workbook(inbox / "设备处自查表.xlsx")

    assert META_SHEET not in book.sheetnames
    assert "docProps/custom.xml" not in zipfile.ZipFile(inbox / "设备处自查表.xlsx").namelist()
    assert "设备处" in [cell.value for row in book["基本情况"].iter_rows() for cell in row]


def test_letter_and_archive_hold_a_return_and_a_scan(inbox: Path) -> None:
    """The mail bears its date and, like the archive, holds a workbook and a scanned signature page."""
    mail = message_from_bytes((inbox / "信息技术中心报送自查表（零报告）.eml").read_bytes(), policy=policy.default)
    attached = [part.get_filename() or "" for part in mail.iter_attachments()]
    with zipfile.ZipFile(inbox / "基建处.zip") as archive:
        packed_names = archive.namelist()

    assert mail["Date"] == "Tue, 07 Nov 2023 15:42:10 +0800"
    assert [Path(name).suffix for name in attached] == [Path(name).suffix for name in packed_names] == [".xlsx", ".pdf"]


def test_a_torn_file_is_no_zip() -> None:
    """What is left of a broken upload begins like a workbook and cannot be opened as one."""
    whole = packed({"a.txt": b"a" * 300}, SAVED)

    assert torn(whole).startswith(b"PK")
    assert not zipfile.is_zipfile(BytesIO(torn(whole)))


def test_a_frozen_package_keeps_its_parts() -> None:
    """Freezing changes when a file says it was saved, and no other part of it."""
    mark = b"<dcterms:modified>%s</dcterms:modified>"
    whole = packed({"docProps/core.xml": mark % b"2030-01-01T00:00:00Z", "a.xml": b"a"}, "2030-01-01T00:00:00+08:00")
    with zipfile.ZipFile(BytesIO(frozen(whole, SAVED))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}

    assert parts == {"docProps/core.xml": mark % b"2023-11-07T08:00:00Z", "a.xml": b"a"}


def test_scan_and_photo_are_what_they_say() -> None:
    """The scan begins and ends like a PDF, the photo like a PNG, and neither changes from call to call."""
    assert scan().startswith(b"%PDF-")
    assert scan().endswith(b"%%EOF\n")
    assert photo().startswith(b"\x89PNG\r\n\x1a\n")
    assert (scan(), photo()) == (scan(), photo())
