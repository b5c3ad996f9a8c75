"""Published figures to begin with where an owner has none of their own yet.

Only figures of the very definition the method uses are taken: orders or leads for each visit,
money for each click. What is published under another definition stands in for nothing.
"""

from __future__ import annotations

from collections.abc import Iterable

from workshop.reference.model import Benchmark, Rate
from workshop.reference.tables import Reference

_TRUST = {"high": 0, "medium": 1, "low": 2}


def conversion_start(reference: Reference) -> Rate | None:
    """Return orders or qualified leads for 100 visits to a website, all trades together."""
    return _best(
        row
        for row in reference.conversion
        if (row.place, row.industry, row.metric) == ("website", "all", "conversion_rate")
    )


def click_cost_start(reference: Reference) -> Rate | None:
    """Return US dollars for a click on a Meta ad that leads to a website, all trades together."""
    return _best(
        row
        for row in reference.paid
        if (row.place, row.industry, row.metric) == ("meta", "all", "cpc_traffic")
    )


def engagement_start(reference: Reference, channel: str) -> Benchmark | None:
    """Return the published engagement rate by followers of a channel, all trades together."""
    found = [
        row
        for row in reference.benchmarks
        if (row.channel, row.industry, row.definition) == (channel, "all", "er_followers")
        and row.unit == "percent"
    ]
    return min(found, key=lambda row: _rank(row.origin.trust, row.origin.year), default=None)


def _best(rows: Iterable[Rate]) -> Rate | None:
    """Return the most trusted row, of equals the newest."""
    return min(rows, key=lambda row: _rank(row.origin.trust, row.origin.year), default=None)


def _rank(trust: str, year: str) -> tuple[int, int]:
    return _TRUST.get(trust, len(_TRUST)), -int(year) if year.isdigit() else 0
