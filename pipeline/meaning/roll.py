"""The roll call: for every unit whether it has answered, in what state, and how late."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final, Protocol

import pandas as pd

from pipeline.campaign.model import Campaign, Unit
from pipeline.findings import Finding, Severity
from pipeline.form import vocabulary as words
from pipeline.form.privacy import masked
from pipeline.intake.book import shown_text
from pipeline.intake.disposition import Disposition
from pipeline.intake.formats import Format
from pipeline.intake.part_names import own_name
from pipeline.intake.rounds import first_received, late_since
from pipeline.intake.sorting import Sorted
from pipeline.meaning.figures import Tally, UnitFigures
from pipeline.meaning.sources import Source, by_unit
from pipeline.meaning.stages import (
    BAD_FILE,
    IN,
    MISSING,
    NIL_REPORT,
    NOT_IN,
    OK,
    QUARANTINED,
    TO_CONFIRM,
    TO_MEND,
    WITH_ERRORS,
)
from pipeline.meaning.succession import newest


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
    sources, latest = _by_unit(gathered.sources), newest(gathered.sources)
    first, late = first_received(gathered.files), late_since(gathered.campaign, gathered.files)
    used = {source.path for source in gathered.sources}
    errors = Counter(f.unit for f in gathered.findings if f.severity is Severity.ERROR and f.file in used)
    warnings = Counter(f.unit for f in gathered.findings if f.severity is Severity.WARNING and f.file in used)
    signed = signed_units(gathered.files)
    risks, cases, measures = (Counter(frame["unit"]) for frame in (gathered.risks, gathered.cases, gathered.measures))
    not_used = [one for one in gathered.files if one.disposition in (Disposition.QUARANTINED, Disposition.RETURNED)]
    nils = nil_units(gathered.campaign, gathered.sources)
    lines = []
    for unit in gathered.campaign.answering:
        source, mine = latest.get(unit.name), sources.get(unit.name, [])
        answers, nil = _answers(gathered.campaign, mine, _ASKED), unit.name in nils
        state, stage = _state(unit, source, errors[unit.name], nil, not_used)
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
                late=unit.name in late,
                signed=unit.name in signed,
                received=first.get(unit.name, ""),
                files=_files(mine, source),
                errors=errors[unit.name],
                warnings=warnings[unit.name],
                tally=tallies.get(unit.name, Tally(long_term_counts=gathered.campaign.settings.long_term_counts)),
                risks=risks[unit.name],
                cases=cases[unit.name],
                measures=measures[unit.name],
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


def nil_units(campaign: Campaign, sources: Sequence[Source]) -> frozenset[str]:
    """Return the units whose returns say that there is no problem, and list none."""
    return frozenset(unit for unit, mine in _by_unit(sources).items() if _nil(campaign, mine))


_ASKED: Final = frozenset(("duties", "accountability", "ways", "period", "head", "filler"))
"""Keys of the answers of 基本情况 that the roll shows."""


def _files(mine: Sequence[Source], newest_one: Source | None) -> tuple[str, ...]:
    """Return the files of a unit's newest return that count, the newest last: it may have come in several."""
    if newest_one is None:
        return ()
    beside = [one for one in mine if one.round == newest_one.round and one is not newest_one and one.submission.tables]
    older = [one.path for one in sorted(beside, key=lambda one: one.place) if one.path != newest_one.path]
    return (*dict.fromkeys(older), newest_one.path)


def _answers(campaign: Campaign, mine: Sequence[Source], wanted: frozenset[str]) -> Mapping[str, str]:
    """Return answers of 基本情况, those of later rounds over those of earlier ones."""
    sheet, said = campaign.form["basics"], dict[str, str]()
    for table in (one.submission.tables["basics"] for one in mine if "basics" in one.submission.tables):
        for key, content in table.records[0].cells.items() if table.records else ():
            if key in wanted:
                value = sheet[key].kind.read(content).value
                said[key] = masked(str(value) if value is not None else shown_text(content))
    return said


def _by_unit(sources: Sequence[Source]) -> Mapping[str, list[Source]]:
    """Return unit -> its sources, in the order of their rounds."""
    return {unit: [sources[number] for number in mine] for unit, mine in by_unit(sources).items()}


def _nil(campaign: Campaign, mine: Sequence[Source]) -> bool:
    listed = [source.submission.tables["problems"] for source in mine if "problems" in source.submission.tables]
    if not listed or any(table.records for table in listed):
        return False
    return _answers(campaign, mine, frozenset(("nil",))).get("nil") == words.YES


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


_SIGNATURE = re.compile("签[字名章]|手签|盖章|扫描|承诺书|自查表|封面")
"""In a file's name: it is the signed form itself, as the office asks for it (domain.md 3.3)."""


def evidencing_units(files: Sequence[Sorted]) -> frozenset[str]:
    """Return the units of which an attachment has come that is more than the scan of the signed form."""
    return frozenset(
        one.identity.unit
        for one in files
        if one.disposition is Disposition.ATTACHMENT and not _SIGNATURE.search(own_name(one.opened.path))
    )


def signed_units(files: Sequence[Sorted]) -> frozenset[str]:
    """Return the units of which a scan or photo has come: what may carry the signature by hand."""
    return frozenset(
        one.identity.unit
        for one in files
        if one.disposition is Disposition.ATTACHMENT and one.opened.kind in (Format.PDF, Format.PICTURE)
    )
