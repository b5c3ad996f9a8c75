"""A facilitator's own cells as blocks: their Markdown, and what their code put out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from nbformat import NotebookNode

from workshop.blocks import MIME, Block, Callout, Paragraph, Run
from workshop.export.cells import cell_name
from workshop.export.markdown import markdown_blocks, not_shown
from workshop.export.pictures import PICTURES, picture, text_of
from workshop.i18n import _

WIDGET = "application/vnd.jupyter.widget-view+json"
_ANSI = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[@-Z\\-_])")
_REPR = re.compile(r"<[A-Za-z_][\w.]*[ >].*>", re.DOTALL)


def blocks_of(cell: NotebookNode, position: int) -> list[Block]:
    """Return what a facilitator's cell prints; its code is not shown."""
    name = cell_name(cell, position)
    if cell.cell_type == "markdown":
        return markdown_blocks(text_of(cell.get("source", "")), cell.get("attachments") or {}, name)
    if cell.cell_type == "code":
        return [
            block for output in cell.get("outputs", []) for block in _output_blocks(output, name)
        ]
    return [not_shown(_("a raw cell"))] if text_of(cell.get("source", "")).strip() else []


def _output_blocks(output: Mapping[str, Any], name: str) -> list[Block]:
    kind = output.get("output_type")
    if kind == "stream":
        return _code(text_of(output.get("text", "")))
    if kind == "error":
        return [
            Callout(
                tone="warn",
                label=str(_("This cell stopped with an error")),
                title=clean(text_of(output.get("ename", ""))) or str(_("Error")),
                text=clean(text_of(output.get("evalue", ""))),
            )
        ]
    data = output.get("data") or {}
    return [] if MIME in data else _data_blocks(data, name)


def _data_blocks(data: Mapping[str, Any], name: str) -> list[Block]:
    """Return the best form of an output that paper can show."""
    if WIDGET in data:
        text = str(_("[interactive, not shown here]"))
        return [Paragraph(text=(Run(text=text, muted=True),), style="small")]
    alt = str(_("Picture from cell {cell}").format(cell=name))
    for mime in PICTURES:
        if mime in data:
            drawn = picture(text_of(data[mime]), mime, alt)
            return [drawn or not_shown(_("a picture that cannot be read"))]
    if "text/markdown" in data:
        return markdown_blocks(text_of(data["text/markdown"]), {}, name)
    text = text_of(data.get("text/plain", "")).strip("\n")
    if text and not _REPR.fullmatch(text.strip()):
        return _code(text)
    if "text/html" in data:
        return [not_shown(_("an HTML output"))]
    if data:
        return [not_shown(", ".join(sorted(data)))]
    return []


def _code(text: str) -> list[Block]:
    shown = clean(text).strip("\n")
    return [Paragraph(text=(Run(text=shown, code=True),))] if shown.strip() else []


def clean(text: str) -> str:
    """Return a terminal's text as it looks in the end: no colours, no overwritten lines."""
    lines = _ANSI.sub("", text).replace("\r\n", "\n").split("\n")
    return "\n".join(line.rstrip("\r").rsplit("\r", 1)[-1] for line in lines)
