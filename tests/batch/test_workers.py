"""A process that dies while it makes a plan, and a plan that is being put in its place."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest
import tiny

from workshop.batch import person
from workshop.batch.person import PersonResult, Status
from workshop.batch.runner import BatchRequest, run_batch
from workshop.folder import Folder

# A kernel is no child of the worker where it is split off from a zygote.
KILL_THE_WORKER = (
    "import psutil",
    "above = psutil.Process().parents()",
    "worker = next(filter(lambda one: 'spawn_main' in ' '.join(one.cmdline()), above))",
    "session.job.participant == 'bob' and worker.kill()",
    'session.plan("summary")',
)


@pytest.mark.kernel
@pytest.mark.skipif(not Path("/proc").is_dir(), reason="ends a process by a signal")
def test_a_worker_that_dies_takes_nobody_with_it(
    tmp_path: Path, short_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Bob's worker is killed twice: he is told of, Ann has her plan, he his old one."""
    # A killed process cannot take its kernel's sockets away.
    monkeypatch.setenv("TMPDIR", str(short_folder))
    folder = tiny.workshop(tmp_path / "w", ["ann", "bob"])
    small = folder / "notebooks" / "00_small.ipynb"
    small.write_text(tiny.notebook(*KILL_THE_WORKER), encoding="utf-8")
    out = tmp_path / "out"
    (out / "bob").mkdir(parents=True)
    (out / "bob" / "bob-plan.pdf").write_bytes(b"%PDF earlier")

    report = run_batch(BatchRequest(Folder.open(folder), out, jobs=2))

    found = {result.key: result for result in report.results}
    assert {key: result.status for key, result in found.items()} == {
        "ann": Status.DONE,
        "bob": Status.WE_FAILED,
    }  # fmt: skip
    assert "died twice" in found["bob"].reason
    assert report.exit_code == 1
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
