"""A panel: a frame with two scales, and what is drawn in and around it.

matplotlib's own axes take thirty times as long to set up and to draw: they look after
ticks, zooming and layouts that a printed chart has no use for.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from workshop.blocks.chart.colours import INK, LINE, SOFT
from workshop.blocks.chart.marks import Across, Backing, Dot, Look, Mark, Point, Shape, Up, Words

_GAP = 5.0
"""Between a row and its name, in points."""


@dataclass
class Panel:
    """What is drawn, in the units of two scales.

    Parameters
    ----------
    across, up : (float, float)
        What the left and right, the lower and upper edge of the frame stand for.
    """

    across: Point
    up: Point
    marks: list[Mark] = field(default_factory=list)

    def box(
        self,
        left: float,
        middle: float,
        width: float,
        height: float,
        colour: str,
        *,
        edge: str = "",
        edge_width: float = 1.2,
        alpha: float = 1.0,
        order: float = 1,
    ) -> None:
        """Draw a filled box, cut where the scale ends: where it begins, its middle, its size."""
        ends = min(self.across), max(self.across)
        left, right = (min(max(end, ends[0]), ends[1]) for end in (left, left + width))
        low, high = middle - height / 2, middle + height / 2
        look = Look(colour, edge, edge_width if edge else 0.0, alpha=alpha)
        points = ((left, low), (right, low), (right, high), (left, high))
        self.marks.append(Shape(points, look, closed=True, order=order))

    def area(self, points: Iterable[Point], colour: str, alpha: float = 1.0) -> None:
        """Fill what lies between points."""
        self.marks.append(Shape(tuple(points), Look(colour, alpha=alpha), closed=True, order=1))

    def line(
        self,
        points: Iterable[Point],
        colour: str,
        width: float,
        *,
        dashes: tuple[float, ...] = (),
        round_ends: bool = False,
        order: float = 2,
    ) -> None:
        """Draw a line; its width is in points, its dashes are in widths."""
        look = Look(edge=colour, width=width, dashes=dashes, round_ends=round_ends)
        self.marks.append(Shape(tuple(points), look, closed=False, order=order))

    def upright(
        self,
        at: float,
        colour: str,
        width: float,
        *,
        dashes: tuple[float, ...] = (),
        part: Point = (0.0, 1.0),
        order: float = 2,
    ) -> None:
        """Draw an upright line over the whole frame or a part of it."""
        low, high = (self.up[0] + share * (self.up[1] - self.up[0]) for share in part)
        self.line([(at, low), (at, high)], colour, width, dashes=dashes, order=order)

    def dot(
        self, x: float, y: float, size: float, fill: str, edge: str = "", order: float = 2
    ) -> None:
        """Draw a round mark with an edge, of a diameter in points."""
        self.marks.append(Dot((x, y), size, Look(fill, edge or fill, 1.0), order))

    def words(
        self,
        x: float,
        y: float,
        text: str,
        *,
        size: float = 9,
        colour: str = INK,
        strong: bool = False,
        across: Across = "left",
        up: Up = "middle",
        shift: Point = (0.0, 0.0),
        backing: Backing | None = None,
        order: float = 3,
    ) -> None:
        """Write words of ours; see :class:`Words`."""
        self.marks.append(
            Words(text, (x, y), size, colour, strong, across, up, shift, backing, order)
        )

    def name(
        self, y: float, text: str, *, size: float = 9, colour: str = INK, strong: bool = False
    ) -> None:
        """Write the name of a row, to the left of the frame."""
        self.words(
            self.across[0], y, text, size=size, colour=colour, strong=strong, across="right",
            shift=(-_GAP, 0),
        )  # fmt: skip

    def title(self, text: str, size: float = 9.5) -> None:
        """Write a title above the frame."""
        self.words(
            self.across[0], self.up[1], text, size=size, strong=True, up="baseline", shift=(0, 6)
        )

    def scale(
        self, ticks: Sequence[tuple[float, str]], *, grid: float = 0.0, base: bool = False
    ) -> None:
        """Write the lower scale.

        Parameters
        ----------
        ticks : sequence of (place, label)
        grid : float
            Width of a line upwards from each place, in points.
        base : bool
            Draw the line the scale stands on.
        """
        low = self.up[0]
        for place, label in ticks:
            self.words(
                place, low, label, size=8, colour=SOFT, across="center", up="top", shift=(0, -3.5)
            )
            if grid:
                self.upright(place, LINE, grid, order=0)
        if base:
            self.line([(self.across[0], low), (self.across[1], low)], LINE, 0.7, order=2.5)
