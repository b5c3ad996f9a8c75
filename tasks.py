"""Everything a checkout can do, with nothing but Python 3.11: sets itself up, then runs.

``python tasks.py plans`` · ``test`` · ``test-full`` · ``test-wheel`` · ``lint`` · ``docs`` ·
``bench`` · ``bench-full`` · ``setup``
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
# Programs some tests need; `test-full` fails where one is missing. And a word for tests that try
# everything: two hundred batches with faults, every notebook for every participant of the sample.
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


def beside(group: str) -> Path:
    """Install a group into a folder apart, without its dependencies; return the folder.

    What we only measure against must not get into our notebooks or our JupyterLab.
    """
    folder = VENV / group
    stamp = folder / ".installed"
    state = (VENV / ".installed").read_text().split()[0]
    if not stamp.exists() or stamp.read_text() != state:
        shutil.rmtree(folder, ignore_errors=True)
        pip = (PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
        run(*pip, "-c", CONSTRAINTS, "--no-deps", "--target", folder, "--group", group)
        stamp.write_text(state)
    return folder


def bench(*options: str) -> None:
    """Print how long everything takes on this machine."""
    setup("test")
    asked = (*options, *sys.argv[2:])
    path = os.pathsep.join(filter(None, (str(beside("bench")), os.environ.get("PYTHONPATH"))))
    if not [word for word in asked if not word.startswith("-")]:
        run(PYTHON, "benchmarks/evaluate.py")
        run(PYTHON, "benchmarks/any_notebook.py")
    run(PYTHON, "benchmarks/batch.py", *asked, PYTHONPATH=path)


def lint() -> None:
    """Check style, types, spelling and notebooks; repair nothing."""
    look_over()
    run(BIN / "mypy")


def look_over() -> None:
    """Check what takes no time: style, spelling and notebooks."""
    setup("lint", "test")
    run(BIN / "ruff", "check", ".")
    run(BIN / "ruff", "format", "--check", ".")
    run(BIN / "codespell", "src", "docs", "README.md", "CHANGELOG.md", "notebooks")
    keys = "metadata.papermill cell.metadata.papermill"
    notebooks = sorted((HERE / "notebooks").rglob("*.ipynb"))
    run(BIN / "nbstripout", "--verify", "--keep-id", "--extra-keys", keys, *notebooks)


def test(*options: str, **environment: str) -> None:
    """Run the checks and the tests; those that need a missing program are named.

    Types are checked while the tests run. Many tests wait for a browser or for a program they
    started: where there are few cores, one process more than cores keeps them all at work.
    """
    look_over()
    workers = str(min(4, (os.cpu_count() or 1) + 1))
    command = [PYTHON, "-m", "pytest", "-q", "-n", workers, *options, *sys.argv[2:]]
    with tempfile.TemporaryFile("w+", encoding="utf-8") as told:
        words = [str(BIN / "mypy")]
        types = subprocess.Popen(words, cwd=HERE, stdout=told, stderr=subprocess.STDOUT)
        try:
            run(*command, **environment)
        finally:
            code = types.wait()
            told.seek(0)
            print(told.read(), end="", flush=True)
    if code:
        sys.exit(code)


def test_full() -> None:
    """Run everything, for an hour or two; fail where a program is missing."""
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
    "bench-full": lambda: bench("--full"),
    "test": test,
    "test-full": test_full,
    "test-wheel": test_wheel,
}

if __name__ == "__main__":
    task = sys.argv[1] if len(sys.argv) > 1 else ""
    if task not in TASKS:
        sys.exit(f"{__doc__}\nThere is no task {task!r}.")
    TASKS[task]()
