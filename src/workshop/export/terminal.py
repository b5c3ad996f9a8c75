"""What a program wrote to a terminal, as it looks in the end: lines, and readable colours."""

from __future__ import annotations

import re
from collections.abc import Iterator

from workshop.blocks import Block, Code, Run
from workshop.export.colours import readable
from workshop.i18n import _

_SGR = re.compile(r"\x1b\[([0-9;:]*)m")
_OTHER = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-ln-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[@-Z\\-_])")
_ANY = re.compile(rf"{_SGR.pattern}|{_OTHER.pattern}")
_NORMAL = (
    "#1d2930", "#a8322a", "#22694a", "#8a5800", "#2a5f8a", "#7a3b8f", "#156d75", "#566671",
)  # fmt: skip
_BRIGHT = (
    "#566671", "#c0392b", "#2a7d57", "#9a6500", "#2f6fa3", "#8e44a8", "#1a7f88", "#3d4a52",
)  # fmt: skip
_STEPS = (0, 95, 135, 175, 215, 255)
LINES_MOST, LINES_LAST = 240, 40
LETTERS_MOST = 6000


def clean(text: str) -> str:
    """Return a terminal's text as it looks in the end: no colours, no overwritten lines."""
    return _settled(_ANY.sub("", text))


def terminal_blocks(text: str) -> list[Block]:
    """Return a terminal's text as a block of code, in its colours; nothing for blank text.

    Of a text that would fill many pages the beginning and the end are printed, and how much
    lies between.
    """
    settled = _settled(_OTHER.sub("", text)).strip("\n")
    if not clean(settled).strip():
        return []
    shown = tuple(_runs(_shortened(settled)))
    return [Code(text=shown)]


def _settled(text: str) -> str:
    """Let carriage returns and backspaces do their work."""
    lines = text.replace("\r\n", "\n").split("\n")
    return "\n".join(_rubbed(line.rstrip("\r").rsplit("\r", 1)[-1]) for line in lines)


def _rubbed(line: str) -> str:
    if "\b" not in line:
        return line
    kept: list[str] = []
    for char in line:
        if char == "\b":
            if kept:
                kept.pop()
        else:
            kept.append(char)
    return "".join(kept)


def _shortened(text: str) -> str:
    lines = [_short_line(line) for line in text.split("\n")]
    if len(lines) <= LINES_MOST:
        return "\n".join(lines)
    left = len(lines) - (LINES_MOST - LINES_LAST) - LINES_LAST
    words = str(_("… {n} more lines, not printed …").format(n=f"{left:,}"))
    return "\n".join([*lines[: LINES_MOST - LINES_LAST], words, *lines[-LINES_LAST:]])


def _short_line(line: str) -> str:
    if len(line) <= LETTERS_MOST:
        return line
    left = len(line) - LETTERS_MOST
    words = str(_("… {n} more characters, not printed").format(n=f"{left:,}"))
    return f"{line[:LETTERS_MOST]} {words}"


def _runs(text: str) -> Iterator[Run]:
    """Give stretches of one colour."""
    if "\x1b" not in text:
        yield Run(text=text)
        return
    colour, strong, underline = "", False, False
    at = 0
    for found in _SGR.finditer(text):
        if found.start() > at:
            yield _run(text[at : found.start()], colour, strong, underline)
        at = found.end()
        codes = [int(code or 0) for code in re.split("[;:]", found[1])][:32]
        colour, strong, underline = _turned(codes, colour, strong, underline)
    if at < len(text):
        yield _run(text[at:], colour, strong, underline)


def _run(text: str, colour: str, strong: bool, underline: bool) -> Run:
    return Run(text=text.replace("\x1b", ""), colour=colour, strong=strong, underline=underline)


def _turned(codes: list[int], colour: str, strong: bool, underline: bool) -> tuple[str, bool, bool]:
    """Return colour and style after a sequence of codes; backgrounds are left white."""
    while codes:
        code = codes.pop(0)
        if code == 0:
            colour, strong, underline = "", False, False
        elif code in (1, 22):
            strong = code == 1
        elif code in (4, 24):
            underline = code == 4
        elif 30 <= code <= 37:
            colour = _NORMAL[code - 30]
        elif 90 <= code <= 97:
            colour = _BRIGHT[code - 90]
        elif code == 39:
            colour = ""
        elif code in (38, 48):
            wanted = _extended(codes)
            colour = wanted or colour if code == 38 else colour
    return colour, strong, underline


def _extended(codes: list[int]) -> str:
    """Return the colour of ``5;n`` or ``2;r;g;b``, dark enough to read."""
    kind = codes.pop(0) if codes else 0
    if kind == 5 and codes:
        number = codes.pop(0)
        if number < 16:
            return (_NORMAL + _BRIGHT)[number]
        if number < 232:
            parts = (number - 16) // 36, (number - 16) // 6 % 6, (number - 16) % 6
            return _dark(*(_STEPS[part] for part in parts))
        return _dark(*[8 + 10 * (min(number, 255) - 232)] * 3)
    if kind == 2 and len(codes) >= 3:
        red, green, blue = (min(255, codes.pop(0)) for _n in range(3))
        return _dark(red, green, blue)
    return ""


def _dark(red: int, green: int, blue: int) -> str:
    return readable(f"#{red:02x}{green:02x}{blue:02x}", "#1d2930")
