"""What a batch looks like in the terminal."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    SpinnerColumn,
    TaskID,
    TextColumn,
    TimeRemainingColumn,
)
from rich.progress import Progress as Bar
from rich.text import Text

from workshop.batch.person import PersonResult, Status
from workshop.batch.report import GOOD, INDEX_FILE, STATUS_WORDS, BatchReport
from workshop.batch.runner import Watcher
from workshop.store import Participant

_MOST_FAILURES = 20


class Shown:
    """Something with a bar that is shown while a block runs."""

    _bar: Bar

    def __enter__(self) -> Self:
        """Show the bar."""
        self._bar.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Leave the terminal as it was."""
        self._bar.stop()


class Progress(Shown, Watcher):
    """A bar with who is being worked on and the time left; failures above it as they come."""

    def __init__(self, console: Console | None = None) -> None:
        self.console = console or Console(stderr=True)
        self._bar = Bar(
            SpinnerColumn(finished_text=" "),
            TextColumn("{task.description}", markup=False),
            BarColumn(bar_width=28),
            MofNCompleteColumn(),
            TimeRemainingColumn(compact=True, elapsed_when_finished=True),
            console=self.console,
        )
        self._task: TaskID | None = None
        self._now: list[str] = []

    def begin(self, total: int) -> None:
        """Set the length of the bar."""
        self._task = self._bar.add_task("Plans", total=total)

    def start(self, person: Participant) -> None:
        """Name who is being worked on."""
        self._now.append(person.key)
        self._describe()

    def finish(self, person: Participant, result: PersonResult) -> None:
        """Move the bar on; say at once what failed."""
        if person.key in self._now:
            self._now.remove(person.key)
        if result.status not in GOOD:
            line = Text.assemble(
                ("✗ ", "bold red"), (person.key, "bold"), f": {STATUS_WORDS[result.status]}"
            )
            self.console.print(line)
        if self._task is not None:
            self._bar.advance(self._task)
        self._describe()

    def _describe(self) -> None:
        if self._task is not None:
            self._bar.update(self._task, description=", ".join(self._now) or "Plans")


def summary(report: BatchReport, out: Path, console: Console | None = None) -> None:
    """Print what came of a batch and where it lies."""
    console = console or Console(soft_wrap=True, highlight=False)
    counts = ", ".join(
        f"{report.count(status)} {words}"
        for status, words in STATUS_WORDS.items()
        if report.count(status)
    )
    bad = report.count(*GOOD) < len(report.results)
    mark = ("! ", "bold yellow") if report.interrupted else ("✗ " if bad else "✓ ", "bold")
    console.print(Text.assemble(mark, f"{counts}, in {report.seconds:.0f} s"))
    failed = [
        result
        for result in report.results
        if result.status in (Status.NOTEBOOK_FAILED, Status.WE_FAILED)
    ]
    for result in failed[:_MOST_FAILURES]:
        console.print(Text.assemble(("\n" + result.key, "bold"), f": {result.reason}"))
    if len(failed) > _MOST_FAILURES:
        console.print(Text(f"… and {len(failed) - _MOST_FAILURES} more, see the report."))
    if report.interrupted:
        console.print(Text("Stopped. Finished plans stay; go on with --resume."))
    console.print(Text(f"Plans and overview: {out / INDEX_FILE}"))


class Lines(Watcher):
    """One line of JSON for each thing that happens, for a program that reads along."""

    def begin(self, total: int) -> None:
        """Tell how many there are."""
        self._tell(total=total)

    def start(self, person: Participant) -> None:
        """Tell who is begun."""
        self._tell(start=person.key)

    def finish(self, person: Participant, result: PersonResult) -> None:
        """Tell what came of it."""
        good = result.status in GOOD
        self._tell(finish=person.key, good=good, reason="" if good else result.reason)

    def _tell(self, **facts: object) -> None:
        sys.stdout.write(json.dumps(facts) + "\n")
        sys.stdout.flush()
