"""Opening a workshop to work in it: copies of one's own, and nothing in the source."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import nbformat
import pytest
from conftest import SAMPLE, copy_sample

from workshop import copies
from workshop.cli import lab
from workshop.errors import UnknownParticipantError
from workshop.folder import DATABASE, Folder
from workshop.notebooks import notebook_paths


def contents(folder: Path) -> dict[str, str]:
    """Return every file of a folder with a hash of it."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


def change(path: Path, **facts: Any) -> None:
    """Change facts of a notebook's last code cell."""
    notebook = nbformat.read(path, as_version=4)
    [cell for cell in notebook.cells if cell.cell_type == "code"][-1].update(facts)
    nbformat.write(notebook, path)


def test_a_sample_is_copied_and_not_written_to() -> None:
    """The copy lies with the user's data and holds answers and notebooks to work in."""
    before = contents(SAMPLE)
    folder, notebooks, key = lab.prepare(SAMPLE, "")
    assert contents(SAMPLE) == before
    assert folder.path.is_relative_to(os.environ["XDG_DATA_HOME"])
    assert notebooks.parent == folder.path
    assert key == "pinon-kiln"
    assert [path.name for path in notebook_paths(notebooks)] == [
        path.name for path in notebook_paths()
    ]
    copied = folder.load("pinon-kiln").answers
    assert copied == Folder.open(SAMPLE).load("pinon-kiln").answers


def test_a_second_opening_goes_on_with_the_copy() -> None:
    """What was filled in yesterday is there today."""
    folder, _notebooks, _key = lab.prepare(SAMPLE, "")
    (folder.path / "mine.txt").write_text("mine")
    again, _notebooks, key = lab.prepare(SAMPLE, "desert-bloom-bakery")
    assert again.path == folder.path
    assert (again.path / "mine.txt").read_text() == "mine"
    assert key == "desert-bloom-bakery"


def test_an_edited_notebook_is_kept_and_others_are_refreshed() -> None:
    """A changed source stays; a copy nobody changed follows the program, outputs or not."""
    _folder, notebooks, _key = lab.prepare(SAMPLE, "")
    edited, run, lost, *_ = notebook_paths(notebooks)
    shipped = {path.name: path.read_bytes() for path in notebook_paths()}
    change(edited, source="session.answers")
    mine = edited.read_bytes()
    change(run, outputs=[nbformat.v4.new_output("stream", text="x")], execution_count=1)
    lost.unlink()
    lab.prepare(SAMPLE, "")
    assert edited.read_bytes() == mine
    assert run.read_bytes() == shipped[run.name]
    assert lost.read_bytes() == shipped[lost.name]


def test_an_older_copy_is_brought_up_to_date(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """With a newer program an unedited copy is replaced, an edited one is not."""
    older = tmp_path / "older"
    shutil.copytree(notebook_paths()[0].parent, older)
    first, second, *_ = notebook_paths(older)
    change(first, source="session.answers  # older")
    change(second, source="session.answers  # older")
    with monkeypatch.context() as patch:
        patch.setattr(copies, "notebook_paths", lambda: notebook_paths(older))
        _folder, notebooks, _key = lab.prepare(SAMPLE, "")
    assert "# older" in (notebooks / first.name).read_text(encoding="utf-8")
    change(notebooks / second.name, source="mine")
    lab.prepare(SAMPLE, "")
    assert (notebooks / first.name).read_bytes() == notebook_paths()[0].read_bytes()
    assert '"mine"' in (notebooks / second.name).read_text(encoding="utf-8")


def test_a_workshop_of_its_own_is_worked_on_in_place(tmp_path: Path) -> None:
    """A folder that is no sample gets its database beside its roster."""
    folder = copy_sample(tmp_path / "mine")
    opened, notebooks, _key = lab.prepare(folder, "desert-bloom-bakery")
    assert opened.path == folder
    assert (folder / DATABASE).is_file()
    assert notebooks == folder / "lab"


def test_notebooks_of_the_workshop_come_first(tmp_path: Path) -> None:
    """A folder with notebooks of its own is opened there, and nothing is copied."""
    folder = copy_sample(tmp_path / "mine")
    shutil.copytree(notebook_paths()[0].parent, folder / "notebooks")
    _opened, notebooks, _key = lab.prepare(folder, "")
    assert notebooks == folder / "notebooks"
    assert not (folder / "lab").exists()


def test_unknown_participant_makes_no_copy_of_notebooks(tmp_path: Path) -> None:
    """Who is not on the roster is refused before anything is made."""
    folder = copy_sample(tmp_path / "mine")
    before = contents(folder)
    with pytest.raises(UnknownParticipantError, match="'nobody'"):
        lab.prepare(folder, "nobody")
    assert contents(folder) == before


def test_jupyter_is_started_offline(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is told the folder and the participant, opens the first notebook, asks for no news."""
    started: list[tuple[list[str], dict[str, str]]] = []

    def note(words: list[str], env: dict[str, str]) -> subprocess.CompletedProcess[str]:
        started.append((words, env))
        return subprocess.CompletedProcess(words, 0)

    monkeypatch.setattr(lab.os, "execve", lambda _program, words, env: note(words, env))
    monkeypatch.setattr(lab.subprocess, "run", lambda words, env, check: note(words, env))
    lab.run_lab(SAMPLE, "", browser=False, port=9999, extra=["--debug"])
    words, environment = started[0]
    assert environment["WORKSHOP_PARTICIPANT"] == "pinon-kiln"
    assert Path(environment["WORKSHOP_FOLDER"]).is_dir()
    assert "--LabApp.news_url=None" in words
    assert "--ServerApp.ip=127.0.0.1" in words
    assert "--ServerApp.port=9999" in words
    assert words[-2:] == ["--no-browser", "--debug"]
    assert any(word.endswith(f"/lab/tree/{notebook_paths()[0].name}") for word in words)
