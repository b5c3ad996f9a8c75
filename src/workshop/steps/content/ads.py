"""Own customer lists for ads, and what ads bring."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar

from workshop.answers.kinds import Choice, Number, Percent, Ref
from workshop.answers.measured import Basis, Labelled, Measured
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
from workshop.numbers import money, number, round_half_away
from workshop.reference import Channel, Reference
from workshop.settings import HouseRules
from workshop.steps.content.words import CHANNELS
from workshop.steps.objectives.economics import UnitEconomics
from workshop.steps.objectives.funnel import Funnel, FunnelResult
from workshop.steps.readiness.index import Mode


class Consent(Labelled):
    """Why you may use the addresses."""

    OPT_IN = "opt_in", _("They said yes to it")
    CUSTOMER = "customer", _("They are customers, and were told")
    NONE = "none", _("Neither")


class CustomAudience(Topic, at="/content/custom_audience"):
    """A list of your own customers, shown ads. The list itself never enters the plan."""

    title: ClassVar[Lazy] = _("Ads to your own list")

    list_size: Annotated[
        int | None,
        Question(
            Number(at_least=0, whole=True),
            _("Addresses in the list"),
            help=_(
                "The list stays on your machine. One test of such ads is often quoted as "
                "“22 % more sales”: it was one retailer, for two weeks in April 2014, and it "
                "compared those who opened the mail with and without ads."
            ),
            example="1,850",
            tier=3,
            prework=True,
        ),
    ] = None
    consent_basis: Annotated[
        Consent | None,
        Question(
            Choice(Consent),
            _("May you use them for ads?"),
            example="They said yes to it",
            tier=3,
        ),
    ] = None
    match_rate_pct: Annotated[
        Measured[float] | None,
        Question(
            Percent(),
            _("Of 100 addresses, how many does the platform find?"),
            help=_("Left empty, our rule of thumb is used."),
            example="45 %",
            tier=3,
        ),
    ] = None
    channel: Annotated[
        str | None,
        Question(
            Ref(CHANNELS),
            _("Which platform?"),
            help=_("Left empty, it is your main channel."),
            example="Facebook",
            tier=3,
        ),
    ] = None


C501 = Check(
    "C501",
    Severity.BLOCK,
    _("Addresses you may not use"),
    why=_("Using them for ads without consent breaks the platform's terms, and often the law."),
    remedy=_("Use only addresses of people who agreed, or leave the list out."),
    sources=("W51",),
)
C502 = Check(
    "C502",
    Severity.WARN,
    _("The list is too small for the platform"),
    why=_("Below its minimum the platform shows no ad at all."),
    remedy=_("Grow the list first."),
    sources=("W51", "W52"),
)
C503 = Check(
    "C503",
    Severity.WARN,
    _("Ads win customers too dearly"),
    why=_("A customer won this way costs more than our rule allows."),
    remedy=_("Better the page they land on, or spend the money elsewhere."),
    sources=("W61",),
)
C504 = Check(
    "C504",
    Severity.WARN,
    _("Ads before the groundwork is done"),
    why=_("You could not say which ad brought what: the money would teach you nothing."),
    remedy=_("Start ads once the tools are connected; the plan says when."),
    sources=("practice",),
)
C505 = Check(
    "C505",
    Severity.INFO,
    _("The list is smaller than the platform advises"),
    why=_("It works, but reaches few, and soon shows the same people the same ad."),
    remedy=_("Keep on collecting addresses; let the platform look for similar people."),
    sources=("W51",),
)


@dataclass(frozen=True)
class AdsResult:
    """The list and the ads of a month: people, clicks, bookings, US dollars, a ratio."""

    channel: Channel | None
    matched: Value[float]
    clicks: Value[float]
    conversions: Value[float]
    cpa: Value[float]
    roas: Value[float]


def _per(total: float, count: float) -> float:
    if count <= 0:
        raise NotComputableError(_("there are none"))
    return total / count


def evaluate(
    audience: CustomAudience,
    funnel: Funnel,
    path: FunnelResult,
    aov: Value[float],
    main: str,
    reference: Reference,
    rules: HouseRules,
) -> AdsResult:
    """Return what a list matches and what ads bring.

    Parameters
    ----------
    audience : CustomAudience
    funnel : Funnel
        Budget, visits per click.
    path : FunnelResult
        Cost of a click and orders per visit: the owner's own, or what stands in for them.
    aov : Value of float
        Average order, US dollars.
    main : str
        Id of the main channel.
    reference : Reference
    rules : HouseRules
    """
    rate = given(audience, "match_rate_pct").or_else(rules.match_rate_pct, Basis.ESTIMATED)
    per_click = given(funnel, "sessions_per_click").or_else(
        rules.sessions_per_click, Basis.ESTIMATED
    )
    budget = given(funnel, "ad_budget_month")
    none = budget.known and budget.get() == 0
    clicks: Value[float] = missing(reason=_("no ads are planned"))
    if not none:
        clicks = derive(_per, budget, path.cpc)
    found = derive(lambda n, s, c: n * s * c / 100, clicks, per_click, path.cvr)
    return AdsResult(
        reference.channels.get(audience.channel or main),
        derive(lambda n, share: n * share / 100, given(audience, "list_size"), rate),
        clicks,
        found,
        derive(_per, budget, found),
        derive(lambda n, order, cost: _per(n * order, cost), found, aov, budget),
    )


def check(
    audience: CustomAudience,
    result: AdsResult,
    funnel: Funnel,
    worth: UnitEconomics,
    mode: Value[Mode],
) -> tuple[Outcome, ...]:
    """Return what came of C501 to C505."""
    return (
        _consent(audience),
        *_size(result),
        _cost(result, worth),
        _too_soon(funnel, mode),
    )


def _consent(audience: CustomAudience) -> Outcome:
    if not audience.list_size:
        return C501.silent()
    if audience.consent_basis is None:
        return C501.fires(_("Nobody has said whether these people agreed."))
    finding = _("These people neither agreed nor were told.")
    return C501.when(audience.consent_basis is Consent.NONE, finding)


def _size(result: AdsResult) -> tuple[Outcome, Outcome]:
    if not result.matched.known:
        # No list is planned, so there is nothing to be too small.
        return C502.silent(), C505.silent()
    channel = result.channel
    shown = round_half_away(result.matched.get())
    if channel is None or channel.list_minimum is None:
        return C502.silent(), C505.silent()
    finding = _("{n} would be found; {name} asks for {least}, and advises {advised}.").format(
        n=number(shown),
        name=channel.name,
        least=number(channel.list_minimum),
        advised=number(channel.list_advised or channel.list_minimum),
    )
    small = shown < channel.list_minimum
    advised = channel.list_advised or 0
    return C502.when(small, finding), C505.when(not small and shown < advised, finding)


def _cost(result: AdsResult, worth: UnitEconomics) -> Outcome:
    if not result.cpa.known or not worth.allowable_cac.known:
        if result.cpa.reason and not result.cpa.needs:
            return C503.silent()
        return C503.unknown(*result.cpa.needs, *worth.allowable_cac.needs)
    finding = _("{cpa} for one; {most} is what our rule allows.").format(
        cpa=money(result.cpa.get()), most=money(worth.allowable_cac.get())
    )
    return C503.when(result.cpa.get() > worth.allowable_cac.get(), finding)


def _too_soon(funnel: Funnel, mode: Value[Mode]) -> Outcome:
    budget = given(funnel, "ad_budget_month")
    if budget.known and budget.get() == 0:
        return C504.silent()
    if not budget.known or not mode.known:
        return C504.unknown(*budget.needs, *mode.needs)
    finding = _("{money} a month are planned, and readiness says: groundwork first.")
    return C504.when(mode.get() is Mode.GROUNDWORK, finding.format(money=money(budget.get())))
