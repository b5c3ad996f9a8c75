"""The template as LibreOffice opens it and saves it: the same answers."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from conftest import AWKWARD, SAMPLE, find_office, sample_answers

from workshop.handouts.files import read_file
from workshop.handouts.layout import pages
from workshop.handouts.looks import Look
from workshop.handouts.names import Catalogue
from workshop.handouts.taking import differences, take
from workshop.handouts.templates import template
from workshop.reference import load_reference
from workshop.workbook import Answers

KEYS = sorted(path.stem for path in (SAMPLE / "answers").glob("*.json"))


# The old format loses a letter of texts as long as the awkward ones; who reads one is told so.
SAVED = {
    "xlsx": [*KEYS, AWKWARD],
    "ods": ["pinon-kiln", "granja-rio-bravo", AWKWARD],
    "xls": ["pinon-kiln", "granja-rio-bravo"],
}


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with every template, and what LibreOffice saved of it in each format."""
    folder = tmp_path_factory.mktemp("office")
    (folder / "in").mkdir()
    for key in SAVED["xlsx"]:
        look = Look("Workshop")
        made = template("xlsx", pages(), sample_answers(key), load_reference(), look)
        (folder / "in" / f"{key}.xlsx").write_bytes(made)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    for form, keys in SAVED.items():
        files = [folder / "in" / f"{key}.xlsx" for key in keys]
        words = [find_office(), profile, "--headless", "--convert-to", form, "--outdir", folder]
        command = [str(word) for word in (*words, *files)]
        subprocess.run(command, check=True, capture_output=True, timeout=180)
    return folder


@pytest.mark.needs("libreoffice")
def test_every_sample_opened_and_saved_in_libreoffice_is_the_same(office: Path) -> None:
    """All twelve at once: what LibreOffice makes of the template has the same answers."""
    for key in KEYS:
        (filled,) = read_file(office / f"{key}.xlsx").people
        taken = take(Answers(participant=key), filled, Catalogue(load_reference()))
        assert taken.problems == ()
        assert taken.answers == sample_answers(key)


@pytest.mark.needs("libreoffice")
@pytest.mark.parametrize(
    ("key", "form"),
    [
        *(("pinon-kiln", form) for form in ("xlsx", "ods", "xls")),
        *(("granja-rio-bravo", form) for form in ("xlsx", "ods", "xls")),
        *((AWKWARD, form) for form in ("xlsx", "ods")),
    ],
)
def test_saved_from_libreoffice_is_the_same(office: Path, key: str, form: str) -> None:
    """Opened without a complaint, saved in each of its formats, read back equal."""
    answers = sample_answers(key)
    content = read_file(office / f"{key}.{form}")
    assert any("old .xls" in note for note in content.notes) == (form == "xls")
    (filled,) = content.people
    assert filled.key == key
    # Names that point nowhere, as some of the awkward answers have, are refused in any file.
    catalogue = Catalogue(load_reference())
    (straight,) = read_file(office / "in" / f"{key}.xlsx").people
    before = Answers(participant=key)
    saved, direct = take(before, filled, catalogue), take(before, straight, catalogue)
    assert [problem.found for problem in saved.problems] == [p.found for p in direct.problems]
    assert list(differences(direct.answers, saved.answers)) == []
    assert saved.answers == direct.answers
    if key != AWKWARD:
        assert saved.answers == answers
