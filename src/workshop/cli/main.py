"""Parse, call, print, exit. Every error a person can cause ends in words, not a traceback."""

from __future__ import annotations

import datetime as dt
import json
import os
import sys
from pathlib import Path
from typing import Any

import click

from workshop import __version__
from workshop.cli.asking import a_date, only_these
from workshop.cli.beginning import new
from workshop.cli.bundle import bundle
from workshop.cli.doctor import doctor
from workshop.cli.files import import_, template
from workshop.cli.handouts import handouts
from workshop.cli.keeping import backup, forget, restore
from workshop.cli.own_notebooks import customise
from workshop.cli.people import links, roster
from workshop.cli.rehearse import rehearse
from workshop.cli.room_summary import summary
from workshop.cli.serve import serve
from workshop.cli.status import status
from workshop.errors import WorkshopError


class _Group(click.Group):
    """A group whose errors are words and whose exit codes mean something."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; turn our errors into messages."""
        try:
            return super().invoke(ctx)
        except WorkshopError as error:
            click.echo(f"workshop: {error}", err=True)
            ctx.exit(error.exit_code)
        except OSError as error:
            from workshop.batch.person import disk_words

            click.echo(f"workshop: {disk_words(error)}", err=True)
            ctx.exit(1)


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="workshop")
def main() -> None:
    """Social-media strategy workshops: from business goals to a plan for each participant."""
    # Our matrices are small: numpy's threads would wait for one another more than they compute.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


@main.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@only_these
@click.option(
    "--jobs",
    type=click.IntRange(1),
    default=None,
    help="Worker processes at once. Default: as many as there are cores.",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=None,
    help="Folder for the plans. Default: DIR/plans, for a sample ./plans.",
)
@click.option(
    "--as-of",
    callback=a_date,
    metavar="DATE",
    help="The day the plans are drawn up. Default: the workshop's date, else today.",
)
@click.option("--resume", is_flag=True, help="Go on with the batch begun there: same day, people.")
@click.option("--force", is_flag=True, help="Also make plans whose inputs have not changed.")
@click.option(
    "--time-limit",
    type=click.FloatRange(1),
    default=None,
    metavar="SECONDS",
    help="How long one participant's plan may take before it is given up. Default: 900.",
)
@click.option("--quiet", is_flag=True, help="No progress; the outcome in one line.")
@click.option("--lines", is_flag=True, help="Progress and outcome as lines of JSON, for programs.")
def plans(
    folder: Path,
    only: tuple[str, ...],
    jobs: int | None,
    out: Path | None,
    as_of: dt.date | None,
    resume: bool,
    force: bool,
    time_limit: float | None,
    quiet: bool,
    lines: bool,
) -> None:  # fmt: skip
    """Make a plan for every participant of the workshop in DIR.

    Plans whose inputs have not changed are not made again. The exit code is 0 if everyone
    has a plan, 1 if someone has none, 2 if the command could not be followed.
    """
    from workshop.batch.start import begin_cells, begin_workers

    begin_cells([out] if out else [Path("plans"), folder / "plans"])
    from workshop.folder import Folder

    source = Folder.open(folder)
    begin_workers()
    from workshop.batch.runner import TIME_LIMIT, BatchRequest, Watcher, run_batch
    from workshop.cli.progress import Lines, Progress
    from workshop.cli.progress import summary as tell

    if out is None:
        out = Path("plans") if source.settings.sample else source.path / "plans"
    seconds = time_limit or TIME_LIMIT
    request = BatchRequest(source, out.resolve(), only, jobs or 0, as_of, resume, force, seconds)
    if lines:
        teller = Lines()
        report = run_batch(request, teller)
        teller.end(report, out)
        sys.exit(report.exit_code)
    if quiet:
        report = run_batch(request, Watcher())
    else:
        with Progress() as progress:
            report = run_batch(request, progress)
    tell(report, out)
    sys.exit(report.exit_code)


@main.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "--participant",
    default="",
    metavar="KEY",
    help="Whose answers to open. Default: the first of the roster.",
)
@click.option("--no-browser", is_flag=True, help="Do not open a browser; print the address.")
@click.option("--port", type=int, default=8888, show_default=True, help="Port on this machine.")
@click.argument("extra", nargs=-1, type=click.UNPROCESSED, metavar="[-- OPTION…]")
def lab(
    folder: Path, participant: str, no_browser: bool, port: int, extra: tuple[str, ...]
) -> None:
    """Open the notebooks of the workshop in DIR in JupyterLab.

    A sample is opened as a copy of your own; its folder is not written to. What stands
    after -- is passed on to JupyterLab.
    """
    from workshop.cli.lab import run_lab

    sys.exit(run_lab(folder, participant, browser=not no_browser, port=port, extra=extra))


@main.command()
def schema() -> None:
    """Print the JSON schema of the answers document."""
    from workshop.workbook import Answers

    click.echo(json.dumps(Answers.model_json_schema(), ensure_ascii=False, indent=1))


for _command in (
    new, roster, links, status, rehearse, serve, template, import_, handouts, summary, bundle,
    customise, doctor, forget, backup, restore,
):  # fmt: skip
    main.add_command(_command)
