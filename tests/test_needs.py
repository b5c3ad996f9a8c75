"""Tests that need a program which may be missing are named, or fail where it is required."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import conftest
import pytest

TESTS = """
import pytest

@pytest.mark.needs("browser")
def test_with_a_browser():
    pass

def test_without():
    pass
"""
INI = "[pytest]\naddopts = --strict-markers\nmarkers =\n    needs(program): skipped without it\n"


def pytest_there(folder: Path, *options: str, **environment: str) -> tuple[int, str]:
    """Run two tests in a folder where no program is on the path; return code and output."""
    source = Path(conftest.__file__).read_text(encoding="utf-8")
    plugins = 'pytest_plugins = ["export.fixtures", "serve.fixtures"]'
    assert plugins in source
    (folder / "conftest.py").write_text(source.replace(plugins, ""), encoding="utf-8")
    (folder / "test_two.py").write_text(TESTS, encoding="utf-8")
    (folder / "pytest.ini").write_text(INI, encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", str(folder), *options]
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST")}
    kept |= {"PATH": str(folder), "WORKSHOP_REQUIRE": ""} | environment
    done = subprocess.run(
        command, cwd=folder, env=kept, capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize("options", [[], ["-n", "2"]], ids=["alone", "side by side"])
def test_missing_program_is_named(tmp_path: Path, options: list[str]) -> None:
    """The test is left out and listed under a heading of its own, with the program."""
    code, said = pytest_there(tmp_path, *options)
    assert code == 0
    assert "1 passed, 1 skipped" in said
    listed = said.split("Not run for want of a program")[1]
    assert "test_two.py::test_with_a_browser: browser" in listed


def test_required_program_fails_the_test(tmp_path: Path) -> None:
    """Where the program is required, its absence is a failure and not a skip."""
    code, said = pytest_there(tmp_path, WORKSHOP_REQUIRE="typewriter,browser")
    assert code == 1
    assert "browser is required here and missing" in said
    assert "skipped" not in said


def test_program_that_is_there_runs_the_test(tmp_path: Path) -> None:
    """With a browser on the path nothing is left out and no heading appears."""
    shutil.copy(shutil.which("true") or sys.executable, tmp_path / "chromium")
    code, said = pytest_there(tmp_path)
    assert code == 0
    assert "2 passed" in said
    assert "for want of" not in said


def test_files_that_are_begun_first_are_there() -> None:
    """A file that was renamed would be begun last again."""
    folder = Path(conftest.__file__).parent
    assert [name for name in conftest.LONGEST if not (folder / name).is_file()] == []
