"""Every number the ledger, the report and run.json print, counted here and nowhere else."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

import pandas as pd

from pipeline.campaign.model import Campaign
from pipeline.findings import Finding, Severity
from pipeline.form import vocabulary as words
from pipeline.form.folding import fold
from pipeline.form.schema import Role
from pipeline.intake.sorting import Sorted
from pipeline.meaning.distinct import MEASURE, RISK, distinct
from pipeline.meaning.figures import Figures, Regulation, Tally
from pipeline.meaning.lights import TO_CORRECT
from pipeline.meaning.objective import with_objective_figures
from pipeline.meaning.roll import roll_call
from pipeline.meaning.sources import Source


@dataclass(frozen=True)
class Gathered:
    """What figures are drawn from; frames are those of `outcome.Outcome`, `times_returned` is unit -> number."""

    campaign: Campaign
    as_of: date
    ledger: pd.DataFrame
    risks: pd.DataFrame
    cases: pd.DataFrame
    measures: pd.DataFrame
    sources: tuple[Source, ...]
    files: Sequence[Sorted]
    findings: Sequence[Finding]
    pending_rows: int
    times_returned: Mapping[str, int] = field(default_factory=dict)


def summarise(gathered: Gathered) -> Figures:
    """Return all figures of a run."""
    campaign, ledger = gathered.campaign, gathered.ledger
    long_counts = campaign.settings.long_term_counts
    tallies = {str(name): tally(rows, long_counts) for name, rows in ledger.groupby("unit")}
    units = with_objective_figures(campaign, roll_call(gathered, tallies), gathered.times_returned, gathered.as_of)
    required = [unit for unit in units if unit.required]
    back = [unit for unit in required if unit.file]
    cases = _cases(campaign, gathered)
    return Figures(
        as_of=gathered.as_of,
        generated=None,
        units=units,
        total=tally(ledger, long_counts),
        by_category=_by(ledger, "category", campaign.categories, long_counts),
        by_campus=_by(ledger, "campus", _campuses(campaign), long_counts),
        by_source=_counts(ledger["source"], words.SOURCES),
        by_plan_type=_counts(ledger["plan_type"], words.PLAN_TYPES),
        by_light=_counts(ledger["light"], words.LIGHTS),
        required=len(required),
        returned=len(back),
        on_time=sum(not unit.late for unit in back),
        late=sum(unit.late for unit in back),
        missing=len(required) - len(back),
        nil=sum(unit.nil for unit in back),
        optional_returned=sum(bool(unit.file) for unit in units if not unit.required),
        regulations=_regulations(ledger, gathered.findings),
        accountable=_sum(ledger["accountable"]),
        sanctions=_ways(ledger["sanction"]),
        cases=None if cases is None else len(cases),
        case_people=0
        if cases is None
        else len({(unit, who) for unit, who in zip(cases["unit"], cases["who"], strict=True)}),
        cases_by_sanction={} if cases is None else _ways(cases["sanction"]),
        risks=len(distinct(gathered.risks, RISK)),
        risks_by_level=_counts(distinct(gathered.risks, RISK)["level"], words.LEVELS),
        measures=len(distinct(gathered.measures, MEASURE)),
        recommended=int(distinct(gathered.measures, MEASURE)["recommended"].eq(words.YES).sum()),
        reported=int((ledger["major"].eq(words.YES) & ledger["reported_to"].ne("")).sum()),
        files=Counter(one.disposition.value for one in gathered.files),
        pending_rows=gathered.pending_rows,
        errors=sum(finding.severity is Severity.ERROR for finding in gathered.findings),
        warnings=sum(finding.severity is Severity.WARNING for finding in gathered.findings),
        unsigned=sum(not unit.signed for unit in back),
        doubtful_amounts=len({(f.file, f.row) for f in gathered.findings if f.code == "R21"}),
    )


def tally(rows: pd.DataFrame, long_term_counts: bool) -> Tally:
    """Return the counts of a set of ledger rows."""
    status, plan = list(rows["status"]), list(rows["plan_type"])  # a frame of a few rows is slower than lists of them
    return Tally(
        problems=len(rows),
        done=status.count(words.DONE),
        under_way=status.count(words.UNDER_WAY),
        not_started=status.count(words.NOT_STARTED),
        stage_done=status.count(words.STAGE_DONE),
        unclear=sum(one not in words.STATUSES for one in status),
        overdue=list(rows["light"]).count(words.RED),
        done_late=sum(one == words.DONE and days > 0 for one, days in zip(status, rows["overdue_days"], strict=True)),
        long_term=plan.count(words.LONG_TERM),
        at_once=plan.count(words.AT_ONCE),
        at_once_done=list(zip(plan, status, strict=True)).count((words.AT_ONCE, words.DONE)),
        closed=list(rows["closing"]).count(words.CLOSED),
        to_correct=list(rows["state"]).count(TO_CORRECT),
        major=list(rows["major"]).count(words.YES),
        amount=_total(rows["amount"]),
        recovered=_total(rows["recovered"]),
        long_term_counts=long_term_counts,
    )


def _campuses(campaign: Campaign) -> tuple[str, ...]:
    return (*campaign.campuses, words.BOTH_CAMPUSES) if len(campaign.campuses) > 1 else campaign.campuses


def _by(ledger: pd.DataFrame, key: str, order: Iterable[str], long_counts: bool) -> Mapping[str, Tally]:
    """Return value -> tally in page order; whatever is in no list stands under 待修正 at the end, so that sums agree."""
    known = {value: tally(ledger[ledger[key].eq(value)], long_counts) for value in order}
    rest = ledger[~ledger[key].isin(list(known))]
    return {**known, TO_CORRECT: tally(rest, long_counts)} if len(rest) else known


def _counts(column: "pd.Series[str]", order: Sequence[str]) -> Mapping[str, int]:
    counted = {value: int(column.eq(value).sum()) for value in order}
    rest = len(column) - sum(counted.values())
    return {**counted, TO_CORRECT: rest} if rest else counted


def _total(column: "pd.Series[Any]") -> Decimal:
    return sum((value for value in column if isinstance(value, Decimal)), Decimal(0))


def _sum(column: "pd.Series[Any]") -> int:
    return sum(value for value in column if isinstance(value, int))


def _ways(column: "pd.Series[str]") -> Mapping[str, int]:
    said = Counter(way for text in column for way in str(text).split("、") if way in words.SANCTIONS)
    return {way: said[way] for way in words.SANCTIONS if said[way]}


def _regulations(ledger: pd.DataFrame, findings: Sequence[Finding]) -> tuple[Regulation, ...]:
    """Return each regulation once, by its folded title (domain.md 2.2); what gives no title (R23) is none."""
    untitled = {(finding.file, finding.row) for finding in findings if finding.code == "R23"}
    found: dict[str, Regulation] = {}
    columns = (ledger[key] for key in ("regulation_title", "regulation_kind", "unit", "file", "row"))
    for title, kind, unit, file, row in zip(*columns, strict=True):
        if title and (file, row) not in untitled:
            found.setdefault(fold(title).strip("《》"), Regulation(title, kind, unit))
    return tuple(found.values())


def _cases(campaign: Campaign, gathered: Gathered) -> pd.DataFrame | None:
    """Return the cases of the collecting unit, None while it has not answered; of all units where nobody collects."""
    collecting = {unit.name for unit in campaign.units if unit.role is Role.COLLECTS}
    if not collecting:
        return gathered.cases
    if not collecting & {source.unit.name for source in gathered.sources}:
        return None
    return gathered.cases[gathered.cases["unit"].isin(collecting)]
