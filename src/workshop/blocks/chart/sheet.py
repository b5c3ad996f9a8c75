"""A chart as SVG, drawn by matplotlib: marks that look alike in one go, letters by reference."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

import matplotlib as mpl
from matplotlib.artist import Artist
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from matplotlib.patches import BoxStyle
from matplotlib.path import Path
from matplotlib.transforms import Affine2D, IdentityTransform

from workshop.blocks.chart.drawing import Drawing
from workshop.blocks.chart.lettering import ASCENT, DESCENT, UNITS, run, width_of
from workshop.blocks.chart.marks import Backing, Dot, Look, Point, Shape, Words
from workshop.blocks.chart.placing import Placed, placed

# Any: matplotlib types this dictionary by a list of every key it knows.
_STYLE: Any = {"svg.hashsalt": "workshop"}
_NOTHING = {"Date": None, "Creator": None, "Format": None, "Type": None}

_MOVE, _LINE_TO, _CLOSE = (int(code) for code in (Path.MOVETO, Path.LINETO, Path.CLOSEPOLY))
_AS_IT_IS = IdentityTransform()
_colour = cache(to_rgb)

_Step = tuple[float, Callable[[Any], None]]


def svg_of(drawing: Drawing) -> str:
    """Return a chart as SVG: no date, parts named by what they are, letters as outlines."""
    figure = Figure(figsize=(drawing.width, drawing.height), dpi=72)
    figure.add_artist(_Sheet(drawing))
    buffer = io.StringIO()
    with mpl.rc_context(_STYLE):
        # Any: it has no types. Saving through the figure would do a lot more than draw once.
        canvas: Any = FigureCanvasSVG(figure)
        canvas.print_svg(buffer, metadata=_NOTHING)
    return buffer.getvalue()


class _Sheet(Artist):
    """A whole chart as one artist."""

    def __init__(self, drawing: Drawing) -> None:
        super().__init__()
        self._drawing = drawing

    def draw(self, renderer: Any) -> None:
        """Draw every mark; `renderer` is one of SVG."""
        for _order, draw in sorted(_steps(self._drawing), key=lambda step: step[0]):
            draw(renderer)


def _steps(drawing: Drawing) -> list[_Step]:
    """Return what is to be drawn, each with its order; words after all else of their order."""
    shapes: dict[tuple[float, Look], list[Placed]] = {}
    dots: dict[tuple[float, Look, float], list[Point]] = {}
    words: list[_Step] = []
    defined: set[str] = set()
    for item in placed(drawing):
        mark = item.mark
        if isinstance(mark, Shape):
            shapes.setdefault((mark.order, mark.look), []).append(item)
        elif isinstance(mark, Dot):
            dots.setdefault((mark.order, mark.look, mark.size), []).append(item.points[0])
        else:
            words.append((mark.order, _writer(mark, item.points[0], defined)))
    return [
        *((order, _shaper(look, found)) for (order, look), found in shapes.items()),
        *((order, _dotter(look, size, at)) for (order, look, size), at in dots.items()),
        *words,
    ]


def _shaper(look: Look, found: Sequence[Placed]) -> Callable[[Any], None]:
    points: list[Point] = []
    codes: list[int] = []
    for item in found:
        points += item.points
        codes += [_MOVE, *[_LINE_TO] * (len(item.points) - 1)]
        if isinstance(item.mark, Shape) and item.mark.closed:
            points.append(item.points[0])
            codes.append(_CLOSE)
    path = _path(points, codes)
    return lambda renderer: _draw(renderer, path, look)


def _path(points: Sequence[Point], codes: Sequence[int]) -> Path:
    # A hundredth of a point is finer than any printer; more digits only make the file larger.
    return Path([(round(x, 2), round(y, 2)) for x, y in points], codes)


def _draw(renderer: Any, path: Path, look: Look) -> None:
    context = _context(renderer, look)
    renderer.draw_path(context, path, _AS_IT_IS, _colour(look.fill) if look.fill else None)
    context.restore()


def _dotter(look: Look, size: float, places: Sequence[Point]) -> Callable[[Any], None]:
    def draw(renderer: Any) -> None:
        context = _context(renderer, look)
        path = _path(places, [_MOVE] * len(places))
        circle, scale = Path.unit_circle(), Affine2D().scale(size / 2)
        renderer.draw_markers(context, circle, scale, path, _AS_IT_IS, _colour(look.fill))
        context.restore()

    return draw


def _context(renderer: Any, look: Look) -> Any:
    context = renderer.new_gc()
    context.set_linewidth(look.width if look.edge else 0)
    if look.edge:
        context.set_foreground(look.edge)
    if look.dashes:
        context.set_dashes(0, [look.width * part for part in look.dashes])
    if look.round_ends:
        context.set_capstyle("round")
    context.set_joinstyle("miter" if look.fill else "round")
    if look.alpha != 1:
        context.set_alpha(look.alpha)
    return context


def _writer(words: Words, start: Point, defined: set[str]) -> Callable[[Any], None]:
    def draw(renderer: Any) -> None:
        if words.backing:
            _draw(renderer, _behind(words, words.backing, start), words.backing.look)
        letters = run(words.text, words.strong).letters
        out = renderer.writer
        new = {glyph.name: glyph for glyph, _x in letters if glyph.name not in defined}
        if new:
            out.start("defs")
            for glyph in new.values():
                out.element("path", id=glyph.name, d=glyph.outline)
            out.end("defs")
            defined.update(new)
        x, y, scale = start[0], renderer.height - start[1], words.size / UNITS
        place = f"translate({x:.2f} {y:.2f}) scale({scale:g} {-scale:g})"
        out.start("g", style=f"fill: {words.colour}", transform=place)
        for glyph, at in letters:
            out.element("use", attrib={"xlink:href": f"#{glyph.name}", "x": str(at)})
        out.end("g")

    return draw


def _behind(words: Words, backing: Backing, start: Point) -> Path:
    width = width_of(words.text, words.size, strong=words.strong)
    low, height = start[1] - DESCENT * words.size, (ASCENT + DESCENT) * words.size
    size = (
        {"pad": backing.pad}
        if backing.form != "round"
        else {"pad": backing.pad, "rounding_size": backing.pad}
    )
    style = {"square": BoxStyle.Square, "round": BoxStyle.Round, "circle": BoxStyle.Circle}
    path: Any = style[backing.form](**size)(start[0], low, width, height, 1.0)
    return Path(path.vertices.round(2), path.codes)
