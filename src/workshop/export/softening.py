"""Texts on their way to a page: long words may break, links are looked at, formulas are drawn."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from workshop.blocks.html import safe_link
from workshop.export.formulas import formula_data
from workshop.export.long_words import breakable

Json = dict[str, Any]
LETTERS_A_LINE = 92
SKIP = frozenset(
    {"svg", "image", "mime", "kind", "href", "style", "tone", "state", "align", "colour",
     "note_id", "place", "math"}
)  # fmt: skip


def soften(value: Any, limit: int = 30) -> Any:
    """Let long words break, and drop links that are none of ours."""
    if isinstance(value, str):
        return breakable(value, limit)
    if isinstance(value, dict):
        if value.get("math"):
            return _with_formula(value)
        return {
            key: _link(item) if key == "href" else item if key in SKIP else soften(item, limit)
            for key, item in value.items()
        }
    if isinstance(value, (list, tuple)):
        return [soften(item, limit) for item in value]
    return value


def _link(href: str) -> str:
    clean = href.strip()
    printable = clean.isprintable() and " " not in clean
    return safe_link(clean) if printable else ""


def _with_formula(run: Json) -> Json:
    """Draw the formula of a run; one that cannot be drawn is shown as it was written."""
    drawn = formula_data(run["math"])
    if drawn is None:
        return {**run, "text": breakable(run["math"]), "code": True, "note": []}
    return {**run, "formula": drawn, "note": []}


def softened(data: Json) -> Json:
    """Return a block with its texts softened."""
    found: Json = soften(data)
    return found


def text_of_runs(runs: Iterable[Json]) -> str:
    """Return the bare text of runs."""
    return "".join(run["text"] for run in runs)


def size_of(value: Any) -> int:
    """Return about how many letters a piece takes, lines counted as full ones."""
    if isinstance(value, str):
        return len(value) + LETTERS_A_LINE * value.count("\n")
    if isinstance(value, dict):
        return sum(size_of(item) for key, item in value.items() if key not in SKIP)
    if isinstance(value, (list, tuple)):
        return sum(map(size_of, value))
    return 0
