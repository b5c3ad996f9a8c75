"""What an import looks like in the terminal: how far it is, what is wrong, what has changed."""

from __future__ import annotations

from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn
from rich.text import Text

from workshop.cli.progress import Shown
from workshop.handouts.given import Problem
from workshop.handouts.intake import Intake, PersonIntake
from workshop.numbers import plain
from workshop.workbook import Answers, find_label

_MOST_PROBLEMS = 200
_MOST_CHANGES = 12
_MOST_PEOPLE = 40


class StepBar(Shown):
    """A bar that says what is being done, and how much of it."""

    def __init__(self, *, quiet: bool = False, console: Console | None = None) -> None:
        self._bar = Progress(
            TextColumn("{task.description}", markup=False),
            BarColumn(bar_width=28),
            MofNCompleteColumn(),
            console=console or Console(stderr=True),
            transient=True,
            disable=quiet,
        )
        self._tasks: dict[str, TaskID] = {}

    def step(self, what: str, done: int, total: int) -> None:
        """Move on."""
        if what not in self._tasks:
            self._tasks[what] = self._bar.add_task(what, total=total)
        self._bar.update(self._tasks[what], completed=done, total=total)


class Report:
    """The outcome, in words.

    Parameters
    ----------
    intake : Intake
        What was found.
    dry_run : bool
        Whether nothing was written.
    quiet : bool
        Leave the list of changes out.
    """

    def __init__(
        self, intake: Intake, *, dry_run: bool, quiet: bool, console: Console | None = None
    ) -> None:
        self._intake = intake
        self._dry_run = dry_run
        self._quiet = quiet
        self._console = console or Console(soft_wrap=True, highlight=False)

    def show(self) -> None:
        """Print all of it: what is wrong first, then what changed, then the sum."""
        if not self._quiet:
            self._changes()
        self._problems()
        for note in self._intake.notes:
            self._console.print(Text(f"Note  {note}", style="dim"))
        self._sum()

    def _problems(self) -> None:
        people = [(one, problem) for one in self._intake.people for problem in one.problems]
        everything: list[tuple[PersonIntake | None, Problem]] = [
            *((None, problem) for problem in self._intake.problems),
            *people,
        ]
        for one, problem in everything[:_MOST_PROBLEMS]:
            head = Text("✗ ", style="bold red")
            head.append(str(problem.spot), style="bold")
            if one is not None:
                head.append(f"  ({one.person.key})")
            self._console.print(head)
            for label, text in (
                ("", problem.what),
                ("Found: ", problem.found),
                ("Expected: ", problem.expected),
                ("What to do: ", problem.todo),
            ):
                if text:
                    self._console.print(Text(f"    {label}{text}"))
        if len(everything) > _MOST_PROBLEMS:
            rest = len(everything) - _MOST_PROBLEMS
            self._console.print(Text(f"… and {rest:,} more. Correct these first."))

    def _changes(self) -> None:
        changed = [one for one in self._intake.people if one.changes]
        for one in changed[:_MOST_PEOPLE]:
            words = "new participant" if one.is_new else _count(len(one.differences), "answer")
            if one.is_new and one.differences:
                words += f", {_count(len(one.differences), 'answer')}"
            line = Text.assemble((one.person.key, "bold"), f"  {words}")
            if one.facts_changed and not one.is_new:
                line.append(", name or address changed")
            self._console.print(line)
            if self._dry_run:
                self._each_change(one)
        if len(changed) > _MOST_PEOPLE:
            self._console.print(Text(f"… and {len(changed) - _MOST_PEOPLE:,} more participants"))

    def _each_change(self, one: PersonIntake) -> None:
        answers = one.planned or Answers()
        for change in one.differences[:_MOST_CHANGES]:
            label = find_label(answers, change.address)
            before, after = _short(change.before), _short(change.after)
            self._console.print(Text(f"    {label}: {before} → {after}"))
        if len(one.differences) > _MOST_CHANGES:
            self._console.print(Text(f"    … and {len(one.differences) - _MOST_CHANGES:,} more"))

    def _sum(self) -> None:
        people = self._intake.people
        taken = [one for one in people if one.changes]
        held = [one for one in people if one.held_back]
        same = len(people) - len(taken) - len(held)
        answers = sum(len(one.differences) for one in taken)
        new = sum(one.is_new for one in taken)
        verb = "would be taken" if self._dry_run else "taken"
        parts = [f"{_count(answers, 'answer')} of {_count(len(taken), 'participant')} {verb}"]
        if new:
            parts.append(f"{new:,} of them new")
        if same:
            parts.append(f"{same:,} unchanged")
        mark = ("✓ ", "bold") if self._intake.sound else ("✗ ", "bold red")
        self._console.print(Text.assemble(mark, ", ".join(parts)))
        if held:
            keys = ", ".join(one.person.key for one in held[:10])
            more = f" and {len(held) - 10:,} more" if len(held) > 10 else ""
            self._console.print(
                Text(
                    f"  Nothing taken of: {keys}{more}. Correct the cells above and import again, "
                    "or use --partial to take the rest."
                )
            )


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}" + ("" if number == 1 else "s")


def _short(value: Any) -> str:
    if value is None:
        return "(empty)"
    if isinstance(value, dict):
        value = value.get("value", "(row)")
    if isinstance(value, list):
        value = ", ".join(map(str, value)) or "(none)"
    text = " ".join((plain(value) if isinstance(value, float) else str(value)).split())
    return text if len(text) <= 60 else text[:59] + "…"
