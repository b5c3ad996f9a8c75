"""The seam where a notebook is run: papermill, in a child split off for it or in a new kernel."""

from __future__ import annotations

import copy
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

from workshop.batch.warming import CHARTS
from workshop.errors import NotebookError
from workshop.job import PRINTED_VARIABLE
from workshop.kernels import INLINE, PURPOSE, Line, zygote_for
from workshop.notebooks import only_for_screens, read_notebook, tags

_START_SECONDS = 120
CELL_SECONDS = 300
_KERNEL = "python3"


class Engine(Protocol):
    """Anything that can run one notebook with parameters."""

    @contextmanager
    def job(self, folder: Path) -> Iterator[None]:  # noqa: ARG002 - one that wants to know may
        """Be told whose notebooks are run until further notice."""
        yield

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
        DeadProcessError
            If the process that ran the cells is no more.
        """


class DeadProcessError(NotebookError):
    """What ran a notebook's cells has died: perhaps it would not, another time."""


class PapermillEngine(Engine):
    """papermill, each notebook in a process of its own.

    Parameters
    ----------
    zygote : Line, optional
        Whom to ask for processes; without one this process starts one.
    cell_seconds : int
        How long a cell may take.
    """

    def __init__(self, zygote: Line | None = None, cell_seconds: int = CELL_SECONDS) -> None:
        self._zygote: Line = zygote or zygote_for(PURPOSE)
        self._judged = self._zygote
        self._cell_seconds = cell_seconds

    @contextmanager
    def job(self, folder: Path) -> Iterator[None]:
        """Have the answers of a job judged once for all of its notebooks."""
        with self._zygote.primed(str(folder)) as line:
            self._judged = line
            try:
                yield
            finally:
                self._judged = self._zygote

    def _executed(
        self, notebook: Any, source: Path, target: Path, parameters: Mapping[str, str]
    ) -> Any:
        """Take the steps of :func:`papermill.execute_notebook`.

        Three differ: a notebook that is run for many people is read once; cells that are for
        screens only are left out; and an executed notebook is written only if a cell failed, to be
        looked at. Otherwise nobody would read it.
        """
        from papermill.engines import papermill_engines
        from papermill.execute import prepare_notebook_metadata, raise_for_execution_errors
        from papermill.parameterize import parameterize_notebook
        from papermill.utils import chdir

        from workshop.kernels.engine import ENGINE, SplitEngine

        # As installed; said again for a checkout that is used without being installed.
        papermill_engines.register(ENGINE, SplitEngine)
        if parameters:
            notebook = parameterize_notebook(
                notebook, dict(parameters), kernel_name=_KERNEL, language="python",
                engine_name=ENGINE,
            )  # fmt: skip
        notebook = prepare_notebook_metadata(notebook, str(source), str(target), report_mode=False)
        with chdir(str(target.parent)):
            notebook = papermill_engines.execute_notebook_with_engine(
                ENGINE,
                notebook,
                input_path=str(source),
                output_path=None,
                kernel_name=_KERNEL,
                progress_bar=False,
                autosave_cell_every=0,
                record_timing=False,
                # A plan's kernel has nothing to put away: no need to ask it politely.
                shutdown_kernel="immediate",
                extra_arguments=[CHARTS],
                zygote=self._judged,
                ordinary=_private_kernel(),
                start_timeout=_START_SECONDS,
                execution_timeout=self._cell_seconds,
            )
        raise_for_execution_errors(notebook, str(target))
        return notebook

    def run(self, source: Path, target: Path, parameters: Mapping[str, str]) -> Any:
        """Run a notebook and return it executed."""
        from nbclient.exceptions import DeadKernelError
        from papermill.exceptions import PapermillException, PapermillExecutionError

        notebook = copy.deepcopy(_loaded(source))
        _refuse_unparameterised(notebook, source, parameters)
        try:
            with _surroundings():
                return self._executed(notebook, source, target, parameters)
        except PapermillExecutionError as error:
            cell = _failed_cell(target)
            raise NotebookError(
                f"The notebook {source.stem} stopped with an error.",
                where=f"{source.name}, cell {cell!r}" if cell else source.name,
                found=f"{error.ename}: {error.evalue}",
                todo="Mend the notebook or the answer it stumbles on, then run the plans again.",
            ) from error
        except DeadKernelError as error:
            raise DeadProcessError(
                f"The notebook {source.stem} could not be run to its end.",
                where=source.name,
                found="the process that ran its cells ended, perhaps for want of memory",
                todo="Run the plans again; if it happens again, open the notebook by itself.",
            ) from error
        except (PapermillException, TimeoutError, RuntimeError) as error:
            raise NotebookError(
                f"The notebook {source.stem} could not be run.",
                where=source.name,
                found=f"{type(error).__name__}: {error}"[:400],
                todo="Run the plans again; if it happens again, open the notebook by itself.",
            ) from error


@contextmanager
def _surroundings() -> Iterator[None]:
    """Have kernels begin in the surroundings a plan is made in."""
    before = dict(os.environ)
    os.environ.update({"MPLBACKEND": INLINE, PRINTED_VARIABLE: "1"})
    # The kernel may not write beside the sources of the program it imports.
    os.environ.setdefault("PYTHONDONTWRITEBYTECODE", "1")
    try:
        yield
    finally:
        for name in os.environ.keys() - before.keys():
            del os.environ[name]
        os.environ.update(before)


def _loaded(source: Path) -> Any:
    """Return a notebook as papermill loads it, without the cells that are for screens only.

    The jobs of a batch have copies of the same notebooks: each is read once.
    """
    from papermill.iorw import load_notebook_node

    content = source.read_bytes()
    if content not in _known:
        read_notebook(source)  # says in words what is wrong with one that cannot be read
        notebook = load_notebook_node(str(source))
        notebook.cells = [cell for cell in notebook.cells if not only_for_screens(cell)]
        if len(_known) >= _MANY:
            _known.clear()
        _known[content] = notebook
    return _known[content]


_known: dict[bytes, Any] = {}
"""Notebooks by what is in the file."""
_MANY = 64


def _private_kernel() -> dict[str, Any]:
    """Return options that give each kernel sockets of its own, where the system has them.

    Ports can be taken by another kernel between choosing and opening them, and anyone on
    the machine can listen in.
    """
    if os.name == "nt":
        return {}
    from workshop.batch.kernel import PrivateKernelManager

    return {"kernel_manager_class": PrivateKernelManager}


def _refuse_unparameterised(notebook: Any, source: Path, parameters: Mapping[str, str]) -> None:
    """Refuse a notebook without a parameters cell: papermill would only log it and run on."""
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
