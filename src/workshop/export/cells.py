"""What a notebook's cells are to the exporter: ours, a facilitator's, or a part of the plan."""

from __future__ import annotations

from typing import Any

from nbformat import NotebookNode
from pydantic import ValidationError

from workshop.blocks import MIME, SCHEMA, Payload
from workshop.errors import ExportError

TEACHING_TAGS = frozenset(
    {"parameters", "injected-parameters", "setup", "teach", "form", "findings", "plan", "next"}
)
REMOVED_TAGS = frozenset({"remove_cell", "remove-cell"})


def tags_of(cell: NotebookNode) -> frozenset[str]:
    """Return the tags of a cell."""
    tags = cell.get("metadata", {}).get("tags", [])
    return frozenset(str(tag) for tag in tags)


def is_ours(cell: NotebookNode) -> bool:
    """Whether a cell is one of the workbook's own, which print only their payloads."""
    return bool(tags_of(cell) & TEACHING_TAGS)


def is_removed(cell: NotebookNode) -> bool:
    """Whether its author wants a cell left out of print."""
    return bool(tags_of(cell) & REMOVED_TAGS)


def cell_name(cell: NotebookNode, position: int) -> str:
    """Return what to call a cell in a message: its id, else its place."""
    return str(cell.get("id") or f"#{position + 1}")


def was_run(notebook: NotebookNode) -> bool:
    """Whether a notebook's code has been run, or has none to run."""
    code = [
        cell
        for cell in notebook.cells
        if cell.cell_type == "code" and str(cell.get("source", "")).strip()
    ]
    return not code or any(
        cell.get("outputs") or cell.get("execution_count") is not None for cell in code
    )


def payloads_of(cell: NotebookNode, position: int) -> list[Payload]:
    """Return the parts of the plan a cell displayed.

    Raises
    ------
    ExportError
        If one of them is of another version or cannot be read.
    """
    if cell.cell_type != "code":
        return []
    found = []
    for output in cell.get("outputs", []):
        data = output.get("data") or {}
        if MIME in data:
            found.append(_payload(data[MIME], cell_name(cell, position)))
    return found


def _payload(data: Any, name: str) -> Payload:
    where = f"notebook cell {name!r}"
    version = data.get("schema_version") if isinstance(data, dict) else None
    if isinstance(version, int) and version != SCHEMA:
        raise ExportError(
            "A part of the plan was made by another version of the program.",
            where=where,
            found=f"plan schema {version}",
            expected=f"plan schema {SCHEMA}",
            todo="Run the notebook again with this version, or export it with the newer one.",
        )
    try:
        return Payload.model_validate(data)
    except ValidationError as problem:
        first = problem.errors(include_url=False, include_context=False)[0]
        place = ".".join(str(step) for step in first["loc"]) or "the whole part"
        raise ExportError(
            "A part of the plan cannot be read.",
            where=f"{where}, at {place}",
            found=first["msg"],
            expected=f"a part of a plan, schema {SCHEMA}",
            todo="Run the notebook again; its outputs may have been edited or cut.",
        ) from problem
