"""outbox/run.json: what other programs read (product.md), written last."""

import json
from dataclasses import asdict
from pathlib import Path

from pipeline.findings import Finding
from pipeline.form import vocabulary as words
from pipeline.meaning.figures import Figures, UnitFigures
from pipeline.meaning.outcome import FileEntry, Normalisation, Outcome
from pipeline.meaning.problems import plain_problems

VERSION = 1


def run_facts(outcome: Outcome) -> dict[str, object]:
    """Return the whole of run.json as plain values, keys in the order of product.md."""
    deadline = outcome.campaign.settings.deadline
    return {
        "version": VERSION,
        "campaign": outcome.campaign.settings.campaign,
        "as_of": outcome.as_of.isoformat(),
        "form": outcome.campaign.form.fingerprint(),
        "files": [_file(entry) for entry in outcome.files],
        "units": [_unit(unit) for unit in outcome.figures.units],
        "problems": plain_problems(outcome.ledger),
        "findings": [_finding(finding, outcome) for finding in outcome.findings],
        "normalised": [_normalised(one) for one in outcome.normalised],
        "totals": _totals(outcome.figures),
        "changes": [asdict(change) for change in outcome.changes],
        "deadline": deadline.isoformat(timespec="minutes") if deadline else None,
    }


def write_run_json(outcome: Outcome, path: Path) -> None:
    """Write run.json in UTF-8, indented, a lone surrogate escaped."""
    text = json.dumps(run_facts(outcome), ensure_ascii=False, indent=1)
    path.write_bytes(text.encode("utf-8", "backslashreplace"))


def _file(entry: FileEntry) -> dict[str, object]:
    return {
        "path": entry.path,
        "sha256": entry.sha256,
        "unit": entry.unit,
        "round": entry.round,
        "disposition": entry.disposition.value,
        "reason": entry.reason,
        "received": entry.received,
        "rows": dict(entry.rows),
        "errors": entry.errors,
        "warnings": entry.warnings,
        "seen": entry.seen,
    }


def _unit(unit: UnitFigures) -> dict[str, object]:
    return {
        "unit": unit.name,
        "code": unit.code,
        "required": unit.required,
        "state": unit.state,
        "late": unit.late,
        "nil": unit.nil,
        "problems": unit.tally.problems,
        "file": unit.file,
        "files": list(unit.files),
        "stage": unit.stage,
        "received": unit.received,
        "signed": unit.signed,
        "errors": unit.errors,
        "warnings": unit.warnings,
    }


def _finding(finding: Finding, outcome: Outcome) -> dict[str, object]:
    waiver, waived_on = outcome.waivers.get(finding.key, ""), outcome.waived_on.get(finding.key, "")
    facts: dict[str, object] = {
        "code": finding.code,
        "severity": finding.severity.value,
        "file": finding.file,
        "unit": finding.unit,
        "sheet": finding.sheet,
        "cell": finding.cell,
        "field": finding.field,
        "found": finding.found,
        "message": finding.message,
        "remedy": finding.remedy,
    }
    return facts | ({"waived": waiver, "waived_on": waived_on} if waiver else {})


def _normalised(one: Normalisation) -> dict[str, object]:
    return {
        "file": one.file,
        "sheet": one.sheet,
        "cell": one.cell,
        "field": one.field,
        "from": one.before,
        "to": one.after,
    }


def _totals(figures: Figures) -> dict[str, int]:
    total = figures.total
    counts = {words.DONE: total.done, words.UNDER_WAY: total.under_way, words.NOT_STARTED: total.not_started}
    return {
        "problems": total.problems,
        **counts,
        words.STAGE_DONE: total.stage_done,
        "状态待修正": total.unclear,
        "overdue": total.overdue,
        "returned_units": figures.returned,
        "required_units": figures.required,
    }
