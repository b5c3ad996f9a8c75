"""What is taken as given where a workshop is too short to ask.

A short workshop does not ask every question. What its plan needs all the same is put in here,
and remembered: each assumption is printed with its reason, and an answer replaces it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeVar, cast

from workshop.answers.topic import Row, Topic
from workshop.i18n import Words

P = TypeVar("P", bound=Topic | Row)


@dataclass(frozen=True)
class Assumption:
    """An answer nobody was asked for: its address, what is taken for it, and why."""

    address: str
    value: Any
    why: Words


class Assuming:
    """Puts in answers that are not asked for, and remembers each.

    Parameters
    ----------
    tier : int
        Highest tier of questions the workshop asks. What it asks is never assumed, however
        empty it was left: that is a gap.
    """

    def __init__(self, tier: int) -> None:
        self.tier = tier
        self.made: list[Assumption] = []

    def open(self, part: Topic | Row, name: str) -> bool:
        """Say whether a question is neither asked nor answered."""
        return part.tier_of(name) > self.tier and getattr(part, name) in (None, [], "")

    def fill(self, part: P, why: Words, **values: Any) -> P:
        """Return a part with values in place of questions that are neither asked nor answered.

        Parameters
        ----------
        part : Topic or Row
        why : Words
            Printed beside each value.
        **values
            By question. None leaves the question as it is.
        """
        found = {
            name: value
            for name, value in values.items()
            if value is not None and self.open(part, name)
        }
        if not found:
            return part
        self.made += [Assumption(part.where(name), value, why) for name, value in found.items()]
        return cast("P", part.model_copy(update=found))
