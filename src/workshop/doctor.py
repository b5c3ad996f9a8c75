"""What is wrong with a workshop before it is used: its files, and its own notebooks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from workshop.copies import cells_of, read_record
from workshop.errors import WorkshopError
from workshop.export.embedding import PICTURE_FILES
from workshop.folder import DATABASE, Folder
from workshop.logo import read_logo
from workshop.notebooks import (
    CODE_TAGS,
    TAGS,
    notebook_paths,
    own_code_problems,
    read_notebook,
    tags,
)

_PLAN = re.compile(r"""session\.plan\(\s*["']([^"']+)["']""")
_PICTURE = re.compile(r"!\[[^\]]*\]\(\s*<?([^)\s>]+)|<img\b[^>]*?\bsrc\s*=\s*[\"']([^\"']+)")
_ONCE = ("parameters", "setup")


@dataclass(frozen=True)
class Finding:
    """Something a facilitator should know.

    Attributes
    ----------
    where : str
        File, and cell if it is one.
    what : str
        What is the matter.
    todo : str
        What to do about it.
    serious : bool
        Whether plans will fail or lack something. The rest is worth knowing.
    """

    where: str
    what: str
    todo: str = ""
    serious: bool = True


def examine(path: Path) -> Iterator[Finding]:
    """Yield what is wrong with the workshop in a folder, or worth knowing.

    Raises
    ------
    WorkshopError
        If there is no workshop there, or its settings cannot be read.
    """
    folder = Folder.open(path)
    yield from _files(folder)
    own = folder.path / "notebooks"
    if own.is_dir():
        yield from _notebooks(own)


def _files(folder: Folder) -> Iterator[Finding]:
    try:
        people = folder.participants()
    except WorkshopError as error:
        yield Finding(error.where, error.what, error.todo)
        people = ()
    try:
        read_logo(folder.path, folder.settings)
    except WorkshopError as error:
        yield Finding(error.where, error.what, error.todo)
    for person in people:
        try:
            folder.load(person.key)
        except WorkshopError as error:
            where = error.where or f"{DATABASE}: {person.key}"
            yield Finding(where, f"{error.what} {error.found}".strip(), error.todo)


def _notebooks(own: Path) -> Iterator[Finding]:
    """Yield findings of every notebook in the folder, in the order they are run."""
    shipped = {path.name: path for path in notebook_paths()}
    there = {path.name: path for path in sorted(own.glob("*.ipynb"))}
    record = read_record(own)
    running = {path.name for path in notebook_paths(own)}
    for name in there:
        if name not in running:
            yield Finding(
                name,
                "This notebook is not run: its name does not begin with two digits and a _.",
                f"Name it like 07_{name}, or take it out of the folder.",
                serious=False,
            )
    for name, path in shipped.items():
        if name not in there:
            yield Finding(
                name,
                "This notebook is missing: plans will lack what it brings.",
                "Run `workshop customise` to copy it again.",
            )
            continue
        yield from _one(there[name], path, record.get(name, {}))
    for name in sorted(running - set(shipped)):
        yield from _readable(there[name])


def _readable(path: Path) -> Iterator[Finding]:
    try:
        notebook = read_notebook(path)
    except WorkshopError as error:
        yield Finding(path.name, f"{error.what} {error.found}".strip(), error.todo)
        return
    yield from _pictures(path, notebook)


def _one(path: Path, shipped: Path, record: dict[str, str]) -> Iterator[Finding]:
    try:
        notebook = read_notebook(path)
    except WorkshopError as error:
        yield Finding(path.name, f"{error.what} {error.found}".strip(), error.todo)
        return
    ours = {cell.id: cell for cell in read_notebook(shipped).cells}
    yield from _contract(path.name, notebook, ours)
    yield from _drift(path, shipped, record)
    yield from _pictures(path, notebook)


def _contract(name: str, notebook: Any, ours: dict[str, Any]) -> Iterator[Finding]:
    """Yield where a copy no longer does what the batch relies on."""
    places = {cell.get("id"): place for place, cell in enumerate(notebook.cells, start=1)}
    found = [tag for cell in notebook.cells for tag in tags(cell)]
    for tag in _ONCE:
        if found.count(tag) != 1:
            yield Finding(
                name,
                f"There must be one cell tagged {tag!r}, and there are {found.count(tag)}.",
                "Copy the cell from the shipped notebook, or delete the second one.",
            )
    parts: dict[str, str] = {}
    for cell in notebook.cells:
        where = _where(name, cell, places)
        yield from _cell(where, cell, ours.get(cell.get("id")))
        if cell.cell_type == "code":
            for part in _PLAN.findall(cell.source):
                if part in parts:
                    yield Finding(
                        where,
                        f"The part {part!r} of the plan is shown twice, first in {parts[part]}.",
                        "Delete one of the two cells.",
                    )
                parts.setdefault(part, where)
    for cell_id, cell in ours.items():
        if cell_id not in places and cell.cell_type == "code":
            missing = _PLAN.findall(cell.source)
            what = f"the part {missing[0]!r} of the plan" if missing else "one of our cells"
            lacks = "Plans will lack it." if missing else "Its form or findings are not shown."
            yield Finding(
                f"{name}, cell {cell_id!r}",
                f"This cell is missing: {what}. {lacks}",
                "Copy the cell from the shipped notebook, unless you left it out on purpose.",
                serious=bool(missing) or bool(tags(cell) & set(_ONCE)),
            )


def _where(name: str, cell: Any, places: dict[Any, int]) -> str:
    return f"{name}, cell {places[cell.get('id')]} ({cell.get('id')!r})"


def _cell(where: str, cell: Any, ours: Any) -> Iterator[Finding]:
    """Yield what is wrong with one cell; a facilitator's own may hold anything."""
    unknown = tags(cell) - TAGS
    if ours is None:
        if tags(cell) & TAGS:
            yield Finding(
                where,
                "This cell of yours has one of our tags: it will not be printed.",
                f"Take the tag {min(tags(cell) & TAGS)!r} off the cell.",
                serious=False,
            )
        return
    lost = tags(ours) - tags(cell)
    if lost:
        yield Finding(
            where,
            f"This cell of ours has lost its tag {min(lost)!r}: it would be printed as yours.",
            "Give it the tag back (in JupyterLab: Property Inspector, Cell Tags).",
        )
    if unknown - {"remove_cell", "remove-cell"} and not lost:
        tag = min(unknown)
        yield Finding(where, f"The tag {tag!r} means nothing here.", "Take it off.", serious=False)
    if ours.cell_type == "code" and tags(ours) & CODE_TAGS and cell.source != ours.source:
        problems = list(own_code_problems(cell.source))
        todo = "Undo the change; put code of your own into a cell of your own."
        if "plan" in tags(ours) and not _PLAN.findall(cell.source):
            yield Finding(where, "This cell no longer shows its part of the plan.", todo)
        elif tags(ours) & set(_ONCE):
            yield Finding(where, "This cell must stay as it is: the batch relies on it.", todo)
        elif problems:
            yield Finding(
                where, f"This cell of ours was changed: {problems[0]}", todo, serious=False
            )


def _drift(path: Path, shipped: Path, record: dict[str, str]) -> Iterator[Finding]:
    """Yield which cells have changed in the shipped notebook since it was copied."""
    if not record:
        return
    now, mine = cells_of(shipped), cells_of(path)
    newer = [cell for cell, digest in now.items() if record.get(cell) not in (None, digest)]
    stale = [cell for cell in newer if mine.get(cell) not in (None, now[cell])]
    added = [cell for cell in now if cell not in record and cell not in mine]
    for cells, what in ((stale, "have a newer text"), (added, "are new")):
        if cells:
            names = ", ".join(repr(cell) for cell in cells[:8]) + (" …" if len(cells) > 8 else "")
            yield Finding(
                path.name,
                f"The shipped notebook has moved on since you copied it: cells {names} {what}.",
                "Compare it with the shipped one, or rename yours and run `workshop customise`.",
                serious=False,
            )


def _pictures(path: Path, notebook: Any) -> Iterator[Finding]:
    """Yield pictures a cell names that do not lie where it says."""
    for place, cell in enumerate(notebook.cells, start=1):
        if cell.cell_type != "markdown":
            continue
        for one, other in _PICTURE.findall(cell.source):
            url = one or other
            if re.match(r"[A-Za-z][A-Za-z0-9+.-]*:|#", url):
                if url.lower().startswith(("http:", "https:")):
                    yield Finding(
                        f"{path.name}, cell {place}",
                        f"The picture {url[:80]} lies on the internet and is not fetched.",
                        "Save it beside the notebook and name the file.",
                        serious=False,
                    )
                continue
            target = path.parent / url
            if Path(url).suffix.lower() not in PICTURE_FILES or not target.is_file():
                yield Finding(
                    f"{path.name}, cell {place}",
                    f"The picture {url[:80]!r} is not there.",
                    "Put it into the folder of the notebooks, or correct its name.",
                )
