"""What a shipped notebook is held to, and that each rule of it can be broken."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from workshop.answers.topic import row_class
from workshop.errors import NotebookError
from workshop.notebooks import contract_problems, notebook_paths, read_notebook, tags
from workshop.plan.outline import PARTS
from workshop.workbook import STEPS, Answers

SHIPPED = notebook_paths()
NAMES = [path.name for path in SHIPPED]


def calls(method: str) -> list[tuple[str, str]]:
    """Return notebook and argument of every ``session.method("…")`` in the shipped ones."""
    pattern = re.compile(rf'session\.{method}\("([^"]*)"\)')
    return [
        (path.name, argument)
        for path in SHIPPED
        for cell in read_notebook(path).cells
        if cell.cell_type == "code"
        for argument in pattern.findall(cell.source)
    ]


@pytest.mark.parametrize("path", SHIPPED, ids=NAMES)
def test_shipped_notebook_keeps_the_contract(path: Path) -> None:
    """No finding, in the file as it is, without upgrading it while reading."""
    notebook = nbformat.read(path, as_version=nbformat.NO_CONVERT)
    assert list(contract_problems(notebook)) == []


@pytest.mark.parametrize("path", SHIPPED, ids=NAMES)
def test_cell_ids_are_unique(path: Path) -> None:
    """A cell can be named by its id: no two of a notebook share one."""
    ids = Counter(cell.id for cell in read_notebook(path).cells)
    assert [name for name, count in ids.items() if count > 1] == []


def test_every_notebook_has_the_same_parameters_and_setup() -> None:
    """The two cells that the batch relies on are the same text everywhere."""
    for tag in ("parameters", "setup"):
        sources = {
            cell.source
            for path in SHIPPED
            for cell in read_notebook(path).cells
            if tag in tags(cell)
        }
        assert len(sources) == 1


def test_every_part_of_the_plan_is_shown_once() -> None:
    """Each part of the outline stands in one cell of one notebook, and nothing else does."""
    assert Counter(part for _name, part in calls("plan")) == Counter(list(PARTS))


def test_plan_cells_are_tagged_so() -> None:
    """A cell shows a part of the plan if and only if it has the tag."""
    for path in SHIPPED:
        for cell in read_notebook(path).cells:
            shows = cell.cell_type == "code" and "session.plan(" in cell.source
            assert shows == ("plan" in tags(cell)), f"{path.name} {cell.id}"


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.name)
def test_every_topic_and_table_has_one_form(step: Any) -> None:
    """Each topic or table of a step is filled in in one cell of that step's notebook."""
    own = next(name for name in NAMES if step.name in name)
    kinds = step.kinds_of_parts()
    wanted = {f"/{step.name}/{field}": (own, f"/{step.name}/{field}") for field in kinds}
    found = [call for call in calls("form") if call[1].startswith(f"/{step.name}/")]
    assert Counter(found) == Counter(wanted.values())


def test_every_step_asks_for_its_decision_and_shows_findings() -> None:
    """Each step's notebook ends in findings, reasons to go on, and a decision."""
    for step in STEPS:
        own = next(name for name in NAMES if step.name in name)
        assert (own, step.name) in calls("findings")
        assert {(own, "/decisions"), (own, "/overrides")} <= set(calls("form"))


def test_forms_name_what_is_there() -> None:
    """No form points at a topic that the answers do not have."""
    tables = {f"/{name}" for name, field in Answers.model_fields.items()
              if row_class(field.annotation)}  # fmt: skip
    known = tables | {f"/{step.name}/{field}" for step in STEPS for field in step.kinds_of_parts()}
    assert {address for _name, address in calls("form")} == known


def good() -> Any:
    """Return a small notebook that keeps the contract."""
    setup = "from workshop import open_session\n\nsession = open_session(workshop)"
    cells = [
        new_markdown_cell("# Small", id="title", metadata={"tags": ["teach"]}),
        new_code_cell('workshop = ""', id="parameters", metadata={"tags": ["parameters"]}),
        new_code_cell(setup, id="setup", metadata={"tags": ["setup"]}),
        new_code_cell('session.plan("cover")', id="plan-cover", metadata={"tags": ["plan"]}),
    ]
    return new_notebook(cells=cells)


