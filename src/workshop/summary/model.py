"""The figures of a room, already held to the rule of :mod:`workshop.summary.hiding`."""

from __future__ import annotations

from dataclasses import dataclass

from workshop.i18n import Words
from workshop.method import Severity
from workshop.steps.channels.why_out import WhyOut
from workshop.summary.hiding import Count


@dataclass(frozen=True)
class Spread:
    """The middle of a group's numbers, rounded; no single person's number.

    Attributes
    ----------
    n : int
        How many gave one; five at least.
    median : float
    quarters : tuple of float, optional
        Between them lies the middle half; left out under eight, where a quarter is one person.
    ends : tuple of float, optional
        The range, rounded outwards to round numbers.
    """

    n: int
    median: float
    quarters: tuple[float, float] | None = None
    ends: tuple[float, float] | None = None


@dataclass(frozen=True)
class Band:
    """One stretch of the readiness index and how many lie in it."""

    label: Words
    low: float
    high: float
    count: Count


@dataclass(frozen=True)
class ReadinessSummary:
    """How ready the room is."""

    index: Spread | None
    bands: tuple[Band, ...] = ()


@dataclass(frozen=True)
class ObjectivesSummary:
    """What the first objective of each owner is about, and whose objectives all pass.

    Each owner counts once, by the first objective that was kept: an owner with two kinds would
    make the sum of the kinds more than the room, and the difference is somebody.
    """

    n: int | None
    kinds: tuple[tuple[Words, Count], ...] = ()
    passing: Count | None = None


@dataclass(frozen=True)
class ChannelSummary:
    """What became of one channel, with everybody for whom channels were decided as its group.

    ``reason`` is the commonest reason it was left out, with how many of those who left it out
    had it; None where too few share one.
    """

    name: str
    chosen: Count
    left_out: Count
    not_looked_at: Count
    reason: WhyOut | None = None
    reason_count: Count | None = None


@dataclass(frozen=True)
class ChannelsSummary:
    """Channels over the whole room, the one most chose first."""

    n: int | None
    channels: tuple[ChannelSummary, ...] = ()


@dataclass(frozen=True)
class CheckSummary:
    """One check that fires for at least five people, and for how many of those judged."""

    code: str
    title: Words
    severity: Severity
    count: Count


@dataclass(frozen=True)
class MeansSummary:
    """Hours a week, money for ads a month, and all costs a month in US dollars."""

    hours_week: Spread | None
    ads_month: Spread | None
    cost_month: Spread | None


@dataclass(frozen=True)
class RoomSummary:
    """One room. It holds no name, no key, no text of a participant and no small count.

    Attributes
    ----------
    n : int, optional
        How many answered anything; None if fewer than five, and then there is nothing else.
    checks : tuple of CheckSummary
        Ten at most, the commonest first.
    """

    n: int | None
    readiness: ReadinessSummary
    objectives: ObjectivesSummary
    channels: ChannelsSummary
    checks: tuple[CheckSummary, ...]
    means: MeansSummary
