"""One row for each objective, kept or rejected."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, ClassVar

from workshop.answers.kinds import Choice, Day, Number, Percent, Ref, Text, YesNo
from workshop.answers.measured import Labelled, Measured
from workshop.answers.question import Question
from workshop.answers.topic import Row
from workshop.i18n import Lazy, _
from workshop.steps.objectives.goals import GOALS
from workshop.steps.readiness.systems.questions import SystemName
from workshop.steps.readiness.words import PEOPLE, Function

OBJECTIVES = "/objectives/objectives"


class Race(Labelled):
    """Where in a customer's path it works."""

    REACH = "reach", _("Reach: be seen")
    ACT = "act", _("Act: a first step")
    CONVERT = "convert", _("Convert: an order")
    ENGAGE = "engage", _("Engage: after the order")


class Unit(Labelled):
    """What the number counts."""

    COUNT_MONTH = "count_month", _("a month")
    COUNT = "count", _("in all, on a date")
    PCT = "pct", _("per cent")
    USD_MONTH = "usd_month", _("dollars a month")
    HOURS = "hours", _("hours")
    RATING = "rating", _("stars")


BOUNDS: dict[Unit, float] = {Unit.PCT: 100, Unit.RATING: 5}
"""Units that cannot grow without end, and where they end."""


class ObjectiveType(Labelled):
    """A promise or a stretch."""

    COMMITTED = "committed", _("a promise: we expect all of it")
    STRETCH = "stretch", _("a stretch: two thirds would be good")


class Objective(Row, at=OBJECTIVES):
    """One objective."""

    title: ClassVar[Lazy] = _("Your objectives")
    singular: ClassVar[Lazy] = _("objective")
    least: ClassVar[int] = 1

    goal_id: Annotated[
        str | None,
        Question(Ref(GOALS), _("Which goal does it serve?"), example="G1", required=True),
    ] = None
    function: Annotated[
        Function | None,
        Question(
            Choice(Function), _("What is it for?"), example="Sales and leads", required=True, tier=3
        ),
    ] = None
    race: Annotated[
        Race | None,
        Question(
            Choice(Race),
            _("Where in the customer's path?"),
            example="Convert: an order",
            required=True,
            tier=3,
        ),
    ] = None
    verb: Annotated[
        str | None,
        Question(
            Text(40),
            _("Verb"),
            help=_("Raise, win, keep, halve … not “do TikTok”: a tool is not an aim."),
            example="raise",
            required=True,
            tier=3,
        ),
    ] = None
    metric_id: Annotated[
        str | None,
        Question(
            Ref("reference:metrics"),
            _("What is counted?"),
            example="bookings from social media",
            required=True,
            tier=1,
        ),
    ] = None
    audience: Annotated[
        str | None,
        Question(
            Text(120), _("Among whom?"), example="locals aged 30 to 64", required=True, tier=3
        ),
    ] = None
    scope: Annotated[
        str | None,
        Question(
            Text(120), _("Through what?"), example="all our social channels", required=True, tier=3
        ),
    ] = None
    unit: Annotated[
        Unit | None, Question(Choice(Unit), _("Unit"), example="a month", required=True, tier=3)
    ] = None
    baseline: Annotated[
        Measured[float] | None,
        Question(
            Number(at_least=0),
            _("Where are you today?"),
            help=_(
                "The number you want to move, such as bookings or enquiries, as it is now: "
                "with its day, and how you know it."
            ),
            example="46, 31 December, measured",
            required=True,
            prework=True,
            tier=1,
        ),
    ] = None
    target: Annotated[
        float | None,
        Question(
            Number(at_least=0), _("Where do you want to be?"), example="84", required=True, tier=1
        ),
    ] = None
    deadline: Annotated[
        dt.date | None,
        Question(
            Day(),
            _("By when?"),
            help=_("Between one and eighteen months from now."),
            example="2027-12-31",
            required=True,
            tier=1,
        ),
    ] = None
    owner: Annotated[
        str | None,
        Question(Ref(PEOPLE), _("Who answers for it?"), example="front desk lead", required=True),
    ] = None
    data_source: Annotated[
        SystemName | None,
        Question(
            Choice(SystemName),
            _("Where does the number come from?"),
            help=_("One of your tools; not a feeling."),
            example="Shop or booking",
            required=True,
            tier=1,
        ),
    ] = None
    benchmark_growth_pct_month: Annotated[
        Measured[float] | None,
        Question(
            Percent(at_least=-50, at_most=100),
            _("What growth a month is usual?"),
            help=_("From your own past or a published figure; say which. Empty if unknown."),
            example="3.5 %",
        ),
    ] = None
    type: Annotated[
        ObjectiveType | None,
        Question(
            Choice(ObjectiveType),
            _("Promise or stretch?"),
            example="a promise: we expect all of it",
            tier=3,
        ),
    ] = None
    resources_note: Annotated[
        str | None,
        Question(
            Text(160, lines=2),
            _("With what hours and money?"),
            example="14 hours a week, $300 a month for ads",
            tier=3,
            required=True,
        ),
    ] = None
    rejected: Annotated[
        bool | None,
        Question(
            YesNo(),
            _("Put aside?"),
            help=_("A draft you decided against. It is printed with the reason."),
            example="no",
            tier=3,
        ),
    ] = None
    rejected_reason: Annotated[
        str | None,
        Question(
            Text(300, lines=2),
            _("Why was it put aside?"),
            example="Followers pay no bills.",
            tier=3,
        ),
    ] = None
    last_quarter_score: Annotated[
        float | None,
        Question(
            Number(at_least=0, at_most=1),
            _("How far did it get last quarter?"),
            help=_("From 0 to 1, if it ran before. The review fills it in."),
            example="",
            tier=3,
        ),
    ] = None

    @property
    def kept(self) -> bool:
        """Say whether it stands in the plan."""
        return not self.rejected

    def name_shown(self) -> str:
        """Return the id: objectives are spoken of by it."""
        return self.id
