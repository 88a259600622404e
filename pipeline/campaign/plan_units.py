"""Which names in the plan mean one unit, and what each unit does."""

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from pipeline.campaign.codes import unit_code
from pipeline.campaign.model import Line, Unit
from pipeline.campaign.plan_annex import AnnexRow
from pipeline.campaign.plan_names import in_order, is_short_for, longest, looks_like_unit, without_school
from pipeline.campaign.plan_text import Duty, Prose
from pipeline.campaign.plan_times import Mention
from pipeline.form.schema import Role

SAME_TASK = 88
"""Likeness (0-100) from which a task in the prose is the one in the table."""

_COLLECTING = re.compile(r"收集|整理|汇总|梳理|统计")
_INSPECTING = re.compile(r"自查|检查|排查|核查|自纠|整治|整改")
_DRAFTING = re.compile(r"起草|汇总|统筹|牵头组织|组织协调|制定.{0,16}方案|撰写")
_SEAT = re.compile(
    r"办公室(?:挂靠|设在|设于|设立在)(?:在)?([\u3400-\u9fff]{2,12}?(?:[（(].[)）])?)(?=[，。；、（(]|$)|由([\u3400-\u9fff]{2,12}?(?:[（(].[)）])?)(?:主要)?(?:负责人|主任|处长)(?:兼任|担任|任)(?:办公室)?主任"
)


@dataclass(frozen=True)
class Naming:
    """The units a plan names.

    Attributes:
        groups: For each unit its names, the canonical one first.
        office: Canonical name of the unit that drafts and collects, "" where none is found.
    """

    groups: tuple[tuple[str, ...], ...]
    office: str = ""

    def canonical(self, name: str) -> str:
        """Return the canonical name of a unit; a name not known stays as it is."""
        return next((group[0] for group in self.groups if name in group), name)

    def names_of(self, name: str) -> tuple[str, ...]:
        """Return all names of the unit that has this one."""
        return next((group for group in self.groups if name in group), (name,))


def name_units(prose: Prose, rows: Sequence[AnnexRow], deadline: Mention | None) -> Naming:
    """Find out which names mean one unit: abbreviations, and names with the very same task in prose and table."""
    listed = tuple(
        dict.fromkeys(
            without_school(name, prose.school) for row in rows for name in (*row.units.leads, *row.units.supports)
        )
    )
    charged = tuple(dict.fromkeys(name for duty in prose.duties for name in duty.units))
    seats = tuple(without_school(name, prose.school) for name in _seats(prose.text))
    names = tuple(dict.fromkeys((*listed, *prose.members, *charged, *seats)))
    pairs = _pairs(names, (listed, prose.members, charged)) | _by_task(rows, prose, listed)
    naming = Naming(tuple(_groups(names, pairs)))
    return Naming(naming.groups, _office(prose, naming, deadline, seats))


def is_collecting(content: str) -> bool:
    """Tell whether a task is to collect what others hand in, not to inspect."""
    return bool(_COLLECTING.search(content)) and not _INSPECTING.search(content)


def _pairs(names: Sequence[str], lists: Iterable[Sequence[str]]) -> frozenset[tuple[str, str]]:
    """Return (short, long) pairs; two names of one list are two units, and what might be two is none."""
    together = {(one, other) for names_ in lists for one in names_ for other in names_}
    found = {
        short: [long for long in names if is_short_for(short, long) and (short, long) not in together]
        for short in names
    }
    return frozenset((short, longs[0]) for short, longs in found.items() if len(longs) == 1)


def _by_task(rows: Sequence[AnnexRow], prose: Prose, listed: Sequence[str]) -> frozenset[tuple[str, str]]:
    """Return (short, long) pairs of a name of the prose and one of the table that have the very same task."""
    elsewhere = {name for duty in prose.duties for name in duty.units} | set(prose.members)
    single = [
        (without_school(row.units.leads[0], prose.school), row.content) for row in rows if len(row.units.leads) == 1
    ]
    tabled = [(name, content) for name, content in single if name not in elsewhere]
    charged = [
        (duty.units[0], duty.text) for duty in prose.duties if len(duty.units) == 1 and duty.units[0] not in listed
    ]
    pairs = (
        sorted((one, other), key=len)
        for (one, content), (other, text) in itertools.product(tabled, charged)
        if fuzz.ratio(text, content) >= SAME_TASK
    )
    return frozenset((short, long) for short, long in pairs if in_order(short, long))


