"""How many of a segment use each channel, by published survey and by the customers asked."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from workshop.answers.measured import Basis, weakest
from workshop.method import Value, missing
from workshop.reference import BANDS, Reference, UsageTable, Use
from workshop.settings import HouseRules
from workshop.steps.audience.segments import Group, Segment, SegmentResult
from workshop.steps.audience.survey import Survey, SurveyUse

Z = 1.96
"""Quantile of the normal distribution for an interval of 95 %."""

_CELLS = {
    Group.HISPANIC: ("race_ethnicity", "Hispanic"),
    Group.COLLEGE: ("education", "College graduate"),
    Group.INCOME: ("household_income", "$100,000 or more"),
}


@dataclass(frozen=True)
class Reach:
    """How much of a segment one channel reaches.

    Attributes
    ----------
    share : Value of float
        A_p: per cent by the published survey.
    margin : float, optional
        Margin of error of ``share`` in points, at its widest; None where none is published.
    rough : bool
        Only the share of all adults is known, or a group factor was used.
    uses, asked : int, optional
        Customers who use it, of those asked.
    survey_share : Value of float
        Per cent of the customers asked.
    interval : Value of (float, float)
        Wilson interval of ``survey_share``, per cent.
    blend : Value of float
        A*_p: per cent, survey and customers together.
    people : Value of float
        Reachable people.
    use : Use, optional
        A published figure ``share`` rests on, with its survey and where it comes from.
    """

    channel: str
    share: Value[float]
    margin: float | None
    rough: bool
    uses: int | None
    asked: int | None
    survey_share: Value[float]
    interval: Value[tuple[float, float]]
    blend: Value[float]
    people: Value[float]
    use: Use | None

    @property
    def whisker(self) -> tuple[float, float] | None:
        """Return the interval to draw: the customers' own, else the survey's margin."""
        if self.interval.known:
            return self.interval.get()
        if self.share.known and self.margin is not None:
            value = self.share.get()
            return max(0.0, value - self.margin), min(100.0, value + self.margin)
        return None


def reachable_share(sizes: Sequence[float], shares: Sequence[float]) -> float:
    """Return A_p = Σ N_b · u_b / Σ N_b, 0 to 1.

    Parameters
    ----------
    sizes : sequence of float
        People in each band; not all 0.
    shares : sequence of float
        Share of each band that uses the channel, 0 to 1.
    """
    return sum(n * u for n, u in zip(sizes, shares, strict=True)) / sum(sizes)


def group_factor(
    segment_shares: Sequence[float], use_by_group: Sequence[float], use_all: float
) -> float:
    """Return Σ s_g · u_g / u_all: how a segment's make-up changes its use. Rough.

    Parameters
    ----------
    segment_shares : sequence of float
        Share of the segment in each group; add up to 1.
    use_by_group : sequence of float
        Use in each group, from one survey, in the unit of ``use_all``.
    use_all : float
        Use among all; above 0.
    """
    mixed = sum(s * u for s, u in zip(segment_shares, use_by_group, strict=True))
    return mixed / use_all


def wilson(successes: int, n: int) -> tuple[float, float]:
    """Return the 95 % Wilson interval of a proportion, 0 to 1 (W69).

    Parameters
    ----------
    successes, n : int
        0 ≤ successes ≤ n, n ≥ 1.
    """
    p = successes / n
    scale = 1 + Z * Z / n
    centre = (p + Z * Z / (2 * n)) / scale
    half = Z * math.sqrt(p * (1 - p) / n + Z * Z / (4 * n * n)) / scale
    return max(0.0, centre - half), min(1.0, centre + half)


def blend(successes: int, n: int, share: float, weight: float) -> float:
    """Return (x + κ·A) / (n + κ): customers asked and published share together.

    Parameters
    ----------
    successes, n : int
    share : float
        Published share, 0 to 1.
    weight : float
        κ: how many customers the published share counts for.
    """
    return (successes + weight * share) / (n + weight)


def margin_of(sizes: Sequence[float], margins: Sequence[float]) -> float:
    """Return the margin of a share put together from bands asked independently."""
    total = sum(sizes)
    return math.sqrt(sum((n / total * m) ** 2 for n, m in zip(sizes, margins, strict=True)))


def no_difference(a: Reach, b: Reach) -> bool:
    """Say that two shares cannot be told apart: they differ by less than both margins."""
    if not (a.share.known and b.share.known) or a.margin is None or b.margin is None:
        return False
    return abs(a.share.get() - b.share.get()) <= a.margin + b.margin


@dataclass(frozen=True)
class _Published:
    share: float
    margin: float | None
    rough: bool
    use: Use


def _by_age(segment: Segment, sizes: Sequence[float], channel: str, usage: UsageTable,
            ) -> _Published | None:  # fmt: skip
    """Return the share from the survey's own cells; two shares are never multiplied."""
    ages = usage.bands(channel)
    if ages is None:
        total = usage.total(channel)
        return None if total is None else _Published(total.share, total.margin, True, total)
    women = usage.gender_bands(channel, "Women")
    men = usage.gender_bands(channel, "Men")
    if segment.women_pct is not None and women is not None and men is not None:
        w = segment.women_pct / 100
        cells = [(women[band], n * w) for band, n in zip(BANDS, sizes, strict=True)]
        cells += [(men[band], n * (1 - w)) for band, n in zip(BANDS, sizes, strict=True)]
    else:
        cells = [(ages[band], n) for band, n in zip(BANDS, sizes, strict=True)]
    counts = [n for _use, n in cells]
    margins = [use.margin for use, n in cells if n > 0]
    whole = None
    if all(margin is not None for margin in margins):
        whole = margin_of(counts, [use.margin or 0.0 for use, _n in cells])
    share = reachable_share(counts, [use.share for use, _n in cells])
    return _Published(share, whole, False, cells[0][0])


