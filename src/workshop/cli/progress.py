"""What a batch looks like in the terminal."""

from __future__ import annotations

import json
import sys
import time
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
            TextColumn("{task.fields[rate]}"),
            TimeRemainingColumn(compact=True, elapsed_when_finished=True),
            TextColumn("[bold red]{task.fields[failed]}"),
            console=self.console,
        )
        self._task: TaskID | None = None
        self._now: list[str] = []
        self._failed = 0
        self._rate = Rate()

    def begin(self, total: int) -> None:
        """Set the length of the bar."""
        self._task = self._bar.add_task("Plans", total=total, rate="", failed="")

    def say(self, text: str) -> None:
        """Print it above the bar."""
        self.console.print(Text(text, style="dim"))

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
            self._failed += 1
        self._rate.count(result.status)
        if self._task is not None:
            self._bar.advance(self._task)
        self._describe()

    def _describe(self) -> None:
        if self._task is not None:
            failed = f"{self._failed} failed" if self._failed else ""
            description = ", ".join(self._now) or "Plans"
            self._bar.update(
                self._task, description=description, rate=self._rate.words(), failed=failed
            )


class Rate:
    """How many plans are made a minute, those that had not to be made left out."""

    def __init__(self) -> None:
        self._begun = time.monotonic()
        self._made = 0

    def count(self, status: Status) -> None:
        """Take note of one that is finished."""
        self._made += status is not Status.UNCHANGED

    @property
    def per_minute(self) -> float:
        """Return how many were made a minute."""
        return 60 * self._made / max(1e-3, time.monotonic() - self._begun)

    def words(self) -> str:
        """Return it in words, nothing before the first one."""
        return f"{self.per_minute:.0f}/min" if self._made else ""


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

    def __init__(self) -> None:
        self._total = self._done = self._failed = 0
        self._begun = time.monotonic()

    def begin(self, total: int) -> None:
        """Tell how many there are."""
        self._total = total
        self._tell(total=total)

    def say(self, text: str) -> None:
        """Tell it."""
        self._tell(note=text)

    def start(self, person: Participant) -> None:
        """Tell who is begun."""
        self._tell(start=person.key)

    def finish(self, person: Participant, result: PersonResult) -> None:
        """Tell what came of it, how many are done and have failed, and the time left."""
        good = result.status in GOOD
        self._done += 1
        self._failed += not good
        each = (time.monotonic() - self._begun) / self._done
        self._tell(
            finish=person.key, good=good, reason="" if good else result.reason,
            status=result.status.value, done=self._done, failed=self._failed,
            seconds_left=round(each * (self._total - self._done), 1),
        )  # fmt: skip

    def end(self, report: BatchReport, out: Path) -> None:
        """Tell what came of everyone, and where it lies."""
        counts = {status.value: report.count(status) for status in Status if report.count(status)}
        self._tell(
            end=counts, seconds=report.seconds, interrupted=report.interrupted,
            exit_code=report.exit_code, out=str(out),
        )  # fmt: skip

    def _tell(self, **facts: object) -> None:
        sys.stdout.write(json.dumps(facts) + "\n")
        sys.stdout.flush()
