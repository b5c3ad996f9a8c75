"""Channels compared by what their visits bring, and only as far as the numbers carry."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from workshop.settings import HouseRules
from workshop.steps.audience.reach import wilson
from workshop.steps.measurement.actuals import Actual
from workshop.steps.measurement.statistics import Comparison, Sureness, compare, sureness


@dataclass(frozen=True)
class ChannelRate:
    """One channel in the newest quarter; ``rate`` and ``interval`` are 0 to 1 (Wilson, 95 %)."""

    channel: str
    conversions: int
    visits: int
    rate: float
    interval: tuple[float, float]
    sureness: Sureness


@dataclass(frozen=True)
class ChannelsCompared:
    """Channels by their rate, the highest first, and the first against each other one.

    Attributes
    ----------
    rates : tuple of ChannelRate
    against : tuple of (str, Comparison)
        Id of the other channel, and how the first compares with it.
    """

    rates: tuple[ChannelRate, ...] = ()
    against: tuple[tuple[str, Comparison], ...] = ()


def channels_compared(
    rows: Sequence[Actual], metric: str | None, rules: HouseRules
) -> ChannelsCompared:
    """Return how channels compare in the newest quarter that has numbers for two of them.

    Parameters
    ----------
    rows : sequence of Actual
        Those of one channel, with how many visits they came from, are looked at.
    metric : str, optional
        What is counted: orders, bookings, sign-ups.
    rules : HouseRules
    """
    quarters: dict[tuple[int, int], dict[str, tuple[int, int]]] = {}
    for row in rows:
        if (
            row.metric == metric and row.channel and row.month and not row.pillar
            and row.value is not None and row.n and 0 <= row.value <= row.n
        ):  # fmt: skip
            found = quarters.setdefault((row.month.year, (row.month.month - 1) // 3), {})
            x, n = found.get(row.channel, (0, 0))
            found[row.channel] = (x + round(row.value), n + row.n)
    newest = next((quarters[key] for key in sorted(quarters, reverse=True)
                   if len(quarters[key]) > 1), None)  # fmt: skip
    if newest is None:
        return ChannelsCompared()
    rates = sorted(
        (
            ChannelRate(channel, x, n, x / n, wilson(x, n), sureness(x, rules))
            for channel, (x, n) in newest.items()
        ),
        key=lambda each: (-each.rate, each.channel),
    )
    first = rates[0]
    return ChannelsCompared(
        tuple(rates),
        tuple(
            (
                each.channel,
                compare(first.conversions, first.visits, each.conversions, each.visits, rules),
            )
            for each in rates[1:]
        ),
    )
