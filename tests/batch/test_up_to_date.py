"""Which plans are run again, and which are not."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
import tiny
from in_process import run_all

from workshop.batch import runner
from workshop.batch.freeze import Inputs
from workshop.batch.person import Status
from workshop.batch.runner import BatchRequest, run_batch
from workshop.errors import UsageError
from workshop.folder import Folder


@pytest.fixture(autouse=True)
def _without_kernels(monkeypatch: pytest.MonkeyPatch) -> None:
    """Run notebooks in this process: who is run is asked here, not how."""
    monkeypatch.setattr(runner, "_run_all", run_all)


def run(folder: Path, out: Path, **options: object) -> dict[str, Status]:
    report = run_batch(BatchRequest(Folder.open(folder), out, **options))  # type: ignore[arg-type]
    return {result.key: result.status for result in report.results}


def test_only_what_changed_is_run_again(tmp_path: Path) -> None:
    """One changed answer runs one person; a damaged plan is made again; the rest stays."""
    folder, out = tiny.workshop(tmp_path / "w"), tmp_path / "out"
    assert run(folder, out) == {"ann": Status.DONE, "bob": Status.DONE}

    tiny.answer(folder, "bob", "Bob's other shop")
    assert run(folder, out) == {"ann": Status.UNCHANGED, "bob": Status.DONE}

    (out / "ann" / "ann-plan.pdf").write_bytes(b"%PDF damaged")
    assert run(folder, out) == {"ann": Status.DONE, "bob": Status.UNCHANGED}
    assert (out / "ann" / "ann-plan.pdf").stat().st_size > 1000

    assert run(folder, out, only=("ann",), force=True) == {"ann": Status.DONE}


def test_day_rules_and_notebooks_count_as_inputs(tmp_path: Path) -> None:
    """Another day, another house rule, another notebook: each makes the plan anew."""
    folder, out = tiny.workshop(tmp_path / "w", ["ann"]), tmp_path / "out"
    run(folder, out)

    assert run(folder, out, as_of=dt.date(2027, 2, 1)) == {"ann": Status.DONE}
    settings = folder / "workshop.toml"
    settings.write_text("date = 2027-02-01\n[rules]\nstretch = 2\n", encoding="utf-8")
    assert run(folder, out) == {"ann": Status.DONE}
    changed = tiny.notebook('session.plan("summary")', 'session.plan("risks")')
    (folder / "notebooks" / "00_small.ipynb").write_text(changed, encoding="utf-8")
    assert run(folder, out) == {"ann": Status.DONE}
    assert run(folder, out) == {"ann": Status.UNCHANGED}


def test_nothing_is_written_for_a_plan_that_has_not_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of a thousand plans most have not: to freeze a job for each takes longer than to see it."""
    folder, out = tiny.workshop(tmp_path / "w"), tmp_path / "out"
    run(folder, out)
    tiny.answer(folder, "bob", "Bob's other shop")
    frozen = []
    freeze = Inputs.freeze
    monkeypatch.setattr(
        Inputs, "freeze", lambda *given: frozen.append(given[0].job.participant) or freeze(*given)
    )
    run(folder, out)
    assert frozen == ["bob"]


def test_resume_takes_day_and_people_of_the_batch_begun(tmp_path: Path) -> None:
    """Resuming goes on with the same day and people, whatever today is."""
    folder, out = tiny.workshop(tmp_path / "w"), tmp_path / "out"
    day = dt.date(2026, 12, 1)
    run(folder, out, only=("bob",), as_of=day)

    report = run_batch(BatchRequest(Folder.open(folder), out, resume=True))
    assert report.as_of == day
    assert [(r.key, r.status) for r in report.results] == [("bob", Status.UNCHANGED)]


def test_there_is_nothing_to_resume(tmp_path: Path) -> None:
    """Without a batch begun there, resuming is refused with what to do."""
    folder = tiny.workshop(tmp_path / "w")
    with pytest.raises(UsageError, match="no batch") as caught:
        run_batch(BatchRequest(Folder.open(folder), tmp_path / "out", resume=True))

    assert caught.value.exit_code == 2
