"""Put a participant's notebooks into one."""

from __future__ import annotations

import copy
from collections.abc import Iterable

from nbformat import NotebookNode, v4

from workshop.export.widgets import STATE, models_in

_LONGEST_ID = 64


def merge(notebooks: Iterable[NotebookNode]) -> NotebookNode:
    """Return one notebook with the cells of all, in their order.

    Parameters
    ----------
    notebooks : iterable of NotebookNode
        Executed notebooks; they are left as they are.

    Returns
    -------
    NotebookNode
        With the kernel and language of the first. A cell id that came before gets
        a number behind it. Saved widgets are put together: their ids are never the same.
        What is in the cells belongs to both: copy it before you change it.
    """
    merged: NotebookNode = v4.new_notebook()  # type: ignore[no-untyped-call]
    taken: set[str] = set()
    models: dict[str, object] = {}
    for index, notebook in enumerate(notebooks):
        if index == 0:
            for key in ("kernelspec", "language_info", "title"):
                if key in notebook.metadata:
                    merged.metadata[key] = copy.deepcopy(notebook.metadata[key])
        models |= models_in(notebook.metadata)
        for cell in notebook.cells:
            # The outputs are most of a notebook: they are shared, and nobody changes them.
            twin = NotebookNode(cell)  # type: ignore[no-untyped-call]
            twin["id"] = _free_id(str(twin.get("id") or "cell"), taken)
            taken.add(twin["id"])
            merged.cells.append(twin)
    if models:
        merged.metadata["widgets"] = {STATE: {"state": models}}
    return merged


def _free_id(wanted: str, taken: set[str]) -> str:
    if wanted not in taken:
        return wanted
    number = 2
    while True:
        tail = f"-{number}"
        candidate = wanted[: _LONGEST_ID - len(tail)] + tail
        if candidate not in taken:
            return candidate
        number += 1
