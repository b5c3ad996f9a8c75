"""The time zones there are."""

from __future__ import annotations

import zoneinfo
from functools import cache


@cache
def time_zones() -> frozenset[str]:
    """Return the names of all time zones, such as ``America/Denver``.

    Read from the system's files once: to look them all up takes longer than to judge everything
    else one participant answered.
    """
    return frozenset(zoneinfo.available_timezones())
