"""Opens every file in a process that can be killed."""

from collections.abc import Iterator, Sequence
from functools import partial

from pipeline.form.schema import Form
from pipeline.intake.inbox import Arrival
from pipeline.intake.limits import USUAL, Terms
from pipeline.intake.opening import Opened, open_arrival, refused
from pipeline.intake.pool import Task, Tick, answered


def open_all(
    form: Form, own_sheets: frozenset[str], arrivals: Sequence[Arrival], jobs: int, tick: Tick, terms: Terms = USUAL
) -> list[Opened]:
    """Return every arrival opened, in the order given.

    Raises:
        WorkspaceError: If the system does not let a reader start at all.
    """
    task = Task(partial(_opened, form, own_sheets, terms), refused, terms.limits)
    return [one for (one,) in answered(task, arrivals, jobs, tick)]


def _opened(form: Form, own: frozenset[str], terms: Terms, arrival: Arrival) -> Iterator[Opened]:
    """Open a file; what goes wrong within the program itself is said of the file that provoked it."""
    try:
        yield open_arrival(form, own, arrival, terms)
    except MemoryError:
        yield refused(arrival, "内容太大，读取时内存不够")
    except Exception as error:
        yield refused(arrival, f"读取时程序出错（{type(error).__name__}），请把这个文件交给技术人员")
