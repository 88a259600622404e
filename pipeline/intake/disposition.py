"""What happened to an inbox file."""

from enum import Enum
from typing import Final

UNREAD: Final = ("F01", "F02", "F03", "F07")
"""Codes of returned files that told nothing: what a unit meant to say with them is not known."""


class Disposition(Enum):
    """What happened to an inbox file; the value is what run.json says (product.md)."""

    USED = "used"
    SUPERSEDED = "superseded"
    DUPLICATE = "duplicate"
    RETURNED = "returned"
    QUARANTINED = "quarantined"
    ATTACHMENT = "attachment"
    CONTAINER = "container"
    IGNORED = "ignored"

    @property
    def words(self) -> str:
        """Return the word on the page."""
        return {
            "used": "采用",
            "superseded": "已被新版替代",
            "duplicate": "重复",
            "returned": "退回",
            "quarantined": "待核实",
            "attachment": "附件",
            "container": "压缩包/邮件",
            "ignored": "忽略",
        }[self.value]
