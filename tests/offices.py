"""A desk in the office: a workspace on disk, commands typed within the test's own process, a ledger edited by hand."""

import io
import json
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.campaign.model import Campaign
from pipeline.campaign.workbook import render_campaign
from pipeline.cli import main
from pipeline.demo.shapes import Opened as Hand
from pipeline.demo.shapes import changed
from pipeline.form.schema import Form
from pipeline.intake.containers import expand
from pipeline.intake.inbox import Arrival
from pipeline.intake.limits import Terms
from pipeline.intake.opening import Opened, open_arrival
from pipeline.intake.pool import Tick
from pipeline.meaning.columns import LEDGER_SHEET
from pipeline.workspace import Workspace, workspace
from tests.inboxes import CATERING, campaign, workbook

HEADER_ROW = 3
DAY = "2023-11-07"
WRONG_STATUS = "差不多了"


@dataclass(frozen=True)
class Answer:
    """What a command answered."""

    code: int
    out: str
    err: str


def open_here(
    form: Form, own: frozenset[str], arrivals: Sequence[Arrival], _: int, tick: Tick, terms: Terms
) -> list[Opened]:
    """Open files within this process: starting others costs more than everything else a small run does."""
    opened = []
    for arrival in arrivals:
        opened.append(open_arrival(form, own, arrival, terms))
        tick()
    return opened


@contextmanager
def _here() -> Iterator[None]:
    with patch("pipeline.steps.open_all", open_here), patch("pipeline.steps.unfold", unfold_here):
        yield


def unfold_here(arrivals: Sequence[Arrival], _: int, terms: Terms) -> list[Arrival]:
    """Unfold containers within this process."""
    return expand(arrivals, terms.limits)


def typed(*arguments: str | Path, processes: bool = False) -> Answer:
    """Return what `pipeline` answers to these arguments; with `processes` it starts those it starts."""
    out, err = io.StringIO(), io.StringIO()
    code = 0
    opening = nullcontext() if processes else _here()
    with redirect_stdout(out), redirect_stderr(err), opening:
        try:
            main([str(one) for one in arguments])
        except SystemExit as stop:
            code = int(stop.code or 0)
    return Answer(code, out.getvalue(), err.getvalue())


def make_office(root: Path, files: Mapping[str, bytes], of: Campaign | None = None) -> Workspace:
    """Return a workspace with its campaign workbook and these files in the inbox."""
    place = workspace(root)
    place.campaign_book.parent.mkdir(parents=True)
    place.campaign_book.write_bytes(render_campaign(of or campaign()))
    place.inbox.mkdir()
    for path, data in files.items():
        (place.inbox / path).parent.mkdir(parents=True, exist_ok=True)
        (place.inbox / path).write_bytes(data)
    return place


def run(place: Workspace, as_of: str = DAY, *further: str | Path, processes: bool = False) -> Answer:
    """Return what `pipeline run` answers on a day."""
    return typed("run", "-C", place.root, "--as-of", as_of, *further, processes=processes)


def facts(place: Workspace) -> dict[str, Any]:
    """Return run.json."""
    said: dict[str, Any] = json.loads(place.run_json.read_text(encoding="utf-8"))
    return said


def outbox(place: Workspace) -> list[str]:
    """Return everything in the outbox but the history, folders left out."""
    paths = (path.relative_to(place.outbox) for path in place.outbox.rglob("*") if path.is_file())
    return sorted(path.as_posix() for path in paths if path.parts[0] != place.history.name)


def records(sheet: Worksheet) -> Iterator[dict[str, Any]]:
    """Go through the rows of a list of the ledger as heading -> value."""
    rows = sheet.iter_rows(min_row=HEADER_ROW, values_only=True)
    headings = [str(heading) for heading in next(rows)]
    for row in rows:
        yield dict(zip(headings, row, strict=True))


def ledger_rows(place: Workspace, title: str = LEDGER_SHEET) -> list[dict[str, Any]]:
    """Return the rows of a list of the ledger on disk."""
    return list(records(load_workbook(place.ledger)[title]))


def write_blue(ledger: Path, title: str, which: Mapping[str, str], words: Mapping[str, object]) -> None:
    """Write into the ledger as the office does: on the one line with these values, these words under their headings."""
    book = load_workbook(ledger)
    sheet = book[title]
    columns = {str(cell.value): number for number, cell in enumerate(sheet[HEADER_ROW], start=1)}
    lines = [
        row
        for row in range(HEADER_ROW + 1, sheet.max_row + 1)
        if all(str(sheet.cell(row, columns[heading]).value or "") == value for heading, value in which.items())
    ]
    assert len(lines) == 1, (which, lines)
    for heading, word in words.items():
        sheet.cell(lines[0], columns[heading]).value = word  # type: ignore[assignment]  # text and days only
    book.save(ledger)


def texts_inside(paths: Sequence[Path]) -> Iterator[tuple[str, str]]:
    """Go through everything that is written in files, those inside office packages part by part."""
    for path in paths:
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive:
                for name in archive.namelist():
                    yield f"{path.name}!{name}", archive.read(name).decode("utf-8", "replace")
        else:
            yield path.name, path.read_text(encoding="utf-8", errors="replace")


def with_cells(unit: str, package: bytes, *cells: tuple[str, int, str, object]) -> bytes:
    """Return a unit's workbook with cells written by hand: sheet, record from 0, column, content."""

    def write(opened: Hand) -> None:
        for sheet, record, column, content in cells:
            opened.put(sheet, record, column, content)

    return changed(campaign(), campaign().unit(unit), package, (write,))


def wrong_office(root: Path) -> Workspace:
    """Return an office with one return in which one status cannot be read, after its first run."""
    data = with_cells(CATERING, workbook(CATERING), ("problems", 1, "status", WRONG_STATUS))
    place = make_office(root, {"后勤集团.xlsx": data})
    assert run(place).code == 1
    return place
