"""The colours of charts, and how they become a host's own."""

from __future__ import annotations

import re

INK, SOFT, LINE, WASH = "#22303a", "#5b6b76", "#d9dfe3", "#f4f6f7"
MAIN, ACCENT, GOOD, RISK = "#1f4e5f", "#b5532a", "#2c7a57", "#a8322a"
MIDDLE, LIGHT, PALE, FAINT = "#4b7f93", "#8fb3c0", "#a9c6d0", "#c3d6dd"
"""Tints of the main colour, the strongest first."""
WARM, SAND = "#d99a6c", "#ead3bd"
"""Tints of the accent."""
WHITE = "#ffffff"
TINTS: dict[str, tuple[str, float]] = {
    MAIN: (MAIN, 0.0), MIDDLE: (MAIN, 0.27), LIGHT: (MAIN, 0.52), PALE: (MAIN, 0.63),
    FAINT: (MAIN, 0.75), ACCENT: (ACCENT, 0.0), WARM: (ACCENT, 0.4), SAND: (ACCENT, 0.7),
}  # fmt: skip
"""Every colour that is a host's to choose: what it is a tint of, and its share of white."""

_TINTED = re.compile("|".join(TINTS))


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


def tint(colour: str, white: float) -> str:
    """Return a colour ``#rrggbb`` with a share of white, 0 to 1, mixed in."""
    parts = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return "#" + "".join(f"{round(part + (255 - part) * white):02x}" for part in parts)
