"""Pictures from notebooks: read, checked, turned and measured before they go on a page."""

from __future__ import annotations

import base64
import binascii
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from urllib.parse import unquote_to_bytes

from workshop.blocks import Figure
from workshop.export.compile import draws
from workshop.i18n import _

SVG, PNG, JPEG, PDF = "image/svg+xml", "image/png", "image/jpeg", "application/pdf"
_RASTER = {"image/gif": "GIF", "image/webp": "WEBP", "image/bmp": "BMP", "image/tiff": "TIFF"}
PICTURES = (SVG, PNG, JPEG, PDF, *_RASTER)
"""What can be drawn, best first."""

_FORMATS = {PNG: "PNG", JPEG: "JPEG", **_RASTER}
_LINKED = re.compile(
    r"<(?:\w+:)?(?:image|feImage)\b[^>]*?\bhref\s*=\s*(?P<quote>[\"'])(?!\s*(?:data:|#))"
    r"(?:(?!(?P=quote)).)*(?P=quote)[^>]*?(?:/>|>(?:(?!</).)*</(?:\w+:)?(?:image|feImage)\s*>)",
    re.DOTALL,
)
"""Pictures inside an SVG that lie elsewhere."""

_WIDTH = re.compile(r"<svg\b[^>]*?\bwidth\s*=\s*[\"'](\d+(?:\.\d+)?)(pt|px|in|cm|mm|)[\"']")
_DOTS_TO_A_LINE = 620
_POINTS_TO_A_LINE = 454.0
_SMALLEST = 0.05
_PDF_SCALE = 200 / 72
_SIDE_MOST = 3000
_TURNED = 0x0112


@dataclass(frozen=True)
class Picture:
    """A picture as a figure; ``block`` is None where it cannot be drawn."""

    block: Figure | None


def text_of(value: Any) -> str:
    """Return a notebook's text, which may be kept as a list of lines."""
    if isinstance(value, (list, tuple)):
        return "".join(str(part) for part in value)
    return str(value)


def bundle_picture(bundle: Mapping[str, Any], alt: str) -> Picture | None:
    """Return the best picture among several forms of one; None if there is none at all."""
    found = None
    for mime in PICTURES:
        if mime in bundle:
            found = Picture(picture(text_of(bundle[mime]), mime, alt))
            if found.block is not None:
                return found
    return found


def data_address(url: str) -> dict[str, str]:
    """Return what a ``data:`` address holds, by MIME type."""
    head, _comma, data = url.partition(":")[2].partition(",")
    mime, *rest = head.split(";")
    mime = mime.strip().lower()
    if mime == SVG and "base64" not in rest:
        return {mime: unquote_to_bytes(data).decode("utf-8", "replace")}
    if mime == SVG:
        raw = _decoded(data)
        return {mime: raw.decode("utf-8", "replace")} if raw is not None else {}
    return {mime: data} if "base64" in rest else {}


def picture(data: str, mime: str, alt: str) -> Figure | None:
    """Return a figure, or None if the data cannot be drawn.

    Parameters
    ----------
    data : str
        SVG source, or base64 of anything else.
    mime : str
        Which of :data:`PICTURES` it is.
    alt : str
        What to say to a reader who does not see it.
    """
    if mime == SVG:
        alone, links = _LINKED.subn("", data)
        note = str(_("A picture linked from it was not fetched.")) if links else ""
        return Figure(svg=alone, alt=alt, note=note, width=_share(alone)) if draws(alone) else None
    made = _made(data, mime)
    if made is None:
        return None
    packed, kind, width, note = made
    share = max(_SMALLEST, min(1.0, width / _DOTS_TO_A_LINE))
    return Figure(image=packed, mime=kind, alt=alt, width=share, note=note)


def as_svg(data: str, mime: str) -> str | None:
    """Return a picture as SVG, or None if it cannot be drawn.

    A PNG or JPEG is put into a frame of SVG as it is: the template reads text, and
    a photograph written as a list of numbers would be ten times as large.
    """
    if mime == SVG:
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


def _share(svg: str) -> float:
    """Return the part of a line a drawing takes that says how wide it is."""
    found = _WIDTH.search(svg[:4000])
    if found is None:
        return 1.0
    points = float(found[1]) * {"pt": 1.0, "in": 72.0, "cm": 28.35, "mm": 2.835}.get(found[2], 0.75)
    return max(_SMALLEST, min(1.0, points / _POINTS_TO_A_LINE))


def _made(data: str, mime: str) -> tuple[str, str, int, str] | None:
    """Return a picture the page can take: base64, MIME type, width in dots, and a note."""
    raw = _decoded(data)
    if raw is None:
        return None
    if mime == PDF:
        return _first_page(raw)
    return _turned(raw, mime)


def _turned(raw: bytes, mime: str) -> tuple[str, str, int, str] | None:
    """Return a picture upright, as PNG or JPEG; of an animation the first picture."""
    from PIL import Image, ImageOps

    try:
        with Image.open(io.BytesIO(raw), formats=[_FORMATS[mime]]) as image:
            image.load()
            frames = getattr(image, "n_frames", 1)
            ready = mime in (PNG, JPEG) and frames == 1
            if ready and image.getexif().get(_TURNED, 1) == 1:
                return _packed(raw), mime, image.width, ""
            upright = ImageOps.exif_transpose(image)
            out = io.BytesIO()
            if mime == JPEG:
                upright.save(out, "JPEG", quality=92)
            else:
                upright.convert("RGBA").save(out, "PNG")
    except (ValueError, OSError, SyntaxError, EOFError, Image.DecompressionBombError):
        return None
    note = _("The first picture of an animation of {n}.").format(n=frames) if frames > 1 else ""
    return _packed(out.getvalue()), JPEG if mime == JPEG else PNG, upright.width, str(note)


def _first_page(raw: bytes) -> tuple[str, str, int, str] | None:
    """Return the first page of a PDF as a picture: accessible PDF takes no PDF inside it."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(raw)
        pages = len(document)
        page = document[0]
        largest = max(page.get_size())
        drawn = page.render(scale=min(_PDF_SCALE, _SIDE_MOST / largest)).to_pil()
    except (pypdfium2.PdfiumError, ValueError, IndexError, ZeroDivisionError):
        return None
    out = io.BytesIO()
    drawn.save(out, "PNG")
    note = _("The first of {n} pages.").format(n=pages) if pages > 1 else ""
    return _packed(out.getvalue()), PNG, int(page.get_width() * 96 / 72), str(note)


def _packed(raw: bytes) -> str:
    return base64.b64encode(raw).decode("ascii")


def _decoded(data: str) -> bytes | None:
    try:
        return base64.b64decode("".join(data.split()), validate=True)
    except (binascii.Error, ValueError):
        return None


@lru_cache(maxsize=64)
def _size(packed: str, mime: str) -> tuple[int, int] | None:
    """Return width and height in dots, or None if this is no picture of its kind."""
    from PIL import Image

    raw = _decoded(packed)
    if raw is None:
        return None
    try:
        with Image.open(io.BytesIO(raw), formats=[_FORMATS.get(mime, "PNG")]) as image:
            image.load()
            return image.size
    except (ValueError, OSError, SyntaxError, EOFError, Image.DecompressionBombError):
        return None
