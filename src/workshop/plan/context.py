"""Everything a part of the plan may speak of."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import partial

from workshop.answers.change import Draft
from workshop.answers.kinds import Ref, Refs
from workshop.answers.topic import Row
from workshop.blocks import DocumentFacts
from workshop.method.telling import Telling
from workshop.reference import Reference
from workshop.settings import Settings
from workshop.workbook import Answers, Evaluation, find_label, parts_at


@dataclass(frozen=True)
class PlanContext:
    """Answers, what follows from them, and how to speak of them.

    Attributes
    ----------
    answers : Answers
        What the plan was worked out from: as given, and what a short workshop assumes.
    given : Answers
        What the participant said.
    """

    answers: Answers
    given: Answers
    evaluation: Evaluation
    telling: Telling
    settings: Settings
    facts: DocumentFacts
    drafts: tuple[Draft, ...] = ()


def telling_for(answers: Answers, evaluation: Evaluation, reference: Reference,
                settings: Settings) -> Telling:  # fmt: skip
    """Return how to speak of these answers."""
    return Telling(
        reference=reference,
        rules=settings.rules,
        as_of=evaluation.as_of,
        label=partial(find_label, answers),
        person=partial(person_name, answers),
        reason=answers.reason_for,
        row=partial(row_name, answers),
        tier=settings.tier,
    )


def row_name(answers: Answers, table: str, row_id: str | None) -> str:
    """Return what a row is called, the bare id if there is no such row."""
    rows = (row for row in parts_at(answers, table) if isinstance(row, Row))
    return next((row.name_shown() for row in rows if row.id == row_id), row_id or "")


def person_name(answers: Answers, person_id: str | None) -> str:
    """Return what a person is called, the bare id if no such person is listed."""
    if not person_id:
        return ""
    return next(
        (row.name_shown() for row in answers.readiness.people if row.id == person_id), person_id
    )


@dataclass(frozen=True)
class Dangling:
    """An answer that names a row which is not there."""

    address: str
    row: str
    found: str


def dangling(answers: Answers, reference: Reference) -> tuple[Dangling, ...]:
    """Return the answers that point at rows or catalogue entries not listed."""
    known: dict[str, Collection[str]] = {
        kind.at: {row.id for row in getattr(step, name)}
        for step in answers.steps
        for name, kind in step.kinds_of_parts().items()
        if issubclass(kind, Row)
    }
    for table in ("areas", "channels", "metrics"):
        known[f"reference:{table}"] = getattr(reference, table).keys()
    found = []
    parts = [part for step in answers.steps for part in step.parts()]
    for part in (*parts, *answers.decisions):
        for name, question in part.questions().items():
            value = getattr(part, name)
            if not isinstance(question.kind, (Ref, Refs)) or not value:
                continue
            row = part.name_shown() if isinstance(part, Row) else ""
            named = [value] if isinstance(value, str) else value
            found += [
                Dangling(part.where(name), row, each)
                for each in named
                if each not in known[question.kind.to]
            ]
    return tuple(found)
