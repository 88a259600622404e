"""One arrival -> what it is and, if it is a workbook, what it submits. Pure, one file at a time."""

from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from pipeline.form.schema import Form
from pipeline.intake.book import UnreadableError
from pipeline.intake.formats import ATTACHMENTS, Format, format_of
from pipeline.intake.inbox import Arrival
from pipeline.intake.limits import USUAL, Terms
from pipeline.intake.reader import read_book
from pipeline.intake.submission import Remark, Submission
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


def refused(arrival: Arrival, why: str) -> Opened:
    """Return a file that could not be opened, and why."""
    return replace(_unopened(arrival), code="F01", what=why, container=arrival.container)


def _unopened(arrival: Arrival) -> Opened:
    return Opened(
        arrival.path, arrival.sha256, arrival.size, arrival.modified, received=arrival.received, sender=arrival.sender
    )


def open_arrival(form: Form, own_sheets: frozenset[str], arrival: Arrival, terms: Terms = USUAL) -> Opened:
    """Return what one file is and submits; nothing about its content raises."""
    base = _unopened(arrival)
    if arrival.ignored:
        return replace(base, ignored=arrival.ignored)
    if arrival.trouble:
        return refused(arrival, arrival.trouble)
    if arrival.locked:
        return replace(base, code="F02")
    if arrival.container:
        return replace(base, container=True, held=arrival.held)
    kind = format_of(arrival.data)
    if kind in ATTACHMENTS:
        return replace(base, kind=kind, attachment=True)
    try:
        book = read_book(arrival.data, kind, terms)
        submission = tabulate(form, book, own_sheets)
    except UnreadableError as error:
        return replace(base, kind=kind, code=error.code, what=error.what)
    if submission.words > terms.limits.words:
        return replace(base, kind=kind, code="F01", what=f"里面的文字超过{terms.limits.words // 10_000}万字")
    return replace(base, kind=kind, submission=_with_form(submission, arrival.path, kind, book.lock))


def _with_form(submission: Submission, path: str, kind: Format, lock: str) -> Submission:
    """Return the submission with what is to be said of the form of its file."""
    suffix = PurePosixPath(path).suffix.lower()
    if kind is not Format.XLSX:
        remark = Remark("F12", facts={"what": lock or kind.value})
    elif suffix in _OTHER_SUFFIXES:
        remark = Remark("F13", found=suffix, facts={"what": kind.value})
    else:
        return submission
    return replace(submission, remarks=(remark, *submission.remarks))


_OTHER_SUFFIXES = frozenset(
    (".xls", ".et", ".xlsb", ".ods", ".fods", ".csv", ".txt", ".xml", ".htm", ".html", ".doc", ".docx", ".pdf", ".zip")
)
"""Endings that promise something else than an .xlsx."""
