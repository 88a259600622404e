"""How often a unit's returns went back to be mended: one of the office's objective figures."""

from collections import Counter
from collections.abc import Mapping, Sequence

from pipeline.findings import Finding, Severity
from pipeline.intake.disposition import Disposition
from pipeline.intake.sorting import Sorted


def sent_back(files: Sequence[Sorted], findings: Sequence[Finding]) -> Mapping[str, str]:
    """Return sha256 -> unit of the files that go back: those that cannot be used, and those in use with errors.

    `findings` are those that count.
    """
    wrong = {finding.file for finding in findings if finding.severity is Severity.ERROR}
    return {
        one.opened.sha256: one.identity.unit
        for one in files
        if one.identity.unit
        and (
            one.disposition is Disposition.RETURNED
            or (one.disposition is Disposition.USED and one.opened.path in wrong)
        )
    }


def times_returned(ever: Mapping[str, str], files: Sequence[Sorted]) -> Mapping[str, int]:
    """Return unit -> number of different files that went back and that no longer count: others came instead.

    `ever` is sha256 -> unit over all runs.
    """
    in_use = {one.opened.sha256 for one in files if one.disposition is Disposition.USED}
    return Counter(unit for sha256, unit in ever.items() if sha256 not in in_use)
