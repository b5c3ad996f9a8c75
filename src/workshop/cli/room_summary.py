"""``workshop summary``: the whole room on one sheet, without naming anybody."""

from __future__ import annotations

import json
from pathlib import Path

import click

from workshop.errors import UsageError


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    default=None,
    help="The PDF. Default: DIR/handouts/room-summary.pdf, for a sample ./handouts.",
)
@click.option("--force", is_flag=True, help="Write over a summary that is there.")
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON; write no file.")
def summary(folder: Path, out: Path | None, force: bool, as_json: bool) -> None:
    """Sum up the room of the workshop in DIR as PDF: no names, no group under five.

    Readiness, objectives, channels, common warnings, hours and budgets, as they are now.
    """
    from workshop.folder import Folder
    from workshop.handouts.paper import sheet_pdf
    from workshop.i18n import use_language
    from workshop.logo import read_logo
    from workshop.summary import TITLE, Room, summary_blocks, summary_facts

    source = Folder.open(folder)
    room, settings = Room(source), source.settings
    with use_language(settings.language):
        if as_json:
            click.echo(json.dumps(summary_facts(room.figures), ensure_ascii=False, indent=1))
            return
        home = Path() if settings.sample else source.path
        target = out or home / "handouts" / "room-summary.pdf"
        if target.exists() and not force:
            raise UsageError(
                "A summary is there already.",
                where=str(target),
                todo="Add --force to write over it, or name another --out.",
            )
        blocks = summary_blocks(room.figures)
        logo = read_logo(source.path, settings)
        data = sheet_pdf(TITLE, blocks, settings, room.as_of, logo)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(data)
    click.echo(target)
