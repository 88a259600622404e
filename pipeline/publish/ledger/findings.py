"""校验明细: every finding with its cell, what is wrong and what to write, and the office's waiver."""

from collections.abc import Iterator
from typing import Final

from pipeline.findings import Severity
from pipeline.meaning.columns import CELL, CODE, FILE, FINDINGS_SHEET, SHEET, WAIVED_ON, WAIVER
from pipeline.meaning.outcome import Outcome
from pipeline.publish.ledger.cells import Marked
from pipeline.publish.ledger.listing import Field, Listing, Row
from pipeline.publish.ledger.looks import BAD, CENTER, DOUBT
from pipeline.publish.ledger.titles import as_of_words, heading_of, titled

_FILLS: Final = {Severity.ERROR: BAD, Severity.WARNING: DOUBT, Severity.INFO: ""}


def finding_listing(outcome: Outcome) -> Listing:
    """Return 校验明细: errors first, then by unit, file, sheet and row."""
    fields = (
        Field("序号", 5, CENTER), Field("级别", 9, CENTER), Field(CODE, 6, CENTER), Field("单位", 14), Field(FILE, 24), Field(SHEET, 14),
        Field(CELL, 7, CENTER), Field("列", 14), Field("原值", 16), Field("问题", 34), Field("请这样改", 34),
        Field(heading_of(outcome, "id"), 11, CENTER),
        Field(WAIVER, 20, office=True, hint="经核实可以不改的，写明理由；下次运行时不再要求修改，理由保留。"),
        Field(WAIVED_ON, 11, CENTER),
    )  # fmt: skip
    note = "　".join((as_of_words(outcome), *(_meaning(severity) for severity in Severity), "蓝色列由汇总单位填写"))
    return Listing(
        FINDINGS_SHEET, titled(outcome, FINDINGS_SHEET), note, f"{as_of_words(outcome)}，没有发现填报差错。", fields,
        len(outcome.findings), _rows(outcome), held=3,
    )  # fmt: skip


def _meaning(severity: Severity) -> str:
    said = {Severity.ERROR: "退回单位修正", Severity.WARNING: "可收，请单位核对", Severity.INFO: "不必处理"}
    return f"{severity.words}：{said[severity]}"


def _rows(outcome: Outcome) -> Iterator[Row]:
    for n, finding in enumerate(outcome.findings, 1):
        waiver = (outcome.waivers.get(finding.key, ""), outcome.waived_on.get(finding.key, ""))
        yield (
            n, Marked(finding.severity.words, CENTER.filled(_FILLS[finding.severity])), finding.code, finding.unit, finding.file,
            finding.sheet, finding.cell, finding.field, finding.found, finding.message, finding.remedy, finding.problem, *waiver,
        )  # fmt: skip
