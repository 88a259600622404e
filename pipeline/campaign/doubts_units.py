"""Doubts about who is meant, who is asked and who receives."""

import re
from collections.abc import Iterator

from rapidfuzz import fuzz

from pipeline.campaign.plan_facts import Doubt, PlanFacts, join_places, quoted, row_place
from pipeline.campaign.plan_names import is_short_for, looks_like_unit, without_school
from pipeline.campaign.plan_units import is_collecting, receiving_unit
from pipeline.campaign.points import split_points
from pipeline.form.schema import Role

_SAME_THING = 85
_CHARGED = re.compile(
    r"(?:^|[。；，])(?:学校|我校)?([\u3400-\u9fff]{2,9}?)(?:要(?!求)|应当?|须|负责(?!人))(?=[\u3400-\u9fff])"
)
_LEADER = re.compile(r"(?:主管|分管|联系)(?:校|院)?领导")
_OF_ALL = re.compile(r"^各(?:责任|职能|有关|二级)?(?:单位|部门|学院|处室)的?")
_PERSONS = re.compile(r"[、，,]|(?<=[\u3400-\u9fff])\s{1,4}(?=[\u3400-\u9fff]{2})")


def two_names(facts: PlanFacts) -> Iterator[Doubt]:
    """A unit that is written in two ways."""
    for name, *others in facts.naming.groups:
        for other in others:
            yield Doubt(
                f"{_places(facts, other)}与{_places(facts, name)}",
                f"“{other}”和“{name}”应是同一单位的两种写法。",
                f"已统一为“{name}”，另一写法记作别名；如不是同一单位，请在“责任单位”表分开。",
            )


def like_names(facts: PlanFacts) -> Iterator[Doubt]:
    """Two units of one list, the one of which could abbreviate the other."""
    names = [group[0] for group in facts.naming.groups]
    for short in names:
        for long in names:
            if is_short_for(short, long):
                yield Doubt(
                    join_places([_places(facts, short)]),
                    f"“{short}”可能是“{long}”的简称，但两者在同一份名单中分别出现。",
                    "按两个单位处理；如是同一单位，请在责任清单改为同一名称，并在“责任单位”表删去一行、补上别名。",
                )


def member_without_line(facts: PlanFacts) -> Iterator[Doubt]:
    """A member of the leading group that the checklist asks nothing."""
    asked = _asked(facts)
    known = {unit.name: unit.role for unit in facts.campaign.units}
    for name in dict.fromkeys(map(facts.naming.canonical, facts.prose.members)):
        if name in asked:
            continue
        if name == facts.naming.office:
            yield Doubt(
                "成员名单、附件表",
                f"“{name}”负责汇总起草，责任清单中没有它的任务。",
                "按汇总单位处理，不发填报表；如也要自查，请在责任清单补一行。",
            )
            continue
        duty = "也没有分工" if facts.task(name) is None else "只在正文中有分工"
        treated = (
            "已列为可选单位（校区专表，默认不计未报），是否必报请在“责任单位”表选择。"
            if known.get(name) is Role.CAMPUS
            else "未列入责任单位表；如需报送，请在责任清单和责任单位表各补一行。"
        )
        yield Doubt("成员名单、附件表", f"“{name}”是成员单位，责任清单中没有它的任务，{duty}。", treated)


def line_without_seat(facts: PlanFacts) -> Iterator[Doubt]:
    """A unit of the checklist that is no member of the leading group."""
    members = set(map(facts.naming.canonical, facts.prose.members))
    for line in facts.campaign.lines if members else ():
        for name in line.leads:
            if name not in members:
                yield Doubt(
                    row_place(line.number),
                    f"“{name}”有自查任务，但不在领导小组成员名单中。",
                    "填报表照发；是否补入成员名单，请核对。",
                )


def charged_without_line(facts: PlanFacts) -> Iterator[Doubt]:
    """A unit the prose charges with an inspection and the table does not."""
    asked, members = _asked(facts), set(map(facts.naming.canonical, facts.prose.members))
    for duty in facts.prose.duties:
        for name in map(facts.naming.canonical, duty.units):
            if name not in asked and name not in members and name != facts.naming.office:
                yield Doubt(
                    duty.place,
                    f"正文给“{name}”分了任务，责任清单中没有这个单位。",
                    "未列入责任单位表；如需报送，请在责任清单和责任单位表各补一行。",
                )


def task_without_seat(facts: PlanFacts) -> Iterator[Doubt]:
    """A unit that gets a task in passing and stands in no list."""
    known = {name for group in facts.naming.groups for name in group}
    for paragraph in facts.body:
        for match in _CHARGED.finditer(re.sub(r"^[^。，；]{0,14}。", "。", paragraph.text)):
            name = without_school(match[1], facts.prose.school)
            if looks_like_unit(name) and not any(name in other or other in name for other in known):
                yield Doubt(
                    paragraph.place,
                    f"“{name}”有任务，但既不是成员单位，责任清单也没有它。",
                    "不发填报表；请确认由谁承担，需要时把材料转给它。",
                )


