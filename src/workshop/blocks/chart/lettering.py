"""Our words as outlines of the page's type: measured once, drawn from a glyph for each letter."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from io import BytesIO
from threading import Lock
from typing import TYPE_CHECKING, Any

from workshop.shipped import shipped

if TYPE_CHECKING:
    from matplotlib.ft2font import FT2Font

UNITS = 1000
"""Units of the type to its size."""
ASCENT, DESCENT = 0.712, 0.205
"""How far l reaches up and p down from the line the letters stand on, in sizes."""
MIDDLE = 0.285
"""Middle of words above that line: between the middle of small letters and that of capitals."""

_FILES = {False: "SourceSans3-Regular", True: "SourceSans3-Semibold"}
_LETTERS = {False: "ss3-", True: "ss3s-"}
# A font remembers the glyph it loaded last: one thread at a time.
_shaping = Lock()


@dataclass(frozen=True)
class Glyph:
    """A letter: a name that is its own in every chart, and its outline in units of the type."""

    name: str
    outline: str


@dataclass(frozen=True)
class Run:
    """Words that are set: their width in sizes, each letter and where it stands in units."""

    width: float
    letters: tuple[tuple[Glyph, int], ...]


def width_of(text: str, size: float, *, strong: bool = False) -> float:
    """Return how wide words are, in points."""
    return run(text, strong).width * size


@lru_cache(maxsize=4096)
def run(text: str, strong: bool) -> Run:
    """Set words, with kerning, in the regular or the semibold type."""
    from matplotlib.ft2font import LoadFlags
    from matplotlib.textpath import text_to_path

    with _shaping:
        font = _font(strong)
        # Any: matplotlib has no types for what it returns here.
        found: Any = text_to_path.get_glyphs_with_font(font, text)
        font.set_text(text, 0.0, flags=LoadFlags.NO_HINTING)
        width = font.get_width_height()[0]
    placed, outlines, _rules = found
    letters = []
    for name, x, _y, _scale in placed:
        vertices, codes = outlines[name]
        if len(vertices):
            glyph = Glyph(_LETTERS[strong] + name.rpartition("-")[2], _outline(vertices, codes))
            letters.append((glyph, round(64 * x)))
    return Run(width / UNITS, tuple(letters))


@cache
def _font(strong: bool) -> FT2Font:
    from matplotlib.ft2font import FT2Font

    # From memory: processes that were split off from this one would read an open file by turns,
    # each going on where another has left off.
    data = BytesIO(shipped(f"assets/fonts/{_FILES[strong]}.ttf").read_bytes())
    font = FT2Font(data)
    # A unit of the type is then one of the 64 parts of a dot that fonts are measured in.
    font.set_size(UNITS / 64, 72)
    return font


_COMMANDS = {1: "M", 2: "L", 3: "Q", 4: "C", 79: "Z"}


def _outline(vertices: Any, codes: Any) -> str:
    """Return an outline as SVG has it; a curve's points stand after one letter."""
    parts: list[str] = []
    left = 0
    for (x, y), code in zip((vertices * 64).round().astype(int).tolist(), codes, strict=True):
        if not left:
            parts.append(_COMMANDS[int(code)])
            left = {3: 2, 4: 3}.get(int(code), 1)
        left -= 1
        if code != 79:
            parts.append(f"{x} {y}")
    return " ".join(parts)
