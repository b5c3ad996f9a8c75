"""Large batches: whether time and memory a participant stay the same, and what a second run costs.

``workshop plans`` is run as a person would run it, with as many processes as there are cores. It
is run once for each size: a batch of a thousand is a thousand measurements. Memory is that of all
its processes together; the first and the last tenth of the time are told apart, as something that
grows would show there. Then the same command is given again with nothing changed: everybody's
answers are read and their plans looked at, and nothing is made.
"""

from __future__ import annotations

import os
import shutil
import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from subprocess import DEVNULL, run
from sys import executable
from time import perf_counter
from typing import Any

from memory import Watch
from people import workshop_of

from workshop.kernels import OFF_VARIABLE

RERUNS = 3
_TENTHS_FROM = 100
"""Fewer participants are gone before a tenth of the time says anything."""


@dataclass(frozen=True)
class Batch:
    """One run of the command."""

    seconds: float
    watch: Watch


def _plans(workshop: Path, out: Path) -> Batch:
    """Make everybody's plans.

    Raises
    ------
    RuntimeError
        If somebody has none; with what the command said.
    """
    watch = Watch()
    environment = {name: value for name, value in watch.environment.items() if name != OFF_VARIABLE}
    command = [
        executable, "-m", "workshop", "plans", str(workshop), "--out", str(out), "--quiet",
        "--jobs", str(os.cpu_count() or 1),
    ]  # fmt: skip
    with watch:
        begun = perf_counter()
        done = run(  # noqa: S603 - our own command
            command, env=environment, check=False, stdin=DEVNULL, capture_output=True
        )
        seconds = perf_counter() - begun
    if done.returncode:
        raise RuntimeError((done.stdout + done.stderr).decode(errors="replace")[-2000:])
    return Batch(seconds, watch)


def grow(
    sizes: Sequence[int], again: bool, folder: Path, keep: Callable[[Any], None],
    tell: Callable[[str], None],
) -> list[dict[str, Any]]:  # fmt: skip
    """Make plans for more and more participants; return a row for each number of them.

    Parameters
    ----------
    sizes : sequence of int
    again : bool
        Whether the largest batch is given again, unchanged.
    folder : pathlib.Path
        For workshops and plans, which are taken away again.
    keep, tell : callable
        Told the rows so far, and what is going on.
    """
    rows: list[dict[str, Any]] = []
    for size in sizes:
        tell(f"{size} participants …")
        at = folder / f"of-{size}"
        workshop, out = workshop_of(at / "workshop", size), at / "plans"
        batch = _plans(workshop, out)
        watch = batch.watch
        row: dict[str, Any] = {
            "count": size,
            "seconds": batch.seconds,
            "peak_mb": watch.peak_mb,
            "first_mb": watch.peak_between(0, 0.1),
            "last_mb": watch.peak_between(0.9, 1),
            "samples": watch.samples,
            "again": [],
        }
        rows.append(row)
        tell(f"{size} participants: {batch.seconds:.0f} s, at most {watch.peak_mb:.0f} MB")
        keep(rows)
        if again and size == max(sizes):
            row["again"] = [_plans(workshop, out).seconds for _time in range(RERUNS)]
            tell(f"{size} participants again: {statistics.median(row['again']):.1f} s")
            keep(rows)
        shutil.rmtree(at)
    return rows


def table(rows: Sequence[dict[str, Any]]) -> list[list[str]]:
    """Return the rows of the table, headings first."""
    found = [["participants", "seconds", "s a participant", "peak MB", "first tenth, MB",
              "last tenth, MB", "unchanged again, s", "% of the whole"]]  # fmt: skip
    for row in rows:
        tenths = (row["first_mb"], row["last_mb"]) if row["count"] >= _TENTHS_FROM else ()
        again = statistics.median(row["again"]) if row["again"] else None
        found.append([
            f"{row['count']:,}",
            f"{row['seconds']:.0f}",
            f"{row['seconds'] / row['count']:.2f}",
            f"{row['peak_mb']:.0f}",
            *([f"{mb:.0f}" for mb in tenths] or ["–", "–"]),
            "–" if again is None else f"{again:.1f}",
            "–" if again is None else f"{100 * again / row['seconds']:.1f}",
        ])  # fmt: skip
    return found
