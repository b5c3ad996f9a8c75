"""The business in a few facts, and why it wants to do this now."""

from __future__ import annotations

from typing import Annotated, ClassVar

from workshop.answers.kinds import (
    Choice,
    Languages,
    Money,
    Number,
    Percent,
    Several,
    Text,
    Texts,
    TimeZone,
)
from workshop.answers.measured import Labelled, Measured
from workshop.answers.question import Question
from workshop.answers.topic import Topic
from workshop.i18n import Lazy, _
from workshop.method import Check, Outcome, Severity


class OrgType(Labelled):
    """Who the plan is for."""

    SOLE_PROPRIETOR = "sole_proprietor", _("Sole proprietor")
    SMALL_BUSINESS = "small_business", _("Small business")
    MID_SIZE = "mid_size", _("Mid-size company")
    NON_PROFIT = "non_profit", _("Non-profit")


class Model(Labelled):
    """Who buys."""

    B2C = "b2c", _("Consumers")
    B2B = "b2b", _("Other businesses")
    BOTH = "both", _("Both")


class WhyNow(Labelled):
    """What made the owner start."""

    COMPETITOR_PRESSURE = "competitor_pressure", _("Competitors are doing it")
    CUSTOMER_ASKED = "customer_asked", _("Customers asked for it")
    GROWTH_GOAL = "growth_goal", _("We have a growth goal")
    RECRUITING = "recruiting", _("We need to find staff")
    SERVICE_LOAD = "service_load", _("Customers already write to us there")
    OTHER = "other", _("Something else")


class Profile(Topic, at="/readiness/profile"):
    """The business profile."""

    title: ClassVar[Lazy] = _("Your business")

    name: Annotated[
        str | None,
        Question(
            Text(80),
            _("Name of the business"),
            help=_("As it should stand on the cover of the plan."),
            example="Piñon & Kiln Studio",
            required=True,
            tier=1,
        ),
    ] = None
    org_type: Annotated[
        OrgType | None,
        Question(
            Choice(OrgType),
            _("Kind of organisation"),
            help=_("It decides which advice applies: one person cannot follow a team's plan."),
            example="Small business",
            required=True,
        ),
    ] = None
    model: Annotated[
        Model | None,
        Question(
            Choice(Model),
            _("Who buys from you?"),
            help=_("People for themselves, or other businesses? It changes which places matter."),
            example="Consumers",
            required=True,
            tier=1,
        ),
    ] = None
    industry: Annotated[
        str | None,
        Question(
            Text(80),
            _("What you do, in a few words"),
            help=_("Add the six-digit NAICS code if you know it."),
            example="pottery classes and shop",
            tier=3,
        ),
    ] = None
    place: Annotated[
        str | None,
        Question(
            Text(80),
            _("Where your customers are"),
            help=_("The town, county or region you serve."),
            example="Las Cruces, NM",
            required=True,
        ),
    ] = None
    time_zone: Annotated[
        str | None,
        Question(
            TimeZone(),
            _("Time zone"),
            help=_("Posting times and reply times are counted in it."),
            example="America/Denver",
            required=True,
        ),
    ] = None
    languages: Annotated[
        list[str] | None,
        Question(
            Languages(),
            _("Languages you can serve customers in"),
            help=_("The main one first."),
            example="English, Spanish",
            required=True,
        ),
    ] = None
    staff_fte: Annotated[
        float | None,
        Question(
            Number(at_least=0.1),
            _("People who work here, in full-time equivalents"),
            help=_("Two half-time people count as one. Count yourself."),
            example="4.5",
            required=True,
        ),
    ] = None
    revenue_year: Annotated[
        Measured[float] | None,
        Question(
            Money(at_least=0),
            _("Sales in a year"),
            help=_("From last year's books. It is only used to put costs in proportion."),
            example="$420,000",
            prework=True,
        ),
    ] = None
    margin_pct: Annotated[
        Measured[float] | None,
        Question(
            Percent(),
            _("Contribution margin"),
            help=_(
                "Of $100 of sales, how much is left after the direct costs of those sales: "
                "material, fees, delivery, returns, hourly help? Not rent, not salaries. "
                "Your bookkeeper can tell."
            ),
            example="52 %",
            required=True,
            prework=True,
            tier=1,
        ),
    ] = None
    season_peaks: Annotated[
        list[str] | None,
        Question(
            Texts(most=12, limit=80),
            _("When in the year are you busiest?"),
            help=_("One a line: the month as a number, then what happens."),
            example="12 gifts",
        ),
    ] = None
    positioning: Annotated[
        str | None,
        Question(
            Text(240, lines=3),
            _("What you want to be known for"),
            help=_("One sentence a customer could repeat."),
            example="The studio where beginners take home a pot they are proud of.",
            tier=3,
        ),
    ] = None
    why_now: Annotated[
        list[WhyNow] | None,
        Question(
            Several(WhyNow),
            _("Why now?"),
            help=_("Be honest: it tells whether this is a plan or a panic."),
            example="We have a growth goal",
            required=True,
        ),
    ] = None


C013 = Check(
    "C013",
    Severity.WARN,
    _("Started only because competitors do it"),
    why=_("Panic is a poor driver: copying others gives activity without a reason."),
    remedy=_("Name a goal of your own in the next step before choosing any channel."),
    sources=("W01",),
)


def check(profile: Profile) -> tuple[Outcome, ...]:
    """Return what came of C013."""
    if not profile.why_now:
        return (C013.unknown(profile.where("why_now")),)
    only = profile.why_now == [WhyNow.COMPETITOR_PRESSURE]
    return (C013.when(only, _("The only reason given is that competitors are doing it.")),)
