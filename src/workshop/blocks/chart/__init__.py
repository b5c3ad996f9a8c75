"""Charts in the page's own type: one style, vectors only, the same bytes each time.

No participant's text is ever drawn in a chart: names stand in the title above it,
where they are text that can be read aloud, searched and set in any script.

A chart is described as plain data (:class:`Drawing`, :class:`Panel`), measured, and only
then drawn, once, by matplotlib.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

from workshop.blocks.chart.colours import (
    ACCENT,
    FAINT,
    GOOD,
    INK,
    LIGHT,
    LINE,
    MAIN,
    MIDDLE,
    PALE,
    RISK,
    SAND,
    SOFT,
    TINTS,
    WARM,
    WASH,
    WHITE,
    in_colours,
    tint,
)
from workshop.blocks.chart.drawing import TEXT_WIDTH, Drawing, Key
from workshop.blocks.chart.marks import Backing, Look
from workshop.blocks.chart.panel import Panel

__all__ = [
    "ACCENT",
    "FAINT",
    "GOOD",
    "INK",
    "LIGHT",
    "LINE",
    "MAIN",
    "MIDDLE",
    "PALE",
    "RISK",
    "SAND",
    "SOFT",
    "TEXT_WIDTH",
    "TINTS",
    "WARM",
    "WASH",
    "WHITE",
    "Backing",
    "Drawing",
    "Key",
    "Look",
    "Panel",
    "chart",
    "draw_once",
    "in_colours",
    "tint",
]

P = ParamSpec("P")


def chart(describe: Callable[P, Drawing]) -> Callable[P, str]:
    """Make a function that describes a chart return it as SVG text.

    The text is the same each time: no date, fixed ids, letters as outlines.
    """

    @wraps(describe)
    def drawn(*args: P.args, **options: P.kwargs) -> str:
        # matplotlib is loaded by the first chart, not by every notebook.
        from workshop.blocks.chart.sheet import svg_of

        return svg_of(describe(*args, **options))

    return drawn


def draw_once() -> None:
    """Draw a chart for nobody, so that everything it takes is loaded."""

    @chart
    def small() -> Drawing:
        panel = Panel((0, 1), (0, 1))
        panel.title("A")
        return Drawing(2, 1, [panel])

    small()
