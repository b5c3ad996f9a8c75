"""Every shipped notebook runs: to be filled in, and to be printed."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
import pytest
from conftest import AS_OF, SAMPLE, copy_sample
from in_process import InProcess
from nbformat.v4 import new_code_cell, new_notebook

from workshop.batch.engine import PapermillEngine
from workshop.batch.freeze import Shared, freeze_person
from workshop.blocks import MIME
from workshop.folder import DATABASE, Folder
from workshop.notebooks import notebook_paths, read_notebook, tags
from workshop.plan.outline import PARTS

pytestmark = pytest.mark.kernel
SHIPPED = notebook_paths()
NAMES = [path.name for path in SHIPPED]
WIDGET = "application/vnd.jupyter.widget-view+json"


def contents(*folders: Path) -> dict[str, str]:
    """Return every file of folders with a hash of it."""
    return {
        str(path): hashlib.sha256(path.read_bytes()).hexdigest()
        for folder in folders
        for path in folder.rglob("*")
        if path.is_file()
    }


def shown(notebook: Any, tag: str) -> list[set[str]]:
    """Return the forms in which each cell with a tag shows its value."""
    return [
        {mime for output in cell.outputs for mime in output.get("data", {})}
        for cell in notebook.cells
        if tag in tags(cell)
    ]


@dataclass(frozen=True)
class Opened:
    """A shipped notebook after a run with its defaults."""

    notebook: Any
    before: dict[str, str]
    after: dict[str, str]
    made: list[str]


@pytest.fixture(scope="module", params=SHIPPED, ids=NAMES)
def opened(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Opened:
    """Run a shipped notebook as someone who opens it would."""
    path, folder = request.param, tmp_path_factory.mktemp("opened")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_DATA_HOME", str(tmp_path_factory.mktemp("home")))
        before = contents(SAMPLE, path.parent)
        notebook = PapermillEngine().run(path, folder / path.name, {})
        after = contents(SAMPLE, path.parent)
    return Opened(notebook, before, after, [item.name for item in folder.iterdir()])


def test_opened_notebook_shows_forms_and_plan(opened: Opened) -> None:
    """With its defaults each form is one to fill in, and each part of the plan is there."""
    assert all(WIDGET in mimes for mimes in shown(opened.notebook, "form"))
    assert all(MIME in mimes for mimes in shown(opened.notebook, "plan"))
    assert all(mimes for mimes in shown(opened.notebook, "findings"))


def test_opened_notebook_leaves_no_trace(opened: Opened) -> None:
    """Sample and notebooks are as they were, and no file is made where it runs."""
    assert opened.after == opened.before
    assert opened.made == []


def test_opened_notebook_says_nothing_by_itself(opened: Opened) -> None:
    """No cell prints, warns or logs: all that is seen is meant to be seen."""
    said = [
        (cell.id, output.get("text"))
        for cell in opened.notebook.cells
        for output in cell.get("outputs", [])
        if output.output_type in ("stream", "error")
    ]
    assert said == []


@pytest.mark.parametrize("path", SHIPPED, ids=NAMES)
def test_notebook_prints_a_frozen_job(path: Path, tmp_path: Path) -> None:
    """In plan mode it shows no form, every part belongs to one person, and no file is made."""
    source = Folder.open(copy_sample(tmp_path / "w"))
    shared = Shared.freeze(source, tmp_path / "shared")
    person = source.participant("pinon-kiln")
    job = freeze_person(source, person, shared, tmp_path / person.key, AS_OF)
    before = contents(source.path, job.folder)
    (tmp_path / "executed").mkdir()
    parameters = {"workshop": str(job.folder), "participant": person.key, "mode": "plan"}
    # Two of the sample's plans are made by kernels; here the cells are run in this process.
    done = InProcess().run(
        job.folder / "notebooks" / path.name, tmp_path / "executed" / path.name, parameters
    )
    assert contents(source.path, job.folder) == before
    assert not (source.path / DATABASE).exists()
    for tag in ("form", "findings"):
        assert all(WIDGET not in mimes and mimes for mimes in shown(done, tag))
    parts = [
        output.data[MIME]
        for cell in done.cells
        if "plan" in tags(cell)
        for output in cell.outputs
        if output.output_type != "stream"
    ]
    wanted = [cell for cell in read_notebook(path).cells if "plan" in tags(cell)]
    assert len(parts) == len(wanted)
    assert {part["document"]["participant"] for part in parts} == {person.key}
    assert {part["document"]["as_of"] for part in parts} == {AS_OF.isoformat()}
    assert {part["section"] for part in parts} <= {item.section for item in PARTS.values()}


def test_job_does_not_change_with_the_workshop(tmp_path: Path) -> None:
    """What is frozen stays as it was, whatever happens to the folder meanwhile."""
    source = Folder.open(copy_sample(tmp_path / "w"))
    shared = Shared.freeze(source, tmp_path / "shared")
    person = source.participant("pinon-kiln")
    job = freeze_person(source, person, shared, tmp_path / "job", dt.date(2027, 1, 4))
    before = contents(job.folder)
    (source.path / "answers" / "pinon-kiln.json").unlink()
    (source.path / "workshop.toml").write_text("title = 'Other'")
    assert contents(job.folder) == before


def test_notebook_that_names_no_kernel_is_run(tmp_path: Path) -> None:
    """A notebook from another editor, without a word on its language, is Python to us."""
    cell = new_code_cell('workshop = ""', id="parameters", metadata={"tags": ["parameters"]})
    nbformat.write(new_notebook(cells=[cell]), tmp_path / "00_bare.ipynb")
    done = PapermillEngine().run(
        tmp_path / "00_bare.ipynb", tmp_path / "done.ipynb", {"workshop": "x"}
    )
    assert 'workshop = "x"' in [c.source for c in done.cells][-1]
