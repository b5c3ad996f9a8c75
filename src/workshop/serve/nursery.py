"""A warm process that splits off a kernel whenever one is asked for.

To start Python and load our libraries takes seconds and 80 MB, for every page again. A process
that has done it once hands all of that on by splitting: the new kernel is there at once, and what
neither of the two changes stays one piece of memory. Only where the system is made for it.
"""

from __future__ import annotations

import asyncio
import contextlib
import gc
import json
import os
import signal
import sys
from pathlib import Path
from typing import Any

import psutil

POSSIBLE = sys.platform == "linux"
"""Elsewhere, libraries of the system do not survive a split, and kernels are started one by one."""
_SECONDS = 60.0


class SplitOff:
    """A kernel's process, as far as whoever looks after kernels needs one."""

    stdin = stdout = stderr = None

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self._process: psutil.Process | None
        try:
            self._process = psutil.Process(pid)
        except psutil.NoSuchProcess:
            self._process = None

    def poll(self) -> int | None:
        """Return None while it is running."""
        return None if self._process is not None and self._process.is_running() else 0

    def wait(self, timeout: float | None = None) -> int:
        """Wait until it has ended."""
        if self._process is not None:
            with contextlib.suppress(psutil.NoSuchProcess):
                self._process.wait(timeout)
        return 0

    def send_signal(self, number: int) -> None:
        """Send it a signal; one that has ended hears nothing."""
        if self._process is not None:
            with contextlib.suppress(psutil.NoSuchProcess):
                self._process.send_signal(number)

    def terminate(self) -> None:
        """Ask it to end."""
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """End it."""
        self.send_signal(signal.SIGKILL)


class Nursery:
    """The server's side: starts the warm process, asks it for kernels.

    Parameters
    ----------
    environment : dict of str to str
        Of the warm process, and so of every kernel.
    """

    def __init__(self, environment: dict[str, str]) -> None:
        self._environment = environment
        self._process: asyncio.subprocess.Process | None = None
        self._turn = asyncio.Lock()

    async def split(self, connection_file: str) -> SplitOff | None:
        """Return a new kernel for a connection file, None if there can be none now."""
        if not POSSIBLE:
            return None
        async with self._turn:
            try:
                return SplitOff(await asyncio.wait_for(self._ask(connection_file), _SECONDS))
            except (OSError, ValueError, TimeoutError):
                self.stop()  # the next time it is begun anew
                return None

    async def _ask(self, connection_file: str) -> int:
        if self._process is None or self._process.returncode is not None:
            self._process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "workshop.serve.nursery",
                stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
                env=self._environment, start_new_session=True,
            )  # fmt: skip
        process = self._process
        assert process.stdin is not None and process.stdout is not None  # noqa: PT018
        process.stdin.write(json.dumps(connection_file).encode() + b"\n")
        await process.stdin.drain()
        return int(await process.stdout.readline())

    def stop(self) -> None:
        """End the warm process; kernels it gave go by themselves."""
        if self._process is not None and self._process.returncode is None:
            self._process.kill()
        self._process = None


def main() -> None:
    """Be the warm process: a line with the name of a connection file in, a process id out."""
    import ipykernel.debugger  # a kernel loads it as it begins, each time anew
    import ipykernel.kernelapp

    from workshop.serve.warming import draw_once, warm

    draw_once()
    warm()
    # Nobody waits for a kernel of ours, so none may stay behind as a dead entry.
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    while line := _line():
        pid = os.fork()
        if not pid:
            _become_kernel(ipykernel.kernelapp.IPKernelApp, json.loads(line))
        os.write(1, f"{pid}\n".encode())


def _line() -> bytes:
    """Return what was asked, read byte by byte: nothing may wait in a buffer as we split."""
    read = b""
    while (one := os.read(0, 1)) not in (b"", b"\n"):
        read += one
    return read


def _become_kernel(application: Any, connection_file: str) -> None:
    """Go on as a kernel, and never come back."""
    import numpy as np

    from workshop.serve.warming import settle

    parent = os.getppid()
    try:
        os.setsid()
        for number in (signal.SIGCHLD, signal.SIGINT):
            signal.signal(number, signal.SIG_DFL)
        with Path(os.devnull).open("rb") as nothing:
            os.dup2(nothing.fileno(), 0)
        os.dup2(2, 1)
        np.random.seed()  # noqa: NPY002 - a facilitator's own cell may use it
        app = application.instance()
        app.initialize(
            ["-f", connection_file, f"--IPKernelApp.parent_handle={parent}",
             "--HistoryManager.enabled=False",
             "--IPKernelApp.outstream_class=workshop.serve.sparing.SparingStream"]
        )  # fmt: skip
        settle()
        gc.collect()
        app.start()
    finally:
        os._exit(0)


if __name__ == "__main__":
    main()
