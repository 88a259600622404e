"""收件清单: every inbox file, what became of it and why, and the office's word on it."""

from collections.abc import Iterator
from typing import Final

from pipeline.findings import Severity
from pipeline.intake.disposition import Disposition
from pipeline.meaning.columns import FILE, FILES_SHEET, OFFICE_FILE_WORD, RECEIVED_WORD
from pipeline.meaning.outcome import FileEntry, Outcome
from pipeline.publish.ledger.cells import Marked
from pipeline.publish.ledger.listing import Field, Listing, Row
from pipeline.publish.ledger.looks import BAD, CENTER, COUNT, DOUBT, SMALL, WHOLE
from pipeline.publish.ledger.titles import as_of_words, moment_words, titled

_ASKING: Final = {Disposition.RETURNED: BAD, Disposition.QUARANTINED: DOUBT}


def file_listing(outcome: Outcome) -> Listing:
    """Return 收件清单: one line a file, in the order of the inbox."""
    return Listing(
        FILES_SHEET, titled(outcome, FILES_SHEET), f"{as_of_words(outcome)}　原件一律不改动；蓝色两列由汇总单位填写，下次运行时照办并保留。",
        "收件文件夹中没有文件。", _fields(outcome), len(outcome.files), _rows(outcome.files), held=2,
    )  # fmt: skip


def _fields(outcome: Outcome) -> tuple[Field, ...]:
    words = (Disposition.USED.words, Disposition.IGNORED.words, *(unit.name for unit in outcome.campaign.answering))
    word_hint = f"写“{words[0]}”：用这一份；写单位名称：这份是该单位的；写“{words[1]}”：不用。空着由程序判断。"
    return (
        Field("序号", 5, CENTER), Field(FILE, 30), Field("单位", 14), Field("轮次", 5, WHOLE), Field("处理结果", 10, CENTER), Field("原因", 30),
        Field("收件时间", 17.5, CENTER), Field(OFFICE_FILE_WORD, 12, office=True, choices=words, strict=False, hint=word_hint),
        Field(RECEIVED_WORD, 12, office=True, hint="收件时间不对时填写，如 2023-11-07 或 2023-11-07 16:20；空着用左边的时间。"),
        Field("认定依据", 12), Field("各表行数", 20), Field(Severity.ERROR.words, 7, COUNT), Field(Severity.WARNING.words, 7, COUNT),
        Field("大小（KB）", 8, COUNT), Field("SHA-256", 36, SMALL),
    )  # fmt: skip


def _rows(files: tuple[FileEntry, ...]) -> Iterator[Row]:
    for n, entry in enumerate(files, 1):
        word = entry.disposition.words
        fill = _ASKING.get(entry.disposition)
        yield (
            n, entry.path, entry.unit, entry.round or None, Marked(word, CENTER.filled(fill)) if fill else word, entry.reason,
            moment_words(entry.received), entry.office_word, entry.office_received, entry.evidence,
            "；".join(f"{sheet}{count}行" for sheet, count in entry.rows.items()), entry.errors, entry.warnings,
            max(1, round(entry.size / 1024)) if entry.size else 0, entry.sha256,
        )  # fmt: skip
