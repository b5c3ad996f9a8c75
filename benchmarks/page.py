"""The figures as Markdown, and their place in ``README.md``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import comparison
import kernels
import scale

README = Path(__file__).parent / "README.md"


def markdown_table(rows: Sequence[Sequence[str]]) -> str:
    """Return rows as a table, the first of them as its head; numbers stand to the right."""
    head, *rest = rows
    widths = [max(len(row[place]) for row in rows) for place in range(len(head))]

    def line(row: Sequence[str]) -> str:
        first, *others = zip(row, widths, strict=True)
        cells = [first[0].ljust(first[1]), *(text.rjust(width) for text, width in others)]
        return "| " + " | ".join(cells) + " |"

    rule = ["-" * widths[0], *("-" * (width - 1) + ":" for width in widths[1:])]
    return "\n".join([line(head), line(rule), *map(line, rest)])


def parts_of(results: dict[str, Any]) -> dict[str, str]:
    """Return the Markdown of every part that was measured, by its name."""
    found = {}
    if making := results.get("making"):
        found["making"] = _making(making)
    if batches := results.get("scale"):
        found["scale"] = markdown_table(scale.table(batches))
    if single := results.get("kernels"):
        found["kernels"] = markdown_table(kernels.table(single))
    if room := results.get("room"):
        blocks = [f"{title}:\n\n```text\n{text.rstrip()}\n```" for title, text in room.items()]
        found["room"] = "\n\n".join(blocks)
    return {name: f"{text}\n\n{results['machine']}" for name, text in found.items()}


def _making(runs: Sequence[dict[str, Any]]) -> str:
    rounds, count = len({run["round"] for run in runs}), runs[0]["count"]
    told = f"Participants: {count}. Rounds: {rounds}."
    same = comparison.same_pdfs(runs)
    if same is not None:
        told += f" {same[0]} of {same[1]} PDFs without kernels are those of `workshop plans`, "
        told += "byte for byte."
    return f"{markdown_table(comparison.table(runs))}\n\n{told}"


def write(parts: dict[str, str], path: Path = README) -> None:
    """Put every part between its two marks; what was not measured stays.

    Raises
    ------
    ValueError
        If a part has no place there.
    """
    text = path.read_text(encoding="utf-8")
    for name, part in parts.items():
        first, last = f"<!-- {name}: begin -->", f"<!-- {name}: end -->"
        place = re.compile(f"{re.escape(first)}.*?{re.escape(last)}", re.DOTALL)
        if not place.search(text):
            raise ValueError(f"{path.name} has no place for {name!r}")
        new = f"{first}\n{part}\n{last}"
        text = place.sub(lambda _found, new=new: new, text)  # type: ignore[misc]
    path.write_text(text, encoding="utf-8")
