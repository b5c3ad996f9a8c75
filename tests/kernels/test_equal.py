"""The shipped notebooks come out the same, run by our engine or by papermill's own."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import papermill
import pytest
from conftest import AS_OF, SAMPLE, copy_sample
from kernels.notebooks import ENGINES, differing, normal

from workshop.batch.freeze import Shared, freeze_person
from workshop.folder import Folder
from workshop.kernels import OFF_VARIABLE, POSSIBLE, Zygote
from workshop.notebooks import notebook_paths

pytestmark = [
    pytest.mark.kernel,
    pytest.mark.skipif(not POSSIBLE, reason="kernels are split off on Linux only"),
]
_WIDGETS = "application/vnd.jupyter.widget-state+json"
_FIRST = ("pinon-kiln", "granja-rio-bravo")
"""A full plan, and one in Spanish."""
_PEOPLE = sorted(
    (person.key for person in Folder.open(SAMPLE).everyone()),
    key=lambda key: (key not in _FIRST, key),
)
_NOTEBOOKS = [path.name for path in notebook_paths()]
_EVERYTHING = "everything" in os.environ.get("WORKSHOP_REQUIRE", "")
"""Whether each notebook is run for each participant, which takes minutes."""
_PLANS = [
    (key, name)
    for place, key in enumerate(_PEOPLE)
    for number, name in enumerate(reversed(_NOTEBOOKS))
    if _EVERYTHING or place == number
]


@pytest.fixture(scope="module")
def zygote() -> Iterator[Zygote]:
    found = Zygote("workshop.batch.warming", dict(os.environ))
    yield found
    found.stop()


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Shared:
    return Shared.freeze(Folder.open(SAMPLE), tmp_path_factory.mktemp("shared") / "shared")


def executed(
    engine: str, name: str, key: str, mode: str, shared: Shared, folder: Path, zygote: Zygote
) -> str:
    """Run a notebook, a plan's for a participant whose job is frozen; return all that came."""
    source = Folder.open(SAMPLE)
    person = next(one for one in source.everyone() if one.key == key)
    if (job := folder / "job").exists():
        shutil.rmtree(job)
    if mode == "plan":
        freeze_person(source, person, shared, job, AS_OF)
    else:
        copy_sample(job)
    told = {"zygote": zygote} if engine == "workshop" else {}
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv(OFF_VARIABLE, raising=False)
        patch.delenv("PYTEST_CURRENT_TEST", raising=False)
        found = papermill.execute_notebook(
            str(shared.folder / "notebooks" / name),
            str(folder / f"{engine}.ipynb"),
            parameters={"workshop": str(job), "participant": key, "mode": mode},
            engine_name=engine,
            kernel_name="python3",
            cwd=str(folder),
            progress_bar=False,
            extra_arguments=["--InlineBackend.figure_formats=svg"],
            **told,
        )
    return _told(found, folder)


def _told(found: Any, folder: Path) -> str:
    """All of a notebook as text, its times and ids left out."""
    plain = json.loads(json.dumps(found))
    for about in [plain["metadata"], *(cell["metadata"] for cell in plain["cells"])]:
        about["papermill"] = {
            key: value
            for key, value in about["papermill"].items()
            if key not in {"duration", "start_time", "end_time", "output_path"}
        }
        about["execution"] = sorted(about.get("execution", ()))
    for cell in plain["cells"]:
        cell.pop("id")  # the parameters' is made anew
    text = json.dumps(plain)
    models = plain["metadata"].get("widgets", {}).get(_WIDGETS, {}).get("state", {})
    for number, model in enumerate(models):
        text = text.replace(model, f"model {number:04}")
    return normal(json.loads(text), folder)


def both(
    name: str, key: str, mode: str, shared: Shared, folder: Path, zygote: Zygote
) -> tuple[str, str]:
    """What came of a notebook with papermill's own engine and with ours."""
    ordinary, ours = (
        executed(engine, name, key, mode, shared, folder, zygote) for engine in ENGINES
    )
    assert zygote.pid, "it was not a child that ran the cells"
    return ordinary, ours


@pytest.mark.parametrize(("key", "name"), _PLANS, ids=[f"{key}-{name}" for key, name in _PLANS])
def test_a_plan_comes_out_the_same(
    key: str, name: str, shared: Shared, tmp_path: Path, zygote: Zygote
) -> None:
    ordinary, ours = both(name, key, "plan", shared, tmp_path, zygote)
    assert not differing(ours, ordinary)


@pytest.mark.parametrize("name", _NOTEBOOKS if _EVERYTHING else _NOTEBOOKS[:1])
def test_forms_come_out_the_same(name: str, shared: Shared, tmp_path: Path, zygote: Zygote) -> None:
    ordinary, ours = both(name, _FIRST[0], "work", shared, tmp_path, zygote)
    assert not differing(ours, ordinary)
    assert _WIDGETS in ours
