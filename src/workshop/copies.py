"""A workshop's own copies of the notebooks: made, kept up to date, and compared with ours."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from workshop import __version__
from workshop.fitting import fitted
from workshop.notebooks import notebook_paths

RECORD = ".shipped.json"
"""Beside the copies: what each of their cells said when it was copied."""


class Fate(StrEnum):
    """What came of a copy."""

    NEW = "copied"
    UPDATED = "brought up to date"
    SAME = "as it was"
    EDITED = "edited, left as it is"


@dataclass(frozen=True)
class Copied:
    """One notebook and what came of it."""

    name: str
    fate: Fate


Cells = Mapping[str, str]
"""The hash of each cell's source, by the cell's id, in order."""


def cells_of(path: Path) -> dict[str, str]:
    """Return the hashes of a notebook's cells; outputs do not count.

    A file that is no notebook gives one hash of the whole of it.
    """
    return _cells(path.read_bytes())


def _cells(raw: bytes) -> dict[str, str]:
    try:
        cells = json.loads(raw.decode("utf-8-sig"))["cells"]
        return {
            str(cell.get("id") or f"#{place}"): _hash(cell)
            for place, cell in enumerate(cells, start=1)
        }
    except (ValueError, KeyError, TypeError, AttributeError):
        return {"": hashlib.sha256(raw).hexdigest()}


def _hash(cell: Mapping[str, Any]) -> str:
    tags = cell.get("metadata", {}).get("tags", [])
    text = json.dumps([cell.get("cell_type"), "".join(cell.get("source", "")), tags])
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def read_record(folder: Path) -> dict[str, dict[str, str]]:
    """Return what the copies in a folder said when they were made, by notebook."""
    try:
        record = json.loads((folder / RECORD).read_text(encoding="utf-8"))
        return {name: dict(cells) for name, cells in record["notebooks"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def copy_notebooks(target: Path, tier: int = 3) -> tuple[Copied, ...]:
    """Copy the shipped notebooks into a folder; what someone changed there is left as it is.

    A copy nobody has touched is replaced when the shipped one is newer.

    Parameters
    ----------
    target : pathlib.Path
    tier : int
        Highest tier of questions the workshop asks: forms it has no question for are left out.
    """
    target.mkdir(parents=True, exist_ok=True)
    record = read_record(target)
    found = []
    for path in notebook_paths():
        copy = target / path.name
        shipped = fitted(path, tier)
        fresh = _cells(shipped)
        if not copy.exists():
            fate = Fate.NEW
        elif (now := cells_of(copy)) == fresh:
            fate = Fate.SAME
        else:
            fate = Fate.UPDATED if now == record.get(path.name) else Fate.EDITED
        if fate is not Fate.EDITED:
            # Also where only outputs differ: they belong to whoever ran it last.
            copy.write_bytes(shipped)
        if fate is not Fate.EDITED or path.name not in record:
            record[path.name] = fresh
        found.append(Copied(path.name, fate))
    text = json.dumps({"version": __version__, "notebooks": record}, indent=1)
    (target / RECORD).write_text(text + "\n", encoding="utf-8")
    return tuple(found)
