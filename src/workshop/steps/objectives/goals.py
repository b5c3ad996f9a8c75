"""The business goals every objective hangs on."""

from __future__ import annotations

from typing import Annotated, ClassVar

from workshop.answers.kinds import Choice, Text
from workshop.answers.measured import Labelled
from workshop.answers.question import Question
from workshop.answers.topic import Row
from workshop.i18n import Lazy, _

GOALS = "/objectives/goals"


class GoalCategory(Labelled):
    """What a goal is about."""

    REVENUE = "revenue", _("More sales")
    NEW_CUSTOMERS = "new_customers", _("New customers")
    RETENTION = "retention", _("Customers who come back")
    COST_TO_SERVE = "cost_to_serve", _("Less effort for each customer")
    RECRUITING = "recruiting", _("Finding staff")
    REPUTATION = "reputation", _("A good name")
    AWARENESS = "awareness", _("Being known")


class GoalKind(Labelled):
    """Which part of the business judges it."""

    SALES = "sales", _("Sales")
    GROWTH = "growth", _("Growth")
    SERVICE = "service", _("Service")
    PEOPLE = "people", _("People")
    STANDING = "standing", _("Standing")


class Goal(Row, at=GOALS):
    """One business goal."""

    title: ClassVar[Lazy] = _("Your business goals")
    singular: ClassVar[Lazy] = _("goal")
    least: ClassVar[int] = 1

    statement: Annotated[
        str | None,
        Question(
            Text(160, lines=2),
            _("What shall the business reach?"),
            help=_("A goal of the business, not of social media."),
            example="Fill weekday classes",
            required=True,
            tier=1,
        ),
    ] = None
    category: Annotated[
        GoalCategory | None,
        Question(Choice(GoalCategory), _("What is it about?"), example="More sales", required=True),
    ] = None
    kind: Annotated[
        GoalKind | None,
        Question(Choice(GoalKind), _("How will it be judged?"), example="Sales", required=True),
    ] = None

    def name_shown(self) -> str:
        """Return the statement, else the id."""
        return self.statement or self.id
