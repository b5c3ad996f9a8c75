"""How many open pages the memory of this machine holds."""

from __future__ import annotations

import sys

import psutil

PAGE_MB = 60 if sys.platform == "linux" else 100
"""What a page is reckoned to need. Measured were 43 MB with forty seats where kernels share what
they have loaded, and 80 to 88 for a kernel that loads it for itself; see ``workshop rehearse``."""
SPARE_SHARE = 0.25
"""Of the free memory, kept for everything else."""


def pages_at_most() -> int:
    """Return how many pages the memory that is free now will hold, a quarter of it kept."""
    free = psutil.virtual_memory().available / 2**20
    return max(1, int(free * (1 - SPARE_SHARE) / PAGE_MB))
