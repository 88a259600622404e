"""What goes wrong in a reader's process, done on purpose; light, since every process loads it."""

import os
import signal
import sys
import time
from collections.abc import Sequence
from typing import Any

from pipeline.form.schema import Form
from pipeline.intake import workers
from pipeline.intake.inbox import Arrival
from pipeline.intake.limits import Terms
from pipeline.intake.opening import open_arrival

KILLER, SLEEPER = "要命的.xlsx", "不动的.xlsx"


def work_among_killers(
    form: Form, own: frozenset[str], batch: Sequence[tuple[int, Arrival]], sending: Any, terms: Terms
) -> None:
    """Do a worker's work, except that a file of one name ends the process and one of another never ends."""
    sending.send((workers._READY, None))
    for number, one in batch:
        sending.send((number, None))
        if one.path == KILLER:
            os.kill(os.getpid(), signal.SIGKILL)
        if one.path == SLEEPER:
            time.sleep(60)
        sending.send((number, open_arrival(form, own, one, terms)))


def work_that_never_begins(form: Form, own: frozenset[str], batch: object, sending: Any, terms: Terms) -> None:
    """End at once, as a worker does that the system does not let start."""
    del form, own, batch, sending, terms
    sys.exit(1)
