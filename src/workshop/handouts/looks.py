"""How the Excel template looks: formats, widths, and how tall a row of text is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from xlsxwriter.utility import xl_col_to_name

from workshop.handouts.writing import Writer

LISTS = "Lists"
WIDTHS = (3, 40, 34, 17, 24, 14, 46, 34)
WIDTH_ELSE = 22
LINE, SMALL_LINE = 14.5, 12.0
_FONT = "Calibri"
_SMALL = 1.22


@dataclass(frozen=True)
class Look:
    """The workshop's name and colours, for the head of the sheets."""

    title: str = ""
    business: str = ""
    colour: str = "#1f4e5f"
    accent: str = "#b5532a"


@dataclass
class Book:
    """A workbook being written, its formats, and the drop-down lists it has so far.

    Attributes
    ----------
    book : xlsxwriter.Workbook
    look : Look
    writer : Writer
        The answers.
    lists : dict
        The range that holds each list of options.
    places : dict
        The range that holds the names of each table's rows, by address.
    formats : dict
        By name.
    """

    book: Any
    look: Look
    writer: Writer
    lists: dict[tuple[str, ...], str] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)
    formats: dict[str, Any] = field(default_factory=dict)

    def list_area(self, options: tuple[str, ...]) -> str:
        """Return the range of a drop-down's texts; equal lists share one."""
        if options not in self.lists:
            letter = xl_col_to_name(len(self.lists) + 1)
            self.lists[options] = f"={LISTS}!${letter}$1:${letter}${len(options)}"
        return self.lists[options]


def width_of(column: int) -> float:
    """Return the width of a column in letters."""
    return WIDTHS[column] if column < len(WIDTHS) else WIDTH_ELSE


def height_of(texts: Iterable[tuple[str, float]], *, small: bool = False) -> float:
    """Return the height in points at which every text fits its width in letters."""
    scale = _SMALL if small else 1.0
    lines = [
        sum(max(1, -(-len(line) // max(1, int(width * scale)))) for line in text.split("\n"))
        for text, width in texts
        if text
    ]
    return min(400.0, (SMALL_LINE if small else LINE) * max(lines, default=1) + 5)


def formats_of(book: Any, look: Look) -> dict[str, Any]:
    """Return the formats of a template by name."""
    base = {"font_name": _FONT, "font_size": 11, "valign": "top", "text_wrap": True}
    edge = {"border": 1, "border_color": "#c9c4ba", "indent": 1}
    typed = {
        **base,
        **edge,
        "num_format": "@",
        "locked": False,
        "align": "left",
        "bg_color": "#fffdf5",
    }
    small = {**base, "font_size": 9}
    quiet = {**small, "font_color": "#6b665c"}
    loud = {**base, "bold": True, "font_color": look.colour, "text_wrap": False}
    looks = {
        "title": {**loud, "font_size": 20},
        "lead": {**base, "font_color": "#4a4640"},
        "group": {**loud, "font_size": 14, "valign": "bottom", "bottom": 2},
        "question": base,
        "prework": {**base, "font_color": look.accent},
        "head": {**small, "bold": True, "font_color": "#ffffff", "bg_color": look.colour},
        "help": quiet,
        "example": {**quiet, "italic": True},
        "answer": typed,
        "number": {**typed, "align": "right"},
        "mark": {"font_color": "#b8b2a6", "font_size": 8},
        "row": {**base, "bold": True},
    }
    looks["group"]["bottom_color"] = look.colour
    looks["head"]["valign"] = "bottom"
    return {name: book.add_format(facts) for name, facts in looks.items()}
