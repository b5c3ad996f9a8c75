"""What a notebook of the workbook is: its tags, its names, and the contract it keeps."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from workshop.errors import NotebookError
from workshop.shipped import shipped

INJECTED = "injected-parameters"
TAGS = frozenset({"parameters", "setup", "teach", "form", "findings", "plan", "next", INJECTED})
"""The closed set: a cell with one of these is ours, a cell with none is the facilitator's."""

CODE_TAGS = frozenset({"parameters", "setup", "form", "findings", "plan"})
PARAMETERS = ("workshop", "participant", "mode")
MOST_LINES = 5
_FORBIDDEN = (
    ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.For, ast.AsyncFor, ast.While,
    ast.Try, ast.With, ast.AsyncWith, ast.Lambda, ast.If, ast.ListComp, ast.DictComp, ast.SetComp,
    ast.GeneratorExp,
)  # fmt: skip
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_SHOWS = re.compile(r'session\.(form|findings)\("[\w/]*"\)')


def notebook_paths(folder: Path | None = None) -> tuple[Path, ...]:
    """Return the notebooks of a folder in order; the shipped ones if none is named."""
    return tuple(sorted((folder or shipped("notebooks")).glob("[0-9][0-9]_*.ipynb")))


def facilitator_paths() -> tuple[Path, ...]:
    """Return the shipped notebooks for the facilitator: of no participant, in no plan."""
    return tuple(sorted(shipped("notebooks/facilitator").glob("*.ipynb")))


def read_notebook(path: Path) -> Any:
    """Return a notebook in nbformat 4.

    Raises
    ------
    NotebookError
        If the file is not one.
    """
    import nbformat

    try:
        return nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]
    except Exception as error:  # nbformat raises half a dozen kinds of its own
        raise NotebookError(
            "This file is not a notebook that can be read.",
            where=path.name,
            found=f"{type(error).__name__}: {error}"[:200],
            expected="a Jupyter notebook (.ipynb)",
            todo="Take a fresh copy of the notebook.",
        ) from error


def tags(cell: Any) -> frozenset[str]:
    """Return the tags of a cell."""
    return frozenset(cell.get("metadata", {}).get("tags", []))


def only_for_screens(cell: Any) -> bool:
    """Whether a cell teaches, or does nothing but show a form or findings: not for a plan."""
    if tags(cell) & {"form", "findings"}:
        return _SHOWS.fullmatch(cell.source.strip()) is not None
    return cell.cell_type == "markdown" and bool(tags(cell) & {"teach", "next"})


def contract_problems(notebook: Any) -> Iterator[str]:
    """Yield what in a notebook breaks the contract, one sentence each.

    The contract: nbformat 4.5 with readable ids, one closed set of tags, thin cells
    without logic, nothing but ``workshop`` imported, no outputs kept.
    """
    if (notebook.get("nbformat"), notebook.get("nbformat_minor", 0)) < (4, 5):
        yield "The notebook is not in format 4.5, which keeps cell ids."
    cells = notebook.get("cells", [])
    if not cells or cells[0].cell_type != "markdown" or not cells[0].source.startswith("# "):
        yield "The first cell must be the title: Markdown that starts with one #."
    found = [tag for cell in cells for tag in tags(cell)]
    for tag in ("parameters", "setup"):
        if found.count(tag) != 1:
            yield f"There must be exactly one cell tagged {tag!r}, not {found.count(tag)}."
    for cell in cells:
        yield from _cell_problems(cell)


def _cell_problems(cell: Any) -> Iterator[str]:
    name = f"Cell {cell.get('id')!r}"
    if not _ID.fullmatch(cell.get("id") or ""):
        yield f"{name}: the id must be words with hyphens."
    for tag in sorted(tags(cell) - TAGS):
        yield f"{name}: {tag!r} is not one of the tags {', '.join(sorted(TAGS))}."
    if len(tags(cell) & TAGS) != 1:
        yield f"{name}: it must have exactly one of our tags."
    if cell.cell_type != "code":
        return
    if not tags(cell) & CODE_TAGS:
        yield f"{name}: a code cell is one of {', '.join(sorted(CODE_TAGS))}."
    if cell.get("outputs") or cell.get("execution_count") is not None:
        yield f"{name}: outputs must be stripped."
    if len(cell.source.strip().splitlines()) > MOST_LINES:
        yield f"{name}: more than {MOST_LINES} lines of code."
    for problem in own_code_problems(cell.source):
        yield f"{name}: {problem}"


def own_code_problems(source: str) -> Iterator[str]:
    """Yield what the code of one of our cells may not hold, one sentence each."""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError):
        yield "this is not plain Python (magics and shell lines are not allowed)."
        return
    for node in ast.walk(tree):
        if isinstance(node, _FORBIDDEN):
            yield f"no logic in a notebook, found {type(node).__name__}."
        if isinstance(node, ast.Import):
            yield "only `from workshop import …` is allowed."
        if isinstance(node, ast.ImportFrom) and node.module != "workshop":
            yield "only `from workshop import …` is allowed."
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "print":
            yield "show a value instead of printing it."
