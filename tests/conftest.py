"""What all tests share: the sample, and programs a test may need.

There is one ``conftest.py``, so that ``from conftest import …`` means this one; fixtures
of one folder stand in its ``fixtures.py``.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from workshop.answers.document import from_data
from workshop.folder import Folder
from workshop.reference import load_reference
from workshop.settings import HouseRules
from workshop.shipped import shipped
from workshop.workbook import Answers, Evaluation, evaluate

# The program's own processes multiply their small matrices in one thread, too. Read by numpy when
# it is loaded; with a thread for each core, half of the time goes into waiting for one another.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

pytest_plugins = ["export.fixtures", "serve.fixtures"]

AS_OF = dt.date(2027, 1, 4)
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
_NOT_RUN = "not run for want of "


def find_browser() -> str | None:
    """Return the path of a Chromium, None where there is none."""
    return next((path for name in BROWSERS if (path := shutil.which(name))), None)


def find_office() -> str | None:
    """Return the path of LibreOffice, None where there is none."""
    return shutil.which("soffice") or shutil.which("libreoffice")


PROGRAMS: dict[str, Callable[[], str | None]] = {
    "browser": find_browser,
    "libreoffice": find_office,
}


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Leave out what needs a missing program, or fail where the program is required."""
    required = os.environ.get("WORKSHOP_REQUIRE", "").replace(",", " ").split()
    for mark in item.iter_markers("needs"):
        for program in mark.args:
            if PROGRAMS[program]() is not None:
                continue
            if program in required:
                pytest.fail(f"{program} is required here and missing", pytrace=False)
            pytest.skip(f"{_NOT_RUN}{program}")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Name each test that was left out, and the program it waits for."""
    skipped = [
        report
        for report in terminalreporter.stats.get("skipped", [])
        if isinstance(report.longrepr, tuple) and _NOT_RUN in report.longrepr[2]
    ]
    if skipped:
        terminalreporter.section("Not run for want of a program")
        for report in skipped:
            program = report.longrepr[2].rsplit(_NOT_RUN, 1)[1]
            terminalreporter.line(f"{report.nodeid}: {program}")


LONGEST = (
    "kernels/test_papermill.py", "batch/test_faults.py", "batch/test_workers.py",
    "serve/test_attendee.py", "serve/test_accessibility.py", "serve/test_quick_tier.py",
    "serve/test_board.py", "kernels/test_split.py", "kernels/test_equal.py",
    "handouts/test_mangled.py", "batch/test_many_faults.py", "handouts/test_libreoffice.py",
    "serve/test_rehearsal.py", "forms/test_browser.py", "batch/test_sample_plans.py",
    "serve/test_pages.py", "handouts/test_round_trip.py", "handouts/test_intake.py",
    "test_needs.py", "kernels/test_conformance.py", "kernels/test_options.py", "test_packaging.py",
    "notebooks/test_execution.py", "cli/test_own_notebooks.py", "batch/test_evening_plans.py",
    "export/test_any_notebook.py", "serve/test_hostile.py", "forms/test_every_question.py",
    "method/test_checks.py", "reference/test_data_package.py", "handouts/test_worksheets.py",
    "plan/test_figures.py", "takeaway/test_plan_workbook.py", "export/test_exporters.py",
)  # fmt: skip
"""Files that take longest, in that order: begun first, so that no process waits for another."""


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Keep the tests of a file in one process, so that what they share is made once."""
    if config.option.dist != "load":
        return None
    from xdist.scheduler import LoadFileScheduling

    class LongestFirst(LoadFileScheduling):
        def _assign_work_unit(self, node: Any) -> None:
            waiting = {name.removeprefix("tests/"): name for name in self.workqueue}
            longest = next((name for name in LONGEST if name in waiting), None)
            if longest is not None:
                self.workqueue.move_to_end(waiting[longest], last=False)
            super()._assign_work_unit(node)

    return LongestFirst(config, log)


@pytest.fixture(autouse=True)
def _own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep every test out of the user's own data."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path_factory.mktemp("home")))
    monkeypatch.delenv("WORKSHOP_FOLDER", raising=False)
    monkeypatch.delenv("WORKSHOP_PARTICIPANT", raising=False)


@pytest.fixture
def short_folder() -> Iterator[Path]:
    """Return a folder for temporary files; the name of a socket in it must be short."""
    with tempfile.TemporaryDirectory(prefix="w-") as name:
        yield Path(name)


SAMPLE = shipped("data/samples/las-cruces")
EVENING = shipped("data/samples/one-evening")
"""A workshop of ninety minutes."""


AWKWARD = "awkward-texts"
"""A participant of the tests alone: every answer looks like markup, code or a formula."""


@cache
def sample_answers(key: str = "pinon-kiln") -> Answers:
    """Return the answers of a participant of the shipped sample, or the awkward ones.

    They are read once: nothing can change them.
    """
    if key == AWKWARD:
        text = (Path(__file__).parent / f"{AWKWARD}.json").read_text(encoding="utf-8")
        return from_data(Answers, json.loads(text), AWKWARD)
    return Folder.open(SAMPLE).load(key).answers


def add_awkward(folder: Path) -> None:
    """Add the awkward participant, with an awkward name, to a copy of the sample."""
    answers = Path(__file__).parent / f"{AWKWARD}.json"
    shutil.copy(answers, folder / "answers")
    with (folder / "roster.csv").open("a", encoding="utf-8") as roster:
        name, business = '"Ann ""<b>"" O\'Neil, #1"', '"=1+1 ""Ünïcødé"" & <b>Söhne</b>"'
        roster.write(f"{AWKWARD},{name},{business},ann@example.org,en\n")


def judged(answers: Answers, as_of: dt.date = AS_OF, rules: HouseRules | None = None) -> Evaluation:
    """Return everything that follows from answers on the day of the example."""
    return evaluate(answers, load_reference(), rules or HouseRules(), as_of)


def copy_sample(target: Path) -> Path:
    """Return a copy of the sample's folder that is a workshop of its own."""
    shutil.copytree(SAMPLE, target)
    settings = target / "workshop.toml"
    text = settings.read_text(encoding="utf-8").replace("sample = true", "sample = false")
    settings.write_text(text, encoding="utf-8")
    return target


@pytest.fixture(scope="session")
def pinon() -> Answers:
    """Return the answers of the worked example."""
    return sample_answers()
