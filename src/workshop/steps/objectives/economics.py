"""What an order and a customer are worth, and what winning one may cost."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar

from workshop.answers.kinds import Money, Number, Percent
from workshop.answers.measured import Measured
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
    missing,
)
from workshop.numbers import ceil_needed, money
from workshop.settings import HouseRules

PLANNED_CAC = "/content/budget"


class Economics(Topic, at="/objectives/economics"):
    """The figures of an order and a customer; the margin stands in the business profile."""

    title: ClassVar[Lazy] = _("What a customer is worth")

    aov: Annotated[
        Measured[float] | None,
        Question(
            Money(above=0),
            _("Average order"),
            help=_("Sales of a month divided by orders of that month."),
            example="$142.80",
            required=True,
            prework=True,
            tier=1,
        ),
    ] = None
    orders_per_year: Annotated[
        Measured[float] | None,
        Question(
            Number(above=0),
            _("Orders a customer places in a year"),
            help=_("Orders of a year divided by the customers who placed them."),
            example="1.6",
            required=True,
            prework=True,
            tier=1,
        ),
    ] = None
    retention_pct: Annotated[
        Measured[float] | None,
        Question(
            Percent(at_most=99),
            _("Customers who come back the next year"),
            help=_("Of 100 customers of last year, how many bought again this year?"),
            example="40 %",
            prework=True,
        ),
    ] = None
    discount_pct: Annotated[
        float | None,
        Question(
            Percent(at_most=30),
            _("What money next year is worth less than today"),
            help=_("Left empty, our rule of thumb is used."),
            example="10 %",
            tier=3,
        ),
    ] = None
    horizon_years: Annotated[
        int | None,
        Question(
            Number(at_least=1, at_most=5, whole=True),
            _("Years to look ahead"),
            help=_("Left empty, our rule of thumb is used."),
            example="3",
            tier=3,
        ),
    ] = None
    new_share_pct: Annotated[
        Measured[float] | None,
        Question(
            Percent(),
            _("Orders that come from new customers"),
            help=_("Of 100 orders, how many are somebody's first?"),
            example="60 %",
            prework=True,
        ),
    ] = None
    close_rate_pct: Annotated[
        Measured[float] | None,
        Question(
            Percent(above=0, at_least=None),
            _("Enquiries that become customers"),
            help=_("Leave it empty if people order without asking first."),
            example="",
        ),
    ] = None
    ltv_cac_ratio: Annotated[
        float | None,
        Question(
            Number(above=0),
            _("What a customer shall bring for each dollar spent on winning one"),
            help=_("Left empty, our rule of thumb is used."),
            example="3",
            tier=3,
        ),
    ] = None


C111 = Check(
    "C111",
    Severity.WARN,
    _("Winning a customer costs more than it brings"),
    why=_("Every sale would then make the business poorer."),
    remedy=_("Raise the margin or the order, or plan cheaper ways to win customers."),
    sources=("W61",),
)


@dataclass(frozen=True)
class UnitEconomics:
    """The worth of an order and a customer, in US dollars; ROAS is a ratio."""

    contribution: Value[float]
    annual: Value[float]
    clv: Value[float]
    clv_endless: Value[float]
    clv_short: Value[float]
    allowable_cac: Value[float]
    break_even_cac: Value[float]
    break_even_roas: Value[float]
    integration_orders_raw: Value[float]
    integration_orders: Value[int]
    ratio: float
    horizon_years: int
    discount_pct: float


def contribution(aov: float, margin_pct: float) -> float:
    """Return c = AOV · margin, US dollars an order."""
    return aov * margin_pct / 100


def lifetime_value(annual: float, retention_pct: float, discount_pct: float, years: int) -> float:
    """Return CLV = m · Σ (r / (1+d))^t for t from 0 to Y − 1 (W60), US dollars."""
    step = retention_pct / 100 / (1 + discount_pct / 100)
    return annual * sum(step**t for t in range(years))


def _roas(margin_pct: float) -> float:
    if margin_pct <= 0:
        raise NotComputableError(_("with a margin of 0 no sale ever pays for an ad"))
    return 100 / margin_pct


def _orders(cost: float, per_order: float) -> float:
    if per_order <= 0:
        raise NotComputableError(_("with a margin of 0 no number of orders pays for it"))
    return cost / per_order


def evaluate(
    economics: Economics, margin: Value[float], integration_cost: Value[float], rules: HouseRules
) -> UnitEconomics:
    """Return the unit economics.

    Parameters
    ----------
    economics : Economics
    margin : Value of float
        Contribution margin in per cent, from the business profile.
    integration_cost : Value of float
        Cost of connecting the tools in the first year, US dollars.
    rules : HouseRules
        Defaults for discount, horizon and ratio.
    """
    ratio = economics.ltv_cac_ratio or rules.ltv_cac_ratio
    years = economics.horizon_years or rules.horizon_years
    discount = economics.discount_pct
    discount = rules.discount_pct if discount is None else discount
    aov = given(economics, "aov")
    retention = given(economics, "retention_pct")
    c = derive(contribution, aov, margin)
    m = derive(lambda each, times: each * times, c, given(economics, "orders_per_year"))
    clv = derive(lambda annual, r: lifetime_value(annual, r, discount, years), m, retention)
    grown = 1 + discount / 100
    raw = derive(_orders, integration_cost, c)
    return UnitEconomics(
        contribution=c,
        annual=m,
        clv=clv,
        clv_endless=derive(lambda annual, r: annual * grown / (grown - r / 100), m, retention),
        clv_short=derive(lambda annual, r: annual / (1 - r / 100), m, retention),
        allowable_cac=derive(lambda value: value / ratio, clv),
        break_even_cac=c,
        break_even_roas=derive(_roas, margin),
        integration_orders_raw=raw,
        integration_orders=derive(ceil_needed, raw),
        ratio=ratio,
        horizon_years=years,
        discount_pct=discount,
    )


def check(economics: UnitEconomics, planned_cac: Value[float] | None = None) -> Outcome:
    """Return what came of C111.

    Parameters
    ----------
    economics : UnitEconomics
    planned_cac : Value of float, optional
        Full cost of winning a customer in the planned year; known once a budget is saved.
    """
    allowable, break_even = economics.allowable_cac, economics.break_even_cac
    if allowable.known and allowable.get() <= 0:
        return C111.fires(_("At this margin a customer brings nothing that could be spent."))
    planned = planned_cac or missing(PLANNED_CAC)
    if planned.known and break_even.known and break_even.get() < planned.get():
        finding = _("Winning a customer is planned to cost {planned}; the first order brings {c}.")
        return C111.fires(finding.format(planned=money(planned.get()), c=money(break_even.get())))
    needs = (*allowable.needs, *break_even.needs, *planned.needs)
    return C111.unknown(*needs) if needs else C111.silent()
