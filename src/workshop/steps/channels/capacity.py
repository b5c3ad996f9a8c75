"""Hours a week that are left for posts once everything fixed is done."""

from __future__ import annotations

from dataclasses import dataclass

from workshop.method import Value, derive, given
from workshop.settings import HouseRules
from workshop.steps.channels.questions import Capacity

_MINUTES = ("proactive_min", "planning_min", "reporting_min", "email_min", "listings_min")


@dataclass(frozen=True)
class CapacityResult:
    """Hours a week and the number of channels they bear.

    Attributes
    ----------
    total, fixed, left : Value of float
        Hours; ``left`` may be negative.
    fixed_minutes : Value of float
    most : Value of int
        Channels at most.
    """

    total: Value[float]
    fixed_minutes: Value[float]
    fixed: Value[float]
    left: Value[float]
    most: Value[int]


def channels_most(hours_left: float, rules: HouseRules) -> int:
    """Return how many channels hours bear: few done well beat many done badly (W18)."""
    if hours_left <= rules.hours_two_channels:
        return 2
    return 3 if hours_left <= rules.hours_three_channels else 4


def evaluate(capacity: Capacity, total: Value[float], rules: HouseRules) -> CapacityResult:
    """Return what the week leaves.

    Parameters
    ----------
    capacity : Capacity
        Minutes a week.
    total : Value of float
        Hours a week of all people together.
    rules : HouseRules
    """
    answering = derive(
        lambda n, minutes: n * minutes,
        given(capacity, "messages_week"),
        given(capacity, "minutes_message"),
    )
    minutes: Value[float] = derive(
        lambda *parts: float(sum(parts)), answering, *(given(capacity, name) for name in _MINUTES)
    )
    fixed = derive(lambda all_minutes: all_minutes / 60, minutes)
    left = derive(lambda hours, gone: hours - gone, total, fixed)
    return CapacityResult(
        total, minutes, fixed, left, derive(lambda hours: channels_most(hours, rules), left)
    )
