"""The facilitator's notebooks: the same contract, run as they are, of no participant."""

from __future__ import annotations

import html
from pathlib import Path

import nbformat
import pytest
from conftest import SAMPLE
from in_process import InProcess

import workshop
from workshop.folder import Folder
from workshop.notebooks import contract_problems, facilitator_paths, notebook_paths, tags
from workshop.summary import PARTS

PATHS = facilitator_paths()


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.name)
def test_a_facilitator_s_notebook_keeps_the_contract(path: Path) -> None:
    """Title, parameters, set-up, one closed set of tags; and it is none of those that are run."""
    notebook = nbformat.read(path, as_version=nbformat.NO_CONVERT)
    assert list(contract_problems(notebook)) == []
    ids = [cell.id for cell in notebook.cells]
    assert len(ids) == len(set(ids))
    assert path not in notebook_paths()
    names = {
        line.split("import ")[1]
        for cell in notebook.cells
        for line in cell.source.splitlines()
        if line.startswith("from workshop import")
    }
    assert names <= set(workshop.__all__)


def test_the_room_is_shown_part_by_part(tmp_path: Path) -> None:
    """Each part of the summary once, in order, as HTML without anybody's name."""
    path = next(path for path in PATHS if path.stem == "room_summary")
    done = InProcess().run(path, tmp_path / path.name, {"workshop": str(SAMPLE)})
    shown = [
        (cell.source, cell.outputs[0]["data"]["text/html"])
        for cell in done.cells
        if "plan" in tags(cell)
    ]
    assert [source for source, _html in shown] == [f'room.summary("{part}")' for part in PARTS]
    for person in Folder.open(SAMPLE).participants():
        assert not [1 for _source, html in shown if person.name in html or person.key in html]


def test_the_board_shows_everyone_and_what_comes_next(tmp_path: Path) -> None:
    """Whoever is on the list, how far in each step; and the agenda of this workshop's length."""
    path = next(path for path in PATHS if path.stem == "board")
    done = InProcess().run(path, tmp_path / path.name, {"workshop": str(SAMPLE)})
    people, agenda = (
        cell.outputs[0]["data"]["text/html"] for cell in done.cells if "plan" in tags(cell)
    )
    for person in Folder.open(SAMPLE).participants():
        assert html.escape(person.business) in people
    assert people.count(" of ") > 40
    assert "Where we start" in agenda
