"""How a workbook says whose it is: the hidden sheet and the document properties, both sides' words."""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from typing import Final

from pipeline.form.folding import fold, found_text

_ROUND = re.compile(r"第\s*(\d{1,3})\s*轮")

META_SHEET: Final = "_meta"
LISTS_SHEET: Final = "_字典"
OWN_HIDDEN_SHEETS: Final = frozenset((META_SHEET, LISTS_SHEET))

CAMPAIGN: Final = "pipeline_campaign"
UNIT_CODE: Final = "pipeline_unit"
UNIT_NAME: Final = "pipeline_unit_name"
ROUND: Final = "pipeline_round"
FINGERPRINT: Final = "pipeline_form"
IDENTITY_KEYS: Final = (CAMPAIGN, UNIT_CODE, UNIT_NAME, ROUND, FINGERPRINT)
"""Keys of the rows `key | value` of `_meta`, and names of the custom document properties."""

BY_PROPERTIES: Final = "pipeline_by_properties"
"""Set where the hidden sheet is gone and only the document properties tell whose a workbook is."""

ISSUED: Final = "pipeline_issued"
NEXT: Final = "pipeline_next"
PRINTED: Final = "pipeline_printed"
ROUND_KEYS: Final = (ISSUED, NEXT, PRINTED)
"""Rows of `_meta` in later rounds only: the numbers listed, separated by 、, the first number not taken yet, and what
`printed_mark` gives for the workbook as it was sent out."""

HISTORY_HEADING: Final = "历次情况"
"""Heading of the one column that is printed for the unit to read and never read back."""

COLUMN_KEYS_HEAD: Final = ("sheet", "column", "key", "heading", "sheet_key")
"""Heading of the table in `_meta` that maps columns of this very workbook to keys of the form.

A form that has changed since reads its older workbooks through it; the first ones had no `sheet_key`.
"""

OUR_COMMENT: Final = "【修改意见】"
"""Head of every comment of ours on an answer: what follows is not the unit's own."""


def printed_mark(records: Iterable[tuple[str, Mapping[str, object]]]) -> str:
    """Return a mark by which a workbook nobody has written in is known again.

    `records` are (sheet key, column key -> content); records without content do not count, nor does their order.
    """
    told = (
        [
            sheet,
            *sorted((key, fold(found_text(content))) for key, content in cells.items() if fold(found_text(content))),
        ]
        for sheet, cells in records
    )
    lines = sorted(json.dumps(one, ensure_ascii=False) for one in told if len(one) > 1)
    return hashlib.sha256("\n".join(lines).encode("utf-8", "backslashreplace")).hexdigest()


def round_words(number: int) -> str:
    """Return how a round is called: 第2轮."""
    return f"第{number}轮"


def named_round(text: str) -> int:
    """Return the round a text names as 第2轮, 1 where it names none."""
    match = _ROUND.search(text)
    return int(match[1]) if match else 1


def own_comment(comment: str) -> str:
    """Return what the unit itself wrote in a comment: all that stands before ours."""
    return comment.partition(OUR_COMMENT)[0].strip()
