"""The same problem twice: within a unit an error (R19), between units a question (X06)."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from rapidfuzz import fuzz, process

from pipeline.form.folding import fold_prose
from pipeline.form.reading import OVERLONG
from pipeline.meaning.conform import Conformed, SheetFrame
from pipeline.meaning.sources import Fault

ALIKE: Final = 92.0
"""Likeness (rapidfuzz ratio, 0-100) from which two units' problems are pointed out."""
_COMPARED_AT_ONCE: Final = 1500


def repeated(frame: SheetFrame) -> Iterator[Fault]:
    """R19: a problem whose folded text stands in an earlier row of the same source."""
    first: dict[tuple[int, str], int] = {}
    for index, text in _texts(frame):
        source, row = frame.sources[index], frame.lines[index]
        if (source, text) in first:
            yield frame.fault("R19", index, "problem", other=str(first[source, text]))
        else:
            first[source, text] = row


def alike(conformed: Conformed) -> Iterator[Fault]:
    """X06: a problem nearly like one of another unit; the later of the two is marked.

    Only problems that begin alike are compared, at most 1,500 of them at a time, so that the
    work does not grow with the square of the returns.
    """
    frame = conformed.frames["problems"]
    groups: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for index, text in _texts(frame):
        if len(text) >= 10:
            groups[text[:2]].append((index, text[:OVERLONG]))
    for group in groups.values():
        yield from _alike_within(conformed, frame, group[:_COMPARED_AT_ONCE])


def _alike_within(conformed: Conformed, frame: SheetFrame, group: list[tuple[int, str]]) -> Iterator[Fault]:
    texts = [text for _, text in group]
    for place, (index, text) in enumerate(group[1:], start=1):
        unit = conformed.sources[frame.sources[index]].unit.name
        for _, _, other in process.extract(text, texts[:place], scorer=fuzz.ratio, score_cutoff=ALIKE, limit=5):
            other_unit = conformed.sources[frame.sources[group[other][0]]].unit.name
            if other_unit != unit:
                yield frame.fault("X06", index, "problem", other=other_unit)
                break


def _texts(frame: SheetFrame) -> Iterator[tuple[int, str]]:
    for index, text in enumerate(frame.rows.found["problem"]):
        folded = fold_prose(text)
        if folded:
            yield index, folded
