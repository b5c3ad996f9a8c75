"""How many answers a workshop asks of an owner, and what has to be looked up before it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from workshop.answers.question import Question
from workshop.answers.topic import Row, Topic
from workshop.workbook.document import STEPS, Decision, Override

TYPICAL_ROWS = {
    "/readiness/people": 1, "/readiness/departments": 1, "/readiness/accounts": 2,
    "/objectives/goals": 1, "/objectives/objectives": 1, "/audience/segments": 1,
    "/audience/personas": 1, "/audience/competitors": 3, "/audience/own_counts": 1,
    "/channels/candidates": 3, "/content/calls": 1, "/content/pillars": 3,
}  # fmt: skip
"""Rows a small business has of the tables that grow; of others, those it takes to finish."""
KINDS: dict[str, type[Topic | Row]] = {
    kind.at: kind
    for kinds in (*(step.kinds_of_parts().values() for step in STEPS), (Decision, Override))
    for kind in kinds
}
"""Every topic and table by its address."""


def asked(tier: int) -> dict[str, int]:
    """Return how many answers a workshop asks, rows counted, by the address of their part.

    Parts that ask nothing are left out; written reasons to go on are no part of it.

    Parameters
    ----------
    tier : int
        Highest tier of questions asked.
    """
    found = {at: _count(kind, tier) for at, kind in KINDS.items() if kind is not Override}
    return {at: count for at, count in found.items() if count}


def _count(kind: type[Topic | Row], tier: int) -> int:
    questions = kind.questions()
    if not issubclass(kind, Row):
        return sum(question.tier <= tier for question in questions.values())
    if kind.fixed is not None:
        rows = [kind(id=key) for key in kind.fixed]
        return sum(row.tier_of(name) <= tier for row in rows for name in questions)
    count = TYPICAL_ROWS.get(kind.at, kind.needed(tier))
    return count * sum(question.tier <= tier for question in questions.values())


def asked_of(step: str, tier: int) -> int:
    """Return how many answers one step asks; ``decisions`` for those at its end."""
    return sum(n for at, n in asked(tier).items() if at.split("/")[1] == step)


@dataclass(frozen=True)
class Prework:
    """One thing to look up before the day, and the part of the workbook it belongs to."""

    kind: type[Topic | Row]
    question: Question


def prework(tier: int) -> Iterator[Prework]:
    """Yield what has to be looked up for a workshop that asks up to a tier, in order."""
    for kind in KINDS.values():
        for question in kind.questions().values():
            if question.prework and question.tier <= tier:
                yield Prework(kind, question)
