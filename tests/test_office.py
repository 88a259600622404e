"""The unit's workbook in a real LibreOffice: its self-check counts what a typist types."""

import json
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from pipeline.form import vocabulary as words
from pipeline.form.identity import META_SHEET, UNIT_CODE
from pipeline.form.schema import By
from pipeline.publish.content import Content
from pipeline.publish.layout import FIRST_ROW, GUIDE_SHEET, Booklet, Page
from pipeline.publish.prefill import make_booklet
from pipeline.publish.records_sheet import examples
from pipeline.publish.self_check import CHECK_FIRST_ROW, PASSED
from pipeline.publish.unit_workbook import render_unit_workbook
from tests.campaigns import logistics_campaign
from tests.dump import properties_of
from tests.returns import canteen_return

CAMPAIGN = logistics_campaign()
SYSTEM_PYTHON = "/usr/bin/python3"
TYPIST = Path(__file__).parent / "typist.py"
RESULT = (GUIDE_SHEET, "B10")
PROBLEMS = "问题清单及整改"

Step = tuple[str | int | float, ...]


def _has_office() -> bool:
    return (
        shutil.which("soffice") is not None
        and subprocess.run([SYSTEM_PYTHON, "-c", "import uno"], check=False, capture_output=True).returncode == 0
    )


pytestmark = [
    pytest.mark.office,
    pytest.mark.skipif(
        not Path(SYSTEM_PYTHON).exists() or not _has_office(),
        reason="LibreOffice with its Python bridge (python3-uno) is not installed",
    ),
]


@dataclass(frozen=True)
class Desk:
    """An office that is open, and a folder to work in."""

    office: "subprocess.Popen[str]"
    folder: Path

    def typed(
        self, unit: str, steps: Iterable[Step], read: Iterable[tuple[str, str]], content: Content | None = None
    ) -> list[str]:
        """Return what stands in the cells to be read after the steps; leaves the file as LibreOffice saves it behind."""
        source = self.folder / "template.xlsx"
        source.write_bytes(render_unit_workbook(CAMPAIGN, CAMPAIGN.unit(unit), content))
        return self.worked(source, self.saved, steps, read)

    def worked(self, source: Path, target: Path, steps: Iterable[Step], read: Iterable[tuple[str, str]]) -> list[str]:
        """Return what stands in the cells to be read after the steps on a file; leaves what LibreOffice saves behind."""
        job = {"source": str(source), "target": str(target), "steps": list(steps), "read": list(read)}
        assert self.office.stdin is not None
        assert self.office.stdout is not None
        self.office.stdin.write(json.dumps(job) + "\n")
        self.office.stdin.flush()
        seen: list[str] = json.loads(self.office.stdout.readline())["seen"]
        return seen

    @property
    def saved(self) -> Path:
        """Return where the file stands that LibreOffice saved last."""
        return self.folder / "typed.xlsx"


