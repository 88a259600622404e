"""The roll call: for every unit whether it has answered, in what state, and how late."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Protocol

import pandas as pd

from pipeline.campaign.model import Campaign, Unit
from pipeline.findings import Finding, Severity
from pipeline.form import vocabulary as words
from pipeline.intake.book import shown_text
from pipeline.intake.disposition import Disposition
from pipeline.intake.received import is_late
from pipeline.intake.sorting import Sorted
from pipeline.intake.versions import first_received
from pipeline.meaning.figures import Tally, UnitFigures
from pipeline.meaning.sources import Source

MISSING, OK, WITH_ERRORS, QUARANTINED = "missing", "ok", "returned-with-errors", "quarantined"
"""States of a unit as run.json says them (product.md)."""

NOT_IN, BAD_FILE, TO_CONFIRM, TO_MEND, NIL_REPORT, IN = "未交", "退回重报", "待人工确认", "待修正", "零报告", "已收"
"""The same on the page, finer."""


class Gathered(Protocol):
    """What the roll call is drawn from; see `summary.Gathered`."""

    @property
    def campaign(self) -> Campaign: ...  # noqa: D102
    @property
    def as_of(self) -> date: ...  # noqa: D102
    @property
    def risks(self) -> pd.DataFrame: ...  # noqa: D102
    @property
    def cases(self) -> pd.DataFrame: ...  # noqa: D102
    @property
    def measures(self) -> pd.DataFrame: ...  # noqa: D102
    @property
    def sources(self) -> tuple[Source, ...]: ...  # noqa: D102
    @property
    def files(self) -> Sequence[Sorted]: ...  # noqa: D102
    @property
    def findings(self) -> Sequence[Finding]: ...  # noqa: D102


def roll_call(gathered: Gathered, tallies: Mapping[str, Tally]) -> tuple[UnitFigures, ...]:
    """Return one line for each unit that is asked, in checklist order."""
    sources = {source.unit.name: source for source in gathered.sources}
    first = first_received(gathered.files)
    errors = Counter(f.unit for f in gathered.findings if f.severity is Severity.ERROR)
    warnings = Counter(f.unit for f in gathered.findings if f.severity is Severity.WARNING)
    lines = []
    for unit in gathered.campaign.answering:
        source = sources.get(unit.name)
        answers = _answers(source, gathered.campaign)
        nil = source is not None and _nil(source, answers)
        state, stage = _state(unit, source, errors[unit.name], nil, gathered.files)
        lines.append(
            UnitFigures(
                name=unit.name,
                code=unit.code,
                role=unit.role.value,
                required=unit.required,
                categories=gathered.campaign.categories_of(unit),
                state=state,
                stage=stage,
                nil=nil,
                late=is_late(gathered.campaign, first.get(unit.name, "")),
                signed=_signed(unit, gathered.files),
                received=first.get(unit.name, ""),
                file=source.path if source else "",
                errors=errors[unit.name],
                warnings=warnings[unit.name],
                tally=tallies.get(unit.name, Tally(long_term_counts=gathered.campaign.settings.long_term_counts)),
                risks=_rows(gathered.risks, unit),
                cases=_rows(gathered.cases, unit),
                measures=_rows(gathered.measures, unit),
                points=len(gathered.campaign.points_of(unit)),
                duties=answers.get("duties", ""),
                accountability=answers.get("accountability", ""),
                ways=answers.get("ways", ""),
                period=answers.get("period", ""),
                head=answers.get("head", "") or unit.head,
                contact=answers.get("filler", "") or unit.contact,
                email=unit.email,
            )
        )
    return tuple(lines)


def _rows(frame: pd.DataFrame, unit: Unit) -> int:
    return int(frame["unit"].eq(unit.name).sum())


def _answers(source: Source | None, campaign: Campaign) -> Mapping[str, str]:
    basics = source.submission.tables.get("basics") if source else None
    if basics is None or not basics.records:
        return {}
    sheet = campaign.form["basics"]
    said = {key: (sheet[key].kind.read(content).value, content) for key, content in basics.records[0].cells.items()}
    return {key: str(value) if value is not None else shown_text(content) for key, (value, content) in said.items()}


def _nil(source: Source, answers: Mapping[str, str]) -> bool:
    table = source.submission.tables.get("problems")
    return answers.get("nil") == words.YES and table is not None and not table.records


def _state(unit: Unit, source: Source | None, errors: int, nil: bool, files: Sequence[Sorted]) -> tuple[str, str]:
    if source is not None:
        if errors:
            return WITH_ERRORS, TO_MEND
        return OK, NIL_REPORT if nil else IN
    for one in files:
        named = one.identity.unit == unit.name or unit.name in one.identity.sides
        if one.disposition is Disposition.QUARANTINED and named and one.opened.submission is not None:
            return QUARANTINED, TO_CONFIRM
    returned = any(one.disposition is Disposition.RETURNED and one.identity.unit == unit.name for one in files)
    return MISSING, BAD_FILE if returned else NOT_IN


def _signed(unit: Unit, files: Sequence[Sorted]) -> bool:
    """Tell whether a scan or photo has come: what may carry the signature by hand."""
    kinds = ("PDF", "PICTURE")
    return any(
        one.disposition is Disposition.ATTACHMENT
        and one.identity.unit == unit.name
        and one.opened.kind is not None
        and one.opened.kind.name in kinds
        for one in files
    )
