"""Everything a checkout can do, with nothing but Python 3.11: sets itself up, then runs.

``python tasks.py plans`` · ``test`` · ``test-full`` · ``test-wheel`` · ``lint`` · ``docs`` ·
``setup``
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

HERE = Path(__file__).resolve().parent
VENV = HERE / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
SAMPLE = "data/samples/las-cruces"
CONSTRAINTS = HERE / "constraints.txt"
# Programs some tests need; `test-full` fails where one is missing, and leaves no comparison out.
PROGRAMS = "browser libreoffice everything"
# Compiled code goes beside the program, never among its sources; every new process starts faster.
COMPILED = {"PYTHONPYCACHEPREFIX": str(VENV / "compiled"), "PYTHONDONTWRITEBYTECODE": ""}


def run(*command: object, cwd: Path = HERE, **environment: str) -> None:
    """Run a command; leave with its exit code if it fails."""
    words = [str(word) for word in command]
    known = {**os.environ, **COMPILED, **environment}
    code = subprocess.run(words, cwd=cwd, env=known, check=False).returncode
    if code:
        sys.exit(code)


def pinned(name: str) -> str:
    """Return a requirement as the constraints pin it."""
    for line in CONSTRAINTS.read_text(encoding="utf-8").splitlines():
        if line.split("==")[0].casefold() == name:
            return line.strip()
    return name


def setup(*groups: str) -> None:
    """Make `.venv` and install what is pinned, once for each state of the two files."""
    stamp = VENV / ".installed"
    state = hashlib.sha256(
        (HERE / "pyproject.toml").read_bytes() + CONSTRAINTS.read_bytes()
    ).hexdigest()
    done = stamp.read_text().split() if stamp.exists() else []
    if done[:1] != [state]:
        done = [state]
    if PYTHON.exists() and "program" in done and all(group in done for group in groups):
        return
    if sys.version_info < (3, 11):  # noqa: UP036 - what runs this may be older than us
        sys.exit("Python 3.11 or newer is needed. This is " + sys.version.split()[0] + ".")
    if not PYTHON.exists():
        print("Making .venv …", flush=True)
        venv.create(VENV, with_pip=True)
    print("Installing what is pinned in constraints.txt …", flush=True)
    pip = (PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
    run(*pip, pinned("pip"))
    wanted = [word for group in groups for word in ("--group", group)]
    run(*pip, "-c", CONSTRAINTS, "--build-constraint", CONSTRAINTS, "-e", ".", *wanted)
    stamp.write_text(" ".join([state, "program", *groups, *done[1:]]))


def plans() -> None:
    """Make the plans of the sample workshop."""
    setup()
    run(PYTHON, "-m", "workshop", "plans", SAMPLE, "--out", "plans", *sys.argv[2:])


def docs() -> None:
    """Write the pages on reference tables, questions and words from their declarations."""
    setup()
    code = (
        "import pathlib as p, sys; from workshop.plan.catalogue import glossary_page as glossary, "
        "questions_page as questions; from workshop.reference import load_reference as load; "
        "from workshop.reference.describe import describe; docs = p.Path(sys.argv[1]); "
        "pages = {'reference-data': describe(p.Path(sys.argv[2])), 'questions': questions(), "
        "'glossary': glossary(load())}; "
        "[(docs / f'{n}.md').write_text(t, 'utf-8', newline='\\n') for n, t in pages.items()]"
    )
    run(PYTHON, "-c", code, HERE / "docs", HERE / "data" / "reference")


def bench() -> None:
    """Print how long the parts take on this machine."""
    setup()
    run(PYTHON, "benchmarks/evaluate.py")
    run(PYTHON, "benchmarks/any_notebook.py")
    run(PYTHON, "benchmarks/room.py")


def lint() -> None:
    """Check style, types, spelling and notebooks; repair nothing."""
    setup("lint", "test")
    run(BIN / "ruff", "check", ".")
    run(BIN / "ruff", "format", "--check", ".")
    run(BIN / "mypy")
    run(BIN / "codespell", "src", "docs", "README.md", "CHANGELOG.md", "notebooks")
    keys = "metadata.papermill cell.metadata.papermill"
    notebooks = sorted((HERE / "notebooks").rglob("*.ipynb"))
    run(BIN / "nbstripout", "--verify", "--keep-id", "--extra-keys", keys, *notebooks)


def test(*options: str, **environment: str) -> None:
    """Run the checks, then the tests; those that need a missing program are named."""
    lint()
    workers = str(min(4, os.cpu_count() or 1))
    run(PYTHON, "-m", "pytest", "-q", "-n", workers, *options, *sys.argv[2:], **environment)


def test_full() -> None:
    """Run everything; fail where a program is missing."""
    test(WORKSHOP_REQUIRE=PROGRAMS)


def test_wheel() -> None:
    """Build the wheel and run the tests against it, outside the checkout."""
    setup("lint", "test")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        run(PYTHON, "-m", "pip", "wheel", "--quiet", "--no-deps", "-w", folder, HERE)
        wheel = next(folder.glob("*.whl"))
        site = folder / "site"
        run(PYTHON, "-m", "pip", "install", "--quiet", "--no-deps", "--target", site, wheel)
        shutil.copytree(HERE / "tests", folder / "tests")
        shutil.copy(HERE / "pyproject.toml", folder / "pyproject.toml")
        path = str(site)
        run(PYTHON, "-m", "pytest", "-q", *sys.argv[2:], cwd=folder, PYTHONPATH=path)


TASKS = {
    "setup": lambda: setup("lint", "test"),
    "plans": plans,
    "lint": lint,
    "docs": docs,
    "bench": bench,
    "test": test,
    "test-full": test_full,
    "test-wheel": test_wheel,
}

if __name__ == "__main__":
    task = sys.argv[1] if len(sys.argv) > 1 else ""
    if task not in TASKS:
        sys.exit(f"{__doc__}\nThere is no task {task!r}.")
    TASKS[task]()
