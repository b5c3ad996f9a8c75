"""How far someone is: answers given, of those their workshop asks, step by step."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from workshop.answers.topic import Row, Topic
from workshop.steps.objectives.smart.questions import Objective
from workshop.workbook.asking import TYPICAL_ROWS
from workshop.workbook.document import Answers, Decision


@dataclass(frozen=True)
class Count:
    """Answers of one step: how many there are, and how many are asked."""

    step: str
    answered: int
    asked: int


def counts(answers: Answers, tier: int) -> tuple[Count, ...]:
    """Return how far each step is.

    Of a table that grows, the rows a small business has are asked, or as many as there are.
    A question counts only where it applies, and only those of the workshop's length do.

    Parameters
    ----------
    answers : Answers
        As they were given.
    tier : int
        Highest tier of questions asked.
    """
    return tuple(_of_step(answers, place, tier) for place in range(len(answers.steps)))


def _of_step(answers: Answers, place: int, tier: int) -> Count:
    step = answers.steps[place]
    found = [
        _count(kind, getattr(step, name), tier) for name, kind in step.kinds_of_parts().items()
    ]
    decided = [row for row in answers.decisions if row.id == step.name]
    found.append(_count(Decision, decided, tier))
    return Count(step.name, sum(given for given, _all in found), sum(every for _g, every in found))


def _count(
    kind: type[Topic | Row], value: Topic | list[Row] | list[Decision], tier: int
) -> tuple[int, int]:
    """Return how many answers a topic or a table holds, and how many are asked there."""
    parts: list[Topic | Row] = [*value] if isinstance(value, list) else [value]
    given = [
        getattr(part, name) not in (None, [], "")
        for part in parts
        if not (isinstance(part, Objective) and not part.kept)
        for name in _asked_names(part, tier)
    ]
    asked = len(given)
    if issubclass(kind, Row) and kind.fixed is None:
        missing = max(0, TYPICAL_ROWS.get(kind.at, kind.needed(tier)) - len(parts))
        asked += missing * sum(item.tier <= tier for item in kind.questions().values())
    return sum(given), asked


def _asked_names(part: Topic | Row, tier: int) -> Iterator[str]:
    return (name for name in part.asked() if part.tier_of(name) <= tier)
