"""``workshop roster`` and ``workshop links``: who takes part, and how they come in."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path

import click

from workshop.errors import UsageError


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option(
    "--column",
    "columns",
    multiple=True,
    metavar="FACT=HEADING",
    help="Which column holds a fact (key, name, first name, last name, business, email, "
    "language) where its heading does not say; may be repeated.",
)
@click.option("--dry-run", is_flag=True, help="Show what would change; change nothing.")
@click.option("--partial", is_flag=True, help="Take the others although some are refused.")
@click.option("--links", is_flag=True, help="Then make the sheet of personal links, links.pdf.")
def roster(
    folder: Path, file: Path, columns: tuple[str, ...], dry_run: bool, partial: bool, links: bool
) -> None:
    """Take the participants of a list (CSV, Excel, LibreOffice) into the workshop in DIR.

    Headings may be in English or Spanish. Who is there already is found by key, by e-mail
    address, or by name and business, and brought up to date. If anyone must be refused,
    nobody is taken, unless --partial. The exit code is 0 if everyone was taken, 1 if someone
    was not.
    """
    from workshop.cli.roster_report import show_roster
    from workshop.folder import Folder
    from workshop.people.listing import read_columns, read_list
    from workshop.people.taking import Fate, take_list
    from workshop.people.writing import write_people

    source = Folder.open_own(folder)
    listed = read_list(file, read_columns(columns))
    entered = take_list(listed.people, source.everyone(), source.settings.language)
    sound = all(one.fate is not Fate.REFUSED for one in entered)
    written = not dry_run and (sound or partial)
    if written:
        write_people(source, entered, dt.datetime.now(dt.UTC))
    show_roster(listed, entered, written=written, dry_run=dry_run)
    if links and written:
        _make_links(source.path, None, None, force=True)
    elif links:
        click.echo("No sheet of links was made: nobody was taken.")
    sys.exit(0 if sound else 1)


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "--address",
    default=None,
    metavar="ADDRESS",
    help="Where the room will be, such as http://192.168.1.20:8866. Default: this computer's "
    "address in its network.",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    default=None,
    help="The file. Default: DIR/links.pdf.",
)
@click.option("--force", is_flag=True, help="Write over a file that is there.")
def links(folder: Path, address: str | None, out: Path | None, force: bool) -> None:
    """Make a sheet with the personal link of every participant, as PDF with QR codes.

    Whoever has a link can read and change the answers of its owner: the file is readable for
    you alone, and no link is shown here. Cut the sheet apart and hand each strip to the one it
    names.
    """
    _make_links(folder, address, out, force=force)


def _make_links(folder: Path, address: str | None, out: Path | None, *, force: bool) -> None:
    from workshop.folder import Folder
    from workshop.keeping.forgetting import LINKS_FILE
    from workshop.keeping.private import write_private
    from workshop.people.links import likely_address, links_pdf, room_address

    source = Folder.open_own(folder)
    target = out or source.path / LINKS_FILE
    if target.exists() and not force:
        raise UsageError(
            "A sheet of links is there already.",
            where=str(target),
            todo="Add --force to write over it, or name another --out.",
        )
    where = room_address(address or likely_address())
    today = dt.datetime.now(dt.UTC).astimezone().date()
    pdf, many = links_pdf(source, where, source.settings.date or today)
    write_private(target, pdf)
    click.echo(f"{target}\n  {many} {'link' if many == 1 else 'links'} to {where}")
    if address is None:
        click.echo("  If the room will be elsewhere: workshop links DIR --address http://…")
