"""One arrival -> what it is and, if it is a workbook, what it submits. Pure, one file at a time."""

from dataclasses import dataclass, replace

from pipeline.form.schema import Form
from pipeline.intake.book import UnreadableError
from pipeline.intake.formats import ATTACHMENTS, Format, format_of
from pipeline.intake.inbox import Arrival
from pipeline.intake.reader import read_book
from pipeline.intake.submission import Submission
from pipeline.intake.tabulate import tabulate


@dataclass(frozen=True)
class Opened:
    """One inbox file after opening.

    Exactly one of these holds: `submission` is there, `code` says why it gives no data,
    `ignored` says why it is none of our business, or `attachment` or `container` is true; a container
    that could not be opened has a `code` too.
    `received` and `sender` come from a letter, "" elsewhere; `held` is the members of a container.
    """

    path: str
    sha256: str
    size: int
    modified: int
    kind: Format | None = None
    submission: Submission | None = None
    code: str = ""
    what: str = ""
    ignored: str = ""
    attachment: bool = False
    container: bool = False
    received: str = ""
    sender: str = ""
    held: int = 0


def open_arrival(form: Form, own_sheets: frozenset[str], arrival: Arrival) -> Opened:
    """Return what one file is and submits; nothing about it raises."""
    base = Opened(
        arrival.path, arrival.sha256, arrival.size, arrival.modified, received=arrival.received, sender=arrival.sender
    )
    if arrival.ignored:
        return replace(base, ignored=arrival.ignored)
    if arrival.trouble:
        return replace(base, code="F01", what=arrival.trouble, container=arrival.container)
    if arrival.locked:
        return replace(base, code="F02", what=Format.PROTECTED.value)
    if arrival.container:
        return replace(base, container=True, held=arrival.held)
    kind = format_of(arrival.data)
    if kind in ATTACHMENTS:
        return replace(base, kind=kind, attachment=True)
    if kind is not Format.XLSX:
        return replace(base, kind=kind, code=_REFUSED.get(kind, "F03"), what=kind.value)
    try:
        submission = tabulate(form, read_book(arrival.data), own_sheets)
    except UnreadableError as error:
        return replace(base, kind=kind, code=error.code, what=error.what)
    return replace(base, kind=kind, submission=submission)


_REFUSED = {Format.PROTECTED: "F02", Format.EMPTY: "F07"}
