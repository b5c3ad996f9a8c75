"""Charts of a room: where its middle lies. Nobody is a dot, for a dot is somebody."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from workshop.blocks.chart import (
    ACCENT,
    FAINT,
    LINE,
    MAIN,
    PALE,
    SOFT,
    TEXT_WIDTH,
    WASH,
    Drawing,
    Panel,
    chart,
)
from workshop.summary.model import Band, Spread

_HIGH = 0.42


@chart
def index_svg(spread: Spread, bands: Sequence[Band]) -> Drawing:
    """Return the readiness index from 0 to 100: its bands, the room's middle half, its median."""
    panel = Panel((0, bands[-1].high), (-0.95, 1.05))
    for band, wash in zip(bands, (WASH, FAINT, PALE), strict=True):
        panel.box(band.low, 0.0, band.high - band.low, 0.9, wash, order=0)
        panel.words(
            (band.low + band.high) / 2, 0.62, str(band.label), size=8.5, across="center",
            up="bottom",
        )  # fmt: skip
    _draw(panel, spread, lambda value: f"{value:.0f}", below=-0.45)
    ends = sorted({0.0, *(band.high for band in bands)})
    panel.scale([(end, f"{end:g}") for end in ends], base=True)
    return Drawing(TEXT_WIDTH, 1.25, [panel])


@chart
def spread_svg(spread: Spread, show: Callable[[float], str]) -> Drawing:
    """Return one row of numbers: the range as a line, the middle half as a box, the median."""
    low, high = spread.ends or spread.quarters or (0.0, 2 * spread.median or 1.0)
    room = (high - low) or 1.0
    panel = Panel((low - 0.03 * room, high + 0.03 * room), (-0.95, 0.6))
    panel.line([(low, 0), (high, 0)], LINE, 5, order=0)
    _draw(panel, spread, show, below=-_HIGH / 1.5)
    ends = (low, high) if high > low else (low,)
    panel.scale([(end, show(end)) for end in ends], base=True)
    return Drawing(TEXT_WIDTH, 0.95, [panel])


def _draw(panel: Panel, spread: Spread, show: Callable[[float], str], below: float) -> None:
    half = _HIGH / 1.5
    if spread.quarters is not None:
        first, third = spread.quarters
        panel.box(first, 0.0, third - first, _HIGH, MAIN, alpha=0.85)
    panel.line([(spread.median, -half), (spread.median, half)], ACCENT, 3)
    panel.words(
        spread.median, below, show(spread.median), colour=SOFT, strong=True, across="center",
        up="top", shift=(0, -3),
    )  # fmt: skip
