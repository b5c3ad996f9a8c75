"""How long it takes to print every notebook of the tests' folder, one after the other.

Run it with ``python benchmarks/any_notebook.py``. A first pass loads the libraries; the second
one is what a warm process needs.
"""

from __future__ import annotations

import contextlib
import json
import time
from pathlib import Path

from workshop.errors import ExportError
from workshop.export import PlanExporter

FOLDER = Path(__file__).parent.parent / "tests" / "export" / "notebooks"


def main() -> None:
    """Print the seconds of both passes, and the slowest notebooks."""
    names = list(json.loads((FOLDER / "expected.json").read_text("utf-8")))
    for title in ("first pass", "second pass"):
        exporter = PlanExporter()
        seconds = {}
        for name in names:
            begun = time.perf_counter()
            with contextlib.suppress(ExportError):
                exporter.from_filename(str(FOLDER / f"{name}.ipynb"))
            seconds[name] = time.perf_counter() - begun
        print(f"{title}: {len(names)} notebooks in {sum(seconds.values()):.2f} s")
        for name in sorted(names, key=seconds.__getitem__, reverse=True)[:5]:
            print(f"  {seconds[name]:6.3f} s  {name}")


if __name__ == "__main__":
    main()
