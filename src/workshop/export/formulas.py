"""Formulas in TeX as pictures: drawn by matplotlib's mathtext, no LaTeX needed."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

_SIZE = 10.0
_INK = "#1d2930"
_LONGEST = 2000
_ENVIRONMENT = re.compile(r"\\(?:begin|end)\{[A-Za-z]+\*?\}(?:\{[^}]*\})?")
_OUTER = re.compile(r"^\s*(\$\$?|\\\[|\\\()(.*?)(\$\$?|\\\]|\\\))\s*$", re.DOTALL)
_UNKNOWN = {
    r"\\label\{[^}]*\}": "", r"\\(?:nonumber|notag|displaystyle|textstyle|limits)\b": "",
    r"\\(?:dfrac|tfrac)\b": r"\\frac", r"\\(?:text|mbox|textrm)\b": r"\\mathrm",
    r"\\(?:bm|boldsymbol)\b": r"\\mathbf", r"\\(?:le)\b": r"\\leq", r"\\(?:ge)\b": r"\\geq",
    r"\\(?:quad|qquad)\b": r"\\;\\;", r"\\(?:big|Big|bigg|Bigg)[lr]?\b": "",
}  # fmt: skip


def lines_of(source: str) -> list[str]:
    """Return the lines of a formula, without what surrounds them.

    Parameters
    ----------
    source : str
        TeX with or without dollar signs; an ``align`` gives a line for each of its rows.
    """
    inner = _OUTER.sub(r"\2", source)
    bare = _ENVIRONMENT.sub("", inner).replace("&", "") if _is_rows(inner) else inner
    rows = re.split(r"\\\\(?:\[[^]]*\])?", bare) if _is_rows(inner) else [bare]
    return [" ".join(row.split()) for row in rows if row.strip()]


def _is_rows(source: str) -> bool:
    """Say whether the formula is made of rows, not of a matrix mathtext cannot draw."""
    names = set(re.findall(r"\\begin\{([A-Za-z]+)\*?\}", source))
    rows = {"align", "aligned", "equation", "eqnarray", "gather", "gathered", "multline", "split"}
    return bool(names) and names <= rows


@cache
def _own_fonts() -> None:
    """Make sure of matplotlib's own fonts: its list of fonts may come from another machine."""
    import matplotlib as mpl
    from matplotlib import font_manager

    known = {entry.name for entry in font_manager.fontManager.ttflist}
    if not {"cmex10", "DejaVu Sans Display"} <= known:
        for path in sorted(Path(mpl.get_data_path(), "fonts", "ttf").glob("*.ttf")):
            font_manager.fontManager.addfont(path)


@lru_cache(maxsize=512)
def formula_data(tex: str) -> dict[str, Any] | None:
    """Return a line of TeX as SVG with its measures in em, None if it cannot be drawn."""
    if not tex.strip() or len(tex) > _LONGEST:
        return None
    import matplotlib as mpl
    from matplotlib.font_manager import FontProperties
    from matplotlib.mathtext import MathTextParser
    from matplotlib.textpath import TextPath

    _own_fonts()
    known = tex.strip()
    for pattern, better in _UNKNOWN.items():
        known = re.sub(pattern, better, known)
    text = f"${known}$"
    try:
        with mpl.rc_context({"mathtext.fontset": "dejavusans", "text.usetex": False}):
            font = FontProperties(family="DejaVu Sans", size=_SIZE)
            width, height, depth, *_glyphs = MathTextParser("path").parse(text, 72, font)
            path = TextPath((0, 0), text, size=_SIZE, prop=font)
    except (ValueError, RuntimeError, KeyError, IndexError, TypeError, RecursionError):
        # mathtext raises what its parser happens to raise.
        return None
    if width <= 0 or height <= 0:
        return None
    pad = 0.4
    top = height - depth + pad
    box = f"{-pad:.3f} {-top:.3f} {width + 2 * pad:.3f} {height + 2 * pad:.3f}"
    return {
        "svg": f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}" '
        f'width="{width + 2 * pad:.3f}pt" height="{height + 2 * pad:.3f}pt">'
        f'<path fill="{_INK}" d="{_outline(path)}"/></svg>',
        "alt": " ".join(tex.split()),
        "height": round(float(height + 2 * pad) / _SIZE, 4),
        "depth": round(float(depth + pad) / _SIZE, 4),
    }


def _outline(path: Any) -> str:
    """Return a path as SVG; matplotlib counts upwards, SVG downwards."""
    letters = {1: "M", 2: "L", 3: "Q", 4: "C", 79: "Z"}
    out = []
    for points, code in path.iter_segments(simplify=False, curves=True):
        numbers = " ".join(
            f"{value if place % 2 == 0 else -value:.3f}" for place, value in enumerate(points)
        )
        out.append("Z" if code == 79 else f"{letters[int(code)]}{numbers}")
    return "".join(out)
