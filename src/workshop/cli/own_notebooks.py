"""``workshop customise``: notebooks of one's own."""

from __future__ import annotations

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
