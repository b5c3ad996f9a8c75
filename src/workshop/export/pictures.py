"""Pictures from notebooks: read, checked and measured before they go on a page."""

from __future__ import annotations

import base64
import binascii
import io
from typing import Any

from workshop.blocks import Figure
from workshop.export.compile import draws

PICTURES = ("image/svg+xml", "image/png", "image/jpeg")
_DOTS_TO_A_LINE = 620
_SMALLEST = 0.05


def text_of(value: Any) -> str:
    """Return a notebook's text, which may be kept as a list of lines."""
    if isinstance(value, (list, tuple)):
        return "".join(str(part) for part in value)
    return str(value)


def picture(data: str, mime: str, alt: str) -> Figure | None:
    """Return a figure, or None if the data cannot be drawn.

    Parameters
    ----------
    data : str
        SVG source, or base64 of a PNG or JPEG.
    mime : str
        Which of :data:`PICTURES` it is.
    alt : str
        What to say to a reader who does not see it.
    """
    if mime == "image/svg+xml":
        return Figure(svg=data, alt=alt) if draws(data) else None
    packed = "".join(data.split())
    size = _size(packed, mime)
    if size is None:
        return None
    share = max(_SMALLEST, min(1.0, size[0] / _DOTS_TO_A_LINE))
    return Figure(image=packed, mime=mime, alt=alt, width=share)


def as_svg(data: str, mime: str) -> str | None:
    """Return a picture as SVG, or None if it cannot be drawn.

    A PNG or JPEG is put into a frame of SVG as it is: the template reads text, and
    a photograph written as a list of numbers would be ten times as large.
    """
    if mime == "image/svg+xml":
        return data if draws(data) else None
    packed = "".join(data.split())
    size = _size(packed, mime)
    if size is None:
        return None
    width, height = size
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">'
        f'<image width="{width}" height="{height}" href="data:{mime};base64,{packed}"/></svg>'
    )


def _size(packed: str, mime: str) -> tuple[int, int] | None:
    """Return width and height in dots, or None if this is no picture of its kind."""
    from PIL import Image

    kind = {"image/png": "PNG", "image/jpeg": "JPEG"}.get(mime, "")
    try:
        raw = base64.b64decode(packed, validate=True)
        with Image.open(io.BytesIO(raw), formats=[kind]) as image:
            image.load()
            return image.size
    except (binascii.Error, ValueError, OSError, SyntaxError, Image.DecompressionBombError):
        return None
