"""A whole chart: its size, its panels side by side and row by row, its legend below them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from workshop.blocks.chart.colours import SOFT
from workshop.blocks.chart.lettering import width_of
from workshop.blocks.chart.panel import Panel

TEXT_WIDTH = 6.3
"""Width of the plan's text in inches: a chart of this width is printed at its own size."""

_SIZE, _ROW, _MARK, _BETWEEN, _EDGE = 7.5, 12.0, 13.5, 12.0, 6.0
_ABOVE = 5.0


@dataclass(frozen=True)
class Key:
    """An entry of a legend: a square, or a dot as large as those it explains."""

    label: str
    colour: str
    edge: str = ""
    dot: float = 0.0


@dataclass(frozen=True)
class Drawing:
    """A chart that is not drawn yet.

    Attributes
    ----------
    width, height : float
        In inches.
    panels : sequence of Panel
        Row by row.
    columns : int
        Panels in a row.
    legend : sequence of Key
    legend_columns : int
        At most; fewer if the words are too long for the width.
    """

    width: float
    height: float
    panels: Sequence[Panel]
    columns: int = 1
    legend: Sequence[Key] = ()
    legend_columns: int = 1


def legend_of(drawing: Drawing) -> Panel | None:
    """Return the legend as a panel in points, its lower edge at 0, or none."""
    if not drawing.legend:
        return None
    whole = 72 * drawing.width
    for columns in range(drawing.legend_columns, 0, -1):
        rows = -(-len(drawing.legend) // columns)
        lists = [drawing.legend[at : at + rows] for at in range(0, len(drawing.legend), rows)]
        widths = [_MARK + max(width_of(key.label, _SIZE) for key in keys) for keys in lists]
        if sum(widths) + _BETWEEN * (len(widths) - 1) + 2 * _EDGE <= whole:
            break
    panel = Panel((0.0, whole), (0.0, _EDGE / 2 + rows * _ROW + _ABOVE))
    for left, keys in zip(_starts(widths), lists, strict=True):
        for row, key in enumerate(keys):
            _entry(panel, left, panel.up[1] - _ABOVE - (row + 0.5) * _ROW, key)
    return panel


def _starts(widths: Sequence[float]) -> Iterator[float]:
    start = _EDGE
    for width in widths:
        yield start
        start += width + _BETWEEN


def _entry(panel: Panel, left: float, middle: float, key: Key) -> None:
    if key.dot:
        panel.dot(left + 4, middle, key.dot, key.colour, key.edge)
    else:
        panel.box(left, middle, 7.5, 6.75, key.colour, edge=key.edge)
    panel.words(left + _MARK, middle, key.label, size=_SIZE, colour=SOFT)
