"""Every way of making plans that is compared, as a command with its surroundings."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from browser import find_browser
from naive import SECONDS_FILE
from people import fresh

from workshop.batch.person import RUN_FILE
from workshop.kernels import OFF_VARIABLE

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Made:
    """Where participants to measure are: as a workshop, and frozen one by one.

    Attributes
    ----------
    workshop : pathlib.Path
    jobs : list of pathlib.Path
        Of those who are measured.
    warm : pathlib.Path
        The job of somebody who is not.
    """

    workshop: Path
    jobs: list[Path]
    warm: Path

    @property
    def keys(self) -> list[str]:
        """Return whom it is about."""
        return [job.name for job in self.jobs]


@dataclass(frozen=True)
class Way:
    """One way of making plans.

    Attributes
    ----------
    section : {"naive", "others", "ours", "floor"}
    title : str
        As it stands in the table.
    workers : int
        How many processes make plans at once.
    script : tuple of str
        What is run and how, without out folder and participants; empty for our own command.
    ordinary : bool
        Whether our quick way to a kernel is turned off.
    """

    section: str
    title: str
    workers: int
    script: tuple[str, ...] = ()
    ordinary: bool = False

    def lacks(self) -> str:
        """Return what this machine has not got for it, empty if everything is there."""
        if "in-process" in self.script and find_spec("ploomber_engine") is None:
            return "ploomber-engine"
        if "webpdf" in self.script and find_browser() is None:
            return "Chromium"
        if "latex" in self.script and shutil.which("xelatex") is None:
            return "xelatex"
        return ""

    def environment(self, given: dict[str, str]) -> dict[str, str]:
        """Return the surroundings of the command."""
        rest = {name: value for name, value in given.items() if name != OFF_VARIABLE}
        return {**rest, OFF_VARIABLE: "1"} if self.ordinary else rest

    def command(self, made: Made, run: Path) -> list[str]:
        """Return the command; its folder for this run is there and has an ``out`` in it."""
        out, workers = str(run / "out"), str(self.workers)
        if not self.script:
            return [
                sys.executable, "-m", "workshop", "plans", str(made.workshop), "--out", out,
                "--jobs", workers, "--only", ",".join(made.keys), "--quiet",
            ]  # fmt: skip
        name, *options = self.script
        first = [made.warm] if self.section == "floor" else []
        jobs = fresh([*first, *made.jobs], run / "jobs")
        return [sys.executable, str(HERE / name), *options, out, workers, *map(str, jobs)]


def _naive(section: str, title: str, workers: int, notebooks: str, pdf: str) -> Way:
    return Way(section, title, workers, ("naive.py", notebooks, pdf))


WAYS: Sequence[Way] = (
    _naive("naive", "papermill, webpdf", 1, "papermill", "webpdf"),
    _naive("naive", "papermill, webpdf", 2, "papermill", "webpdf"),
    _naive("naive", "papermill, LaTeX", 1, "papermill", "latex"),
    _naive("others", "papermill with one kernel, webpdf", 1, "one-kernel", "webpdf"),
    _naive("others", "papermill with one kernel, our PDF", 1, "one-kernel", "plan"),
    _naive("others", "ploomber-engine, webpdf", 1, "in-process", "webpdf"),
    _naive("others", "ploomber-engine, our PDF", 1, "in-process", "plan"),
    Way("ours", "workshop plans", 1),
    Way("ours", "workshop plans", 2),
    Way("ours", "workshop plans, ordinary kernels", 1, ordinary=True),
    Way("ours", "workshop plans, ordinary kernels", 2, ordinary=True),
    Way("floor", "no kernels, no notebooks", 1, ("floor.py",)),
    Way("floor", "no kernels, no notebooks", 2, ("floor.py",)),
)
"""In the order of the table. Which of them are run depends on what is asked for."""


def told_by(way: Way, out: Path) -> tuple[float | None, dict[str, list[float]]]:
    """Return what a run measured of itself.

    Returns
    -------
    seconds : float, optional
        Of all participants, where the command's own start does not count.
    people : dict of str to list of float
        Seconds of each: notebooks and PDF, or the whole where it cannot be told apart.
    """
    if way.script:
        told = json.loads((out / SECONDS_FILE).read_text(encoding="utf-8"))
        return told.get("seconds"), told["people"]
    runs = [json.loads(path.read_text(encoding="utf-8")) for path in out.glob(f"*/{RUN_FILE}")]
    return None, {run["key"]: [run["seconds"]] for run in runs}
