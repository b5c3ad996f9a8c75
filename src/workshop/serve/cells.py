"""A page's cells, run one after the other at one request.

Asked for one by one, twenty cells cost twenty times the talk between server and kernel, which is
more than what most of them do.
"""

from __future__ import annotations

import json
from typing import Any

MIME = "application/vnd.workshop.cells+json"
_STATED = "from workshop.serve.cells import run as _run\n_run({sources!r})"


def request(sources: list[str]) -> str:
    """Return the code that runs cells in a kernel and shows, as :data:`MIME`, what each shows."""
    return _STATED.format(sources=json.dumps(sources))


class Ran:
    """What came of a page's cells."""

    def __init__(self, outputs: list[list[dict[str, Any]]]) -> None:
        self.outputs = outputs

    def _repr_mimebundle_(self, **_options: object) -> dict[str, Any]:
        """Return it as data; nobody is meant to read it."""
        return {MIME: self.outputs, "text/plain": ""}


def run(sources: str) -> Ran:
    """Run cells in the kernel this is called in, up to the first that fails.

    Parameters
    ----------
    sources : str
        Their code, as a JSON list.

    Returns
    -------
    Ran
        For each cell that was run its outputs, as a notebook holds them.
    """
    from IPython.core.getipython import get_ipython
    from IPython.utils.capture import capture_output

    shell: Any = get_ipython()
    found = []
    for source in json.loads(sources):
        with capture_output() as taken:
            result = shell.run_cell(source, store_history=False)
        outputs: list[dict[str, Any]] = [
            {"output_type": "display_data", "data": each.data, "metadata": each.metadata or {}}
            for each in taken.outputs
        ]
        if taken.stdout:
            outputs.insert(0, {"output_type": "stream", "name": "stdout", "text": taken.stdout})
        error = result.error_before_exec or result.error_in_exec
        if error is not None:
            outputs.append(failure(type(error).__name__))
        found.append(outputs)
        if error is not None:
            break
    return Ran(found)


def failure(name: str) -> dict[str, Any]:
    """Return the output of a cell that failed; what it said may hold what somebody typed."""
    return {"output_type": "error", "ename": name, "evalue": "", "traceback": []}
