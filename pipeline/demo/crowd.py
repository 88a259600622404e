"""A campaign of any size for benchmarks: many units, their returns drawn from the example's texts.

Everything follows from the seed and the unit's number, so that a crowd of ten is the beginning
of a crowd of ten thousand.
"""

import random
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Final

from pipeline.campaign.model import Campaign, Unit
from pipeline.demo.fakes import ISSUED, frozen
from pipeline.demo.inbox import Render, deposit
from pipeline.demo.messes import MISFILLED, Misfilled, misfilled
from pipeline.demo.plan import demo_campaign
from pipeline.demo.returns import Cells, Written, bind, written_returns
from pipeline.form.schema import Role
from pipeline.publish.content import Content

SEED: Final = 2023
MISFILLED_SHARE: Final = 0.1
"""Share of the problems in which one cell is written otherwise than asked."""

_BUILDINGS = ("教学楼", "实验楼", "学生公寓", "食堂", "图书馆", "体育馆", "行政楼", "实训中心")


def crowd_campaign(count: int) -> Campaign:
    """Return the example's campaign with so many inspecting units, U0001 on, dealt over its categories in turn."""
    base = demo_campaign()
    categories = tuple(_pool())
    units = tuple(
        Unit(f"U{number:04d}单位", f"U{number:04d}", campuses=base.campuses, role=Role.INSPECTS)
        for number in range(1, count + 1)
    )
    lines = tuple(
        replace(
            line,
            leads=tuple(unit.name for unit in units[categories.index(line.category) :: len(categories)]),
            supports=(),
        )
        for line in base.lines
        if line.category in categories
    )
    points = tuple(point for point in base.points if point.category in categories)
    settings = replace(base.settings, campaign=f"crowd-{count}")
    return replace(base, settings=settings, lines=lines, points=points, units=units, unit_aliases={})


def fill_crowd_inbox(
    campaign: Campaign, inbox: Path, render: Render, most: int = 30, seed: int = SEED
) -> Iterator[Path]:
    """Write one return of up to `most` problems for each unit, yielding each path as soon as it is written."""
    for unit in campaign.answering:
        package = render(campaign, unit, crowd_content(campaign, unit, most, seed))
        yield deposit(inbox / f"{unit.name}.xlsx", frozen(package, ISSUED), ISSUED)


def crowd_content(campaign: Campaign, unit: Unit, most: int = 30, seed: int = SEED) -> Content:
    """Return what a unit of the crowd wrote: problems of its category at places of its own, some cells misfilled."""
    chance = random.Random(f"{seed}-{unit.code}")  # noqa: S311  # a fixed seed is the point
    sample, pool = _pool()[campaign.categories_of(unit)[0]]
    problems = [dict(chance.choice(pool)) for _ in range(chance.randint(0, most))] if pool else []
    for number, problem in enumerate(problems, start=1):
        place = f"{chance.choice(_BUILDINGS)}{chance.randint(1, 40)}号点位（巡查单{number:03d}）"
        problem["problem"] = f"{place}：{problem['problem']}"
    content = bind(campaign, unit, replace(sample, unit=unit.name, problems=tuple(problems)))
    return misfilled(content, _mistakes(chance, len(problems)))


@cache
def _pool() -> dict[str, tuple[Written, tuple[Cells, ...]]]:
    """Return category -> the return of the unit that leads it, and every problem written about it."""
    campaign = demo_campaign()
    pool: dict[str, tuple[Written, list[Cells]]] = {}
    for line in campaign.lines:
        written = written_returns()[line.leads[0]]
        if campaign.unit(written.unit).role is Role.INSPECTS:
            pool[line.category] = (written, list(written.problems))
    for written in written_returns().values():
        for problem in written.problems:
            for category, (_, problems) in pool.items():
                if "category" in problem and str(problem["category"]) in category:
                    problems.append({key: value for key, value in problem.items() if key != "category"})
    return {category: (written, tuple(problems)) for category, (written, problems) in pool.items()}


def _mistakes(chance: random.Random, count: int) -> Iterator[Misfilled]:
    models = [one for one in MISFILLED if one.sheet == "problems"]
    for record in range(count):
        if chance.random() < MISFILLED_SHARE:
            yield replace(chance.choice(models), record=record)
