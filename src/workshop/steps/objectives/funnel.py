"""From the target backwards: how many visits, clicks and impressions it takes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar

from workshop.answers.kinds import Money, Number, Percent
from workshop.answers.measured import Basis, Measured
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
from workshop.numbers import number
from workshop.reference import Rate, Reference
from workshop.reference.start import click_cost_start, conversion_start
from workshop.settings import HouseRules


class Funnel(Topic, at="/objectives/funnel"):
    """Visits, rates and ads; the ads planner of a later step starts from these two figures."""

    title: ClassVar[Lazy] = _("What it takes")

    sessions_now: Annotated[
        Measured[int] | None,
        Question(
            Number(at_least=0, whole=True),
            _("Visits to your website from social media, a month"),
            help=_("Google Analytics shows it. Look for visits from Organic Social."),
            example="1,150",
            prework=True,
        ),
    ] = None
    cvr_now_pct: Annotated[
        Measured[float] | None,
        Question(
            Percent(above=0, at_least=None),
            _("Of 100 such visits, how many order or book today?"),
            example="4.0 %",
            prework=True,
        ),
    ] = None
    impressions_now: Annotated[
        Measured[int] | None,
        Question(
            Number(at_least=0, whole=True),
            _("How often your posts are shown, a month"),
            help=_("Leave it empty if you do not know: it is then estimated from your visits."),
            example="",
            tier=3,
            prework=True,
        ),
    ] = None
    cvr_pct: Annotated[
        Measured[float] | None,
        Question(
            Percent(above=0, at_least=None),
            _("Of 100 visits, how many shall order or book?"),
            help=_("Plan a little better than today, not twice as good."),
            example="4.4 %",
        ),
    ] = None
    ctr_pct: Annotated[
        Measured[float] | None,
        Question(
            Percent(above=0, at_least=None),
            _("Of 100 times a post is shown, how often is its link clicked?"),
            example="1.5 %",
        ),
    ] = None
    sessions_per_click: Annotated[
        Measured[float] | None,
        Question(
            Number(above=0, at_most=1),
            _("Visits counted for each click"),
            help=_("Some leave before the page loads. Left empty, our rule of thumb is used."),
            example="0.85",
            tier=3,
        ),
    ] = None
    signup_order_pct: Annotated[
        Measured[float] | None,
        Question(
            Percent(),
            _("Of 100 new email subscribers, how many order within 60 days?"),
            example="5 %",
            tier=3,
        ),
    ] = None
    ad_budget_month: Annotated[
        float | None,
        Question(
            Money(at_least=0),
            _("Money for ads, a month"),
            help=_("0 if there will be none."),
            example="$300",
            tier=1,
        ),
    ] = None
    cost_per_click: Annotated[
        Measured[float] | None,
        Question(
            Money(above=0),
            _("What a click on an ad costs"),
            help=_("From your ad account, or a published figure: say which."),
            example="$0.75",
        ),
    ] = None


C110 = Check(
    "C110",
    Severity.WARN,
    _("The target needs far more people to see you"),
    why=_("Being shown several times as often takes money, months or luck."),
    remedy=_("Lower the target, plan ads, or better the page visitors land on."),
    sources=("W62",),
    house_rule=True,
)


@dataclass(frozen=True)
class FunnelResult:
    """Stages of the target month and of today, unrounded; costs in US dollars.

    ``cvr`` and ``cpc`` are the owner's own figures, else what stands in for them; ``starts``
    are the published figures that do.
    """

    objective_id: str
    cvr: Value[float]
    cpc: Value[float]
    starts: tuple[Rate, ...]
    customers: Value[float]
    leads: Value[float]
    sessions: Value[float]
    clicks: Value[float]
    paid: Value[float]
    organic: Value[float]
    impressions: Value[float]
    clicks_now: Value[float]
    conversions_now: Value[float]
    impressions_now: Value[float]
    ratio: Value[float]
    max_cpc: Value[float]
    signup_value: Value[float]


def _per(total: float, rate: float) -> float:
    if rate <= 0:
        raise NotComputableError(_("a rate of 0 never gets there"))
    return total / rate


def evaluate(
    funnel: Funnel,
    objective_id: str,
    customers: Value[float],
    close_rate: Value[float],
    contribution: Value[float],
    reference: Reference,
    rules: HouseRules,
) -> FunnelResult:
    """Return the reverse funnel (W62).

    Parameters
    ----------
    funnel : Funnel
    objective_id : str
        The objective whose target it runs back from; empty if there is none.
    customers : Value of float
        Conversions in the target month.
    close_rate : Value of float
        Per cent of leads that become customers; missing where there is no lead stage.
    contribution : Value of float
        US dollars an order brings.
    reference : Reference
        Published figures to begin with.
    rules : HouseRules
        Default for sessions per click.
    """
    per_click = given(funnel, "sessions_per_click").or_else(
        rules.sessions_per_click, Basis.ESTIMATED
    )
    ctr = given(funnel, "ctr_pct")
    cvr, cpc, starts = _rates(funnel, reference)
    # Without a lead stage a visit turns into an order directly.
    leads = derive(lambda n, rate: _per(n, rate / 100), customers, close_rate)
    stage = leads if close_rate.known else customers
    sessions = derive(lambda n, rate: _per(n, rate / 100), stage, cvr)
    clicks = derive(_per, sessions, per_click)
    budget = given(funnel, "ad_budget_month")
    paid: Value[float]
    paid = Value(0.0) if budget.known and budget.get() == 0 else derive(_per, budget, cpc)
    organic = derive(lambda all_clicks, bought: max(0.0, all_clicks - bought), clicks, paid)
    impressions = derive(lambda n, rate: _per(n, rate / 100), organic, ctr)
    sessions_now = given(funnel, "sessions_now")
    clicks_now = derive(_per, sessions_now, per_click)
    impressions_now = given(funnel, "impressions_now")
    if not impressions_now.known:
        estimate = derive(lambda n, rate: _per(n, rate / 100), clicks_now, ctr)
        impressions_now = Value(
            estimate.value, Basis.ESTIMATED if estimate.known else None, estimate.needs
        )
    return FunnelResult(
        objective_id=objective_id,
        cvr=cvr,
        cpc=cpc,
        starts=starts,
        customers=customers,
        leads=leads if close_rate.known else missing(reason=_("there is no lead stage")),
        sessions=sessions,
        clicks=clicks,
        paid=paid,
        organic=organic,
        impressions=impressions,
        clicks_now=clicks_now,
        conversions_now=derive(
            lambda n, rate: n * rate / 100, sessions_now, given(funnel, "cvr_now_pct")
        ),
        impressions_now=impressions_now,
        ratio=derive(_ratio, impressions, impressions_now),
        max_cpc=derive(lambda rate, c, s: rate / 100 * c * s, cvr, contribution, per_click),
        signup_value=derive(
            lambda rate, c: rate / 100 * c, given(funnel, "signup_order_pct"), contribution
        ),
    )


def _rates(
    funnel: Funnel, reference: Reference
) -> tuple[Value[float], Value[float], tuple[Rate, ...]]:
    """Return orders for 100 visits and the cost of a click, and what was published of them.

    An owner's own rate of today comes before any published one.
    """
    cvr, cpc = given(funnel, "cvr_pct"), given(funnel, "cost_per_click")
    now = given(funnel, "cvr_now_pct")
    used: list[Rate] = []
    if not cvr.known and now.known:
        cvr = now
    elif not cvr.known and (rate := conversion_start(reference)) is not None:
        cvr = Value(rate.value, Basis.BENCHMARK)
        used.append(rate)
    if not cpc.known and funnel.ad_budget_month and (rate := click_cost_start(reference)):
        cpc = Value(rate.value, Basis.BENCHMARK)
        used.append(rate)
    return cvr, cpc, tuple(used)


def _ratio(needed: float, now: float) -> float:
    if now <= 0:
        raise NotComputableError(_("nothing is shown today, so no multiple of it exists"))
    return needed / now


def check(result: FunnelResult, rules: HouseRules) -> Outcome:
    """Return what came of C110."""
    needed, now = result.impressions, result.impressions_now
    if not (needed.known and now.known):
        return C110.unknown(*needed.needs, *now.needs)
    if now.get() <= 0:
        finding = _("The target needs posts to be seen; today nothing is shown.")
        return C110.when(needed.get() > 0, finding)
    finding = _("The target needs {ratio} times the impressions of today; our limit is {most}.")
    return C110.when(
        needed.get() > rules.impressions_most * now.get(),
        finding.format(
            ratio=number(needed.get() / now.get(), 1), most=number(rules.impressions_most)
        ),
    )
