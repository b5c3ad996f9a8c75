"""Limits of tries at the door."""

from __future__ import annotations

import math
import time
from collections import deque
from collections.abc import Callable

_WINDOW = 60.0
TRIES_EACH = 10
TRIES_ALL = 60


class Doorkeeper:
    """Counts failed tries of the last minute, of each address and of all together.

    Parameters
    ----------
    clock : callable
        Seconds that only grow.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._tries: dict[str, deque[float]] = {}
        self._all: deque[float] = deque()

    def failed(self, address: str) -> None:
        """Count one."""
        at = self._clock()
        self._tries.setdefault(address, deque()).append(at)
        self._all.append(at)

    def wait(self, address: str) -> int:
        """Return how many seconds this address must wait, 0 if it may try."""
        now = self._clock()
        mine = self._tries.get(address, deque())
        for tries in (self._all, mine):
            while tries and tries[0] <= now - _WINDOW:
                tries.popleft()
        if not mine:
            self._tries.pop(address, None)
        waits = [
            tries[0] + _WINDOW - now
            for tries, most in ((mine, TRIES_EACH), (self._all, TRIES_ALL))
            if len(tries) >= most
        ]
        return math.ceil(max(waits, default=0))
