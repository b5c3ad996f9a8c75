"""``workshop forget``, ``backup`` and ``restore``: data that is kept, and data that is not."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from workshop.errors import UsageError


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.argument("key")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.option(
    "--backups", is_flag=True, help="Remove copies of the database that hold this person, too."
)
def forget(folder: Path, key: str, yes: bool, backups: bool) -> None:
    """Remove the participant KEY and everything of theirs from the workshop in DIR.

    Answers, their history, drafts, plans, their line in the roster and the sheet of links. It
    cannot be undone. The database is written anew, so that nothing is left in the file.
    """
    from workshop.cli.showing import clean, quoted
    from workshop.folder import Folder
    from workshop.keeping.forgetting import forget_person

    source = Folder.open_own(folder)
    person = source.participant(key)
    if not yes:
        who = clean(", ".join(part for part in (person.name, person.business) if part))
        click.echo(f"Everything of {who or key} will be removed. This cannot be undone.")
        if click.prompt("Type the key to go on", default="", show_default=False).strip() != key:
            raise UsageError("Nothing was removed: this was not the key.")
    done = forget_person(source, key, backups=backups)
    for place in done.removed:
        click.echo(f"removed  {clean(place)}")
    click.echo(f"{key} is forgotten.")
    if done.copies:
        click.echo("\nThese copies of the database may still hold them:")
        for path in done.copies:
            click.echo(f"  {path}")
        click.echo("Remove each that you do not need. Next time, --backups removes them, too.")
    if done.mentions:
        click.echo("\nThese files still name them; look whether they may stay:")
        for place in done.mentions:
            click.echo(f"  {clean(place)}")
    if not backups or done.mentions:
        click.echo(f"\nFiles outside {quoted(source.path)} are yours to look through.")


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    default=None,
    help="The copy. Default: DIR/backups/workshop-DATE-TIME.db.",
)
def backup(folder: Path, out: Path | None) -> None:
    """Copy the database of the workshop in DIR, also while people are writing to it.

    The copy holds all answers and is readable for you alone. Settings, notebooks and pictures
    are plain files beside it: copy these yourself.
    """
    from workshop.folder import Folder
    from workshop.keeping.backups import back_up

    click.echo(back_up(Folder.open_own(folder), dt.datetime.now(dt.UTC), out))


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
def restore(folder: Path, file: Path) -> None:
    """Put the copy FILE in the place of the database of the workshop in DIR.

    The copy is looked over first, and the present database is kept under DIR/backups. The room
    must be closed.
    """
    from workshop.cli.showing import ago
    from workshop.folder import Folder
    from workshop.keeping.restoring import restore as put_back

    now = dt.datetime.now(dt.UTC)
    done = put_back(Folder.open_own(folder), file, now)
    people = f"{done.people} participants" if done.people != 1 else "1 participant"
    newest = (
        f"{done.newest.astimezone():%Y-%m-%d %H:%M} ({ago(done.newest, now)})"
        if done.newest
        else ""
    )
    click.echo(f"Restored: {people}, {f'newest change {newest}' if newest else 'no changes yet'}.")
    if done.aside:
        click.echo(f"What was there before: {done.aside}")
