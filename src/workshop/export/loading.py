"""Any notebook file as a notebook that can be worked with, or a message in plain words."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode

from workshop.errors import ExportError
from workshop.export.pictures import text_of

_CURRENT = 4
_MOST_BYTES = 400_000_000


def load_notebook(path: Path) -> NotebookNode:
    """Return the notebook in a file, whatever version it has.

    Raises
    ------
    ExportError
        If it is none, or too damaged to tell what it was.
    """
    try:
        size = path.stat().st_size
        text = path.read_bytes().decode("utf-8-sig", errors="replace") if size < _MOST_BYTES else ""
    except OSError as error:
        raise _refused(path.name, error.strerror or str(error)) from error
    if size >= _MOST_BYTES:
        raise _refused(path.name, f"{size / 1e6:,.0f} MB")
    return read_notebook(text, path.name)


def read_notebook(text: str, name: str) -> NotebookNode:
    """Return the notebook in a text.

    Parameters
    ----------
    text : str
        The file's text.
    name : str
        What to call it in messages.

    Raises
    ------
    ExportError
        If it is none, or too damaged to tell what it was.
    """
    if not text.strip("\0 \t\r\n\ufeff"):
        raise _refused(name, "an empty file")
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise _refused(name, f"text that ends or breaks off: {error}"[:200]) from error
    if not isinstance(data, dict) or not ({"cells", "worksheets", "nbformat"} & set(data)):
        raise _refused(name, "JSON without cells")
    major = data.get("nbformat", _CURRENT if "cells" in data else 3)
    if isinstance(major, int) and major > _CURRENT:
        raise ExportError(
            "This notebook was made by a newer version of Jupyter.",
            where=name,
            found=f"notebook format {major}",
            expected=f"notebook format {_CURRENT} or older",
            todo="Save it again in format 4, or use a newer version of this program.",
        )
    if major != _CURRENT:
        data = _upgraded(text, name)
    return repaired(data)


def _upgraded(text: str, name: str) -> dict[str, Any]:
    try:
        return dict(nbformat.reads(text, as_version=_CURRENT))  # type: ignore[no-untyped-call]
    except Exception as error:  # nbformat raises half a dozen kinds of its own
        raise _refused(name, f"{type(error).__name__}: {error}"[:200]) from error


def _refused(name: str, found: str) -> ExportError:
    return ExportError(
        "This file is not a notebook that can be read.",
        where=name,
        found=found,
        expected="a Jupyter notebook (.ipynb)",
        todo="Open it in JupyterLab and save it again, or take an earlier copy.",
    )


def repaired(data: Mapping[str, Any]) -> NotebookNode:
    """Return a notebook in which everything has the type it should have.

    What is missing is empty; cells keep their place, also those that are damaged.

    Parameters
    ----------
    data : mapping
        A notebook in format 4, as JSON or as a node. It is left as it is.
    """
    cells = data.get("cells")
    metadata = data.get("metadata")
    taken: set[str] = set()
    return nbformat.from_dict({  # type: ignore[no-any-return, no-untyped-call]
        "nbformat": _CURRENT,
        "nbformat_minor": 5,
        "metadata": dict(metadata) if isinstance(metadata, Mapping) else {},
        "cells": [
            _cell(cell, number, taken)
            for number, cell in enumerate(cells if isinstance(cells, (list, tuple)) else ())
        ],
    })  # fmt: skip


def _cell(cell: Any, number: int, taken: set[str]) -> dict[str, Any]:
    if not isinstance(cell, Mapping):
        cell = {"cell_type": "damaged"}
    kind = cell.get("cell_type")
    kind = kind if isinstance(kind, str) and kind else "damaged"
    metadata = cell.get("metadata")
    metadata = dict(metadata) if isinstance(metadata, Mapping) else {}
    tags = metadata.get("tags")
    if tags is not None:
        # A set in nbformat's schema: the same tag twice is refused there.
        listed = tags if isinstance(tags, (list, tuple)) else [tags]
        metadata["tags"] = list(dict.fromkeys(str(tag) for tag in listed if str(tag)))
    found: dict[str, Any] = {
        "cell_type": kind,
        "id": _free(str(cell.get("id") or f"cell-{number + 1}"), taken),
        "metadata": metadata,
        "source": _surrogates(text_of(cell.get("source") or "")),
    }
    files = cell.get("attachments")
    if isinstance(files, Mapping):
        found["attachments"] = {
            str(name): dict(bundle) for name, bundle in files.items() if isinstance(bundle, Mapping)
        }
    if kind == "code":
        outputs = cell.get("outputs")
        count = cell.get("execution_count")
        found["outputs"] = [
            _output(output) for output in (outputs if isinstance(outputs, (list, tuple)) else ())
        ]
        found["execution_count"] = count if isinstance(count, int) else None
    return found


def _output(output: Any) -> dict[str, Any]:
    """Return an output with the fields its type needs."""
    if not isinstance(output, Mapping):
        return {"output_type": "damaged"}
    found = dict(output)
    kind = found.get("output_type")
    found["output_type"] = kind if isinstance(kind, str) else "damaged"
    if kind == "stream":
        name = found.get("name")
        found["name"] = name if isinstance(name, str) else "stdout"
        found["text"] = _surrogates(text_of(found.get("text") or ""))
    elif kind == "error":
        frames = found.get("traceback")
        found["traceback"] = (
            [str(line) for line in frames] if isinstance(frames, (list, tuple)) else []
        )
        for name in ("ename", "evalue"):
            found[name] = _surrogates(text_of(found.get(name) or ""))
    return found


def _surrogates(text: str) -> str:
    """Replace halves of characters, which no other program takes."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")


def _free(wanted: str, taken: set[str]) -> str:
    clean = "".join(
        char if char.isascii() and (char.isalnum() or char in "-_") else "-" for char in wanted
    )
    base = clean[:58] or "cell"
    found, number = base, 2
    while found in taken:
        found, number = f"{base}-{number}", number + 1
    taken.add(found)
    return found
