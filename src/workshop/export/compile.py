"""Typst source to PDF: one kept compiler, our fonts first, always tagged for accessibility."""

from __future__ import annotations

import base64
import json
import os
import re
import subprocess
import sys
import threading
from dataclasses import dataclass
from functools import cache
from typing import Any

from workshop.errors import ExportError
from workshop.shipped import shipped

TEXT_FONT = "Source Sans 3"
CODE_FONT = "DejaVu Sans Mono"
STANDARD = "ua-1"
_OTHER_SCRIPTS = (
    "Noto Sans", "Noto Sans Arabic", "Noto Sans Hebrew", "Noto Sans Devanagari", "Noto Sans Thai",
    "Noto Sans CJK SC", "Noto Sans SC", "PingFang SC", "Microsoft YaHei", "Noto Color Emoji",
    "Apple Color Emoji", "Segoe UI Emoji", "Segoe UI", "Arial", "DejaVu Sans", "Liberation Sans",
)  # fmt: skip
_MISSING = re.compile(r'the text `"((?:[^"\\]|\\.)*)"` could not be displayed')
_ESCAPE = re.compile(r"\\(?:u\{([0-9a-fA-F]+)\}|(.))", re.DOTALL)
_PAGES = re.compile(rb"<xmpTPg:NPages>(\d+)<")
_LOCK = threading.Lock()


class MissingGlyphsError(Exception):
    """The compiler met texts for which no font has a glyph."""

    def __init__(self, texts: tuple[str, ...]) -> None:
        self.texts = texts
        super().__init__(", ".join(map(repr, texts)))


class SourceRefusedError(Exception):
    """The compiler refused the source for another reason, which it names."""


@dataclass
class _Process:
    """Which process the compiler's threads belong to; a fork leaves them behind."""

    owner: int | None = None


_process = _Process()


def font_names() -> list[str]:
    """Return the families to use for text, ours first, then those of this machine."""
    families = set(_fonts().families())
    return [TEXT_FONT, *(name for name in _OTHER_SCRIPTS if name in families), CODE_FONT]


def pdf(source: str, data: str, timestamp: int) -> bytes:
    """Compile Typst source to a tagged PDF.

    Parameters
    ----------
    source : str
        Typst source; it may read ``sys.inputs.data``.
    data : str
        What it finds there.
    timestamp : int
        Seconds since 1970 that date the file, whatever the clock says.

    Raises
    ------
    MissingGlyphsError
        If a text cannot be shown by any font.
    SourceRefusedError
        If the source does not compile.
    """
    if _process.owner not in {None, os.getpid()}:
        return _elsewhere(source, data, timestamp)
    return _here(source, data, timestamp)


def pages_of(document: bytes) -> int:
    """Return the number of pages a compiled PDF says it has."""
    found = _PAGES.search(document)
    return int(found.group(1)) if found else 0


def missing_in(texts: tuple[str, ...]) -> frozenset[str]:
    """Return those texts that no font can show."""
    source = _head() + "#for s in json(bytes(sys.inputs.data)) { par(s) }"
    try:
        pdf(source, json.dumps(texts), 0)
    except MissingGlyphsError as problem:
        return frozenset(problem.texts)
    return frozenset()


def draws(svg: str) -> bool:
    """Whether a picture in SVG can be drawn."""
    source = _head() + '#image(bytes(json(bytes(sys.inputs.data))), format: "svg", alt: "-")'
    try:
        pdf(source, json.dumps(svg), 0)
    except SourceRefusedError:
        return False
    except MissingGlyphsError:
        return True
    return True


def _head() -> str:
    fonts = json.dumps([TEXT_FONT, CODE_FONT])
    return f'#set document(title: "-")\n#set text(font: json(bytes({json.dumps(fonts)})))\n'


@cache
def _fonts() -> Any:
    import typst

    return typst.Fonts(font_paths=[str(shipped("assets/fonts"))])


@cache
def _compiler() -> Any:
    import typst

    return typst.Compiler(root=str(shipped("assets/plan")), font_paths=_fonts())


def _here(source: str, data: str, timestamp: int) -> bytes:
    import typst

    with _LOCK:
        _process.owner = os.getpid()
        try:
            made = _compiler().compile(
                input=source.encode(),
                format="pdf",
                sys_inputs={"data": data},
                pdf_standards=STANDARD,
                timestamp=timestamp,
            )
        except typst.TypstError as problem:
            raise _reason(str(problem.diagnostic or problem.message)) from problem
    assert isinstance(made, bytes)
    return made


def _reason(diagnostic: str) -> MissingGlyphsError | SourceRefusedError:
    texts = tuple(dict.fromkeys(_unescape(text) for text in _MISSING.findall(diagnostic)))
    return MissingGlyphsError(texts) if texts else SourceRefusedError(diagnostic.strip())


def _unescape(text: str) -> str:
    short = {"n": "\n", "r": "\r", "t": "\t", "0": "\0"}

    def _one(found: re.Match[str]) -> str:
        code, letter = found.groups()
        return chr(int(code, 16)) if code else short.get(letter, letter)

    return _ESCAPE.sub(_one, text)


def _elsewhere(source: str, data: str, timestamp: int) -> bytes:
    """Compile in a process of its own: threads of the compiler do not survive a fork."""
    order = json.dumps({"source": source, "data": data, "timestamp": timestamp})
    answer = subprocess.run(
        [sys.executable, "-c", "from workshop.export.compile import answer; answer()"],
        input=order.encode(),
        capture_output=True,
        check=False,
    )
    try:
        told = json.loads(answer.stdout)
    except ValueError as problem:
        raise ExportError(
            "The typesetter stopped without an answer.",
            found=answer.stderr.decode("utf-8", "replace")[-500:],
            todo="Try again; if it stops again, report it with this message.",
        ) from problem
    if "missing" in told:
        raise MissingGlyphsError(tuple(told["missing"]))
    if "refused" in told:
        raise SourceRefusedError(told["refused"])
    return base64.b64decode(told["pdf"])


def answer() -> None:
    """Compile what stands on the standard input, for :func:`_elsewhere`."""
    order = json.load(sys.stdin.buffer)
    try:
        made = _here(order["source"], order["data"], order["timestamp"])
        told: dict[str, object] = {"pdf": base64.b64encode(made).decode("ascii")}
    except MissingGlyphsError as problem:
        told = {"missing": problem.texts}
    except SourceRefusedError as problem:
        told = {"refused": str(problem)}
    sys.stdout.write(json.dumps(told))
