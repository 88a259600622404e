"""The findings of a return as a letter lists them: file, sheet, cell, value found, what is wrong and what to write."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Final

from pipeline.catalogue import CATALOGUE
from pipeline.findings import Finding, Severity
from pipeline.form.privacy import HIDDEN, masked
from pipeline.form.schema import Form
from pipeline.post import phrases
from pipeline.post.mime import one_line
from pipeline.publish.layout import REMARKS_SHEET

LISTED: Final = 20
"""How many findings a letter lists; the workbook lists all."""

_LONGEST: Final = 200
_LINK: Final = re.compile(r"(?i)\b(?:[a-z][a-z0-9+.-]*://|www\.)")
_ASKING: Final = (Severity.ERROR, Severity.WARNING)


def asking(findings: Sequence[Finding]) -> list[Finding]:
    """Return the findings that ask the unit for something, what must be changed first."""
    return sorted((one for one in findings if one.severity in _ASKING), key=lambda one: _ASKING.index(one.severity))


def listing(form: Form, file: str, findings: Sequence[Finding], moved: Mapping[Finding, str]) -> Iterator[str]:
    """Go through the lines of the list; `moved` says where a cell stands in the attachment, where it is another.

    Nothing a unit wrote about a case is in it, personal numbers are masked, and an address of the web in
    a cell is written so that no mail program makes a link of it.
    """
    asked = asking(findings)
    yield phrases.LIST_HEAD.format(file=_shown(file))
    number = 0
    for severity, group in groupby(asked[:LISTED], lambda one: one.severity):
        count = sum(one.severity is severity for one in asked)
        yield f"\n{phrases.GROUP_HEAD.format(severity=severity.words, count=count)}"
        for finding in group:
            number += 1
            yield from _item(form, findings, finding, number, moved.get(finding, ""))
    rest = len(asked) - number
    yield f"\n{phrases.REST.format(count=rest, remarks=REMARKS_SHEET) if rest else ''}{phrases.PLACES.format(remarks=REMARKS_SHEET)}"


def _item(form: Form, findings: Sequence[Finding], finding: Finding, number: int, moved: str) -> Iterator[str]:
    hidden = _confidential(form, findings, finding)
    place = _place(finding) + (phrases.MOVED.format(place=moved) if moved else "")
    found = HIDDEN if hidden else _shown(masked(finding.found)) or phrases.BLANK
    message = f"{CATALOGUE[finding.code].title}。" if hidden else _shown(masked(finding.message))
    yield phrases.ITEM.format(number=number, place=place)
    if finding.cell:
        yield phrases.FOUND.format(found=found)
    yield phrases.MESSAGE.format(message=message)
    label = phrases.REMEDY if phrases.REQUEST in finding.remedy else phrases.NOTE
    yield label.format(remedy=_shown(finding.remedy))


def _place(finding: Finding) -> str:
    if not finding.sheet:
        return phrases.NO_PLACE
    where = f"{_shown(finding.sheet)} {finding.cell or phrases.WHOLE_SHEET}"
    return f"{where}（{_shown(finding.field)}）" if finding.field else where


def _confidential(form: Form, findings: Sequence[Finding], finding: Finding) -> bool:
    """Tell whether a finding may concern a case: so does every sheet that is not known to be another."""
    if not finding.sheet:
        return HIDDEN in finding.found + finding.message
    titles = {sheet.title: sheet.confidential for sheet in form.sheets}
    if finding.sheet in titles:
        return titles[finding.sheet]
    renamed = (one.message for one in findings if one.code == "S02" and one.sheet == finding.sheet)
    meant = [hidden for message in renamed for title, hidden in titles.items() if f"“{title}”" in message]
    return not meant or any(meant)


def _shown(text: str) -> str:
    """Return a text on one line, cut where it is long, with no address of the web a program would link to."""
    line = _LINK.sub(lambda match: match[0].replace("/", "／").replace(".", "．"), one_line(text))
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}……"
