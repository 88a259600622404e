"""How long `run` takes per return, and how much memory: `python -m tests.benchmark [RETURNS] [JOBS]`.

Writes that many generated returns once, then measures one run over them as a whole process, a second one in
which nothing has changed, and beside them the loop people write: every file by `pandas.read_excel`, everything
put together and written, without a check, a style, a report or a return workbook.
"""

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pandas as pd

from pipeline.campaign.workbook import render_campaign
from pipeline.demo.crowd import crowd_campaign, fill_crowd_inbox
from pipeline.publish.unit_workbook import render_unit_workbook
from pipeline.workspace import Workspace, workspace


def main(count: int, jobs: int) -> None:
    """Measure two runs over `count` returns with `jobs` processes, and the loop."""
    with tempfile.TemporaryDirectory() as folder:
        place = workspace(Path(folder))
        campaign = crowd_campaign(count)
        place.templates.mkdir(parents=True)
        place.inbox.mkdir()
        place.campaign_book.write_bytes(render_campaign(campaign))
        for _ in fill_crowd_inbox(campaign, place.inbox, render_unit_workbook):
            pass
        said, first = run(place, jobs)
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        back = len(list(place.returns.glob("*.xlsx")))
        _, second = run(place, jobs)
        loop = usual_loop(place)
        sys.stdout.write(f"{said}\n{count} returns, {jobs} jobs, {back} return workbooks, peak {peak:.0f} MB\n")
        for name, seconds in (("run", first), ("run again", second), ("the loop", loop)):
            sys.stdout.write(f"{name}: {seconds:.1f} s, {seconds * 1000 / count:.0f} ms a return\n")


def run(place: Workspace, jobs: int) -> tuple[str, float]:
    """Return what a run says, and the seconds it takes."""
    command = [sys.executable, "-m", "pipeline", "run", "-C", str(place.root), "--as-of", "2023-11-07"]
    started = time.perf_counter()
    result = subprocess.run([*command, "--jobs", str(jobs)], check=False, capture_output=True, text=True)
    return result.stdout, time.perf_counter() - started


def usual_loop(place: Workspace) -> float:
    """Return the seconds the loop takes that people write."""
    started = time.perf_counter()
    sheets: dict[str, list[pd.DataFrame]] = {}
    for path in sorted(place.inbox.glob("*.xlsx")):
        for title, frame in pd.read_excel(path, sheet_name=None, engine="openpyxl").items():
            sheets.setdefault(str(title), []).append(frame)
    with pd.ExcelWriter(place.root / "together.xlsx") as writer:
        for title, frames in sheets.items():
            pd.concat(frames).to_excel(writer, sheet_name=title)
    return time.perf_counter() - started


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200, int(sys.argv[2]) if len(sys.argv) > 2 else 1)
