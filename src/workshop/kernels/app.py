"""The kernel that is split off: ipykernel's own, which leaves alone what it shares.

What a process writes to is its own from then on, and in Python looking at an object is writing to
it. Two things every kernel looks through as it begins are therefore known ahead: the files of all
modules, and the options it could be given. That is a quarter of what it would have to itself.
"""

from __future__ import annotations

import faulthandler  # noqa: F401 - every kernel would load it
import gc
import os
import re
import sys
from collections.abc import Callable, Sequence
from types import ModuleType
from typing import Any

import ipykernel.debugger
import ipykernel.ipkernel
import psutil  # noqa: F401 - every kernel would load it
from ipykernel.ipkernel import IPythonKernel
from ipykernel.kernelapp import IPKernelApp
from traitlets.config import Config
from traitlets.config.loader import DeferredConfigString

from workshop.kernels.shell import draw_as_told, forget_shell, options_of

_HISTORY = re.compile(r"--HistoryManager\.hist_file=(.+)")
_PARENT = re.compile(r"--IPKernelApp\.parent_handle=(\d+)")
_files: list[str] = []


def prepare_kernel() -> None:
    """Look up what kernels to come would each look up as they begin.

    It is how to draw charts, and for the debugger the files of all modules that are loaded.
    """
    if registry := sys.modules.get("matplotlib.backends.registry"):
        registry.backend_registry.list_all()
    options_of(())
    modules = sys.modules.copy().values()
    _files[:] = [module.__file__ for module in modules if getattr(module, "__file__", None)]  # type: ignore[misc]


class SplitKernel(IPythonKernel):
    """IPython's kernel, told of the modules that were loaded before it was split off."""

    def __init__(self, **options: Any) -> None:
        # All it looks up there as it begins are the modules.
        stand_in = ModuleType("sys")
        stand_in.__dict__.update(vars(sys), modules={})
        ipykernel.ipkernel.sys = stand_in  # type: ignore[attr-defined]
        try:
            super().__init__(**options)  # type: ignore[no-untyped-call]
        finally:
            ipykernel.ipkernel.sys = sys  # type: ignore[attr-defined]
        self._kernel_modules = _files
        if hasattr(self, "debugger"):
            self.debugger.kernel_modules = _files


class SplitApp(IPKernelApp):
    """ipykernel's program; it knows the few words it is begun with by itself."""

    def parse_command_line(self, argv: Any = None) -> None:
        """Read the command line: the usual one at once, any other as ever."""
        known = _usual(argv or ())
        if known is None:
            super().parse_command_line(argv)
            return
        self.argv = list(argv)
        self.cli_config = known
        self.update_config(known)
        self.extra_args = []


def _usual(arguments: Sequence[str]) -> Config | None:
    """Return what the arguments every kernel is begun with set, None if there are others."""
    if arguments[:1] != ["-f"] or len(arguments) < 2:
        return None
    found = Config()
    found.IPKernelApp.connection_file = DeferredConfigString(arguments[1])
    for argument in arguments[2:]:
        if history := _HISTORY.fullmatch(argument):
            found.HistoryManager.hist_file = DeferredConfigString(history[1])
        elif parent := _PARENT.fullmatch(argument):
            found.IPKernelApp.parent_handle = DeferredConfigString(parent[1])
        else:
            return None
    return found


def be_kernel(arguments: Sequence[str], begin: Callable[[], None], waiting: Sequence[int]) -> None:
    """Be a kernel until it is told to shut down.

    Parameters
    ----------
    arguments : sequence of str
        Its command line.
    begin : callable
        Called when it is ready to answer.
    waiting : sequence of int
        Open files; they are written to and closed when it can be spoken to.
    """
    forget_shell()
    draw_as_told()
    sys.argv = ["ipykernel_launcher", *arguments]
    app = SplitApp.instance(kernel_class=SplitKernel)
    app.initialize([*arguments, f"--IPKernelApp.parent_handle={os.getppid()}"])  # type: ignore[no-untyped-call]
    begin()
    for number in waiting:
        os.write(number, b"!")
        os.close(number)
    gc.collect()
    app.start()  # type: ignore[no-untyped-call]
