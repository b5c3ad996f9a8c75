"""A host's colours, made dark enough to read on white paper."""

from __future__ import annotations

import re

READABLE = 4.5
_HEX = re.compile(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})")
_STEP = 0.94


def contrast_on_white(colour: str) -> float:
    """Return the contrast ratio of ``#rrggbb`` on white, from 1 to 21.

    References
    ----------
    Web Content Accessibility Guidelines 2.2, "relative luminance" and "contrast ratio".
    """
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def readable(colour: str, fallback: str) -> str:
    """Return a colour as ``#rrggbb``, darkened until text in it can be read on white.

    Parameters
    ----------
    colour : str
        ``#rgb`` or ``#rrggbb``.
    fallback : str
        What to use if it is neither.
    """
    text = colour.strip()
    if not _HEX.fullmatch(text):
        text = fallback
    if len(text) == 4:
        text = "#" + "".join(digit * 2 for digit in text[1:])
    while contrast_on_white(text) < READABLE:
        parts = (int(int(text[at : at + 2], 16) * _STEP) for at in (1, 3, 5))
        text = "#" + "".join(f"{part:02x}" for part in parts)
    return text.lower()
