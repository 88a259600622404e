"""How a workbook says whose it is: the hidden sheet and the document properties, both sides' words."""

from typing import Final

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

COLUMN_KEYS_HEAD: Final = ("sheet", "column", "key", "heading")
"""Heading of the table in `_meta` that maps columns of this very workbook to keys of the form."""

OUR_COMMENT: Final = "【修改意见】"
"""Head of every comment of ours on an answer: what follows is not the unit's own."""


def own_comment(comment: str) -> str:
    """Return what the unit itself wrote in a comment: all that stands before ours."""
    return comment.partition(OUR_COMMENT)[0].strip()
