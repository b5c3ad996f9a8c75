"""``workshop bundle``: a file to take home for each participant."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from workshop.cli.asking import only_these


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@only_these
@click.option(
    "--plans",
    type=click.Path(path_type=Path, file_okay=False),
    default=None,
    help="Folder of the plans. Default: DIR/plans, for a sample ./plans.",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=None,
    help="Folder for the files. Default: DIR/bundles, for a sample ./bundles.",
)
def bundle(folder: Path, only: tuple[str, ...], plans: Path | None, out: Path | None) -> None:
    """Pack a ZIP file for each participant of the workshop in DIR to take home.

    In it: the plan, the calendar, the sheets, the answers, and a small workshop of their own to
    go on with. Plans are made before, with `workshop plans`. The exit code is 1 if somebody has
    no plan that is up to date, else 0.
    """
    from workshop.batch.bundle import make_bundles
    from workshop.folder import Folder

    source = Folder.open(folder)
    home = Path() if source.settings.sample else source.path
    without = 0
    for made in make_bundles(source, plans or home / "plans", out or home / "bundles", only):
        if made.path is not None:
            click.echo(made.path)
        else:
            without += 1
            click.echo(f"{made.key}: {made.reason}", err=True)
    if without:
        click.echo(f"What to do: workshop plans {folder}, then this command again.", err=True)
        sys.exit(1)
