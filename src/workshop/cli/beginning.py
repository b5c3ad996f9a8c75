"""``workshop new``: begin a workshop."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from workshop.cli.asking import a_date
from workshop.settings import TIERS, WorkshopMode


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--title", default=None, help="Name of the workshop. Default: from the folder's.")
@click.option(
    "--date", callback=a_date, metavar="DATE", help="The day it is held, such as 2027-01-31."
)
@click.option(
    "--mode",
    type=click.Choice(list(TIERS)),
    help="How long it is. Default: quick_90, or as in the workshop it begins from.",
)
@click.option("--place", default="", help="Where it is held.")
@click.option("--host", default="", help="Who invites; printed on plans and sheets.")
@click.option("--language", default=None, help="Language of the plans, such as en or Spanish.")
@click.option(
    "--paper", type=click.Choice(["us-letter", "a4"]), help="Paper of plans. Default: us-letter."
)
@click.option(
    "--from",
    "source",
    default=None,
    metavar="SAMPLE",
    help="Begin with the people and answers of a sample (las-cruces, one-evening) or of the "
    "workshop in a folder.",
)
def new(
    folder: Path, title: str | None, date: dt.date | None, mode: WorkshopMode | None, place: str,
    host: str, language: str | None, paper: str | None, source: str | None,
) -> None:  # fmt: skip
    """Make the folder DIR for a workshop.

    It gets a settings file with a word on each line, and a list of participants to fill in.
    Nothing is made if anything is wrong, and nothing that is there is written over.
    """
    from workshop.beginning import begin, new_settings, source_of, title_of

    origin = source_of(source) if source is not None else None
    settings = new_settings(
        title=title or title_of(folder), date=date, mode=mode, place=place, host=host,
        language=language, paper=paper, source=origin,
    )  # fmt: skip
    made = begin(folder, settings, origin)
    many = f"{made.people} participants" if made.people != 1 else "1 participant"
    click.echo(f"{made.path}\n  {settings.mode}, {many}. Settings: workshop.toml\n\nNext:")
    for command, what in _next(folder, made.people):
        click.echo(f"  {command}\n      {what}")


def _next(folder: Path, people: int) -> list[tuple[str, str]]:
    from workshop.cli.showing import quoted

    where = quoted(folder)
    first = (
        (f"workshop status {where}", "how far everyone is")
        if people
        else (f"workshop roster {where} people.xlsx", "take your list of participants in")
    )
    return [
        first,
        (f"workshop handouts {where}", "print the agenda, and what to bring along"),
        (f"workshop lab {where}", "open the notebooks")
        if people
        else (f"workshop links {where}", "print a personal link for each participant"),
    ]
