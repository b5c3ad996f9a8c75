"""``workshop new``: a folder that is whole or not there, and says what was asked."""

from __future__ import annotations

import datetime as dt
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from conftest import EVENING, copy_sample, sample_answers

from workshop import beginning
from workshop.cli import main
from workshop.folder import Folder, open_live
from workshop.imports.roster import read_roster

AWKWARD = (
    "He said \"no\" \\ and 'left'",
    'three """ quotes\nand a line\r\nand a tab\t.',
    "emoji 🎉👩🏽\u200d🌾, accents é ñ, \u202eright to left\u202c שלום",
    "# no comment = [brand]\x00\x1f\x7f\x85\u2028",
    "{{braces}} ${dollar} %s <b>&amp;</b>",
)


def call(*words: object) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


@pytest.mark.parametrize("text", AWKWARD)
def test_any_text_comes_back_as_it_was_typed(tmp_path: Path, text: str) -> None:
    """Title, place and host are read by TOML as the same text, and nothing else is set."""
    done = call("new", tmp_path / "w", "--title", text, "--place", text, "--host", text)
    assert done.exit_code == 0, done.output
    data = tomllib.loads((tmp_path / "w" / "workshop.toml").read_text(encoding="utf-8"))
    assert (data["title"], data["place"], data["brand"]["host"]) == (text, text, text)
    assert set(data) == {"title", "place", "mode", "language", "paper", "brand"}


def test_a_workshop_with_nobody_is_one(tmp_path: Path) -> None:
    """Defaults; the roster has its header; the commands that follow are named and understood."""
    done = call("new", tmp_path / "spring-2027_open day")
    assert done.exit_code == 0
    folder = Folder.open(tmp_path / "spring-2027_open day")
    settings = folder.settings
    assert (settings.title, settings.mode, settings.sample) == (
        "Spring 2027 open day", "quick_90", False,
    )  # fmt: skip
    assert (folder.path / "roster.csv").read_text() == "key,name,business,email,language\n"
    assert folder.everyone() == ()
    commands = [line for line in done.stdout.splitlines() if line.startswith("  workshop ")]
    assert len(commands) == 3
    assert all(line.split()[1] in main.commands and "day'" in line for line in commands)
    assert "Nobody is on the list yet" in call("status", folder.path).stdout


def test_every_option_is_in_the_settings(tmp_path: Path) -> None:
    """What was asked for is read back by the program itself."""
    done = call("new", tmp_path / "w", "--title", "T", "--date", "2027-02-28", "--place", "P",
                "--mode", "half_day", "--host", "H", "--language", "Spanish",
                "--paper", "a4")  # fmt: skip
    assert done.exit_code == 0, done.output
    found = Folder.open(tmp_path / "w").settings
    assert (found.title, str(found.date), found.mode, found.place) == (
        "T", "2027-02-28", "half_day", "P",
    )  # fmt: skip
    assert (found.brand.host, found.language, found.paper) == ("H", "es", "a4")


def test_a_workshop_from_a_sample_has_its_people_and_answers(tmp_path: Path) -> None:
    """By name: same people, same answers, asked as much; it may be written to."""
    assert call("new", tmp_path / "w", "--from", "las-cruces").exit_code == 0
    folder = Folder.open(tmp_path / "w")
    assert folder.settings.mode == "series_6x60"
    assert not folder.settings.sample
    assert folder.settings.title == "W"
    assert len(folder.everyone()) == 12
    assert folder.load("pinon-kiln").answers == sample_answers()
    with open_live(folder, dt.datetime.now(dt.UTC)) as store:
        assert store.load("pinon-kiln").answers == sample_answers()


def test_a_workshop_from_a_folder_has_what_its_database_says(tmp_path: Path) -> None:
    """By path; a database is newer than the files beside it, and all keys are written down."""
    source = copy_sample(tmp_path / "source")
    assert call("roster", source, _list(tmp_path, "name,business\nZoë,Zoë's\n")).exit_code == 0
    assert call("new", tmp_path / "w", "--from", source).exit_code == 0
    rows = read_roster(tmp_path / "w" / "roster.csv")
    assert rows[-1].key == "zoe-s"
    assert len(rows) == 13
    assert not (tmp_path / "w" / "workshop.db").exists()


def _list(folder: Path, text: str) -> Path:
    path = folder / "list.csv"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("inside", "said"),
    [
        ("workshop.toml", "There is a workshop in this folder already."),
        ("workshop.db", "There is a workshop in this folder already."),
        ("notes.txt", "This folder is not empty"),
        (".hidden", "This folder is not empty"),
    ],
)
def test_what_is_there_is_never_touched(tmp_path: Path, inside: str, said: str) -> None:
    """A workshop, or any file: refused, with what was found; everything stays."""
    target = tmp_path / "w"
    target.mkdir()
    (target / inside).write_text("mine")
    done = call("new", target, "--from", "one-evening")
    assert done.exit_code == 2
    assert said in done.stderr
    assert inside in done.stderr
    assert [path.name for path in target.iterdir()] == [inside]
    assert [path.name for path in tmp_path.iterdir()] == ["w"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--from", "las-vegas"], "las-cruces, one-evening"),
        (["--from", "../no/such"], "no such sample and no such folder"),
        (["--language", "Klingonian"], "This is no language."),
        (["--date", "31.1.2027"], "is not a date"),
        (["--mode", "all_night"], "quick_90"),
        (["--title", "half \udcff"], "cannot be written"),
    ],
)
def test_nothing_is_made_of_a_wrong_wish(tmp_path: Path, words: list[str], said: str) -> None:
    """What cannot be done is said in words, and no folder is left."""
    done = call("new", tmp_path / "w", *words)
    assert done.exit_code == 2
    assert said in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_an_empty_folder_stays_the_same_folder(tmp_path: Path) -> None:
    """Whoever stands in it, in a terminal, still does: it is filled and not replaced."""
    target = tmp_path / "w"
    target.mkdir()
    before = target.stat().st_ino
    code = "from workshop.cli import main; main(['new', '.', '--from', 'one-evening'])"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=target, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert target.stat().st_ino == before
    assert sorted(path.name for path in target.iterdir()) == [
        "answers", "roster.csv", "workshop.toml",
    ]  # fmt: skip
    assert [path.name for path in tmp_path.iterdir()] == ["w"]


@pytest.mark.parametrize("there", [False, True])
def test_a_disk_that_fails_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, there: bool
) -> None:
    """Whatever fails, there is no half workshop, and an empty folder is empty again."""
    if there:
        (tmp_path / "w").mkdir()
    real = Path.rename

    def fails(self: Path, target: Path) -> Path:
        if (self.name == "workshop.toml" and ".new" in str(self)) or not there:
            raise OSError(28, "No space left on device")
        return real(self, target)

    monkeypatch.setattr(beginning.Path, "rename", fails)
    done = call("new", tmp_path / "w", "--from", EVENING)
    assert done.exit_code == 1
    assert "The disk is full." in done.stderr
    assert [path.name for path in tmp_path.rglob("*")] == (["w"] if there else [])


def test_a_damaged_source_makes_no_workshop(tmp_path: Path) -> None:
    """Answers that cannot be read stop it before anything is there."""
    source = copy_sample(tmp_path / "source")
    (source / "answers" / "pinon-kiln.json").write_text("{")
    done = call("new", tmp_path / "w", "--from", source)
    assert done.exit_code == 1
    assert "pinon-kiln.json" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["source"]
    shutil.rmtree(source)
