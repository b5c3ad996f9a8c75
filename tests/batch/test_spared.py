"""What a batch leaves out, and what it works out once, changes nothing of what people get."""

from __future__ import annotations

import datetime as dt
import json
import os
import time
from pathlib import Path

import nbformat
import psutil
import pytest
import tiny
from nbformat.v4 import new_code_cell, new_markdown_cell

from workshop.batch import start
from workshop.batch.beside import BESIDE, beside
from workshop.batch.engine import PapermillEngine
from workshop.batch.freeze import Shared, freeze_person
from workshop.batch.person import RUN_FILE, Status
from workshop.batch.runner import BatchRequest, run_batch
from workshop.batch.start import begin_cells, context_of_workers, zygote_of_cells
from workshop.folder import Folder
from workshop.job import read_job
from workshop.kernels import OFF_VARIABLE, POSSIBLE
from workshop.notebooks import only_for_screens
from workshop.shipped import shipped


@pytest.mark.kernel
@pytest.mark.skipif(not POSSIBLE, reason="answers are judged ahead on Linux only")
def test_what_goes_beside_a_plan_is_the_same_whoever_makes_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(OFF_VARIABLE, raising=False)
    sample = Folder.open(shipped("data/samples/las-cruces"))
    job = tmp_path / "pinon-kiln"
    shared = Shared.freeze(sample, tmp_path / "shared")
    freeze_person(sample, sample.participant(job.name), shared, job, dt.date(2027, 1, 4))
    frozen = read_job(job)
    made = beside(frozen)
    assert not (job / BESIDE).exists()
    until = time.monotonic() + 30
    with PapermillEngine().job(job):
        while not (job / BESIDE / "checks.json").exists() and time.monotonic() < until:
            time.sleep(0.02)
        assert sorted(path.name for path in (job / BESIDE).iterdir()) == sorted(
            [*made.files, "checks.json"]
        )
        assert beside(frozen) == made
    (job / BESIDE / "checks.json").write_bytes(b"")
    assert beside(frozen) == made
    assert made.warnings
    assert min(map(len, made.files.values())) > 100


@pytest.mark.kernel
@pytest.mark.parametrize("ordinary", [False, True], ids=["split off", "started"])
def test_cells_for_screens_are_left_out_and_all_others_are_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ordinary: bool
) -> None:
    monkeypatch.delenv(OFF_VARIABLE, raising=False)
    if ordinary:
        monkeypatch.setenv(OFF_VARIABLE, "1")
    notebook = nbformat.reads(tiny.notebook('session.plan("summary")'), as_version=4)
    note = tmp_path / "note"
    form, own = {"tags": ["form"]}, f"open({str(note)!r}, 'a').write('own')"
    notebook.cells += [
        new_code_cell('session.form("/nowhere/at/all")', id="gone", metadata=form),
        new_code_cell(f'session.form("/readiness/profile")\n{own}', id="more", metadata=form),
        new_code_cell(own, id="facilitator"),
    ]
    text = {"00_small.ipynb": json.dumps(notebook)}
    folder = Folder.open(tiny.workshop(tmp_path / "w", ["ann"], notebooks=text))
    (result,) = run_batch(BatchRequest(folder, tmp_path / "out")).results
    assert result.status is Status.DONE, result.reason
    assert note.read_text() == "ownown"


@pytest.mark.skipif(not POSSIBLE, reason="workers are split off on Linux only")
def test_what_workers_are_split_off_from_holds_no_file_open() -> None:
    """All workers would read such a file by turns, each from where another left off."""
    process = context_of_workers().Process(target=os.getpid)
    process.start()
    parent = psutil.Process(process.pid).parent()
    process.join()
    assert parent is not None
    assert parent.pid != os.getpid()
    assert [file.path for file in parent.open_files() if file.fd > 2] == []


@pytest.mark.skipif(not POSSIBLE, reason="there are zygotes on Linux only")
def test_cells_are_begun_ahead_only_where_there_are_no_plans_yet(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(OFF_VARIABLE, raising=False)
    monkeypatch.setattr(start, "_begun", [])  # a command that was refused may have begun one
    (tmp_path / "out" / "ann").mkdir(parents=True)
    begin_cells([tmp_path / "nowhere", tmp_path / "out"])
    zygote = zygote_of_cells()
    assert zygote.pid
    zygote.stop()
    (tmp_path / "out" / "ann" / RUN_FILE).write_text("{}")
    begin_cells([tmp_path / "nowhere", tmp_path / "out"])
    assert zygote_of_cells().pid is None


@pytest.mark.parametrize(
    ("tag", "source", "expected"),
    [
        ("form", 'session.form("/content/messaging")', True),
        ("form", ' session.form("/decisions")\n', True),
        ("findings", 'session.findings("content")', True),
        ("form", 'session.form("/content/messaging") or session.plan("cover")', False),
        ("form", 'x = session.form("/content/messaging")', False),
        ("form", 'session.form(f"/content/{open(1)}")', False),
        ("form", 'session.plan("cover")', False),
        ("plan", 'session.form("/content/messaging")', False),
        ("plan", 'session.plan("cover")', False),
        ("own", 'session.form("/content/messaging")', False),
    ],
)
def test_only_what_does_nothing_but_show_is_for_screens(
    tag: str, source: str, expected: bool
) -> None:
    assert only_for_screens(new_code_cell(source, metadata={"tags": [tag]})) is expected


@pytest.mark.parametrize(("tag", "expected"), [("teach", True), ("next", True), ("own", False)])
def test_what_we_teach_is_for_screens_and_what_a_facilitator_writes_is_not(
    tag: str, expected: bool
) -> None:
    assert only_for_screens(new_markdown_cell("Read", metadata={"tags": [tag]})) is expected
    assert not only_for_screens(new_markdown_cell("Read"))
