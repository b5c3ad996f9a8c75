"""``workshop doctor``: what to mend before people come."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from workshop.errors import UsageError

if TYPE_CHECKING:
    from rich.console import Console

    from workshop.doctor import Finding


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
def doctor(folder: Path) -> None:
    """Look a workshop, and this laptop, over before it is used.

    Its files, its answers, and the notebooks of its own in DIR; then fonts, versions, port,
    disk, memory, clock and network of this machine, and what to try out in the room itself.
    Says which cell breaks what, and what to do. The exit code is 1 if plans or the room will
    fail or lack something, else 0.
    """
    from rich.console import Console
    from rich.text import Text

    from workshop.checkup import PORT, examine_laptop
    from workshop.doctor import examine
    from workshop.folder import Folder
    from workshop.in_the_room import what_bites

    console = Console(soft_wrap=True, highlight=False)
    missing: UsageError | None = None
    found: list[Finding] = []
    sample = False
    try:
        sample = Folder.open(folder).settings.sample
        found += examine(folder)
    except UsageError as error:
        missing = error  # what can be said of the laptop is said all the same
    found += examine_laptop(folder, sample=sample)
    _list(console, found)
    console.print(Text("In the room itself, try out:", style="bold"))
    for each in what_bites(PORT):
        console.print(Text(f"  · {each.what}"))
        console.print(Text(f"    What to do: {each.todo}", style="dim"))
    console.print()
    if missing is not None:
        raise missing
    serious = sum(each.serious for each in found)
    noted = len(found) - serious
    if serious:
        console.print(Text(f"{serious} to mend, {noted} to know."))
        sys.exit(1)
    console.print(Text(f"✓ Nothing to mend{f', {noted} to know' if noted else ''}."))


def _list(console: Console, found: Iterable[Finding]) -> None:
    from rich.text import Text

    for finding in found:
        mark = ("✗ ", "bold red") if finding.serious else ("· ", "bold yellow")
        console.print(Text.assemble(mark, (finding.where, "bold")))
        console.print(Text(f"    {finding.what}"))
        if finding.todo:
            console.print(Text(f"    What to do: {finding.todo}"))
    console.print()
