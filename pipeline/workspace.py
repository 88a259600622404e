"""The folders and files of a campaign: every name stands here once (product.md, The workspace)."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

CAMPAIGN_BOOK: Final = "责任清单.xlsx"
LEDGER: Final = "问题及整改台账.xlsx"
REPORT: Final = "自查自纠情况报告.docx"
INTEGRITY: Final = "廉政台账.xlsx"
RETURNS: Final = "退回"
HISTORY: Final = "历史"
MEMORY: Final = "记录.sqlite"
ORIGINALS: Final = ".原件"
READINGS: Final = ".读取.sqlite"
ORDER: Final = ".切换.json"
LOCK: Final = ".lock"
MAIL: Final = "邮件"
MAIL_JOURNAL: Final = "发送记录.jsonl"
RUN_JSON: Final = "run.json"


@dataclass(frozen=True)
class Workspace:
    """One campaign's folders.

    Attributes:
        root: The workspace.
        inbox: Where returns are dropped; the workspace's own unless named.
        outbox: Where outputs go; likewise.
    """

    root: Path
    inbox: Path
    outbox: Path

    @property
    def campaign_book(self) -> Path:
        """Return templates/责任清单.xlsx."""
        return self.root / "templates" / CAMPAIGN_BOOK

    @property
    def templates(self) -> Path:
        """Return the folder of the units' workbooks."""
        return self.root / "templates" / "xlsx"

    def templates_of(self, round_number: int) -> Path:
        """Return the folder of the units' workbooks of a round; those of later rounds stand in one of their own."""
        return self.templates / round_folder(round_number) if round_number > 1 else self.templates

    @property
    def ledger(self) -> Path:
        """Return the ledger."""
        return self.outbox / LEDGER

    @property
    def report(self) -> Path:
        """Return the report."""
        return self.outbox / REPORT

    @property
    def integrity(self) -> Path:
        """Return the integrity ledger."""
        return self.outbox / INTEGRITY

    @property
    def returns(self) -> Path:
        """Return the folder of return workbooks."""
        return self.outbox / RETURNS

    @property
    def history(self) -> Path:
        """Return the folder in which every run is kept."""
        return self.outbox / HISTORY

    @property
    def memory(self) -> Path:
        """Return the store of what earlier runs left."""
        return self.history / MEMORY

    @property
    def originals(self) -> Path:
        """Return the folder in which every file that came in is kept, by its content.

        It stands beside the outbox, not in it: what is passed on holds no case (domain.md 2.4).
        """
        return self.root / ORIGINALS

    @property
    def readings(self) -> Path:
        """Return the store of what the files were read as; it stands where the originals do, for the same reason."""
        return self.root / READINGS

    @property
    def order(self) -> Path:
        """Return the file that stands here while outputs change places."""
        return self.history / ORDER

    @property
    def lock(self) -> Path:
        """Return the file whoever writes to the outbox holds; it is never deleted."""
        return self.history / LOCK

    @property
    def mail(self) -> Path:
        """Return the folder of mail drafts."""
        return self.outbox / MAIL

    @property
    def mail_journal(self) -> Path:
        """Return the journal of what was sent."""
        return self.mail / MAIL_JOURNAL

    @property
    def run_json(self) -> Path:
        """Return run.json."""
        return self.outbox / RUN_JSON


def round_folder(number: int) -> str:
    """Return the name of the folder of a round: 第2轮."""
    return f"第{number}轮"


def workspace(root: Path, inbox: Path | None = None, outbox: Path | None = None) -> Workspace:
    """Return the workspace of a folder, with its own inbox and outbox unless others are named."""
    return Workspace(root, inbox or root / "inbox", outbox or root / "outbox")
