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
    """Make the sheets for the workshop in DIR as PDF: agenda, and what to bring along.

    Both follow the workshop's mode: ninety minutes, half a day, or six hours apart.
    """
    from workshop.folder import Folder
    from workshop.handouts import agenda_sheet, bring_along
    from workshop.handouts.paper import sheet_pdf
    from workshop.i18n import use_language
    from workshop.logo import read_logo

    source = Folder.open(folder)
    settings = source.settings
    target = out or (Path("handouts") if settings.sample else source.path / "handouts")
    day = settings.date or dt.datetime.now(dt.UTC).astimezone().date()
    logo = read_logo(source.path, settings)
    sheets = {"agenda.pdf": agenda_sheet, "bring-along.pdf": bring_along}
    there = [name for name in sheets if (target / name).exists()]
    if there and not force:
        raise UsageError(
            "A sheet of this name is there already.",
            where=str(target / there[0]),
            todo="Add --force to write over it, or name another --out.",
        )
    makers = {
        "agenda.pdf": agenda_sheet.agenda_sheet, "bring-along.pdf": bring_along.bring_along
    }  # fmt: skip
    target.mkdir(parents=True, exist_ok=True)
    with use_language(settings.language):
        for name, module in sheets.items():
            data = sheet_pdf(module.TITLE, makers[name](settings), settings, day, logo)
            (target / name).write_bytes(data)
            click.echo(target / name)
