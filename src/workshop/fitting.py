"""Notebooks cut to what a workshop of some length asks: no empty form, no text before one."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from workshop.answers.topic import Row
from workshop.notebooks import tags
from workshop.plan.outline import PARTS
from workshop.workbook import Decision
from workshop.workbook.asking import KINDS

_CALL = re.compile(r'session\.(form|plan|findings)\("([^"]*)"\)')
_DECISIONS = Decision.at


def fitted(path: Path, tier: int) -> bytes:
    """Return a shipped notebook with the cells a workshop needs that asks up to a tier.

    Parameters
    ----------
    path : pathlib.Path
        A notebook of ours.
    tier : int
        3 asks everything: the notebook comes back as it is.
    """
    raw = path.read_bytes()
    if tier >= 3:
        return raw
    notebook = json.loads(raw)
    notebook["cells"] = list(_kept(notebook["cells"], tier))
    return (json.dumps(notebook, ensure_ascii=False, indent=1) + "\n").encode()


def _kept(cells: Iterable[Any], tier: int) -> Iterator[Any]:
    """Yield the cells that are needed; a text stays where something of what follows it does."""
    cells = list(cells)
    step = next((name for method, name in map(_call, cells) if method == "findings"), "")
    waiting: list[Any] = []
    for cell in cells:
        if "teach" in tags(cell):
            waiting.append(cell)
            if cell["id"] == "title":
                yield from waiting
                waiting = []
            else:
                waiting = waiting[-1:]
        elif _needed(cell, tier, step):
            yield from waiting
            waiting = []
            yield cell


def _call(cell: Any) -> tuple[str, str]:
    source = cell["source"]
    found = _CALL.search(source if isinstance(source, str) else "".join(source))
    return (found[1], found[2]) if found else ("", "")


def _needed(cell: Any, tier: int, step: str) -> bool:
    method, name = _call(cell)
    if method == "form":
        return asked_at(name, tier, step)
    if method == "plan":
        return PARTS[name].tier <= tier or PARTS[name].short is not None
    return True


def asked_at(address: str, tier: int, step: str = "") -> bool:
    """Say whether a workshop that asks up to a tier asks anything at an address.

    Parameters
    ----------
    address : str
        Of a topic or a table.
    tier : int
    step : str
        For decisions: the step whose notebook asks.
    """
    kind = KINDS[address]
    if not issubclass(kind, Row) or kind.fixed is None:
        return any(question.tier <= tier for question in kind.questions().values())
    rows: list[Row] = [kind(id=key) for key in kind.fixed if address != _DECISIONS or key == step]
    return any(row.in_tier(tier) for row in rows)
