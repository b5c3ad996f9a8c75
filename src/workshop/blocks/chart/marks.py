"""What a chart is drawn of: shapes, dots and words, in the units of what they show. Plain data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Point = tuple[float, float]
Points = tuple[Point, ...]
Across = Literal["left", "center", "right"]
Up = Literal["top", "middle", "bottom", "baseline"]


@dataclass(frozen=True)
class Look:
    """How a shape is filled and edged; without a colour it is not.

    Attributes
    ----------
    fill, edge : str
        ``#rrggbb``, or nothing.
    width : float
        Of the edge, in points.
    dashes : tuple of float
        Strokes and gaps in widths of the edge; none for a whole line.
    round_ends : bool
    alpha : float
    """

    fill: str = ""
    edge: str = ""
    width: float = 0.0
    dashes: tuple[float, ...] = ()
    round_ends: bool = False
    alpha: float = 1.0


@dataclass(frozen=True)
class Shape:
    """A line, or an area if it is closed."""

    points: Points
    look: Look
    closed: bool
    order: float


@dataclass(frozen=True)
class Dot:
    """A round mark; its size is its diameter in points."""

    at: Point
    size: float
    look: Look
    order: float


@dataclass(frozen=True)
class Backing:
    """What lies behind words; the pad is in points."""

    look: Look
    pad: float
    form: Literal["square", "round", "circle"] = "square"


@dataclass(frozen=True)
class Words:
    """A line of our own words.

    Attributes
    ----------
    text : str
    at : (float, float)
    size : float
        In points.
    colour : str
    strong : bool
    across, up : str
        Which part of the words stands at the place.
    shift : (float, float)
        From there to the right and upwards, in points.
    backing : Backing, optional
    order : float
    """

    text: str
    at: Point
    size: float
    colour: str
    strong: bool = False
    across: Across = "left"
    up: Up = "middle"
    shift: Point = (0.0, 0.0)
    backing: Backing | None = None
    order: float = 3


Mark = Shape | Dot | Words