def _groups(names: Sequence[str], pairs: Iterable[tuple[str, str]]) -> Iterator[tuple[str, ...]]:
    group_of = {name: {name} for name in names}
    for short, long in pairs:
        merged = group_of[short] | group_of[long]
        group_of |= dict.fromkeys(merged, merged)
    done: set[str] = set()
    for name in names:
        if name not in done:
            group = [other for other in names if other in group_of[name]]
            done |= set(group)
            first = longest(group)
            yield (first, *(other for other in group if other != first))


def _seats(text: str) -> list[str]:
    found = [one or two for one, two in _SEAT.findall(text)]
    return [name for name in found if looks_like_unit(name)]


def _office(prose: Prose, naming: Naming, deadline: Mention | None, seats: Sequence[str]) -> str:
    drafting = [duty for duty in prose.duties if _DRAFTING.search(duty.text) and not re.search(r"进行自查", duty.text)]
    for duty in drafting:
        if re.search(r"报告|方案|材料|总结", duty.text):
            return naming.canonical(duty.units[0])
    if deadline and (found := receiving_unit(deadline.clause, naming)):
        return found[0]
    return naming.canonical(seats[0]) if seats else naming.canonical(drafting[0].units[0]) if drafting else ""


def receiving_unit(clause: str, naming: Naming) -> tuple[str, str] | None:
    """Return (canonical name, words behind the name) of the unit to which a report is sent in this clause."""
    sent = re.search(r"(?:报送|上报|提交|报|交|发送|反馈|送)(?:到|至|给|校)?(?!告)", clause)
    names = sorted((name for group in naming.groups for name in group), key=len, reverse=True)
    for name in names if sent else ():
        for place in re.finditer(re.escape(name), clause):
            before = clause[: place.start()]
            if re.search(r"(?:报送?|上报|提交|交|发送?|反馈|送)[^，。；、]{0,16}$", before):
                return naming.canonical(name), clause[place.end() :]
    return None


def units_of(lines: Sequence[Line], prose: Prose, naming: Naming, campuses: tuple[str, ...]) -> tuple[Unit, ...]:
    """Return the units in checklist order, then campus units without a line and the office."""
    order = dict.fromkeys((*_of_lines(lines), *map(naming.canonical, prose.members), naming.office))
    roles = {name: _role(name, lines, naming, campuses) for name in order if name}
    codes: dict[str, str] = {}
    for name, role in roles.items():
        if role:
            codes[name] = unit_code(naming.names_of(name), codes.values())
    leading = {name for line in lines for name in line.leads}
    return tuple(
        Unit(
            name,
            code,
            naming.names_of(name)[1:],
            _campuses(name, campuses),
            role,
            name in leading and role is not Role.OFFICE,
        )
        for name, code in codes.items()
        if (role := roles[name])
    )


def _of_lines(lines: Sequence[Line]) -> Iterator[str]:
    for line in lines:
        yield from line.leads
        yield from line.supports


def _role(name: str, lines: Sequence[Line], naming: Naming, campuses: tuple[str, ...]) -> Role | None:
    mine = [line.content for line in lines if name in line.leads + line.supports]
    if mine and not all(map(is_collecting, mine)):
        return Role.INSPECTS
    if name == naming.office:
        return Role.OFFICE
    if mine:
        return Role.COLLECTS
    return Role.CAMPUS if _campuses(name, campuses) != campuses else None


def _campuses(name: str, campuses: tuple[str, ...]) -> tuple[str, ...]:
    own = tuple(campus for campus in campuses if len(campuses) > 1 and f"{campus}校区" in name)
    return own or campuses


def task_of(duties: Sequence[Duty], naming: Naming, unit: str) -> Duty | None:
    """Return what the prose charges a unit with, None where it says nothing."""
    return next((duty for duty in duties if unit in map(naming.canonical, duty.units)), None)
