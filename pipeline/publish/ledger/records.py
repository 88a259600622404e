"""归一记录, 待核实, 变更 and 口径: what was done to values, what waits, what is new, what words mean."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from pipeline.form import vocabulary as words
from pipeline.form.privacy import HIDDEN
from pipeline.meaning.columns import CELL, FILE, FILES_SHEET, SHEET
from pipeline.meaning.definitions import DEFINITIONS, light_meaning
from pipeline.meaning.outcome import Outcome, PendingRow
from pipeline.publish.ledger.cells import Marked
from pipeline.publish.ledger.listing import Field, Listing, Row
from pipeline.publish.ledger.looks import CENTER, LIGHT_FILLS
from pipeline.publish.ledger.titles import as_of_words, heading_of, titled

NORMALISED, PENDING, CHANGES, TERMS = "归一记录", "待核实", "变更", "口径"
WITHHELD: Final = "（案件内容不列示，见廉政台账）"
_WITHHELD_PENDING: Final = f"（案件内容不列示，见廉政台账的“{PENDING}”表）"
_NUMBER: Final = Field("序号", 5, CENTER)


def normalised_listing(outcome: Outcome) -> Listing:
    """Return 归一记录: each value that was written differently from what was found."""
    secret = _secret_sheets(outcome)
    rows = (
        (n, one.file, one.sheet, one.cell, one.field, *((WITHHELD, WITHHELD) if one.sheet in secret else (one.before, one.after)))
        for n, one in enumerate(outcome.normalised, 1)
    )  # fmt: skip
    fields = (
        _NUMBER,
        Field(FILE, 30),
        Field(SHEET, 18),
        Field(CELL, 8, CENTER),
        Field("列", 20),
        Field("原值", 28),
        Field("新值", 28),
    )
    return Listing(
        NORMALISED, titled(outcome, NORMALISED), f"{as_of_words(outcome)}　写法统一而意思不变；原件没有改动。",
        "没有需要统一写法的内容。", fields, len(outcome.normalised), rows,
    )  # fmt: skip


def pending_listing(outcome: Outcome) -> Listing:
    """Return 待核实: rows of files whose unit or order a person must decide; counted nowhere."""
    secret = _secret_sheets(outcome)
    shown = [
        replace(one, text=_WITHHELD_PENDING) if one.text == HIDDEN or one.sheet in secret else one
        for one in outcome.pending
    ]
    note = f"这些记录不计入任何合计；请在“{FILES_SHEET}”的蓝色列写明处理意见后重新运行。"
    return Listing(
        PENDING, titled(outcome, PENDING), note, "没有待核实的记录。", _PENDING_FIELDS, len(shown), _pending(shown)
    )


def pending_case_listing(outcome: Outcome, secrecy: str) -> Listing:
    """Return 待核实 of the integrity ledger: the same for the rows that tell of cases, with what they tell."""
    note = f"{secrecy}　这些案件记录不计入任何合计；属于哪个单位、要不要采用，由汇总单位在台账的“{FILES_SHEET}”写明。"
    return Listing(
        PENDING, titled(outcome, f"{PENDING}的案件记录"), note, f"{secrecy}　没有待核实的案件记录。", _PENDING_FIELDS,
        len(outcome.pending_cases), _pending(outcome.pending_cases), header=secrecy,
    )  # fmt: skip


_PENDING_FIELDS: Final = (
    _NUMBER, Field(FILE, 30), Field(SHEET, 18), Field("行", 6, CENTER), Field("待核实的原因", 34), Field("内容", 60),
)  # fmt: skip


def _pending(rows: Sequence[PendingRow]) -> Iterator[Row]:
    return ((n, one.file, one.sheet, one.row, one.reason, one.text) for n, one in enumerate(rows, 1))


def change_listing(outcome: Outcome) -> Listing:
    """Return 变更: what is different from the run before."""
    rows = (
        (n, one.kind, one.problem, one.unit, one.field, one.before, one.after)
        for n, one in enumerate(outcome.changes, 1)
    )
    fields = (
        _NUMBER, Field("变更", 10, CENTER), Field(heading_of(outcome, "id"), 13, CENTER), Field(heading_of(outcome, "unit"), 20),
        Field("列", 18), Field("原值", 36), Field("新值", 36),
    )  # fmt: skip
    return Listing(
        CHANGES,
        titled(outcome, CHANGES),
        "与上一次运行相比。",
        "与上一次运行相比没有变化，或者这是第一次运行。",
        fields,
        len(outcome.changes),
        rows,
    )


def terms_listing(outcome: Outcome) -> Listing:
    """Return 口径: what each figure and each light means."""
    figures = [(definition.name, definition.meaning) for definition in DEFINITIONS]
    lights = [
        (Marked(f"预警“{light}”", CENTER.filled(LIGHT_FILLS[light])), _light(outcome, light)) for light in words.LIGHTS
    ]
    rows = [(n, *line) for n, line in enumerate((*figures, *lights), 1)]
    return Listing(
        TERMS, titled(outcome, "统计口径"), "台账、报告和 run.json 中的同名数字均按此口径，取自同一次计算。", "没有口径。",
        (_NUMBER, Field("指标", 20, CENTER), Field("含义", 90)), len(rows), rows,
    )  # fmt: skip


def _light(outcome: Outcome, light: str) -> str:
    return f"{light_meaning(light, outcome.campaign.settings)}。"


def _secret_sheets(outcome: Outcome) -> frozenset[str]:
    return frozenset(sheet.title for sheet in outcome.campaign.form.sheets if sheet.confidential)
