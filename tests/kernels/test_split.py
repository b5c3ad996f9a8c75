"""Kernels split off from a zygote are kernels like any other."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import psutil
import pytest
from conftest import SAMPLE
from nbclient import NotebookClient
from nbclient.exceptions import DeadKernelError

from workshop.batch import kernel as batch_kernel
from workshop.batch.engine import PapermillEngine
from workshop.batch.kernel import PrivateKernelManager
from workshop.errors import NotebookError
from workshop.kernels import OFF_VARIABLE, POSSIBLE, Zygote
from workshop.shipped import shipped

pytestmark = pytest.mark.kernel


@pytest.fixture
def zygote(monkeypatch: pytest.MonkeyPatch) -> Iterator[Zygote]:
    """A zygote of this test's own, in place of the one for the whole process."""
    found = Zygote("workshop.batch.warming", dict(os.environ))
    monkeypatch.setattr(batch_kernel, "zygote", lambda: found)
    yield found
    found.stop()


def family(zygote: Zygote) -> list[psutil.Process]:
    """A zygote and the kernels it gave that are running."""
    if zygote._process is None:
        return []
    head = psutil.Process(zygote._process.pid)
    return [head, *head.children(recursive=True)]


def shown(folder: Path, *sources: str) -> list[str]:
    """What a kernel of a batch prints, in a folder."""
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(one) for one in sources])
    client = NotebookClient(
        notebook, kernel_manager_class=PrivateKernelManager, kernel_name="python3",
        resources={"metadata": {"path": str(folder)}}, shutdown_kernel="immediate",
    )  # fmt: skip
    client.execute()
    return [cell.outputs[0].text.strip() for cell in notebook.cells]


@pytest.mark.skipif(not POSSIBLE, reason="kernels are split off on Linux only")
def test_a_kernel_is_split_off_and_works_where_it_is_told_to(
    zygote: Zygote, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SAID_TO_THE_KERNEL", "one")
    code = (
        "import os, sys; print(os.getcwd(), os.environ['SAID_TO_THE_KERNEL'], "
        "os.environ['MPLBACKEND'], 'workshop.plan.outline' in sys.modules)"
    )
    monkeypatch.setenv("MPLBACKEND", "module://matplotlib_inline.backend_inline")
    expected = f"{tmp_path} one module://matplotlib_inline.backend_inline True"
    assert shown(tmp_path, code) == [expected]
    (left,) = family(zygote)
    assert left.is_running(), "the zygote is left, and no kernel"
    zygote.stop()
    assert not left.is_running()


@pytest.mark.skipif(not POSSIBLE, reason="kernels are split off on Linux only")
def test_two_kernels_share_neither_names_nor_chance(zygote: Zygote, tmp_path: Path) -> None:
    code = (
        "import random, uuid, numpy\n"
        "print(globals().get('mine'), random.random(), numpy.random.rand(), uuid.uuid4())\n"
        "mine = 1"
    )
    (one,), (other,) = shown(tmp_path, code), shown(tmp_path, code)
    assert one.split()[0] == other.split()[0] == "None"
    assert not set(one.split()[1:]) & set(other.split()[1:])


@pytest.mark.skipif(not POSSIBLE, reason="kernels are split off on Linux only")
@pytest.mark.parametrize("ending", ["os._exit(3)", "os.kill(os.getpid(), 9)"])
def test_a_kernel_that_dies_is_noticed(zygote: Zygote, tmp_path: Path, ending: str) -> None:
    begun = time.monotonic()
    with pytest.raises(DeadKernelError):
        shown(tmp_path, f"import os; {ending}")
    assert time.monotonic() - begun < 60
    assert shown(tmp_path, "print('the next one')") == ["the next one"]


@pytest.mark.skipif(not POSSIBLE, reason="kernels are split off on Linux only")
def test_a_zygote_that_dies_is_begun_anew(zygote: Zygote, tmp_path: Path) -> None:
    assert shown(tmp_path, "print(1)") == ["1"]
    (process,) = family(zygote)
    process.kill()
    # The one at hand is started as usual, or comes from a new zygote: either way it comes.
    assert shown(tmp_path, "print(2)") == ["2"]
    assert shown(tmp_path, "print(3)") == ["3"]


def executed(name: str, target: Path) -> list[Any]:
    """The outputs of a sample's plan notebook, cell by cell."""
    folder = target.parent / "sample"
    if not folder.exists():
        folder.mkdir(parents=True)
        for path in SAMPLE.rglob("*"):
            if path.is_file():
                copy = folder / path.relative_to(SAMPLE)
                copy.parent.mkdir(parents=True, exist_ok=True)
                text = path.read_bytes()
                copy.write_bytes(text.replace(b"sample = true", b"sample = false"))
    parameters = {"workshop": str(folder), "participant": "pinon-kiln", "mode": "plan"}
    source = shipped("notebooks") / f"{name}.ipynb"
    notebook = PapermillEngine().run(source, target, parameters)
    return [cell.get("outputs") for cell in notebook.cells]


@pytest.mark.parametrize("name", ["00_readiness", "01_objectives"])
def test_a_notebook_shows_the_same_as_in_a_kernel_that_was_started(
    zygote: Zygote, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    split = executed(name, tmp_path / "split.ipynb")
    monkeypatch.setenv(OFF_VARIABLE, "1")
    zygote.stop()
    assert executed(name, tmp_path / "started.ipynb") == split
    assert family(zygote) == [], "with the variable set nothing is split off"


def test_a_cell_that_fails_is_named(zygote: Zygote, tmp_path: Path) -> None:
    source = tmp_path / "00_readiness.ipynb"
    notebook = nbformat.read(shipped("notebooks") / "00_readiness.ipynb", as_version=4)
    setup = next(cell for cell in notebook.cells if "setup" in cell.metadata.get("tags", []))
    setup.source = "raise ValueError('broken on purpose')"
    nbformat.write(notebook, source)
    parameters = {"workshop": "", "participant": "", "mode": "plan"}
    with pytest.raises(NotebookError, match="broken on purpose") as caught:
        PapermillEngine().run(source, tmp_path / "out.ipynb", parameters)
    assert "'setup'" in str(caught.value)
