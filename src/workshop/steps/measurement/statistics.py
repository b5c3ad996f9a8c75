"""Honest comparisons: when a difference is one, and when there is too little to tell."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum

from workshop.numbers import ceil_needed
from workshop.settings import HouseRules
from workshop.steps.audience.reach import wilson

Z_95, Z_80 = 1.95996, 0.84162
"""Quantiles for a two-sided 5 % test with 80 % power."""
_EXACT = 1.96


class Sureness(StrEnum):
    """How far a rate can be trusted."""

    FEW = "too few to judge"
    ROUGH = "rough"
    FAIR = "fair"


def sureness(conversions: float, rules: HouseRules) -> Sureness:
    """Return how far a rate on so many conversions can be trusted."""
    if conversions < rules.few_conversions:
        return Sureness.FEW
    return Sureness.ROUGH if conversions < rules.rough_conversions else Sureness.FAIR


def conversions_needed(rate: float, half_width: float) -> float:
    """Return conversions for a 95 % interval of ± a share of the rate.

    Parameters
    ----------
    rate : float
        0 to 1.
    half_width : float
        0.5 is ± 50 % of the rate.
    """
    return (_EXACT / half_width) ** 2 * (1 - rate)


@dataclass(frozen=True)
class Comparison:
    """Two rates compared (two-proportion z-test, W69).

    Attributes
    ----------
    first, second : float
        Rates, 0 to 1.
    first_range, second_range : tuple of float
        95 % Wilson intervals.
    z, p : float
        Test statistic and two-sided chance of error.
    clear : bool
        Whether they differ by our rule.
    sample : float
        Needed in each group to see such a gap, unrounded; infinite where there is none.
    """

    first: float
    second: float
    first_range: tuple[float, float]
    second_range: tuple[float, float]
    z: float
    p: float
    clear: bool
    sample: float
    sureness: Sureness

    @property
    def sample_shown(self) -> int | None:
        """Return the sample rounded up, None where no gap is there to see."""
        return ceil_needed(self.sample) if math.isfinite(self.sample) else None


def two_proportions(x1: int, n1: int, x2: int, n2: int) -> tuple[float, float]:
    """Return z and the two-sided p of two proportions."""
    pooled = (x1 + x2) / (n1 + n2)
    spread = math.sqrt(pooled * (1 - pooled) * (1 / n1 + 1 / n2))
    if spread == 0:
        return 0.0, 1.0
    z = (x1 / n1 - x2 / n2) / spread
    return z, math.erfc(abs(z) / math.sqrt(2))


def sample_size(p1: float, p2: float) -> float:
    """Return the size of each group to see p1 and p2 apart with 80 % power at 5 %."""
    if p1 == p2:
        return math.inf
    mean = (p1 + p2) / 2
    root = Z_95 * math.sqrt(2 * mean * (1 - mean))
    root += Z_80 * math.sqrt(p1 * (1 - p1) + p2 * (1 - p2))
    return (root / (p1 - p2)) ** 2


def compare(x1: int, n1: int, x2: int, n2: int, rules: HouseRules) -> Comparison:
    """Return how two rates compare.

    Parameters
    ----------
    x1, n1, x2, n2 : int
        Conversions and visits of both, 0 ≤ x ≤ n, n ≥ 1.
    rules : HouseRules
    """
    p1, p2 = x1 / n1, x2 / n2
    z, p = two_proportions(x1, n1, x2, n2)
    return Comparison(
        p1, p2, wilson(x1, n1), wilson(x2, n2), z, p, p < rules.doubt_from,
        sample_size(p1, p2), sureness(min(x1, x2), rules),
    )  # fmt: skip
