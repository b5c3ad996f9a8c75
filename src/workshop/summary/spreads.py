"""Medians, quarters and ends of a group's numbers, rounded so that none is one person's."""

from __future__ import annotations

import math
import statistics
from collections.abc import Sequence

from workshop.numbers import round_half_away
from workshop.summary.hiding import LEAST
from workshop.summary.model import Spread

QUARTERS_LEAST = 8
"""From so many on a quarter of the group is two people."""
_STEPS = (1.0, 2.0, 5.0, 10.0)


def spread_of(numbers: Sequence[float], *, step: float, ends: bool = False) -> Spread | None:
    """Return the spread of a group's numbers.

    Parameters
    ----------
    numbers : sequence of float
        One for each person who gave one.
    step : float
        What the figures are rounded to; 0: to two digits of their size.
    ends : bool
        Whether to give the range too.

    Returns
    -------
    Spread or None
        None for fewer than five people.
    """
    if len(numbers) < LEAST:
        return None
    quarters = None
    if len(numbers) >= QUARTERS_LEAST:
        first, _middle, third = statistics.quantiles(numbers, n=4, method="inclusive")
        quarters = (_rounded(first, step), _rounded(third, step))
    return Spread(
        len(numbers),
        _rounded(statistics.median(numbers), step),
        quarters,
        _ends(min(numbers), max(numbers)) if ends else None,
    )


def _rounded(value: float, step: float) -> float:
    if not step:
        size = 10.0 ** (math.floor(math.log10(abs(value))) - 1) if value else 1.0
        step = max(1.0, size)
    return round_half_away(value / step) * step


def _ends(low: float, high: float) -> tuple[float, float]:
    """Return round numbers below the lowest and above the highest."""
    if high <= 0:
        return 0.0, 0.0
    size = 10.0 ** math.floor(math.log10(high / 4))
    step = next(part * size for part in _STEPS if part * size >= high / 4 - 1e-9)
    return math.floor(low / step) * step, (math.floor(high / step) + 1) * step