@contextmanager
def open_desk(folder: Path) -> Iterator[Desk]:
    """Open an office, and close it after use."""
    command = [SYSTEM_PYTHON, str(TYPIST)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as office:
        yield Desk(office, folder)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Open one office for all tests, and close it after them."""
    with open_desk(tmp_path_factory.mktemp("desk")) as opened:
        yield opened


def booklet(unit: str) -> Booklet:
    """Return the blank workbook of a unit before it is written."""
    return make_booklet(CAMPAIGN, CAMPAIGN.unit(unit), None, 1)


def good_values(unit: str) -> list[Step]:
    """Return what a careful unit types: one problem, one risk, one measure, no case, every point answered."""
    steps: list[Step] = []
    for page in booklet(unit).pages:
        if page.pairs:
            steps += _answers(page)
        elif page.fixed:
            steps += _points(page)
        elif page.sheet.confidential:
            steps.append(("type", page.sheet.title, page.address(0, "post"), "无"))
        else:
            steps += _record(page, unit)
    return steps


def _answers(page: Page) -> list[Step]:
    given: dict[str, str | int] = {"nil": words.NO, "total": 1}
    return [
        ("type", page.sheet.title, page.address(0, column.key), given.get(column.key, column.example))
        for column in page.sheet.columns
        if column.by is By.UNIT and column.required
    ]


def _points(page: Page) -> list[Step]:
    steps: list[Step] = []
    for index in range(len(page.records)):
        found = index == 0
        said = {
            column.key: words.SOMETHING_FOUND if found else words.NOTHING_FOUND
            for column in page.sheet.columns
            if column.campus
        }
        said |= {"basis": "现场抽查2次。", "ids": "HQJT-001" if found else ""}
        steps += [("type", page.sheet.title, page.address(index, key), text) for key, text in said.items()]
    return steps


def _record(page: Page, unit: str) -> list[Step]:
    shown = examples(page, CAMPAIGN.unit(unit).code)
    own = [column for column in page.sheet.columns if column.by is By.UNIT]
    return [("type", page.sheet.title, page.address(0, column.key), shown[column.key]) for column in own]


def table(desk: Desk, unit: str, content: Content | None) -> list[tuple[str, str]]:
    """Return (count before recalculation, count after) for every count of the table."""
    data = render_unit_workbook(CAMPAIGN, CAMPAIGN.unit(unit), content)
    guide = load_workbook(BytesIO(data), data_only=True)[GUIDE_SHEET]
    cells = [f"{letter}{row}" for row in range(CHECK_FIRST_ROW, CHECK_FIRST_ROW + 10) for letter in "DEF"]
    counted = [cell for cell in (*cells, RESULT[1]) if guide[cell].value is not None]
    seen = desk.typed(unit, (), [(GUIDE_SHEET, cell) for cell in counted], content)
    return list(zip([str(guide[cell].value) for cell in counted], seen, strict=True))


@pytest.mark.parametrize("unit", ["后勤集团", "纪委办公室", "嘉鱼校区工作部"])
def test_a_well_filled_workbook_may_be_sent(unit: str, desk: Desk) -> None:
    """Good values in every sheet lead the self-check to say that the workbook can be sent."""
    steps = good_values(unit)
    assert desk.typed(unit, steps, [RESULT]) == [PASSED]


def test_one_gap_is_counted(desk: Desk) -> None:
    """One required cell left blank keeps the self-check from passing."""
    page = booklet("后勤集团").page("problems")
    assert page is not None
    steps = [*good_values("后勤集团"), ("type", PROBLEMS, page.address(0, "measure"), "")]
    assert desk.typed("后勤集团", steps, [RESULT]) == ["还有 1 处必填未填，0 处有矛盾，暂不能报送"]


def test_what_was_pasted_past_the_guards_is_counted(desk: Desk) -> None:
    """A status that is no choice, and a declaration that contradicts the list, are contradictions."""
    problems, basics = booklet("后勤集团").page("problems"), booklet("后勤集团").page("basics")
    assert problems is not None
    assert basics is not None
    steps = [
        *good_values("后勤集团"),
        ("type", PROBLEMS, problems.address(0, "source"), "听说的"),
        ("type", basics.sheet.title, basics.address(0, "nil"), words.YES),
    ]
    assert desk.typed("后勤集团", steps, [RESULT]) == ["还有 0 处必填未填，2 处有矛盾，暂不能报送"]


def test_counts_survive_inserting_deleting_and_sorting(desk: Desk) -> None:
    """A row inserted right below the headings is counted, deleting and sorting rows loses nothing."""
    title, last = PROBLEMS, FIRST_ROW + 28
    steps: list[Step] = [
        *good_values("后勤集团"),
        ("insert", title, FIRST_ROW),
        ("type", title, f"B{FIRST_ROW}", "嘉鱼"),
        ("delete", title, FIRST_ROW + 5),
        ("sort", title, f"A{FIRST_ROW}:Z{last}", 1),
    ]
    guide = CHECK_FIRST_ROW + [page.sheet.key for page in booklet("后勤集团").pages].index("problems")
    seen = desk.typed(
        "后勤集团",
        steps,
        [
            (GUIDE_SHEET, f"D{guide}"),
            (GUIDE_SHEET, f"E{guide}"),
            (title, f"B{FIRST_ROW}"),
            (title, f"B{FIRST_ROW + 1}"),
        ],
    )
    assert seen == ["2", "8", "嘉鱼", "武昌"]


@pytest.mark.parametrize(
    ("unit", "content"),
    [("后勤集团", None), ("纪委办公室", None), ("嘉鱼校区工作部", None), ("后勤集团", canteen_return())],
    ids=["inspecting", "collecting", "campus", "return"],
)
def test_first_counts_are_what_recalculation_gives(unit: str, content: Content | None, desk: Desk) -> None:
    """Every count written beside its formula equals what LibreOffice calculates."""
    pairs = table(desk, unit, content)
    assert len(pairs) >= 13
    assert [before for before, _ in pairs] == [after for _, after in pairs]


def test_what_libreoffice_saves_keeps_identity_and_dropdowns(desk: Desk) -> None:
    """A workbook saved by LibreOffice still says whose it is and still offers its lists."""
    desk.typed("后勤集团", (), [RESULT])
    book = load_workbook(desk.saved)
    assert properties_of(book)[UNIT_CODE] == "HQJT"
    assert book[META_SHEET].sheet_state == "hidden"
    lists = [one for one in book[PROBLEMS].data_validations.dataValidation if one.type == "list"]
    problems = booklet("后勤集团").page("problems")
    assert problems is not None
    assert len(lists) == sum(column.kind.guard().test == "list" for column in problems.sheet.columns)
