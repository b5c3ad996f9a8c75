"""Charts of a room: where its middle lies. Nobody is a dot, for a dot is somebody."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from workshop.blocks.chart import (
    ACCENT,
    FAINT,
    INK,
    LINE,
    MAIN,
    PALE,
    SOFT,
    TEXT_WIDTH,
    WASH,
    Box,
    add_axes,
    add_boxes,
    chart,
    new_figure,
)
from workshop.summary.model import Band, Spread

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_HIGH = 0.42


@chart
def index_svg(spread: Spread, bands: Sequence[Band]) -> Figure:
    """Return the readiness index from 0 to 100: its bands, the room's middle half, its median."""
    figure = new_figure(TEXT_WIDTH, 1.25)
    axis = add_axes(figure)[0]
    top = bands[-1].high
    washes = (WASH, FAINT, PALE)
    add_boxes(
        axis,
        [
            Box(band.low, 0.0, band.high - band.low, 0.9, wash)
            for band, wash in zip(bands, washes, strict=True)
        ],
        zorder=0,
    )
    for band in bands:
        axis.text(
            (band.low + band.high) / 2, 0.62, str(band.label), ha="center", va="bottom",
            fontsize=8.5, color=INK,
        )  # fmt: skip
    _draw(axis, spread, 0.0, lambda value: f"{value:.0f}")
    axis.set(xlim=(0, top), ylim=(-0.95, 1.05))
    axis.set_yticks([])
    axis.set_xticks(sorted({0.0, *(band.high for band in bands)}))
    axis.spines["left"].set_visible(False)
    return figure


@chart
def spread_svg(spread: Spread, show: Callable[[float], str]) -> Figure:
    """Return one row of numbers: the range as a line, the middle half as a box, the median."""
    figure = new_figure(TEXT_WIDTH, 0.95)
    axis = add_axes(figure)[0]
    low, high = spread.ends or spread.quarters or (0.0, 2 * spread.median or 1.0)
    axis.plot([low, high], [0, 0], color=LINE, linewidth=5, solid_capstyle="butt", zorder=0)
    _draw(axis, spread, 0.0, show)
    room = (high - low) or 1.0
    axis.set(xlim=(low - 0.03 * room, high + 0.03 * room), ylim=(-0.95, 0.6))
    axis.set_yticks([])
    axis.set_xticks([low, high], [show(low), show(high)])
    axis.spines["left"].set_visible(False)
    return figure


def _draw(axis: Axes, spread: Spread, middle: float, show: Callable[[float], str]) -> None:
    if spread.quarters is not None:
        first, third = spread.quarters
        add_boxes(axis, [Box(first, middle, third - first, _HIGH, MAIN, alpha=0.85)], zorder=1)
    axis.plot(
        [spread.median, spread.median], [middle - _HIGH / 1.5, middle + _HIGH / 1.5],
        color=ACCENT, linewidth=3, zorder=2,
    )  # fmt: skip
    axis.text(
        spread.median, middle - _HIGH / 1.5 - 0.08, show(spread.median), ha="center", va="top",
        fontsize=9, color=SOFT, fontweight="semibold",
    )  # fmt: skip
