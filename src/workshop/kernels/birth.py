"""What a process that is split off is to be, and how it becomes that."""

from __future__ import annotations

import atexit
import contextlib
import ctypes
import os
import random
import signal
import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

INLINE = "module://matplotlib_inline.backend_inline"
"""What draws charts in a notebook, as ``MPLBACKEND`` names it."""
_END_WITH_PARENT = 1
"""``PR_SET_PDEATHSIG`` of Linux's ``prctl``."""


class Kind(StrEnum):
    """What a process is split off for."""

    KERNEL = "kernel"
    """A Jupyter kernel, spoken to through the sockets its connection file names."""
    SHELL = "shell"
    """The cells of one notebook, spoken to through one connection."""
    ZYGOTE = "zygote"
    """Another zygote, which has loaded more."""


@dataclass(frozen=True)
class Birth:
    """What a process is to be.

    Attributes
    ----------
    kind : Kind
    arguments : sequence of str
        What an ordinary kernel would have on its command line; for a zygote, what its purpose is
        to load.
    folder : str
        Where it works; empty for where the zygote does.
    environment : dict of str to str, optional
        Its surroundings; None for those of the zygote.
    """

    kind: Kind
    arguments: Sequence[str] = ()
    folder: str = ""
    environment: dict[str, str] | None = None


def begin_life(birth: Birth, parent: int, output: Sequence[int]) -> None:
    """Turn a copy of the zygote into a process of its own, which ends when the zygote does.

    Parameters
    ----------
    birth : Birth
    parent : int
        Process id of the zygote.
    output : sequence of int
        Two open files, for what it prints and for its errors.
    """
    os.setsid()
    ctypes.CDLL(None).prctl(_END_WITH_PARENT, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    nothing = os.open(os.devnull, os.O_RDONLY)
    for ours, standard in zip((nothing, *output), (0, 1, 2), strict=True):
        os.dup2(ours, standard)
        os.close(ours)
    if birth.environment is not None:
        _surround(birth.environment)
    if birth.folder:
        os.chdir(birth.folder)
    _forget_chance()


def _surround(environment: dict[str, str]) -> None:
    for name in os.environ.keys() - environment.keys():
        del os.environ[name]
    for name, value in environment.items():
        if os.environ.get(name) != value:
            os.environ[name] = value
    time.tzset()


def _forget_chance() -> None:
    """Begin every source of chance anew: two processes must not draw the same numbers."""
    random.seed()
    if "numpy" in sys.modules:
        sys.modules["numpy"].random.seed()


def live(life: Callable[[], None]) -> None:
    """Live, then end as a program does, without going back to what the zygote was doing."""
    status = 1
    try:
        life()
        status = 0
    except SystemExit as leaving:
        status = leaving.code if isinstance(leaving.code, int) else int(leaving.code is not None)
    except BaseException:  # noqa: BLE001 - the last one to hear of it
        sys.excepthook(*sys.exc_info())
    finally:
        with contextlib.suppress(BaseException):
            threading._shutdown()  # type: ignore[attr-defined]  # noqa: SLF001
            atexit._run_exitfuncs()  # noqa: SLF001
            sys.stdout.flush()
            sys.stderr.flush()
        os._exit(status)
