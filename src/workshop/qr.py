"""QR codes of addresses: drawn for paper and screen, or in the letters of a terminal."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import segno

_QUIET = 4
"""Modules of white around a code: readers need them to find it."""


def qr_svg(text: str) -> str:
    """Return a code as SVG, black on white, as wide as what it stands in.

    Parameters
    ----------
    text : str
        What a reader shall see, such as an address. It is in the code and nowhere else.
    """
    svg: str = _code(text).svg_inline(
        border=_QUIET, dark="#000", light="#fff", svgclass=None, lineclass=None, omitsize=True
    )
    return svg.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)


def qr_text(text: str) -> str:
    """Return a code for a terminal, two rows to a line; made for light letters on black."""
    buffer = io.StringIO()
    _code(text).terminal(out=buffer, border=_QUIET, compact=True)
    return buffer.getvalue()


def _code(text: str) -> segno.QRCode:
    import segno

    # A seventh of it may be damaged by a crease, and it is still read.
    return segno.make_qr(text, error="m")
