"""QR codes of addresses, for a screen, a page and a terminal."""

from __future__ import annotations

import segno


def qr_svg(text: str) -> str:
    """Return a QR code as SVG that takes the size of its place; dark on white in any theme."""
    code = segno.make(text, error="m", micro=False)
    found: str = code.svg_inline(omitsize=True, border=4, dark="#000", light="#fff")
    return found


def qr_terminal(text: str) -> str:
    """Return a QR code in half blocks, for a dark or a light terminal."""
    rows = [list(row) for row in segno.make(text, error="l", micro=False).matrix_iter(border=2)]
    if len(rows) % 2:
        rows.append([0] * len(rows[0]))
    signs = {(0, 0): "█", (0, 1): "▀", (1, 0): "▄", (1, 1): " "}
    pairs = zip(rows[::2], rows[1::2], strict=True)
    return "\n".join(
        "".join(signs[top, bottom] for top, bottom in zip(upper, lower, strict=True))
        for upper, lower in pairs
    )
