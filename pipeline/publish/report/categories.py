"""Who answers for a category, and whether they have been heard."""

from dataclasses import dataclass

from pipeline.form.schema import Role
from pipeline.meaning.figures import Tally, UnitFigures
from pipeline.meaning.outcome import Outcome


@dataclass(frozen=True)
class Category:
    """One category with its figures and the units that lead it.

    Attributes:
        name: 整治类别.
        tally: Its figures.
        leads: Its lead units, in checklist order.
        points: How many inspection points it has.
        asked: Whether it is on the checklist.
    """

    name: str
    tally: Tally
    leads: tuple[UnitFigures, ...]
    points: int
    asked: bool

    @property
    def unread(self) -> bool:
        """Tell whether it is no category of the checklist, but the problems whose category was not read."""
        return not self.asked

    @property
    def collected(self) -> bool:
        """Tell whether its units only collect, and inspect nothing."""
        return bool(self.leads) and all(collects(unit) for unit in self.leads)

    @property
    def heard(self) -> tuple[UnitFigures, ...]:
        """Return the lead units whose figures are in the totals."""
        return tuple(unit for unit in self.leads if unit.heard)

    @property
    def silent(self) -> tuple[UnitFigures, ...]:
        """Return the lead units that are still to come."""
        return tuple(unit for unit in self.leads if not unit.heard)

    @property
    def unknown(self) -> bool:
        """Tell whether nothing at all is known of it: no problem, and nobody heard."""
        return not self.tally.problems and not self.heard


def categories_of(outcome: Outcome) -> list[Category]:
    """Return the categories in checklist order, then what could be put in none, so that sums agree."""
    units = {unit.name: unit for unit in outcome.figures.units}
    campaign = outcome.campaign
    return [
        Category(
            name,
            outcome.figures.by_category.get(name, Tally()),
            tuple(
                dict.fromkeys(
                    units[lead]
                    for line in campaign.lines
                    if line.category == name
                    for lead in line.leads
                    if lead in units
                )
            ),
            sum(point.category == name for point in campaign.points),
            name in campaign.categories,
        )
        for name in dict.fromkeys((*campaign.categories, *outcome.figures.by_category))
    ]


def collects(unit: UnitFigures) -> bool:
    """Tell whether a unit only collects what others report."""
    return unit.role == Role.COLLECTS.value