def collector_and_receiver(facts: PlanFacts) -> Iterator[Doubt]:
    """What one unit is to collect, all units are to send to another."""
    if not facts.deadline or not (receiver := receiving_unit(facts.deadline.clause, facts.naming)):
        return
    for line in facts.campaign.lines:
        if not is_collecting(line.content) or receiver[0] in line.leads:
            continue
        points = [_OF_ALL.sub("", point) for point in split_points(line.content)]
        both = [point for point in points if fuzz.partial_ratio(point, facts.deadline.clause) >= _SAME_THING]
        if both:
            yield Doubt(
                f"{row_place(line.number)}、{facts.deadline.place}",
                f"{quoted(both)}由{'、'.join(line.leads)}收集整理，又要求各单位报送到{receiver[0]}，收件单位不一致，且是同一截止时间。",
                f"按统一报送到{receiver[0]}处理，汇总后另出一份给{'、'.join(line.leads)}。",
            )


def no_leader_per_unit(facts: PlanFacts) -> Iterator[Doubt]:
    """The plan speaks of the leader in charge and does not say who that is."""
    found = _LEADER.search(facts.prose.text)
    if found and not re.search(r"(?:分工|对应|联系).{0,6}表", facts.prose.text):
        yield Doubt(
            facts.where(found[0]),
            f"要求向“{found[0]}”报告，但没有写各单位对应哪位校领导。",
            "可在“责任单位”表填写主管校领导；不填则由单位自己填。",
        )


def two_heads(facts: PlanFacts) -> Iterator[Doubt]:
    """More than one head of the leading group."""
    for words, place in facts.prose.heads:
        label, _, people = words.partition("：")
        if not label.startswith(("副", "第一副")) and len([part for part in _PERSONS.split(people) if part]) > 1:
            yield Doubt(place, f"“{label}”不止一位：{people}。", "照方案原样保留，不改变先后顺序。")


def collective_units(facts: PlanFacts) -> Iterator[Doubt]:
    """A line whose unit is 各学院, is blank, or is nobody."""
    for row, line in zip(facts.annex.rows, facts.campaign.lines, strict=True):
        place = row_place(row.number)
        for name in row.units.collective:
            yield Doubt(
                place,
                f"责任单位写的是“{name}”，没有写明是哪几个单位。",
                "请在责任清单中改为具体单位，并在责任单位表补上。",
            )
        if row.borrowed:
            yield Doubt(place, "责任单位是空的。", f"暂按上一行处理（{'、'.join(line.leads)}），请核对。")
        elif not line.leads and not row.units.collective:
            yield Doubt(place, "没有写责任单位。", "请在责任清单中补上，补上之前不能生成填报表。")


def only_supporting(facts: PlanFacts) -> Iterator[Doubt]:
    """A unit that only helps others."""
    leading = {name for line in facts.campaign.lines for name in line.leads}
    for name in dict.fromkeys(name for line in facts.campaign.lines for name in line.supports if name not in leading):
        yield Doubt(
            "附件表",
            f"“{name}”只是配合单位，方案没有写明是否单独报送。",
            "照发填报表，默认不计未报；如必须报送，请在“责任单位”表把“是否必报”改为“是”。",
        )


def charged_to_another(facts: PlanFacts) -> Iterator[Doubt]:
    """A task that prose and table give to different units."""
    for duty in facts.prose.duties:
        units = set(map(facts.naming.canonical, duty.units))
        for line in facts.campaign.lines:
            if fuzz.ratio(duty.text, line.content) >= 95 and not units & set(line.leads + line.supports):
                yield Doubt(
                    f"{duty.place}、{row_place(line.number)}",
                    f"同一任务，正文由“{'、'.join(duty.units)}”负责，附件表由“{'、'.join(line.leads)}”负责。",
                    "以附件表为准，请核对。",
                )


def no_office(facts: PlanFacts) -> Iterator[Doubt]:
    """Nobody is named who collects and drafts the report."""
    if not facts.naming.office:
        yield Doubt("全文", "没有找到负责汇总、起草报告的单位。", "请在“设置”表填写汇总单位和报送联系人。")


def _asked(facts: PlanFacts) -> set[str]:
    return {name for line in facts.campaign.lines for name in line.leads + line.supports}


def _places(facts: PlanFacts, name: str) -> str:
    """Say where a name stands by itself, not as a part of a longer name of the same unit."""
    others = [other for other in facts.naming.names_of(name) if name in other and other != name]
    found = [row_place(row.number) for row in facts.annex.rows if name in row.units.leads + row.units.supports]
    for place, text in facts.places():
        bare = text
        for other in others:
            bare = bare.replace(other, "")
        if name in bare and place not in found:
            found.append(place)
    return join_places(found)


UNIT_CHECKS = (
    two_names, like_names, member_without_line, line_without_seat, charged_without_line, task_without_seat, collective_units,
    only_supporting, charged_to_another, no_office, collector_and_receiver, no_leader_per_unit, two_heads,
)  # fmt: skip
