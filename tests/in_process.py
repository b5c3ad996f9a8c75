"""An engine that runs a notebook's cells in this process: for what is not about kernels."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import nbformat
from nbformat.v4 import new_output

from workshop.batch.engine import Engine
from workshop.batch.person import make_plan
from workshop.notebooks import read_notebook, tags


class InProcess(Engine):
    """Executes cell by cell; what the last line of a cell gives is its output."""

    def run(self, source: Path, target: Path, parameters: Mapping[str, str]) -> Any:
        """Run a notebook and return it executed."""
        notebook, names = read_notebook(source), {}
        for cell in notebook.cells:
            if cell.cell_type == "code":
                shown = _run(cell.source, names)
                if "parameters" in tags(cell):
                    names |= parameters
                if hasattr(shown, "_repr_mimebundle_"):
                    data = shown._repr_mimebundle_()
                    cell.outputs = [new_output("display_data", data=data)]
        nbformat.write(notebook, target)
        return notebook


def _run(source: str, names: dict[str, Any]) -> Any:
    tree = ast.parse(source)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, "cell", "exec"), names)
    return eval(compile(ast.Expression(last.value), "cell", "eval"), names) if last else None


def run_all(request: Any, waiting: list[Any], watcher: Any, finish: Any, _log: Path) -> None:
    """Make the plans one after the other, in place of worker processes."""
    for job in waiting:
        watcher.start(job.person)
        finish(job.person, make_plan(job.folder, request.out, InProcess()))
