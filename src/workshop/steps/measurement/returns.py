"""What the planned year costs, brings and returns, beside other marketing."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, ClassVar

from workshop.answers.kinds import Money, Number, Text
from workshop.answers.question import Question
from workshop.answers.topic import Row
from workshop.i18n import Lazy, _
from workshop.method import (
    Check,
    NotComputableError,
    Outcome,
    Severity,
    Value,
    derive,
    given,
    missing,
)
from workshop.numbers import ceil_needed, money, percent
from workshop.steps.objectives.economics import UnitEconomics
from workshop.steps.objectives.smart.method import ObjectiveResult

AT = "/measurement/other_marketing"
MONTHS = 12


class OtherMarketing(Row, at=AT):
    """What else you do to be known, to compare with."""

    title: ClassVar[Lazy] = _("Other marketing")
    singular: ClassVar[Lazy] = _("way")

    name: Annotated[
        str | None, Question(Text(60), _("What?"), example="radio", required=True, tier=3)
    ] = None
    cost: Annotated[
        float | None,
        Question(Money(at_least=0), _("Cost a year"), example="$4,800", tier=3, prework=True),
    ] = None
    new_customers: Annotated[
        float | None,
        Question(
            Number(at_least=0),
            _("New customers it brought"),
            help=_("Ask new customers how they heard of you."),
            example="60",
            tier=3,
            prework=True,
        ),
    ] = None
    revenue: Annotated[
        float | None,
        Question(Money(at_least=0), _("Sales it brought"), example="$8,568", tier=3, prework=True),
    ] = None


C604 = Check(
    "C604",
    Severity.WARN,
    _("Hours are missing from the cost"),
    why=_("Leaving labour out is the usual error: the return then looks far too good."),
    remedy=_("Value the hours of your people in the supply question."),
    sources=("W58",),
)
C608 = Check(
    "C608",
    Severity.WARN,
    _("A customer costs more than our rule allows"),
    why=_("What a customer brings over the years should be several times what winning one costs."),
    remedy=_("Fewer hours, a better page to land on, or a smaller plan."),
    sources=("W60",),
)
C609 = Check(
    "C609",
    Severity.WARN,
    _("It pays back only if customers return"),
    why=_("The first orders do not cover the cost of the year."),
    remedy=_("Plan what brings customers back, and watch whether they do."),
    sources=("W58",),
)
C611 = Check(
    "C611",
    Severity.INFO,
    _("Nothing to compare with"),
    why=_("Whether social media is worth it shows beside what else you do."),
    remedy=_("Put in one other way of marketing: its cost and what it brought."),
    sources=("W01",),
)


@dataclass(frozen=True)
class Compared:
    """Other marketing: cost of winning a customer, return on the first order, per cent."""

    row: OtherMarketing
    cac: Value[float]
    roi: Value[float]


@dataclass(frozen=True)
class ReturnsResult:
    """The planned year; US dollars, people, months, per cent.

    Attributes
    ----------
    orders : Value of float
        Sum of the monthly path over twelve months.
    baseline_orders : Value of float
        Twelve months as today.
    roi_first, roi_clv, roi_incremental : Value of float
        On the first orders; with what new customers bring later; of what is added to today.
    """

    orders: Value[float]
    baseline_orders: Value[float]
    new_customers: Value[float]
    cost: Value[float]
    cac: Value[float]
    ltv_cac: Value[float]
    payback: Value[float]
    break_even: Value[int]
    break_even_month: Value[float]
    contribution: Value[float]
    roi_first: Value[float]
    clv_total: Value[float]
    roi_clv: Value[float]
    extra_contribution: Value[float]
    extra_cost: Value[float]
    roi_incremental: Value[float]
    others: tuple[Compared, ...]


def year_of(path: Sequence[float], target: float) -> float:
    """Return the sum of twelve months of a path; after its end the target is held."""
    months = [*path[:MONTHS], *[target] * (MONTHS - len(path))]
    return math.fsum(months)


def _over(value: float, by: float) -> float:
    if by <= 0:
        raise NotComputableError(_("there is nothing to divide by"))
    return value / by


def return_on(brought: float, cost: float) -> float:
    """Return (brought − cost) / cost in per cent."""
    return 100 * _over(brought - cost, cost)


def evaluate(
    leading: ObjectiveResult | None,
    worth: UnitEconomics,
    new_share: Value[float],
    cost: Value[float],
    current: Value[float],
    others: Sequence[OtherMarketing],
    margin: Value[float],
) -> ReturnsResult:
    """Return the returns of the planned year (W58, W60).

    Parameters
    ----------
    leading : ObjectiveResult, optional
        The objective that counts orders a month.
    worth : UnitEconomics
    new_share : Value of float
        Per cent of orders from new customers.
    cost : Value of float
        Full cost of the year, without the reserve.
    current : Value of float
        What is spent today a year.
    others : sequence of OtherMarketing
    margin : Value of float
        Per cent.
    """
    nothing: Value[float] = missing("/objectives/objectives")
    orders = today = nothing
    if leading is not None:
        target = given(leading.objective, "target")
        orders = derive(year_of, leading.path, target)
        today = derive(lambda each: MONTHS * each, given(leading.objective, "baseline"))
    c = worth.contribution
    new = derive(lambda n, share: n * share / 100, orders, new_share)
    cac = derive(_over, cost, new)
    brought = derive(lambda n, each: n * each, orders, c)
    clv_total = derive(lambda n, each: n * each, new, worth.clv)
    raw = derive(_over, cost, c)
    extra = derive(lambda n, before, each: (n - before) * each, orders, today, c)
    extra_cost = derive(lambda year, now: year - now, cost, current)
    return ReturnsResult(
        orders=orders,
        baseline_orders=today,
        new_customers=new,
        cost=cost,
        cac=cac,
        ltv_cac=derive(_over, worth.clv, cac),
        payback=derive(lambda each, year: _over(each, year / MONTHS), cac, worth.annual),
        break_even=derive(ceil_needed, raw),
        break_even_month=derive(lambda n: n / MONTHS, raw),
        contribution=brought,
        roi_first=derive(return_on, brought, cost),
        clv_total=clv_total,
        roi_clv=derive(return_on, clv_total, cost),
        extra_contribution=extra,
        extra_cost=extra_cost,
        roi_incremental=derive(return_on, extra, extra_cost),
        others=tuple(
            Compared(
                row,
                derive(_over, given(row, "cost"), given(row, "new_customers")),
                derive(
                    lambda sales, m, spent: return_on(sales * m / 100, spent),
                    given(row, "revenue"), margin, given(row, "cost"),
                ),
            )
            for row in others
        ),
    )  # fmt: skip


def check(
    result: ReturnsResult,
    worth: UnitEconomics,
    labour: Value[float],
    *,
    costs_given: bool,
    begun: bool,
) -> tuple[Outcome, ...]:
    """Return what came of C604, C608, C609 and C611.

    Parameters
    ----------
    result : ReturnsResult
    worth : UnitEconomics
    labour : Value of float
        Hours of a year in US dollars.
    costs_given : bool
        Whether other costs were given: labour is then missing rather than not reached yet.
    begun : bool
        Whether step 5 has been reached.
    """
    return (
        _labour(labour, costs_given=costs_given),
        _dear(result, worth),
        _late(result),
        C611.when(not result.others, _("No other marketing was entered."))
        if begun
        else C611.unknown(AT),
    )


def _labour(labour: Value[float], *, costs_given: bool) -> Outcome:
    if labour.known:
        return C604.when(labour.get() <= 0, _("They are valued at nothing."))
    if costs_given and any(need.endswith("/wage") for need in labour.needs):
        return C604.fires(_("Nobody has said what an hour costs."))
    return C604.unknown(*labour.needs)


def _dear(result: ReturnsResult, worth: UnitEconomics) -> Outcome:
    cac, allowed = result.cac, worth.allowable_cac
    if not (cac.known and allowed.known):
        return C608.unknown(*cac.needs, *allowed.needs)
    finding = _("{cac} for one; {most} is what our rule allows.")
    text = finding.format(cac=money(cac.get()), most=money(allowed.get()))
    return C608.when(cac.get() > allowed.get(), text)


def _late(result: ReturnsResult) -> Outcome:
    first, later = result.roi_first, result.roi_clv
    if not (first.known and later.known):
        return C609.unknown(*first.needs, *later.needs)
    text = _("{first} on first orders, {later} with what new customers bring later.").format(
        first=percent(first.get()), later=percent(later.get())
    )
    return C609.when(first.get() < 0 < later.get(), text)
