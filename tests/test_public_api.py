"""The few names a notebook may use."""

from __future__ import annotations

import subprocess
import sys

import pytest

import workshop
from workshop.notebooks import notebook_paths, read_notebook
from workshop.people.board import open_board
from workshop.session import Session, open_session
from workshop.summary import open_room

HEAVY = ("pandas", "matplotlib", "ipywidgets", "papermill", "sqlalchemy", "nbconvert", "typst")


def loaded_by(statement: str) -> set[str]:
    """Return the modules a fresh Python has loaded after a statement."""
    code = f"{statement}\nimport sys\nprint('\\n'.join(sys.modules))"
    command = [sys.executable, "-c", code]
    return set(subprocess.run(command, capture_output=True, text=True, check=True).stdout.split())


def test_public_names_are_the_real_ones() -> None:
    """Every name of ``__all__`` is there, and is the one of the room it lives in."""
    assert set(workshop.__all__) == {
        "Board", "Room", "Session", "open_board", "open_room", "open_session", "__version__",
    }  # fmt: skip
    assert workshop.Session is Session
    assert workshop.open_session is open_session
    assert workshop.open_room is open_room
    assert workshop.open_board is open_board
    assert workshop.__version__.count(".") == 2


def test_unknown_name_is_refused() -> None:
    """A name that is not public gives the usual error, with the name in it."""
    with pytest.raises(AttributeError, match="no attribute 'evaluate'"):
        _ = workshop.evaluate


def test_everything_notebooks_import_is_public() -> None:
    """What a shipped notebook takes from the program stands in ``__all__``."""
    lines = [
        line
        for path in notebook_paths()
        for cell in read_notebook(path).cells
        for line in cell.source.splitlines()
        if line.startswith("from workshop import ")
    ]
    names = {name.strip() for line in lines for name in line.split("import ")[1].split(",")}
    assert names
    assert names <= set(workshop.__all__)


def test_importing_loads_nothing_heavy() -> None:
    """The bare import is light, so that a version or a help text comes at once."""
    loaded = loaded_by("import workshop")
    assert "workshop" in loaded
    assert "workshop.session" not in loaded
    assert loaded.isdisjoint(HEAVY)


def test_a_kernel_that_prints_loads_no_widgets() -> None:
    """Opening a session for printing needs neither widgets nor what runs notebooks."""
    loaded = loaded_by("from workshop import open_session")
    assert "workshop.session" in loaded
    assert loaded.isdisjoint({"ipywidgets", "papermill", "nbconvert", "typst", "matplotlib"})
