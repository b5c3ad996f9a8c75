"""``workshop customise`` and ``workshop doctor``: notebooks of one's own, and what to mend."""

from __future__ import annotations

import sys
from pathlib import Path

import click


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
def customise(folder: Path) -> None:
    """Copy the notebooks to be edited.

    They come into DIR/notebooks. From then on `workshop lab` and `workshop plans` use these
    copies. What you add in cells of your own is printed in the plans where it stands; put
    pictures beside the notebooks. Run it again after an update: copies you have not touched
    are brought up to date, others are left.
    """
    from workshop.copies import copy_notebooks
    from workshop.folder import Folder

    source = Folder.open_own(folder)
    target = source.path / "notebooks"
    for copied in copy_notebooks(target):
        click.echo(f"{copied.name}  {copied.fate.value}")
    click.echo(f"\nEdit them in {target}, then check them with: workshop doctor {folder}")


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
def doctor(folder: Path) -> None:
    """Look a workshop over before it is used.

    Its files, its answers, and the notebooks of its own in DIR. Says which cell breaks what,
    and what to do. The exit code is 1 if plans will fail or lack something, else 0.
    """
    from rich.console import Console
    from rich.text import Text

    from workshop.doctor import examine

    console = Console(soft_wrap=True, highlight=False)
    serious = 0
    noted = 0
    for finding in examine(folder):
        serious += finding.serious
        noted += not finding.serious
        mark = ("✗ ", "bold red") if finding.serious else ("· ", "bold yellow")
        console.print(Text.assemble(mark, (finding.where, "bold")))
        console.print(Text(f"    {finding.what}"))
        if finding.todo:
            console.print(Text(f"    What to do: {finding.todo}"))
    if serious:
        console.print(Text(f"\n{serious} to mend, {noted} to know."))
        sys.exit(1)
    console.print(Text(f"✓ Nothing to mend{f', {noted} to know' if noted else ''}."))
