"""What a fill-in file asks, in order: taken from the declarations, written nowhere else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from workshop.answers.kinds import Ref, Refs, Text
from workshop.answers.question import Question
from workshop.answers.topic import Row, Topic, row_class
from workshop.errors import UsageError
from workshop.i18n import Lazy, _
from workshop.workbook import STEPS, Answers

SIDES = ("basis", "source", "as_of")
"""What is asked beside a number that is measured, estimated or looked up."""

DECISIONS = "decisions"
_ROOM = {"/readiness/people": 10, "/audience/slots": 14, "/channels/candidates": 10}
_ROOM_ELSE = 6


@dataclass(frozen=True)
class Field:
    """One question of a file; ``measured`` ones have :data:`SIDES`."""

    name: str
    question: Question
    measured: bool


@dataclass(frozen=True)
class Group:
    """A topic, or a table: its questions, and for a table how its rows come.

    Attributes
    ----------
    kind : type
        The class it stands for; ``kind.at`` is its address.
    fields : tuple of Field
        The questions asked in this file.
    tier : int
        Highest tier of questions asked.
    """

    kind: type[Topic | Row]
    fields: tuple[Field, ...]
    tier: int = 3

    @property
    def is_table(self) -> bool:
        """Whether it has rows."""
        return issubclass(self.kind, Row)

    @property
    def room(self) -> int:
        """Return how many empty rows a file offers; a table of fixed rows has none."""
        if not issubclass(self.kind, Row) or self.kind.fixed is not None:
            return 0
        return _ROOM.get(self.kind.at, _ROOM_ELSE)


@dataclass(frozen=True)
class Page:
    """One step, on one sheet."""

    name: str
    title: Lazy
    groups: tuple[Group, ...]


def pages(tier: int = 3, steps: Sequence[str] = ()) -> tuple[Page, ...]:
    """Return what a file asks.

    Parameters
    ----------
    tier : int
        Questions up to this tier: 1 quick, 2 half day, 3 all.
    steps : sequence of str
        Names of the steps wanted, in any order; all of them if none is named.

    Raises
    ------
    UsageError
        If a step is none.
    """
    known = {**{step.name: step.title for step in STEPS}, DECISIONS: _("Your decisions")}
    for name in steps:
        if name not in known:
            raise UsageError(
                f"There is no step {name!r}.",
                expected=f"one of: {', '.join(known)}",
                todo="Take a name from that list.",
            )
    found = [
        Page(step.name, step.title, _groups(step.kinds_of_parts().values(), tier))
        for step in STEPS
        if step.name in (steps or known)
    ]
    if DECISIONS in (steps or known):
        own = (row_class(field.annotation) for field in Answers.model_fields.values())
        found.append(Page(DECISIONS, known[DECISIONS], _groups(filter(None, own), tier)))
    return tuple(page for page in found if page.groups)


def _groups(kinds: Iterable[type[Topic | Row]], tier: int) -> tuple[Group, ...]:
    found = (Group(kind, tuple(_fields(kind, tier)), tier) for kind in kinds)
    return tuple(group for group in found if group.fields)


def _fields(kind: type[Topic | Row], tier: int) -> Iterator[Field]:
    for name, question in kind.questions().items():
        if question.tier <= tier:
            yield Field(name, question, kind.is_measured(name))


@cache
def tables() -> dict[str, type[Row]]:
    """Return every table of the answers document by its address."""
    every = (group.kind for page in pages() for group in page.groups)
    return {kind.at: kind for kind in every if issubclass(kind, Row)}


def naming_field(kind: type[Row]) -> str:
    """Return the question whose answer people call a row by; the id where none is a name."""
    found = kind.questions()
    first = next(iter(found))
    if "name" in found:
        return "name"
    return first if isinstance(found[first].kind, Text) else "id"


def is_row_ref(question: Question) -> bool:
    """Say whether an answer names rows of another table."""
    return isinstance(question.kind, (Ref, Refs)) and question.kind.to.startswith("/")
