"""What the terminal shows: sentences about an outcome, harmless whatever a file is called."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from pipeline.findings import Finding, Severity
from pipeline.form import vocabulary as words
from pipeline.intake.disposition import Disposition
from pipeline.meaning.outcome import Outcome
from pipeline.plain import plain

_ASKING = (Disposition.RETURNED, Disposition.QUARANTINED)


def overview(outcome: Outcome) -> Iterator[str]:
    """Go through the lines that say what a run found."""
    figures, total = outcome.figures, outcome.figures.total
    yield f"数据截至 {outcome.as_of}"
    yield f"应报 {figures.required} 个单位，已报 {figures.returned} 个（按时 {figures.on_time}，逾期 {figures.late}），未报 {figures.missing} 个{_named(outcome)}"
    yield (
        f"发现问题 {total.problems} 个：{words.DONE} {total.done}，{words.UNDER_WAY} {total.under_way}，{words.NOT_STARTED} {total.not_started}，"
        f"阶段性完成 {total.stage_done}，状态待修正 {total.unclear}；整改完成率 {total.rate}，逾期未完成 {total.overdue}"
    )
    counts = [(one, figures.files.get(one.value, 0)) for one in Disposition]
    yield f"文件 {len(outcome.files)} 个：" + (
        " · ".join(f"{one.words} {count}" for one, count in counts if count) or "收件箱是空的"
    )
    yield f"校验：必须改 {figures.errors} 处，请确认 {figures.warnings} 处"


def _named(outcome: Outcome) -> str:
    names = "、".join(unit.name for unit in outcome.figures.missing_units)
    return f"：{names}" if names else ""


def asking(outcome: Outcome) -> Iterator[str]:
    """Go through the files somebody has to deal with."""
    for entry in outcome.files:
        if entry.disposition in _ASKING:
            yield f"  {entry.disposition.words}  {plain(entry.path)}：{plain(entry.reason)}"


def to_open(written: Sequence[Path], base: Path) -> Iterator[str]:
    """Go through the files written, as paths below the folder the person is in."""
    for path in (one for one in written if one.suffix != ".sqlite"):
        yield f"  {path.relative_to(base) if path.is_relative_to(base) else path}"


def finding_lines(findings: Sequence[Finding]) -> Iterator[str]:
    """Go through findings as a person reads them: place, severity, sentence, remedy."""
    for finding in findings:
        if finding.severity is not Severity.INFO:
            yield plain(f"{finding.place}  [{finding.code} {finding.severity.words}] {finding.message}{finding.remedy}")
