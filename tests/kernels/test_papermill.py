"""What papermill makes of a notebook is the same whichever of the two engines runs it."""

from __future__ import annotations

import datetime as dt
import json
import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import nbformat
import papermill
import pytest
from kernels.cells import GROUPS, OPTIONS
from kernels.notebooks import ENGINES, Ran, differing, joined, normal, notebook, run

from workshop.kernels import OFF_VARIABLE, POSSIBLE, Zygote

pytestmark = [
    pytest.mark.kernel,
    pytest.mark.skipif(not POSSIBLE, reason="kernels are split off on Linux only"),
]
_CASES = [(group, name) for group, cells in GROUPS.items() for name in cells]
_LIBRARY_LINE = re.compile(
    r"(?m)^\S+\.py:\d+: UserWarning: Message serialization .*?\n.*?\n.*?\n.*\n"
)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Where IPython keeps what it remembers of this user."""
    return str(tmp_path_factory.mktemp("ipython"))


@pytest.fixture(scope="module")
def zygote(home: str) -> Iterator[Zygote]:
    found = Zygote("workshop.batch.warming", dict(os.environ) | {"IPYTHONDIR": home})
    yield found
    found.stop()


@pytest.fixture(scope="module")
def both(
    zygote: Zygote, home: str, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[str], tuple[Ran, Ran]]:
    """Run a group of cells with both engines, once."""
    kept: dict[str, tuple[Ran, Ran]] = {}

    def found(group: str) -> tuple[Ran, Ran]:
        if group not in kept:
            with pytest.MonkeyPatch.context() as patch:
                patch.delenv(OFF_VARIABLE, raising=False)
                patch.delenv("PYTEST_CURRENT_TEST", raising=False)  # ipykernel asks for it
                patch.setenv("IPYTHONDIR", home)
                one, other = (
                    run(
                        engine, notebook(GROUPS[group]), tmp_path_factory.mktemp(engine),
                        allow_errors=True, zygote=zygote,
                        **{"execution_timeout": 120} | OPTIONS.get(group, {}),
                    )
                    for engine in ENGINES
                )  # fmt: skip
            assert zygote.pid, "it was not a child that ran the cells"
            kept[group] = one, other
        return kept[group]

    return found


def seen(ran: Ran, name: str) -> str:
    """What a reader of the executed notebook finds in one of its cells."""
    cell = ran.cells[name]
    outputs = json.loads(json.dumps(joined(cell.outputs)))
    for output in outputs:
        if "traceback" in output:
            output["traceback"] = [part for part in output["traceback"] if _is_users(part)]
        if "text" in output:
            output["text"] = _LIBRARY_LINE.sub("<not JSON>\n", output["text"])
    about: dict[str, Any] = dict(cell.metadata)
    about["execution"] = sorted(about.get("execution", {}))
    about["papermill"] = {k: type(v).__name__ for k, v in about["papermill"].items()} | {
        "status": about["papermill"]["status"],
        "exception": about["papermill"]["exception"],
    }
    return normal([cell.source, cell.execution_count, outputs, about], ran.folder)


def _is_users(part: str) -> bool:
    """Whether a part of a traceback is not of what takes the message away."""
    text = re.sub(r"\x1b\[[\d;]*m", "", part)
    return not re.match(r"File .*(jupyter_client|ipykernel|kernels|json)/\w+\.py|\w+Error: ", text)


@pytest.mark.parametrize(("group", "name"), _CASES, ids=[f"{g}-{n}" for g, n in _CASES])
def test_a_cell_shows_the_same(
    both: Callable[[str], tuple[Ran, Ran]], group: str, name: str
) -> None:
    ordinary, ours = both(group)
    found = differing(seen(ours, name), seen(ordinary, name))
    assert not found


@pytest.mark.parametrize("group", GROUPS)
def test_a_notebook_says_the_same_of_itself(
    both: Callable[[str], tuple[Ran, Ran]], group: str
) -> None:
    ordinary, ours = both(group)
    found = differing(about(ours), about(ordinary))
    assert not found
    assert type(ours.error) is type(ordinary.error)
    assert (
        normal(str(ours.error), ours.folder)[:300]
        == normal(str(ordinary.error), ordinary.folder)[:300]
    )


def about(ran: Ran) -> str:
    """The metadata of a notebook: widgets by their order, times by their presence."""
    executed = ran.notebook or ran.saved
    assert executed is not None
    found = json.loads(json.dumps(executed.metadata))
    for key in ("duration", "start_time", "end_time"):
        found["papermill"][key] = type(found["papermill"][key]).__name__
    text = json.dumps(found)
    for number, model in enumerate(
        executed.metadata.get("widgets", {})
        .get("application/vnd.jupyter.widget-state+json", {})
        .get("state", {})
    ):
        text = text.replace(model, f"model {number:03}")
    return normal(json.loads(text), ran.folder)


def test_the_times_of_a_run_that_is_not_saved_belong_together(
    zygote: Zygote, tmp_path: Path
) -> None:
    source = tmp_path / "source.ipynb"
    nbformat.write(notebook({"slow": "import time; time.sleep(0.2)", "quick": "1"}), source)
    executed = papermill.execute_notebook(
        source, None, engine_name="workshop", kernel_name="python3", zygote=zygote,
        progress_bar=False,
    )  # fmt: skip
    noted = [cell.metadata.papermill for cell in executed.cells]
    times = [
        (dt.datetime.fromisoformat(each.start_time), dt.datetime.fromisoformat(each.end_time))
        for each in noted
    ]
    seconds = [(end - start).total_seconds() for start, end in times]
    assert [each.duration for each in noted] == seconds
    assert seconds[0] >= 0.2
    assert seconds[1] > 0
    assert [each.status for each in noted] == ["completed", "completed"]


def test_half_a_character_does_not_end_a_run(zygote: Zygote, tmp_path: Path) -> None:
    cells = {"printed": "print('a\\ud800b')", "shown": "'\\ud800'", "wrong": "1 / 0"}
    ran = run("workshop", notebook(cells), tmp_path, zygote=zygote)
    assert ran.cells["printed"].outputs[0].text == "a?b\n"
    assert ran.cells["wrong"].outputs[0].ename == "ZeroDivisionError"


def test_two_that_say_much_do_not_wait_for_each_other(zygote: Zygote, tmp_path: Path) -> None:
    """What is shown in an Output widget is told to the kernel, each time all of it."""
    cells = {
        "shown": "import ipywidgets\nout = ipywidgets.Output()\nwith out:\n"
        "    for number in range(8): display('x' * 100_000 + str(number))",
        "known": "print(len(out.outputs), out.outputs[-1]['data']['text/plain'][-2:])",
    }
    ran = run("workshop", notebook(cells), tmp_path, zygote=zygote, execution_timeout=60)
    assert ran.error is None
    assert ran.cells["known"].outputs[0].text == "8 7'\n"


def test_a_task_left_behind_goes_on_with_the_next_cells(zygote: Zygote, tmp_path: Path) -> None:
    """No loop runs between cells: the documented difference."""
    cells = {
        "left": "import asyncio\nasync def told(): print('told')\n"
        "task = asyncio.create_task(told())",
        "waited": "await task; print('done')",
    }
    ran = run("workshop", notebook(cells), tmp_path, zygote=zygote)
    assert ran.cells["left"].outputs == []
    assert ran.cells["waited"].outputs[0].text == "told\ndone\n"
