"""Answers written to a file and read back are the same answers."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import SAMPLE, sample_answers
from generated import documents
from hypothesis import HealthCheck, Phase, given, settings

from workshop.answers.document import from_data
from workshop.handouts.files import read_file
from workshop.handouts.layout import pages
from workshop.handouts.looks import Look
from workshop.handouts.names import Catalogue
from workshop.handouts.taking import Taken, differences, take
from workshop.handouts.templates import template
from workshop.reference import load_reference
from workshop.workbook import Answers

KEYS = sorted(path.stem for path in (SAMPLE / "answers").glob("*.json"))
FORMATS = ["xlsx", "csv", "json"]
CATALOGUE = Catalogue(load_reference())


def there_and_back(
    answers: Answers, form: str, folder: Path, before: Answers | None = None
) -> Taken:
    """Write answers to a file, read it, and take it into an empty document."""
    path = folder / f"answers.{form}"
    path.write_bytes(template(form, pages(), answers, load_reference(), Look("Workshop")))
    content = read_file(path)
    assert content.problems == ()
    (filled,) = content.people
    assert filled.key == answers.participant
    return take(before or Answers(participant=answers.participant), filled, CATALOGUE)


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("key", KEYS)
def test_a_sample_comes_back_as_it_was(tmp_path: Path, key: str, form: str) -> None:
    """Every answer of every sample, with its basis, source and day, and nothing else."""
    answers = sample_answers(key)
    taken = there_and_back(answers, form, tmp_path)
    assert taken.problems == ()
    assert taken.answers == answers


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_file_again_changes_nothing(tmp_path: Path, form: str) -> None:
    """Reading a file into the answers it came from finds no difference."""
    answers = sample_answers("pinon-kiln")
    taken = there_and_back(answers, form, tmp_path, before=answers)
    assert taken.differences == ()
    assert taken.answers == answers


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("name", ["–", "none", "a; b", "two", "##"])
def test_a_row_of_any_name_can_be_pointed_at(tmp_path: Path, form: str, name: str) -> None:
    """Also one whose name would be read as nothing, as two names, or as another row's id."""
    data = {
        "readiness": {"departments": [{"id": "one", "name": name}, {"id": "two"}]},
        "content": {"pillars": [{"id": "p", "departments": ["one"]}]},
    }
    answers = from_data(Answers, data, "test")

    assert there_and_back(answers, form, tmp_path).answers == answers


@pytest.mark.parametrize("form", FORMATS)
@settings(
    max_examples=12,
    deadline=None,
    # A document has some 400 questions: to shrink one takes minutes, and its differences tell.
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=list(HealthCheck),
)
@given(answers=documents())
def test_any_answers_come_back(tmp_path: Path, form: str, answers: Answers) -> None:
    """Whatever is an answer survives a file, however it looks to a spreadsheet."""
    taken = there_and_back(answers, form, tmp_path)
    assert taken.problems == ()
    assert list(differences(answers, taken.answers)) == []
    assert taken.answers == answers


@pytest.mark.parametrize("form", FORMATS)
def test_a_template_nobody_filled_in_says_nothing(tmp_path: Path, form: str) -> None:
    """A file for anyone, handed back empty, changes no answer and adds no row."""
    taken = there_and_back(Answers(), form, tmp_path, before=sample_answers("pinon-kiln"))
    assert taken.problems == ()
    assert taken.differences == ()


def test_the_same_answers_give_the_same_file() -> None:
    """Equal input, equal bytes."""
    answers = sample_answers("pinon-kiln")
    for form in FORMATS:
        one, other = (template(form, pages(), answers, load_reference(), Look()) for _n in range(2))
        assert one == other
