"""How long plans take, in every way there is to make them: ``make bench``, ``make bench-full``.

``python benchmarks/batch.py naive others ours floor`` compares those ways of making plans,
``scale`` and ``rerun`` look at large batches and at a batch that is given again, ``kernels`` at
single kernels, ``room`` at the room with and without the quick way to a kernel. Without a name
everything is measured. Nothing here is a test: figures are printed, and ``--write`` puts them into
``benchmarks/README.md``.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from comparison import compare, made_for
from kernels import measure
from machine import machine
from page import parts_of, write
from scale import grow

from workshop.kernels import OFF_VARIABLE

MAKING = ("naive", "others", "ours", "floor")
SECTIONS = (*MAKING, "scale", "rerun", "kernels", "room")


@dataclass(frozen=True)
class Extent:
    """How much is measured."""

    people: int
    rounds: int
    sizes: tuple[int, ...]
    kernels: int
    together: int


QUICK = Extent(people=2, rounds=1, sizes=(4,), kernels=3, together=2)
USUAL = Extent(people=2, rounds=3, sizes=(10, 100), kernels=15, together=8)
FULL = Extent(people=12, rounds=2, sizes=(10, 100, 1000), kernels=15, together=8)


def main() -> None:
    """Measure what is asked for, print it, and write it down where that is asked for."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("sections", nargs="*", metavar="SECTION", help=", ".join(SECTIONS))
    parser.add_argument("--quick", action="store_true", help="few participants, each way once")
    parser.add_argument("--full", action="store_true", help="also a thousand participants")
    parser.add_argument("--people", type=int, help="how many are compared")
    parser.add_argument("--rounds", type=int, help="how often")
    parser.add_argument("--write", action="store_true", help="put it into benchmarks/README.md")
    asked = parser.parse_args()
    sections = set(asked.sections or SECTIONS)
    if unknown := sections - set(SECTIONS):
        parser.error(f"no such section: {', '.join(sorted(unknown))}")
    extent = QUICK if asked.quick else FULL if asked.full else USUAL
    people, rounds = asked.people or extent.people, asked.rounds or extent.rounds
    folder = Path(tempfile.mkdtemp(prefix="workshop-benchmarks-"))
    kept = folder / "results.json"
    results: dict[str, Any] = {}
    begun = time.monotonic()

    def tell(text: str) -> None:
        print(f"{time.monotonic() - begun:6.0f} s  {text}", file=sys.stderr, flush=True)

    def keep(name: str, found: Any) -> None:
        results[name] = found
        kept.write_text(json.dumps(results, indent=1), encoding="utf-8")

    keep("machine", machine())
    tell(f"what is measured is kept in {kept}")
    if ways := sections & set(MAKING):
        at = folder / "making"
        compare(ways, people, rounds, at, lambda runs: keep("making", runs), tell)
        shutil.rmtree(at)
    if sections & {"scale", "rerun"}:
        sizes = extent.sizes if "scale" in sections else extent.sizes[-1:]
        again = "rerun" in sections
        grow(sizes, again, folder / "scale", lambda rows: keep("scale", rows), tell)
    if "kernels" in sections:
        job = made_for(folder / "kernels", 1).jobs[0]
        keep("kernels", measure(extent.kernels, extent.together, job, tell))
        shutil.rmtree(folder / "kernels")
    if "room" in sections:
        keep("room", rooms(tell))
    parts = parts_of(results)
    print("\n\n".join(f"## {name}\n\n{text}" for name, text in parts.items()))
    if asked.write:
        write(parts)


def rooms(tell: Any) -> dict[str, str]:
    """Return what ``room.py`` prints, with the quick way to a kernel and without."""
    found = {}
    for title, ordinary in (("Kernels split off", ""), ("Ordinary kernels", "1")):
        tell(f"room: {title} …")
        surroundings = {name: text for name, text in os.environ.items() if name != OFF_VARIABLE}
        if ordinary:
            surroundings[OFF_VARIABLE] = ordinary
        done = subprocess.run(  # noqa: S603 - our own program
            [sys.executable, str(Path(__file__).parent / "room.py")],
            env=surroundings, check=False, text=True, stdout=subprocess.PIPE,
        )  # fmt: skip
        found[title] = done.stdout
    return found


if __name__ == "__main__":
    main()
