"""What is still missing: answers that are needed to finish a step."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from workshop.answers.document import to_data
from workshop.answers.topic import Row, Topic
from workshop.i18n import Lazy, _
from workshop.steps.objectives.smart.questions import Objective
from workshop.workbook.document import Answers


@dataclass(frozen=True)
class Gap:
    """An answer that is needed to finish a step and is not there.

    ``label`` is the question, or that a row is missing; ``row`` names the row it belongs to,
    empty for a topic.
    """

    step: str
    address: str
    label: Lazy
    part: Lazy
    row: str = ""
    prework: bool = False


def gaps(answers: Answers, tier: int) -> Iterator[Gap]:
    """Yield what is needed and not answered, in the order it is asked."""
    for step in answers.steps:
        for name, kind in step.kinds_of_parts().items():
            value: Topic | list[Row] = getattr(step, name)
            rows = value if isinstance(value, list) else [value]
            if issubclass(kind, Row) and len(rows) < kind.needed(tier):
                least = _("at least one {what}").format(what=kind.singular)
                yield Gap(step.name, kind.at, least, kind.title)
            for part in rows:
                if isinstance(part, Objective) and not part.kept:
                    continue
                yield from _gaps_of(step.name, part, kind.title, tier)


def _gaps_of(step: str, part: Topic | Row, title: Lazy, tier: int) -> Iterator[Gap]:
    row = part.name_shown() if isinstance(part, Row) else ""
    for name, question in part.asked().items():
        if not question.required or part.tier_of(name) > tier:
            continue
        if getattr(part, name) in (None, [], ""):
            yield Gap(step, part.where(name), question.label, title, row, question.prework)


def started(answers: Answers) -> bool:
    """Say whether anything has been answered at all."""
    return bool(set(to_data(answers)) - {"schema_version", "participant"})
