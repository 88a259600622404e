"""A memory limit on Windows: this process becomes a job whose processes may commit only so much."""

import ctypes
from typing import Any, Final

STARTED_WITH: Final = 200 * 2**20
"""Bytes a reader has committed when it starts, rounded up."""

_EXTENDED_LIMITS: Final = 9
_PROCESS_MEMORY: Final = 0x100


class _Basic(ctypes.Structure):
    _fields_ = (
        ("process_time", ctypes.c_int64), ("job_time", ctypes.c_int64), ("flags", ctypes.c_uint32),
        ("least_set", ctypes.c_size_t), ("most_set", ctypes.c_size_t), ("processes", ctypes.c_uint32),
        ("affinity", ctypes.c_size_t), ("priority", ctypes.c_uint32), ("scheduling", ctypes.c_uint32),
    )  # fmt: skip


class Extended(ctypes.Structure):
    """JOBOBJECT_EXTENDED_LIMIT_INFORMATION."""

    _fields_ = (
        ("basic", _Basic), ("io", ctypes.c_uint64 * 6), ("process_memory", ctypes.c_size_t),
        ("job_memory", ctypes.c_size_t), ("process_peak", ctypes.c_size_t), ("job_peak", ctypes.c_size_t),
    )  # fmt: skip


def limits_for(memory: int) -> Extended:
    """Return the limits of a job whose process may commit so many bytes beyond what it starts with."""
    limits = Extended()
    limits.basic.flags = _PROCESS_MEMORY
    limits.process_memory = STARTED_WITH + memory
    return limits


def limit_memory(memory: int, kernel: Any = None) -> bool:
    """Make this process a job of its own with such a limit; return whether the system let it.

    Raises:
        AttributeError: On a system that is no Windows.
    """
    system = kernel or ctypes.WinDLL("kernel32", use_last_error=True)  # type: ignore[attr-defined]  # Windows only
    system.CreateJobObjectW.restype = ctypes.c_void_p
    system.GetCurrentProcess.restype = ctypes.c_void_p
    job, limits = system.CreateJobObjectW(None, None), limits_for(memory)
    if not job:
        return False
    size = ctypes.sizeof(limits)
    if not system.SetInformationJobObject(ctypes.c_void_p(job), _EXTENDED_LIMITS, ctypes.byref(limits), size):
        return False
    return bool(system.AssignProcessToJobObject(ctypes.c_void_p(job), ctypes.c_void_p(system.GetCurrentProcess())))
