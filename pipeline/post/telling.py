"""What the terminal and other programs are told about letters."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from pipeline.post.letter import Letter
from pipeline.post.mime import one_line
from pipeline.post.sending import Parcel, Sent, Sheaf

DRAFT, SENT, SERVED, NO_ADDRESS, FAILED, DECLINED = (
    "draft", "sent", "already-sent", "no-address", "failed", "declined",
)  # fmt: skip
"""States of a letter in --json."""


def to_send(parcels: Sequence[Parcel]) -> Iterator[str]:
    """Go through what will be sent: recipients, subject and attachment of every letter."""
    for number, parcel in enumerate(parcels, start=1):
        yield f"{number}. {one_line(parcel.letter.unit)}"
        yield f"   收件人：{'、'.join(parcel.to)}"
        yield f"   主题：{parcel.letter.subject}"
        book = parcel.letter.attachment
        yield f"   附件：{one_line(book.name)}（{max(1, len(book.data) // 1024)} KB）"


def not_sent(sheaf: Sheaf) -> Iterator[str]:
    """Go through the letters that will not be sent, and why."""
    if sheaf.served:
        yield f"已经发过、不再发的：{_units(sheaf.served)}。"
    if sheaf.lost:
        yield f"没有邮箱、发不了的：{_units(sheaf.lost)}。"


def outcome_lines(sent: Sent) -> Iterator[str]:
    """Go through what became of the letters sent."""
    yield f"已发出 {len(sent.delivered)} 封。"
    if sent.failures:
        yield "没有发成的："
    why = ""
    for failure in sent.failures:
        again = "原因同上" if failure.why == why else failure.why
        why = failure.why
        yield f"  {one_line(failure.unit)}（{'、'.join(failure.to)}）：{again}。"
    if sent.failures:
        yield "解决后再运行一次同样的命令，只会发没有发成的。"


def facts_of(letters: Sequence[Letter], drafts: Sequence[Path], states: Mapping[str, str]) -> list[dict[str, object]]:
    """Return letters as plain values; `states` is unit -> state, a draft where it says nothing."""
    return [
        {
            "unit": letter.unit,
            "kind": letter.kind.value,
            "to": list(letter.to),
            "subject": letter.subject,
            "attachment": letter.attachment.name,
            "sha256": letter.attachment.sha256,
            "round": letter.round,
            "draft": str(draft),
            "state": states.get(letter.unit, DRAFT),
        }
        for letter, draft in zip(letters, drafts, strict=True)
    ]


def states_of(sheaf: Sheaf, sent: Sent | None) -> dict[str, str]:
    """Return unit -> state; without a result the office has said no."""
    states = {letter.unit: SERVED for letter in sheaf.served} | {letter.unit: NO_ADDRESS for letter in sheaf.lost}
    if sent is None:
        return states | {parcel.letter.unit: DECLINED for parcel in sheaf.parcels}
    states |= {parcel.letter.unit: SENT for parcel in sheaf.parcels}
    return states | {failure.unit: FAILED for failure in sent.failures}


def _units(letters: Iterable[Letter]) -> str:
    return "、".join(one_line(letter.unit) for letter in letters)
