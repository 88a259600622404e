"""Spoils workbooks of every form at random and opens them as a run does; `python -m tests.fuzz SECONDS [SEED]` goes on.

Whatever comes in, the parent goes on and every file gets an outcome; what a reader stumbles over without
having a word for it is a fault of ours, and is printed with the seed that makes it again.
"""

import random
import sys
import time
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from io import BytesIO

from pipeline.intake.formats import Format
from pipeline.intake.inbox import Arrival
from pipeline.intake.limits import USUAL, Terms
from pipeline.intake.opening import Opened
from pipeline.intake.workers import open_all
from pipeline.publish.layout import OWN_SHEETS
from tests.forms import FORMS, as_text, clean_book
from tests.inboxes import arrival
from tests.judging import campaign, clean_workbook
from tests.packages import OLE, changed_parts

FAULT = "读取时程序出错"
"""What a worker says of an error the readers have no word for."""
STOPPED = "读取时程序被迫中止"

_TOKENS = (
    b"\0", b"\xff\xff\xff\xff", b"\x7f", b"-1", b"1e999", b"NaN", b"99999999999", b"<", b"]]>", b"&#0;", b'r="XFD1048576"',
    b'r="A0"', b't="s"', b't="e"', b"<row>", b"</row>", b"<c/>", b'number-rows-repeated="1048576"', b"\xa5\x00", b"\x0a\x00",
)  # fmt: skip


@dataclass
class Found:
    """What a time of fuzzing found: outcomes counted by form, and what was slow or a fault of ours."""

    outcomes: Counter[tuple[str, str]] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    slowest: float = 0.0
    unequal: int = 0


@cache
def seeds() -> tuple[tuple[str, bytes], ...]:
    """Return a good file of every form, by the name of the form."""
    made = [(kind.name, writer(clean_book())) for kind, writer in FORMS.items()]
    made.append((Format.TEXT.name, as_text(clean_book().sheets[5])))
    return (*made, (Format.XLSX.name, clean_workbook()))


def mutants(seed: int, count: int) -> Iterator[Arrival]:
    """Give so many spoilt files; the same seed gives the same ones."""
    for number in range(count):
        chance = random.Random(f"{seed}/{number}")  # noqa: S311  (no secret: it must come again)
        name, data = chance.choice(seeds())
        yield arrival(f"{name}/{seed}-{number}", _spoilt(chance, data))


def _spoilt(chance: random.Random, data: bytes) -> bytes:
    if data.startswith(b"PK") and chance.random() < 0.9:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            parts = [name for name in archive.namelist() if "theme" not in name and "printer" not in name]
            part = chance.choice(parts)
            return changed_parts(data, {part: _scratched(chance, archive.read(part))})
    return _scratched(chance, data)


def _scratched(chance: random.Random, data: bytes) -> bytes:
    for _ in range(chance.choice((1, 1, 2, 4, 16))):
        at = chance.randrange(len(data) + 1)
        end = min(len(data), at + chance.choice((1, 1, 2, 8, 200)))
        way = chance.choice((0, 4)) if data.startswith(OLE) else chance.randrange(6)
        if way == 0:
            data = data[:at] + bytes(chance.randrange(256) for _ in range(end - at)) + data[end:]
        elif way == 1:
            data = data[:at] + data[end:]
        elif way == 2:
            data = data[:end] + data[at:]
        elif way == 3:
            data = data[:at] + chance.choice(_TOKENS) + data[at:]
        elif way == 4:
            token = chance.choice(_TOKENS)
            data = data[:at] + token + data[at + len(token) :]
        elif chance.random() < 0.2:
            data = data[:at]
    return data


def fuzz(seed: int, count: int, jobs: int = 2, terms: Terms = USUAL) -> Found:
    """Open so many spoilt files as a run does, and return what came of them.

    Raises:
        AssertionError: If a file got no outcome, or two.
    """
    found, last = Found(), 0.0

    def tick() -> None:
        nonlocal last
        found.slowest, last = max(found.slowest, time.monotonic() - (last or time.monotonic())), time.monotonic()

    arrivals = list(mutants(seed, count))
    opened = open_all(campaign().form, OWN_SHEETS, arrivals, jobs, tick, terms)
    assert [one.path for one in opened] == [one.path for one in arrivals]
    for one in opened:
        _note(found, one)
    return found


def _note(found: Found, one: Opened) -> None:
    outcomes = (one.submission is not None, bool(one.code), bool(one.ignored), one.attachment, one.container)
    assert sum(outcomes) == 1, one
    form = one.path.partition("/")[0]
    stopped = one.what if one.what.startswith((FAULT, STOPPED)) else ""
    found.outcomes[form, stopped or one.code or "read"] += 1
    if one.what.startswith(FAULT):
        found.faults.append(f"{one.path}: {one.what}")
    if one.submission is not None:
        found.unequal += any(read != counted for _, read, counted in one.submission.counts)


def main() -> None:
    """Go on for so many seconds, printing what is found."""
    seconds, seed = float(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1
    total, end = Found(), time.monotonic() + seconds
    while time.monotonic() < end:
        one = fuzz(seed, 300, terms=replace(USUAL))
        total.outcomes += one.outcomes
        total.faults += one.faults
        total.slowest, total.unequal = max(total.slowest, one.slowest), total.unequal + one.unequal
        seed += 1
    print(f"files {sum(total.outcomes.values())}, slowest wait {total.slowest:.1f} s, counts unequal {total.unequal}")  # noqa: T201
    for (form, outcome), times in sorted(total.outcomes.items()):
        print(f"{form:5} {outcome:40} {times}")  # noqa: T201
    print("\n".join(total.faults) or "no faults")  # noqa: T201


if __name__ == "__main__":
    main()
