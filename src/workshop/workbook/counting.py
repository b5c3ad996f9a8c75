"""How far someone is: answers given, of those asked, step by step."""

from __future__ import annotations

from dataclasses import dataclass

from workshop.answers.topic import Row, Topic
from workshop.steps.objectives.smart.questions import Objective
from workshop.workbook.asking import TYPICAL_ROWS
from workshop.workbook.document import Answers


@dataclass(frozen=True)
class StepCount:
    """Answers of one step.

    Attributes
    ----------
    done, asked : int
        Given, and asked for; rows that are expected and not there count as asked.
    """

    done: int
    asked: int

    @property
    def share_pct(self) -> int:
        """Return how far it is, in whole percent: 100 only when nothing is open."""
        return 100 if self.done >= self.asked else 100 * self.done // self.asked


def counted(answers: Answers, tier: int) -> dict[str, StepCount]:
    """Return for each step how many answers are given, of how many asked.

    Parameters
    ----------
    answers : Answers
    tier : int
        Highest tier of questions asked.
    """
    found = {}
    for step in answers.steps:
        done = asked = 0
        for name, kind in step.kinds_of_parts().items():
            value: Topic | list[Row] = getattr(step, name)
            parts = value if isinstance(value, list) else [value]
            for part in parts:
                if isinstance(part, Objective) and not part.kept:
                    continue
                given, of = _part(part, tier)
                done, asked = done + given, asked + of
            if issubclass(kind, Row) and kind.fixed is None:
                expected = TYPICAL_ROWS.get(kind.at, kind.needed(tier))
                of = sum(question.tier <= tier for question in kind.questions().values())
                asked += max(0, expected - len(parts)) * of
        found[step.name] = StepCount(done, asked)
    return found


def _part(part: Topic | Row, tier: int) -> tuple[int, int]:
    asked = [name for name in part.asked() if part.tier_of(name) <= tier]
    return sum(getattr(part, name) not in (None, [], "") for name in asked), len(asked)
