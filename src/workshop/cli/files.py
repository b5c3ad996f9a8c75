"""``workshop template`` and ``workshop import``: answers out to files, and back in."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path

import click

from workshop.errors import UsageError
from workshop.settings import TIERS, WorkshopMode


@click.command()
@click.argument("folder", metavar="[DIR]", required=False, type=click.Path(path_type=Path))
@click.option(
    "--participant",
    "keys",
    multiple=True,
    metavar="KEY",
    help="Fill in what this participant has answered so far; may be repeated.",
)
@click.option("--everyone", is_flag=True, help="A file for each participant of the workshop.")
@click.option(
    "--mode",
    type=click.Choice(list(TIERS)),
    help="How much is asked, by the length of the workshop. Default: as this workshop is; "
    "without one, everything.",
)
@click.option(
    "--step",
    "steps",
    multiple=True,
    metavar="STEP",
    help="Only this step, such as readiness; may be repeated.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["xlsx", "csv", "json"]),
    default="xlsx",
    show_default=True,
    help="An Excel workbook, a list of answers, or JSON.",
)
@click.option(
    "--people",
    is_flag=True,
    help="One CSV table with a row for each participant, for rosters and simple surveys.",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    default=None,
    help="The file, or for several participants the folder. Default: here.",
)
@click.option("--force", is_flag=True, help="Write over a file that is there.")
def template(
    folder: Path | None, keys: tuple[str, ...], everyone: bool, mode: WorkshopMode | None,
    steps: tuple[str, ...], form: str, people: bool, out: Path | None, force: bool,
) -> None:  # fmt: skip
    """Write files to fill in away from the workbook.

    Without DIR the file is for anyone. With DIR and participants it holds what they have
    answered, and `workshop import` knows whose it is.
    """
    from workshop.cli.templates import TemplateRequest, write_templates

    if (keys or everyone or people) and folder is None:
        raise UsageError(
            "Participants belong to a workshop.",
            expected="workshop template DIR --participant KEY",
            todo="Name the workshop's folder.",
        )
    request = TemplateRequest(
        folder, keys, everyone, TIERS[mode] if mode else 0, steps, form, people, out, force
    )
    for path in write_templates(request):
        click.echo(path)


@click.command(name="import")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.argument("files", metavar="FILE…", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--participant", default="", metavar="KEY", help="Whose answers, where a file does not say."
)
@click.option("--dry-run", is_flag=True, help="Show what would change; change nothing.")
@click.option(
    "--partial",
    is_flag=True,
    help="Take what is sound although something is wrong: bad cells are left out and listed.",
)
@click.option("--quiet", is_flag=True, help="No progress, no list of changes.")
def import_(
    folder: Path, files: tuple[Path, ...], participant: str, dry_run: bool, partial: bool,
    quiet: bool,
) -> None:  # fmt: skip
    """Take filled-in files into a workshop.

    Templates, lists of participants, simple surveys go into the workshop in DIR. What a file
    leaves blank stays as it was, and the same file twice changes nothing. If anything in a
    participant's part of a file is wrong, nothing of that participant is taken, unless
    --partial. The exit code is 0 if everything was taken, 1 if something was not.
    """
    from workshop.cli.intake_report import Report, StepBar
    from workshop.folder import Folder
    from workshop.handouts.intake import carry_out, plan_intake

    source = Folder.open(folder)
    with StepBar(quiet=quiet) as bar:
        intake = plan_intake(source, files, participant=participant, partial=partial, step=bar.step)
        if not dry_run:
            carry_out(intake, source, dt.datetime.now(dt.UTC), bar.step)
    Report(intake, dry_run=dry_run, quiet=quiet).show()
    sys.exit(0 if intake.sound else 1)
