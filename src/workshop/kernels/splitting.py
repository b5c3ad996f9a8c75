"""The zygote itself: loads, then splits for as long as it is asked to."""

from __future__ import annotations

import gc
import importlib
import json
import os
import random
import signal
import sys
from pathlib import Path
from typing import Any


def main() -> None:
    """Be the zygote: a line that says what a kernel is to be in, a process id out."""
    # A kernel loads these as it begins, each time anew.
    import ipykernel.debugger
    import ipykernel.kernelapp

    purpose = importlib.import_module(sys.argv[1])
    purpose.prepare()
    gc.collect()
    gc.freeze()  # what is loaded now stays: the collector need not look at it again
    # Nobody waits for a kernel of ours, so none may stay behind as a dead entry.
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    while line := _line():
        pid = os.fork()
        if not pid:
            _become_kernel(ipykernel.kernelapp.IPKernelApp, purpose, json.loads(line))
        os.write(1, f"{pid}\n".encode())


def _line() -> bytes:
    """Return what was asked, read byte by byte: nothing may wait in a buffer as we split."""
    read = b""
    while (one := os.read(0, 1)) not in (b"", b"\n"):
        read += one
    return read


def _become_kernel(application: Any, purpose: Any, birth: dict[str, Any]) -> None:
    """Go on as a kernel, and never come back."""
    parent = os.getppid()
    try:
        os.setsid()
        for number in (signal.SIGCHLD, signal.SIGINT):
            signal.signal(number, signal.SIG_DFL)
        with Path(os.devnull).open("rb") as nothing:
            os.dup2(nothing.fileno(), 0)
        os.dup2(2, 1)
        if birth["environment"] is not None:
            os.environ.clear()
            os.environ.update(birth["environment"])
        if birth["folder"]:
            os.chdir(birth["folder"])
        _forget_chance()
        app = application.instance()
        app.initialize([*birth["arguments"], f"--IPKernelApp.parent_handle={parent}"])
        purpose.begin()
        gc.collect()
        app.start()
    finally:
        os._exit(0)


def _forget_chance() -> None:
    """Begin every source of chance anew: two kernels must not draw the same numbers."""
    random.seed()
    if "numpy" in sys.modules:
        sys.modules["numpy"].random.seed()


if __name__ == "__main__":
    main()
