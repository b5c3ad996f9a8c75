"""papermill's engine ``workshop``: each notebook in a child split off from a warm process."""

from __future__ import annotations

import datetime as dt
import os
import re
import sys
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from jupyter_client.kernelspec import KernelSpecManager, NoSuchKernel
from papermill.engines import Engine, NBClientEngine
from papermill.log import logger
from papermill.utils import merge_kwargs, remove_args

from workshop.kernels.notebook import Child, ChildClient
from workshop.kernels.zygote import PURPOSE, Line, zygote_for

ENGINE = "workshop"
_ONLY_KERNELS = ("coalesce_streams", "kernel_manager_class", "km", "ipython_hist_file")
"""Options only a kernel with sockets can meet."""
_SETTING = re.compile(r"--(?!\w*App\.|HistoryManager\.)\w+(\.\w+)+=")
"""An argument that sets something of a shell that is there already."""


class SplitEngine(Engine):  # type: ignore[misc]  # papermill has no types
    """Runs a notebook's cells in a child, with as few messages as there can be.

    What a cell shows is what ipykernel shows: the child is its kernel, without sockets. Notebooks
    of other languages or other Pythons, and options only a kernel with sockets can meet, go to
    papermill's own engine: a kernel manager or a history file of one's own, flags as ``--pylab``,
    lines to run first.

    Where it differs from papermill's own engine:

    - There is no debugger, and no connection file: another program cannot attach itself.
    - No event loop runs between cells. A task a cell leaves behind goes on while the next cells
      run, and what it prints is shown with the cell that runs then.
    - IPython's settings, startup files and history of this user are not read.
    - What programs and libraries in C print is shown when Python prints next or the cell ends, and
      is not repeated where papermill itself prints. ``sys.stdout.fileno()`` leads to the cell.
    - Half a character (a lone surrogate) is shown as a question mark; there it is an error or lost.
    - What the zygote has loaded is in ``sys.modules`` already.
    """

    @classmethod
    def execute_managed_notebook(
        cls,
        nb_man: Any,
        kernel_name: str,
        log_output: bool = False,
        stdout_file: Any = None,
        stderr_file: Any = None,
        start_timeout: int = 60,
        execution_timeout: int | None = None,
        zygote: Line | None = None,
        ordinary: Mapping[str, Any] | None = None,
        **options: Any,
    ) -> Any:
        """Run a notebook; the arguments are those of papermill's own engine.

        Parameters
        ----------
        zygote : Line, optional
            Whom to ask for a child; without one this process starts one.
        ordinary : mapping, optional
            More options for papermill's own engine, where the notebook goes to it.
        """
        child = None
        arguments = list(options.get("extra_arguments", ()))
        special = any(map(options.get, _ONLY_KERNELS)) or not all(map(_SETTING.match, arguments))
        if _is_ours(kernel_name) and not special:
            line = zygote or zygote_for(PURPOSE)
            where = options.get("resources", {}).get("metadata", {}).get("path")
            child = Child.split_off(line, arguments, str(where or Path.cwd()), os.environ)
        if child is None:
            return NBClientEngine.execute_managed_notebook(
                nb_man, kernel_name, log_output=log_output, stdout_file=stdout_file,
                stderr_file=stderr_file, start_timeout=start_timeout,
                execution_timeout=execution_timeout, **options | dict(ordinary or {}),
            )  # fmt: skip
        told = remove_args(["input_path", "timeout", "startup_timeout"], **options)
        client = ChildClient(
            _Account(nb_man),
            **merge_kwargs(
                told,
                timeout=execution_timeout or options.get("timeout"),
                startup_timeout=start_timeout,
                kernel_name=kernel_name,
                log=logger,
                log_output=log_output,
                stdout_file=stdout_file,
                stderr_file=stderr_file,
            ),
        )
        client.child = child
        return client.execute()


class _Account:
    """papermill's account of a run, which does not read back the time it has written itself.

    To read it takes longer than to note it down and to send the cell.
    """

    def __init__(self, manager: Any) -> None:
        self._manager = manager

    def __getattr__(self, name: str) -> Any:
        return getattr(self._manager, name)

    def cell_complete(self, cell: Any, cell_index: int | None = None) -> None:
        """Note that a cell is done."""
        noted = cell.metadata.papermill
        begun = noted.get("start_time")
        if self._manager.output_path or not begun:
            self._manager.cell_complete(cell, cell_index=cell_index)
            return
        noted["start_time"] = None
        self._manager.cell_complete(cell, cell_index=cell_index)
        noted["start_time"] = begun
        started, ended = map(dt.datetime.fromisoformat, (begun, noted["end_time"]))
        noted["duration"] = (ended - started).total_seconds()


@cache
def _is_ours(kernel_name: str) -> bool:
    """Whether a kernel is ipykernel in this very Python."""
    try:
        spec = KernelSpecManager().get_kernel_spec(kernel_name)
    except NoSuchKernel:
        return False
    program, *rest = spec.argv
    here = program in {"python", "python3", sys.executable} or (
        Path(program).is_absolute() and Path(program).resolve() == Path(sys.executable).resolve()
    )
    return here and rest[:2] == ["-m", "ipykernel_launcher"]
