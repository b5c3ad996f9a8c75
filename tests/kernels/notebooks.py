"""Notebooks run by both engines, and what of them may differ taken out."""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import nbformat
import papermill
from nbformat import NotebookNode

ENGINES = ("nbclient", "workshop")
_CHANGING = {
    "message ids": (r"\b[0-9a-f]{32}\b", "<id>"),
    "process ids": (r"ipykernel_\d+/\d+\.py", "ipykernel_<pid>/<cell>.py"),
    "addresses": (r"\b0x[0-9a-f]{6,}", "<address>"),
    "unique ids": (r"\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b", "<id>"),
    "points in time": (r"\b\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d[.,\d]*(?:Z|\+00:00)?", "<time>"),
    "durations": (r"\b\d+(?:\.\d+)?(?:e\+\d+)? ?(?:ns|μs|µs|us|ms|s)\b|\d+\.\d+it/s", "<duration>"),
    "chart ids": (r"\b([mp])[0-9a-f]{10}\b", r"\1<id>"),
    "clip paths": (r"p[0-9a-f]{10}", "<id>"),
    "threads": (r"\(\w*, started (?:daemon )?\d+\)|Thread-\d+", "<thread>"),
}


def notebook(cells: Mapping[str, str] | list[Any], **metadata: Any) -> NotebookNode:
    """Return a notebook of code cells, each with a name for an id."""
    if isinstance(cells, Mapping):
        cells = [
            nbformat.v4.new_code_cell(source, id=name, metadata={})
            for name, source in cells.items()
        ]
    about = {"kernelspec": {"name": "python3", "language": "python", "display_name": "Python"}}
    return nbformat.v4.new_notebook(cells=cells, metadata=about | metadata)


@dataclass
class Ran:
    """What has become of a notebook."""

    notebook: NotebookNode | None
    saved: NotebookNode | None
    error: BaseException | None
    folder: Path
    facts: dict[str, Any] = field(default_factory=dict)

    @property
    def cells(self) -> dict[str, NotebookNode]:
        """The cells of what is saved, by their ids."""
        return {cell.id: cell for cell in (self.saved or self.notebook).cells}  # type: ignore[union-attr]


def run(engine: str, source: NotebookNode, folder: Path, **options: Any) -> Ran:
    """Run a notebook in a folder of its own through papermill."""
    folder.mkdir(parents=True, exist_ok=True)
    written, target = folder / "source.ipynb", folder / "target.ipynb"
    nbformat.write(source, written)
    error, executed = None, None
    told = {"progress_bar": False, "kernel_name": "python3", "cwd": folder} | options
    if engine == "nbclient":
        told.pop("zygote", None)
    try:
        executed = papermill.execute_notebook(written, target, engine_name=engine, **told)
    except Exception as raised:  # noqa: BLE001 - compared
        error = raised
    saved = nbformat.read(target, 4) if target.exists() else None
    return Ran(executed, saved, error, folder)


def normal(found: Any, *places: Path) -> str:
    """Return anything as text, without what no two runs have in common."""
    text = json.dumps(found, indent=1, sort_keys=True, default=repr, ensure_ascii=False)
    for place in places:
        text = text.replace(str(place), "<here>")
    for pattern, plain in _CHANGING.values():
        text = re.sub(pattern, plain, text)
    return text


def joined(outputs: list[Any]) -> list[Any]:
    """Put what was printed to one stream together: when it is sent is nobody's promise."""
    found: list[Any] = []
    streams: dict[str, Any] = {}
    for output in outputs:
        if output["output_type"] != "stream":
            streams = {}
            found.append(output)
        elif output["name"] in streams:
            streams[output["name"]]["text"] += output["text"]
        else:
            streams[output["name"]] = dict(output)
            found.append(streams[output["name"]])
    return _ordered(found)


def _ordered(outputs: list[Any]) -> list[Any]:
    """Put errors printed beside text after it: the two are sent on their own."""
    found: list[Any] = []
    for each in outputs:
        before = found[-1] if found else None
        if before and before["output_type"] == each["output_type"] == "stream":
            found[-1:] = sorted([before, each], key=lambda one: one["name"], reverse=True)
        else:
            found.append(each)
    return found


def differing(ours: str, ordinary: str) -> list[str]:
    """Return the first lines that differ, cut to what can be read."""
    if ours == ordinary:
        return []
    lines = difflib.unified_diff(ordinary.splitlines(), ours.splitlines(), lineterm="", n=0)
    return [line[:300] for line in list(lines)[2:20]]
