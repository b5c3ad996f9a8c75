"""The words an owner reads: plain enough, and never without help or an example."""

from __future__ import annotations

import re

from workshop.answers.question import Question
from workshop.workbook import STEPS

GRADE = 9
"""Years of school in the United States a help text may take, at most."""

ASKED = {
    f"{kind.at}/{name}": question
    for step in STEPS
    for kind in step.kinds_of_parts().values()
    for name, question in kind.questions().items()
}


def syllables(word: str) -> int:
    """Count groups of vowels; a silent e at the end is none."""
    bare = re.sub(r"[^a-z]", "", word.lower())
    if len(bare) <= 3:
        return 1
    bare = re.sub(r"(?:[^laeiouy]es|[^aeiouytd]ed|[^laeiouy]e)$", "x", bare)
    return max(1, len(re.findall(r"[aeiouy]+", bare)))


def reading_grade(text: str) -> float:
    """Return the Flesch-Kincaid grade of an English text."""
    sentences = [
        part for part in re.split(r"[.!?:;]+(?:\s|$)|\n", text) if re.search("[a-z]", part)
    ]
    words = re.findall(r"[A-Za-z'’]+", text)
    per_word = sum(map(syllables, words)) / max(1, len(words))
    return 0.39 * len(words) / max(1, len(sentences)) + 11.8 * per_word - 15.59


def test_the_measure_tells_plain_from_learned() -> None:
    """What is measured is reading: a plain sentence is low, an academic one is high."""
    assert reading_grade("Count last week's over all your profiles.") < 6
    learned = "Organisational communicative accountability necessitates institutional transparency."
    assert reading_grade(learned) > 15


def test_help_can_be_read_by_everyone() -> None:
    """No help text takes more than nine years of school."""
    graded = {key: reading_grade(str(item.help)) for key, item in ASKED.items() if item.help}

    assert len(graded) > 200
    assert {key: grade for key, grade in graded.items() if grade > GRADE} == {}


def test_no_question_stands_without_help_or_example() -> None:
    """Whoever is stuck finds a reason or a good answer under every question."""
    bare = [key for key, item in ASKED.items() if not _supported(item)]

    assert bare == []


def _supported(question: Question) -> bool:
    return bool(question.help or question.example)
