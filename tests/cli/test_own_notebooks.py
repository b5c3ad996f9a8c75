"""Notebooks of a workshop's own: copied, looked over, and printed where they stand."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nbformat
import pikepdf
import pypdfium2 as pdfium
import pytest
from click.testing import CliRunner, Result
from conftest import SAMPLE, copy_sample
from nbformat.v4 import new_code_cell, new_markdown_cell

from workshop import copies
from workshop.batch.runner import BatchRequest, run_batch
from workshop.cli import main
from workshop.copies import RECORD, Fate, copy_notebooks
from workshop.doctor import Finding, examine
from workshop.folder import Folder
from workshop.notebooks import notebook_paths, tags

KEY = "pinon-kiln"
DOOR = Path(__file__).parent.parent / "export" / "notebooks" / "pictures" / "door.png"


def run(*words: object) -> Result:
    """Run a command in this process."""
    return CliRunner().invoke(main, [str(word) for word in words])


@pytest.fixture
def workshop(tmp_path: Path) -> Path:
    """Return a workshop of its own, with copies of the notebooks."""
    folder = copy_sample(tmp_path / "mine")
    assert run("customise", folder).exit_code == 0
    return folder


def edit(path: Path, change: Callable[[Any], object]) -> None:
    """Change a notebook as someone would in JupyterLab."""
    book = nbformat.read(path, as_version=4)
    change(book)
    nbformat.write(book, path)


def book_of(folder: Path, step: str) -> Path:
    """Return the workshop's copy of a step's notebook."""
    return next((folder / "notebooks").glob(f"*_{step}.ipynb"))


def test_copies_are_made_and_kept_up_to_date(
    workshop: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """New ones are copied, untouched ones follow the program, edited ones stay."""
    own = workshop / "notebooks"
    assert [path.name for path in notebook_paths(own)] == [path.name for path in notebook_paths()]
    edited, untouched, *_ = notebook_paths(own)
    edit(edited, lambda book: book.cells.append(new_markdown_cell("mine")))

    newer = tmp_path / "newer"
    newer.mkdir()
    for path in notebook_paths():
        (newer / path.name).write_bytes(path.read_bytes())
        edit(newer / path.name, lambda book: book.cells[0].update(source="# Newer title"))
    monkeypatch.setattr(copies, "notebook_paths", lambda: notebook_paths(newer))
    fates = {copied.name: copied.fate for copied in copy_notebooks(own)}
    assert fates[edited.name] is Fate.EDITED
    assert fates[untouched.name] is Fate.UPDATED
    assert "mine" in edited.read_text("utf-8")
    assert "Newer title" in untouched.read_text("utf-8")
    assert "Newer title" not in edited.read_text("utf-8")


def test_a_sample_is_not_written_to() -> None:
    """Customising a sample is refused with what to do instead."""
    result = run("customise", SAMPLE)
    assert (result.exit_code, "sample workshop" in result.stderr) == (2, True)
    assert not (SAMPLE / "notebooks").exists()


def test_a_sound_workshop_has_nothing_to_mend(workshop: Path) -> None:
    """Copies as they came, and cells of one's own among them, are fine."""
    book = book_of(workshop, "audience")

    def add(notebook: Any) -> None:
        notebook.cells.insert(3, new_markdown_cell("## Ours\n\n![door](art/door.png)"))
        notebook.cells.insert(4, new_code_cell("import math\nfor n in range(3):\n    print(n)"))

    edit(book, add)
    (book.parent / "art").mkdir()
    (book.parent / "art" / "door.png").write_bytes(DOOR.read_bytes())
    result = run("doctor", workshop)
    assert list(examine(workshop)) == []
    assert result.exit_code == 0
    assert result.stdout.strip().splitlines()[-1].startswith("✓ Nothing to mend")


def _first(book: Any, tag: str) -> Any:
    return next(cell for cell in book.cells if tag in tags(cell))


def _drop(book: Any, tag: str) -> None:
    book.cells.remove(_first(book, tag))


def _double(book: Any) -> None:
    book.cells.append(new_code_cell(_first(book, "plan").source))


def _again(book: Any, tag: str) -> None:
    book.cells.append(new_code_cell(_first(book, tag).source, metadata={"tags": [tag]}))


BROKEN: list[tuple[Callable[[Any], object], str, str, bool]] = [
    (lambda book: _drop(book, "plan"), "of the plan. Plans will lack it", "Copy the cell", True),
    (lambda book: _drop(book, "form"), "one of our cells", "on purpose", False),
    (lambda book: _drop(book, "setup"), "one cell tagged 'setup', and there are 0", "Copy", True),
    (lambda book: _again(book, "parameters"), "there are 2", "delete", True),
    (_double, "is shown twice", "Delete one", True),
    (
        lambda book: _first(book, "plan").update(source="1 + 1"),
        "no longer shows its part", "Undo", True,
    ),
    (
        lambda book: _first(book, "parameters").update(source="workshop = 'x'"),
        "must stay as it is", "Undo", True,
    ),
    (
        lambda book: _first(book, "form").update(source="for n in (1,):\n    n"),
        "was changed: no logic", "cell of your own", False,
    ),
    (
        lambda book: _first(book, "teach").metadata.update(tags=[]),
        "lost its tag 'teach'", "Give it the tag back", True,
    ),
    (
        lambda book: book.cells.append(new_markdown_cell("x", metadata={"tags": ["teach"]})),
        "one of our tags: it will not be printed", "Take the tag", False,
    ),
    (
        lambda book: _first(book, "teach").metadata.tags.append("tooltip"),
        "'tooltip' means nothing", "Take it off", False,
    ),
    (
        lambda book: book.cells.append(new_markdown_cell("![x](art/lost.png)")),
        "'art/lost.png' is not there", "Put it into", True,
    ),
    (
        lambda book: book.cells.append(new_markdown_cell("![x](https://example.org/a.png)")),
        "lies on the internet", "Save it beside", False,
    ),
]  # fmt: skip


