"""How much memory a room takes, counted so that what processes share is not counted twice."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable

import psutil

_MB = 2**20


def private_mb(processes: Iterable[psutil.Process]) -> float:
    """Return the memory some processes take together.

    Where the system tells it, a piece that several share is divided among them (PSS), so that
    the sum is what they really take; elsewhere what each has for itself is summed (USS).
    """
    total = 0.0
    for each in processes:
        with contextlib.suppress(psutil.Error):
            found = each.memory_full_info()
            total += getattr(found, "pss", 0) or found.uss
    return total / _MB
