"""How much memory a command takes, with every process it started, however it started it.

A kernel that was split off, or a browser's helper, is no child of the command any more. So the
command is given a mark in its environment, which all its processes inherit, and whoever has the
mark, or has a parent that is known, is counted. A piece of memory several share is divided among
them (PSS), so that the sum is what they take together; it is read twice a second.
"""

from __future__ import annotations

import os
import threading
import time
import uuid
from pathlib import Path
from types import TracebackType
from typing import Self

import psutil

from workshop.serve.rehearsing.memory import private_mb

_MARK = "WORKSHOP_BENCHMARK"
_EVERY_SECONDS = 0.5


class Watch:
    """Watches what is started with :attr:`environment` for as long as it is entered.

    Attributes
    ----------
    environment : dict of str to str
        Ours with the mark in it.
    samples : list of (float, float)
        Seconds since the beginning, and megabytes then.
    """

    def __init__(self) -> None:
        mark = uuid.uuid4().hex
        self.environment = {**os.environ, _MARK: mark}
        self.samples: list[tuple[float, float]] = []
        self._mark = f"{_MARK}={mark}".encode()
        self._known: set[psutil.Process] = set()
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> Self:
        """Begin."""
        self._begun = time.monotonic()
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End."""
        self._over.set()
        self._thread.join()

    @property
    def peak_mb(self) -> float:
        """Return the most there was at once."""
        return max((amount for _when, amount in self.samples), default=0.0)

    def peak_between(self, first: float, last: float) -> float:
        """Return the most there was between two shares of the time it took."""
        whole = self.samples[-1][0] if self.samples else 0.0
        return max(
            (mb for when, mb in self.samples if first * whole <= when <= last * whole), default=0.0
        )

    def _watch(self) -> None:
        while not self._over.wait(_EVERY_SECONDS):
            found = private_mb(self._processes())
            self.samples.append((time.monotonic() - self._begun, found))

    def _processes(self) -> set[psutil.Process]:
        """Return what is running now; parents come before their children."""
        found: set[psutil.Process] = set()
        numbers: set[int] = set()
        for each in psutil.process_iter(["ppid"]):
            # The same number may have become another process: psutil compares when each began.
            if each in self._known or each.info["ppid"] in numbers or self._is_marked(each.pid):
                found.add(each)
                numbers.add(each.pid)
        self._known = found
        return found

    def _is_marked(self, number: int) -> bool:
        try:
            return self._mark in Path(f"/proc/{number}/environ").read_bytes()
        except OSError:
            return False
