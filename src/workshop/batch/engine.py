"""The seam where a notebook is run: papermill with an ordinary kernel for now."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Protocol

from workshop.errors import NotebookError
from workshop.notebooks import read_notebook, tags

_START_SECONDS = 120
_CELL_SECONDS = 300


class Engine(Protocol):
    """Anything that can run one notebook with parameters."""

    def run(self, source: Path, target: Path, parameters: Mapping[str, str]) -> Any:
        """Run a notebook and return it executed.

        Parameters
        ----------
        source, target : pathlib.Path
            The notebook, and where the executed one is written, also on failure.
        parameters : mapping of str to str
            Values for its parameters cell.

        Raises
        ------
        NotebookError
            If a cell stopped with an error, with the cell and the message.
        """


class PapermillEngine:
    """papermill, a fresh kernel for each notebook."""

    def run(self, source: Path, target: Path, parameters: Mapping[str, str]) -> Any:
        """Run a notebook and return it executed."""
        import papermill
        from papermill.exceptions import PapermillException, PapermillExecutionError

        _refuse_unparameterised(source, parameters)
        os.environ["MPLBACKEND"] = "module://matplotlib_inline.backend_inline"
        # The kernel may not write beside the sources of the program it imports.
        os.environ.setdefault("PYTHONDONTWRITEBYTECODE", "1")
        try:
            return papermill.execute_notebook(
                str(source),
                str(target),
                parameters=dict(parameters),
                kernel_name="python3",
                language="python",
                cwd=str(target.parent),
                progress_bar=False,
                request_save_on_cell_execute=False,
                autosave_cell_every=0,
                # A plan's kernel has nothing to put away: no need to ask it politely.
                shutdown_kernel="immediate",
                **_private_kernel(),
                start_timeout=_START_SECONDS,
                execution_timeout=_CELL_SECONDS,
            )
        except PapermillExecutionError as error:
            cell = _failed_cell(target)
            raise NotebookError(
                f"The notebook {source.stem} stopped with an error.",
                where=f"{source.name}, cell {cell!r}" if cell else source.name,
                found=f"{error.ename}: {error.evalue}",
                todo="Mend the notebook or the answer it stumbles on, then run the plans again.",
            ) from error
        except (PapermillException, TimeoutError, RuntimeError) as error:
            raise NotebookError(
                f"The notebook {source.stem} could not be run.",
                where=source.name,
                found=f"{type(error).__name__}: {error}"[:400],
                todo="Run the plans again; if it happens again, open the notebook by itself.",
            ) from error


def _private_kernel() -> dict[str, Any]:
    """Return options that give each kernel sockets of its own, where the system has them.

    Ports can be taken by another kernel between choosing and opening them, and anyone on
    the machine can listen in.
    """
    if os.name == "nt":
        return {}
    from workshop.batch.kernel import PrivateKernelManager

    return {"kernel_manager_class": PrivateKernelManager}


def _refuse_unparameterised(source: Path, parameters: Mapping[str, str]) -> None:
    """Refuse a notebook without a parameters cell: papermill would only log it and run on."""
    notebook = read_notebook(source)
    cells = [cell for cell in notebook.cells if "parameters" in tags(cell)]
    missing = [
        name
        for name in parameters
        if not any(line.startswith(f"{name} =") for c in cells for line in c.source.splitlines())
    ]
    if missing:
        raise NotebookError(
            f"The notebook {source.stem} does not take the parameters of a plan.",
            where=source.name,
            found=f"no default for {', '.join(missing)} in a cell tagged 'parameters'",
            todo="Take the parameters cell from the shipped notebook.",
        )


def _failed_cell(path: Path) -> str:
    """Return the id of the cell with an error output; papermill shifts positions."""
    if not path.is_file():
        return ""
    for cell in read_notebook(path).cells:
        if cell.cell_type == "code" and any(
            output.output_type == "error" for output in cell.get("outputs", [])
        ):
            return str(cell.get("id", ""))
    return ""
