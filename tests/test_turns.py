"""One command writes at a time, and one that is killed is mended by the next: with real processes."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from pipeline import turns
from pipeline.publish.replacing import BESIDE
from pipeline.workspace import Workspace
from tests.crashes import Course, course, killed, started
from tests.inboxes import CATERING, workbook
from tests.offices import DAY, make_office, run, typed
from tests.test_failing_runs import stopped

HOLD = """
import sys
from datetime import datetime
from pathlib import Path
from pipeline.turns import alone
from pipeline.workspace import workspace
with alone(workspace(Path(sys.argv[1])), datetime.now(), print):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture(scope="module")
def of() -> Iterator[Course]:
    """Give an office between two runs."""
    with course() as of:
        yield of


@pytest.fixture
def place(tmp_path: Path) -> Workspace:
    """Return an office with one return."""
    return make_office(tmp_path, {"1.xlsx": workbook(CATERING)})


@contextmanager
def another(place: Workspace) -> "Iterator[subprocess.Popen[str]]":
    """Have another process hold the outbox until its input ends."""
    command = [sys.executable, "-c", HOLD, str(place.root)]
    with started(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        try:
            yield process
        finally:
            process.kill()


def test_a_second_run_waits_for_the_first_and_says_so(place: Workspace) -> None:
    """A run beside another says that it waits, and is done when the other has ended."""
    command = [sys.executable, "-m", "pipeline", "run", "-C", str(place.root), "--as-of", DAY]
    with another(place) as holder, started(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as second:
        assert second.stderr is not None
        assert second.stderr.readline() == "另一个 pipeline 命令正在进行，等它结束…\n"
        assert not place.run_json.exists()
        holder.communicate("")
        assert second.wait() == 0
    assert place.run_json.exists()


WRITING = (("run", "--as-of", DAY), ("templates",), ("followup",), ("mail", "issue"), ("mail", "remind"))


@pytest.mark.parametrize("command", [*WRITING, ("init", "--force")], ids=" ".join)
def test_a_command_that_has_waited_long_enough_ends(
    command: tuple[str, ...], place: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every command that writes ends with exit code 3, a sentence and a remedy; nothing is written."""
    monkeypatch.setattr(turns, "SECONDS_TO_WAIT", 0.1)
    where = (place.root,) if command[0] == "init" else ("-C", place.root)
    with another(place):
        before = sorted(place.root.rglob("*"))
        answer = typed(*command, *where)
        assert sorted(place.root.rglob("*")) == before
    waiting, _, rest = answer.err.partition("\n")
    assert "等它结束" in waiting
    assert stopped(type(answer)(answer.code, answer.out, rest))
    assert "另一个 pipeline 命令正在写" in rest


def test_reading_waits_for_nobody(place: Workspace) -> None:
    """`status` and `check` answer while another command writes."""
    run(place)
    with another(place):
        assert typed("status", "-C", place.root).err == ""
        assert typed("check", "-C", place.root, place.inbox / "1.xlsx").code == 0


def test_a_killed_command_leaves_no_lock(place: Workspace) -> None:
    """The lock of a killed process is free at once, and the lock file stays."""
    with another(place) as holder:
        holder.kill()
        holder.wait()
        assert run(place).err == ""
    assert place.lock.exists() or sys.platform == "win32"


@pytest.mark.parametrize("part", [0.3, 0.8, 0.95, 1.0])
def test_a_real_run_that_is_killed_is_mended_by_the_next(of: Course, part: float, tmp_path: Path) -> None:
    """A process killed at any moment of its time leaves an outbox that a rerun makes what it would have been."""
    killed(of, tmp_path / "killed", part * of.seconds)


def test_what_a_killed_command_has_begun_is_taken_away(place: Workspace) -> None:
    """Files half written, also among the templates and drafts, go with the next command, which says so."""
    run(place)
    left = [folder / f"{BESIDE}abc.xlsx" for folder in (place.outbox, place.templates, place.mail, place.returns)]
    for path in left:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"half")
    answer = typed("templates", "-C", place.root)
    assert "没有写完的临时文件已清除" in answer.err
    assert [path for path in left if path.exists()] == []
    assert "临时文件" not in typed("templates", "-C", place.root).err


def test_an_order_that_leads_out_of_the_outbox_is_not_followed(place: Workspace) -> None:
    """An order no run of ours has written moves nothing."""
    run(place)
    shutil.copyfile(place.ledger, place.outbox / f"{BESIDE}a.xlsx")
    step = f'{{"do": "put", "source": "{BESIDE}a.xlsx", "target": "../templates/责任清单.xlsx", "before": ""}}'
    place.order.write_text(f'{{"version": 1, "steps": [{step}]}}', encoding="utf-8")
    before = place.campaign_book.read_bytes()
    assert run(place).code == 0
    assert place.campaign_book.read_bytes() == before
    assert not place.order.exists()
