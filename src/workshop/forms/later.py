"""Do something once a person pauses: of many calls in a row, the last one counts."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

PAUSE = 0.25
"""Seconds without a change before what follows from it is shown anew."""


class Later:
    """Puts a call off until nothing more comes; without a running loop it is made at once.

    Parameters
    ----------
    call : callable
    """

    def __init__(self, call: Callable[[], None]) -> None:
        self._call = call
        self._waiting: asyncio.TimerHandle | None = None

    def __call__(self) -> None:
        """Ask for the call."""
        if self._waiting is not None:
            self._waiting.cancel()
            self._waiting = None
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            self._call()
            return
        self._waiting = loop.call_later(PAUSE, self._now)

    def _now(self) -> None:
        self._waiting = None
        self._call()