@pytest.mark.parametrize(("change", "words", "todo", "serious"), BROKEN)
def test_what_breaks_the_contract_is_named(
    workshop: Path, change: Callable[[Any], object], words: str, todo: str, serious: bool
) -> None:
    """Which cell, what is the matter, what to do; the exit code tells whether it matters."""
    book = book_of(workshop, "objectives")
    edit(book, change)
    findings = [one for one in examine(workshop) if words in one.what]
    assert findings, list(examine(workshop))
    assert findings[0].where.startswith(book.name)
    assert todo in findings[0].todo
    assert findings[0].serious is serious
    result = run("doctor", workshop)
    assert result.exit_code == int(any(one.serious for one in examine(workshop)))
    assert words in result.stdout


def test_missing_unreadable_and_stray_notebooks_are_named(workshop: Path) -> None:
    """A step that is gone, a file that is cut off, a name the batch passes over."""
    book_of(workshop, "channels").unlink()
    book_of(workshop, "audience").write_text('{"cells": [')
    (workshop / "notebooks" / "scratch.ipynb").write_text("{}")
    found: dict[str, Finding] = {one.where.split(",")[0]: one for one in examine(workshop)}
    assert "is missing" in found[next(n for n in found if "channels" in n)].what
    assert "can be read" in found[next(n for n in found if "audience" in n)].what
    assert not found["scratch.ipynb"].serious
    assert run("doctor", workshop).exit_code == 1


def test_drift_from_the_shipped_notebooks_is_told(workshop: Path) -> None:
    """An edited copy whose original has moved on since is named with the cells."""
    book = book_of(workshop, "objectives")
    edit(book, lambda nb: nb.cells.append(new_markdown_cell("mine")))
    record = json.loads((book.parent / RECORD).read_text("utf-8"))
    cell = next(iter(record["notebooks"][book.name]))
    record["notebooks"][book.name][cell] = "as it was a year ago"
    (book.parent / RECORD).write_text(json.dumps(record))
    edit(book, lambda nb: nb.cells[0].update(source="# My title"))
    (finding,) = examine(workshop)
    assert repr(cell) in finding.what
    assert "moved on" in finding.what
    assert not finding.serious


def test_a_roster_or_answers_that_cannot_be_read_are_told(workshop: Path) -> None:
    """Files beside the notebooks are looked at too."""
    (workshop / "answers" / f"{KEY}.json").write_text("{")
    assert any(f"{KEY}.json" in one.where for one in examine(workshop))
    (workshop / "roster.csv").write_text("shop\nx\n")
    assert any("has no column" in one.what for one in examine(workshop))


CHART = """
import matplotlib.pyplot as plt
figure, axes = plt.subplots(figsize=(4, 2))
axes.bar(["Mon", "Tue"], [3, 5])
figure
"""
TABLE = 'import pandas as pd\npd.DataFrame({"stall": ["North gate"], "hours": [6]})'


@pytest.mark.kernel
def test_what_a_facilitator_adds_is_printed_where_it_stood(workshop: Path, tmp_path: Path) -> None:
    """Heading, picture beside the notebook, table and chart: between the parts around them."""
    book = book_of(workshop, "objectives")

    def add(notebook: Any) -> None:
        plans = [place for place, cell in enumerate(notebook.cells) if "plan" in tags(cell)]
        notebook.cells[plans[0] + 1 : plans[0] + 1] = [
            new_markdown_cell(
                "## The market stall\n\nBooked for May.\n\n![The blue door](art/door.png)"
            ),
            new_code_cell(TABLE),
            new_code_cell(CHART),
        ]

    edit(book, add)
    (book.parent / "art").mkdir()
    (book.parent / "art" / "door.png").write_bytes(DOOR.read_bytes())
    assert run("doctor", workshop).exit_code == 0
    for step in ("channels", "content", "measurement"):  # what is printed after it is not looked at
        book_of(workshop, step).unlink()
    report = run_batch(BatchRequest(Folder.open(workshop), tmp_path / "out", only=(KEY,)))
    assert report.exit_code == 0
    (pdf,) = (tmp_path / "out" / KEY).glob("*.pdf")
    pages = [page.get_textpage().get_text_range() for page in pdfium.PdfDocument(pdf)]
    text = " ".join(" ".join(pages).split())
    added = text.index("Booked for May.")
    direction = Folder.open(workshop).load(KEY).answers.objectives.vision.text
    assert text.rindex(" ".join(direction.split())[:40], 0, added) < added
    assert added < text.index("North gate", added) < text.index("What a customer is worth", added)
    pictures = _figures(pdf)
    assert "The blue door" in pictures
    assert any("Picture from cell" in words for words in pictures)


def _figures(pdf: Path) -> set[str]:
    """Return the words of every picture."""
    found: set[str] = set()
    with pikepdf.open(pdf) as document:
        todo = [document.Root.StructTreeRoot.K]
        while todo:
            node = todo.pop()
            if isinstance(node, pikepdf.Array):
                todo += list(node)
            elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
                if "/Alt" in node:
                    found.add(str(node.Alt))
                if "/K" in node:
                    todo.append(node.K)
    return found
