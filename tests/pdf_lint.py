"""Find what no finished plan may show: text off the page's grid, lost headings, code, voids."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as raw

INCH = 72.0
RAW_TEXT = (
    r"Text\(value=", r"\b[VH]Box\(", r"<IPython", r"Traceback", r"\{'", r" object at 0x",
    r"<Figure size", r"Dropdown\(", r"Output\(\)", r"\x1b\[", r"\bdtype:",
)  # fmt: skip
LONE_VALUES = frozenset({"nan", "NaN", "NaT", "None", "null", "undefined"})


@dataclass(frozen=True)
class Layout:
    """The page's grid, in points: where text may stand, and where header and footer are."""

    left: float = 0.68 * INCH
    right: float = 0.88 * INCH
    top: float = 0.4 * INCH
    bottom: float = 0.4 * INCH
    header: float = 0.85 * INCH
    footer: float = 0.8 * INCH
    heading_size: float = 11.2
    cell_gap: float = 5.0


@dataclass(frozen=True)
class Char:
    """One character on a page, with its box."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    size: float
    bold: bool


def problems(pdf: bytes, layout: Layout | None = None) -> list[str]:
    """Return what is wrong with a PDF, each with its page; empty if nothing is.

    Parameters
    ----------
    pdf : bytes
        A whole file.
    layout : Layout, optional
        The grid to hold it to; the plan's by default.
    """
    layout = layout or Layout()
    document = pdfium.PdfDocument(pdf)
    found = []
    for number, page in enumerate(document, start=1):
        width, height = page.get_size()
        text_page = page.get_textpage()
        chars = list(_chars(text_page))
        body = [c for c in chars if layout.footer < c.bottom and c.top < height - layout.header]
        checks = (
            *_outside(chars, width, height, layout),
            *_orphan(body, layout),
            *_raw(text_page.get_text_range(), _chunks(chars, layout)),
            *_empty(page, body, height, layout),
        )
        found += [f"page {number}: {text}" for text in checks]
    document.close()
    return found


def boxes(pdf: bytes) -> list[list[Char]]:
    """Return every visible character of every page."""
    document = pdfium.PdfDocument(pdf)
    return [list(_chars(page.get_textpage())) for page in document]


def _chars(text_page: pdfium.PdfTextPage) -> Iterator[Char]:
    for index in range(text_page.count_chars()):
        text = chr(raw.FPDFText_GetUnicode(text_page, index) & 0x10FFFF)
        if text.isspace() or raw.FPDFText_IsGenerated(text_page, index) == 1:
            continue
        left, bottom, right, top = text_page.get_charbox(index)
        if right <= left or top <= bottom:
            continue
        size = raw.FPDFText_GetFontSize(text_page, index)
        yield Char(text, left, bottom, right, top, size, "bold" in _font(text_page, index).lower())


def _font(text_page: pdfium.PdfTextPage, index: int) -> str:
    room = ctypes.create_string_buffer(200)
    flags = ctypes.c_int()
    raw.FPDFText_GetFontInfo(text_page, index, room, len(room), flags)
    return room.value.decode("utf-8", "replace")


def _outside(chars: list[Char], width: float, height: float, layout: Layout) -> Iterator[str]:
    out = [
        c
        for c in chars
        if c.left < layout.left
        or c.right > width - layout.right
        or c.bottom < layout.bottom
        or c.top > height - layout.top
    ]
    if out:
        text = "".join(c.text for c in out[:40])
        yield f"text outside the text area: {text!r}"


def _orphan(body: list[Char], layout: Layout) -> Iterator[str]:
    if not body:
        return
    lowest = min(c.bottom for c in body)
    last = [c for c in body if c.bottom < lowest + 4]
    if all(c.bold and c.size >= layout.heading_size for c in last):
        yield f"a heading is the last line: {''.join(c.text for c in last)!r}"


def _chunks(chars: list[Char], layout: Layout) -> list[str]:
    """Return the texts that stand together: a line of a column, a cell of a table."""
    out: list[str] = []
    before: Char | None = None
    for char in chars:
        apart = before is None or (
            abs(char.bottom - before.bottom) > max(4.0, before.size * 0.6)
            or not -1.0 <= char.left - before.right <= layout.cell_gap
        )
        if apart:
            out.append(char.text)
        else:
            out[-1] += char.text
        before = char
    return out


def _raw(text: str, chunks: list[str]) -> Iterator[str]:
    for pattern in RAW_TEXT:
        match = re.search(pattern, text)
        if match:
            yield f"raw code or a repr: {text[match.start() : match.start() + 40]!r}"
    for chunk in chunks:
        if chunk in LONE_VALUES:
            yield f"a lone value: {chunk!r}"


def _empty(page: pdfium.PdfPage, body: list[Char], height: float, layout: Layout) -> Iterator[str]:
    if body:
        return
    for item in page.get_objects():
        _left, bottom, _right, top = item.get_bounds()
        inside = bottom > layout.footer and top < height - layout.header
        if inside and item.type != raw.FPDF_PAGEOBJ_TEXT and top - bottom > 2:
            return
    yield "an empty page"
