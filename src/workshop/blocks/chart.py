"""Charts in the page's own type: one style, vectors only, the same bytes each time.

No participant's text is ever drawn in a chart: names stand in the title above it,
where they are text that can be read aloud, searched and set in any script.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, wraps
from typing import TYPE_CHECKING, Any, ParamSpec

from workshop.shipped import shipped

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

INK, SOFT, LINE, WASH = "#22303a", "#5b6b76", "#d9dfe3", "#f4f6f7"
MAIN, ACCENT, GOOD, RISK = "#1f4e5f", "#b5532a", "#2c7a57", "#a8322a"
MIDDLE, LIGHT, PALE, FAINT = "#4b7f93", "#8fb3c0", "#a9c6d0", "#c3d6dd"
"""Tints of the main colour, the strongest first."""
WARM, SAND = "#d99a6c", "#ead3bd"
"""Tints of the accent."""
TINTS: dict[str, tuple[str, float]] = {
    MAIN: (MAIN, 0.0), MIDDLE: (MAIN, 0.27), LIGHT: (MAIN, 0.52), PALE: (MAIN, 0.63),
    FAINT: (MAIN, 0.75), ACCENT: (ACCENT, 0.0), WARM: (ACCENT, 0.4), SAND: (ACCENT, 0.7),
}  # fmt: skip
"""Every colour that is a host's to choose: what it is a tint of, and its share of white."""

TEXT_WIDTH = 6.3
"""Width of the plan's text in inches: a chart of this width is printed at its own size."""

# Any: matplotlib types this dictionary by a list of every key it knows.
_STYLE: Any = {
    # One family: labels are our own words, in Latin, Greek or Cyrillic letters.
    "font.family": ["Source Sans 3"],
    "font.size": 9,
    "text.color": INK,
    "axes.edgecolor": LINE,
    "axes.labelcolor": SOFT,
    "axes.titlesize": 9.5,
    "axes.titleweight": "semibold",
    "axes.titlelocation": "left",
    "axes.linewidth": 0.7,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "xtick.color": SOFT,
    "ytick.color": SOFT,
    "xtick.labelsize": 8,
    "ytick.labelsize": 8,
    "xtick.major.size": 0,
    "ytick.major.size": 0,
    "svg.fonttype": "path",
    "svg.hashsalt": "workshop",
    "figure.dpi": 72,
}


@cache
def _fonts() -> None:
    from matplotlib import font_manager

    for path in sorted(shipped("assets/fonts").glob("*.ttf")):
        font_manager.fontManager.addfont(str(path))


P = ParamSpec("P")


def chart(draw: Callable[P, Figure]) -> Callable[P, str]:
    """Make a function that draws a figure return it as SVG text in our style.

    The text is the same each time: no date, fixed ids, letters as outlines. matplotlib
    reads a style both when something is drawn and when it is saved, so both happen inside.
    """

    @wraps(draw)
    def drawn(*args: P.args, **options: P.kwargs) -> str:
        import matplotlib as mpl

        _fonts()
        buffer = io.StringIO()
        with mpl.rc_context(_STYLE):
            figure = draw(*args, **options)
            figure.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None})
        return buffer.getvalue()

    return drawn


def in_colours(svg: str, colour: str, accent: str) -> str:
    """Return a chart in a host's two colours in place of ours.

    Parameters
    ----------
    svg : str
        A chart of ours.
    colour, accent : str
        ``#rrggbb``.
    """
    if (colour, accent) == (MAIN, ACCENT):
        return svg
    found = {MAIN: colour, ACCENT: accent}
    new = {ours: tint(found[base], white) for ours, (base, white) in TINTS.items()}
    return _TINTED.sub(lambda match: new[match[0]], svg)


_TINTED = re.compile("|".join(TINTS))


def tint(colour: str, white: float) -> str:
    """Return a colour ``#rrggbb`` with a share of white, 0 to 1, mixed in."""
    parts = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return "#" + "".join(f"{round(part + (255 - part) * white):02x}" for part in parts)


def new_figure(width: float, height: float) -> Figure:
    """Return an empty figure, in inches; nothing global is touched."""
    from matplotlib.figure import Figure

    return Figure(figsize=(width, height), layout="constrained")


@dataclass(frozen=True)
class Box:
    """A filled box of a grid: where it begins, its middle, its size, its colours."""

    left: float
    middle: float
    width: float
    height: float
    colour: str
    edge: str = "none"
    alpha: float = 1.0


def add_boxes(axes: Axes, boxes: Iterable[Box], zorder: float = 1) -> None:
    """Draw boxes as one thing: a bar each would take a hundred times as long.

    The limits of the axes stay as they are.
    """
    from matplotlib.collections import PatchCollection
    from matplotlib.patches import Rectangle

    patches = [
        Rectangle(
            (box.left, box.middle - box.height / 2), box.width, box.height, facecolor=box.colour,
            edgecolor=box.edge, linewidth=0 if box.edge == "none" else 1.2, alpha=box.alpha,
        )
        for box in boxes
    ]  # fmt: skip
    if patches:
        axes.add_collection(
            PatchCollection(patches, match_original=True, zorder=zorder), autolim=False
        )


def add_axes(figure: Figure, rows: int = 1, columns: int = 1) -> list[Axes]:
    """Return the axes of a figure, row by row."""
    return list(figure.subplots(rows, columns, squeeze=False).ravel())


def draw_once() -> None:
    """Draw a chart for nobody, so that everything it takes is loaded."""

    @chart
    def empty() -> Figure:
        figure = new_figure(2, 1)
        add_axes(figure)[0].set_title("A")
        return figure

    empty()
