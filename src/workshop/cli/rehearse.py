"""``workshop rehearse``: whether this laptop will hold the room."""

from __future__ import annotations

import dataclasses
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from rich.console import Console

    from workshop.serve.rehearsing.figures import Figures, Times


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "--seats", type=click.IntRange(1, 500), default=30, show_default=True,
    help="How many people are expected.",
)  # fmt: skip
@click.option(
    "--minutes", type=click.FloatRange(0.1, 60), default=1.0, show_default=True,
    help="How long each of them stays.",
)  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="The figures as JSON, nothing else.")
def rehearse(folder: Path, seats: int, minutes: float, as_json: bool) -> None:
    """Rehearse the room of the workshop in DIR on this laptop, and say whether it will hold.

    Simulated attendees come in within a minute, type, and go from step to step, in a copy
    without anybody's answers. Nothing of it is kept. The Wi-Fi and the phones are not
    rehearsed: `workshop doctor` says what to try out in the room. The exit code is 0 if the
    laptop holds the room, 1 if not.
    """
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    from workshop.folder import Folder
    from workshop.serve.rehearsing.rehearsal import Script
    from workshop.serve.rehearsing.rehearsal import rehearse as run
    from workshop.serve.rehearsing.verdict import notes, reasons, seats_held

    source = Folder.open(folder)
    script = Script.of(seats, minutes)
    columns = TextColumn("{task.description}"), BarColumn(bar_width=28), MofNCompleteColumn()
    with Progress(*columns, console=Console(stderr=True), disable=as_json) as bar:
        opening = bar.add_task("The room is opened", total=1)
        came = bar.add_task("Came in", total=seats)
        done = bar.add_task("Went through", total=seats)
        tasks = {"open": opening, "joined": came, "done": done}
        figures = run(
            source, script, lambda what, count: bar.update(tasks[what], completed=count or 1)
        )
    why = reasons(figures)
    if as_json:
        found = dataclasses.asdict(figures)
        found |= {
            "holds": not why, "seats_held": seats_held(figures),
            "reasons": [dataclasses.asdict(each) for each in why], "notes": notes(figures),
        }  # fmt: skip
        click.echo(json.dumps(found, ensure_ascii=False, indent=1))
    else:
        _tell(Console(soft_wrap=True, highlight=False), figures)
    sys.exit(1 if why else 0)


def _tell(console: Console, figures: Figures) -> None:
    from rich.text import Text

    from workshop.serve.rehearsing.verdict import notes, reasons, seats_held

    why = reasons(figures)
    if why:
        line = f"✗ This laptop will not hold {figures.seats} seats."
        console.print(Text(line, style="bold red"))
        for each in why:
            console.print(Text(f"  Because {each.what}."))
            console.print(Text(f"    What to do: {each.todo}"))
    else:
        console.print(Text(f"✓ This laptop holds {figures.seats} seats.", style="bold green"))
    console.print()
    for name, words in (
        ("Room open after", f"{figures.opened_seconds:.1f} s"),
        ("First page ready", _seconds(figures.first)),
        ("Any page ready", _seconds(figures.pages)),
        ("Text saved", _milliseconds(figures.saves)),
        ("Pages that failed", f"{len(figures.failures)} of {_all(figures)}"),
        ("Answers lost", f"{len(figures.lost)} of {figures.checked} looked up"),
        (
            "Memory of a seat",
            f"{figures.seat_mb:.0f} MB (the room alone: {figures.idle_mb:.0f} MB)",
        ),
        ("Memory holds", f"{seats_held(figures)} seats ({figures.free_mb:.0f} MB are free)"),
        ("Processor busy", f"{100 * figures.cpu_share:.0f} %"),
    ):
        console.print(Text.assemble((f"  {name:18}", "dim"), words))
    for note in notes(figures):
        console.print(Text(f"  · {note}"))
    console.print(
        Text("  Wi-Fi and phones were not rehearsed: try one phone in the room itself.", "dim")
    )


def _all(figures: Figures) -> int:
    return figures.pages.count + len(figures.failures)


def _seconds(times: Times) -> str:
    return (
        f"{times.median / 1000:.1f} s in the middle, 95 in 100 within {times.p95 / 1000:.1f} s, "
        f"slowest {times.slowest / 1000:.1f} s"
    )


def _milliseconds(times: Times) -> str:
    return (
        f"{times.median:.0f} ms in the middle, 95 in 100 within {times.p95:.0f} ms, "
        f"slowest {times.slowest:.0f} ms"
    )
