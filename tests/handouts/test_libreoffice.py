"""The template as LibreOffice opens it and saves it: the same answers."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from conftest import SAMPLE, find_office, sample_answers

from workshop.handouts.files import read_file
from workshop.handouts.layout import pages
from workshop.handouts.looks import Look
from workshop.handouts.names import Catalogue
from workshop.handouts.taking import differences, take
from workshop.handouts.templates import template
from workshop.reference import load_reference
from workshop.workbook import Answers

KEYS = sorted(path.stem for path in (SAMPLE / "answers").glob("*.json"))


@pytest.mark.needs("libreoffice")
def test_every_sample_opened_and_saved_in_libreoffice_is_the_same(tmp_path: Path) -> None:
    """All twelve at once: what LibreOffice makes of the template has the same answers."""
    for key in KEYS:
        _template(tmp_path / "in" / f"{key}.xlsx", sample_answers(key))
    _convert(tmp_path, "xlsx", *sorted((tmp_path / "in").iterdir()))
    for key in KEYS:
        (filled,) = read_file(tmp_path / f"{key}.xlsx").people
        taken = take(Answers(participant=key), filled, Catalogue(load_reference()))
        assert taken.problems == ()
        assert taken.answers == sample_answers(key)


def _template(path: Path, answers: Answers) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(template("xlsx", pages(), answers, load_reference(), Look("Workshop")))


def _convert(folder: Path, form: str, *files: Path) -> None:
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    words = [find_office(), profile, "--headless", "--convert-to", form, "--outdir", folder]
    command = [str(word) for word in (*words, *files)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)


@pytest.mark.needs("libreoffice")
@pytest.mark.parametrize(
    ("key", "form"),
    [
        *(("pinon-kiln", form) for form in ("xlsx", "ods", "xls")),
        *(("granja-rio-bravo", form) for form in ("xlsx", "ods", "xls")),
        # The old format loses a letter of texts as long as these; who reads one is told so.
        *(("awkward-texts", form) for form in ("xlsx", "ods")),
    ],
)
def test_saved_from_libreoffice_is_the_same(tmp_path: Path, key: str, form: str) -> None:
    """Opened without a complaint, saved in each of its formats, read back equal."""
    answers = sample_answers(key)
    path = tmp_path / "in" / "answers.xlsx"
    _template(path, answers)
    _convert(tmp_path, form, path)

    content = read_file(tmp_path / f"answers.{form}")
    assert any("old .xls" in note for note in content.notes) == (form == "xls")
    (filled,) = content.people
    assert filled.key == key
    # Names that point nowhere, as some of the awkward answers have, are refused in any file.
    catalogue = Catalogue(load_reference())
    (straight,) = read_file(path).people
    before = Answers(participant=key)
    saved, direct = take(before, filled, catalogue), take(before, straight, catalogue)
    assert [problem.found for problem in saved.problems] == [p.found for p in direct.problems]
    assert list(differences(direct.answers, saved.answers)) == []
    assert saved.answers == direct.answers
    if key != "awkward-texts":
        assert saved.answers == answers
