"""How long `run` takes per return, and how much memory: `python -m tests.benchmark [RETURNS] [JOBS]`.

Writes that many generated returns once, then measures one run over them as a whole process.
"""

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from pipeline.campaign.workbook import render_campaign
from pipeline.demo.crowd import crowd_campaign, fill_crowd_inbox
from pipeline.publish.unit_workbook import render_unit_workbook
from pipeline.workspace import workspace


def main(count: int, jobs: int) -> None:
    """Measure one run over `count` returns with `jobs` reader processes."""
    with tempfile.TemporaryDirectory() as folder:
        place = workspace(Path(folder))
        campaign = crowd_campaign(count)
        place.templates.mkdir(parents=True)
        place.inbox.mkdir()
        place.campaign_book.write_bytes(render_campaign(campaign))
        for _ in fill_crowd_inbox(campaign, place.inbox, render_unit_workbook):
            pass
        command = [sys.executable, "-m", "pipeline", "run", "-C", folder, "--as-of", "2023-11-07", "--jobs", str(jobs)]
        started = time.perf_counter()
        result = subprocess.run(command, check=False, capture_output=True, text=True)
        seconds = time.perf_counter() - started
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        sys.stdout.write(result.stdout)
        sys.stdout.write(f"\n{count} returns, {jobs} jobs: {seconds:.1f} s, {seconds * 1000 / count:.0f} ms a return, ")
        sys.stdout.write(f"{len(list(place.returns.glob('*.xlsx')))} return workbooks, peak {peak:.0f} MB\n")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200, int(sys.argv[2]) if len(sys.argv) > 2 else 1)
