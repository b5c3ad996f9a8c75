"""The command line: help, exit codes, messages without a traceback."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result
from conftest import SAMPLE

from workshop import __version__
from workshop.batch import runner
from workshop.batch.person import PersonResult, Status
from workshop.cli import main
from workshop.folder import Folder

COMMANDS = sorted(main.commands)
README = Path(__file__).parents[2] / "README.md"
DEVELOPMENT = ("pytest", "hypothesis", "ruff", "mypy", "playwright", "pikepdf", "nbstripout")


def call(*words: object) -> Result:
    """Run the command line in this process."""
    return CliRunner().invoke(main, [str(word) for word in words])


def test_commands_are_the_known_ones() -> None:
    """A command that is added or goes is a change others will notice."""
    assert {"lab", "plans", "schema"} <= set(COMMANDS)


@pytest.mark.parametrize("words", [[], *([name] for name in COMMANDS)], ids=str)
@pytest.mark.parametrize("option", ["--help", "-h"])
def test_every_command_has_help(words: list[str], option: str) -> None:
    """Both options print what the command does, as a sentence, and exit with 0."""
    done = call(*words, option)
    assert done.exit_code == 0
    assert done.output.startswith("Usage: ")
    assert ". " in done.output or ".\n" in done.output


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_is_explained(name: str) -> None:
    """Each option of a command has a help text."""
    for option in main.commands[name].params:
        if isinstance(option, click.Option):
            assert option.help, f"{name} {option.name}"


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_stands_in_the_readme(name: str) -> None:
    """Whoever reads the first page learns of the command."""
    if not README.is_file():
        pytest.skip("the README is not beside these tests")
    assert f"workshop {name}" in README.read_text(encoding="utf-8")


def test_version() -> None:
    """The version is that of the package."""
    assert call("--version").output.split()[-1] == __version__


@pytest.mark.parametrize(("given", "used"), [(None, "1"), ("3", "3")])
def test_numbers_are_worked_out_in_one_thread(
    monkeypatch: pytest.MonkeyPatch, given: str | None, used: str
) -> None:
    """Unless someone wants more: numpy reads it when a command needs it."""
    monkeypatch.setenv("OPENBLAS_NUM_THREADS", given or "")
    if given is None:
        monkeypatch.delenv("OPENBLAS_NUM_THREADS")
    assert call("schema").exit_code == 0
    assert os.environ["OPENBLAS_NUM_THREADS"] == used


def test_help_needs_nothing_but_the_program() -> None:
    """Help is printed with every tool of development out of reach."""
    code = (
        "import sys\n"
        f"for name in {DEVELOPMENT}: sys.modules[name] = None\n"
        "from workshop.cli import main\n"
        "main(['plans', '--help'])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "--as-of" in done.stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["plan", "."], "No such command 'plan'"),
        (["plans"], "Missing argument 'DIR'"),
        (["plans", "x", "--fast"], "No such option"),
        (["plans", "no/such/folder"], "There is no such folder."),
        (["plans", SAMPLE, "--only", "maria"], "Nobody in this workshop has the key 'maria'."),
        (["plans", SAMPLE, "--as-of", "4.1.2027"], "is not a date such as 2027-01-31"),
        (["plans", SAMPLE, "--jobs", "0"], "--jobs"),
        (["lab", "no/such/folder"], "There is no such folder."),
        (["lab", SAMPLE, "--participant", "maria"], "Nobody in this workshop has the key 'maria'."),
    ],
    ids=lambda value: " ".join(map(str, value))[-30:] if isinstance(value, list) else "",
)
def test_wrong_use_is_said_in_words(tmp_path: Path, words: list[object], said: str) -> None:
    """What cannot be followed exits with 2, with a sentence on stderr and no traceback."""
    out = ["--out", tmp_path / "out"] if SAMPLE in words and words[0] == "plans" else []
    done = call(*words, *out)
    assert done.exit_code == 2
    assert said in done.stderr
    assert "Traceback" not in done.output
    assert not isinstance(done.exception, Exception)


def test_keys_and_day_are_understood(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Keys by commas, spaces and repetition become one list; the date becomes a day."""
    asked: list[Any] = []

    def refuse(request: Any, _watcher: object = None) -> None:
        asked.append(request)
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(runner, "run_batch", refuse)
    done = call("plans", SAMPLE, "--only", "a,b", "--only", "c d", "--as-of", "2027-02-03",
                "--jobs", "3", "--out", tmp_path, "--force", "--quiet")  # fmt: skip
    (request,) = asked
    assert request.only == ("a", "b", "c", "d")
    assert request.as_of.isoformat() == "2027-02-03"
    assert (request.jobs, request.force, request.resume) == (3, True, False)
    assert done.exit_code == 1
    assert "The disk is full." in done.stderr
    assert "What to do" in done.stderr


