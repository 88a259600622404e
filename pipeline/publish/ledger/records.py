"""归一记录, 待核实, 变更 and 口径: what was done to values, what waits, what is new, what words mean."""

from typing import Final

from pipeline.form import vocabulary as words
from pipeline.meaning.columns import CELL, FILE, SHEET
from pipeline.meaning.definitions import DEFINITIONS, light_meaning
from pipeline.meaning.outcome import Outcome
from pipeline.publish.ledger.cells import Marked
from pipeline.publish.ledger.listing import Field, Listing
from pipeline.publish.ledger.looks import CENTER, LIGHT_FILLS
from pipeline.publish.ledger.titles import as_of_words, heading_of, titled

NORMALISED, PENDING, CHANGES, TERMS = "归一记录", "待核实", "变更", "口径"
WITHHELD: Final = "（案件内容不列示，见廉政台账）"
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
    rows = (
        (n, one.file, one.sheet, one.row, one.reason, WITHHELD if one.sheet in secret else one.text)
        for n, one in enumerate(outcome.pending, 1)
    )
    fields = (
        _NUMBER,
        Field(FILE, 30),
        Field(SHEET, 18),
        Field("行", 6, CENTER),
        Field("待核实的原因", 34),
        Field("内容", 60),
    )
    note = "这些记录不计入任何合计；请在“收件清单”的蓝色列写明处理意见后重新运行。"
    return Listing(PENDING, titled(outcome, PENDING), note, "没有待核实的记录。", fields, len(outcome.pending), rows)


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
