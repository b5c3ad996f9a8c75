"""Where the marks of a chart come to lie on its page, in points from its lower left corner."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from workshop.blocks.chart.drawing import Drawing, legend_of
from workshop.blocks.chart.lettering import ASCENT, DESCENT, MIDDLE, width_of
from workshop.blocks.chart.margins import Span, margins
from workshop.blocks.chart.marks import Mark, Point, Points, Shape, Words
from workshop.blocks.chart.panel import Panel

_RISE = {"top": -ASCENT, "middle": -MIDDLE, "bottom": DESCENT, "baseline": 0.0}
_SIDE = {"left": 0.0, "center": -0.5, "right": -1.0}


@dataclass(frozen=True)
class Placed:
    """A mark and its points on the page: for words, where their first letter stands."""

    mark: Mark
    points: Points


@dataclass(frozen=True)
class _Cell:
    left: float
    low: float
    width: float
    height: float


def placed(drawing: Drawing) -> Iterator[Placed]:
    """Yield the marks of all panels, then those of the legend."""
    legend = legend_of(drawing)
    width, height = 72 * drawing.width, 72 * drawing.height
    foot = legend.up[1] if legend else 0.0
    rows = -(-len(drawing.panels) // drawing.columns)
    wide, high = width / drawing.columns, (height - foot) / rows
    for at, panel in enumerate(drawing.panels):
        row, column = divmod(at, drawing.columns)
        cell = _Cell(column * wide, height - (row + 1) * high, wide, high)
        yield from _in_frame(panel, _frame(panel, cell))
    if legend:
        yield from _in_frame(legend, _Cell(0.0, 0.0, width, foot))


def extent(words: Words) -> tuple[float, float, float, float]:
    """Return how far words and what lies behind them reach from their place, in points.

    To the left, downwards, to the right and upwards, with the signs of a page.
    """
    left, base = _start(words)
    right = left + width_of(words.text, words.size, strong=words.strong)
    low, high = base - DESCENT * words.size, base + ASCENT * words.size
    pad = words.backing.pad if words.backing else 0.0
    return left - pad, low - pad, right + pad, high + pad


def _start(words: Words) -> Point:
    width = width_of(words.text, words.size, strong=words.strong)
    return (
        words.shift[0] + _SIDE[words.across] * width,
        words.shift[1] + _RISE[words.up] * words.size,
    )


def _frame(panel: Panel, cell: _Cell) -> _Cell:
    """Return the largest frame that leaves room for every word in and around it."""
    across: list[Span] = []
    up: list[Span] = []
    for mark in panel.marks:
        if isinstance(mark, Words):
            left, low, right, high = extent(mark)
            across.append((_share(mark.at[0], panel.across), left, right))
            up.append((_share(mark.at[1], panel.up), low, high))
    left, right = margins(across, cell.width)
    low, high = margins(up, cell.height)
    return _Cell(
        cell.left + left, cell.low + low, cell.width - left - right, cell.height - low - high
    )


def _share(value: float, scale: Point) -> float:
    return (value - scale[0]) / (scale[1] - scale[0])


def _in_frame(panel: Panel, frame: _Cell) -> Iterator[Placed]:
    for mark in panel.marks:
        points = mark.points if isinstance(mark, Shape) else (mark.at,)
        there = tuple(
            (
                frame.left + _share(x, panel.across) * frame.width,
                frame.low + _share(y, panel.up) * frame.height,
            )
            for x, y in points
        )
        if isinstance(mark, Words):
            right, up = _start(mark)
            there = ((there[0][0] + right, there[0][1] + up),)
        yield Placed(mark, there)
