"""The host's colours as a style sheet: on paper-white and on the dark screen of a phone."""

from __future__ import annotations

from workshop.export.colours import READABLE, contrast_on_white, readable
from workshop.settings import BrandSettings

DARK = "#232c32"
"""The lightest of the grounds text stands on in the dark (`room.css`)."""
_STEP = 0.1


def readable_on_dark(colour: str) -> str:
    """Return a colour as ``#rrggbb``, lightened until text in it can be read on the dark ground."""
    ground = contrast_on_white(DARK)
    while ground / contrast_on_white(colour) < READABLE:
        parts = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
        colour = "#" + "".join(f"{int(part + (255 - part) * _STEP) + 1:02x}" for part in parts)
    return colour


def theme_css(brand: BrandSettings) -> str:
    """Return the two colours as custom properties for both grounds."""
    colour, accent = readable(brand.colour, "#1f4e5f"), readable(brand.accent, "#b5532a")
    dark = f"--brand:{readable_on_dark(colour)};--accent:{readable_on_dark(accent)}"
    return (
        f":root{{--brand:{colour};--accent:{accent};--band:{colour}}}\n"
        f"@media (prefers-color-scheme:dark){{:root{{{dark}}}}}\n"
    )
