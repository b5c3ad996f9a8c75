"""A facilitator's own cells as blocks: their text, and what their code put out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from nbformat import NotebookNode

from workshop.blocks import Block
from workshop.export.cells import cell_name, tags_of
from workshop.export.markdown import markdown_blocks, not_shown
from workshop.export.outputs import Outputs, code_blocks, shown
from workshop.export.pictures import text_of
from workshop.export.terminal import terminal_blocks
from workshop.export.widgets import Models
from workshop.i18n import _

_HIDE_INPUT = frozenset({"remove_input", "remove-input", "hide_input", "hide-input"})
_HIDE_OUTPUT = frozenset({"remove_output", "remove-output", "hide_output", "hide-output"})


@dataclass(frozen=True)
class Shown:
    """Which cells are printed, and what of them: nbconvert's own options.

    ``input`` is the code itself; it is left out unless someone asks for it.
    """

    input: bool = False
    output: bool = True
    code: bool = True
    markdown: bool = True
    raw: bool = True
    unknown: bool = True
    models: Models = field(default_factory=dict)


def blocks_of(cell: NotebookNode, position: int, choice: Shown | None = None) -> list[Block]:
    """Return what a facilitator's cell prints.

    Parameters
    ----------
    cell : NotebookNode
        The cell.
    position : int
        Its place in the notebook, from 0.
    choice : Shown, optional
        What is wanted; by default all but the code.
    """
    choice = choice or Shown()
    name = cell_name(cell, position)
    source = text_of(cell.get("source", ""))
    if cell.cell_type == "markdown":
        files = cell.get("attachments") or {}
        return markdown_blocks(source, files, name) if choice.markdown else []
    if cell.cell_type == "code":
        return _code(cell, name, source, choice) if choice.code else []
    if cell.cell_type == "raw":
        return _raw(cell, name, source) if choice.raw else []
    if not choice.unknown:
        return []
    return [not_shown(_("a cell of type {kind}").format(kind=repr(str(cell.cell_type)[:40])))]


def _code(cell: NotebookNode, name: str, source: str, choice: Shown) -> list[Block]:
    tags = tags_of(cell)
    hidden = cell.get("metadata", {}).get("jupyter")
    hidden = hidden if isinstance(hidden, Mapping) else {}
    blocks: list[Block] = []
    if choice.input and not tags & _HIDE_INPUT and not hidden.get("source_hidden"):
        blocks += code_blocks(source)
    if choice.output and not tags & _HIDE_OUTPUT and not hidden.get("outputs_hidden"):
        blocks += shown(cell.get("outputs") or [], name, choice.models)
    return blocks


def _raw(cell: NotebookNode, name: str, source: str) -> list[Block]:
    """Return a raw cell: as text, unless it says that it is Markdown, HTML or LaTeX."""
    if not source.strip():
        return []
    metadata = cell.get("metadata", {})
    kind = str(metadata.get("raw_mimetype") or metadata.get("format") or "").lower()
    if kind in ("", "text/plain", "application/json", "text/csv"):
        return terminal_blocks(source)
    if kind in ("text/markdown", "text/x-markdown", "text/html", "text/latex"):
        data = {kind.replace("x-", ""): source}
        return Outputs(name, {}).blocks({"output_type": "display_data", "data": data})
    return [not_shown(_("a raw cell of type {kind}").format(kind=kind[:60]))]
