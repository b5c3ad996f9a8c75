"""``workshop handouts``: the sheets for a workshop on paper."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from workshop.errors import UsageError


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=None,
    help="Folder for the sheets. Default: DIR/handouts, for a sample ./handouts.",
)
@click.option("--force", is_flag=True, help="Write over sheets that are there.")
def handouts(folder: Path, out: Path | None, force: bool) -> None:
    """Make the sheets for the workshop in DIR as PDF: agenda, what to bring along, worksheets.

    All follow the workshop's mode: ninety minutes, half a day, or six hours apart. There is a
    blank worksheet for each step, for those who write on paper.
    """
    from workshop.folder import Folder
    from workshop.handouts.sheets import sheets
    from workshop.i18n import use_language
    from workshop.logo import read_logo
    from workshop.reference import load_reference

    source = Folder.open(folder)
    settings = source.settings
    target = out or (Path("handouts") if settings.sample else source.path / "handouts")
    day = settings.date or dt.datetime.now(dt.UTC).astimezone().date()
    logo = read_logo(source.path, settings)
    with use_language(settings.language):
        makers = sheets(settings, load_reference(), day, logo)
        there = [name for name in makers if (target / name).exists()]
        if there and not force:
            raise UsageError(
                "A sheet of this name is there already.",
                where=str(target / there[0]),
                todo="Add --force to write over it, or name another --out.",
            )
        target.mkdir(parents=True, exist_ok=True)
        for name, make in makers.items():
            (target / name).write_bytes(make())
            click.echo(target / name)
