"""Notebooks of a short workshop: no form without a question, no text without what it is about."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import ipywidgets as w
import nbformat
import pytest
from conftest import EVENING
from in_process import InProcess

from workshop import open_session
from workshop.cli import lab
from workshop.copies import Fate, copy_notebooks
from workshop.fitting import asked_at, fitted
from workshop.forms.form import TableForm
from workshop.notebooks import contract_problems, notebook_paths, tags
from workshop.plan.outline import PARTS
from workshop.workbook import STEPS

SHIPPED = notebook_paths()
NAMES = [path.name for path in SHIPPED]


def cells(path: Path, tier: int) -> list[Any]:
    return list(nbformat.reads(fitted(path, tier).decode(), as_version=4).cells)


@pytest.mark.parametrize("tier", [1, 2])
@pytest.mark.parametrize("path", SHIPPED, ids=NAMES)
def test_a_shorter_notebook_keeps_the_contract(path: Path, tier: int) -> None:
    """Title, parameters, set-up, one closed set of tags; every text is followed by a cell."""
    found = cells(path, tier)

    assert list(contract_problems(nbformat.reads(fitted(path, tier).decode(), as_version=4))) == []
    for cell, after in pairwise(found):
        if "teach" in tags(cell) and cell.id != "title":
            assert "teach" not in tags(after), cell.id
    assert len(found) < len(cells(path, 3)) or path.name.startswith("06") or tier == 2


def test_the_longest_workshop_has_the_notebooks_as_they_are() -> None:
    """To the byte."""
    assert all(fitted(path, 3) == path.read_bytes() for path in SHIPPED)


@pytest.mark.parametrize("tier", [1, 2])
def test_no_form_is_empty_and_none_that_asks_is_lost(tier: int) -> None:
    """A form stands in a notebook if and only if the workshop asks something there."""
    sources = [cell.source for path in SHIPPED for cell in cells(path, tier)]
    for step in STEPS:
        for kind in step.kinds_of_parts().values():
            there = any(f'session.form("{kind.at}")' in source for source in sources)
            assert there == asked_at(kind.at, tier), kind.at
    decisions = sum('session.form("/decisions")' in source for source in sources)
    assert decisions == (1 if tier == 1 else len(STEPS))


def test_a_form_shows_only_the_rows_that_are_asked_about(tmp_path: Path) -> None:
    """Of eight tools an evening asks about one."""
    folder, _notebooks, key = lab.prepare(EVENING, "agave-cycles")
    session = open_session(str(folder.path), key)
    made = session.form("/readiness/systems").form  # type: ignore[attr-defined]

    assert isinstance(made, TableForm)
    assert list(made.cards) == ["crm"]
    made.cards["crm"].open()
    assert list(made.cards["crm"].fields) == ["status"]
    topic = session.form("/readiness/profile").form  # type: ignore[attr-defined]
    assert list(topic.fields) == ["name", "model", "margin_pct"]


def test_the_notebooks_of_an_evening_run_and_show_forms() -> None:
    """Every cell of the shorter notebooks runs; forms are forms, parts of the plan are blocks."""
    folder, notebooks, key = lab.prepare(EVENING, "agave-cycles")
    parameters = {"workshop": str(folder.path), "participant": key, "mode": "work"}
    shown = 0
    for path in notebook_paths(notebooks):
        done = InProcess().run(path, notebooks / f"_{path.name}", parameters)
        for cell in done.cells:
            if cell.cell_type == "code" and "plan" in tags(cell):
                assert cell.outputs, cell.id
                shown += 1
    assert shown == sum(part.tier == 1 or part.short is not None for part in PARTS.values())
    assert isinstance(open_session(str(folder.path), key).form("/content/pillars"), w.VBox)


def test_a_copy_made_for_another_length_is_made_anew(tmp_path: Path) -> None:
    """A workshop that becomes longer gets the missing forms; what was edited stays."""
    copy_notebooks(tmp_path, 1)
    edited = tmp_path / NAMES[0]
    data = json.loads(edited.read_text("utf-8"))
    data["cells"][0]["source"] = "# Mine"
    edited.write_text(json.dumps(data), "utf-8")

    fates = {each.name: each.fate for each in copy_notebooks(tmp_path, 3)}

    assert fates.pop(NAMES[0]) is Fate.EDITED
    assert set(fates.values()) <= {Fate.UPDATED, Fate.SAME}
    assert Fate.UPDATED in fates.values()
    assert (tmp_path / NAMES[4]).read_bytes() == SHIPPED[4].read_bytes()
