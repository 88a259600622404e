"""The one seam to the operating system: what a reader's process may use (threats.md 5.1).

Linux limits the address space, Windows (8 and later) what a process may commit, as a job of one process;
elsewhere the parent's clock alone ends a reader that runs away.
"""

import contextlib
import os
import sys
from typing import Final

from pipeline.intake.windows_job import limit_memory

CPU_SECONDS: Final = 120


def confine(memory: int) -> None:
    """Limit this process where the system can, and silence what native code prints.

    `memory` are the bytes it may take beyond what it starts with.
    """
    os.environ["RUST_BACKTRACE"] = "0"
    quiet = os.open(os.devnull, os.O_WRONLY)
    os.dup2(quiet, 2)
    if sys.platform == "win32":
        with contextlib.suppress(OSError, AttributeError):
            limit_memory(memory)
    else:
        _limit(memory)


def _limit(memory: int) -> None:
    try:
        import resource
    except ImportError:
        return
    used = _address_space()
    for name, most in (("RLIMIT_AS", used + memory), ("RLIMIT_CPU", CPU_SECONDS), ("RLIMIT_CORE", 0)):
        kind = getattr(resource, name, None)
        if kind is not None:
            hard = resource.getrlimit(kind)[1]
            with contextlib.suppress(ValueError, OSError):  # macOS knows the name and refuses the limit
                resource.setrlimit(kind, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def _address_space() -> int:
    try:
        with open("/proc/self/statm", encoding="ascii") as statm:  # noqa: PTH123  no path of the user's
            return int(statm.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError):
        return 2**30
