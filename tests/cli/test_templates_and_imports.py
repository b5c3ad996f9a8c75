"""`workshop template` and `workshop import`, as a facilitator types them."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from conftest import SAMPLE, copy_sample, sample_answers

from workshop.cli import main
from workshop.folder import Folder
from workshop.handouts.files import read_file

KEY = "pinon-kiln"


def run(*words: object) -> Result:
    """Run a command in this process."""
    return CliRunner().invoke(main, [str(word) for word in words])


@pytest.fixture
def workshop(tmp_path: Path) -> Path:
    """Return a workshop with one participant who has answered nothing."""
    folder = tmp_path / "workshop"
    folder.mkdir()
    (folder / "roster.csv").write_text(f"key,name\n{KEY},Marta\n")
    return folder


@pytest.mark.parametrize("form", ["xlsx", "csv", "json"])
def test_out_and_in_again(workshop: Path, tmp_path: Path, form: str) -> None:
    """Written from one workshop, taken into another: all answers, then nothing more."""
    out = tmp_path / f"a.{form}"
    made = run("template", SAMPLE, "--participant", KEY, "--format", form, "--out", out)
    assert (made.exit_code, made.stdout.strip()) == (0, str(out))

    dry = run("import", workshop, out, "--dry-run")
    assert dry.exit_code == 0
    assert "Name of the business: (empty) → Piñon & Kiln Studio" in dry.stdout
    assert "would be taken" in dry.stdout
    assert not (workshop / "workshop.db").exists()

    first = run("import", workshop, out)
    assert first.exit_code == 0
    assert "answers of 1 participant taken" in first.stdout
    assert Folder.open(workshop).load(KEY).answers == sample_answers(KEY)
    assert "0 answers of 0 participants taken, 1 unchanged" in run("import", workshop, out).stdout


def test_a_bad_file_fails_in_words(workshop: Path, tmp_path: Path) -> None:
    """The cell, what stood there, what was expected, what to do; and how to go on."""
    path = tmp_path / f"{KEY}.csv"
    path.write_text(
        "address,answer\n/readiness/profile/staff_fte,many\n/readiness/profile/name,N\n"
    )
    result = run("import", workshop, path)
    assert result.exit_code == 1
    for words in (
        f"{KEY}.csv, row 2, column B", "Found: many", "Expected: a number", "What to do: ",
        f"Nothing taken of: {KEY}", "--partial",
    ):  # fmt: skip
        assert words in result.stdout

    partial = run("import", workshop, path, "--partial")
    assert partial.exit_code == 1
    assert "1 answer of 1 participant taken" in partial.stdout
    assert Folder.open(workshop).load(KEY).answers.readiness.profile.name == "N"


def test_templates_for_everyone_and_for_anyone(tmp_path: Path) -> None:
    """A file each, named after its participant; a blank one; one table for all."""
    folder = copy_sample(tmp_path / "copy")
    made = run("template", folder, "--everyone", "--mode", "quick_90", "--out", tmp_path / "out")
    assert made.exit_code == 0
    files = sorted((tmp_path / "out").iterdir())
    assert [path.name for path in files] == sorted(
        f"{person.key}.xlsx" for person in Folder.open(folder).participants()
    )
    assert [read_file(path).people[0].key for path in files] == [path.stem for path in files]

    blank = tmp_path / "blank.csv"
    run("template", "--format", "csv", "--step", "readiness", "--mode", "quick_90", "--out", blank)
    text = blank.read_text("utf-8-sig")
    assert "/readiness/profile/name" in text
    assert "/readiness/profile/industry" not in text
    assert "/objectives" not in text

    people = tmp_path / "people.csv"
    assert run("template", folder, "--people", "--mode", "quick_90", "--out", people).exit_code == 0
    assert len(read_file(people).people) == len(files)


def test_a_filled_in_file_is_not_written_over(tmp_path: Path) -> None:
    """Someone's answers may be in it; --force says they are not."""
    out = tmp_path / "x.json"
    assert run("template", "--format", "json", "--out", out).exit_code == 0
    out.write_text("theirs")
    refused = run("template", "--format", "json", "--out", out)
    assert refused.exit_code == 2
    assert "--force" in refused.stderr
    assert out.read_text() == "theirs"
    assert run("template", "--format", "json", "--out", out, "--force").exit_code == 0
    assert out.read_text() != "theirs"


def test_what_cannot_be_done_is_said(workshop: Path, tmp_path: Path) -> None:
    """A step there is not, participants without a workshop, nobody's key."""
    unknown = run("template", "--step", "redness", "--out", tmp_path / "x.xlsx")
    assert (unknown.exit_code, "readiness" in unknown.stderr) == (2, True)
    assert run("template", "--everyone").exit_code == 2
    nobody = run("template", workshop, "--participant", "zoe")
    assert (nobody.exit_code, "Nobody in this workshop" in nobody.stderr) == (2, True)