@pytest.mark.parametrize("quiet", [True, False])
def test_outcome_is_summed_up(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, quiet: bool) -> None:
    """Counts in words, each failure with its reason, where the plans lie, and the code."""

    def one_fails(request: Any, *rest: Any) -> None:
        waiting, watcher, finish, _log = rest
        for number, job in enumerate(waiting):
            watcher.start(job.person)
            status = Status.WE_FAILED if number else Status.DONE
            finish(job.person, PersonResult(job.person.key, status, "[red]It rained." * number))

    monkeypatch.setattr(runner, "_run_all", one_fails)
    only = "pinon-kiln,desert-bloom-bakery"
    done = call("plans", SAMPLE, "--out", tmp_path / "o", "--only", only, *["--quiet"] * quiet)
    assert done.exit_code == 1
    assert "1 done, 1 we failed" in done.stdout
    assert "desert-bloom-bakery: [red]It rained." in done.stdout
    assert str(tmp_path / "o" / "index.html") in done.stdout.replace("\n", "")
    assert ("✗ desert-bloom-bakery" in done.stderr) == (not quiet)


def test_plans_of_a_sample_do_not_go_into_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Without --out, a sample's plans go to ./plans, another workshop's into its folder."""
    asked: list[Path] = []

    def note(request: Any, _watcher: object = None) -> None:
        asked.append(request.out)
        raise OSError(28, "full")

    monkeypatch.setattr(runner, "run_batch", note)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "workshop.toml").touch()
    call("plans", SAMPLE)
    call("plans", "mine")
    assert asked == [tmp_path / "plans", tmp_path / "mine" / "plans"]


def test_schema_describes_the_answers() -> None:
    """It is JSON, its references lead somewhere, and it knows the parts of the answers."""
    done = call("schema")
    assert done.exit_code == 0
    schema = json.loads(done.stdout)
    assert schema["type"] == "object"
    assert set(schema["properties"]) == {
        "schema_version", "participant", "readiness", "objectives", "audience", "channels",
        "content", "measurement", "decisions", "overrides",
    }  # fmt: skip
    assert schema["additionalProperties"] is False
    lost = [
        ref for ref in _references(schema) if ref.removeprefix("#/$defs/") not in schema["$defs"]
    ]
    assert lost == []
    assert "staff_fte" in done.stdout


def _references(value: Any) -> list[str]:
    if isinstance(value, dict):
        own = [value["$ref"]] if isinstance(value.get("$ref"), str) else []
        return own + [ref for item in value.values() for ref in _references(item)]
    if isinstance(value, list):
        return [ref for item in value for ref in _references(item)]
    return []


def test_sample_has_the_participants_of_its_roster() -> None:
    """What the examples in the help and the README name is there."""
    keys = [person.key for person in Folder.open(SAMPLE).participants()]
    assert keys[:2] == ["pinon-kiln", "desert-bloom-bakery"]
    assert len(keys) == 12
