"""What the office marks in a return: which cells, in which colour, with which words."""

from collections.abc import Mapping
from functools import cached_property

from pipeline.findings import Finding, Severity
from pipeline.form.identity import OUR_COMMENT
from pipeline.publish.layout import Booklet
from pipeline.publish.styles import RED, YELLOW

Place = tuple[str, int, str]
"""Sheet key, index of the record, column key."""

_FILLS = {Severity.ERROR: RED, Severity.WARNING: YELLOW}


class Marks:
    """The findings of a return by the cells of the new workbook."""

    def __init__(self, booklet: Booklet) -> None:
        self._booklet = booklet

    @cached_property
    def by_place(self) -> Mapping[Place, tuple[Finding, ...]]:
        """Return the findings that ask for something, by the cell they are about."""
        marked: dict[Place, tuple[Finding, ...]] = {}
        for finding in self._booklet.content.findings:
            place = self.place_of(finding)
            if place and finding.severity in _FILLS:
                marked[place] = (*marked.get(place, ()), finding)
        return marked

    def place_of(self, finding: Finding) -> Place | None:
        """Return where the cell of a finding stands now, None where it stands nowhere."""
        place = self._booklet.content.source_cells.get((finding.sheet, finding.cell))
        if place is None:
            return None
        page = self._booklet.page(place[0])
        known = page is not None and any(column.key == place[2] for column in page.sheet.columns)
        return place if page is not None and known and place[1] < len(page.records) else None

    def fill(self, place: Place) -> dict[str, object]:
        """Return the fill of a cell: red for what must be changed, yellow for what is to be confirmed."""
        if place not in self.by_place:
            return {}
        severities = {finding.severity for finding in self.by_place[place]}
        return next(({"bg_color": colour} for severity, colour in _FILLS.items() if severity in severities), {})

    def comment(self, place: Place, own: str) -> str:
        """Return the comment on a cell: the unit's own words, then what is to be changed; "" where neither is."""
        if place not in self.by_place:
            return own
        asked = "\n".join(f"{one.severity.words}：{one.message}{one.remedy}" for one in self.by_place[place])
        return "\n".join(part for part in (own, f"{OUR_COMMENT}\n{asked}" if asked else "") if part)
