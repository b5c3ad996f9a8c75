"""Open the notebooks in JupyterLab, offline, without a trace in the source folder."""

from __future__ import annotations

import datetime as dt
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import click
import platformdirs

from workshop.copies import copy_notebooks
from workshop.errors import NotebookError
from workshop.folder import FOLDER_VARIABLE, Folder, open_live, working_folder
from workshop.session import PARTICIPANT_VARIABLE

LAB_FOLDER = "lab"
_OPTIONS = (
    "--LabApp.news_url=None",
    "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
    "--LabApp.extension_manager=readonly",
    "--ServerApp.ip=127.0.0.1",
)
# What we put off is put off in JupyterLab, too: it starts three seconds sooner.
_START = "import runpy, workshop; runpy.run_module('jupyterlab', run_name='__main__')"


def prepare(folder: Path, participant: str) -> tuple[Folder, Path, str]:
    """Return the working folder, the folder of notebooks in it, and the participant's key.

    Raises
    ------
    WorkshopError
        If there is no such workshop or participant.
    """
    source = working_folder(Folder.open(folder))
    person = source.participant(participant)
    open_live(source, dt.datetime.now(dt.UTC)).close()
    notebooks = source.path / "notebooks"
    if not notebooks.is_dir():
        notebooks = source.path / LAB_FOLDER
        copy_notebooks(notebooks, source.settings.tier)
    return source, notebooks, person.key


# JupyterLab asks for no news, and keeps every form on the page while one scrolls.
_SETTINGS = {
    "apputils-extension/notification": {"fetchNews": "false", "checkForUpdates": False},
    "notebook-extension/tracker": {"windowingMode": "none"},
}


def _own_settings() -> Path:
    """Return a folder of JupyterLab settings of our own; what a person changed in it stays."""
    folder = platformdirs.user_data_path("strategy-workbook") / "lab-settings"
    for name, values in _SETTINGS.items():
        file = folder / "@jupyterlab" / f"{name}.jupyterlab-settings"
        if not file.exists():
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(json.dumps(values), encoding="utf-8")
    return folder


def run_lab(
    folder: Path, participant: str, *, browser: bool, port: int, extra: Sequence[str] = ()
) -> int:
    """Start JupyterLab and wait until it ends.

    Returns
    -------
    int
        Its exit code.
    """
    source, notebooks, key = prepare(folder, participant)
    click.echo(f"Workshop: {source.path}\nParticipant: {key}\nEnd with Ctrl-C.")
    first = min(notebooks.glob("*.ipynb"), default=None)
    if first is None:
        raise NotebookError("There is no notebook to open.", where=str(notebooks))
    environment = {
        **os.environ,
        FOLDER_VARIABLE: str(source.path),
        PARTICIPANT_VARIABLE: key,
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    command = [sys.executable, "-c", _START, *_OPTIONS, f"--ServerApp.port={port}"]
    command.append(f"--LabApp.user_settings_dir={_own_settings()}")
    command += ["--ServerApp.root_dir", str(notebooks)]
    command += [f"--LabApp.default_url=/lab/tree/{first.name}"]
    if not browser:
        command.append("--no-browser")
    command += extra
    if os.name != "nt":
        # JupyterLab takes this process's place, so that whoever ends it ends JupyterLab.
        sys.stdout.flush()
        os.execve(sys.executable, command, environment)  # noqa: S606
    try:
        return subprocess.run(command, env=environment, check=False).returncode  # noqa: S603
    except KeyboardInterrupt:
        return 0
