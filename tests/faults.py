"""The disk's misfortunes, done on purpose: at the n-th change below a folder the program dies, or the change fails.

A program that has died changes nothing any more: whatever its clean-up tries is refused, so the disk
stays as a power cut would leave it.
"""

import builtins
import errno
import io
import os
from collections.abc import Callable
from contextlib import ExitStack
from enum import Enum
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self
from unittest.mock import patch

_NAMED: Final = ("replace", "rename", "mkdir", "rmdir", "unlink", "remove", "chmod")
_WRITING: Final = os.O_WRONLY | os.O_RDWR | os.O_CREAT


class Died(BaseException):
    """The program is gone."""


class Fault(Enum):
    """What happens at the n-th change."""

    DEATH = 0
    DISK_FULL = errno.ENOSPC
    BROKEN_DISK = errno.EIO
    REFUSED = errno.EACCES


class Faults:
    """Counts the changes below a folder; from the n-th on they meet a fault, or only the n-th does: `met` is that one."""

    def __init__(self, folder: Path, at: int = 0, fault: Fault = Fault.DEATH, for_ever: bool = False) -> None:
        """Prepare a fault at a number from 1; 0 is never."""
        self.count, self.met = 0, ""
        self._folder, self._at, self._fault = str(folder), at, fault
        self._for_ever = for_ever or fault is Fault.DEATH
        self._patches = ExitStack()

    def __enter__(self) -> Self:
        for name in _NAMED:
            self._wrap(os, name, self._below)
        self._wrap(os, "fsync", lambda *_, **__: True, lambda _: None)  # no power is cut here, and it takes its time
        self._wrap(os, "open", lambda path, flags, *_, **__: bool(flags & _WRITING) and self._below(path))
        for module in (builtins, io):
            self._wrap(module, "open", lambda path, mode="r", *_, **__: set(mode) & set("wax+") and self._below(path))
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:  # fmt: skip
        self._patches.close()

    def _below(self, path: object, *_: object, **__: object) -> bool:
        return isinstance(path, str | os.PathLike) and str(path).startswith(self._folder)

    def _wrap(
        self, module: Any, name: str, concerns: Callable[..., Any], instead: Callable[..., Any] | None = None
    ) -> None:
        real = instead or getattr(module, name)

        def call(*arguments: Any, **named: Any) -> Any:
            if concerns(*arguments, **named):
                self._meet(name, arguments)
            return real(*arguments, **named)

        self._patches.enter_context(patch.object(module, name, call))

    def _meet(self, name: str, arguments: tuple[Any, ...]) -> None:
        self.count += 1
        if self._at and (self.count == self._at or (self._for_ever and self.count > self._at)):
            self.met = self.met or f"{name} {' '.join(Path(str(one)).name for one in arguments[:2])}"
            if self._fault is Fault.DEATH:
                raise Died
            raise OSError(self._fault.value, os.strerror(self._fault.value), str(arguments[0]))
