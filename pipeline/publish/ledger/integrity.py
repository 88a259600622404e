"""廉政风险点, 查处案件 and 举措及经验: every record of every unit, as it was filled in."""

from collections.abc import Mapping
from typing import Final

import pandas as pd

from pipeline.form.schema import Column
from pipeline.meaning.outcome import Outcome
from pipeline.publish.ledger.asked import look_of
from pipeline.publish.ledger.listing import A3, Field, Listing
from pipeline.publish.ledger.looks import AMOUNT, CENTER, DAY, WHOLE
from pipeline.publish.ledger.titles import as_of_words, heading_of, titled

_LEAST: Final = {DAY: 11.0, AMOUNT: 9.0}


def frame_of(outcome: Outcome, key: str) -> pd.DataFrame:
    """Return the records of a sheet of the form."""
    frames: Mapping[str, pd.DataFrame] = {"risks": outcome.risks, "cases": outcome.cases, "measures": outcome.measures}
    return frames[key]


def record_listing(outcome: Outcome, key: str, secrecy: str) -> Listing:
    """Return the list of one sheet of the form over all units, with the columns of the form."""
    sheet, frame = outcome.campaign.form[key], frame_of(outcome, key)
    asked = [column for column in sheet.columns if column.key != "number"]
    keys = ["unit", *(column.key for column in asked), "file", "row"]
    rows = ((n, *values) for n, values in enumerate(zip(*(frame[name].tolist() for name in keys), strict=True), 1))
    fields = (
        Field("序号", 5, CENTER), Field("报送单位", 15), *(_field(column) for column in asked),
        Field(heading_of(outcome, "file"), 16), Field(heading_of(outcome, "row"), 6, WHOLE),
    )  # fmt: skip
    return Listing(
        sheet.title, titled(outcome, sheet.title), f"{secrecy}　{as_of_words(outcome)}",
        f"{secrecy}　{as_of_words(outcome)}，已报单位没有填报{sheet.record}。", fields, len(frame), rows, held=2, paper=A3, header=secrecy,
    )  # fmt: skip


def _field(column: Column) -> Field:
    look = look_of(column.kind, column.width)
    return Field(column.heading, round(max(column.width * 0.8, _LEAST.get(look, 7.5)), 1), look)
