"""The points of a checklist: each line's content taken apart and numbered under its unit's code."""

from collections.abc import Collection, Iterable, Mapping

from pipeline.campaign.codes import point_code
from pipeline.campaign.model import Line, Point
from pipeline.campaign.points import split_points

_NO_UNIT = "DW"


def points_of_lines(lines: Iterable[Line], codes: Mapping[str, str], taken: Collection[str] = ()) -> tuple[Point, ...]:
    """Return the points of lines in order, numbered under the leading unit: HQJT1, HQJT2.

    Args:
        lines: Checklist lines.
        codes: Unit name -> unit code.
        taken: Point codes that are in use already.
    """
    points: list[Point] = []
    used = set(taken)
    for line in lines:
        for text in split_points(line.content):
            code = point_code(head_of(line, codes), used)
            used.add(code)
            points.append(Point(code, line.category, text))
    return tuple(points)


def head_of(line: Line, codes: Mapping[str, str]) -> str:
    """Return the code of the unit that leads a line; its points' codes begin with it."""
    return next((codes[name] for name in line.leads if name in codes), _NO_UNIT)
