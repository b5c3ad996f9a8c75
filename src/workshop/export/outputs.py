"""What code put out, in the best form that paper can show. What it cannot is named."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from workshop.blocks import MIME, Block, Callout, Code, Figure, Formula, Paragraph, Run
from workshop.export.html_reader import html_blocks
from workshop.export.markdown import markdown_blocks, not_shown
from workshop.export.pictures import PICTURES, bundle_picture, data_address, text_of
from workshop.export.terminal import clean, terminal_blocks
from workshop.export.widgets import VIEW, Models, Widgets
from workshop.i18n import _

_REPR = re.compile(
    r"<[A-Za-z_][\w.]*[ >].*>|(?:Text|Figure|Axes\w*|\w*Box|\w*Widget)\(.*\)", re.DOTALL
)
_JSON_LETTERS = 20_000
_JSON_KINDS = re.compile(r"application/(?:[\w.+-]+\+)?json")
_DRAWINGS = {
    "application/vnd.plotly.v1+json": "Plotly",
    "application/vnd.bokehjs_exec.v0+json": "Bokeh",
    "application/vnd.holoviews_exec.v0+json": "HoloViews",
    "application/javascript": "JavaScript",
    "text/javascript": "JavaScript",
}
_VEGA = re.compile(r"application/vnd\.vega(?:lite)?\.v\d+(?:\.\d+)?\+json")


class Outputs:
    """Shows the outputs of one cell.

    Parameters
    ----------
    cell : str
        What to call the cell.
    models : mapping
        The notebook's saved widgets.
    """

    def __init__(self, cell: str, models: Models) -> None:
        self._cell = cell
        self._widgets = Widgets(models, self._caught, self._image, self._html)

    def blocks(self, output: Mapping[str, Any]) -> list[Block]:
        """Return one output as blocks."""
        kind = output.get("output_type")
        if kind == "stream":
            return self._stream(output)
        if kind == "error":
            return _error(output)
        data = output.get("data")
        if kind in ("display_data", "execute_result", "update_display_data"):
            if isinstance(data, Mapping):
                return [] if MIME in data else self._data(data)
            return [not_shown(_("an output without data"))]
        return [not_shown(_("an output of type {kind}").format(kind=str(kind)[:60]))]

    def _caught(self, outputs: Any) -> list[Block]:
        found = (
            [one for one in outputs if isinstance(one, Mapping)]
            if isinstance(outputs, list)
            else []
        )
        return [block for output in found for block in self.blocks(output)]

    def _stream(self, output: Mapping[str, Any]) -> list[Block]:
        blocks = terminal_blocks(text_of(output.get("text", "")))
        if blocks and output.get("name") == "stderr":
            words = Run(text=str(_("Messages of the program")), muted=True)
            return [Paragraph(text=(words,), style="small"), *blocks]
        return blocks

    def _data(self, data: Mapping[str, Any]) -> list[Block]:
        """Return the best form there is: picture, widget, formula, table, text; else its name."""
        alt = str(_("Picture from cell {cell}").format(cell=self._cell))
        drawn = bundle_picture(data, alt)
        if drawn is not None and drawn.block is not None:
            return [drawn.block]
        if VIEW in data:
            return self._widgets.blocks(data[VIEW])
        if "text/latex" in data:
            return _latex(text_of(data["text/latex"]), self._cell)
        if "text/markdown" in data:
            return markdown_blocks(text_of(data["text/markdown"]), {}, self._cell)
        if "text/html" in data:
            shown = self._page(text_of(data["text/html"]), data)
            if shown:
                return shown
        return self._rest(data, broken=drawn is not None)

    def _page(self, source: str, data: Mapping[str, Any]) -> list[Block]:
        """Return HTML as blocks; where nothing but a program is left of it, nothing."""
        blocks = self._html(source)
        said = [block for block in blocks if not _is_named(block)]
        if said or not any(kind in data for kind in _DRAWINGS):
            return blocks
        return []

    def _rest(self, data: Mapping[str, Any], *, broken: bool) -> list[Block]:
        for kind in sorted(data):
            if _JSON_KINDS.fullmatch(kind) and kind not in _DRAWINGS and not _VEGA.fullmatch(kind):
                return _json(data[kind])
        for kind in sorted(data):
            name = _DRAWINGS.get(kind) or ("Vega" if _VEGA.fullmatch(kind) else "")
            if name:
                return [
                    not_shown(_("an interactive {name} output").format(name=name)),
                    *_plain(data),
                ]
        if broken:
            return [not_shown(_("a picture that cannot be read")), *_plain(data)]
        plain = _plain(data)
        if plain:
            return plain
        others = [kind for kind in sorted(data) if kind != "text/plain"]
        if others:
            return [not_shown(", ".join(others))]
        text = text_of(data.get("text/plain", "")).strip()
        return [not_shown(_("an object of the program"))] if text else []

    def _html(self, source: str) -> list[Block]:
        return html_blocks(source, self._picture)

    def _picture(self, url: str, words: str) -> Block:
        alt = words or str(_("Picture from cell {cell}").format(cell=self._cell))
        if url.startswith("data:"):
            found = bundle_picture(data_address(url), alt)
            if found is not None and isinstance(found.block, Figure):
                return found.block
        return not_shown(_("the picture {name}: nothing is fetched").format(name=repr(url[:80])))

    def _image(self, state: Mapping[str, Any]) -> Block:
        kind = str(state.get("format") or "png")
        mime = {"jpg": "image/jpeg", "svg": PICTURES[0]}.get(kind, f"image/{kind}")
        found = bundle_picture({mime: text_of(state.get("value") or "")}, self._cell)
        if found is not None and found.block is not None:
            return found.block
        return not_shown(_("the picture of a widget"))


def _is_named(block: Block) -> bool:
    return (
        isinstance(block, Paragraph) and block.style == "small" and all(r.muted for r in block.text)
    )


def _plain(data: Mapping[str, Any]) -> list[Block]:
    text = text_of(data.get("text/plain", "")).strip("\n")
    return [] if _REPR.fullmatch(clean(text).strip()) else terminal_blocks(text)


def _error(output: Mapping[str, Any]) -> list[Block]:
    """Return the error by name, and below it where it happened."""
    told = Callout(
        tone="warn",
        label=str(_("This cell stopped with an error")),
        title=clean(text_of(output.get("ename", ""))) or str(_("Error")),
        text=clean(text_of(output.get("evalue", ""))) or (),
    )
    frames = output.get("traceback")
    lines = [text_of(frame) for frame in frames] if isinstance(frames, (list, tuple)) else []
    return [told, *terminal_blocks("\n".join(lines))]


def _latex(source: str, cell: str) -> list[Block]:
    """Return LaTeX as a formula where it is one, else as Markdown with formulas in it."""
    bare = source.strip()
    whole = re.fullmatch(r"\$\$?(?:\\displaystyle)?[^$]+\$\$?", bare, re.DOTALL)
    if whole or bare.startswith(("\\begin{", "\\[", "\\(")):
        return [Formula(source=bare.replace("\\displaystyle", ""))]
    return markdown_blocks(source, {}, cell)


def _json(value: Any) -> list[Block]:
    text = json.dumps(value, ensure_ascii=False, indent=2)
    if len(text) > _JSON_LETTERS:
        left = len(text) - _JSON_LETTERS
        words = _("… {n} more characters, not printed").format(n=f"{left:,}")
        text = f"{text[:_JSON_LETTERS]}\n{words}"
    return terminal_blocks(text)


def code_blocks(source: str) -> list[Block]:
    """Return a cell's source as a block of code."""
    return [Code(text=source.strip("\n"))] if source.strip() else []


def shown(outputs: Iterable[Any], cell: str, models: Models) -> list[Block]:
    """Return all outputs of a cell as blocks."""
    reader = Outputs(cell, models)
    found = []
    for output in outputs:
        if isinstance(output, Mapping):
            found += reader.blocks(output)
        else:
            found.append(not_shown(_("a damaged output")))
    return found
