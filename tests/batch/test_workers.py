"""A process that dies while it makes a plan, and a plan that is being put in its place."""

from __future__ import annotations

import errno
import threading
from pathlib import Path

import pytest
import tiny

from workshop.batch import person
from workshop.batch.freeze import Frozen
from workshop.batch.person import PersonResult, Status
from workshop.batch.report import BatchReport
from workshop.batch.runner import BatchRequest, run_batch
from workshop.batch.workers import Worker
from workshop.folder import Folder
from workshop.kernels import OFF_VARIABLE


def bob(*code: str) -> str:
    """A notebook whose cell does something for Bob alone."""
    lines = "\n    ".join(("import os, time, pathlib", *code))
    cell = f"if session.job.participant == 'bob':\n    {lines}"
    return tiny.notebook(cell, 'session.plan("summary")')


def told(report: BatchReport) -> dict[str, Status]:
    return {result.key: result.status for result in report.results}


@pytest.fixture(params=["split off", "started"])
def _kernels(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """What runs the cells: a child of the zygote, then a kernel as on every machine."""
    monkeypatch.delenv(OFF_VARIABLE, raising=False)
    if request.param == "started":
        monkeypatch.setenv(OFF_VARIABLE, "1")


either = pytest.mark.usefixtures("_kernels")


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """A folder of plans in which Bob has one."""
    folder = tmp_path / "out"
    (folder / "bob").mkdir(parents=True)
    (folder / "bob" / "bob-plan.pdf").write_bytes(b"%PDF earlier")
    return folder


@either
@pytest.mark.kernel
@pytest.mark.skipif(not Path("/proc").is_dir(), reason="ends a process by a signal")
def test_a_worker_that_dies_takes_nobody_with_it(
    tmp_path: Path, out: Path, short_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Bob's worker is killed twice: he is told of, Ann has her plan, he his old one."""
    # A killed process cannot take its kernel's sockets away.
    monkeypatch.setenv("TMPDIR", str(short_folder))
    slow = bob("time.sleep(60)")
    folder = tiny.workshop(tmp_path / "w", ["ann", "bob"], notebooks={"00_small.ipynb": slow})
    given, killed = Worker.give, []

    def give(worker: Worker, job: Frozen, seconds: float) -> None:
        given(worker, job, seconds)
        if job.person.key == "bob":
            killed.append(worker.process.pid)
            threading.Timer(4, worker.process.kill).start()

    monkeypatch.setattr(Worker, "give", give)
    report = run_batch(BatchRequest(Folder.open(folder), out, jobs=2))

    assert told(report) == {"ann": Status.DONE, "bob": Status.WE_FAILED}
    assert len(set(killed)) == 2
    assert "died twice" in report.results[1].reason
    assert report.exit_code == 1
    assert (out / "bob" / "bob-plan.pdf").read_bytes() == b"%PDF earlier"
    assert not list(out.glob(".work-*"))


@either
@pytest.mark.kernel
def test_cells_that_die_are_run_once_more(tmp_path: Path, out: Path) -> None:
    """The first process of Bob's cells dies; the second makes his plan."""
    mark = tmp_path / "mark"
    once = bob(f"mark = pathlib.Path({str(mark)!r})", "if not mark.exists():",
               "    mark.touch(); os._exit(1)")  # fmt: skip
    folder = tiny.workshop(tmp_path / "w", ["bob"], notebooks={"00_small.ipynb": once})
    report = run_batch(BatchRequest(Folder.open(folder), out, jobs=1))
    assert told(report) == {"bob": Status.DONE}
    assert (out / "bob" / "bob-plan.pdf").stat().st_size > 1000


@either
@pytest.mark.kernel
def test_cells_that_always_die_are_told_of(tmp_path: Path, out: Path) -> None:
    deadly = bob("os._exit(1)")
    folder = tiny.workshop(tmp_path / "w", ["ann", "bob"], notebooks={"00_small.ipynb": deadly})
    report = run_batch(BatchRequest(Folder.open(folder), out, jobs=2))
    assert told(report) == {"ann": Status.DONE, "bob": Status.NOTEBOOK_FAILED}
    assert "00_small" in report.results[1].reason
    assert (out / "bob" / "bob-plan.pdf").read_bytes() == b"%PDF earlier"


@either
@pytest.mark.kernel
def test_a_plan_that_takes_too_long_is_given_up(tmp_path: Path, out: Path) -> None:
    """Not only its cells: whatever holds it up, the others have their plans."""
    # A cell that will not be interrupted.
    stubborn = bob("while True:", "    try: time.sleep(60)", "    except BaseException: pass")
    people = ["bob", "ann", "cid"]
    folder = tiny.workshop(tmp_path / "w", people, notebooks={"00_small.ipynb": stubborn})
    report = run_batch(BatchRequest(Folder.open(folder), out, jobs=1, seconds=20))
    assert told(report) == {
        "bob": Status.NOTEBOOK_FAILED, "ann": Status.DONE, "cid": Status.DONE,
    }  # fmt: skip
    assert (out / "bob" / "bob-plan.pdf").read_bytes() == b"%PDF earlier"
    assert not list(out.glob(".work-*"))


class _Place:
    """A job's folder, an earlier plan, and the place where the new one goes."""

    def __init__(self, folder: Path) -> None:
        self.job, self.target = folder / "job", folder / "out" / "ann"
        self.job.mkdir()
        self.target.mkdir(parents=True)
        self.pdf = self.target / "ann-plan.pdf"
        self.pdf.write_bytes(b"earlier")

    def put(self) -> None:
        """Put a new plan there."""
        result = PersonResult("ann", Status.DONE)
        person._put_in_place(self.job / "finished", self.target, b"new", {"x.ics": b"too"}, result)


@pytest.fixture
def place(tmp_path: Path) -> _Place:
    """Return a place with an earlier plan."""
    return _Place(tmp_path)


def test_new_plan_takes_the_place_of_the_earlier_one(place: _Place) -> None:
    """PDF, what lies beside it and record are swapped in together; nothing else is left."""
    place.put()
    assert place.pdf.read_bytes() == b"new"
    names = sorted(path.name for path in place.target.iterdir())
    assert names == ["ann-plan.pdf", "run.json", "x.ics"]
    assert list(place.job.iterdir()) == []


@pytest.mark.parametrize(
    "error", [OSError(errno.EACCES, "open elsewhere"), SystemExit(1), KeyboardInterrupt()], ids=repr
)
def test_earlier_plan_survives_a_swap_that_fails(
    place: _Place, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    """Stopped between the two moves, by the system or by a person, the old plan comes back."""
    move = Path.replace

    def stop(path: Path, target: Path) -> Path:
        if path.name == "finished":
            raise error
        return move(path, target)

    monkeypatch.setattr(Path, "replace", stop)
    with pytest.raises(type(error)):
        place.put()
    assert place.pdf.read_bytes() == b"earlier"


def test_earlier_plan_survives_a_process_that_was_killed(place: _Place) -> None:
    """Whoever finds the job afterwards puts the old plan back and can begin again."""
    place.target.replace(place.job / "replaced")
    for name in ("executed", "finished"):
        (place.job / name).mkdir()
    person.clear_away(place.job, place.target)
    assert place.pdf.read_bytes() == b"earlier"
    assert list(place.job.iterdir()) == []
    place.put()
    assert place.pdf.read_bytes() == b"new"
