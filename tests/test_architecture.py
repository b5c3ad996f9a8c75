"""The arrows of docs/architecture.md, read from the imports of every module."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import workshop
from workshop.steps.audience import Audience
from workshop.steps.channels import Channels
from workshop.steps.objectives import Objectives
from workshop.steps.readiness import Readiness

PACKAGE = Path(workshop.__file__).parent

# From the ground up; a room may import what lies below it.
LEVELS = (
    (
        "start",
        "errors",
        "i18n",
        "numbers",
        "tongues",
        "zones",
        "shipped",
        "settings",
        "notebooks",
        "logo",
        "agenda",
        "qr",
        "network",
        "capacity",
        "blocks",
    ),
    ("reference", "answers"),
    ("method",),
    ("steps.readiness",),
    ("steps.objectives",),
    ("steps.audience",),
    ("steps.channels",),
    ("steps.content",),
    ("steps.measurement",),
    ("workbook",),
    ("plan",),
    ("store", "imports", "export", "takeaway"),
    ("folder", "job", "fitting", "access"),
    ("beginning", "keeping"),
    ("copies", "summary"),
    ("doctor",),
    ("checkup", "in_the_room"),
    ("handouts",),
    ("people",),
    ("forms", "session"),
    ("kernels",),
    ("batch",),
    ("serve",),
    ("cli",),
)
ROOMS = [room for level in LEVELS for room in level]
# Rooms of one level that may know each other; all others of a level may not.
NEIGHBOURS = {*LEVELS[0], "forms", "session"}
# `export` serves any notebook, so it knows blocks and nothing above them.
EXPORT_KNOWS = {"errors", "i18n", "numbers", "shipped", "blocks", "notebooks"}
LIBRARIES = {
    "ipywidgets": ("forms", "serve.quiet", "serve.warming"),
    "papermill": ("kernels.engine", "kernels.notebook", "batch", "serve"),
    "jupyter_client": ("kernels", "batch", "serve"),
    "ipykernel": ("kernels", "serve"),
    "voila": ("serve",),
    "tornado": ("kernels.shell", "serve"),
    "jupyter_server": ("serve",),
    "segno": ("qr",),
    "sqlalchemy": ("store",),
    "typst": ("export",),
    "nbconvert": ("export",),
    "matplotlib": ("blocks.chart.sheet", "blocks.chart.lettering", "export.formulas"),
    "python_calamine": ("imports",),
    "xlsxwriter": ("handouts", "takeaway"),
    "icalendar": ("takeaway",),
    "rich": ("cli",),
    "click": ("cli",),
}


@cache
def modules() -> dict[str, str]:
    """Return the source of every module by its name without the package's."""
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE).with_suffix("").parts
        if "_shipped" not in parts:
            found[".".join(part for part in parts if part != "__init__")] = path.read_text("utf-8")
    return found


def imported(source: str) -> Iterator[str]:
    """Yield the full name of every import, also those inside functions."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, "imports are written in full"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def room(name: str) -> str:
    """Return the room a module or a name in it belongs to, empty for the package itself."""
    return next((r for r in ROOMS if name == r or name.startswith(r + ".")), "")


def level(of: str) -> int:
    """Return how high a room lies."""
    return next(number for number, rooms in enumerate(LEVELS) if of in rooms)


def complaints(name: str, source: str) -> list[str]:
    """Return the imports of a module that go against an arrow."""
    return [f"{name} imports {target}" for target in imported(source) if not allowed(name, target)]


def allowed(name: str, target: str) -> bool:
    """Say whether a module may import a name."""
    top, _, rest = target.partition(".")
    if top in LIBRARIES:
        return any(name == place or name.startswith(place + ".") for place in LIBRARIES[top])
    if top != "workshop":
        return True
    here, there = room(name), room(rest)
    if not here:
        return True
    if not there:
        return rest == "__version__"
    if here == there:
        return not here.startswith("steps.") or earlier(name, rest)
    if here == "export":
        return there in EXPORT_KNOWS
    if level(here) == level(there):
        return {here, there} <= NEIGHBOURS
    return level(there) < level(here)


@cache
def topics() -> list[str]:
    """Return the rooms of the topics, step by step, in the order they are asked."""
    found: dict[str, None] = {}
    for step in (Readiness, Objectives, Audience, Channels):
        package = step.__module__.removeprefix("workshop.")
        for kind in step.kinds_of_parts().values():
            rest = kind.__module__.removeprefix(f"workshop.{package}.")
            found[f"{package}.{rest.split('.')[0]}"] = None
    return list(found)


def topic(name: str) -> int | None:
    """Return the place of the topic a module or a name in it belongs to."""
    places = enumerate(topics())
    return next((n for n, t in places if name == t or name.startswith(t + ".")), None)


def earlier(name: str, target: str) -> bool:
    """Say whether a topic imports its own rooms, an earlier topic's, or common words."""
    here, there = topic(name), topic(target)
    if here is None:
        return True
    if there is None:
        return target.rsplit(".", 1)[0].endswith(".words")
    return there <= here


@pytest.mark.parametrize("name", modules())
def test_arrows_point_one_way(name: str) -> None:
    """A module imports only what lies below it, and each library only in its own room."""
    assert complaints(name, modules()[name]) == []


def test_every_module_has_a_room() -> None:
    """A new room stands in the picture before anything is in it."""
    homeless = [name for name in modules() if not room(name) and name not in ("", "__main__")]
    assert homeless == ["steps"]


def test_every_room_is_in_the_picture() -> None:
    """The page on architecture names each of the rooms."""
    page = Path(__file__).parents[1] / "docs" / "architecture.md"
    if not page.is_file():
        pytest.skip("the pages of the documentation are not here")
    picture = page.read_text(encoding="utf-8").split("```")[1].replace("/", ".")
    assert [name for name in ROOMS if name not in picture and name != "logo"] == []


def test_topics_are_found_in_their_order() -> None:
    """The order that the topics are held to is the one they are asked in."""
    found = topics()
    assert found[0] == "steps.readiness.profile"
    assert found.index("steps.readiness.systems") < found.index("steps.readiness.accounts")
    assert found.index("steps.objectives.goals") < found.index("steps.objectives.smart")


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("method.value", "from workshop.workbook import evaluate"),
        ("answers.kinds", "from workshop.reference import load_reference"),
        ("steps.readiness.index", "from workshop.steps.objectives import goals"),
        ("steps.readiness.profile", "from workshop.steps.readiness.accounts import checks"),
        ("steps.readiness.people", "from workshop.steps.readiness.section import systems"),
        ("plan.front", "from workshop.store import Store"),
        ("store.store", "from workshop.imports.roster import read_roster"),
        ("export.compile", "from workshop.workbook import Answers"),
        ("export.compile", "from workshop.settings import Settings"),
        ("folder", "from workshop.job import Job"),
        ("folder", "from workshop import open_session"),
        ("session", "def later():\n    from workshop.batch.runner import run_batch"),
        ("plan.front", "import ipywidgets"),
        ("session", "import papermill.engines"),
        ("keeping.backups", "from workshop.people.links import links_pdf"),
        ("people.links", "import segno"),
        ("batch.person", "from nbconvert.exporters import Exporter"),
        ("workbook", "from sqlalchemy import select"),
        ("steps.objectives.section", "import matplotlib.pyplot as plt"),
        ("steps.objectives.figures", "from matplotlib.figure import Figure"),
    ],
)
def test_what_goes_against_an_arrow_is_found(name: str, source: str) -> None:
    """Each kind of wrong import is complained of, also inside a function."""
    assert len(complaints(name, source)) == 1
