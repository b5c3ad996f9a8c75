"""The project that wires the tools together: its cost and who pays."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Annotated, ClassVar

from workshop.answers.kinds import Choice, Day, Money, Number
from workshop.answers.measured import Labelled, Measured
from workshop.answers.question import Question
from workshop.answers.topic import Topic
from workshop.i18n import Lazy, _
from workshop.method import Check, Outcome, Severity, Value, derive, given


class Funding(Labelled):
    """Whether the money is there."""

    BUDGETED = "budgeted", _("It is in the budget")
    PARTLY = "partly", _("Partly")
    NOT_AVAILABLE = "not_available", _("There is no money for it")


class Integration(Topic, at="/readiness/integration"):
    """The integration project."""

    title: ClassVar[Lazy] = _("Connecting the tools")

    one_off_cost: Annotated[
        Measured[float] | None,
        Question(
            Money(at_least=0),
            _("What does it cost once?"),
            help=_("Everything, your own hours for setting it up included."),
            example="$1,200",
        ),
    ] = None
    monthly_cost: Annotated[
        Measured[float] | None,
        Question(Money(at_least=0), _("What does it cost a month?"), example="$70"),
    ] = None
    hours_needed: Annotated[
        float | None,
        Question(
            Number(at_least=0, unit=_("h")),
            _("Hours to set it up"),
            help=_("Used for the timetable only; their cost is in the sum above."),
            example="30",
            tier=3,
        ),
    ] = None
    start: Annotated[dt.date | None, Question(Day(), _("Start"), example="2027-01-11")] = None
    end: Annotated[dt.date | None, Question(Day(), _("End"), example="2027-03-31")] = None
    funding: Annotated[
        Funding | None,
        Question(Choice(Funding), _("Is the money there?"), example="It is in the budget"),
    ] = None
    budgeted_amount: Annotated[
        float | None,
        Question(
            Money(at_least=0),
            _("How much of it is budgeted?"),
            example="$800",
            only_if="funding=partly",
        ),
    ] = None


C014 = Check(
    "C014",
    Severity.WARN,
    _("No money for connecting the tools"),
    why=_("Unconnected tools cannot show which post brought which sale."),
    remedy=_("Use the break-even figure to ask for it, or lower the target of some links."),
    sources=("practice",),
)


@dataclass(frozen=True)
class IntegrationResult:
    """Cost of the first year K and the part of it nobody pays yet, in US dollars."""

    year_one: Value[float]
    budgeted: Value[float]
    funding_gap: Value[float]


def year_one_cost(one_off: float, monthly: float) -> float:
    """Return K = one-off + 12 · monthly, in US dollars."""
    return one_off + 12 * monthly


def evaluate(integration: Integration) -> IntegrationResult:
    """Return cost and funding gap max(0, K − budgeted)."""
    cost = derive(
        year_one_cost, given(integration, "one_off_cost"), given(integration, "monthly_cost")
    )
    budgeted: Value[float]
    if integration.funding is Funding.BUDGETED:
        budgeted = cost
    elif integration.funding is Funding.PARTLY:
        budgeted = given(integration, "budgeted_amount")
    elif integration.funding is Funding.NOT_AVAILABLE:
        budgeted = Value(0.0)
    else:
        budgeted = given(integration, "funding")
    gap = derive(lambda k, there: max(0.0, k - there), cost, budgeted)
    return IntegrationResult(cost, budgeted, gap)


def check(integration: Integration) -> tuple[Outcome, ...]:
    """Return what came of C014."""
    if integration.funding is None:
        return (C014.unknown(integration.where("funding")),)
    return (
        C014.when(
            integration.funding is Funding.NOT_AVAILABLE,
            _("There is no money for connecting the tools."),
        ),
    )