def test_small_notebook_keeps_the_contract() -> None:
    """What the bad notebooks are made from is good."""
    assert list(contract_problems(good())) == []


def with_code(source: str) -> Any:
    """Return a change that gives the last cell other code."""
    return lambda notebook: notebook.cells[-1].update(source=source)


def with_cell(**facts: Any) -> Any:
    """Return a change to facts of the last cell."""
    return lambda notebook: notebook.cells[-1].update(facts)


BAD = {
    "old format": (lambda nb: nb.update(nbformat_minor=4), "not in format 4.5"),
    "no title": (lambda nb: nb.cells.pop(0), "must be the title"),
    "title of second rank": (lambda nb: nb.cells[0].update(source="## x"), "must be the title"),
    "no cells": (lambda nb: nb.update(cells=[]), "must be the title"),
    "no parameters": (lambda nb: nb.cells.pop(1), "exactly one cell tagged 'parameters', not 0"),
    "two setups": (
        lambda nb: nb.cells.append(new_code_cell("a", id="setup-2", metadata={"tags": ["setup"]})),
        "exactly one cell tagged 'setup', not 2",
    ),
    "id by machine": (with_cell(id="0A_f"), "words with hyphens"),
    "foreign tag": (with_cell(metadata={"tags": ["plan", "hide"]}), "'hide' is not one of"),
    "no tag": (with_cell(metadata={}), "exactly one of our tags"),
    "two tags": (with_cell(metadata={"tags": ["plan", "form"]}), "exactly one of our tags"),
    "code that teaches": (with_cell(metadata={"tags": ["teach"]}), "a code cell is one of"),
    "output kept": (
        with_cell(outputs=[{"output_type": "stream", "name": "stdout", "text": "x"}]),
        "must be stripped",
    ),
    "count kept": (with_cell(execution_count=3), "must be stripped"),
    "too long": (with_code("\n".join("abcdef")), "more than 5 lines"),
    "magic": (with_code("%matplotlib inline"), "not plain Python"),
    "shell": (with_code("!pip list"), "not plain Python"),
    "function": (with_code("def f(): ..."), "found FunctionDef"),
    "class": (with_code("class A: ..."), "found ClassDef"),
    "loop": (with_code("for a in b: c"), "found For"),
    "while": (with_code("while a: b"), "found While"),
    "condition": (with_code("if a: b"), "found If"),
    "try": (with_code("try: a\nexcept B: c"), "found Try"),
    "with": (with_code("with a: b"), "found With"),
    "lambda": (with_code("a = lambda: 1"), "found Lambda"),
    "comprehension": (with_code("[a for a in b]"), "found ListComp"),
    "generator": (with_code("sum(a for a in b)"), "found GeneratorExp"),
    "import": (with_code("import os"), "only `from workshop import"),
    "import of a room": (with_code("from workshop.store import Store"), "only `from workshop"),
    "relative import": (with_code("from . import x"), "only `from workshop import"),
    "print": (with_code("print(1)"), "instead of printing"),
}


@pytest.mark.parametrize("name", BAD)
def test_each_rule_can_be_broken(name: str) -> None:
    """A notebook with one fault gets a finding that names it."""
    change, words = BAD[name]
    notebook = good()
    change(notebook)
    found = list(contract_problems(notebook))
    assert any(words in line for line in found), found


@pytest.mark.parametrize("text", ["", "{broken", "[]", "{}", '{"nbformat": 9, "cells": []}'])
def test_file_that_is_no_notebook(tmp_path: Path, text: str) -> None:
    """Whatever is wrong with the file, it is said in words, with its name."""
    path = tmp_path / "00_x.ipynb"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(NotebookError, match=r"00_x\.ipynb"):
        read_notebook(path)


def test_nothing_is_kept_in_the_shipped_notebooks() -> None:
    """The tool that strips outputs and run times finds nothing to take away."""
    keys = "metadata.papermill cell.metadata.papermill"
    command = [sys.executable, "-m", "nbstripout", "--verify", "--keep-id", "--extra-keys", keys]
    done = subprocess.run([*command, *SHIPPED], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
