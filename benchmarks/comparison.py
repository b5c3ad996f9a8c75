"""The ways of making plans side by side: same participants, same day, turn by turn.

Everybody's inputs are frozen once, and each run gets its own copies of the same jobs. In a round
every way is run once, in the order of the table, so that a slow minute of the machine meets them
all; a ratio is taken within a round, and the median of the rounds is printed. Before the first
round a plan is made that is not counted, by the first way of each kind, so that nobody pays for
reading the libraries from the disk.
"""

from __future__ import annotations

import hashlib
import shutil
import statistics
import subprocess
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from memory import Watch
from people import jobs_of, workshop_of
from ways import WAYS, Made, Way, told_by

Tell = Callable[[str], None]
OURS, FLOOR = "ours", "floor"


def made_for(folder: Path, count: int) -> Made:
    """Make so many participants and one more, who is not measured."""
    workshop = workshop_of(folder / "workshop", count + 1)
    *jobs, warm = jobs_of(workshop, folder / "frozen")
    return Made(workshop, jobs, warm)


def run_once(way: Way, made: Made, folder: Path) -> dict[str, Any]:
    """Run a way once and return what was measured; its files stay in the folder.

    Raises
    ------
    RuntimeError
        If the command failed; with the end of what it said.
    """
    (folder / "out").mkdir(parents=True)
    watch = Watch()
    command = way.command(made, folder)
    log = folder / "said.txt"
    with log.open("wb") as said, watch:
        begun = time.perf_counter()
        code = subprocess.run(  # noqa: S603 - our own commands
            command, env=way.environment(watch.environment), cwd=folder, check=False,
            stdin=subprocess.DEVNULL, stdout=said, stderr=said,
        ).returncode  # fmt: skip
        seconds = time.perf_counter() - begun
    if code:
        raise RuntimeError(log.read_text(encoding="utf-8", errors="replace")[-2000:])
    inside, people = told_by(way, folder / "out")
    return {
        "section": way.section,
        "title": way.title,
        "workers": way.workers,
        "count": len(made.jobs),
        "seconds": seconds if inside is None else inside,
        "people": people,
        "peak_mb": watch.peak_mb,
        "pdfs": {
            path.parent.name: hashlib.sha256(path.read_bytes()).hexdigest()
            for path in (folder / "out").glob("*/*.pdf")
        },
    }


def compare(
    sections: Iterable[str], count: int, rounds: int, folder: Path, keep: Tell, tell: Tell
) -> list[dict[str, Any]]:
    """Run every way of some sections so many times, by turns; return all runs.

    A way that fails is told about and left out from then on.
    """
    wanted = [way for way in WAYS if way.section in set(sections)]
    ways = [way for way in wanted if not way.lacks()]
    for way in wanted:
        if way.lacks():
            tell(f"not run for want of {way.lacks()}: {way.title}")
    # The floor warms itself.
    first = {way.section: way for way in reversed(ways) if way.section != FLOOR}.values()
    made = made_for(folder, count)
    runs: list[dict[str, Any]] = []
    for turn in range(rounds + 1):
        for way in list(ways):
            if not turn and way not in first:
                continue
            name = f"{way.title}, {way.workers} at once"
            at = folder / f"run-{turn}-{WAYS.index(way)}"
            asked = made if turn else replace(made, jobs=[made.warm])
            try:
                run = run_once(way, asked, at)
            except RuntimeError as error:
                tell(f"{name}: failed and left out\n{error}")
                ways.remove(way)
                continue
            shutil.rmtree(at)
            tell(f"{'round ' + str(turn) if turn else 'warm-up'}: {name}: {run['seconds']:.1f} s")
            if turn:
                runs.append({**run, "round": turn})
                keep(runs)
    return runs


def table(runs: Sequence[dict[str, Any]]) -> list[list[str]]:
    """Return the rows of the comparison, headings first."""
    rows = [
        ["way", "processes", "s a participant", "× ours", "one of them, s", "of it notebooks",
         "of it PDF", "peak MB"]
    ]  # fmt: skip
    for way in WAYS:
        mine = [run for run in runs if _is(run, way)]
        if not mine:
            continue
        ours = {run["round"]: run for run in runs if _is_ours(run, way.workers)}
        ratios = [
            run["seconds"] / ours[run["round"]]["seconds"] for run in mine if run["round"] in ours
        ]
        each = [parts for run in mine for parts in run["people"].values()]
        rows.append([
            way.title,
            str(way.workers),
            f"{statistics.median(run['seconds'] / run['count'] for run in mine):.2f}",
            f"{statistics.median(ratios):.2f}" if ratios else "–",
            f"{statistics.median(sum(parts) for parts in each):.2f}",
            *(_part(each, place) for place in (0, 1)),
            f"{statistics.median(run['peak_mb'] for run in mine):.0f}",
        ])  # fmt: skip
    return rows


def _is(run: dict[str, Any], way: Way) -> bool:
    return (run["section"], run["title"], run["workers"]) == (
        way.section, way.title, way.workers,
    )  # fmt: skip


def _is_ours(run: dict[str, Any], workers: int) -> bool:
    return any(
        way.section == OURS and not way.ordinary and way.workers == workers and _is(run, way)
        for way in WAYS
    )


def _part(each: Sequence[Sequence[float]], place: int) -> str:
    known = [parts[place] for parts in each if len(parts) > 1]
    return f"{statistics.median(known):.2f}" if known else "–"


def same_pdfs(runs: Sequence[dict[str, Any]]) -> tuple[int, int] | None:
    """Return how many of the floor's PDFs are ours byte for byte, of how many; None if not run."""
    ours = {key: pdf for run in runs if run["section"] == OURS for key, pdf in run["pdfs"].items()}
    floor = [
        (key, pdf) for run in runs if run["section"] == FLOOR for key, pdf in run["pdfs"].items()
    ]
    if not ours or not floor:
        return None
    return sum(ours.get(key) == pdf for key, pdf in floor), len(floor)
