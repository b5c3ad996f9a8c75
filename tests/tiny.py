"""Small workshops for tests: one short notebook, a few participants."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

PARAMETERS = 'workshop = ""\nparticipant = ""\nmode = "work"'
SETUP = "from workshop import open_session\n\nsession = open_session(workshop, participant, mode)"


def notebook(*code: str, parameters: str = PARAMETERS, setup: str = SETUP) -> str:
    """Return the JSON of a notebook of the workbook with these plan cells."""
    cells = [new_markdown_cell("# Small", id="title", metadata={"tags": ["teach"]})]
    for name, source in (("parameters", parameters), ("setup", setup)):
        if source:
            cells.append(new_code_cell(source, id=name, metadata={"tags": [name]}))
    for number, source in enumerate(code):
        cells.append(new_code_cell(source, id=f"plan-{number}", metadata={"tags": ["plan"]}))
    made = new_notebook(cells=cells)
    made.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3"}
    return json.dumps(made)


def workshop(
    folder: Path,
    people: Iterable[str] = ("ann", "bob"),
    *,
    notebooks: dict[str, str] | None = None,
    settings: str = "",
) -> Path:
    """Make a workshop's folder with a small notebook and hardly any answers."""
    (folder / "notebooks").mkdir(parents=True)
    (folder / "answers").mkdir()
    (folder / "workshop.toml").write_text(f"date = 2027-01-04\n{settings}", encoding="utf-8")
    people = list(people)
    lines = ["key,name,business", *(f"{key},{key.title()},{key.title()}'s shop" for key in people)]
    (folder / "roster.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    for key in people:
        answer(folder, key, f"{key.title()}'s shop")
    small = {"00_small.ipynb": notebook('session.plan("summary")')}
    for name, text in (small if notebooks is None else notebooks).items():
        (folder / "notebooks" / name).write_text(text, encoding="utf-8")
    return folder


def answer(folder: Path, key: str, name: str) -> None:
    """Write the answers of a participant: only the name of the business."""
    data = {"schema_version": 1, "participant": key, "readiness": {"profile": {"name": name}}}
    (folder / "answers" / f"{key}.json").write_text(json.dumps(data), encoding="utf-8")
