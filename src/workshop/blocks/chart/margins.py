"""The room that words need around a frame, so that none of them is cut."""

from __future__ import annotations

from collections.abc import Iterable

Span = tuple[float, float, float]
"""A place as a share of the frame, and how far words reach from it to either side, in points."""

PAD = 3.0
"""White that stays at the edges, in points."""

_ROUNDS = 4
_MOST = 0.9
"""Share of the length that margins may take."""


def margins(spans: Iterable[Span], whole: float) -> tuple[float, float]:
    """Return the smallest margins at the lower and the upper end that leave room for all.

    A wider margin moves every place of the frame, and with it what stands there: the two
    ends are found in turns, and after a few of them nothing moves any more.

    Parameters
    ----------
    spans : iterable of (share, before, after)
        A negative ``before`` reaches towards the lower end.
    whole : float
        Length there is, in points.
    """
    known = list(spans)
    low = high = PAD
    for _round in range(_ROUNDS):
        low = max(
            (
                (PAD - before - share * (whole - high)) / (1 - share)
                for share, before, _after in known
                if share < 1
            ),
            default=PAD,
        )
        low = max(PAD, low)
        high = max(
            (
                (PAD + after - (1 - share) * (whole - low)) / share
                for share, _before, after in known
                if share > 0
            ),
            default=PAD,
        )
        high = max(PAD, high)
    # Words that are wider than all there is: they are cut, the rest keeps its place.
    excess = max(1.0, (low + high) / (_MOST * whole))
    return low / excess, high / excess
