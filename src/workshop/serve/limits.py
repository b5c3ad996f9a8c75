"""Limits: tries at the door, and how many pages this machine holds."""

from __future__ import annotations

import math
import time
from collections import deque
from collections.abc import Callable

import psutil

_WINDOW = 60.0
TRIES_EACH = 10
TRIES_ALL = 60
_PAGE_MB = 60
"""What a page is reckoned to need; measured are about 45, see `workshop rehearse`."""
_SPARE_SHARE = 0.25


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


def pages_at_most() -> int:
    """Return how many pages the memory that is free now will hold, a quarter of it kept."""
    free = psutil.virtual_memory().available / 2**20
    return max(1, int(free * (1 - _SPARE_SHARE) / _PAGE_MB))
