"""In-house, a freelancer or an agency: what each costs a month, and what each is good at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar

from workshop.answers.kinds import Choice, Money, Number, Text, YesNo
from workshop.answers.measured import Basis, Labelled
from workshop.answers.question import Question
from workshop.answers.topic import Topic
from workshop.i18n import Lazy, _
from workshop.method import (
    Check,
    NotComputableError,
    Outcome,
    Severity,
    Value,
    derive,
    given,
)
from workshop.settings import HouseRules
from workshop.steps.content.words import MONTHS_YEAR, WEEKS_YEAR
from workshop.steps.readiness.operation import Operation


class SupplyChoice(Labelled):
    """Who does the work."""

    IN_HOUSE = "in_house", _("Ourselves")
    FREELANCER = "freelancer", _("A freelancer")
    AGENCY = "agency", _("An agency")
    HYBRID = "hybrid", _("Both: part inside, part outside")


OUTSIDE = (SupplyChoice.FREELANCER, SupplyChoice.AGENCY, SupplyChoice.HYBRID)


class Supply(Topic, at="/content/supply"):
    """Wages, rates and retainers."""

    title: ClassVar[Lazy] = _("Ourselves, a freelancer or an agency?")

    choice: Annotated[
        SupplyChoice | None,
        Question(
            Choice(SupplyChoice), _("Who will do the work?"), example="Ourselves", required=True
        ),
    ] = None
    reason: Annotated[
        str | None,
        Question(
            Text(240, lines=2),
            _("Why?"),
            help=_("Cost is one reason. Knowing the business is another."),
            example="Nobody outside knows the glazes, and we have the hours.",
            required=True,
        ),
    ] = None
    wage: Annotated[
        float | None,
        Question(
            Money(at_least=0),
            _("What does an hour of your people cost?"),
            help=_("The wage before extras. Count your own hours too, at what you would pay."),
            example="$19",
            required=True,
            tier=1,
        ),
    ] = None
    load: Annotated[
        float | None,
        Question(
            Number(at_least=1, at_most=2),
            _("Times how much, with taxes and extras?"),
            help=_("1.3 means 30 % on top. Left empty, our rule of thumb is used."),
            example="1.3",
            tier=3,
        ),
    ] = None
    freelance_rate: Annotated[
        float | None,
        Question(Money(at_least=0), _("A freelancer's rate an hour"), example="$35", tier=3),
    ] = None
    freelance_hours: Annotated[
        float | None,
        Question(
            Number(at_least=0, unit=_("h")), _("A freelancer's hours a month"), example="20", tier=3
        ),
    ] = None
    freelance_internal_hours: Annotated[
        float | None,
        Question(
            Number(at_least=0, unit=_("h")),
            _("Your own hours a month beside the freelancer"),
            help=_("Briefing, pictures, answering customers: this stays with you."),
            example="30",
            tier=3,
        ),
    ] = None
    retainer: Annotated[
        float | None,
        Question(Money(at_least=0), _("An agency's fee a month"), example="$1,500", tier=3),
    ] = None
    extras: Annotated[
        float | None,
        Question(
            Money(at_least=0),
            _("What an agency charges on top, a month"),
            help=_("Articles, video, ads set-up: often not in the fee. 0 if nothing."),
            example="$0",
            tier=3,
        ),
    ] = None
    agency_internal_hours: Annotated[
        float | None,
        Question(
            Number(at_least=0, unit=_("h")),
            _("Your own hours a month beside an agency"),
            example="16",
            tier=3,
        ),
    ] = None
    agency_hours_delivered: Annotated[
        float | None,
        Question(
            Number(above=0, unit=_("h")),
            _("Hours an agency works for you a month"),
            help=_("Ask for it: the fee says little without it."),
            example="30",
            tier=3,
        ),
    ] = None
    reference_called: Annotated[
        bool | None,
        Question(
            YesNo(),
            _("Have you called one of its clients?"),
            help=_("Ask what came of it, and whether they would do it again."),
            example="yes",
            tier=3,
        ),
    ] = None


C452 = Check(
    "C452",
    Severity.WARN,
    _("Somebody outside would work behind shut doors"),
    why=_("Without access they can count likes, and nothing that matters to you."),
    remedy=_("Open the doors named before the contract starts."),
    sources=("practice",),
)
C453 = Check(
    "C453",
    Severity.WARN,
    _("An agency, and no hours of your own"),
    why=_("Pictures, stories and answers still have to come from you."),
    remedy=_("Plan a few hours a week for it, or the posts will be anybody's."),
    sources=("W65",),
)


@dataclass(frozen=True)
class SupplyResult:
    """Costs a month in US dollars, hours a month, and dollars an hour."""

    loaded_wage: Value[float]
    hours_month: Value[float]
    tools_month: Value[float]
    in_house: Value[float]
    freelance: Value[float]
    agency: Value[float]
    agency_rate: Value[float]


def evaluate(
    supply: Supply, hours_week: Value[float], tools_year: Value[float], rules: HouseRules
) -> SupplyResult:
    """Return what each way costs a month (W64, W65).

    Parameters
    ----------
    supply : Supply
    hours_week : Value of float
        Hours the saved cadence takes.
    tools_year : Value of float
        US dollars.
    rules : HouseRules
        Default for the load.
    """
    load = given(supply, "load").or_else(rules.wage_load, Basis.ESTIMATED)
    wage = derive(lambda hour, times: hour * times, given(supply, "wage"), load)
    tools = derive(lambda year: year / MONTHS_YEAR, tools_year)
    hours = derive(lambda week: week * WEEKS_YEAR / MONTHS_YEAR, hours_week)
    return SupplyResult(
        wage,
        hours,
        tools,
        derive(lambda h, w, t: h * w + t, hours, wage, tools),
        derive(
            lambda rate, h, inside, w, t: rate * h + inside * w + t,
            given(supply, "freelance_rate"), given(supply, "freelance_hours"),
            given(supply, "freelance_internal_hours"), wage, tools,
        ),
        derive(
            lambda fee, extra, inside, w: fee + extra + inside * w,
            given(supply, "retainer"), given(supply, "extras"),
            given(supply, "agency_internal_hours"), wage,
        ),
        derive(_rate, given(supply, "retainer"), given(supply, "agency_hours_delivered")),
    )  # fmt: skip


def _rate(fee: float, hours: float) -> float:
    if hours <= 0:
        raise NotComputableError(_("no hours are delivered"))
    return fee / hours


def check(supply: Supply, operation: Operation) -> tuple[Outcome, ...]:
    """Return what came of C452 and C453; they speak only of work given outside."""
    if supply.choice is None:
        needs = supply.where("choice")
        return C452.unknown(needs), C453.unknown(needs)
    if supply.choice not in OUTSIDE:
        return C452.silent(), C453.silent()
    doors = {
        name: question.label
        for name, question in Operation.questions().items()
        if name.startswith(("has_", "meets_"))
    }
    shut = [str(label) for name, label in doors.items() if getattr(operation, name) is False]
    open_ = [operation.where(name) for name in doors if getattr(operation, name) is None]
    access = C452.fires(" · ".join(shut)) if shut else (
        C452.unknown(*open_) if open_ else C452.silent()
    )  # fmt: skip
    if supply.choice is not SupplyChoice.AGENCY:
        return access, C453.silent()
    none = not supply.agency_internal_hours
    return access, C453.when(none, _("No hours of your own are planned beside the agency."))