def _adjusted(found: _Published, segment: Segment, channel: str, usage: UsageTable) -> _Published:
    if segment.group is None or segment.group_pct is None:
        return found
    cell, total = usage.cell(channel, *_CELLS[segment.group]), usage.total(channel)
    if cell is None or total is None or total.share <= 0:
        return found
    # The others' use follows from the group's and the total's only if the group's size in
    # the survey were known; so the part of the segment outside is taken to be like all.
    s = segment.group_pct / 100
    factor = group_factor((s, 1 - s), (cell.share, total.share), total.share)
    return _Published(min(1.0, max(0.0, found.share * factor)), found.margin, True, found.use)


def _percent(found: _Published | None) -> Value[float]:
    return Value(100 * found.share, Basis.BENCHMARK) if found else missing("/audience/survey_uses")


def one(
    channel: str,
    result: SegmentResult,
    survey: Survey,
    counted: Mapping[str, SurveyUse],
    reference: Reference,
    rules: HouseRules,
) -> Reach:
    """Return how much of a segment a channel reaches."""
    row = counted.get(channel)
    asked = survey.n if row is not None and row.uses_it is not None and survey.n else None
    uses = row.uses_it if row is not None and asked else None
    if uses is not None and asked is not None and uses > asked:
        uses = asked = None
    nothing: Value[float] = missing(*result.sizes.needs)
    found: _Published | None = None
    if result.sizes.known and result.size.get() > 0:
        found = _by_age(result.segment, result.sizes.get(), channel, reference.usage)
        if found is not None:
            found = _adjusted(found, result.segment, channel, reference.usage)
        share = _percent(found)
    else:
        share = nothing
    survey_share: Value[float] = missing("/audience/survey_uses")
    interval: Value[tuple[float, float]] = missing("/audience/survey_uses")
    both = share
    if uses is not None and asked is not None:
        low, high = wilson(uses, asked)
        survey_share = Value(100 * uses / asked, Basis.MEASURED)
        interval = Value((100 * low, 100 * high), Basis.MEASURED)
        if found is not None:
            mixed = blend(uses, asked, found.share, rules.survey_weight)
            both = Value(100 * mixed, Basis.BENCHMARK)
        elif result.sizes.known:
            both = survey_share
    people: Value[float] = missing(*(result.size.needs or both.needs))
    if both.known and result.size.known:
        basis = weakest(both.basis, result.size.basis)
        people = Value(both.get() / 100 * result.size.get(), basis)
    return Reach(
        channel=channel,
        share=share,
        margin=None if found is None or found.margin is None else 100 * found.margin,
        rough=bool(found and found.rough),
        uses=uses,
        asked=asked,
        survey_share=survey_share,
        interval=interval,
        blend=both,
        people=people,
        use=found.use if found else None,
    )


def evaluate(
    result: SegmentResult | None,
    survey: Survey,
    uses: Sequence[SurveyUse],
    reference: Reference,
    rules: HouseRules,
) -> dict[str, Reach]:
    """Return the reach of every channel something is known of, the widest first.

    Parameters
    ----------
    result : SegmentResult, optional
        The segment channels are chosen for.
    survey, uses
        What customers said.
    reference : Reference
    rules : HouseRules
    """
    if result is None:
        return {}
    counted = {row.channel: row for row in uses if row.channel}
    wanted = [key for key, row in reference.channels.items() if row.scored]
    found = [one(key, result, survey, counted, reference, rules) for key in wanted]
    kept = [each for each in found if each.blend.known]
    kept.sort(key=lambda each: -each.blend.get())
    return {each.channel: each for each in kept}


def look_alike(reach: Mapping[str, Reach]) -> list[tuple[str, ...]]:
    """Return runs of neighbouring channels whose published shares cannot be told apart."""
    order = sorted(
        (each for each in reach.values() if each.share.known and each.margin is not None),
        key=lambda each: -each.share.get(),
    )
    runs: list[list[Reach]] = []
    for each in order:
        if runs and no_difference(runs[-1][0], each):
            runs[-1].append(each)
        else:
            runs.append([each])
    return [tuple(each.channel for each in run) for run in runs if len(run) > 1]
