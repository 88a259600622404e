"""What the report says of sample outcomes, for its tests."""

import re
from collections.abc import Mapping
from dataclasses import replace

from pipeline.meaning.outcome import Outcome
from pipeline.publish.report.blocks import Line, Table
from pipeline.publish.report.document import report_blocks
from tests.outcomes import sample_campaign, sample_outcome

EVERYBODY = tuple(unit.name for unit in sample_campaign().answering)

SAMPLES = {
    "mixed": sample_outcome(),
    "clean": sample_outcome(missing=(), nil=(), marred=False),
    "nothing found": sample_outcome(0, missing=(), cases=0),
    "one unit": sample_outcome(1, missing=[name for name in EVERYBODY if name != "后勤集团"], nil=(), cases=None, marred=False),
    "nobody": sample_outcome(0, missing=EVERYBODY, cases=None),
    "many": sample_outcome(90),
}  # fmt: skip


def lines(outcome: Outcome) -> list[str]:
    """Return the texts of the report's paragraphs."""
    return [block.text for block in report_blocks(outcome) if isinstance(block, Line) and block.text]


def told(outcome: Outcome) -> str:
    """Return the report's paragraphs as one text."""
    return "\n".join(lines(outcome))


def under(outcome: Outcome, heading: str) -> str:
    """Return what stands under a heading, up to the next one."""
    texts = lines(outcome)
    heads = [n for n, text in enumerate(texts) if re.match(r"[一二三四五六七八]、|（[一二三四五六七八]）", text)]
    start = next(n for n, text in enumerate(texts) if text.endswith(heading))
    end = next((n for n in heads if n > start), len(texts))
    return "\n".join(texts[start + 1 : end])


def changed(
    outcome: Outcome, *, settings: Mapping[str, object] | None = None, figures: Mapping[str, object] | None = None
) -> Outcome:
    """Return the outcome with some settings and figures replaced."""
    new = replace(outcome.campaign.settings, **(settings or {}))  # type: ignore[arg-type] # names are checked by replace
    return replace(
        outcome,
        campaign=replace(outcome.campaign, settings=new),
        figures=replace(outcome.figures, **(figures or {})),  # type: ignore[arg-type] # likewise
    )


def rewritten(outcome: Outcome, row: int, **cells: str) -> Outcome:
    """Return the outcome with some cells of one ledger line replaced."""
    ledger = outcome.ledger.copy()
    for key, value in cells.items():
        ledger.at[row, key] = value
    return replace(outcome, ledger=ledger)


def numbers(sentence: str) -> list[str]:
    """Return the numbers of a sentence in order."""
    return re.findall(r"\d+(?:\.\d+)?%?", sentence)


def tables(outcome: Outcome) -> list[Table]:
    """Return the report's tables."""
    return [block for block in report_blocks(outcome) if isinstance(block, Table)]


def first_page(outcome: Outcome) -> str:
    """Return what stands before the first part."""
    return told(outcome).split("一、工作开展情况", 1)[0]
